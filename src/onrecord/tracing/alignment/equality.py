"""Equal sentences: those that have the same words, or the same common words at the same places."""

from __future__ import annotations

import numpy as np

from onrecord.tracing.alignment.places import NONE, PLACE_MASK, Places, words_at
from onrecord.tracing.arrays import I64, U64, ragged
from onrecord.tracing.folding import scattered
from onrecord.tracing.sheets import Sheets

FEW_WORDS = 4
"""Shorter sentences ("Yes.", "he said.") tell nothing by themselves."""

FRAMES_FROM = 3


def equal_sentences(sheets: Sheets, places: Places) -> tuple[I64, I64]:
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


def drop_stray(sheets: Sheets, places: Places, partner: I64) -> None:
    """Very short sentences ("Yes.", "he said.") are linked only beside another link."""
    a = np.flatnonzero((partner != NONE) & (places.side & 1 == 0))
    a = a[words_at(sheets, places, a) < FEW_WORDS]
    b = partner[a]
    stray = (partner[a - 1] != b - 1) & (partner[a + 1] != b + 1)
    partner[a[stray]] = partner[b[stray]] = NONE


def equal_frames(sheets: Sheets, places: Places, partner: I64, at: I64) -> tuple[I64, I64]:
    """Sentences with the same common words at the same places: word-by-word rewrites. One alone is chance."""
    at = at[partner[at] == NONE]
    at = at[sheets.frame[places.sentence[at]] != 0]
    code = np.zeros(len(places), np.uint64)
    code[at] = sheets.frame[places.sentence[at]]
    a, b, _ = matched(places, at, code)
    count = np.bincount(places.side[a] >> 1, minlength=1)[places.side[a] >> 1]
    enough = (count >= FRAMES_FROM) | (links_of(places, partner)[places.side[a] >> 1] > 0)
    return a[enough], b[enough]


def links_of(places: Places, partner: I64) -> I64:
    """How many links each pair has."""
    side = places.side[partner != NONE]
    return np.bincount(side[side & 1 == 0] >> 1, minlength=(int(places.side[-1]) >> 1) + 1)


def matched(places: Places, at: I64, code: U64) -> tuple[I64, I64, I64]:
    """Places of one pair's two sides with equal codes: the first with the first, the second with the second.

    at: the places looked at. code: of every place. Gives the places on both sides, and how many meetings of places
    with this code there are in the pair (1: the match is the only one there can be).
    """
    # In 40 bits of code and 24 of place, so that one sort of numbers does; then the whole codes are compared.
    at = np.sort((code[at].view(np.int64) & ~PLACE_MASK) | at) & PLACE_MASK
    pair = places.side[at] >> 1
    same = (code[at[1:]] == code[at[:-1]]) & (pair[1:] == pair[:-1])
    at = at[np.append(same, False) | np.append(False, same)] if len(at) else at
    pair, codes, right = places.side[at] >> 1, code[at], places.side[at] & 1
    start = np.flatnonzero(np.append(True, (codes[1:] != codes[:-1]) | (pair[1:] != pair[:-1]))[: len(at)])
    if not len(start):
        return at, at, at
    there = np.add.reduceat(right, start)
    here = np.diff(np.append(start, len(at))) - there
    size = np.minimum(here, there)
    return at[ragged(start, size)], at[ragged(start + here, size)], np.repeat(here * there, size)
