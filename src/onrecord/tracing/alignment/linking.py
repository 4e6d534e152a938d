"""Linking: which sentences of two articles say the same, in the same words or in others, for many pairs at once.

Sentences are paired greedily, best first, in any order: equal ones, then alike ones, then weaker ones beside links
that stand already; a sentence left over may join a link whose other side says what it says (one sentence made two).
Every stage works on the places of all pairs; scores are whole numbers, so that what comes out of a pair depends on
its two articles only.
"""

from __future__ import annotations

import numpy as np

from onrecord.tracing.alignment.cells import Cells, Heavy, cells_of, heavy_words
from onrecord.tracing.alignment.columns import Links, Pairs
from onrecord.tracing.alignment.joining import JOINS, Blocks, joined
from onrecord.tracing.alignment.order import order_alike
from onrecord.tracing.alignment.pairing import beside, mutually_best, one_to_one
from onrecord.tracing.alignment.places import NONE, Places, matched, places_of, ragged, shares
from onrecord.tracing.folding import I64, U64, Bools, scattered
from onrecord.tracing.sheets import QUOTED, WEIGHT_UNIT, Sheets

ALIKE = 4_200
"""Mean of likeness and containment, in 1 / UNIT, from which two sentences are linked wherever they stand."""

BESIDE = 2_800
"""The same for a sentence beside a link, with a sentence of the other side beside that link."""

BESIDE_TIMES, BESIDE_REACH = 2, 2

KIN, KIN_SHARED, KIN_FROM = 3_000, int(25 * WEIGHT_UNIT), 4
"""In articles with KIN_FROM links, sentences that fit each other best are linked from this likeness and this much
shared weight: that both are about the same event is known by then."""

QUOTATION_ALIKE, QUOTED_PART = 3_000, (4, 5)
FRAMES_FROM = 3
FEW_WORDS = 4
ORDER_COUNTS_FROM = 3_000
SHARE_WORDS = 200_000
"""Words of the pairs that are worked on together: columns of a few megabytes."""


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
    _link(partner, *_equal(sheets, places))
    _drop_stray(sheets, places, partner)
    at = _open(places, partner)
    cells = cells_of(heavy, places, at)
    score, cells = _scored(sheets, places, cells)
    best = np.argsort(-score.astype(np.int16), kind="stable")
    best = best[score[best] >= BESIDE]
    score, ranked = score[best], cells.of(best)
    _link_alike(partner, score, ranked)
    _link(partner, *_framed(sheets, places, partner, at))
    _link_kin(places, partner, score, ranked)
    _link(partner, *_quotations(sheets, places, partner, at))
    return joined(places, partner, cells.of(cells.contained >= JOINS))


def _link(partner: I64, a: I64, b: I64) -> None:
    partner[a], partner[b] = b, a


def _equal(sheets: Sheets, places: Places) -> tuple[I64, I64]:
    """Sentences with the same words. Of several, those with the same sentence before go first, then behind."""
    at = np.flatnonzero(places.sentence != NONE)
    code = np.zeros(len(places), np.uint64)
    code[at] = sheets.key[places.sentence[at]]
    a, b, ways = matched(places, at, code)
    once = ways == 1
    found = [(a[once], b[once])]
    if not once.all():
        at = _of_codes(places, at, code, a[~once])
        for context in (np.roll(code, 1), np.roll(code, -1), None):
            here = code if context is None else scattered(code) + context
            a, b, _ = matched(places, at, here)
            found.append((a, b))
            at = np.setdiff1d(at, np.concatenate((a, b)), assume_unique=True)
    return np.concatenate([a for a, _ in found]), np.concatenate([b for _, b in found])


def _of_codes(places: Places, at: I64, code: U64, of: I64) -> I64:
    """Of the places `at`, those that have the code of one of `of` in the same pair."""
    named = scattered(code) + (places.side >> 1).astype(np.uint64)
    return at[np.isin(named[at], named[of])]


def _drop_stray(sheets: Sheets, places: Places, partner: I64) -> None:
    """Very short sentences ("Yes.", "he said.") are linked only beside another link."""
    a = np.flatnonzero((partner != NONE) & (places.side & 1 == 0))
    sentence = places.sentence[a]
    a = a[sheets.sentence_word[sentence + 1] - sheets.sentence_word[sentence] < FEW_WORDS]
    b = partner[a]
    stray = (partner[a - 1] != b - 1) & (partner[a + 1] != b + 1)
    partner[a[stray]] = partner[b[stray]] = NONE


def _open(places: Places, partner: I64) -> I64:
    """The sentences without a link in pairs that have some on both sides."""
    at = np.flatnonzero((places.sentence != NONE) & (partner == NONE))
    count = np.bincount(places.side[at], minlength=int(places.side[-1]) + 2)
    return at[(count[places.side[at]] > 0) & (count[places.side[at] ^ 1] > 0)]


