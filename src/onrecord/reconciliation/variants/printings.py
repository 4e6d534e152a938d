"""Printings: what one article prints of an utterance, whole, however its statements cut it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from onrecord.model import Span, Spans, Statement
from onrecord.reconciliation.commitments.told_again import in_headline
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.located import Located
from onrecord.reconciliation.variants.quoted import quoted
from onrecord.reconciliation.words import WORD, written_as

LATELY = 20
"""Printings of an article to which a further piece may belong."""
REPEATED = 0.5
"""Share of a piece's words that an earlier one has, from which it is the same words again, not more of them."""


@dataclass(frozen=True, slots=True)
class Printing:
    """Some findings of one article that give one wording, in the order of the text.

    pieces: the stretches inside the marks; of a report, its content.
    marked: whether there are marks.
    words:  the words of each piece as written, in lower case.
    """

    findings: tuple[Located, ...]
    pieces: Spans
    marked: bool
    words: tuple[tuple[str, ...], ...]

    @property
    def article(self) -> str:
        return self.findings[0].article.id

    @property
    def key(self) -> tuple[bool, tuple[str, ...]]:
        """What two printings of one wording have in common, wherever each cuts it."""
        return self.marked, tuple(word for piece in self.words for word in piece)


def printings(group: Sequence[Located]) -> list[Printing]:
    """The printings of one entry's findings, in the order of their first finding."""
    by_place: dict[tuple[str, bool], list[Printing]] = {}
    for each in sorted(group, key=lambda one: one.order):
        here = by_place.setdefault((each.article.id, in_headline(each)), [])
        new = _printing(each)
        for number, known in list(enumerate(here))[-LATELY:]:
            if new.marked and known.marked and not _again(known, new):
                here[number] = _joined(known, new)
                break
        else:
            here.append(new)
    return sorted((each for here in by_place.values() for each in here), key=lambda one: one.findings[0].order)


def _printing(each: Located) -> Printing:
    text = each.article.text
    pieces = quoted(cast(Statement, each.finding), text)
    spans = pieces or each.core
    return Printing((each,), spans, bool(pieces), tuple(tuple(_words(text, span)) for span in spans))


def _words(text: str, span: Span) -> Iterator[str]:
    found = WORD.finditer(text, span.begin, span.end)
    return (written_as(match).lower().replace("’", "'") for match in found)


def _joined(first: Printing, second: Printing) -> Printing:
    return Printing(
        (*first.findings, *second.findings),
        (*first.pieces, *second.pieces),
        True,
        (*first.words, *second.words),
    )


def _again(known: Printing, new: Printing) -> bool:
    """Whether one of the two mostly has the words of the other."""
    a, b = (_matter(each) for each in (known, new))
    return len(a & b) >= REPEATED * min(len(a), len(b))


def _matter(each: Printing) -> set[str]:
    words = {meaning().key(word) for word in each.key[1]}
    return words - meaning().function_words or words
