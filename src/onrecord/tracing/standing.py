"""Standing text: what an outlet prints under or in its stories again and again, day after day.

An author's note, a newsletter's greeting, a line of background. It says nothing of who copied whom.
"""

from __future__ import annotations

import numpy as np

from onrecord.tracing.dates import NO_DAY
from onrecord.tracing.fingerprints import ARTICLE_BITS, ARTICLE_MASK, Fingerprints
from onrecord.tracing.folding import I64, U64

TIMES, DAYS = 3, 5
"""Text that one outlet prints in at least TIMES articles over at least DAYS days is standing text; the versions of
one story follow each other faster."""

TIMES_UNDATED = 8
"""The same where the articles have no dates."""


def standing_grams(prints: Fingerprints, outlet: I64, day: I64) -> U64:
    """The hashes of grams that are standing text of some outlet, sorted.

    outlet: as for `candidates`. day: of each article, as `days_of` gives it.
    """
    rows = prints.grams
    if len(rows) < TIMES:
        return np.zeros(0, np.uint64)
    feature = rows >> np.uint64(ARTICLE_BITS)
    article = (rows & ARTICLE_MASK).astype(np.int64)
    change = (feature[1:] != feature[:-1]) | (outlet[article[1:]] != outlet[article[:-1]])
    first = np.concatenate(([0], np.flatnonzero(change) + 1))
    size = np.diff(np.append(first, len(rows)))
    when = day[article]
    latest = np.maximum.reduceat(when, first)
    earliest = np.minimum.reduceat(when, first)
    dated = (earliest != NO_DAY) & (size >= TIMES) & (latest - earliest >= DAYS)
    undated = (latest == NO_DAY) & (size >= TIMES_UNDATED)
    return np.unique(rows[first[dated | undated]] & ~ARTICLE_MASK)
