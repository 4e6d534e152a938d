"""Rings in the links from articles to their sources, found among very many links."""

from __future__ import annotations

import numpy as np

from onrecord.tracing.folding import I64, U64
from onrecord.tracing.index.results import parted

SIFTINGS = 50
"""Each shortens every chain at both its ends; chains longer than this are left to be looked at in full."""


def perhaps_in_rings(links: U64) -> I64:
    """The articles that may come from themselves by way of others: few, mostly none.

    links: each article's number << 24 | its source's. What nobody derives from, and what derives from nobody, lies
    in no ring, and falls away until nothing more does.
    """
    article, source = parted(links)
    for _ in range(SIFTINGS):
        kept = np.isin(source, article) & np.isin(article, source)
        if kept.all():  # there may be none left
            break
        article, source = article[kept], source[kept]
    return np.unique(article)
