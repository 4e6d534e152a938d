"""Disagreements: what changed between two reports, of what kind, and how gravely."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from onrecord.model import Derivation, Trace
from onrecord.reconciliation import reconcile
from onrecord.reconciliation.disagreements.numbers import shown
from onrecord.tracing import trace
from reconciliation_values import article, commitment, findings, statement, traced

CASES = tomllib.loads((Path(__file__).parent / "reconciliation_cases.toml").read_text(encoding="utf-8"))
FLOOR = 0.95
"""Share of the labelled changes whose gravest kind must be right; lower it only with a reason in the change log."""
SLIGHT = 0.2


def compared(first: str, second: str, **given):
    a, b = article("a", first, **given), article("b", second)
    return reconcile([a, b], [], traced((a, b))).disagreements


def gravest(first: str, second: str) -> str:
    found = compared(first, second)
    if not found:
        return "none"
    assert found[0].severity > SLIGHT or found[0].kind == "wording"
    return found[0].kind


@pytest.mark.parametrize("turned", [False, True], ids=["as written", "sides exchanged"])
def test_labelled_changes_are_judged_as_a_careful_reader_does(turned):
    wrong = []
    for case in CASES["change"]:
        a, b = (case["b"], case["a"]) if turned else (case["a"], case["b"])
        kind = gravest(a, b)
        if kind != case["kind"]:
            wrong.append(f"{kind} for {case['kind']}: {case['a']} | {case['b']}")
    assert len(wrong) <= (1 - FLOOR) * len(CASES["change"]), "\n".join(wrong)


def test_mere_style_is_never_grave():
    grave = [
        (case["a"], found[0].kind)
        for case in CASES["change"]
        if case["kind"] in ("wording", "none")
        and (found := compared(case["a"], case["b"]))
        and found[0].severity > SLIGHT
    ]
    assert grave == []


def test_same_text_has_nothing_to_report():
    assert compared("The port reopened on Monday.", "The port reopened on Monday.") == ()


def test_sides_show_the_words_of_their_articles():
    (found,) = compared("The bridge was hit by 12 rockets.", "The bridge was hit by 21 rockets.")
    assert (found.a.article, found.b.article) == ("a", "b")
    assert "12" in found.a.text
    assert "21" in found.b.text
    for side in (found.a, found.b):
        assert all(span.begin < span.end for span in side.spans)


def test_turned_quotation_is_graver_than_a_reworded_one():
    (turned,) = compared("“We will win,” he said of the match.", "“We will lose,” he said of the match.")
    (reworded,) = compared("“We will win,” he said of the match.", "“We will prevail,” he said of the match.")
    assert turned.kind == reworded.kind == "quote"
    assert turned.severity > reworded.severity


def test_changes_are_ranked_from_the_gravest():
    found = compared(
        "Some ministers asked for help.\nThe crews said the depot was not empty.\nThe envoy spoke first.",
        "The ministers requested help.\nThe crews said the depot was empty.\nThe envoy talked first.",
    )
    severities = [each.severity for each in found]
    assert severities == sorted(severities, reverse=True)
    assert [each.kind for each in found][:2] == ["meaning", "actor scope"]


def test_lost_class_of_item_is_an_item_disagreement_of_its_entry():
    a = article("a", "Slovakia said it was giving 20 armored vehicles.")
    b = article("b", "Slovakia said it was giving 20 armoured personnel carriers.")
    give = {"quantity": 20.0, "shown": "20"}
    found = [
        findings(a, commitment(a, "armored vehicles", item_class="armoured vehicle", **give)),
        findings(b, commitment(b, "armoured personnel carriers", item_class="armoured personnel carrier", **give)),
    ]
    result = reconcile([a, b], found, traced((a, b)))
    (entry,), first = result.entries, result.disagreements[0]
    assert (first.kind, first.entry) == ("item", entry.id)
    assert first.a.text == "armored vehicles"
    assert first.severity > 0.5


def test_figure_disagreement_is_reported_once_and_by_its_entry():
    a = article("a", "The bank gave $200 million in loans.")
    b = article("b", "The bank gave $300 million in loans.")
    give = {"item_class": "loan", "actor": "EIB", "currency": "USD"}
    found = [
        findings(a, commitment(a, "loans", amount=2e8, shown="$200 million", **give)),
        findings(b, commitment(b, "loans", amount=3e8, shown="$300 million", **give)),
    ]
    result = reconcile([a, b], found, traced((a, b)))
    assert [(each.kind, each.entry is not None) for each in result.disagreements] == [("figure", True)]


def test_forty_copies_of_one_change_are_one_disagreement():
    first = article("a", "The bridge was hit by 12 rockets.")
    copies = [article(f"b{n}", "The bridge was hit by 21 rockets.") for n in range(40)]
    found = reconcile([first, *copies], [], traced(*((first, copy) for copy in copies))).disagreements
    assert len(found) == 1


def test_quotation_disagreement_belongs_to_the_entry_of_its_statement():
    a = article("a", "“The work continues,” Marta Lind said.")
    b = article("b", "“The work goes on,” Lind said.")
    found = [
        findings(a, statement(a, "Marta Lind", "The work continues")),
        findings(b, statement(b, "Lind", "The work goes on")),
    ]
    result = reconcile([a, b], found, traced((a, b)))
    assert [entry.articles for entry in result.entries] == [("a", "b")]
    assert [(each.kind, each.entry) for each in result.disagreements] == [("quote", result.entries[0].id)]


def test_quotation_that_follows_an_aligned_one_is_compared_too():
    a = article("a", "“The harbour is safe,” Lind said. “We also back this, on the fishing rights.”")
    b = article("b", "“The harbour is safe,” Lind said. “We hold to it as well, on rights for fishing crews.”")
    trace = traced((a, b))
    reuse = trace.reuse[0]
    end = a.text.index("said.") + len("said.")
    cut = [type(span)(span.begin, end) for span in (reuse.passages[0].a, reuse.passages[0].b)]
    passage = type(reuse.passages[0])(cut[0], cut[1], "verbatim")
    trace = Trace((type(reuse)("a", "b", "verbatim", 0.5, 0.5, (passage,)),))
    assert [each.kind for each in reconcile([a, b], [], trace).disagreements] == ["quote"]


LONG = " ".join(
    ["The ministers met in the old town hall and spoke about roads, schools and the price of bread."] * 8
)


def test_headline_that_names_an_act_its_story_does_not_know():
    a = article("a", f"# Ministers hold vote on the price of bread\n{LONG}")
    (found,) = reconcile([a], [], Trace()).disagreements
    assert (found.kind, found.a.article, found.b.article) == ("headline", "a", "a")


def test_headline_in_other_words_than_the_story_is_no_disagreement():
    a = article("a", f"# Ministers hold talks, promise cheaper bread\n{LONG} They pledged cheaper bread.")
    assert reconcile([a], [], Trace()).disagreements == ()


def test_short_item_may_leave_out_what_its_headline_says():
    a = article("a", "# Ministers hold vote on the price of bread\nThe ministers met in the town hall.")
    assert reconcile([a], [], Trace()).disagreements == ()


def test_byline_of_its_own_over_agency_text_is_an_attribution_disagreement():
    text = "By Ada Quill\nRIGA (AP) — The port reopened on Monday after a storm."
    a = article("a", text, wire="AP", byline="Ada Quill")
    b = article("b", "By Max Sterling\nThe port reopened on Monday after a storm.", byline="Max Sterling")
    trace = traced((a, b), derivations=(Derivation("a", None, "AP", 0.9), Derivation("b", "a", None, 0.8)))
    kinds = [each.kind for each in reconcile([a, b], [], trace).disagreements]
    assert "attribution" in kinds


def test_headline_with_another_figure_than_its_story():
    a = article("a", "# Council buys 30 buses\nThe council said it would buy 13 buses for the valley.")
    (found,) = reconcile([a], [], Trace()).disagreements
    assert (found.kind, found.b.text.split()[0]) == ("headline", "13")


def test_headline_figure_may_count_something_else():
    a = article("a", "# Council buys 30 buses\nThe council has 13 members. It ordered thirty new buses.")
    assert reconcile([a], [], Trace()).disagreements == ()


def test_transposed_digits_are_named_as_a_likely_copying_error():
    (found,) = compared("The fund holds 450 million.", "The fund holds 540 million.")
    assert "copying error" in found.reason


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (40_000_000_000.0, "40 billion"),
        (2_565_000_000.0, "2.565 billion"),
        (53_000_000.0, "53 million"),
        (12_345_678.0, "12,345,678"),
        (1_250.0, "1,250"),
        (0.5, "0.5"),
        (0.0, "0"),
    ],
)
def test_figures_in_reasons_are_written_as_a_reader_writes_them(value: float, written: str):
    assert shown(value) == written


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The envoy might meet the crews in Riga today.", "The envoy could meet the crews in Riga today."),
        ("As the strike enters its 331st day, crews wait.", "As the strike enters its 333rd day, crews wait."),
        ("The airstrike hit the depot at noon.", "The air strike hit the depot at noon."),
    ],
)
def test_what_says_the_same_or_counts_days_is_no_disagreement(first: str, second: str):
    assert compared(first, second) == ()


def item_disagreements(first: str, first_class: str, second: str, second_class: str):
    a, b = (
        article("a", f"Slovakia will send {first}, she said."),
        article("b", f"Slovakia will send {second}, she said."),
    )
    given = [(a, first, first_class), (b, second, second_class)]
    found = [findings(each, commitment(each, item, item_class=kind)) for each, item, kind in given]
    return [each for each in reconcile([a, b], found, traced((a, b))).disagreements if each.kind == "item"]


def test_a_looser_word_for_aid_is_a_slight_disagreement():
    (found,) = item_disagreements("financial aid", "financial aid", "aid", "aid")
    assert found.severity < 0.5


def test_one_type_under_two_class_names_is_no_disagreement_of_items():
    vehicles = "Stryker combat vehicles", "armoured vehicle"
    assert item_disagreements(*vehicles, "Stryker personnel carriers", "armoured personnel carrier") == []


def test_headlines_over_one_story_disagree_only_where_the_matter_turns():
    story = (
        "\nSlovakia will send twenty field kitchens to the camps before the first snow falls, its ministry said."
    )
    first, same, turned = (
        article(name, f"# Slovakia {verb} field kitchens to camps before snow{story}")
        for name, verb in (("a", "sends"), ("b", "brings"), ("c", "will not send"))
    )
    assert reconcile([first, same], [], trace([first, same])).disagreements == ()
    kinds = [each.kind for each in reconcile([first, turned], [], trace([first, turned])).disagreements]
    assert kinds == ["meaning"]


def test_a_line_that_every_copy_numbers_for_itself_is_not_reported_for_every_pair():
    copies = [article(f"copy{n}", f"The desk in Riga has {n} letters to answer by post.") for n in range(10, 30)]
    pairs = [(a, b) for n, a in enumerate(copies) for b in copies[n + 1 :]]
    found = reconcile(copies, [], traced(*pairs)).disagreements
    assert 1 <= len(found) <= 3
