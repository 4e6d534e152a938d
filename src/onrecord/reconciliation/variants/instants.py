"""When articles were published, as far as that can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from onrecord.model import Article
from onrecord.reconciliation.variants.printings import Printing

TO_THE_MINUTE = len("2023-01-10T12:00")


def instant(article: Article) -> datetime | None:
    """The moment of publication in UTC; None unless it is known to the minute and with its zone."""
    stamp = article.published or ""
    if len(stamp) < TO_THE_MINUTE:
        return None
    try:
        moment = datetime.fromisoformat(stamp)
        return moment.astimezone(UTC) if moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def earliest_first(found: Iterable[Printing]) -> list[Printing]:
    """Printings by the day of publication, then by the moment where it is known, then by article and place."""
    return sorted(found, key=_order)


def _order(each: Printing) -> tuple[str, str, tuple[str, str, int, str]]:
    first = each.findings[0]
    moment = instant(first.article)
    known = moment.isoformat() if moment else (first.article.published or "")
    return (moment.date().isoformat() if moment else first.order[0], known, first.order)


def lead(first: datetime, second: datetime) -> str:
    """How much earlier the first is, in words."""
    minutes = int((second - first).total_seconds() // 60)
    for size, name in ((1440, "day"), (60, "h"), (1, "min")):
        if minutes >= size:
            number = minutes // size
            return f"{number} {name}{'s' if name == 'day' and number > 1 else ''}"
    return "less than a minute"
