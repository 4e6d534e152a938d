"""Observing: the day on which an article was first seen, the fourth of its clocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from onrecord.errors import BadInput, RecordError
from onrecord.model import Article
from onrecord.record import draft
from onrecord.record.gate import Gate
from onrecord.record.opening import open_to_read


def observation_day(given: str | None) -> str:
    """The day `given`, ISO 8601, else today's (UTC). Raises BadInput for what is no day."""
    if given is None:
        return datetime.now(UTC).date().isoformat()
    try:
        return date.fromisoformat(given).isoformat()
    except (TypeError, ValueError):
        raise BadInput(f"the day of observation is a day in ISO 8601 (2022-11-29), not {given!r}") from None


def observed(articles: Iterable[Article], place: Path, working: Gate, day: str) -> list[Article]:
    """`articles`, each with the first day on which it was seen.

    That is the day which its input gives, else `day`, but never later than what the record at `place`, or the
    working file that a killed run left, already holds for the same text.
    """
    held = _days(working)
    if draft.stands(place):
        try:
            standing = open_to_read(place)
        except RecordError:  # of another version, about to be replaced
            standing = None
        if standing is not None:
            try:
                for key, known in _days(standing).items():
                    held[key] = min(known, held.get(key, known))
            finally:
                standing.close()
    return [_first_seen(article, held.get((article.id, article.sha256)), day) for article in articles]


def without_repeats(new: Sequence[Article], old: Sequence[Article]) -> list[Article]:
    """The articles of `new` that are none of `old`, whenever they were seen."""
    known = {article.id: article for article in old}
    return [
        one for one in new if (held := known.get(one.id)) is None or replace(one, observed=held.observed) != held
    ]


def _first_seen(article: Article, held: str | None, day: str) -> Article:
    own = article.observed or day
    return replace(article, observed=min(own, held) if held else own)


def _days(gate: Gate) -> dict[tuple[str, str], str]:
    rows = gate.all(
        "see the days of observation", "SELECT id, sha256, observed FROM articles WHERE observed NOT NULL"
    )
    return {(str(id_), str(sha256)): str(day) for id_, sha256, day in rows}
