"""Asking about one article that an index does not hold."""

from __future__ import annotations

import numpy as np

from onrecord.model import Article, Reuse, Trace
from onrecord.tracing.alignment.columns import Pairs
from onrecord.tracing.index.names import named_by
from onrecord.tracing.index.results import Met, Results
from onrecord.tracing.index.stages import Stages
from onrecord.tracing.index.store import Store
from onrecord.tracing.sheets import joined, taken


def traced(store: Store, results: Results | None, stages: Stages, article: Article) -> Trace:
    """The reuse of `article` with all articles of the store, and its derivations."""
    prepared = stages.prepare([article])
    none = np.zeros(0, np.uint64)
    met = Met(none, none) if results is None else results.met
    numbers, standing = stages.meet_one(store, prepared, met)
    others = [(number, each) for number, each in zip(numbers.tolist(), store.some(numbers), strict=True)]
    others = [(number, each) for number, each in others if each.id != article.id]
    numbers = np.array([number for number, _ in others], np.int64)
    articles = [*(each for _, each in others), article]
    sheets = joined([store.sheets(numbers), prepared.sheets]) if others else prepared.sheets
    own = len(others)
    sides = [(place, own) if articles[place].id < article.id else (own, place) for place in range(own)]
    pairs = Pairs(np.array([a for a, _ in sides], np.int64), np.array([b for _, b in sides], np.int64))
    found = stages.align(articles, sheets, pairs, standing) if own else ()
    reuse = sorted((each for each in found if each is not None), key=_ids)
    sharing = {place for place, each in enumerate(found) if each is not None}
    order = [*sorted(sharing), own] if sharing else [own]
    named = store.named(len(store)) | named_by([article])
    (derivations,) = stages.conclude(
        [articles[place] for place in order], taken(sheets, np.array(order)), [article.id], reuse, named
    )
    return Trace(tuple(reuse), tuple(derivations))


def _ids(reuse: Reuse) -> tuple[str, str]:
    return reuse.a, reuse.b
