"""Meeting: articles meet in the features that they carry; what each two of them share by that.

Sorted rows bring the carriers of a feature together. The rarer it is, the more it links; one that a crowd carries
links nobody, but for grams, which link each carrier to those published first; standing text links nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.tracing.arrays import ragged
from onrecord.tracing.fingerprints import ARTICLE_MASK
from onrecord.tracing.folding import U64
from onrecord.tracing.pairing.collection import Collection
from onrecord.tracing.pairing.crowds import Crowds, days_between, gathered
from onrecord.tracing.pairing.families import ANCHORS, GRAMS, Family, weights
from onrecord.tracing.pairing.groups import anchors, groups, links_of_all, links_to_anchors
from onrecord.tracing.standing import TIMES, standing


@dataclass(frozen=True, slots=True)
class Met:
    """What a part of the rows says.

    links: one for each feature that two articles share, not in order. standing: hashes of grams that are standing
    text. crowds: of other grams, those of crowds.
    """

    links: U64
    standing: U64
    crowds: Crowds


def met(rows: U64, family: Family, collection: Collection) -> Met:
    """What the articles of these rows share: all rows, sorted, of each feature that is among them."""
    found = groups(rows)
    stands = np.zeros(0, np.uint64)
    if family is GRAMS:
        several = np.flatnonzero(found.size >= TIMES)
        start, size = found.start[several], found.size[several]
        carrier = (rows[ragged(start, size)] & ARTICLE_MASK).astype(np.int64)
        out = several[standing(carrier, size, collection.outlet, collection.day)]
        stands = rows[found.start[out]] & ~ARTICLE_MASK
        links = np.ones(len(found), np.bool_)
        links[out] = False
        found = found.where(links)
    few = found.where(found.size <= family.group)
    linked = links_of_all(rows, few, weights(family)[few.size])
    many = found.where(found.size > family.group)
    if not (family.crowd and len(many)):
        return Met(linked, stands, gathered([]))
    carrier = (rows[ragged(many.start, many.size)] & ARTICLE_MASK).astype(np.int64)
    first = anchors(carrier, many.size, collection.rank, ANCHORS)
    crowded = links_to_anchors(carrier, np.repeat(first, many.size, axis=0), collection.rank, family.crowd)
    spans = days_between(carrier, many.size, collection.day)
    crowds = Crowds(rows[many.start] & ~ARTICLE_MASK, first, *spans) if family is GRAMS else gathered([])
    return Met(np.concatenate((linked, crowded)), stands, crowds)
