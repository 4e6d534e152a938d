"""Matching: which quoted word of a variant answers which of the reference, and the gaps between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from onrecord.reconciliation.alignment import Alignment
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.variants.printings import Printing
from onrecord.reconciliation.words import KEYS, Word, Wording

MOST_PIECES = 40
"""Of more pieces, the order is taken as it stands."""
OVER = 1
"""At an edge, so many words more on one side are read as one change with those of the other."""


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

Gap = tuple[Place, Place]
"""What lies between two pairs, on either side."""


def text_of(printing: Printing, wording: Wording, order: Sequence[int]) -> Text:
    found = [(word, number) for number in order for word in wording.within(printing.pieces[number])]
    return Text(printing, tuple(word for word, _ in found), tuple(number for _, number in found))


def order_of(a: Text, variant: Printing, wording: Wording) -> Sequence[int]:
    """The variant's pieces in the order of the reference's words: an outlet may print the second one first."""
    if len(variant.pieces) == 1 or len(variant.pieces) > MOST_PIECES:
        return range(len(variant.pieces))
    answers: list[tuple[float, int]] = []
    for number, piece in enumerate(variant.pieces):
        words = wording.within(piece)
        places = sorted(i for i, j in Alignment(a.words, words).pairs if words[j].content)
        middle = places[len(places) // 2] if places else (answers[-1][0] if answers else -1.0)
        answers.append((middle, number))
    return [number for _, number in sorted(answers)]


def one_word(a: Word, b: Word) -> bool:
    return a.text.lower() == b.text.lower() or (a.key == b.key and spelling(a) == spelling(b))


def spelling(word: Word) -> str:
    return word.key if word.key in KEYS.values() else meaning().spelling(word.text)


def answers(a: Text, b: Text) -> list[Pair]:
    """The pairs of words that answer each other."""
    return _telling(_slid(list(Alignment(a.words, b.words).pairs), a.words, b.words), a, b)


def _slid(same: list[Pair], a: Sequence[Word], b: Sequence[Word]) -> list[Pair]:
    """The pairs with those at either end moved up to the others where the same words stand there too.

    Of "the talks ... the talks failed" a variant that has "the talks failed" has the latter.
    """
    slid = _slid_up(same, a, b)
    ends = len(a) - 1, len(b) - 1
    back = [(ends[0] - i, ends[1] - j) for i, j in reversed(slid)]
    return [(ends[0] - i, ends[1] - j) for i, j in reversed(_slid_up(back, a[::-1], b[::-1]))]


def _slid_up(same: list[Pair], a: Sequence[Word], b: Sequence[Word]) -> list[Pair]:
    """The same with the pairs before the first gap moved over it, on the side where the same words stand again."""
    while True:
        size = next((n for n, ((i, j), (k, m)) in enumerate(pairwise(same), 1) if (k - i, m - j) != (1, 1)), 0)
        if not size:
            return same
        moved = _moved(same[:size], same[size], a, b)
        same = [*moved, *same[size:]]
        if moved[-1] != (same[size][0] - 1, same[size][1] - 1):
            return same


def _moved(run: list[Pair], after: Pair, a: Sequence[Word], b: Sequence[Word]) -> list[Pair]:
    """A run of pairs as far on as its words stand again before `after`, on one side; else where it is."""
    i, j = run[-1]
    steps = (*((n, 0) for n in range(after[0] - 1 - i, 0, -1)), *((0, n) for n in range(after[1] - 1 - j, 0, -1)))
    for here, there in steps:
        if all(one_word(a[x + here], b[y + there]) for x, y in run):
            return [(x + here, y + there) for x, y in run]
    return run


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


def gaps(pairs: Sequence[Pair], same: Sequence[Pair], a: Text, b: Text) -> Iterator[Gap]:
    """All that may have changed, in order; a piece that answers nothing stands by itself."""
    alone = _alone(a, {i for i, _ in pairs}), _alone(b, {j for _, j in pairs})
    ends = len(a.words), len(b.words)
    for gap in _gaps(same, a, b):
        head, tail = (gap[0][0], gap[1][0]) == (0, 0), (gap[0][1], gap[1][1]) == ends
        for part in _places(gap, alone, (a, b)):
            yield from _at_edge(part, head, tail)


def _gaps(same: Sequence[Pair], a: Text, b: Text) -> Iterator[Gap]:
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


def _places(gap: Gap, alone: tuple[set[int], set[int]], texts: tuple[Text, Text]) -> Iterator[Gap]:
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


def _at_edge(gap: Gap, head: bool, tail: bool) -> Iterator[Gap]:
    """A gap at one edge where one side has more words: those further out are cut, not replaced by the few."""
    (i, k), (j, m) = gap
    over = (k - i) - (m - j)
    if not (k > i and m > j) or abs(over) <= OVER or head == tail:
        yield gap
        return
    spare = abs(over) - 1
    long, short = (gap[0], gap[1]) if over > 0 else (gap[1], gap[0])
    inner = (long[0] + spare, long[1]) if head else (long[0], long[1] - spare)
    outer = (long[0], inner[0]) if head else (inner[1], long[1])
    end = (short[0], short[0]) if head else (short[1], short[1])
    parts = [(outer, end), (inner, short)] if head else [(inner, short), (outer, end)]
    yield from parts if over > 0 else ((second, first) for first, second in parts)
