"""Candidates: the pairs of articles that share enough rare features to be worth aligning.

No article is compared with another unless both carry the same rare feature; features that many articles carry link
each of them to a few neighbours only, so the work grows with the text, not with the square of the articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from onrecord.tracing.fingerprints import ARTICLE_BITS, ARTICLE_MASK, LEAST_RATE, Fingerprints
from onrecord.tracing.folding import F32, I64, U64, Bools, scattered

NEIGHBOURS = 6
STANDING = 4.0
"""What one outlet prints in more articles than this is its standing text and counts for less and less."""

ENOUGH_GRAMS, ENOUGH_TERMS, ENOUGH_FRAMES = 5.0, 5.0, 10.0
"""Shared features from which a pair is looked at, grams and frames as estimated: five grams are a run
of nine words, or several shorter ones."""

LARGE_PART = 0.3  # of all grams of the shorter article
TERMS_OF_SHORT = 0.6  # of ENOUGH_TERMS squared, for feed items
PARTNERS = 48
SAME_LIMIT = 16
BLOCK_ROWS = 400_000
ROUNDING = 1e-3  # weights are summed in single precision


@dataclass(frozen=True, slots=True)
class Limits:
    """How the features of one kind are counted.

    group: in a group of more articles than this that share a feature, each is paired with NEIGHBOURS others only.
    full:  up to this many articles a feature counts fully, then less by the square root.
    least: pairs that share less than this are dropped.
    """

    group: int
    full: float
    least: float


GRAMS = Limits(32, 4.0, ENOUGH_GRAMS * LEAST_RATE)
TERMS = Limits(12, 4.0, ENOUGH_TERMS * TERMS_OF_SHORT**0.5)
FRAMES = Limits(4, 4.0, ENOUGH_FRAMES * LEAST_RATE / 2)
SAME = Limits(SAME_LIMIT, float(SAME_LIMIT), 1.0)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of article indices, `first` < `second`, in order, each once."""

    first: I64
    second: I64


def candidates(prints: Fingerprints, outlet: I64) -> Candidates:
    """The pairs worth aligning.

    outlet: by article, a number that articles of one outlet share, not decreasing along the collection; an article
            whose outlet is not known has a number of its own.
    """
    leader = _leaders(prints)
    lead = leader == np.arange(len(leader))
    families = [
        _shared(_of_leaders(prints.grams, lead), outlet, GRAMS, _floors(prints)),
        _shared(_of_leaders(prints.terms, lead), outlet, TERMS),
        _shared(_of_leaders(prints.frames, lead), outlet, FRAMES),
    ]
    same = _shared(_of_leaders(_whole_rows(prints), lead), outlet, SAME)[0]
    pairs = np.unique(np.concatenate([same, *(found for found, _ in families)]))
    first, second = _unpacked(pairs)
    rate = np.minimum(prints.rate[first], prints.rate[second])
    shorter = np.minimum(prints.words[first], prints.words[second])
    grams, terms, frames = (_at(pairs, family) for family in families)
    grams, frames = (grams / rate).astype(np.float32), (2 * frames / rate).astype(np.float32)
    kept = (grams >= ENOUGH_GRAMS) | (terms >= _enough_terms(shorter)) | (frames >= _enough_frames(shorter))
    kept |= np.isin(pairs, same)
    kept[kept] = _best(first[kept], second[kept], (grams + 3 * terms + frames)[kept], len(leader))
    followers = np.flatnonzero(~lead)
    every = np.sort(np.concatenate((pairs[kept], _packed_pairs(leader[followers], followers))))
    return Candidates(*_unpacked(every))


def _floors(prints: Fingerprints) -> F32:
    """By article, what a gram counts at least: sharing a large part of its grams is enough, however many have them.

    So a story that thousands print, each a little changed, is still a story that they share.
    """
    held = np.bincount((prints.grams & ARTICLE_MASK).astype(np.int64), minlength=len(prints.rate))
    return (ENOUGH_GRAMS * prints.rate / (LARGE_PART * np.maximum(held, 1))).astype(np.float32)


def _at(pairs: U64, family: tuple[U64, F32]) -> F32:
    """The weight of each of `pairs` in one family of features, 0 where they share none."""
    out = np.zeros(len(pairs), np.float32)
    out[np.searchsorted(pairs, family[0])] = family[1]
    return out


def _enough_frames(shorter: I64) -> F32:
    """Frames that must be shared, as estimated from the sample: one at every sixteenth word."""
    return np.maximum(ENOUGH_FRAMES, shorter / 16.0).astype(np.float32)


def _enough_terms(shorter: I64) -> F32:
    """Rare terms that must be shared: few for a feed item, more for long articles, which share some by chance."""
    return (ENOUGH_TERMS * np.clip(shorter / 120.0, TERMS_OF_SHORT, 4.0) ** 0.5).astype(np.float32)


def _leaders(prints: Fingerprints) -> I64:
    """For each article itself, or the first of its like when very many articles have the same words."""
    own = np.arange(len(prints.whole))
    distinct, at, place, size = np.unique(prints.whole, return_index=True, return_inverse=True, return_counts=True)
    crowded = (size > SAME_LIMIT) & (distinct != 0)
    return np.where(crowded[place], at[place], own)


def _whole_rows(prints: Fingerprints) -> U64:
    """One row for each article that has words: the hash of them all."""
    some = np.flatnonzero(prints.whole)
    return np.sort((prints.whole[some] & ~ARTICLE_MASK) | some.astype(np.uint64))


