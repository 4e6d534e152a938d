"""Judging: all signs about each pair of articles that share passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise

import numpy as np

from onrecord.model import Article, Reason, Reuse
from onrecord.tracing.credits import Credits
from onrecord.tracing.derivation.belonging import belonging, both_cut, foreign, lifted
from onrecord.tracing.derivation.comparing import PART, Counted, counted
from onrecord.tracing.derivation.outside import credited, dated, fuller, named, placed, updated
from onrecord.tracing.derivation.signs import DECIDED, Judged, Sign, judged
from onrecord.tracing.derivation.texts import LaidOut, LayOut, told
from onrecord.tracing.derivation.wording import (
    COMPARED_WORDS,
    SHOWN_WORDS,
    both_changed,
    changes,
    kept,
    kept_reason,
    rarer,
    reported,
)

PAIRS = 256  # laid out at a time
WORDS = 80_000  # compared at a time: what is counted of them stays in a processor's cache
WHOLE = 0.985
"""Where both stories are covered so far and all is verbatim, the words tell nothing."""


def judged_pairs(
    reuse: Iterable[Reuse], articles: Mapping[str, Article], sources: Mapping[str, Credits], lay_out: LayOut
) -> Iterator[Judged]:
    """Each of `reuse` with the signs about it, in order.

    articles, sources: at least of the articles that `reuse` is about, by id.
    """
    left = iter(reuse)
    while batch := list(islice(left, PAIRS)):
        telling = [each for each in batch if _words_tell(each) and not _settled(sources[each.a], sources[each.b])]
        names = sorted({name for each in telling for name in (each.a, each.b)})
        laid_out = lay_out([articles[name] for name in names])
        words = {(each.a, each.b): found for each, found in zip(telling, _counted(telling, laid_out), strict=True)}
        for each in batch:
            a, b = articles[each.a], articles[each.b]
            signs = list(_around(each, a, b, (sources[a.id], sources[b.id])))
            if (a.id, b.id) in words:
                yield _in_words(each, (a, b), signs, words[a.id, b.id], laid_out)
            else:
                yield judged(each, signs, 0.0, None)


def _words_tell(reuse: Reuse) -> bool:
    return max(reuse.coverage_a, reuse.coverage_b) < WHOLE or any(
        passage.relation != "verbatim" for passage in reuse.passages
    )


def _settled(a: Credits, b: Credits) -> bool:
    """Whether both credit one agency: then neither has it from the other, whatever else speaks."""
    one, two = a.whole, b.whole
    return one is not None and two is not None and one.name == two.name and not (one.published or two.published)


def _counted(reuse: Sequence[Reuse], laid_out: LaidOut) -> Iterator[Counted]:
    """What the words say of each of `reuse`, counted for a few pairs at a time."""
    places = [np.array([laid_out.place[name] for name in names], np.int64) for names in
              ([each.a for each in reuse], [each.b for each in reuse])]  # fmt: skip
    size = np.diff(laid_out.sheets.word_from)
    batch = np.cumsum(size[places[0]] + size[places[1]]) // WORDS
    edges = np.flatnonzero(np.diff(batch, prepend=-1, append=-1)).tolist() if len(batch) else []
    for begin, end in pairwise(edges):
        part = slice(begin, end)
        yield from counted(laid_out.sheets, (places[0][part], places[1][part]), reuse[part])


def _around(reuse: Reuse, a: Article, b: Article, sources: tuple[Credits, Credits]) -> Iterator[Sign]:
    """The signs that no words need be compared for."""
    one_outlet = a.outlet is not None and a.outlet == b.outlet
    yield from dated(a, b)
    yield from named(a, b, sources)
    yield from credited(sources, reuse)
    yield from fuller(reuse, one_outlet)
    yield from placed(a, b, reuse)
    if max(reuse.coverage_a, reuse.coverage_b) < PART:
        yield from lifted(a, b, reuse.passages)
    if one_outlet:
        yield from updated(a, b)


def _in_words(
    reuse: Reuse, pair: tuple[Article, Article], signs: list[Sign], words: Counted, laid_out: LaidOut
) -> Judged:
    """The pair judged with the signs in its words; these are put into words only where they count."""
    signs += reported(words, reuse.passages)
    part = max(reuse.coverage_a, reuse.coverage_b) < PART
    weights = {"belonging": belonging(words) if part else 0.0, "wording": kept(words)}
    score = sum([sign.weight for sign in signs]) + sum(weights.values())
    apart = both_changed(words) or both_cut(words, min(reuse.coverage_a, reuse.coverage_b))
    undecided = abs(score) < DECIDED
    if not words.differ if undecided else not any(weights.values()):
        return judged(reuse, [*signs, *_unsaid(weights)], words.differ, apart)
    a, b = told(pair[0], laid_out), told(pair[1], laid_out)
    copied = [passage.relation == "verbatim" for passage in reuse.passages]
    if undecided and words.differ:
        signs += rarer(a, b, changes(a, b, words, copied, COMPARED_WORDS))
        score = sum([sign.weight for sign in signs]) + sum(weights.values())
    if weights["wording"] * score > 0:
        found = changes(a, b, words, copied, SHOWN_WORDS)
        side = (a, b, found) if score > 0 else (b, a, found.turned)
        signs.append(Sign(weights.pop("wording"), kept_reason(*side)))
    if weights["belonging"] * score > 0:
        rows = words.rows_a, words.rows_b
        reason = foreign(a, b, *rows) if score > 0 else foreign(b, a, *rows[::-1])
        signs.append(Sign(weights.pop("belonging"), reason))
    return judged(reuse, [*signs, *_unsaid(weights)], words.differ, apart)


def _unsaid(weights: Mapping[str, float]) -> Iterator[Sign]:
    """Signs that no reader will see: the pair is undecided, or decided against them."""
    for kind, weight in weights.items():
        if weight:
            yield Sign(weight, Reason(kind, "outweighed"))
