"""Candidates: the pairs of articles that share enough rare features to be worth aligning.

No article is compared with another unless both carry the same rare feature; features that many articles carry link
each of them to a few neighbours only, so the work grows with the text, not with the square of the articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from onrecord.tracing.fingerprints import ARTICLE_BITS, ARTICLE_MASK, Fingerprints
from onrecord.tracing.folding import F32, I64, U64, Bools

GRAM_GROUP, TERM_GROUP, FRAME_GROUP = 32, 12, 4
"""In a group of more articles than this that share a feature, not all are paired with all."""

NEIGHBOURS = 6
STANDING = 4.0
"""What one outlet prints in more articles than this is its standing text and counts for less and less."""

ENOUGH_GRAMS = 5.0
"""Shared grams, as estimated from the sample: a run of nine words, or several shorter ones."""

ENOUGH_TERMS = 5.0
ENOUGH_FRAMES = 10.0
TERM_WEIGHT_GROUP = 4.0
PARTNERS = 48
SAME_LIMIT = 16
BLOCK_ROWS = 400_000


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
        _shared(_of_leaders(prints.grams, lead), outlet, GRAM_GROUP, float(GRAM_GROUP)),
        _shared(_of_leaders(prints.terms, lead), outlet, TERM_GROUP, TERM_WEIGHT_GROUP),
        _shared(_of_leaders(prints.frames, lead), outlet, FRAME_GROUP, float(FRAME_GROUP)),
    ]
    same = _shared(_of_leaders(_whole_rows(prints), lead), outlet, SAME_LIMIT, float(SAME_LIMIT))[0]
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
    return (ENOUGH_TERMS * np.clip(shorter / 120.0, 0.6, 4.0) ** 0.5).astype(np.float32)


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


def _shared(rows: U64, outlet: I64, group_limit: int, full_group: float) -> tuple[U64, F32]:
    """Packed pairs that share a feature, and the summed weight of what they share."""
    pairs: list[U64] = []
    weights: list[F32] = []
    for block in _blocks(_repeated(rows)):
        found = _block_pairs(block, outlet, group_limit, full_group)
        if len(found[0]):
            distinct, place = np.unique(found[0], return_inverse=True)
            pairs.append(distinct)
            weights.append(np.bincount(place, weights=found[1]).astype(np.float32))
    if not pairs:
        return np.zeros(0, np.uint64), np.zeros(0, np.float32)
    distinct, place = np.unique(np.concatenate(pairs), return_inverse=True)
    return distinct, np.bincount(place, weights=np.concatenate(weights)).astype(np.float32)


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


def _block_pairs(rows: U64, outlet: I64, group_limit: int, full_group: float) -> tuple[U64, F32]:
    feature = rows >> np.uint64(ARTICLE_BITS)
    article = (rows & ARTICLE_MASK).astype(np.int64)
    group, size = _runs(feature[1:] != feature[:-1])
    count = size[group]
    _, run = _runs((feature[1:] != feature[:-1]) | (outlet[article[1:]] != outlet[article[:-1]]))
    own = np.minimum(1.0, STANDING / np.repeat(run, run)).astype(np.float32)
    weight = np.minimum(1.0, full_group / count).astype(np.float32)
    reach = np.where(count > group_limit, NEIGHBOURS, group_limit)
    left = np.arange(len(rows))
    pairs: list[U64] = []
    weights: list[F32] = []
    for offset in range(1, group_limit):
        left = left[left + offset < len(rows)]
        left = left[(group[left] == group[left + offset]) & (reach[left] >= offset)]
        if not len(left):
            break
        right = left + offset
        pairs.append(_packed_pairs(article[left], article[right]))
        weights.append(own[left] * own[right] * weight[left])
    if not pairs:
        return np.zeros(0, np.uint64), np.zeros(0, np.float32)
    return np.concatenate(pairs), np.concatenate(weights)


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
