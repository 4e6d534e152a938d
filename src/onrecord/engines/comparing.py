"""Comparing two reports: their aligned passages, what changed in each, and what only one of them has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.model import Article, Passage, Span, Spans, Trace, merged
from onrecord.record.word_changes import WordChange, figures_in, word_changes

PieceRelation = Literal["equal", "verbatim", "edited", "rewritten", "only in A", "only in B"]
QUOTES = '"“”„«»'


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage of one report beside its like in the other.

    relation: `equal` when no word differs; "only in A" and "only in B" have one side.
    a, b:     places in the two texts, None on the side that lacks it.
    changes:  where the words differ, as offsets into the two passages.
    figure:   numbers stand on both sides, and differ.
    quote:    words inside quotation marks differ.
    """

    relation: PieceRelation
    a: Span | None
    b: Span | None
    changes: tuple[WordChange, ...] = ()
    figure: bool = False
    quote: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports side by side, their pieces in the order of `a`; coverage as in the model's Reuse."""

    a: Article
    b: Article
    pieces: tuple[Piece, ...]
    coverage_a: float
    coverage_b: float
    trace: Trace


def compared(a: Article, b: Article, trace: Trace) -> Comparison:
    """Lay two articles side by side by what `trace` found between them."""
    found = next((one for one in trace.reuse if {one.a, one.b} == {a.id, b.id}), None)
    if found is None:
        return Comparison(a, b, tuple(_unshared(a, b, [])), 0.0, 0.0, trace)
    turned = found.a != a.id
    passages = [Passage(one.b, one.a, one.relation) if turned else one for one in found.passages]
    coverage = (found.coverage_b, found.coverage_a) if turned else (found.coverage_a, found.coverage_b)
    return Comparison(a, b, tuple(_unshared(a, b, passages)), *coverage, trace)


def _unshared(a: Article, b: Article, passages: Sequence[Passage]) -> Iterator[Piece]:
    """Pieces in the order of `a`; what only `b` has follows the piece that it follows in `b`."""
    only_a = [Piece("only in A", span, None) for span in _rest(a, [one.a for one in passages])]
    pieces = sorted([*only_a, *(_shared(a, b, one) for one in passages)], key=_place_in_a)
    only_b = _rest(b, [one.b for one in passages])
    before = sorted((one.b.end, at) for at, one in enumerate(pieces) if one.b)
    following: dict[int, list[Piece]] = {}
    for span in only_b:
        earlier = [at for end, at in before if end <= span.begin]
        following.setdefault(earlier[-1] if earlier else -1, []).append(Piece("only in B", None, span))
    yield from following.get(-1, [])
    for at, piece in enumerate(pieces):
        yield piece
        yield from following.get(at, [])


def _place_in_a(piece: Piece) -> Span:
    return piece.a or Span(0, 0)


def _shared(a: Article, b: Article, passage: Passage) -> Piece:
    text_a, text_b = a.text[slice(*passage.a)], b.text[slice(*passage.b)]
    found = word_changes(text_a, text_b)
    quote = any(in_quotes(text_a, one.a) or in_quotes(text_b, one.b) for one in found)
    relation: PieceRelation = passage.relation if found else "equal"
    figures_a = sorted(number for each in found for number in figures_in(text_a, each.a))
    figures_b = sorted(number for each in found for number in figures_in(text_b, each.b))
    figure = bool(figures_a and figures_b and figures_a != figures_b)
    return Piece(relation, passage.a, passage.b, tuple(found), figure, quote)


def in_quotes(text: str, span: Span) -> bool:
    """Whether a place stands inside quotation marks: after an odd number of straight ones or an open curly one."""
    before = text[: span.begin]
    curly = max(before.rfind("“"), before.rfind("„")) > before.rfind("”")
    return curly or before.count('"') % 2 == 1


def _rest(article: Article, taken: Sequence[Span]) -> Iterator[Span]:
    """The parts of the story that no passage covers, with spaces and stray punctuation at their ends cut off."""
    holes = merged(taken)
    for paragraph in _parts(article):
        at = paragraph.begin
        for hole in (*holes, Span(paragraph.end, paragraph.end)):
            if hole.end <= at:
                continue
            piece = _trimmed(article.text, Span(at, min(hole.begin, paragraph.end)))
            if piece is not None:
                yield piece
            at = max(at, min(hole.end, paragraph.end))
            if hole.begin >= paragraph.end:
                break


def _parts(article: Article) -> Spans:
    headline = (article.layout.headline,) if article.layout.headline else ()
    return tuple(sorted((*headline, *article.layout.story)))


def _trimmed(text: str, span: Span) -> Span | None:
    begin, end = span
    while begin < end and not (text[begin].isalnum() or text[begin] in QUOTES or text[begin] in "$€£("):
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return Span(begin, end) if any(map(str.isalnum, text[begin:end])) else None
