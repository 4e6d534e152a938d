"""Arrivals: what new articles change about the pairs of a collection, as if all had been paired anew.

Only features that a new article carries are looked up among the old ones. They link the new articles, and as more
articles carry them now they may say less of two old ones: so old pairs may go, and none comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from onrecord.tracing.arrays import among
from onrecord.tracing.folding import U64
from onrecord.tracing.pairing.candidates import Pairing, before, joined
from onrecord.tracing.pairing.collection import Collection, extended, merged
from onrecord.tracing.pairing.crowds import Crowds, gathered
from onrecord.tracing.pairing.families import FAMILIES
from onrecord.tracing.pairing.groups import SECOND
from onrecord.tracing.pairing.lookup import Union, looked_up
from onrecord.tracing.pairing.meeting import met
from onrecord.tracing.pairing.scores import Candidates, selected, worth
from onrecord.tracing.pairing.tally import ALL, NUMBER_MASK, ROOM, Sums, Tally, summed, weight_of


@dataclass(frozen=True, slots=True)
class _Window:
    """What a window of first articles, up to `until`, shares in each family.

    came: pairs of which one article is fresh. now, then: pairs of old ones, by the features that fresh articles
    carry too, as they count with the fresh ones and as they did without. standing: grams that have become standing.
    crowds: those that fresh articles have joined or made. joined: those that they have joined (hashes).
    """

    until: int
    came: list[Sums]
    now: list[Sums]
    then: list[Sums]
    standing: U64
    crowds: Crowds
    joined: U64


def added(pairing: Pairing, old: Collection, fresh: Collection, room: int = ROOM) -> Pairing:
    """The pairing of both, given that of `old`; the articles of `fresh` are numbered after those of `old`.

    Equal to `paired(extended(old, fresh))`. room: links that are held in memory at once.
    """
    union = Union(old, fresh, extended(old, fresh), pairing.standing, pairing.crowds)
    if not len(fresh):
        return pairing
    held, came, windows = list[Candidates](), list[Candidates](), list[_Window]()
    for begin, window in _windows(union, room, update=True):
        came.append(selected(union.both, window.came))
        held.append(_updated(union.both, _between(pairing.candidates, begin, window.until), window))
        windows.append(window)
    return replace(_texts(pairing, windows[0]), candidates=_inserted(joined(held), joined(came)))


def partners(pairing: Pairing, old: Collection, fresh: Collection, room: int = ROOM) -> Pairing:
    """The candidates that the articles of `fresh` would bring to `old`, without adding them.

    Standing text and crowds are those of both.
    """
    union = Union(old, fresh, extended(old, fresh), pairing.standing, pairing.crowds)
    came, windows = list[Candidates](), list[_Window]()
    for _, window in _windows(union, room, update=False):
        came.append(selected(union.both, window.came))
        windows.append(window)
    known = _texts(pairing, windows[0]) if windows else pairing
    return replace(known, candidates=joined(came))


def _windows(union: Union, room: int, update: bool) -> Iterator[tuple[int, _Window]]:
    begin = 0
    while begin < len(union.both):
        window = _window(union, begin, room, update)
        yield begin, window
        begin = window.until


def _window(union: Union, begin: int, room: int, update: bool) -> _Window:
    came, now, then = list[Sums](), list[Sums](), list[Sums]()
    standing, grams, crowds, until = list[U64](), list[U64](), list[Crowds](), ALL
    for family in FAMILIES:
        tallies = [Tally(begin, until, room) for _ in range(3)]
        for part in looked_up(union, family):
            found = met(merged((part.old, part.fresh)), family, union.both)
            is_new = (found.links >> SECOND & NUMBER_MASK) >= np.uint64(len(union.old))
            tallies[0].add(found.links[is_new])
            tallies[0].add(part.links)
            if update:
                tallies[1].add(found.links[~is_new])
                tallies[2].add(met(part.old, family, union.old).links)
            standing.append(found.standing)
            crowds += [part.settled, found.crowds]
            grams.append(part.joined)
        until = min(tally.until for tally in tallies)
        came.append(summed(tallies[0].links(), family.least))
        now.append(summed(tallies[1].links(), 0))
        then.append(summed(tallies[2].links(), 0))
    came, now, then = ([before(sums, until) for sums in each] for each in (came, now, then))
    none = np.zeros(0, np.uint64)
    stood, left = np.concatenate([none, *standing]), np.concatenate([none, *grams])
    return _Window(until, came, now, then, stood, gathered(crowds), left)


def _texts(pairing: Pairing, window: _Window) -> Pairing:
    """The same pairing, with the standing text and the crowds that there are after the change."""
    if len(window.standing):
        standing = np.sort(np.concatenate((pairing.standing, window.standing)))
        pairing = replace(pairing, standing=standing)
    if len(window.crowds) or len(window.joined):
        left = pairing.crowds.where(~among(pairing.crowds.gram, window.joined))
        pairing = replace(pairing, crowds=gathered([left, window.crowds]))
    return pairing


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
