"""Which word of one passage answers which word of another, and what lies between."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Levenshtein

from onrecord.model import Span
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.words import Word

MAX_CELLS = 40_000
"""Beyond so many word pairs the exact alignment gives way to plain edit operations (a paragraph against a page)."""
SYNONYM_SCORE = 0.6
FUNCTION_SCORE = 0.35


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of words in `a` that stands as another stretch in `b`; one of the two may be empty.

    before, after: indices of the matched pair on either side, -1 at the edge.
    """

    a: tuple[Word, ...]
    b: tuple[Word, ...]
    before: int
    after: int


class Alignment:
    """Two word sequences in their best order-keeping alignment."""

    def __init__(self, a: Sequence[Word], b: Sequence[Word]) -> None:
        self.a, self.b = tuple(a), tuple(b)
        self.pairs = _aligned(self.a, self.b)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What is not the same word, stretch by stretch, in order."""
        out: list[Change] = []
        same = [(i, j) for i, j in self.pairs if self.a[i].key == self.b[j].key]
        last_i = last_j = 0
        for number, (i, j) in enumerate([*same, (len(self.a), len(self.b))]):
            if i > last_i or j > last_j:
                after = number if number < len(same) else -1
                out.append(Change(self.a[last_i:i], self.b[last_j:j], number - 1, after))
            last_i, last_j = i + 1, j + 1
        return tuple(out)

    @cached_property
    def same(self) -> tuple[tuple[Word, Word], ...]:
        """The pairs of words with one key."""
        return tuple((self.a[i], self.b[j]) for i, j in self.pairs if self.a[i].key == self.b[j].key)

    @cached_property
    def likeness(self) -> float:
        """Share of the shorter side's content words that have their answer, 0 to 1."""
        shorter = min((sum(w.content for w in side) for side in (self.a, self.b)), default=0)
        return sum(x.content for x, _ in self.same) / shorter if shorter else 0.0

    @cached_property
    def _answered(self) -> tuple[list[int], list[int]]:
        """Where each word of `a` that has an answer begins and ends; both rise."""
        return [self.a[i].begin for i, _ in self.pairs], [self.a[i].end for i, _ in self.pairs]

    def project(self, span: Span) -> Span | None:
        """Where `span` of a's article would lie in b's: from its words' answers, or between its neighbours'."""
        begins, ends = self._answered
        first_in, after_in = bisect_left(begins, span.begin), bisect_right(ends, span.end)
        if first_in < after_in:
            return Span(self.b[self.pairs[first_in][1]].begin, self.b[self.pairs[after_in - 1][1]].end)
        before, after = bisect_right(ends, span.begin), bisect_left(begins, span.end)
        first = self.pairs[before - 1][1] + 1 if before else 0
        last = self.pairs[after][1] if after < len(self.pairs) else len(self.b)
        return Span(self.b[first].begin, self.b[last - 1].end) if first < last else None


def _aligned(a: tuple[Word, ...], b: tuple[Word, ...]) -> tuple[tuple[int, int], ...]:
    """Index pairs of answering words. Equal ends are cut off first, the middle is aligned by best total score."""
    head = 0
    while head < min(len(a), len(b)) and a[head].key == b[head].key:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail].key == b[-1 - tail].key:
        tail += 1
    middle_a, middle_b = a[head : len(a) - tail], b[head : len(b) - tail]
    middle = (
        _by_score(middle_a, middle_b)
        if len(middle_a) * len(middle_b) <= MAX_CELLS
        else _by_edits(middle_a, middle_b)
    )
    return (
        *((i, i) for i in range(head)),
        *((head + i, head + j) for i, j in middle),
        *((len(a) - tail + i, len(b) - tail + i) for i in range(tail)),
    )


def _by_edits(a: tuple[Word, ...], b: tuple[Word, ...]) -> list[tuple[int, int]]:
    blocks = Levenshtein.opcodes([w.key for w in a], [w.key for w in b])
    return [
        (op.src_start + k, op.dest_start + k)
        for op in blocks
        if op.tag == "equal"
        for k in range(op.src_end - op.src_start)
    ]


def _by_score(a: tuple[Word, ...], b: tuple[Word, ...]) -> list[tuple[int, int]]:
    """Needleman and Wunsch (1970) without gap costs: equal words of matter count most, grammar least."""
    scores = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    worth: dict[tuple[str, str], float] = {}
    for i in range(len(a) - 1, -1, -1):
        row, below, word = scores[i], scores[i + 1], a[i]
        for j in range(len(b) - 1, -1, -1):
            pair = (word.key, b[j].key)
            value = worth.get(pair)
            if value is None:
                value = worth[pair] = _worth(word, b[j])
            best = below[j] if below[j] >= row[j + 1] else row[j + 1]
            row[j] = max(best, below[j + 1] + value) if value else best
    return _traced(a, b, scores, worth)


def _traced(
    a: tuple[Word, ...], b: tuple[Word, ...], scores: list[list[float]], worth: dict[tuple[str, str], float]
) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(a) and j < len(b):
        value = worth[a[i].key, b[j].key]
        if value and scores[i][j] == scores[i + 1][j + 1] + value:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif scores[i][j] == scores[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _worth(a: Word, b: Word) -> float:
    if a.key == b.key:
        return 1.0 if a.content else FUNCTION_SCORE
    if a.content and b.content and meaning().synonymous(a.key, b.key):
        return SYNONYM_SCORE
    return 0.0