def _of_leaders(rows: U64, lead: Bools) -> U64:
    return rows if lead.all() else rows[lead[(rows & ARTICLE_MASK).astype(np.int64)]]


def _shared(rows: U64, outlet: I64, limits: Limits, floor: F32 | None = None) -> tuple[U64, F32]:
    """Packed pairs that share at least `limits.least` in weight, and what they share.

    Weights are summed twice: first by a hash of the pair, so that the many pairs that share one feature by chance
    need not be kept; then exactly, of the pairs that may be heavy enough.

    floor: by article, the least that a feature counts in it.
    """
    rows = _repeated(rows)
    bits = int(np.clip(2 * len(rows), 1 << 12, 1 << 26)).bit_length()
    sketch = np.zeros(1 << bits, np.float32)
    shift = np.uint64(64 - bits)
    for block in _blocks(rows):
        pairs, weights = _block_pairs(block, outlet, limits, floor)
        np.add.at(sketch, (scattered(pairs) >> shift).astype(np.int64), weights)
    kept: list[tuple[U64, F32]] = []
    for block in _blocks(rows):
        pairs, weights = _block_pairs(block, outlet, limits, floor)
        heavy = sketch[(scattered(pairs) >> shift).astype(np.int64)] >= limits.least - ROUNDING
        kept.append(_summed(pairs[heavy], weights[heavy]))
    if not kept:
        return np.zeros(0, np.uint64), np.zeros(0, np.float32)
    pairs, weights = _summed(np.concatenate([each for each, _ in kept]), np.concatenate([each for _, each in kept]))
    enough = weights >= limits.least - ROUNDING
    return pairs[enough], weights[enough]


def _summed(pairs: U64, weights: F32) -> tuple[U64, F32]:
    """Each pair once, with the sum of its weights."""
    distinct, place = np.unique(pairs, return_inverse=True)
    return distinct, np.bincount(place, weights=weights, minlength=len(distinct)).astype(np.float32)


def _repeated(rows: U64) -> U64:
    """Only the rows of features that several articles carry."""
    same = (rows[1:] >> np.uint64(ARTICLE_BITS)) == (rows[:-1] >> np.uint64(ARTICLE_BITS))
    return rows[np.append(same, False) | np.append(False, same)] if len(rows) else rows


def _blocks(rows: U64) -> Iterator[U64]:
    """`rows` in blocks that cut no feature in two."""
    begin = 0
    while begin < len(rows):
        end = min(begin + BLOCK_ROWS, len(rows))
        if end < len(rows):
            after = rows[end - 1] | ARTICLE_MASK
            end = int(np.searchsorted(rows, after, side="right"))
        yield rows[begin:end]
        begin = end


def _block_pairs(rows: U64, outlet: I64, limits: Limits, floor: F32 | None) -> tuple[U64, F32]:
    feature = rows >> np.uint64(ARTICLE_BITS)
    article = (rows & ARTICLE_MASK).astype(np.int64)
    group, size = _runs(feature[1:] != feature[:-1])
    count = size[group]
    _, run = _runs((feature[1:] != feature[:-1]) | (outlet[article[1:]] != outlet[article[:-1]]))
    own = np.minimum(1.0, STANDING / np.repeat(run, run)).astype(np.float32)
    weight = _weight(count, limits)
    reach = np.where(count > limits.group, NEIGHBOURS, limits.group)
    left = np.arange(len(rows))
    pairs: list[U64] = []
    weights: list[F32] = []
    for offset in range(1, limits.group):
        left = left[left + offset < len(rows)]
        left = left[(group[left] == group[left + offset]) & (reach[left] >= offset)]
        if not len(left):
            break
        right = left + offset
        pairs.append(_packed_pairs(article[left], article[right]))
        heavy = own[left] * own[right] * weight[left]
        if floor is not None:
            heavy = np.maximum(heavy, np.maximum(floor[article[left]], floor[article[right]]))
        weights.append(heavy)
    if not pairs:
        return np.zeros(0, np.uint64), np.zeros(0, np.float32)
    return np.concatenate(pairs), np.concatenate(weights)


def _weight(count: I64, limits: Limits) -> F32:
    """What a feature counts that so many articles carry: less the more there are, and little in a crowd."""
    weight = np.minimum(1.0, np.sqrt(limits.full / count)) * np.minimum(1.0, limits.group / count)
    return weight.astype(np.float32)


def _runs(change: Bools) -> tuple[I64, I64]:
    """For each row the number of its run, and the length of each run."""
    number = np.concatenate(([0], np.cumsum(change)))
    return number, np.bincount(number)


def _packed_pairs(first: I64, second: I64) -> U64:
    return (first.astype(np.uint64) << np.uint64(32)) | second.astype(np.uint64)


def _unpacked(pairs: U64) -> tuple[I64, I64]:
    return (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)


def _best(first: I64, second: I64, score: F32, articles: int) -> Bools:
    """Pairs that are among the PARTNERS best of one of their two articles."""
    if not len(first) or len(first) <= PARTNERS:
        return np.ones(len(first), np.bool_)
    pair = np.tile(np.arange(len(first)), 2)
    end = np.concatenate((first, second))
    order = np.lexsort((pair, -np.tile(score, 2), end))
    start = np.concatenate(([0], np.cumsum(np.bincount(end, minlength=articles))[:-1]))
    rank = np.arange(len(order)) - start[end[order]]
    kept = np.zeros(len(first), np.bool_)
    kept[pair[order][rank < PARTNERS]] = True
    return kept
