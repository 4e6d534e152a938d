"""What the record holds: a timeline of commitments by stage, and totals."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.pages.kinds import PageKind, Tables
from onrecord.pages.lines import EntryLine, lines
from onrecord.pages.plots import timeline as timeline_plot
from onrecord.pages.plots import totals as totals_plot
from onrecord.pages.stories import StoryLine, story_lines
from onrecord.pages.sums_shown import ShownTotal, shown_total, whole_of
from onrecord.phrases import headline
from onrecord.record import Record
from onrecord.record.entries import load_entries
from onrecord.record.holding import Holding, OriginCount, holding, origins
from onrecord.record.stories import stories
from onrecord.record.timeline import Timeline, timeline

PLOTS = (timeline_plot, totals_plot)
"""What the template draws with."""
BY = ("actor", "recipient", "kind")
CURRENCY = "USD"
DRAWN = 8
"""At most so many totals of a dimension are shown; the page of totals has all of them."""
GRAVEST, TOLD, LARGEST = 5, 6, 5
ORIGINS = 100
LONGEST = 220
"""Characters of a side of a disagreement that are shown; its own page has all of them."""


@dataclass(frozen=True, slots=True)
class OverviewQuery:
    """What the page is asked for."""


@dataclass(frozen=True, slots=True)
class TotalsBy:
    """Totals by one dimension: the largest, and how many more there are. whole: all of them together."""

    by: str
    largest: tuple[ShownTotal, ...]
    more: int
    whole: ShownTotal


@dataclass(frozen=True, slots=True)
class GraveDisagreement:
    """An open disagreement.

    a, b:  the words of the two sides, the beginning of long ones. reason: what differs; entry, told: what it is on,
           where it is on an entry.
    """

    id: str
    kind: str
    severity: float
    a: str
    b: str
    reason: str
    entry: str | None
    told: str


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """What the page shows.

    holding:  how much the record holds of what.
    origins:  those that stand behind most entries.
    timeline: commitments by stage and the time of their steps.
    totals:   in US dollars at the rate of each day, by actor, recipient and kind.
    stories:  what most articles carry, by lineage.
    gravest:  the open disagreements of most severity.
    backed:   the commitments with most independent origins; bids: the membership bids with most.
    """

    holding: Holding
    origins: tuple[OriginCount, ...]
    timeline: Timeline
    totals: tuple[TotalsBy, ...]
    stories: tuple[StoryLine, ...]
    gravest: tuple[GraveDisagreement, ...]
    backed: tuple[EntryLine, ...]
    bids: tuple[EntryLine, ...]


def make(record: Record, query: OverviewQuery) -> OverviewPage:
    """The page."""
    del query
    return OverviewPage(
        holding=holding(record.gate),
        origins=origins(record.gate, ORIGINS),
        timeline=timeline(record.gate),
        totals=tuple(_totals(record, by) for by in BY),
        stories=story_lines(record, stories(record.gate)[:LARGEST]),
        gravest=_gravest(record),
        backed=_backed(record, "commitment"),
        bids=_backed(record, "membership"),
    )


def rows(record: Record, query: OverviewQuery) -> Tables:
    """What could not be used, where there is any."""
    del query
    there = record.gate.one("see whether any was rejected", "SELECT 1 FROM rejected LIMIT 1")
    return {} if there is None else {"rejected": record.rows("rejected")}


def _totals(record: Record, by: str) -> TotalsBy:
    every = record.totals((by,))
    counted = [one for one in every if one.counted]
    largest = tuple(shown_total(one, CURRENCY) for one in counted[:DRAWN])
    return TotalsBy(by, largest, len(counted) - len(largest), whole_of(every, CURRENCY))


def _gravest(record: Record) -> tuple[GraveDisagreement, ...]:
    sql = (
        "SELECT id, kind, severity, a_text, b_text, reason, entry FROM disagreements WHERE settled IS NULL"
        " ORDER BY severity DESC, id LIMIT ?"
    )
    found = record.gate.all("find the gravest disagreements", sql, (GRAVEST,))
    entries = load_entries(record.gate, list(dict.fromkeys(str(row[6]) for row in found if row[6])))
    told = {one.id: headline(one.type, one.fields, one.stage) for one in entries}
    return tuple(
        GraveDisagreement(
            str(id_), str(kind), float(severity or 0), _short(a), _short(b), str(reason),
            str(entry) if entry else None, told.get(str(entry), ""),
        )
        for id_, kind, severity, a, b, reason, entry in found
    )  # fmt: skip


def _short(words: object) -> str:
    text = " ".join(str(words).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rsplit(" ", 1)[0] + " …"


def _backed(record: Record, type_: str) -> tuple[EntryLine, ...]:
    sql = "SELECT id FROM entries WHERE type = ? ORDER BY origins DESC, articles DESC, id LIMIT ?"
    found = record.gate.all("find what most origins tell", sql, (type_, TOLD))
    return lines(record, list(load_entries(record.gate, [str(id_) for (id_,) in found])))


KIND = PageKind(
    name="overview",
    path="/",
    query=OverviewQuery,
    page=OverviewPage,
    make=make,
    every=lambda _: (OverviewQuery(),),
    rows=rows,
    doc="What the record holds: a timeline of commitments by stage, and totals.",
    section="Overview",
)
