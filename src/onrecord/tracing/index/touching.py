"""What new articles touch of what was found before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.model import Article
from onrecord.tracing.arrays import among
from onrecord.tracing.fingerprints import ARTICLE_MASK
from onrecord.tracing.folding import I64, U64, Bools
from onrecord.tracing.index.names import Named
from onrecord.tracing.index.planning import Neighbours, parts_of_articles
from onrecord.tracing.index.results import Met, Results, parted
from onrecord.tracing.index.stages import Stages
from onrecord.tracing.index.store import Store


@dataclass(frozen=True, slots=True)
class Touched:
    """What is to be found anew.

    fresh: candidate pairs to be aligned, anew or for the first time. kept: which of the old reuse stays as it is.
    articles: in order, those whose derivations may be others now.
    """

    fresh: U64
    kept: Bools
    articles: I64


def touched(store: Store, before: int, old: Results | None, met: Met, stages: Stages) -> Touched:
    """What the articles from number `before` on touch. old: what was found without them. met: pairs with them."""
    new = np.arange(before, len(store))
    if old is None:
        return Touched(met.pairs, np.zeros(0, np.bool_), new)
    stale = _with_changed_standing(store, old.met, met)
    fresh = met.pairs[~among(met.pairs, old.met.pairs) | among(met.pairs, stale)]
    kept = among(old.reuse.keys, met.pairs) & ~among(old.reuse.keys, stale)
    renamed = _renamed(store, before, stages)
    partners = Neighbours(old.reuse.keys[kept], len(store)).pairs_of(renamed)
    pairs = np.concatenate((fresh, old.reuse.keys[~kept], partners))
    return Touched(fresh, kept, np.unique(np.concatenate((new, renamed, *parted(pairs)))))


def _with_changed_standing(store: Store, old: Met, new: Met) -> U64:
    """The old pairs of which an article carries a gram that has become standing text, or has ceased to be."""
    changed = np.setxor1d(old.standing, new.standing)
    if not len(changed):
        return np.zeros(0, np.uint64)
    carries = np.zeros(len(store), np.bool_)
    carries[(store.rows_of("grams", changed) & ARTICLE_MASK).astype(np.int64)] = True
    first, second = parted(old.pairs)
    return old.pairs[carries[first] | carries[second]]


def _renamed(store: Store, before: int, stages: Stages) -> I64:
    """The old articles that name other sources now, as names have come in."""
    old, new = store.named(before), store.named(len(store))
    if new == old:
        return np.zeros(0, np.int64)
    other: list[int] = []
    maybe = _perhaps_renamed(store, before, (old, new), stages)
    for numbers in parts_of_articles(store.articles["words"].astype(np.int64), maybe):
        articles = store.some(numbers)
        earlier, now = stages.credited(articles, old), stages.credited(articles, new)
        other += [number for number, a, b in zip(numbers.tolist(), earlier, now, strict=True) if a != b]
    return np.array(other, np.int64)


def _perhaps_renamed(store: Store, before: int, names: tuple[Named, Named], stages: Stages) -> I64:
    """The old articles whose text holds a new outlet's name, and those of the outlets that may be a new agency."""
    old, new = names
    outlets = [name.removeprefix("The ") for name in sorted(new.outlets - old.outlets)]
    found = store.mentioning([name for name in outlets if name], before)
    if new.wires == old.wires:
        return found
    shown = sorted(old.outlets)
    stubs = [Article(id="", text="", sha256="", outlet=outlet) for outlet in shown]
    earlier, now = (stages.credited(stubs, each) for each in names)
    others = [outlet for outlet, a, b in zip(shown, earlier, now, strict=True) if a != b]
    return np.union1d(found, store.of_outlets(others, before))
