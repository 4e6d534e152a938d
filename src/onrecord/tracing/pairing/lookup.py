"""Looking up: what fresh articles have in common with old ones, feature by feature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from onrecord.tracing.arrays import among, ragged
from onrecord.tracing.fingerprints import ARTICLE_MASK
from onrecord.tracing.folding import I64, U64, Bools
from onrecord.tracing.pairing.collection import Collection, features_of, merged, parts
from onrecord.tracing.pairing.crowds import Crowds, days_between, gathered, settled, widened
from onrecord.tracing.pairing.families import GRAMS, Family
from onrecord.tracing.pairing.groups import Groups, links_to_anchors


@dataclass(frozen=True, slots=True)
class Union:
    """Old articles, fresh ones that are numbered after them, and both; the old ones' standing text and crowds."""

    old: Collection
    fresh: Collection
    both: Collection
    standing: U64
    crowds: Crowds


@dataclass(frozen=True, slots=True)
class Part:
    """What is to be met of some features of the fresh articles.

    fresh, old: sorted rows of features, of the fresh articles and of all old ones that carry them. Left out are
            those that link nobody whatever is added, standing text and what a crowd carries; and settled crowds.
    links:  what fresh articles share with the anchors of settled crowds.
    joined: the crowds that fresh articles join, settled or not (hashes, sorted).
    settled: those that say the same with them, but for their days.
    """

    fresh: U64
    old: U64
    links: U64
    joined: U64
    settled: Crowds


def looked_up(union: Union, family: Family) -> Iterator[Part]:
    """All features of a family that fresh articles carry, in parts."""
    for rows in parts(features_of(union.fresh, family.name)):
        yield _part(union, family, rows)


def _part(union: Union, family: Family, rows: U64) -> Part:
    feature = rows & ~ARTICLE_MASK
    start = np.flatnonzero(np.append(True, feature[1:] != feature[:-1]))
    found = Groups(start, np.diff(np.append(start, len(rows))))
    hashes = feature[start]
    columns = features_of(union.old, family.name)
    begins = [column.places(hashes) for column in columns]
    ends = [column.places(hashes | ARTICLE_MASK) for column in columns]
    known = sum(ends, np.zeros(len(hashes), np.int64)) - sum(begins, np.zeros(len(hashes), np.int64))
    read = np.ones(len(hashes), np.bool_) if family.crowd else known <= family.group
    links, joined, calm = np.zeros(0, np.uint64), np.zeros(0, np.uint64), gathered([])
    if family is GRAMS:
        read &= ~among(hashes, union.standing)
        crowded = np.flatnonzero(read & (known > family.group))
        joined = hashes[crowded]
        quiet, links, calm = _joining(union, joined, found.where(crowded), rows)
        read[crowded[quiet]] = False
    old = merged(
        [column.slices(begin[read], end[read]) for column, begin, end in zip(columns, begins, ends, strict=True)]
    )
    return Part(rows[np.repeat(read, found.size)], old, links, joined, calm)


def _joining(union: Union, grams: U64, found: Groups, rows: U64) -> tuple[Bools, U64, Crowds]:
    """Which of the crowds of `grams` are settled when fresh articles join, the links of these, and the crowds then.

    found: the fresh articles' rows of each gram.
    """
    crowds = union.crowds.where(np.searchsorted(union.crowds.gram, grams))
    quiet = settled(crowds, _carriers(rows, found), found.size, union.both)
    crowds, found = crowds.where(quiet), found.where(quiet)
    carrier = _carriers(rows, found)
    anchor = np.repeat(crowds.anchor, found.size, axis=0)
    links = links_to_anchors(carrier, anchor, union.both.rank, GRAMS.crowd)
    return quiet, links, widened(crowds, *days_between(carrier, found.size, union.both.day))


def _carriers(rows: U64, found: Groups) -> I64:
    return (rows[ragged(found.start, found.size)] & ARTICLE_MASK).astype(np.int64)
