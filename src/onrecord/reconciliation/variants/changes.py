"""Word by word: what a printing has inside the marks for the words of another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, product

from onrecord.model import Span, VariantChange
from onrecord.model.variant import ChangeKind
from onrecord.reconciliation.alignment import Alignment, Change
from onrecord.reconciliation.disagreements.sides import side
from onrecord.reconciliation.disagreements.units import spelled_alike
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.numerals import value_of
from onrecord.reconciliation.variants.printings import Printing
from onrecord.reconciliation.words import BRACKETS, Word, Wording

ELLIPSIS = ("...", "…", ". . .")
NO_OTHER_WORD: tuple[ChangeKind, ...] = ("cut", "spelling", "contraction", "brackets")
"""Kinds that leave the speaker's words what they are."""
MOST_READINGS = 64
"""Readings of contractions that are compared; more stand in no sentence that is still the same."""


@dataclass(frozen=True, slots=True)
class Text:
    """The quoted words of a printing, with the place of each among its pieces."""

    printing: Printing
    words: tuple[Word, ...]
    piece: tuple[int, ...]

    @property
    def raw(self) -> str:
        return self.printing.findings[0].article.text


Place = tuple[int, int]
"""A half-open stretch of a text's words."""
Pair = tuple[int, int]
"""A word of the reference and the word of the variant that answers it."""


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
    a = _text(reference, wording_a, range(len(reference.pieces)))
    b = _text(variant, wording_b, _order(a, variant, wording_b))
    pairs = _telling(Alignment(a.words, b.words).pairs, a, b)
    same = _slid([(i, j) for i, j in pairs if _one_word(a.words[i], b.words[j])], a.words, b.words)
    alone = _alone(a, {i for i, _ in pairs}), _alone(b, {j for _, j in pairs})
    changes = [
        change
        for gap in _gaps(same, a, b)
        for place in _places(gap, alone, (a, b))
        if (change := _change(a, b, *place)) is not None
    ]
    matter = ((a.words[i], b.words[j]) for i, j in pairs)
    return Compared(
        a.words,
        b.words,
        tuple((a.words[i], b.words[j]) for i, j in same),
        tuple((x, y) for x, y in matter if x.content and y.content),
        tuple(changes),
    )


def _text(printing: Printing, wording: Wording, order: Sequence[int]) -> Text:
    found = [(word, number) for number in order for word in wording.within(printing.pieces[number])]
    return Text(printing, tuple(word for word, _ in found), tuple(number for _, number in found))


