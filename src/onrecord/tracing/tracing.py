"""The face of tracing: a collection in, a Trace out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.model import Article, Reuse, Trace
from onrecord.tracing.candidates import candidates
from onrecord.tracing.dates import days_of
from onrecord.tracing.derivation import derivations
from onrecord.tracing.fingerprints import Fingerprints, fingerprints
from onrecord.tracing.folding import I64, U64
from onrecord.tracing.plain.headlines import with_headlines
from onrecord.tracing.plain.passages import reuse_of
from onrecord.tracing.plain.sheets import Sheet, sheet_of
from onrecord.tracing.rarity import Counts
from onrecord.tracing.standing import standing_grams

SHEETS = 4096  # laid-out articles that are kept at hand


def trace(articles: Sequence[Article]) -> Trace:
    """Who has whose passages in `articles`, and where each most likely came from.

    The result does not depend on the order of `articles`. Ids should be unique; of articles with one id, one stays.
    """
    ordered = sorted(
        {article.id: article for article in sorted(articles, key=_content)}.values(), key=_outlet_first
    )
    prints = fingerprints(ordered)
    reuse = reuses(ordered, prints)
    return Trace(tuple(reuse), tuple(derivations(ordered, reuse, prints.counts)))


def _content(article: Article) -> tuple[str, str, str]:
    return article.id, article.sha256, article.path or ""


def _outlet_first(article: Article) -> tuple[str, str]:
    return article.outlet or "", article.id


def reuses(ordered: Sequence[Article], prints: Fingerprints) -> list[Reuse]:
    """The reuse among articles that are ordered by outlet, then id; in the order of the pairs' ids."""
    outlet = _outlets(ordered)
    pairs = candidates(prints, outlet)
    desk = _Desk(ordered, prints.counts, standing_grams(prints, outlet, days_of(ordered)))
    out = []
    for first, second in zip(pairs.first.tolist(), pairs.second.tolist(), strict=True):
        a, b = (first, second) if ordered[first].id < ordered[second].id else (second, first)
        found = reuse_of(desk.sheet(a), desk.sheet(b))
        if found:
            out.append(with_headlines(found, desk.sheet(a), desk.sheet(b)))
    return sorted(out, key=lambda reuse: (reuse.a, reuse.b))


def _outlets(ordered: Sequence[Article]) -> I64:
    fresh = [
        index == 0 or article.outlet is None or article.outlet != ordered[index - 1].outlet
        for index, article in enumerate(ordered)
    ]
    return np.cumsum(np.array(fresh, dtype=np.int64))


class _Desk:
    """Lays articles out when they are asked for, and keeps the latest at hand."""

    def __init__(self, articles: Sequence[Article], counts: Counts, standing: U64) -> None:
        self._articles = articles
        self._counts = counts
        self._standing = standing
        self._sheets: dict[int, Sheet] = {}

    def sheet(self, index: int) -> Sheet:
        found = self._sheets.pop(index, None) or sheet_of(self._articles[index], self._counts, self._standing)
        self._sheets[index] = found
        if len(self._sheets) > SHEETS:
            self._sheets.pop(next(iter(self._sheets)))
        return found
