"""Corrections: an origin's later word on what it said before, and which copies still carry the old value."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Derivation, Passage, Reuse, Span, Trace
from onrecord.reconciliation import reconcile
from onrecord.reconciliation.corrections.notes import notes_of
from reconciliation_values import article, commitment, findings, traced

FIRST = "Latvia will send 31 howitzers to Ukraine, the government said."
AGAIN = "Latvia will send 28 howitzers to Ukraine, the government said."
NOTE = "Correction: An earlier version of this story said that there were 31 howitzers. There are 28."


def report(name, text, day, outlet="Post", **given):
    return article(name, text, outlet=outlet, published=f"2023-01-{day:02}", **given)


def guns(source, number=None):
    """The promise as an article's first sentence gives it."""
    number = number or next(each for each in ("31", "28", "26") if f"send {each}" in source.text)
    fields = {"item_class": "artillery", "quantity": float(number), "shown": number, "actor": "LVA"}
    return commitment(source, "howitzers", **fields)


def reconciled(*sources, shared=None, derivations=()):
    """Everything of articles whose first paragraphs are one passage, unless `shared` says of which they are."""
    pairs = [(a, b) for n, a in enumerate(sources) for b in sources[n + 1 :]] if shared is None else shared
    found = [findings(one, guns(one)) for one in sources]
    return reconcile(sources, found, traced(*pairs, derivations=derivations))


def shown(found):
    return [(one.field, one.before, one.after, one.article, one.still, one.mended) for one in found.corrections]


def standing(found):
    (entry,) = found.entries
    values = {value.value["quantity"]: value.why for value in entry.values}
    return entry.fields["quantity"], values


def test_a_note_takes_back_what_the_outlet_said_before():
    old, new = report("a", FIRST, 1), report("b", f"{AGAIN}\n{NOTE}", 2)
    found = reconciled(old, new)
    assert shown(found) == [("quantity", "31", "28", "b", ("a",), ("b",))]
    (span,) = found.corrections[0].spans
    assert new.text[span.begin : span.end] == NOTE


def test_the_corrected_value_stands_however_many_copies_carry_the_old_one():
    copies = [report(f"c{number}", FIRST, 2, outlet=f"Copy {number}") for number in range(6)]
    old, new = report("a", FIRST, 1), report("b", f"{AGAIN}\n{NOTE}", 2)
    found = reconciled(old, new, *copies)
    assert shown(found)[0][4] == ("a", *(one.id for one in copies))
    assert standing(found) == (28.0, {28.0: "corrected", 31.0: "taken back"})


def test_without_a_correction_the_value_of_the_most_articles_stands():
    copies = [report(f"c{number}", FIRST, 2, outlet=f"Copy {number}") for number in range(6)]
    old, other = report("a", FIRST, 1), report("b", AGAIN, 2, outlet="Courier")
    found = reconciled(old, other, *copies)
    assert (shown(found), standing(found)[0]) == ([], 31.0)


def test_copies_made_after_the_correction_still_carry_the_old_value():
    old, new = report("a", FIRST, 1), report("b", f"{AGAIN}\n{NOTE}", 2)
    late = report("c", FIRST, 5, outlet="Late Copy")
    mended = report("d", AGAIN, 6, outlet="Careful Copy")
    assert shown(reconciled(old, new, late, mended)) == [("quantity", "31", "28", "b", ("a", "c"), ("b", "d"))]


def test_an_independent_report_is_not_corrected_by_another_outlets_note():
    old, new = report("a", FIRST, 1), report("b", f"{AGAIN}\n{NOTE}", 2)
    own = report("c", FIRST.replace("Latvia", "In Riga it is told that Latvia"), 1, outlet="Courier")
    found = reconciled(old, new, own, shared=[(old, new)])
    assert all("c" not in one.still for one in found.corrections)
    assert {each.origin for entry in found.entries for each in entry.backing} == {"outlet:Courier", "outlet:Post"}