def _scored(sheets: Sheets, places: Places, cells: Cells) -> tuple[I64, Cells]:
    """How alike the sentences of a cell are: shared words, and the order in which they stand. Hopeless cells go."""
    base = (65 * cells.alike + 35 * cells.contained) // 100
    kept = (base >= BESIDE) | (cells.contained >= JOINS)
    base, cells = base[kept], cells.of(kept)
    which = np.flatnonzero((base >= ORDER_COUNTS_FROM) & ~_settled(base, cells, len(places)))
    order = _order(sheets, places, cells.a[which], cells.b[which])
    base[which] = np.maximum(base[which], (base[which] + order) // 2)
    return base, cells


def _settled(base: I64, cells: Cells, size: int) -> Bools:
    """Cells that are linked whatever the order of their words: alike enough, and no other has one of their ends."""
    able = base >= BESIDE
    ends = np.bincount(cells.a[able], minlength=size) + np.bincount(cells.b[able], minlength=size)
    return np.asarray((base >= ALIKE) & (ends[cells.a] == 1) & (ends[cells.b] == 1))


def _order(sheets: Sheets, places: Places, a: I64, b: I64) -> I64:
    first = sheets.sentence_word
    a, b = places.sentence[a], places.sentence[b]
    return order_alike(sheets.word, (first[a], first[a + 1] - first[a]), (first[b], first[b + 1] - first[b]))


def _link_alike(partner: I64, score: I64, ranked: Cells) -> None:
    """Link cells, best first: first those that are alike anywhere, then twice those beside a link."""
    for times in range(1 + BESIDE_TIMES):
        able = (partner[ranked.a] == NONE) & (partner[ranked.b] == NONE)
        able &= beside(partner, ranked.a, ranked.b, BESIDE_REACH) if times else score >= ALIKE
        a, b = ranked.a[able], ranked.b[able]
        kept = one_to_one(a, b, len(partner))
        _link(partner, a[kept], b[kept])


def _framed(sheets: Sheets, places: Places, partner: I64, at: I64) -> tuple[I64, I64]:
    """Sentences with the same common words at the same places: word-by-word rewrites. One alone is chance."""
    at = at[partner[at] == NONE]
    at = at[sheets.frame[places.sentence[at]] != 0]
    code = np.zeros(len(places), np.uint64)
    code[at] = sheets.frame[places.sentence[at]]
    a, b, _ = matched(places, at, code)
    count = np.bincount(places.side[a] >> 1, minlength=1)[places.side[a] >> 1]
    enough = (count >= FRAMES_FROM) | (_links_of(places, partner)[places.side[a] >> 1] > 0)
    return a[enough], b[enough]


def _links_of(places: Places, partner: I64) -> I64:
    """How many links each pair has."""
    side = places.side[partner != NONE]
    return np.bincount(side[side & 1 == 0] >> 1, minlength=(int(places.side[-1]) >> 1) + 1)


def _link_kin(places: Places, partner: I64, score: I64, ranked: Cells) -> None:
    """In articles with much in common, link sentences that are each other's best and share much by themselves."""
    free = (partner[ranked.a] == NONE) & (partner[ranked.b] == NONE)
    score, ranked = score[free], ranked.of(free)
    able = mutually_best(ranked.a, ranked.b, len(partner)) & (score >= KIN) & (ranked.shared >= KIN_SHARED)
    able &= _links_of(places, partner)[places.side[ranked.a] >> 1] >= KIN_FROM
    _link(partner, ranked.a[able], ranked.b[able])


def _quotations(sheets: Sheets, places: Places, partner: I64, at: I64) -> tuple[I64, I64]:
    """A quotation that follows a link on both sides, where neither has another partner.

    A speaker's second sentence is often the one that a rewriting changes past all likeness.
    """
    a = at[(partner[at] == NONE) & (places.side[at] & 1 == 0)]
    a = a[partner[a - 1] != NONE]
    b = partner[a - 1] + 1
    both = (partner[b] == NONE) & (places.sentence[b] != NONE)
    a, b = a[both], b[both]
    both = _quoted(sheets, places.sentence[a])
    both[both] = _quoted(sheets, places.sentence[b[both]])
    a, b = a[both], b[both]
    alike = _order(sheets, places, a, b) >= QUOTATION_ALIKE
    return a[alike], b[alike]


def _quoted(sheets: Sheets, sentence: I64) -> Bools:
    """Whether most words of each sentence stand inside quotation marks."""
    size = sheets.sentence_word[sentence + 1] - sheets.sentence_word[sentence]
    quoted = (sheets.flags[ragged(sheets.sentence_word[sentence], size)] & QUOTED) != 0
    inside = np.bincount(np.repeat(np.arange(len(size)), size), weights=quoted, minlength=len(size))
    share, of = QUOTED_PART
    return np.asarray((size > 0) & (of * inside >= share * size))
