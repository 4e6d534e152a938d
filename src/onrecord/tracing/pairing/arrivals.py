"""Arrivals: what new articles change about the pairs of a collection, as if all had been paired anew.

Only features that a new article carries are looked up among the old ones. They link the new articles, and as more
articles carry them now they may say less of two old ones: so old pairs may go, and none comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from onrecord.tracing.fingerprints import ARTICLE_MASK
from onrecord.tracing.folding import U64, Bools
from onrecord.tracing.pairing.candidates import Pairing, before, joined
from onrecord.tracing.pairing.collection import Collection, extended, features_of, merged, parts
from onrecord.tracing.pairing.families import FAMILIES, GRAMS, Family
from onrecord.tracing.pairing.groups import SECOND
from onrecord.tracing.pairing.meeting import met
from onrecord.tracing.pairing.scores import Candidates, selected, worth
from onrecord.tracing.pairing.tally import ALL, NUMBER_MASK, ROOM, Sums, Tally, summed, weight_of


@dataclass(frozen=True, slots=True)
class _Union:
    """Old articles, fresh ones, both, and the standing text of the old."""

    old: Collection
    fresh: Collection
    both: Collection
    standing: U64


@dataclass(frozen=True, slots=True)
class _Window:
    """What a window of first articles, up to `until`, shares in each family.

    came: pairs of which one article is fresh. now, then: pairs of old ones, by the features that fresh articles
    carry too, as they count with the fresh ones and as they did without. standing: grams that have become standing.
    """

    until: int
    came: list[Sums]
    now: list[Sums]
    then: list[Sums]
    standing: U64


def added(pairing: Pairing, old: Collection, fresh: Collection, room: int = ROOM) -> Pairing:
    """The pairing of both, given that of `old`; the articles of `fresh` are numbered after those of `old`.

    Equal to `paired(extended(old, fresh))`. room: links that are held in memory at once.
    """
    union = _Union(old, fresh, extended(old, fresh), pairing.standing)
    held, came, standing = list[Candidates](), list[Candidates](), [pairing.standing]
    for begin, window in _windows(union, room, update=True):
        came.append(selected(union.both, window.came))
        held.append(_updated(union.both, _between(pairing.candidates, begin, window.until), window))
        standing.append(window.standing)
    return Pairing(_inserted(joined(held), joined(came)), np.unique(np.concatenate(standing)))


def partners(pairing: Pairing, old: Collection, fresh: Collection, room: int = ROOM) -> Candidates:
    """The candidates that the articles of `fresh` would bring to `old`, without adding them."""
    union = _Union(old, fresh, extended(old, fresh), pairing.standing)
    return joined([selected(union.both, window.came) for _, window in _windows(union, room, update=False)])


def _windows(union: _Union, room: int, update: bool) -> Iterator[tuple[int, _Window]]:
    begin = 0
    while begin < len(union.both):
        window = _window(union, begin, room, update)
        yield begin, window
        begin = window.until


def _window(union: _Union, begin: int, room: int, update: bool) -> _Window:
    came, now, then = list[Sums](), list[Sums](), list[Sums]()
    standing, until = [np.zeros(0, np.uint64)], ALL
    for family in FAMILIES:
        tallies = [Tally(begin, until, room) for _ in range(3)]
        for fresh_rows, old_rows in _looked_up(union, family):
            found = met(merged((old_rows, fresh_rows)), family, union.both)
            is_new = (found.links >> SECOND & NUMBER_MASK) >= np.uint64(len(union.old))
            tallies[0].add(found.links[is_new])
            if update:
                tallies[1].add(found.links[~is_new])
                tallies[2].add(met(old_rows, family, union.old).links)
            standing.append(found.standing)
        until = min(tally.until for tally in tallies)
        came.append(summed(tallies[0].links(), family.least))
        now.append(summed(tallies[1].links(), 0))
        then.append(summed(tallies[2].links(), 0))
    came, now, then = ([before(sums, until) for sums in each] for each in (came, now, then))
    return _Window(until, came, now, then, np.concatenate(standing))


def _looked_up(union: _Union, family: Family) -> Iterator[tuple[U64, U64]]:
    """Rows of the fresh articles, in parts, each with those of the old ones that have the same features.

    Left out are features that link nobody whatever is added: standing text, and what a crowd carries already.
    """
    columns = features_of(union.old, family.name)
    for rows in parts(features_of(union.fresh, family.name)):
        feature = rows & ~ARTICLE_MASK
        first = np.flatnonzero(np.append(True, feature[1:] != feature[:-1]))
        hashes = feature[first]
        begins = [column.places(hashes) for column in columns]
        ends = [column.places(hashes | ARTICLE_MASK) for column in columns]
        links = np.ones(len(hashes), np.bool_)
        if family is GRAMS:
            links &= ~_among(hashes, union.standing)
        if not family.crowd:
            links &= sum(ends) - sum(begins) <= family.group
        found = [
            column.slices(begin[links], end[links])
            for column, begin, end in zip(columns, begins, ends, strict=True)
        ]
        yield rows[np.repeat(links, np.diff(np.append(first, len(rows))))], merged(found)


def _updated(collection: Collection, held: Candidates, window: _Window) -> Candidates:
    """Those of the old pairs that are still worth aligning, with what they share now."""
    pair, score = held.pair, held.score.copy()
    touched = [np.zeros(0, np.int64)]
    for number in range(len(FAMILIES)):
        for sums, sign in ((window.now[number], 1), (window.then[number], -1)):
            at = np.searchsorted(pair, sums.pair)
            known = at < len(pair)
            known[known] = pair[at[known]] == sums.pair[known]
            score[at[known], number] += sign * sums.score[known]
            touched.append(at[known])
    rows = np.unique(np.concatenate(touched))
    least = np.array([family.least for family in FAMILIES])
    told = (held.score[rows] > 0) & (weight_of(score[rows]) >= least)
    score[rows] = np.where(told, score[rows], 0)
    kept = np.ones(len(held), np.bool_)
    kept[rows] = worth(collection, held.first[rows], held.second[rows], score[rows])
    return Candidates(held.first, held.second, score).where(kept)


def _between(candidates: Candidates, begin: int, until: int) -> Candidates:
    low, high = np.searchsorted(candidates.first, (begin, until)).tolist()
    part = slice(low, high)
    return Candidates(candidates.first[part], candidates.second[part], candidates.score[part])


def _inserted(held: Candidates, came: Candidates) -> Candidates:
    """Both, in order."""
    at = np.searchsorted(held.pair, came.pair)
    return Candidates(
        np.insert(held.first, at, came.first),
        np.insert(held.second, at, came.second),
        np.insert(held.score, at, came.score, axis=0),
    )


def _among(values: U64, known: U64) -> Bools:
    """Which of `values` are in `known`, which is sorted."""
    at = np.searchsorted(known, values)
    out = at < len(known)
    out[out] = known[at[out]] == values[out]
    return out