def test_the_same_passage_printed_again_with_another_figure_corrects_it_without_a_word():
    old, new = report("a", FIRST, 1), report("b", AGAIN, 2)
    found = reconciled(old, new)
    assert shown(found) == [("quantity", "31", "28", "b", ("a",), ("b",))]
    (span,) = found.corrections[0].spans
    assert new.text[span.begin : span.end] == "28"


@pytest.mark.parametrize(
    ("outlet", "day"),
    [("Courier", 2), ("Post", 1), ("Post", 20)],
    ids=["another outlet", "the same day", "three weeks later"],
)
def test_what_is_no_later_word_of_the_same_outlet_corrects_nothing_without_a_note(outlet, day):
    assert shown(reconciled(report("a", FIRST, 1), report("b", AGAIN, day, outlet=outlet))) == []


def test_a_rounder_figure_is_no_correction():
    old, new = report("a", FIRST.replace("31", "nearly 30"), 1), report("b", AGAIN.replace("28", "29"), 2)
    about = replace(guns(old, "30"), quantity_bound="about")
    found = reconcile([old, new], [findings(old, about), findings(new, guns(new, "29"))], traced((old, new)))
    assert shown(found) == []


def test_the_same_words_read_in_two_ways_are_no_correction():
    old, new = report("a", FIRST, 1), report("b", FIRST, 2)
    other = replace(guns(new), id="c-other", quantity=28.0)
    found = reconcile([old, new], [findings(old, guns(old)), findings(new, other)], traced((old, new)))
    assert shown(found) == []


def test_one_address_with_two_versions_carries_the_old_value_no_more():
    old = report("a", FIRST, 1, url="https://post.example/guns")
    new = report("b", f"{AGAIN}\n{NOTE}", 2, url="https://post.example/guns")
    assert shown(reconciled(old, new)) == [("quantity", "31", "28", "b", (), ("b",))]


def test_of_two_corrections_the_last_is_the_outlets_word():
    first, second = report("a", FIRST, 1), report("b", AGAIN, 2)
    third = report("c", AGAIN.replace("28", "26"), 3)
    found = reconciled(first, second, third)
    assert standing(found)[0] == 26.0
    assert {(one.before, one.after) for one in found.corrections} >= {("31", "28"), ("28", "26")}


def test_a_correction_under_a_headline_that_says_so_needs_no_figure_in_the_note():
    old = report("a", FIRST, 1)
    new = article("b", f"# Corrected: Riga to send guns\n{AGAIN}", outlet="Post", published="2023-01-02")
    found = reconcile([old, new], [findings(old, guns(old)), findings(new, guns(new))], traced((old, new)))
    assert shown(found) == [("quantity", "31", "28", "b", ("a",), ("b",))]


def test_an_agencys_correction_reaches_what_other_outlets_print_of_it():
    old = report("a", FIRST, 1, outlet="Courier", wire="AP")
    new = article("b", f"# Correction: guns for Kyiv\n{AGAIN}", outlet="AP", wire="AP", published="2023-01-02")
    wired = tuple(Derivation(one.id, None, "AP", 0.9) for one in (old, new))
    found = reconcile(
        [old, new], [findings(old, guns(old)), findings(new, guns(new))], traced((old, new), derivations=wired)
    )
    assert shown(found) == [("quantity", "31", "28", "b", ("a",), ("b",))]


def test_a_note_on_something_else_corrects_no_figure():
    old = report("a", FIRST, 1)
    new = report("b", f"{AGAIN}\nCorrection: An earlier version of this story misspelled a name.", 1)
    assert shown(reconciled(old, new)) == []


def test_a_note_about_a_sum_in_the_furniture_of_a_page_is_found():
    text = f"{AGAIN}\n{NOTE}"
    new = report("b", text, 2)
    layout = replace(new.layout, story=new.layout.story[:1], furniture=new.layout.story[1:])
    assert [note.words for note in notes_of(replace(new, layout=layout))] == [NOTE]


