"""Candidates: the pairs of articles that share enough rare features to be worth aligning.

The work grows with the text, whatever the input. What is said of a pair never rises when articles are added: the
weight of a feature falls as more carry it, and standing text stands for good.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.tracing.folding import U64
from onrecord.tracing.pairing.collection import Collection, features_of, parts
from onrecord.tracing.pairing.crowds import Crowds, gathered
from onrecord.tracing.pairing.families import FAMILIES, Family
from onrecord.tracing.pairing.meeting import Met, met
from onrecord.tracing.pairing.scores import Candidates, selected
from onrecord.tracing.pairing.tally import ALL, ROOM, Sums, Tally, summed


@dataclass(frozen=True, slots=True)
class Pairing:
    """The pairs of a collection that are worth aligning, its standing text (hashes of grams, sorted) and crowds."""

    candidates: Candidates
    standing: U64
    crowds: Crowds


@dataclass(frozen=True, slots=True)
class Share:
    """What one process found of the links whose first article is in [begin, until).

    links: by family, sorted. standing: hashes of grams that are standing text. crowds: of other grams.
    """

    begin: int
    until: int
    links: tuple[U64, ...]
    standing: U64
    crowds: Crowds


def paired(collection: Collection, room: int = ROOM) -> Pairing:
    """The pairs worth aligning, with what they share. room: links that are held in memory at once."""
    found, said = list[Candidates](), list[Met]()
    begin = 0
    while begin < len(collection):
        families, until = list[Sums](), ALL
        for family in FAMILIES:
            sums, until = _summed(collection, family, Tally(begin, until, room), said)
            families.append(sums)
        found.append(selected(collection, [before(sums, until) for sums in families]))
        begin = until
    standing, crowds = _texts(said)
    return Pairing(joined(found), standing, crowds)


def share_of(collection: Collection, begin: int, share: tuple[int, int], room: int = ROOM) -> Share:
    """What one of several processes finds of the links of articles from `begin` on, as far as `room` goes.

    share: (n, of) the n-th of so many.
    """
    links, said, until = list[U64](), list[Met](), ALL
    for family in FAMILIES:
        tally = Tally(begin, until, room)
        said += _tallied(collection, family, tally, share)
        links.append(tally.short().copy())
        until = tally.until
    return Share(begin, until, tuple(links), *_texts(said))


def pairing_of(collection: Collection, windows: Sequence[Sequence[Share]]) -> Pairing:
    """What `paired` gives, from the shares of all processes: those of the window that begins with article 0, then
    those of the next, which begins at the least `until` of these, and so on.
    """
    found = []
    for shares in windows:
        until = min(share.until for share in shares)
        families = []
        for number, family in enumerate(FAMILIES):
            links = np.concatenate([share.links[number] for share in shares])
            links.sort()
            families.append(before(summed(links, family.least), until))
        found.append(selected(collection, families))
    every = [share for shares in windows for share in shares]
    standing = np.sort(np.concatenate([np.zeros(0, np.uint64), *(share.standing for share in every)]))
    return Pairing(joined(found), standing, gathered([share.crowds for share in every]))


def _summed(collection: Collection, family: Family, tally: Tally, said: list[Met]) -> tuple[Sums, int]:
    """The sums of a family in the window of `tally`, and where that ends; adds to `said` what else was met."""
    said += _tallied(collection, family, tally)
    return summed(tally.links(), family.least), tally.until


def _tallied(collection: Collection, family: Family, tally: Tally, share: tuple[int, int] = (0, 1)) -> list[Met]:
    """Adds the links of a family to `tally`; returns what else was met."""
    said = []
    for rows in parts(features_of(collection, family.name), share):
        found = met(rows, family, collection)
        tally.add(found.links)
        said.append(replace(found, links=np.zeros(0, np.uint64)))
    return said if tally.begin == 0 else []


def _texts(said: Sequence[Met]) -> tuple[U64, Crowds]:
    """The standing text and the crowds of several parts."""
    standing = np.sort(np.concatenate([np.zeros(0, np.uint64), *(each.standing for each in said)]))
    return standing, gathered([each.crowds for each in said])


def joined(found: list[Candidates]) -> Candidates:
    """Candidates of windows that follow each other, as one."""
    return Candidates(
        np.concatenate([np.zeros(0, np.int64), *(each.first for each in found)]),
        np.concatenate([np.zeros(0, np.int64), *(each.second for each in found)]),
        np.concatenate([np.zeros((0, len(FAMILIES)), np.int64), *(each.score for each in found)]),
    )


def before(sums: Sums, until: int) -> Sums:
    """Those of pairs whose first article is smaller than `until`."""
    end = int(np.searchsorted(sums.pair, np.uint64(until) << np.uint64(24)))
    return Sums(sums.pair[:end], sums.score[:end])
