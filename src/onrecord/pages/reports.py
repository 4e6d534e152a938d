"""Two reports compared: what stands in both, what changed, and what only one of them has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.engines.comparing import Comparison, compared, in_quotes
from onrecord.engines.comparing import Piece as Aligned
from onrecord.model import Article, Span, Trace
from onrecord.pages.marking import Mark, Piece, pieces
from onrecord.phrases import plural
from onrecord.record import Record, WordChange
from onrecord.record.loading import load_articles
from onrecord.record.tracing import reuse_between

RELATIONS = {
    "equal": "same",
    "verbatim": "same",
    "edited": "edited",
    "rewritten": "rewritten",
    "only in A": "dropped",
    "only in B": "added",
}
"""What a passage of the second report is to the first: how readers call it."""
TOLD, MANY = 3, 40  # changes of one passage that are told above it, and characters of either side


@dataclass(frozen=True, slots=True)
class Row:
    """A passage of the first report beside its like in the second.

    relation: same, edited, rewritten, dropped (the second lacks it) or added (the first lacks it).
    a, b:     the two passages as pieces, the changed words marked; empty on the side that lacks it.
    figure, quote: a number, or words inside quotation marks, changed.
    telling:  the words of these changes, as "2.6 → 2.8"; empty where there are none.
    entries:  ids of the entries that rest on words of either side.
    """

    relation: str
    a: tuple[Piece, ...]
    b: tuple[Piece, ...]
    figure: bool
    quote: bool
    telling: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """How many passages are the same, edited, rewritten, dropped and added, and in how many a figure or a quotation
    changed."""

    same: int
    edited: int
    rewritten: int
    dropped: int
    added: int
    figures: int
    quotes: int


def comparison(record: Record, a: Article, b: Article) -> Comparison:
    """Two articles laid side by side by what the record holds between them."""
    low, high = sorted((a.id, b.id))
    return compared(a, b, Trace(reuse_between(record.gate, [(low, high)]), ()))


def changes(found: Comparison) -> Changes:
    """What the second report changed, counted."""
    counts = Counter(RELATIONS[one.relation] for one in found.pieces)
    return Changes(
        same=counts["same"],
        edited=counts["edited"],
        rewritten=counts["rewritten"],
        dropped=counts["dropped"],
        added=counts["added"],
        figures=sum(one.figure for one in found.pieces),
        quotes=sum(one.quote for one in found.pieces),
    )


def rows(record: Record, found: Comparison) -> tuple[Row, ...]:
    """Every passage of two reports."""
    places = entry_places(record, [found.a.id, found.b.id])
    return tuple(_row(found, one, places) for one in found.pieces)


def _row(found: Comparison, one: Aligned, places: Mapping[str, Sequence[tuple[Span, str]]]) -> Row:
    entries = [*_inside(places[found.a.id], one.a), *_inside(places[found.b.id], one.b)]
    return Row(
        RELATIONS[one.relation],
        _side(found.a.text, one.a, list(_marks(found.a.text, one, "a"))),
        _side(found.b.text, one.b, list(_marks(found.b.text, one, "b"))),
        one.figure,
        one.quote,
        _telling(found, one) if one.figure or one.quote else "",
        tuple(dict.fromkeys(entries)),
    )


def _telling(found: Comparison, one: Aligned) -> str:
    """The changed figures and quotations of a passage, in a few words."""
    if one.a is None or one.b is None:
        return ""
    a, b = found.a.text[slice(*one.a)], found.b.text[slice(*one.b)]
    told = [
        f"{short(a[slice(*change.a)]) or '–'} → {short(b[slice(*change.b)]) or '–'}"
        for change in _swapped(one.changes, a, b)
        if (one.figure and change.figure) or in_quotes(a, change.a) or in_quotes(b, change.b)
    ]
    return ", ".join(told[:TOLD])


def _swapped(changes: Sequence[WordChange], a: str, b: str) -> list[WordChange]:
    """The same changes, where words put in and words left out with no word between them are one change."""
    out: list[WordChange] = []
    for one in changes:
        last = out[-1] if out else None
        between = a[last.a.end : one.a.begin] + b[last.b.end : one.b.begin] if last else ""
        if last and not any(map(str.isalnum, between)) and {_one_way(last), _one_way(one)} == {"a", "b"}:
            out[-1] = WordChange(last.a if _some(last.a) else one.a, last.b if _some(last.b) else one.b, one.figure)
        else:
            out.append(one)
    return out


def _one_way(one: WordChange) -> str:
    """Which side alone has words: "a", "b", or "" where both have."""
    return "" if _some(one.a) and _some(one.b) else "a" if _some(one.a) else "b"


def _some(span: Span) -> bool:
    return span.begin < span.end


def short(words: str) -> str:
    """The words on one line, cut where they are many."""
    words = " ".join(words.split())
    return words if len(words) <= MANY else words[: MANY - 1].rstrip() + "…"


def _side(text: str, span: Span | None, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    return () if span is None else pieces(text, span, marks)


def _marks(text: str, one: Aligned, side: str) -> Iterator[Mark]:
    """The changed words of one side; a figure or words inside quotation marks stand out."""
    here = one.a if side == "a" else one.b
    if here is None:
        return
    words = text[here.begin : here.end]
    for change in one.changes:
        own = change.a if side == "a" else change.b
        if own.begin == own.end:
            continue
        span = Span(here.begin + own.begin, here.begin + own.end)
        label = "only in this report"
        yield Mark(span, "removed" if side == "a" else "added", label)
        if change.figure:
            yield Mark(span, "figure", "a figure changed")
        if in_quotes(words, own):
            yield Mark(span, "quote", "a quotation changed")


def entry_places(record: Record, articles: Sequence[str]) -> Mapping[str, list[tuple[Span, str]]]:
    """By article, the words that entries rest on, and which entry."""
    sql = (
        "SELECT f.article, e.begin, e.end, x.entry FROM findings f JOIN evidence e ON e.finding = f.id"
        " JOIN entry_findings x ON x.finding = f.id WHERE f.article IN (?) ORDER BY e.begin, e.end, x.entry"
    )
    out: dict[str, list[tuple[Span, str]]] = {one: [] for one in articles}
    for article, begin, end, entry in record.gate.picked("find what rests on the words", sql, articles):
        out[str(article)].append((Span(begin, end), str(entry)))  # type: ignore[arg-type]
    return out


def _inside(places: Iterable[tuple[Span, str]], span: Span | None) -> Iterator[str]:
    if span is not None:
        yield from (entry for place, entry in places if span.begin <= place.begin and place.end <= span.end)


def when(first: Article, other: Article) -> str:
    """How much earlier or later than the first report the other one was published; nothing where a day is not
    known."""
    a, b = first.published or "", other.published or ""
    try:
        days = (date.fromisoformat(b[:10]) - date.fromisoformat(a[:10])).days
    except ValueError:
        return ""
    if days:
        return f"{plural(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"
    if a == b or len(a) != len(b) or a[19:] != b[19:]:
        return "the same day"
    return f"the same day, {'later' if b > a else 'earlier'}"


def loaded(record: Record, ids: Sequence[str]) -> Mapping[str, Article]:
    """Articles by id."""
    return {one.id: one for one in load_articles(record.gate, ids)}