@pytest.mark.parametrize(
    "words",
    [
        "CORRECTION: There are 28 howitzers, not 31.",
        "Correction, Jan. 6: There are 28 howitzers.",
        "Correction (January 6, 2023): There are 28 howitzers.",
        "Corrected — the number of howitzers is 28.",
        "Editor's note: An earlier version of this article gave another number of howitzers.",
        "Editor’s note: This story has been corrected to say that there are 28 howitzers.",
        "(This version corrects the number of howitzers.)",
    ],
)
def test_notes_are_known_by_their_words(words):
    assert [note.words for note in notes_of(report("a", f"{FIRST}\n{words}", 1))] == [words]


@pytest.mark.parametrize(
    "words",
    [
        "The department of corrections bought 28 vans.",
        "Riga corrected its course on Monday.",
        "Editor's note: Our letter appears every morning.",
        "An earlier version of the tank has no such armour, he said.",
    ],
)
def test_what_only_sounds_like_a_note_corrects_nothing(words):
    old, new = report("a", FIRST, 1), report("b", f"{AGAIN}\n{words}", 1)
    assert shown(reconciled(old, new)) == []


def test_a_note_reaches_over_a_few_sentences_only():
    more = "Correction: There are 28. We said 31. Both were counted. The summer was hot. It rained."
    (note,) = notes_of(report("a", f"{FIRST}\n{more}", 1))
    assert note.words == "Correction: There are 28. We said 31. Both were counted."


@st.composite
def histories(draw):
    """Articles of two outlets that print one passage on some days with some figure, noted or not."""
    texts = (FIRST, AGAIN, AGAIN.replace("28", "26"), f"{AGAIN}\n{NOTE}")
    return [
        article(
            f"a{number}",
            draw(st.sampled_from(texts)),
            outlet=draw(st.sampled_from(("Post", "Courier", None))),
            published=draw(st.sampled_from((None, "2023-01-01", "2023-01-02", "2023-01-03"))),
        )
        for number in range(draw(st.integers(2, 5)))
    ]


def passages(sources):
    """The first paragraphs of all as one passage."""
    reuse = tuple(
        Reuse(a.id, b.id, "edited", 1.0, 1.0, (Passage(a.layout.story[0], b.layout.story[0], "edited"),))
        for n, a in enumerate(sources)
        for b in sources[n + 1 :]
    )
    return Trace(reuse)


@settings(deadline=None)
@given(histories(), st.randoms())
def test_corrections_do_not_depend_on_order_and_hold_what_they_say(sources, chance):
    found = [findings(one, guns(one)) for one in sources]
    mixed = chance.sample(range(len(sources)), len(sources))
    first = reconcile(sources, found, passages(sources))
    second = reconcile([sources[n] for n in mixed], [found[n] for n in mixed], passages(sources))
    assert first.corrections == second.corrections
    assert [each.values for each in first.entries] == [each.values for each in second.entries]
    texts = {one.id: one.text for one in sources}
    for one in first.corrections:
        assert one.article in one.mended
        assert not set(one.still) & set(one.mended)
        assert all(f"send {one.before}" in texts[id_] for id_ in one.still)
        assert all(span.end <= len(texts[one.article]) for span in one.spans)


@settings(deadline=None)
@given(histories())
def test_one_value_of_a_field_stands_whatever_was_corrected(sources):
    for entry in reconcile(sources, [findings(one, guns(one)) for one in sources], passages(sources)).entries:
        assert entry.fields["quantity"] is not None
        given_ = [value for value in entry.values if value.field == "quantity"]
        assert sum(value.stands for value in given_) == (1 if given_ else 0)
        assert not any(value.stands and value.why == "taken back" for value in given_)


def test_a_span_of_a_note_lies_in_its_text():
    (note,) = notes_of(report("a", f"{FIRST}\n{NOTE}\n", 1))
    assert note.span == Span(len(FIRST) + 1, len(FIRST) + 1 + len(NOTE))
