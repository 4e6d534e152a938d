"""A record as of a day: what it would have said then of what was on record.

What belongs together stays today's judgement: the findings of an entry are those of today's entry that were on
record. All that the entry says is concluded anew from them: origins, standing values, the ladder, wordings. Rulings
are judgement too: by the clock of publication all of them count, by that of observation those made by the day.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import BadInput
from onrecord.model import Article, Entry, Statement
from onrecord.record import loading, writing
from onrecord.record.as_of import CLOCKS, AsOf, Clock, hide_later, members, rulings_by
from onrecord.record.gate import Gate
from onrecord.record.opening import open_to_read
from onrecord.record.record import Record, open_record
from onrecord.record.searching import index_changed
from onrecord.record.tracing import load_trace
from onrecord.record.values import statement_from

if TYPE_CHECKING:
    from onrecord.reconciliation.located import Located


def open_as_of(path: str | os.PathLike[str], day: str, clock: str = "published", *, shared: bool = False) -> Record:
    """Open a record file as of a day: what was on record when that day ended. The file is not changed.

    day:   ISO 8601 ("2023-01-20").
    clock: which day of an article counts: `published`, or `observed`, the day on which it was first seen. An
           article without that day is left out; `Record.as_of` says how many were.
    shared: several threads will use it, one at a time.
    Raises BadInput for what is no day or no clock, RecordError as `open_record` does.
    """
    wanted, by = checked(day, clock)
    laid: list[AsOf] = []

    def prepare(gate: Gate) -> None:
        laid.append(hide_later(gate, wanted, by))
        _write_anew(gate, wanted)
        _rule(gate, wanted if by == "observed" else None)
        index_changed(gate)

    gate = open_to_read(Path(path), prepare=prepare, shared=shared)
    return Record(gate, laid[0])


def checked(day: str, clock: str) -> tuple[str, Clock]:
    """A day and a clock that there are. Raises BadInput for others."""
    return _day(day), _clock(clock)


def opened(path: Path, as_of: str | None, clock: str | None) -> Record:
    """The record at `path`; as of a day where one is given.

    Raises BadInput for a clock without a day, and what `open_record` and `open_as_of` raise.
    """
    if as_of is not None:
        return open_as_of(path, as_of, clock or "published")
    if clock is not None:
        raise BadInput("clock says by which day of an article as_of counts: give as_of too")
    return open_record(path)


def _day(given: str) -> str:
    try:
        if date.fromisoformat(given).isoformat() == given:
            return given
    except (TypeError, ValueError):
        pass
    raise BadInput(f"a record is shown as of a day in ISO 8601 (2023-01-20), not {given!r}")


def _clock(given: str) -> Clock:
    if given not in CLOCKS:
        raise BadInput(f"there is no clock {given!r}; there are {', '.join(CLOCKS)}")
    return given


def _write_anew(gate: Gate, day: str) -> None:
    """Write what is concluded anew from what was on record: entries that were there in part, and who speaks."""
    from onrecord.reconciliation.speakers.known import known_speakers

    writing.write_speakers(gate, known_speakers(_speakers_words(gate)))
    groups = members(gate)
    if groups:
        articles = {one.id: one for one in loading.load_articles(gate, loading.ids(gate, "articles"))}
        texts = {id_: article.text for id_, article in articles.items()}
        writing.write_entries(gate, _made_anew(gate, groups, articles, day), texts)


def _rule(gate: Gate, day: str | None) -> None:
    """Lay the rulings that were made by a day (None: all) over what was concluded without any."""
    rulings = rulings_by(gate, day)
    if rulings:
        from onrecord.engines.applying import apply

        gate.all("what goes takes along what hangs on it", "PRAGMA foreign_keys = ON")
        apply(gate, rulings)


def _speakers_words(gate: Gate) -> Iterator[Statement]:
    """The statements of then with their speakers; who says how much takes no more of them."""
    for row in gate.each("read who speaks", "SELECT * FROM statements"):
        yield statement_from(row, {}, {})


def _made_anew(
    gate: Gate, groups: Mapping[str, Sequence[str]], articles: Mapping[str, Article], day: str
) -> Iterator[Entry]:
    """Entries from their findings of then, under their ids of today."""
    from onrecord.reconciliation.located import located
    from onrecord.reconciliation.making import Maker

    told = {id_ for ids in groups.values() for id_ in ids}
    there = sorted({one.article for one in loading.load_finding_values(gate, sorted(told)).values()})
    statements = (one for found in loading.load_findings(gate, there) for one in found.statements)
    maker = Maker(articles, statements, load_trace(gate))
    for id_, ids in groups.items():
        found = loading.by_article(loading.load_finding_values(gate, ids).values())
        group = located([articles[one.article] for one in found], found)
        if group:
            yield replace(_up_to(day, group, maker.entry), id=id_)


def _up_to(day: str, group: Sequence[Located], made: Callable[[Sequence[Located]], Entry]) -> Entry:
    """The entry of a group without rungs that were still ahead: what is told for a later day has not happened."""
    entry = made(group)
    ahead = {one for rung in entry.ladder if _ahead(rung.date, day) for one in rung.findings}
    if not ahead:
        return entry
    there = [each for each in group if each.id not in ahead]
    reached = made(there) if there else replace(entry, ladder=(), stage=None)
    return replace(entry, ladder=reached.ladder, stage=reached.stage)


def _ahead(reported: str | None, day: str) -> bool:
    return reported is not None and reported[:10] > day[: len(reported[:10])]
