"""Causes: what most likely made two reports differ, and what a later word settles."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from onrecord.model import Correction, Disagreement, Side, Span, Trace
from onrecord.reconciliation import reconcile
from onrecord.reconciliation.disagreements.settling import with_corrections
from onrecord.reconciliation.disagreements.weights import CHANGES, weight
from onrecord.record.opening import make
from onrecord.record.selecting import Selection, selected
from onrecord.record.writing import write_article, write_disagreements
from reconciliation_values import article, at, commitment, findings, statement, traced

FILE = Path(__file__).parent / "reconciliation_cases.toml"
SHA256 = "54e0fabb5ed692f40f6e629f1dfd6afa4f72ba9195603a19c6f9b4b7eba3663b"
"""Of the labelled cases: who changes them looks at the floors again."""
FLOORS = {
    "actor": 1.0,
    "actor scope": 1.0,
    "date": 1.0,
    "figure": 1.0,
    "hedge": 1.0,
    "item": 1.0,
    "meaning": 0.95,
    "none": 0.95,
    "quote": 1.0,
    "stage": 1.0,
    "wording": 0.95,
}
"""Share of the labelled pairs of each kind that must be judged right."""
CAUSES = 0.95
CASES = tomllib.loads(FILE.read_text(encoding="utf-8"))
FIRST = datetime.fromisoformat("2023-05-04T06:00:00+00:00")


def judged(case: dict) -> Disagreement | None:
    """The gravest disagreement of a labelled pair, a mere rounding left out."""
    if "hours" in case:
        later = FIRST + timedelta(hours=case["hours"])
        a = article("a", case["a"], published=FIRST.isoformat(), outlet="first.example")
        b = article("b", case["b"], published=later.isoformat(), outlet="second.example")
        found = reconcile([a, b], [], Trace()).disagreements
    else:
        a, b = article("a", case["a"]), article("b", case["b"])
        found = reconcile([a, b], [], traced((a, b))).disagreements
    return found[0] if found else None


def kind_of(found: Disagreement | None) -> str:
    rounded = found is not None and found.kind == "figure" and found.severity <= CHANGES["rounded"].severity
    return "none" if found is None or rounded else found.kind


def every_case() -> list[dict]:
    return [*CASES["change"], *CASES["report"]]


def test_labelled_pairs_are_the_ones_that_the_floors_were_set_on():
    assert hashlib.sha256(FILE.read_bytes()).hexdigest() == SHA256
    assert len(every_case()) >= 135


@pytest.mark.parametrize("kind", sorted(FLOORS))
def test_labelled_pairs_of_each_kind_are_judged_as_a_careful_reader_does(kind: str):
    cases = [case for case in every_case() if case["kind"] == kind]
    wrong = [(kind_of(judged(case)), case["a"], case["b"]) for case in cases if kind_of(judged(case)) != kind]
    assert len(wrong) <= (1 - FLOORS[kind]) * len(cases) + 1e-9, wrong


def test_causes_of_labelled_pairs_are_told():
    cases = [(case, judged(case)) for case in every_case() if "cause" in case]
    wrong = [
        (found and found.cause, case["cause"], case["a"])
        for case, found in cases
        if ((found.cause if found else None) or "") != case["cause"]
    ]
    assert len(wrong) <= (1 - CAUSES) * len(cases), wrong


def test_causes_that_the_labelled_pairs_tell_are_many():
    assert len(Counter(case.get("cause") for case in every_case() if case.get("cause"))) >= 5


def test_later_count_settles_and_a_dispute_stays_open():
    for case in CASES["report"]:
        if "settled" in case:
            found = judged(case)
            assert found is not None
            assert (found.settled is not None) == case["settled"], case


def rewritten_pair():
    a = article(
        "a",
        "The mayor began a campaign against noise in the harbour.\n"
        "“The docks are calm and the crews are glad,” she said.\n"
        "The new rule bars loud engines near the old quay.\n"
        "Workers welcomed the quick ruling after a harsh winter.\n"
        "Owners of tiny boats must buy a costly permit.",
    )
    b = article(
        "b",
        "The mayor commenced a crusade against racket in the harbour.\n"
        "“The docks are tranquil and the crews are merry,” she said.\n"
        "The new edict bars noisy motors near the old quay.\n"
        "Labourers welcomed the swift verdict after a bitter winter.\n"
        "Owners of petite boats must purchase a pricey permit.",
    )
    return a, b


def test_many_words_swapped_also_in_quotations_are_a_machines_rewrite():
    a, b = rewritten_pair()
    causes = {each.kind: each.cause for each in reconcile([a, b], [], traced((a, b))).disagreements}
    assert causes["quote"] == causes["wording"] == "machine rewrite"


def test_few_words_swapped_are_style():
    a = article("a", "The mayor began a campaign against noise in the harbour.")
    b = article("b", "The mayor began a crusade against noise in the harbour.")
    assert [each.cause for each in reconcile([a, b], [], traced((a, b))).disagreements] == ["style"]


def test_rewordings_of_one_pair_of_articles_are_one_line():
    a, b = rewritten_pair()
    found = [each for each in reconcile([a, b], [], traced((a, b))).disagreements if each.kind == "wording"]
    assert len(found) == 1
    assert len(found[0].a.spans) > 1


def sums(first: str, a_sum: float, second: str, b_sum: float, **given):
    """The disagreements of two reports of one loan, each in its own words."""
    a = article(
        "a",
        f"The bank said it would lend {first} for the coast road.",
        published="2023-05-04",
        outlet="one.example",
    )
    b = article("b", f"A coast road gets {second} from the bank.", published="2023-05-04", outlet="two.example")
    give = {"item_class": "loan", "actor": "EIB", "currency": "USD", **given}
    found = [
        findings(a, commitment(a, "coast road", amount=a_sum, shown=first, **give)),
        findings(b, commitment(b, "coast road", amount=b_sum, shown=second, **give)),
    ]
    return reconcile([a, b], found, Trace()).disagreements


def test_two_origins_with_two_sums_on_one_day_are_a_dispute_that_is_open():
    (found,) = sums("$21 million", 2.1e7, "$22 million", 2.2e7)
    assert (found.kind, found.cause, found.settled) == ("figure", "real dispute", None)
    assert "in two independent reports (+0.05)" in found.weight


def test_rounded_sum_of_another_origin_is_no_disagreement():
    assert sums("$2.85 million", 2.85e6, "nearly $3 million", 3e6) == ()


def test_rounded_figure_in_a_copy_is_style_and_hardly_weighs():
    a, b = (
        article("a", "The depot stores 2,568 barrels of oil."),
        article("b", "The depot stores 2,600 barrels of oil."),
    )
    (found,) = reconcile([a, b], [], traced((a, b))).disagreements
    assert (found.kind, found.cause, found.severity) == ("figure", "style", CHANGES["rounded"].severity)


def test_doer_is_not_held_against_another_outside_a_copy():
    a = article("a", "Norway said it would send ferries.", published="2023-05-04")
    b = article("b", "Ferries will go out, the allies said.", published="2023-05-04")
    found = [findings(a, commitment(a, "ferries", actor="NOR")), findings(b, commitment(b, "Ferries", actor="SWE"))]
    assert [each for each in reconcile([a, b], found, Trace()).disagreements if each.kind == "actor"] == []


def test_minister_and_his_state_are_one_voice():
    a = article("a", "“The ferries will sail in May,” Jonas Tamm said.")
    b = article("b", "“The ferries will sail in May,” Estonia said.")
    found = [
        findings(a, statement(a, "Jonas Tamm", "The ferries will sail in May")),
        findings(b, statement(b, "Estonia", "The ferries will sail in May")),
    ]
    assert [each for each in reconcile([a, b], found, traced((a, b))).disagreements if each.kind == "actor"] == []


def test_weight_lists_what_severity_is_made_of():
    made = weight("word quoted", (("the sense is turned round", 0.45),))
    assert made.severity == 0.95
    assert made.reason == "somebody's own words, one of them altered (0.50); the sense is turned round (+0.45)"


@pytest.mark.parametrize("change", sorted(CHANGES))
def test_every_change_says_what_it_does_to_the_record(change):
    made = weight(change)
    assert 0 < made.severity < 1
    assert made.reason.startswith(CHANGES[change].does)


def corrected(still: tuple[str, ...], mended: tuple[str, ...]) -> Disagreement:
    one = Disagreement(
        "d-1", "e-1", "figure", Side("a", (Span(0, 1),), "12"), Side("b", (Span(0, 1),), "21"), "differs", 0.85
    )
    correction = Correction("x-1", "e-1", "quantity", "c", (Span(0, 2),), "12", "21", still, mended)
    return next(iter(with_corrections([one], [correction])))


def test_correction_settles_what_lies_between_the_old_and_the_mended():
    assert corrected(("a",), ("b",)).cause == "correction"
    assert corrected(("a",), ("b",)).settled == "corrected: 12 became 21"


def test_correction_leaves_alone_what_other_articles_say():
    assert corrected(("z",), ("b",)).settled is None


def test_quotation_cut_differently_and_reworded_by_another_origin_is_found():
    a = article(
        "a", "“It was an extremely difficult winter for the port,” Lind said on Monday.", published="2023-05-04"
    )
    b = article("b", "Marta Lind called it “an extremely hard winter for the port” again.", published="2023-05-04")
    found = [
        findings(a, statement(a, "Marta Lind", "It was an extremely difficult winter for the port")),
        findings(b, statement(b, "Marta Lind", "an extremely hard winter for the port")),
    ]
    kinds = [each.kind for each in reconcile([a, b], found, Trace()).disagreements]
    assert kinds == ["quote"]


def test_credit_that_stands_elsewhere_is_not_the_passages():
    shared = "The port reopened on Monday after a storm that lasted for a week and a day."
    a = article("a", f"{shared}\nSnow fell in the hills, Reuters reported.", wire="Reuters", outlet="one.example")
    b = article("b", shared, outlet="two.example")
    kinds = [each.kind for each in reconcile([a, b], [], traced((a, b))).disagreements]
    assert "attribution" not in kinds
    assert at(a, "Reuters")


@pytest.mark.parametrize(
    ("chosen", "ids"), [({"cause": "scope"}, ["d-2"]), ({"open": True}, ["d-2"]), ({"open": False}, ["d-1"])]
)
def test_disagreements_are_chosen_by_cause_and_by_being_open(tmp_path, chosen, ids):
    side = Side("a", (Span(0, 1),), "T")
    rows = [
        Disagreement("d-1", None, "figure", side, side, "differs", 0.8, "", "style", "a later report"),
        Disagreement("d-2", None, "figure", side, side, "differs", 0.7, "", "scope"),
    ]
    with closing(make(tmp_path / "x.db")) as gate:
        with gate.transaction("write"):
            one = article("a", "The port is open.")
            write_article(gate, one, findings(one))
            write_disagreements(gate, rows, {"a": one.text})
        assert [row[0] for row in selected(gate, "disagreements", Selection(**chosen))] == ids
