"""Evidence: whether what two articles share is more than stock phrases and common names would explain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Article
from onrecord.tracing.alignment.columns import Pairs
from onrecord.tracing.alignment.coverage import F64
from onrecord.tracing.alignment.relations import EDITED, REWRITTEN
from onrecord.tracing.alignment.rows import ROW, Ranges, meetings
from onrecord.tracing.alignment.runs import RUN_WORDS
from onrecord.tracing.alignment.stretches import Stretches, joined_stretches
from onrecord.tracing.alignment.words import Words
from onrecord.tracing.arrays import I64, U64, Bools, ragged
from onrecord.tracing.dates import published_gap
from onrecord.tracing.sheets import U8, WEIGHT_UNIT

COPIED, ALL_REWRITTEN = int(40 * WEIGHT_UNIT), int(70 * WEIGHT_UNIT)
"""What two articles must share in all to count as reuse, in weight: one copied sentence of some substance, or
several changed ones. Short of it, stock phrases and common names explain it."""

SMALL_PART, LARGE_PART = 0.1, 0.15
"""Rewritten passages alone tell only where they make up this much of both articles; one alone, more."""

CLOSE, FAR_CLOSE = 0.55, 0.7
"""A single rewritten passage must hold so much of what both of its sides tell, and all passages of articles that
are days apart so much: reporters who write of one event without knowing of each other share its names and figures,
and an outlet words its reports of like events alike."""

RETOLD_PART, RETOLD_ALIKE = 0.4, 0.5
"""Where neither article shares so much of its story, the one is not the other retold, and a sentence must hold so
much of what both sides tell to be more than another sentence on the same matter."""

FOLLOW_UP, FOLLOW_UP_PART = 3 * 86_400.0, 0.4
"""A rewrite follows within so many seconds. A later article that says the like in other words is a follow-up with
news of its own, unless it says this much of the other and little else (FAR_CLOSE)."""

OWN_PART = 0.15
"""What two articles of one outlet share in less than this of either is the outlet's own background or note, whether
or not it is known as standing text yet; unless it is a quotation."""

ALL = 0.99  # items of a few words are reuse when they are the same as wholes
SOME_WORDS = 6  # shorter copied passages tell nothing by themselves
FRAME_WORD = int(1.5 * WEIGHT_UNIT)  # by word of a sentence whose common words all stand at the same places
FIRST_LOOK = 4
"""Of each pair so many copied stretches are weighed first; they are enough for nearly all copies."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What alignment found, and what of it is evidence.

    found:    the stretches, by pair.
    relation: of each, EDITED or REWRITTEN.
    equal:    of each, whether both sides have the same words in the same order.
    tells:    of each, whether it is evidence: standing text and snippets are not.
    framed:   of each, whether both sides have the same common words at the same places.
    """

    found: Stretches
    relation: U8
    equal: Bools
    tells: Bools
    framed: Bools

    def of(self, kept: NDArray[np.generic]) -> Shared:
        """Those at the given places, or where a mask is true."""
        return Shared(
            self.found.of(kept), self.relation[kept], self.equal[kept], self.tells[kept], self.framed[kept]
        )

    def with_runs(self, rows: Stretches) -> Shared:
        """These and the given runs, by pair, then in the order of the first article."""
        found, order = joined_stretches(self.found, rows)
        whole = np.ones(len(rows), np.bool_)
        return Shared(
            found,
            np.append(self.relation, np.full(len(rows), EDITED))[order],
            np.append(self.equal, whole)[order],
            np.append(self.tells, whole)[order],
            np.append(self.framed, ~whole)[order],
        )


def shared_weight(weighed: U64, a: tuple[I64, I64], b: tuple[I64, I64]) -> I64:
    """For each two ranges of words (first, end), the weight of the words that both have, each counted once.

    weighed: words with their weights, as `weighed_words` packs them; words without weight count for nothing.
    """
    keys = np.concatenate((_keys(weighed, *a, 0), _keys(weighed, *b, 1)))
    keys.sort()
    this, following = keys[:-1] >> np.uint64(8), keys[1:] >> np.uint64(8)
    met = np.flatnonzero((this + np.uint64(1) == following) & (this & np.uint64(1) == 0))
    number = (keys[met] >> np.uint64(41)).astype(np.int64)
    weight = (keys[met] & np.uint64(255)).astype(np.float64)
    return np.bincount(number, weights=weight, minlength=len(a[0])).astype(np.int64)


def _keys(weighed: U64, begin: I64, end: I64, side: int) -> U64:
    """Range, word, side and weight of each word that weighs something, in one number: 23, 32, 1 and 8 bits."""
    size = end - begin
    out = weighed[ragged(begin, size)]
    number = np.arange(len(size), dtype=np.uint64) << np.uint64(41)
    out |= np.repeat(number | np.uint64(side << 8), size)
    return np.asarray(out[(out & np.uint64(255)) != 0])


def enough(articles: Sequence[Article], pairs: Pairs, words: Words, shared: Shared, coverage: F64) -> Bools:
    """By pair, whether it is reuse.

    coverage: (pairs, 2) how much of both articles is shared, 0 to 1.
    """
    part, most = coverage.min(axis=1), coverage.max(axis=1)
    copied, retold, far = _told_enough(pairs, words, shared, part)
    far &= part >= FOLLOW_UP_PART
    out = copied.copy()
    for pair in np.flatnonzero(retold & ~copied).tolist():
        one, two = articles[pairs.first[pair]], articles[pairs.second[pair]]
        gap = published_gap(one.published, two.published)
        out[pair] = gap is None or abs(gap) <= FOLLOW_UP or far[pair]
    for pair in np.flatnonzero(out & (most < OWN_PART) & ~_quoting(pairs, words, shared)).tolist():
        one, two = articles[pairs.first[pair]], articles[pairs.second[pair]]
        out[pair] = one.outlet is None or one.outlet != two.outlet
    return out


def chance(words: Words, shared: Shared, most: F64) -> Bools:
    """Which stretches are rewritten no more than two reports of one matter are alike by chance.

    most: by pair, how much of the one article or the other is shared, 0 to 1.
    """
    found = shared.found
    at = np.flatnonzero((shared.relation == REWRITTEN) & ~shared.framed & (most[found.pair] < RETOLD_PART))
    told, retold, _ = _told(words, shared, at)
    out = np.zeros(len(found), np.bool_)
    out[at] = (told == 0) & (2 * retold < RETOLD_ALIKE * _held(words, found.of(at)))
    return out


def _held(words: Words, found: Stretches) -> I64:
    """What all words of both sides tell."""
    total = words.told
    return np.asarray(total[found.a_end] - total[found.a] + total[found.b_end] - total[found.b])


def _quoting(pairs: Pairs, words: Words, shared: Shared) -> Bools:
    """By pair, whether a quotation is among what was copied."""
    found = shared.found
    quotation = words.are_quotations(found.a, found.a_end) | words.are_quotations(found.b, found.b_end)
    out = np.zeros(len(pairs), np.bool_)
    out[found.pair[quotation & shared.tells & (shared.relation != REWRITTEN)]] = True
    return out


def _told_enough(pairs: Pairs, words: Words, shared: Shared, part: F64) -> tuple[Bools, Bools, Bools]:
    """By pair, whether copied words tell enough; whether copied and rewritten ones together do; and whether they do
    for articles that are days apart."""
    found = shared.found
    first = np.flatnonzero((shared.relation != REWRITTEN) & shared.tells & (found.words() >= SOME_WORDS))
    first = first[_rank(found.pair[first]) < FIRST_LOOK]
    enough = np.asarray(_by_pair(pairs, found.pair[first], _told(words, shared, first)[0]) >= COPIED)
    rest = np.flatnonzero(~enough[found.pair])
    pair = found.pair[rest]
    told, retold, copied = _told(words, shared, rest)
    told = _by_pair(pairs, pair, told)
    total = told + _by_pair(pairs, pair, retold)
    times = _by_pair(pairs, pair, ~copied)
    enough |= (told >= COPIED) | ((told > 0) & (part >= ALL) & (times == 0))
    held = _by_pair(pairs, pair, _held(words, found.of(rest)))
    close, far = 2 * total >= CLOSE * held, 2 * total >= FAR_CLOSE * held
    several = (times > 1) | (part >= LARGE_PART)
    lone = (times == 1) & (told == 0)
    together = (part >= SMALL_PART) & (total >= ALL_REWRITTEN) & several & (close | ~lone)
    return enough, np.asarray(together), np.asarray(far)


def _told(words: Words, shared: Shared, at: I64) -> tuple[I64, I64, Bools]:
    """What the stretches at the given places tell: as words that were copied, as others; and which were copied.

    Of a rewritten stretch long rows of words and quotations are copied, of others all, where some stand in a row.
    """
    found = shared.found.of(at)
    weight = shared_weight(words.weighed, (found.a, found.a_end), (found.b, found.b_end))
    weight = np.where(shared.framed[at], np.maximum(weight, FRAME_WORD * found.words()), weight)
    weight = np.where(shared.tells[at], weight, 0)
    rewritten = shared.relation[at] == REWRITTEN
    in_rows, copied = _in_rows(words, found, shared.equal[at], rewritten)
    told = np.where(rewritten, np.minimum(in_rows, weight), weight) * copied
    return np.where(found.words() >= SOME_WORDS, told, 0), weight - told, copied & ~rewritten


def _in_rows(words: Words, found: Stretches, equal: Bools, rewritten: Bools) -> tuple[I64, Bools]:
    """What the words tell that stand in a row on both sides; and which stretches have such words, or equal ones.

    Those of stretches with equal words are not counted; of rewritten ones only long rows and quotations: a name
    with its titles, or how an outlet words its leads, is nine words soon.
    """
    other = np.flatnonzero(~equal)
    of = found.of(other)
    number, place, _ = meetings(words.rows, Ranges(other, of.a, of.a_end), Ranges(other, of.b, of.b_end))
    order = np.lexsort((place, number))
    number, place = number[order], place[order]
    kept = ~rewritten[number] | _long(words, number, place)
    number, place = number[kept], place[kept]
    begin = place.copy()
    again = number[1:] == number[:-1]
    begin[1:][again] = np.maximum(place[1:], place[:-1] + ROW)[again]
    weight = (words.told[place + ROW] - words.told[begin]).astype(np.float64)
    out, copied = np.bincount(number, weights=weight, minlength=len(found)), equal.copy()
    copied[number] = True
    return out.astype(np.int64), copied


def _long(words: Words, number: I64, place: I64) -> Bools:
    """Which rows are part of RUN_WORDS in a row, or of a quotation. number, place: stretch and place, in order."""
    fresh = (number[1:] != number[:-1]) | (place[1:] > place[:-1] + 1)
    first = np.flatnonzero(np.append(True, fresh)[: len(number)])
    size = np.diff(np.append(first, len(number)))
    begin = place[first]
    end = place[first + size - 1] + ROW
    return np.repeat((end - begin >= RUN_WORDS) | words.are_quotations(begin, end), size)


def _rank(pair: I64) -> I64:
    """The place of each among those of its pair; `pair` does not decrease."""
    place = np.arange(len(pair))
    return place - np.searchsorted(pair, pair)


def _by_pair(pairs: Pairs, pair: I64, values: NDArray[np.generic]) -> I64:
    return np.bincount(pair, weights=values, minlength=len(pairs)).astype(np.int64)
