"""Runs: equal words in a row that two articles share inside sentences that are not alike as wholes.

A quotation set into another sentence, a copy in a text without sentence marks, the part of a sentence that was
kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from onrecord.tracing.alignment.columns import Links, Pairs
from onrecord.tracing.alignment.rows import ROW, Ranges, meetings
from onrecord.tracing.alignment.stretches import Stretches
from onrecord.tracing.alignment.words import Words
from onrecord.tracing.arrays import I64, Bools, ragged
from onrecord.tracing.sheets import WEIGHT_UNIT, Sheets

RUN_WORDS, QUOTED_WORDS = 14, ROW
"""Words in a row inside otherwise different sentences are a name with its titles, or a stock phrase, up to
RUN_WORDS; where one side is a quotation, up to QUOTED_WORDS."""

LEAST_WEIGHT = int(30 * WEIGHT_UNIT)
"""What a run must tell: a clause with about four content words."""

MOST_RUNS = 1_000
"""Of one pair the longest are taken; more are found only where one text repeats itself on and on."""


class Run(NamedTuple):
    """`size` equal words from word `a` of one article and word `b` of the other."""

    a: int
    b: int
    size: int


def runs(sheets: Sheets, pairs: Pairs, links: Links, standing: Bools, words: Words) -> Stretches:
    """The runs of each pair among sentences that are neither linked nor standing text, in the order of the first.

    standing: (sentences) whether each is standing text.
    """
    a = _free(sheets, pairs.first, links.pair, (links.a, links.a_end), standing)
    b = _free(sheets, pairs.second, links.pair, (links.b, links.b_end), standing)
    pair, at_a, at_b, size = _diagonals(*meetings(words.rows, a, b))
    kept = _tell(words, at_a, at_b, size)
    pair, at_a, at_b, size = _apart(words, pair[kept], at_a[kept], at_b[kept], size[kept])
    order = np.lexsort((at_a, pair))
    pair, at_a, at_b, size = pair[order], at_a[order], at_b[order], size[order]
    begin, end = sheets.begin, sheets.end
    return Stretches(
        pair,
        at_a,
        at_a + size,
        at_b,
        at_b + size,
        begin[at_a].astype(np.int64),
        end[at_a + size - 1].astype(np.int64),
        begin[at_b].astype(np.int64),
        end[at_b + size - 1].astype(np.int64),
    )


def _tell(words: Words, a: I64, b: I64, size: I64) -> Bools:
    """Which runs tell something."""
    quotation = words.are_quotations(a, a + size) | words.are_quotations(b, b + size)
    least = np.where(quotation, QUOTED_WORDS, RUN_WORDS)
    return np.asarray((size >= least) & (words.told[a + size] - words.told[a] >= LEAST_WEIGHT))


def _free(sheets: Sheets, article: I64, pair: I64, linked: tuple[I64, I64], standing: Bools) -> Ranges:
    """The stretches of words of one side of each pair that no link holds, without standing text.

    article: (pairs) the side's article. pair, linked: of each link, its pair and its sentences on this side.
    """
    first = sheets.sentence_from[article]
    size = sheets.sentence_from[article + 1] - first
    start = np.cumsum(size + 1) - size  # a gap, then the pair's sentences
    free = np.zeros(int(np.sum(size + 1)) + 1, np.bool_)
    free[ragged(start, size)] = ~standing[ragged(first, size)] if standing.any() else True
    begin, end = linked
    free[ragged(begin - first[pair] + start[pair], end - begin)] = False
    edges = np.flatnonzero(free[1:] != free[:-1]) + 1
    begins, ends = edges[::2], edges[1::2]
    of = np.searchsorted(start, begins, side="right") - 1
    shift = first[of] - start[of]
    return Ranges(of, sheets.sentence_word[begins + shift], sheets.sentence_word[ends + shift])


def _diagonals(pair: I64, at_a: I64, at_b: I64) -> tuple[I64, I64, I64, I64]:
    """Meetings of rows that go on on both sides, as one: the pair, both places, the number of words."""
    order = np.lexsort((at_a, at_a - at_b, pair))
    pair, at_a, at_b = pair[order], at_a[order], at_b[order]
    on = (pair[1:] == pair[:-1]) & (at_a[1:] == at_a[:-1] + 1) & (at_b[1:] == at_b[:-1] + 1)
    first = np.flatnonzero(np.append(True, ~on)[: len(pair)])
    size = np.diff(np.append(first, len(pair))) + ROW - 1
    return pair[first], at_a[first], at_b[first], size


def _apart(words: Words, pair: I64, at_a: I64, at_b: I64, size: I64) -> tuple[I64, I64, I64, I64]:
    """Without overlaps: in pairs where runs overlap, the longest goes first, and others give way."""
    tangled = np.zeros(int(pair.max(initial=-1)) + 1, np.bool_)
    for at in (at_a, at_b):
        order = np.lexsort((at, pair))
        same = pair[order[1:]] == pair[order[:-1]]
        over = same & (at[order[1:]] < at[order[:-1]] + size[order[:-1]])
        tangled[pair[order[1:]][over]] = True
    if not tangled.any():
        return pair, at_a, at_b, size
    clear = ~tangled[pair]
    rows = [(pair[clear], at_a[clear], at_b[clear], size[clear])]
    for number in np.flatnonzero(tangled).tolist():
        of = np.flatnonzero(pair == number)
        found = [Run(*run) for run in zip(at_a[of].tolist(), at_b[of].tolist(), size[of].tolist(), strict=True)]
        kept = np.array(list(_longest_first(found, words)), np.int64).reshape(-1, 3)
        rows.append((np.full(len(kept), number), kept[:, 0], kept[:, 1], kept[:, 2]))
    pair, at_a, at_b, size = (np.concatenate(column) for column in zip(*rows, strict=True))
    return pair, at_a, at_b, size


def _longest_first(found: list[Run], words: Words) -> Iterator[Run]:
    first_a, first_b = min(run.a for run in found), min(run.b for run in found)
    used_a = np.zeros(max(run.a + run.size for run in found) - first_a, np.bool_)
    used_b = np.zeros(max(run.b + run.size for run in found) - first_b, np.bool_)
    for run in sorted(found, key=lambda run: (-run.size, run))[:MOST_RUNS]:
        here = slice(run.a - first_a, run.a - first_a + run.size)
        there = slice(run.b - first_b, run.b - first_b + run.size)
        left, size = _longest_gap(used_a[here] | used_b[there])
        part = Run(run.a + left, run.b + left, size)
        if size >= QUOTED_WORDS and _tell(words, *(np.array([each]) for each in part))[0]:
            used_a[part.a - first_a : part.a - first_a + size] = True
            used_b[part.b - first_b : part.b - first_b + size] = True
            yield part


def _longest_gap(blocked: Bools) -> tuple[int, int]:
    """Where the longest stretch that is not blocked begins, and its size."""
    edges = np.flatnonzero(np.append(np.append(True, blocked), True))
    gaps = np.diff(edges) - 1
    best = int(gaps.argmax())
    return int(edges[best]), int(gaps[best])
