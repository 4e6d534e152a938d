"""The face of tracing: a collection in, a Trace out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.model import Article, Trace
from onrecord.tracing.alignment.align import aligned
from onrecord.tracing.alignment.columns import Pairs
from onrecord.tracing.dates import days_of
from onrecord.tracing.derivation import derivations
from onrecord.tracing.folding import I64
from onrecord.tracing.pairing.candidates import paired
from onrecord.tracing.pairing.collection import Collection, HeldFeatures, held_of, whole_rows
from onrecord.tracing.preparing import Prepared, prepared

UNDATED = "9999"  # after all that is dated


def trace(articles: Sequence[Article]) -> Trace:
    """Who has whose passages in `articles`, and where each most likely came from.

    The result does not depend on the order of `articles`. Ids should be unique; of articles with one id, one stays.
    """
    ordered = list({article.id: article for article in sorted(articles, key=_content)}.values())
    laid_out = prepared(ordered)
    pairing = paired(collection_of(laid_out))
    # The articles are in the order of their ids, so the smaller number of a pair is the smaller id.
    pairs = Pairs(pairing.candidates.first, pairing.candidates.second)
    reuse = [each for each in aligned(ordered, laid_out.sheets, pairs, pairing.standing) if each is not None]
    return Trace(tuple(reuse), tuple(derivations(ordered, reuse, sheets=laid_out.sheets)))


def _content(article: Article) -> tuple[str, str, str]:
    return article.id, article.sha256, article.path or ""


def collection_of(batch: Prepared) -> Collection:
    """A batch as the candidate stage looks at it."""
    prints, articles = batch.prints, batch.articles
    return Collection(
        grams=(HeldFeatures(prints.grams),),
        terms=(HeldFeatures(prints.terms),),
        frames=(HeldFeatures(prints.frames),),
        same=(HeldFeatures(whole_rows(prints.whole)),),
        rate=prints.rate,
        words=prints.words,
        held=held_of(prints.grams, len(articles)),
        outlet=_outlets(articles),
        day=days_of(articles),
        rank=_ranks(articles),
    )


def _outlets(articles: Sequence[Article]) -> I64:
    numbers: dict[str, int] = {}
    return np.array(
        [numbers.setdefault(each.outlet, len(numbers)) if each.outlet else -1 for each in articles], np.int64
    )


def _ranks(articles: Sequence[Article]) -> I64:
    order = sorted(range(len(articles)), key=lambda at: (articles[at].published or UNDATED, articles[at].id))
    rank = np.empty(len(articles), np.int64)
    rank[order] = np.arange(len(articles))
    return rank
