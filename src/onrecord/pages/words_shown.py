"""The words that findings and disagreements rest on, marked in their context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.model import Article, Evidence, Finding, Side, Span, Statement
from onrecord.pages.marking import Mark, Piece, excerpt
from onrecord.record import WordChange
from onrecord.telling.values import head_of
from onrecord.telling.words import by_paragraph

ROOM = 160  # characters of context on either side of the evidence
AROUND = 110  # characters of it around one side of a disagreement
Passages = tuple[tuple[Piece, ...], ...]
"""Paragraphs, or what is shown of them, each as pieces."""


def passages(article: Article, marks: Sequence[Mark], room: int = ROOM) -> Passages:
    """Every paragraph that holds a mark, around its marks."""
    held: dict[Span, list[Mark]] = {}
    for mark in marks:
        held.setdefault(mark.span, []).append(mark)
    return tuple(
        excerpt(article.text, paragraph, [mark for span in inside for mark in held[span]], room)
        for paragraph, inside in by_paragraph(article, sorted(held))
    )


def finding_marks(finding: Finding) -> Iterator[Mark]:
    """A finding's words, each labelled with the field that rests on it, and with the rule if one concluded it."""
    if isinstance(finding, Statement):
        for look, label, spans in (
            ("evidence", "speaker", finding.source),
            ("evidence", "cue", finding.cue),
            ("statement", "words", finding.content),
        ):
            for span in spans:
                yield Mark(span, look, label, finding.id)  # type: ignore[arg-type]
    for field, one in finding.evidence.items():
        for span in one.spans:
            yield Mark(span, "evidence" if one.how == "stated" else "inferred", _label(field, one), finding.id)


def _label(field: str, one: Evidence) -> str:
    head = field.replace("_", " ") if field.startswith("amount_") else head_of(field)
    return head if one.how == "stated" else f"{head} ({one.how}: {one.rule})"


def side_passages(side: Side, article: Article, changes: Sequence[Mark]) -> Passages:
    """One side's words in their context, with the changed ones marked: `changes` are marks in `side.text`."""
    own = [Mark(span, "evidence", "its words") for span in side.spans]
    return passages(article, [*own, *_moved(side, changes)], AROUND)


def _moved(side: Side, changes: Sequence[Mark]) -> Iterator[Mark]:
    """Marks in the text of a side as marks in its article; its text is its spans' words, joined by one space."""
    at = 0
    for span in side.spans:
        length = span.end - span.begin
        for mark in changes:
            begin, end = max(mark.span.begin - at, 0), min(mark.span.end - at, length)
            if begin < end:
                yield Mark(Span(span.begin + begin, span.begin + end), mark.look, mark.label)
        at += length + 1


def change_marks(found: Sequence[WordChange], side: str, kind: str) -> list[Mark]:
    """Marks in a side's text for the changed words of side "a" or "b" of a disagreement of a kind; a figure or a
    quotation stands out from other words."""
    out: list[Mark] = []
    for one in found:
        span = one.a if side == "a" else one.b
        if span.begin == span.end:
            continue
        out.append(Mark(span, "differs", "only on this side"))
        if one.figure:
            out.append(Mark(span, "figure", "figure"))
        elif kind == "quote":
            out.append(Mark(span, "quote", "quotation"))
    return out
