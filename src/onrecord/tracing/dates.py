"""Dates of publication, compared as far as they say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import numpy as np

from onrecord.model import Article
from onrecord.tracing.folding import I64

NO_DAY = -1
DAY = 86_400.0  # seconds


def days_of(articles: Sequence[Article]) -> I64:
    """The day each article was published, as a number; NO_DAY where that is not known to the day."""
    stamps = [(article.published or "")[:10] for article in articles]
    return np.array([_day(stamp) for stamp in stamps], dtype=np.int64)


def _day(stamp: str) -> int:
    try:
        return date.fromisoformat(stamp).toordinal()
    except ValueError:
        return NO_DAY


def published_gap(one: str | None, two: str | None) -> float | None:
    """Seconds from `two` to `one`, 0.0 when they are equal as far as the coarser says, None when not comparable."""
    if not one or not two:
        return None
    if "T" not in one or "T" not in two:
        size = min(len(one.split("T")[0]), len(two.split("T")[0]))
        one, two = one[:size], two[:size]
        if one == two:
            return 0.0
    first, second = _moment(one), _moment(two)
    return (first - second).total_seconds() if first and second else None


def _moment(stamp: str) -> datetime | None:
    full = stamp + "-01-01"[len(stamp) - 4 :] if len(stamp) in (4, 7) else stamp
    try:
        moment = datetime.fromisoformat(full)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def zoned(stamp: str | None) -> bool:
    """Whether a time of publication says its time zone."""
    return stamp is not None and "T" in stamp and (stamp[-1] in "Zz" or "+" in stamp[10:] or "-" in stamp[10:])
