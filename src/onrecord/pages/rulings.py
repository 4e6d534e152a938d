"""Every ruling: who decided what, when and why, and what has come of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.errors import BadInput
from onrecord.model import ACTS, RULING_STATES
from onrecord.pages.kinds import PageKind, Tables
from onrecord.pages.rulings_shown import ShownRuling, shown_ruling
from onrecord.phrases import headline
from onrecord.record import HeldRuling, Record
from onrecord.record.entries import load_entries
from onrecord.record.rulings.held import held_row, held_rulings
from onrecord.record.rulings.index import RulingIndex

SIZE = 100  # rulings of one page


@dataclass(frozen=True, slots=True)
class RulingsQuery:
    """What the page is asked for. Rulings that are all that is given.

    by:    of one person, by the name that they ruled under.
    act:   accept, reject, merge, split, correct, settle or undo.
    state: holds, undone, overruled or no longer there.
    page:  the number of the page, from 1.
    """

    by: str | None = None
    act: str | None = None
    state: str | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class RulingOn:
    """A ruling and what it is on.

    about: id of the entry that it is on as the record stands, of a finding that is in none, or of a disagreement;
           None where that is no longer there. kind: "entry" or "disagreement", the page that shows it.
    told:  that in one line as it is now; else what the person saw.
    """

    ruling: ShownRuling
    about: str | None
    kind: str
    told: str


@dataclass(frozen=True, slots=True)
class RulingsPage:
    """One page of rulings, the latest first.

    every: how many the record has; found: how many were asked for; last: the number of the last page.
    people, acts, states: each with how many rulings there are of it.
    """

    rulings: tuple[RulingOn, ...]
    every: int
    found: int
    page: int
    last: int
    people: tuple[tuple[str, int], ...]
    acts: tuple[tuple[str, int], ...]
    states: tuple[tuple[str, int], ...]


def make(record: Record, query: RulingsQuery) -> RulingsPage:
    """The page. Raises BadInput for an act or a state that there is none of."""
    ids = _chosen(record, query)
    here = ids[(query.page - 1) * SIZE : query.page * SIZE]
    held = {one.ruling.id: one for one in held_rulings(record.gate, here)}
    shown = [held[id_] for id_ in here]
    return RulingsPage(
        rulings=_on(record, shown),
        every=sum(number for _, number in _counted(record, "act")),
        found=len(ids),
        page=query.page,
        last=max(1, -(-len(ids) // SIZE)),
        people=_counted(record, "by"),
        acts=_counted(record, "act"),
        states=_counted(record, "state"),
    )


def _chosen(record: Record, query: RulingsQuery) -> list[str]:
    """Ids of the rulings that were asked for, the latest first."""
    for name, value, known in (("act", query.act, ACTS), ("state", query.state, RULING_STATES)):
        if value and value not in known:
            raise BadInput(f"there is no {name} {value!r}; there are {', '.join(known)}")
    if query.page < 1:
        raise BadInput(f"pages are numbered from 1; there is none of number {query.page}")
    given = {name: value for name in ("by", "act", "state") if (value := getattr(query, name))}
    where = " AND ".join(f'"{name}" = :{name}' for name in given) or "1"
    sql = f"SELECT id FROM rulings WHERE {where} ORDER BY at DESC, id DESC"
    return [str(id_) for (id_,) in record.gate.all("choose rulings", sql, given)]


def _counted(record: Record, column: str) -> tuple[tuple[str, int], ...]:
    sql = f'SELECT "{column}", count(*) FROM rulings GROUP BY 1 ORDER BY 2 DESC, 1'
    return tuple((str(name), int(number or 0)) for name, number in record.gate.all("count rulings", sql))


def _on(record: Record, some: Sequence[HeldRuling]) -> tuple[RulingOn, ...]:
    """Each ruling with what it is on; one that takes another back is on what that one is on."""
    targets = _targets(record, some)
    settling = RulingIndex(record.gate).settling
    wanted = sorted({id_ for one in targets.values() for id_ in _findings(one)})
    homes = dict(_pairs(record, "SELECT finding, entry FROM entry_findings WHERE finding IN (?)", wanted))
    there = dict(_pairs(record, "SELECT id, id FROM findings WHERE id IN (?)", wanted))
    entries = {one.id: one for one in load_entries(record.gate, sorted(set(homes.values())))}

    def on(one: HeldRuling) -> RulingOn:
        target = targets[one.ruling.id]
        told = target.ruling.shown
        settled = settling.get(target.ruling.id)
        if settled is not None:
            return RulingOn(shown_ruling(one), settled, "disagreement", told)
        ids = _findings(target)
        home = next((homes[id_] for id_ in ids if id_ in homes), None)
        if home is not None:
            entry = entries[home]
            return RulingOn(shown_ruling(one), home, "entry", headline(entry.type, entry.fields, entry.stage))
        return RulingOn(shown_ruling(one), next((id_ for id_ in ids if id_ in there), None), "entry", told)

    return tuple(on(one) for one in some)


def _pairs(record: Record, sql: str, wanted: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((str(a), str(b)) for a, b in record.gate.picked("see what rulings are on", sql, wanted))


def _targets(record: Record, some: Sequence[HeldRuling]) -> Mapping[str, HeldRuling]:
    """Of each ruling the one that says what it is on: itself, or what it takes back in the end."""
    known = {one.ruling.id: one for one in some}
    while missing := sorted({one.ruling.undoes for one in known.values() if one.ruling.undoes} - known.keys()):
        found = held_rulings(record.gate, missing)
        known |= {one.ruling.id: one for one in found}
        if len(found) < len(missing):
            break
    return {one.ruling.id: _target(one, known) for one in some}


def _target(one: HeldRuling, known: Mapping[str, HeldRuling]) -> HeldRuling:
    while one.ruling.undoes is not None and one.ruling.undoes in known:
        one = known[one.ruling.undoes]
    return one


def _findings(one: HeldRuling) -> list[str]:
    return [anchor.finding for anchor in (*one.ruling.anchors, *one.ruling.others) if anchor.finding is not None]


def rows(record: Record, query: RulingsQuery) -> Tables:
    """All rulings that were asked for, in the order in which they were made, as the export writes them."""
    held = held_rulings(record.gate, _chosen(record, query))
    return {"rulings": [held_row(one) for one in held]}


def every(record: Record) -> Iterable[RulingsQuery]:
    """Each page of all of them."""
    number = len(_chosen(record, RulingsQuery()))
    return [RulingsQuery(page=at) for at in range(1, max(1, -(-number // SIZE)) + 1)]


KIND = PageKind(
    name="rulings",
    path="/rulings",
    query=RulingsQuery,
    page=RulingsPage,
    make=make,
    every=every,
    rows=rows,
    doc="What people decided, and what has come of it.",
    section="Rulings",
)
