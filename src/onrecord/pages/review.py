"""What a reviewer should look at first: the queue, and one thing of it at a time with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.errors import BadInput
from onrecord.pages.differences import ShownDisagreement, shown_disagreement
from onrecord.pages.findings import FindingCard, cards
from onrecord.pages.kinds import PageKind
from onrecord.pages.lines import EntryLine, lines
from onrecord.pages.queue_told import EXPLAINED, LABELS, QueueReason, told
from onrecord.pages.rulings_shown import ShownRuling, shown_rulings
from onrecord.record import ExplainedDisagreement, ExplainedEntry, Record
from onrecord.record.entries import load_entries
from onrecord.record.queue import REASONS, Waiting, narrowed, progress, queue

ROWS = 50
CARDS = 8
"""Findings of one thing that are shown with it; the entry's own page has all."""
CAUSES = 3
"""Reasons of one thing that a list tells."""


@dataclass(frozen=True, slots=True)
class ReviewQuery:
    """What the page is asked for.

    reason: only what waits for this reason, ordered by it. actor: only entries of a state, a body or a speaker for
            one, by code or part of a name.
    item:   one thing of the queue, by the id of its entry or disagreement, with its evidence.
    page:   of the list, 50 a page.
    """

    reason: str | None = None
    actor: str | None = None
    item: str | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many things wait for a reason. label, told: it in a few words, and in a sentence."""

    name: str
    label: str
    told: str
    number: int


@dataclass(frozen=True, slots=True)
class QueueLine:
    """Something that waits: an entry, or a disagreement that belongs to none.

    told:    it as one line. line: of an entry, what every list shows of it.
    weight:  that of its weightiest reason, 0 to 1. reasons: the weightiest first.
    """

    kind: str
    id: str
    told: str
    line: EntryLine | None
    weight: float
    reasons: tuple[QueueReason, ...]


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One thing with its evidence.

    place:    its number in the queue, None where it waits no more. before, next: ids of its neighbours there.
    cards:    what the articles say, at most eight of `findings`, those of the same words together.
    disagreements: on it, the open ones first.
    rulings:  that were made on it.
    """

    line: QueueLine
    place: int | None
    before: str | None
    next: str | None
    findings: int
    cards: tuple[FindingCard, ...]
    disagreements: tuple[ShownDisagreement, ...]
    rulings: tuple[ShownRuling, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The queue.

    waiting: how many things wait, as asked for. looked, every: how many of all that do or did wait were ruled on.
    reasons: how many wait for each, whatever was asked for.
    number, last: the page of the list and the last one. lines: of that page.
    item:    the one thing that was asked for.
    """

    waiting: int
    looked: int
    every: int
    reasons: tuple[ReasonCount, ...]
    number: int
    last: int
    lines: tuple[QueueLine, ...]
    item: QueueItem | None


def make(record: Record, query: ReviewQuery) -> ReviewPage:
    """The page. Raises BadInput for an unknown reason, NotFound for an unknown item."""
    every = queue(record.gate)
    chosen = narrowed(record.gate, every, query.reason, query.actor)
    come = progress(record.gate, every)
    last = max(1, -(-len(chosen) // ROWS))
    number = min(max(1, query.page), last)
    rows = () if query.item else _lines(record, chosen[(number - 1) * ROWS : number * ROWS])
    return ReviewPage(
        waiting=len(chosen),
        looked=come.looked,
        every=come.every,
        reasons=tuple(
            ReasonCount(one, LABELS[one], EXPLAINED[one], sum(_for(one, each) for each in every)) for one in REASONS
        ),
        number=number,
        last=last,
        lines=rows,
        item=_item(record, query.item, chosen) if query.item else None,
    )


def _for(reason: str, waiting: Waiting) -> bool:
    return any(cause.reason == reason for cause in waiting.causes)


def _lines(record: Record, waiting: Sequence[Waiting]) -> tuple[QueueLine, ...]:
    ids = [one.id for one in waiting if one.place == "entries"]
    of = {one.id: one for one in lines(record, list(load_entries(record.gate, ids)))}
    return tuple(_line(one, of.get(one.id)) for one in waiting)


def _line(one: Waiting, line: EntryLine | None, reason: str = "") -> QueueLine:
    """One thing as a line; `reason` tells a disagreement without an entry, where no cause of its waiting does."""
    reasons = tuple(told(cause, alone=line is None) for cause in one.causes)
    if line is not None:
        return QueueLine("entry", one.id, line.told, line, one.weight, reasons)
    differs = reason or str(one.causes[0].facts[1])
    return QueueLine("disagreement", one.id, differs, None, one.weight, reasons)


def _item(record: Record, wanted: str, waiting: Sequence[Waiting]) -> QueueItem:
    found = record.explain(wanted)
    if not isinstance(found, ExplainedEntry | ExplainedDisagreement):
        raise BadInput(f"{wanted!r} is no entry and no disagreement: only those wait for review")
    entry = found.entry
    id_ = entry.id if entry is not None else found.disagreement.id  # type: ignore[union-attr]
    if isinstance(found, ExplainedDisagreement) and entry is not None:
        found = record.explain(entry.id)  # of an entry all is looked at together
    at = next((number for number, one in enumerate(waiting) if one.id == id_), None)
    near = [one.id for one in waiting]
    here = waiting[at] if at is not None else Waiting(id_, "entries" if entry else "disagreements", ())
    return QueueItem(
        line=_alone(record, here, found),  # type: ignore[arg-type]
        place=None if at is None else at + 1,
        before=near[at - 1] if at else None,
        next=next(iter(near[at + 1 : at + 2] if at is not None else near), None),
        findings=len(entry.findings) if entry is not None else 0,
        cards=cards(found.findings, found.articles)[:CARDS] if isinstance(found, ExplainedEntry) else (),
        disagreements=_disagreements(found),  # type: ignore[arg-type]
        rulings=shown_rulings(found.rulings) if isinstance(found, ExplainedEntry) else (),
    )


def _alone(record: Record, here: Waiting, found: ExplainedEntry | ExplainedDisagreement) -> QueueLine:
    if found.entry is not None:
        return _line(here, lines(record, [found.entry])[0])
    assert isinstance(found, ExplainedDisagreement)
    return _line(here, None, found.disagreement.reason)


def _disagreements(found: ExplainedEntry | ExplainedDisagreement) -> tuple[ShownDisagreement, ...]:
    if isinstance(found, ExplainedDisagreement):
        return (shown_disagreement(found.disagreement, found.articles),)
    several = sorted(found.disagreements, key=lambda one: (one.settled is not None, -one.severity, one.id))
    return tuple(shown_disagreement(one, found.articles, found.findings, found.rulings) for one in several)


KIND = PageKind(
    name="review",
    path="/review",
    query=ReviewQuery,
    page=ReviewPage,
    make=make,
    every=lambda _: (ReviewQuery(),),
    doc="What a reviewer should look at first, with the reasons.",
    section="Review",
    live=True,
)
