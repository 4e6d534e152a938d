"""Linking: which sentences of two articles say the same, in the same words or in others, for many pairs at once.

Sentences are paired greedily, best first, in any order: equal ones, then alike ones, then weaker ones beside links
that stand already; a sentence left over may join a link whose other side says what it says (one sentence made two).
Every stage works on the places of all pairs; scores are whole numbers, so that what comes out of a pair depends on
its two articles only.
"""

from __future__ import annotations

import numpy as np

from onrecord.tracing.alignment.cells import Cells, Heavy, cells_of, choice, heavy_words
from onrecord.tracing.alignment.columns import Links, Pairs
from onrecord.tracing.alignment.equality import FEW_WORDS, drop_stray, equal_frames, equal_sentences, links_of
from onrecord.tracing.alignment.joining import JOINS, Blocks, joined
from onrecord.tracing.alignment.matching import beside, mutually_best, one_to_one
from onrecord.tracing.alignment.neighbours import neighbours
from onrecord.tracing.alignment.places import NONE, Places, places_of, shares, words_at
from onrecord.tracing.alignment.scores import mean_alike, scores
from onrecord.tracing.arrays import I64, Bools
from onrecord.tracing.sheets import WEIGHT_UNIT, Sheets

ALIKE = 4_200
"""Mean of likeness and containment, in 1 / UNIT, from which two sentences are linked wherever they stand."""

BESIDE = 2_800
"""The same for a sentence beside a link, with a sentence of the other side beside that link."""

BESIDE_TIMES, BESIDE_REACH = 2, 2

KIN, KIN_SHARED, KIN_FROM = 3_000, int(25 * WEIGHT_UNIT), 4
"""In articles with KIN_FROM links, sentences that fit each other best are linked from this likeness and this much
shared weight: that both are about the same event is known by then."""

TOLD_AGAIN, TOLD = 3_200, 1_500
"""Where this part of all that two articles tell stands in both, one is the other told again, and their sentences
are linked from a lower bar. Calibrated on evaluation/paraphrases: writers who had the source share .35 of it and
more, reporters of the same events who had not .30 and less; 97 in 100 pairs of real news about one topic .27."""

SHARE_WORDS = 120_000
"""Words of the pairs that are worked on together: columns of half a megabyte, for the second-level cache."""


def linked(sheets: Sheets, pairs: Pairs, standing_sentence: Bools | None = None) -> Links:
    """The links of `pairs`, by pair, then in the order of the first article.

    sheets: the articles that `pairs` speaks of. standing_sentence: by sentence, whether it is an outlet's standing
    text: it is linked where it is equal, and its words make no other sentence alike.
    """
    heavy = heavy_words(sheets, standing_sentence)
    parts = []
    for share in shares(sheets, pairs, SHARE_WORDS):
        places = places_of(sheets, Pairs(pairs.first[share], pairs.second[share]))
        parts.append(_links(places, _blocks(sheets, heavy, places), share.start))
    if not parts:
        none = np.zeros(0, np.int64)
        return Links(none, none, none, none, none)
    return Links(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _links(places: Places, found: Blocks, before: int) -> tuple[I64, I64, I64, I64, I64]:
    pair = (places.side[found.a] >> 1) + before
    a, b = places.sentence[found.a], places.sentence[found.b]
    return pair, a, a + found.a_end - found.a, b, b + found.b_end - found.b


def _blocks(sheets: Sheets, heavy: Heavy, places: Places) -> Blocks:
    partner = np.full(len(places), NONE)
    _link(partner, *equal_sentences(sheets, places))
    drop_stray(sheets, places, partner)
    at = _open(places, partner)
    cells, alike = cells_of(heavy, places, at[words_at(sheets, places, at) >= FEW_WORDS])
    told = alike >= TOLD_AGAIN
    holding = cells.of(cells.contained >= JOINS)
    cells = cells.of(mean_alike(cells) >= np.where(told, TOLD, BESIDE)[places.side[cells.a] >> 1])
    score = scores(sheets, places, cells, ALIKE)
    best = np.argsort(-score.astype(np.int16), kind="stable")
    score, cells = score[best], cells.of(best)
    chance = _chance(places, at)[places.side[cells.a] >> 1]
    _link_best(partner, cells, (score >= ALIKE) & (2 * cells.shared >= chance))
    for _ in range(BESIDE_TIMES):
        _link_best(partner, cells, (score >= BESIDE) & beside(partner, cells.a, cells.b, BESIDE_REACH))
    _link(partner, *equal_frames(sheets, places, partner, at))
    _link_kin(places, partner, score, cells)
    _link(partner, *neighbours(sheets, places, partner, at))
    _link_best(partner, cells, (score >= TOLD) & (cells.shared >= chance) & told[places.side[cells.a] >> 1])
    return joined(places, partner, holding)


def _link(partner: I64, a: I64, b: I64) -> None:
    partner[a], partner[b] = b, a


def _open(places: Places, partner: I64) -> I64:
    """The sentences without a link in pairs that have some on both sides."""
    at = np.flatnonzero((places.sentence != NONE) & (partner == NONE))
    count = np.bincount(places.side[at], minlength=int(places.side[-1]) + 2)
    return np.asarray(at[(count[places.side[at]] > 0) & (count[places.side[at] ^ 1] > 0)])


def _chance(places: Places, at: I64) -> I64:
    """By pair, what some two of its sentences at the places `at` may share by chance, so many are there.

    Half of it is what one sentence may share by chance with some one of the other side.
    """
    count = np.bincount(places.side[at], minlength=int(places.side[-1]) + 1)
    return choice(count[::2] * count[1::2])


def _link_best(partner: I64, cells: Cells, able: Bools) -> None:
    """Link those of the cells that are `able` to be, best first, and whose sentences are free."""
    able = able & (partner[cells.a] == NONE) & (partner[cells.b] == NONE)
    a, b = cells.a[able], cells.b[able]
    kept = one_to_one(a, b, len(partner))
    _link(partner, a[kept], b[kept])


def _link_kin(places: Places, partner: I64, score: I64, cells: Cells) -> None:
    """In articles with much in common, link sentences that are each other's best and share much by themselves."""
    free = (partner[cells.a] == NONE) & (partner[cells.b] == NONE)
    score, cells = score[free], cells.of(free)
    able = mutually_best(cells.a, cells.b, len(partner)) & (score >= KIN) & (cells.shared >= KIN_SHARED)
    able &= links_of(places, partner)[places.side[cells.a] >> 1] >= KIN_FROM
    _link(partner, cells.a[able], cells.b[able])
