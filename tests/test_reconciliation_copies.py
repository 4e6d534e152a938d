"""Copies: looked at once, with the result that looking at each of them has."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import tracing
from onrecord.model import Article, Passage, Reuse, Span, Trace
from onrecord.reconciliation import making, reconcile
from onrecord.reconciliation.alignment import Alignment
from onrecord.reconciliation.passages import Passages
from onrecord.reconciliation.words import Wording, wordings_of
from reconciliation_values import article, commitment, findings, statement

WORDS = st.sampled_from(
    ("Latvia", "will", "not", "send", "the", "20", "guns", "tanks", "may", "“we", "wait”", "now.")
)
TEXTS = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)
PLACES = st.tuples(st.integers(0, 60), st.integers(1, 60)).map(lambda each: Span(each[0], each[0] + each[1]))


def plainly_projected(alignment: Alignment, span: Span) -> Span | None:
    inside = [
        j for i, j in alignment.pairs if span.begin <= alignment.a[i].begin and alignment.a[i].end <= span.end
    ]
    if inside:
        return Span(alignment.b[inside[0]].begin, alignment.b[inside[-1]].end)
    before = [j for i, j in alignment.pairs if alignment.a[i].end <= span.begin]
    after = [j for i, j in alignment.pairs if alignment.a[i].begin >= span.end]
    first, last = (before[-1] + 1 if before else 0), (after[0] if after else len(alignment.b))
    return Span(alignment.b[first].begin, alignment.b[last - 1].end) if first < last else None


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS, PLACES)
def test_projection_is_what_looking_at_every_word_gives(first: str, second: str, span: Span) -> None:
    a, b = (Wording(article(name, text)) for name, text in (("a", first), ("b", second)))
    alignment = Alignment(a.within(Span(0, len(first))), b.within(Span(0, len(second))))
    assert alignment.project(span) == plainly_projected(alignment, span)


@settings(max_examples=200, deadline=None)
@given(st.lists(PLACES, max_size=8), PLACES)
def test_passages_at_a_place_are_what_looking_at_every_passage_gives(places: list[Span], span: Span) -> None:
    by_id = {name: article(name, "word " * 30) for name in ("a", "b")}
    reuse = Reuse("a", "b", "verbatim", 1.0, 1.0, tuple(Passage(each, each, "verbatim") for each in places))
    passages = Passages(Trace((reuse,)), wordings_of(by_id))
    held = sorted(
        each
        for each in places
        if 2 * (min(each.end, span.end) - max(each.begin, span.begin)) >= span.end - span.begin
    )
    assert [each.here for each in passages.at("a", span)] == held


def told(source: Article):
    return findings(
        source,
        commitment(source, "tanks", item_class="tank", quantity=20.0, shown="20", actor="LVA"),
        commitment(source, "howitzers", item_class="artillery", actor="LVA"),
        statement(source, "Marta Lind", source.text[source.text.index("We will") : source.text.index(",” Marta")]),
    )


def test_copies_that_share_their_words_reconcile_as_those_that_do_not(monkeypatch) -> None:
    wire = (
        "Latvia will send 20 tanks and several howitzers to Ukraine before the spring, its government said.\n"
        "“We will not wait for another winter to pass,” Marta Lind told the chamber in Riga on Tuesday."
    )
    bent = wire.replace("several", "some").replace("winter", "summer")
    copies = [article(f"copy{n}", bent if n % 3 == 0 else wire, published="2023-01-10") for n in range(24)]
    trace = tracing.trace(copies)
    shared = reconcile(copies, [told(each) for each in copies], trace)
    monkeypatch.setattr(making, "wordings_of", lambda by_id: {id_: Wording(each) for id_, each in by_id.items()})
    assert shared == reconcile(copies, [told(each) for each in copies], trace)
    assert [len(entry.articles) for entry in shared.entries] == [24, 24, 24]
    assert [each.kind for each in shared.disagreements].count("quote") == 1
