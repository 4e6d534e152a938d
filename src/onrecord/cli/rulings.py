"""What rulings did, in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from onrecord.cli.output import line, messages, put, results
from onrecord.cli.summary import print_rejected
from onrecord.model import Entry, Ruling
from onrecord.phrases import headline, plural, short_id, support
from onrecord.record import HeldRuling, open_record
from onrecord.telling.rulings import SAID, decided, minute, state_of

if TYPE_CHECKING:  # loading the engines takes longer than explaining an entry
    from onrecord.engines.ruling import RulingOutcome
    from onrecord.engines.ruling_files import ImportedRulings

MOST = 12  # entries that are named; one ruling seldom touches more


def print_outcome(outcome: RulingOutcome, record: Path) -> None:
    """Print a ruling that was made, and the entries that it touched as they were and as they are."""
    console, held = results(), outcome.ruling
    with open_record(record) as opened:
        digits = opened.digits()
    put(console, line((short_id(held.ruling.id, digits), "bold"), f"  {ruling_line(held, digits)}"))
    was, now = ({entry.id: _entry(entry, digits) for entry in some} for some in (outcome.before, outcome.after))
    _entries(console, "was", [text for id_, text in was.items() if now.get(id_) != text])
    _entries(console, "now", [text for id_, text in now.items() if was.get(id_) != text])
    if was == now:
        put(console, line(("on    ", "dim"), *_about(held.ruling, was)), 2)
    if was and not now:
        put(console, line(("now   in no entry; the findings stay in their tables", "dim")), 2)
    undo = f"take it back with: onrecord rule {record} undo {short_id(held.ruling.id, digits)} --why TEXT"
    messages().print(line(undo), soft_wrap=True)


def _entries(console: Console, word: str, texts: Sequence[str]) -> None:
    for text in texts[:MOST]:
        put(console, line((f"{word}   ", "dim"), text), 2)
    if texts[MOST:]:
        put(console, line(f"{word}   and {len(texts) - MOST} more"), 2)


def _entry(entry: Entry, digits: int) -> str:
    marks = " [accepted]" if entry.accepted else ""
    told = headline(entry.type, entry.fields, entry.stage)
    return f"{short_id(entry.id, digits)}  {told} ({support(entry)}){marks}"


def _about(one: Ruling, entries: Mapping[str, str]) -> list[str]:
    """What a ruling is on that shows in no entry's line: the entry, else what the person saw."""
    return [next(iter(entries.values())) if len(entries) == 1 and one.act != "settle" else one.shown]


def ruling_line(held: HeldRuling, digits: int) -> str:
    """A ruling as one line: what was decided, by whom, when, why, and whether it holds."""
    one = held.ruling
    state = f" [{state_of(held)}]" if state_of(held) else ""
    return short_id(f"{decided(one)}, by {one.by}, {minute(one)}: {one.reason}{state}", digits)


def print_imported(found: ImportedRulings, record: Path) -> None:
    """Print what came of files of rulings."""
    console = results()
    counts = f"{plural(len(found.new), 'new ruling')}, {found.known} known before, {len(found.rejected)} rejected"
    console.print(line((str(record), "bold"), f": {counts}"), soft_wrap=True)
    for state in ("overruled", "no longer there"):
        number = sum(one.state == state for one in found.new)
        if number:
            console.print(line(f"{number} of the new: {SAID[state]}"), soft_wrap=True)
    print_rejected(found.rejected)
    if found.new:
        console.print(line(f"see them with: onrecord show {record} rulings"), soft_wrap=True)


def print_history(console: Console, rulings: Sequence[HeldRuling], digits: int) -> None:
    """Print every ruling ever made on an entry or a finding."""
    if rulings:
        put(console, "")
        put(console, line(("Rulings", "bold underline")))
    for held in rulings:
        put(console, line(f"{short_id(held.ruling.id, digits)}  {ruling_line(held, digits)}"), 2)
