"""Word by word: what a printing has inside the marks for the words of another one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from onrecord.model import Span, VariantChange
from onrecord.model.variant import ChangeKind
from onrecord.reconciliation.alignment import Change
from onrecord.reconciliation.disagreements.sides import side
from onrecord.reconciliation.disagreements.units import spelled_alike
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.numerals import value_of
from onrecord.reconciliation.variants.matching import (
    Place,
    Text,
    answers,
    gaps,
    one_word,
    order_of,
    spelling,
    text_of,
)
from onrecord.reconciliation.variants.printings import Printing
from onrecord.reconciliation.words import BRACKETS, Word, Wording

ELLIPSIS = ("...", "…", ". . .")
NO_OTHER_WORD: tuple[ChangeKind, ...] = ("cut", "spelling", "contraction", "brackets")
"""Kinds that leave the speaker's words what they are."""
MOST_READINGS = 64
"""Readings of contractions that are compared; more stand in no sentence that is still the same."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A variant's words against the reference's.

    a, b:    the words of both.
    same:    pairs of words in one form or spelling.
    akin:    pairs of words of matter that are at least inflections or synonyms of each other.
    changes: what differs, in the order of the reference's words.
    """

    a: tuple[Word, ...]
    b: tuple[Word, ...]
    same: tuple[tuple[Word, Word], ...]
    akin: tuple[tuple[Word, Word], ...]
    changes: tuple[VariantChange, ...]


def compared(reference: Printing, variant: Printing, wording_a: Wording, wording_b: Wording) -> Compared:
    """The reference's and the variant's quoted words side by side, pieces in the order in which they answer."""
    a = text_of(reference, wording_a, range(len(reference.pieces)))
    b = text_of(variant, wording_b, order_of(a, variant, wording_b))
    pairs = answers(a, b)
    same = [(i, j) for i, j in pairs if one_word(a.words[i], b.words[j])]
    changes = (_change(a, b, *gap) for gap in gaps(pairs, same or pairs, a, b))
    matter = ((a.words[i], b.words[j]) for i, j in pairs)
    return Compared(
        a.words,
        b.words,
        tuple((a.words[i], b.words[j]) for i, j in same),
        tuple((x, y) for x, y in matter if x.content and y.content),
        tuple(change for change in changes if change is not None),
    )


def _change(a: Text, b: Text, here: Place, there: Place) -> VariantChange | None:
    spans_a, spans_b = _spans(a, here), _spans(b, there)
    kind = _kind(a, b, here, there)
    if kind is None:
        return None
    if kind == "brackets":
        spans_a, spans_b = (_with_brackets(text, place) for text, place in ((a, here), (b, there)))
    article_a, article_b = (text.printing.findings[0].article for text in (a, b))
    return VariantChange(kind, side(article_a, spans_a), side(article_b, spans_b))


def _kind(a: Text, b: Text, here: Place, there: Place) -> ChangeKind | None:
    words_a, words_b = a.words[slice(*here)], b.words[slice(*there)]
    if len(words_a) == len(words_b) == 1 and one_word(words_a[0], words_b[0]):
        alike = words_a[0].text.lower().replace("’", "'") == words_b[0].text.lower().replace("’", "'")
        return None if alike else "spelling"
    noted = [
        [text.raw[span.begin : span.end] for span in _brackets(text, place)]
        for text, place in ((a, here), (b, there))
    ]
    if noted[0] != noted[1] and ((not words_a and noted[0]) or (not words_b and noted[1])):
        return "brackets"
    if not words_a and not words_b:
        return None
    if words_a and words_b:
        if _spelled(words_a, words_b):
            return "spelling"
        return "contraction" if _readings(words_a) & _readings(words_b) else "replaced"
    if _cut(here, there, a, b) or _cut(there, here, b, a):
        return "cut"
    return "left out" if words_a else "added"


def _spelled(a: tuple[Word, ...], b: tuple[Word, ...]) -> bool:
    """Whether two stretches are the same letters or the same number; another inflection is another word."""
    if "".join(spelling(word) for word in a) == "".join(spelling(word) for word in b):
        return True
    return len(a) == len(b) == 1 and value_of(a[0].text) is not None and spelled_alike(Change(a, b, -1, -1))


def _readings(words: tuple[Word, ...]) -> frozenset[str]:
    """All that a stretch says when its short forms are written out."""
    out: list[str] = [""]
    at = 0
    said = [word.text.lower().replace("’", "'") for word in words]
    while at < len(said):
        pair = meaning().contractions.get(" ".join(said[at : at + 2])) if at + 1 < len(said) else None
        full = pair or meaning().contractions.get(said[at], ())
        step = 2 if pair else 1
        own = () if pair else (said[at],)
        out = [f"{before} {more}".strip() for before, more in product(out, (*own, *full))][:MOST_READINGS]
        at += step
    return frozenset(out)


def _cut(words: Place, missing: Place, longer: Text, shorter: Text) -> bool:
    """Whether the shorter side shows that it leaves words out: at an edge, between two pieces, by an ellipsis.

    words:   those of the longer side, which may also be pieces of their own.
    missing: the place in the shorter side where they are not.
    """
    if missing[0] != missing[1] or words[0] == words[1]:
        return False
    before, after = missing[0] - 1, missing[0]
    if before < 0 or after >= len(shorter.words) or shorter.piece[before] != shorter.piece[after]:
        return True
    between = shorter.raw[shorter.words[before].end : shorter.words[after].begin]
    first, last = words
    own = first == 0 or longer.piece[first - 1] != longer.piece[first]
    whole = own and (last == len(longer.words) or longer.piece[last] != longer.piece[last - 1])
    return whole or any(mark in between for mark in ELLIPSIS)


def _spans(text: Text, place: Place) -> tuple[Span, ...]:
    """The stretches of neighbouring words, one for each piece."""
    out: list[tuple[int, Span]] = []
    for at in range(*place):
        word, piece = text.words[at], text.piece[at]
        if out and out[-1][0] == piece:
            out[-1] = (piece, Span(out[-1][1].begin, word.end))
        else:
            out.append((piece, Span(word.begin, word.end)))
    return tuple(span for _, span in out)


def _brackets(text: Text, place: Place) -> list[Span]:
    """An editor's brackets among the words of a place and up to its neighbours, inside one piece."""
    first, last = place
    at = first if first < len(text.words) else first - 1
    if at < 0:
        return []
    piece = text.printing.pieces[text.piece[at]]
    begin = text.words[first - 1].end if first and text.piece[first - 1] == text.piece[at] else piece.begin
    end = text.words[last].begin if last < len(text.words) and text.piece[last] == text.piece[at] else piece.end
    found = BRACKETS.finditer(text.raw, begin, end)
    return [Span(*match.span()) for match in found if any(char.isalnum() for char in match.group())]


def _with_brackets(text: Text, place: Place) -> tuple[Span, ...]:
    spans = (*_spans(text, place), *_brackets(text, place))
    return (Span(min(span.begin for span in spans), max(span.end for span in spans)),) if spans else ()
