"""A ruling that was not written: what stood in its way, with all that the reviewer had typed, to go on from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Ruling
from onrecord.pages.kinds import PageKind
from onrecord.pages.site import Notice
from onrecord.phrases import headline
from onrecord.record import HeldRuling, Record
from onrecord.record.entries import load_entries
from onrecord.record.rulings.held import held_rulings
from onrecord.record.rulings.seen import Meanwhile, seen
from onrecord.telling.rulings import decided, minute, state_of

TYPED: Mapping[str, str] = {"value": "The right value", "other_id": "Id of the other entry", "why": "Reason"}
"""Fields that a reviewer types, and what they are called."""
CHOSEN: Mapping[str, str] = {
    "field": "Field", "offer": "Value", "choice": "Who is right", "other": "The other entry", "finding": "Findings",
}  # fmt: skip
"""Fields that a reviewer chooses."""
SIDES: Mapping[str, str] = {"a": "side a", "b": "side b"}
ACTS: Mapping[str, str] = {
    "accept": "Accept", "reject": "Reject", "correct": "Correct", "split": "Split", "merge": "Merge",
    "settle": "Settle", "undo": "Undo",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MadeMeanwhile:
    """A ruling that somebody made after the reviewer had opened the entry."""

    id: str
    by: str
    at: str
    told: str
    reason: str
    state: str


@dataclass(frozen=True, slots=True)
class EntryNow:
    """An entry in which what was ruled on stands now, as a line."""

    id: str
    told: str


@dataclass(frozen=True, slots=True)
class AgainPage:
    """What the page shows.

    title, message: what stood in the way, and the mend.
    meanwhile: rulings that others made; `entries`: where the findings are now.
    act, label: what was to be ruled, and what it is called on its button.
    hidden:  what the form held and carries along. chosen: what the reviewer chose of it, as (label, value).
    typed:   what they typed, as (name, label, value).
    choose:  the entry is gone, and one of `entries` is to be chosen in its place.
    possible: there is still something to rule on.
    """

    title: str
    message: str
    meanwhile: tuple[MadeMeanwhile, ...]
    entries: tuple[EntryNow, ...]
    act: str
    label: str
    hidden: tuple[tuple[str, str], ...]
    chosen: tuple[tuple[str, str], ...]
    typed: tuple[tuple[str, str, str], ...]
    choose: bool
    possible: bool


@dataclass(frozen=True, slots=True)
class AgainQuery:
    """Nothing was asked for."""


def make_again(
    record: Record, fields: Mapping[str, Sequence[str]], title: str, message: str, found: Meanwhile | None = None
) -> AgainPage:
    """The page for a form that was not taken.

    fields: those of the form. found: what others did meanwhile, where that is why; the form that the page then
    offers says that the reviewer has seen it.
    """
    here = [] if found is None else list(load_entries(record.gate, found.entries))
    entries = tuple(EntryNow(one.id, headline(one.type, one.fields, one.stage)) for one in here)
    on = _first(fields, "on")
    lost = found is not None and on.startswith("e-") and on not in [one.id for one in entries]
    kept = {name: values for name, values in fields.items() if name != "token" and name not in TYPED}
    if found is not None and (entries or not lost):
        kept["seen"] = [str(seen(record.gate, entries[0].id if entries else on))]
    if lost:
        kept.pop("on", None)
    act = _first(fields, "act")
    return AgainPage(
        title,
        message,
        () if found is None else tuple(_made(one) for one in found.rulings),
        entries,
        act,
        ACTS.get(act, act),
        tuple((name, one) for name, values in kept.items() for one in values if one),
        tuple(_chosen(fields)),
        tuple((name, label, _first(fields, name)) for name, label in TYPED.items() if name in fields),
        lost and bool(entries),
        bool(entries) or not lost,
    )


def _chosen(fields: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for name, label in CHOSEN.items():
        values = [one for one in fields.get(name, ()) if one]
        if values and not (name == "field" and _first(fields, "offer")):
            yield label, ", ".join(SIDES.get(one, one) for one in values)


def _first(fields: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(fields.get(name, ())), "")


def _made(held: HeldRuling) -> MadeMeanwhile:
    one = held.ruling
    return MadeMeanwhile(one.id, one.by, minute(one), _told(one), one.reason, state_of(held))


def _told(one: Ruling) -> str:
    return f"{decided(one)}: {one.shown}" if one.shown else decided(one)


def notice_of(record: Record, ruling: str, address: str | None) -> Notice | None:
    """What is said of a ruling that was just made; None where the record has none of this id."""
    found = held_rulings(record.gate, [ruling])
    if not found:
        return None
    one = found[0].ruling
    said = f"Taken back: {one.shown}" if one.act == "undo" else f"Written: {_told(one)}"
    return Notice(ruling, found[0].state, said, address)


AGAIN = PageKind(
    name="again", path="", query=AgainQuery, page=AgainPage, make=lambda _record, _query: None, every=lambda _: (),
    doc="A ruling that was not written.", live=True,
)  # fmt: skip
