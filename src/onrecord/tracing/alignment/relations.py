"""Relations: whether what stands side by side is the same words, edited, or the same matter in other words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from onrecord.model import Article, Relation
from onrecord.tracing.alignment.columns import Pairs
from onrecord.tracing.alignment.order import UNIT, order_alike
from onrecord.tracing.alignment.ragged import equal_ranges
from onrecord.tracing.alignment.stretches import Stretches
from onrecord.tracing.arrays import Bools
from onrecord.tracing.sheets import U8, Sheets

RELATIONS: tuple[Relation, ...] = ("verbatim", "edited", "rewritten")
VERBATIM, EDITED, REWRITTEN = np.uint8(0), np.uint8(1), np.uint8(2)

EDITED_ALIKE = 6 * UNIT // 10
"""Share of the words of both sides, in order, from which a passage is edited rather than rewritten."""

LONGEST = 8_192
"""Of a longer stretch (a text without sentence marks) the order of so many words is compared."""

LOOSE_TIMES, LOOSE_WORDS = 2, 80
"""Where one side has more than LOOSE_TIMES the words of the other, or LOOSE_WORDS, it is no sentence retold: one is
set into the other, or nobody marked where sentences end. Words in a row that both have are then the passage."""

DOUBLE, SINGLE, OTHER = "“”„‟«»″", "‘’‚‛′`´", {"—": "-", "–": "-", "…": "..."}
STYLE = dict.fromkeys(DOUBLE, '"') | dict.fromkeys(SINGLE, "'") | OTHER
MOVED = re.compile(r"""([.,])(["'])""")


def same_words(left: str, right: str) -> bool:
    """Whether two stretches are equal but for white space, quotation mark style and the first letter's case."""
    return left == right or _plain(left) == _plain(right)


def _plain(text: str) -> str:
    plain = " ".join(text.split())
    if not plain.isascii():
        for mark, common in STYLE.items():
            plain = plain.replace(mark, common)
    plain = MOVED.sub(r"\2\1", plain.replace("`", "'"))
    return plain[:1].lower() + plain[1:]


def equal_words(sheets: Sheets, found: Stretches) -> Bools:
    """Which stretches have the same words in the same order on both sides."""
    size = found.a_end - found.a
    out = np.asarray(size == found.b_end - found.b)
    maybe = np.flatnonzero(out)
    out[maybe] = equal_ranges(sheets.word, found.a[maybe], found.b[maybe], size[maybe])
    return out


def edited_or_rewritten(sheets: Sheets, found: Stretches, equal: Bools) -> U8:
    """EDITED or REWRITTEN, by the order of the words; what has equal words counts as edited."""
    out = np.full(len(found), EDITED)
    other = np.flatnonzero(~equal)
    a = found.a[other], np.minimum(found.a_end - found.a, LONGEST)[other]
    b = found.b[other], np.minimum(found.b_end - found.b, LONGEST)[other]
    out[other[order_alike(sheets.word, a, b) < EDITED_ALIKE]] = REWRITTEN
    return out


def loose(found: Stretches, relation: U8) -> Bools:
    """Which of the rewritten stretches give way to runs inside them."""
    a, b = found.a_end - found.a, found.b_end - found.b
    longer, shorter = np.maximum(a, b), np.minimum(a, b)
    return np.asarray((relation == REWRITTEN) & ((longer > LOOSE_TIMES * shorter) | (longer >= LOOSE_WORDS)))


def verbatim(articles: Sequence[Article], pairs: Pairs, found: Stretches, equal: Bools) -> tuple[Bools, Bools]:
    """Which stretches are verbatim, and which of these go on from the one before, with only white space between.

    found: by pair, in the order of the first article. equal: which have equal words. Those that follow each other
    are compared as one first: most copies are the same characters all through.
    """
    out, goes_on = np.zeros(len(found), np.bool_), np.zeros(len(found), np.bool_)
    at = np.flatnonzero(equal)
    if not len(at):
        return out, goes_on
    pair, a, a_end, b, b_end = found.pair[at], found.a[at], found.a_end[at], found.b[at], found.b_end[at]
    after = (pair[1:] == pair[:-1]) & (a[1:] == a_end[:-1]) & (b[1:] == b_end[:-1]) & (np.diff(at) == 1)
    first = np.flatnonzero(np.append(True, ~after))
    last = np.append(first[1:], len(at)) - 1
    rows = _Characters(articles, pairs, found.of(at))
    for begin, end in zip(first.tolist(), last.tolist(), strict=True):
        rows.compare(begin, end)
    out[at], goes_on[at] = rows.same, rows.goes_on
    return out, goes_on


class _Characters:
    """Compares the characters of stretches that have equal words.

    same:    of each stretch, whether it is verbatim.
    goes_on: whether only white space, on both sides, stands between it and the verbatim one before.
    """

    def __init__(self, articles: Sequence[Article], pairs: Pairs, found: Stretches) -> None:
        self._texts = [article.text for article in articles]
        self._a = pairs.first[found.pair].tolist()
        self._b = pairs.second[found.pair].tolist()
        self._spans_a = found.a_from.tolist(), found.a_to.tolist()
        self._spans_b = found.b_from.tolist(), found.b_to.tolist()
        self.same = [False] * len(found)
        self.goes_on = [False] * len(found)

    def compare(self, first: int, last: int) -> None:
        """Compare the stretches `first` to `last` of one pair, which follow each other on both sides."""
        a, b = self._texts[self._a[first]], self._texts[self._b[first]]
        (a_from, a_to), (b_from, b_to) = self._spans_a, self._spans_b
        if a[a_from[first] : a_to[last]] == b[b_from[first] : b_to[last]]:
            for at in range(first, last + 1):
                self.same[at] = True
                self.goes_on[at] = at > first and not a[a_to[at - 1] : a_from[at]].strip()
            return
        for at in range(first, last + 1):
            self.same[at] = same_words(a[a_from[at] : a_to[at]], b[b_from[at] : b_to[at]])
            if at > first and self.same[at] and self.same[at - 1]:
                gaps = a[a_to[at - 1] : a_from[at]] + b[b_to[at - 1] : b_from[at]]
                self.goes_on[at] = not gaps.strip()