def _order(a: Text, variant: Printing, wording: Wording) -> Sequence[int]:
    """The variant's pieces in the order of the reference's words: an outlet may print the second one first."""
    if len(variant.pieces) == 1:
        return (0,)
    answers: list[tuple[float, int]] = []
    for number, piece in enumerate(variant.pieces):
        words = wording.within(piece)
        places = sorted(i for i, j in Alignment(a.words, words).pairs if words[j].content)
        middle = places[len(places) // 2] if places else (answers[-1][0] if answers else -1.0)
        answers.append((middle, number))
    return [number for _, number in sorted(answers)]


def _one_word(a: Word, b: Word) -> bool:
    return a.text.lower() == b.text.lower() or (a.key == b.key and _spelling(a) == _spelling(b))


def _spelling(word: Word) -> str:
    return meaning().spelling(word.text)


def _slid(same: list[Pair], a: Sequence[Word], b: Sequence[Word]) -> list[Pair]:
    """The pairs with those at either end moved up to the others where the same words stand there too.

    Of "the talks ... the talks failed" a variant that has "the talks failed" has the latter.
    """
    slid = _slid_up(same, a, b)
    ends = len(a) - 1, len(b) - 1
    back = [(ends[0] - i, ends[1] - j) for i, j in reversed(slid)]
    return [(ends[0] - i, ends[1] - j) for i, j in reversed(_slid_up(back, a[::-1], b[::-1]))]


def _slid_up(same: list[Pair], a: Sequence[Word], b: Sequence[Word]) -> list[Pair]:
    """The same with the pairs before the first gap moved up to it, where all of them can be."""
    size = next((n for n, ((i, j), (k, m)) in enumerate(pairwise(same), 1) if (k - i, m - j) != (1, 1)), 0)
    if not size:
        return same
    k, m = same[size]
    moved = [(k - size + n, m - size + n) for n in range(size)]
    if moved[0][0] < 0 or moved[0][1] < 0 or not all(_one_word(a[i], b[j]) for i, j in moved):
        return same
    return _slid_up([*moved, *same[size:]], a, b)


def _telling(pairs: Sequence[Pair], a: Text, b: Text) -> list[Pair]:
    """The pairs without those of pieces that share nothing but grammar: they are other parts of the utterance."""
    left, right = _empty(a, (i for i, _ in pairs)), _empty(b, (j for _, j in pairs))
    return [(i, j) for i, j in pairs if a.piece[i] not in left and b.piece[j] not in right]


def _empty(text: Text, answered: Iterable[int]) -> set[int]:
    """The pieces of several whose words of matter all go without an answer."""
    matter = {text.piece[at] for at, word in enumerate(text.words) if word.content}
    return (
        matter - {text.piece[at] for at in answered if text.words[at].content}
        if len(set(text.piece)) > 1
        else set()
    )


def _alone(text: Text, answered: set[int]) -> set[int]:
    """The pieces of which no word has an answer: the other side prints other parts of the utterance."""
    pieces = set(text.piece)
    return pieces - {text.piece[at] for at in answered} if len(pieces) > 1 else set()


def _gaps(same: Sequence[Pair], a: Text, b: Text) -> Iterator[tuple[Place, Place]]:
    """What lies between neighbouring pairs, and each pair; a word to which the next one is joined goes with it."""
    last_i = last_j = 0
    ends = len(a.words), len(b.words)
    kept: list[Pair] = []
    for at, (i, j) in enumerate(same):
        k, m = same[at + 1] if at + 1 < len(same) else ends
        if not (_joined(a.words, i + 1, k) or _joined(b.words, j + 1, m)):
            kept.append((i, j))
    for i, j in (*kept, ends):
        yield (last_i, i), (last_j, j)
        if (i, j) != ends:
            yield (i, i + 1), (j, j + 1)
        last_i, last_j = i + 1, j + 1


def _joined(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether the word at `at`, before the next pair, is half of one ("n't", "'s")."""
    return at < end and words[at].text.lower().startswith(("'", "’", "n't", "n’t"))


def _places(
    gap: tuple[Place, Place], alone: tuple[set[int], set[int]], texts: tuple[Text, Text]
) -> Iterator[tuple[Place, Place]]:
    """A gap without the pieces that stand alone, which are cut on the other side, and then each of those."""
    if gap[0][0] == gap[0][1] or gap[1][0] == gap[1][1]:
        yield gap
        return
    own: list[Place] = []
    lone: list[list[Place]] = []
    for place, pieces, text in zip(gap, alone, texts, strict=True):
        runs = [list(run) for _, run in groupby(range(*place), key=lambda at: text.piece[at] in pieces)]
        stretches = [(run[0], run[-1] + 1) for run in runs]
        rest = [each for each in stretches if text.piece[each[0]] not in pieces]
        lone.append([each for each in stretches if text.piece[each[0]] in pieces])
        own.append((rest[0][0], rest[-1][1]) if rest else (place[0], place[0]))
    if any(
        first < each[0] < last for (first, last), each_side in zip(own, lone, strict=True) for each in each_side
    ):
        yield gap
        return
    yield own[0], own[1]
    yield from ((each, (gap[1][0], gap[1][0])) for each in lone[0])
    yield from (((gap[0][0], gap[0][0]), each) for each in lone[1])


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
    if len(words_a) == len(words_b) == 1 and _one_word(words_a[0], words_b[0]):
        alike = words_a[0].text.lower().replace("’", "'") == words_b[0].text.lower().replace("’", "'")
        return None if alike else "spelling"
    if (not words_a and _brackets(a, here)) or (not words_b and _brackets(b, there)):
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
    if "".join(_spelling(word) for word in a) == "".join(_spelling(word) for word in b):
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
    pieces = set(longer.piece[slice(*words)])
    apart = pieces.isdisjoint({*longer.piece[: words[0]], *longer.piece[words[1] :]})
    return apart or any(mark in between for mark in ELLIPSIS)


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
