"""What adds up, what each total counts and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal

from onrecord.errors import NotFound
from onrecord.model import KINDS, STAGES, Kind, Stage
from onrecord.pages.kinds import PageKind, Tables
from onrecord.pages.opened_total import CountedLine, LeftOutLine, opened
from onrecord.pages.plots import totals as totals_plot
from onrecord.pages.sums_shown import ShownTotal, shown_total, whole_of
from onrecord.phrases import NOTHING
from onrecord.record import Measure, Record, Selection, Total
from onrecord.record.totals.rows import decided_rows, summed_rows
from onrecord.record.totals.totals import DIMENSIONS, Dimension

PLOTS = (totals_plot,)
"""What the template draws with."""
PER_PAGE = 50
FILTERS = ("actor", "recipient", "kind", "stage", "item", "since", "until", "min_origins")
PUBLISHED: tuple[Dimension, ...] = ("actor", "recipient", "kind")
"""By what the static site tells totals."""


@dataclass(frozen=True, slots=True)
class TotalsQuery:
    """What the page is asked for. Filters that are not given choose all; they are those of the list of commitments.

    by, then: by what totals are told, and within that; `all` for one total.
    measure:  money, or goods (numbers of things).
    currency: EUR or USD converts at the rate of each day; `given` leaves currencies as they are.
    group:    the values of the one total that is to be opened, in the order of `by` and `then`; `-` where it is not
              told. With it the page lists what that total counts and leaves out.
    page:     of that list.
    """

    by: Dimension | Literal["all"] = "actor"
    then: Dimension | None = None
    measure: Measure = "money"
    currency: Literal["USD", "EUR", "given"] = "USD"
    actor: str | None = None
    recipient: str | None = None
    kind: Kind | None = None
    stage: Stage | None = None
    item: str | None = None
    since: str | None = None
    until: str | None = None
    min_origins: int | None = None
    group: tuple[str, ...] = ()
    page: int = 1


@dataclass(frozen=True, slots=True)
class TotalsPage:
    """What the page shows.

    by:       the dimensions. dimensions, kinds, stages: what may be asked for.
    found:    a total for each group in which something is counted, the largest first, periods in their order.
    empty:    the groups in which nothing is.
    whole:    all of them together, or the one that is opened.
    opened:   whether one total is opened; then `counted` and `left_out` are the lines of it on this page.
    number, last: this page of those lines, and the last. asked: the query, but for the group and the page, where it
              is not as it is by default; filters: those that choose, as the list of commitments takes them.
    """

    by: tuple[str, ...]
    dimensions: tuple[str, ...]
    kinds: tuple[str, ...]
    stages: tuple[str, ...]
    found: tuple[ShownTotal, ...]
    empty: tuple[ShownTotal, ...]
    whole: ShownTotal
    opened: bool
    counted: tuple[CountedLine, ...]
    left_out: tuple[LeftOutLine, ...]
    number: int
    last: int
    asked: Mapping[str, object]
    filters: Mapping[str, object]


def make(record: Record, query: TotalsQuery) -> TotalsPage:
    """The page. Raises NotFound for a group or a page that there is not, BadInput for a filter of no sense."""
    by = dimensions(query)
    totals = _totals(record, query)
    currency = None if query.currency == "given" else query.currency
    total = _one(totals, query) if query.group or not by else None
    shown = [] if total is not None else [shown_total(one, currency) for one in totals]
    counted, left_out, last = opened(record, total, query.page, PER_PAGE) if total is not None else ((), (), 1)
    asked = _asked(query)
    return TotalsPage(
        by=by,
        dimensions=DIMENSIONS,
        kinds=KINDS,
        stages=STAGES,
        found=tuple(one for one in shown if one.counted),
        empty=tuple(one for one in shown if not one.counted),
        whole=shown_total(total, currency) if total is not None else whole_of(totals, currency),
        opened=total is not None,
        counted=counted,
        left_out=left_out,
        number=query.page,
        last=last,
        asked=asked,
        filters={name: value for name, value in asked.items() if name in FILTERS},
    )


def dimensions(query: TotalsQuery) -> tuple[str, ...]:
    """By what a query tells totals: none, one or two dimensions."""
    wanted = (None if query.by == "all" else query.by, query.then)
    return tuple(dict.fromkeys(one for one in wanted if one is not None))


def rows(record: Record, query: TotalsQuery) -> Tables:
    """Each commitment that is counted or left out, and why; without an opened total also the totals."""
    totals = _totals(record, query)
    if query.group or not dimensions(query):
        return {"counted": decided_rows([_one(totals, query)])}
    return {"totals": summed_rows(totals), "counted": decided_rows(totals)}


def _totals(record: Record, query: TotalsQuery) -> list[Total]:
    selection = Selection(**{name: getattr(query, name) for name in FILTERS})
    return record.totals(dimensions(query), selection, query.measure)


def _one(totals: Sequence[Total], query: TotalsQuery) -> Total:
    """The total that is to be opened."""
    by = dimensions(query)
    if not by:
        return totals[0] if totals else Total({}, query.measure, {}, 0.0, 0.0, 0, (), ())
    for total in totals:
        if tuple(value or NOTHING for value in total.group.values()) == query.group:
            return total
    wanted = ", ".join(query.group)
    raise NotFound(f"no commitment that was asked for has {' and '.join(by)} {wanted!r}")


def _asked(query: TotalsQuery) -> Mapping[str, object]:
    given = {one.name: getattr(query, one.name) for one in fields(query) if one.name not in ("group", "page")}
    default = TotalsQuery()
    return {name: value for name, value in given.items() if value != getattr(default, name)}


def every(record: Record) -> Iterable[TotalsQuery]:
    """One total over all, totals by actor, recipient and kind, and each of these that counts something, opened."""
    yield from _pages(TotalsQuery(by="all"), record.totals(()))
    for by in PUBLISHED:
        query = TotalsQuery(by=by)
        yield query
        for total in record.totals((by,)):
            if total.counted:
                group = tuple(value or NOTHING for value in total.group.values())
                yield from _pages(replace(query, group=group), [total])


def _pages(query: TotalsQuery, totals: Sequence[Total]) -> Iterator[TotalsQuery]:
    lines = sum(len(one.counted) + len(one.left_out) for one in totals)
    yield from (replace(query, page=number) for number in range(1, max(1, -(-lines // PER_PAGE)) + 1))


KIND = PageKind(
    name="totals",
    path="/totals",
    query=TotalsQuery,
    page=TotalsPage,
    make=make,
    every=every,
    rows=rows,
    doc="What adds up, what each total counts and what it leaves out.",
    section="Totals",
)
