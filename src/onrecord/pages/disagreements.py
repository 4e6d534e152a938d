"""Where reports disagree, the gravest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.model import CAUSES, DISAGREEMENT_KINDS, Cause, DisagreementKind, Finding
from onrecord.pages.differences import ShownDisagreement, shown_disagreement
from onrecord.pages.kinds import PageKind, Tables
from onrecord.pages.lines import EntryLine, lines_of
from onrecord.pages.listing import WHOLE, Choice, Chosen, Part, asked, chosen, loosened, part_of, plain_choices
from onrecord.pages.marks import Marks, disagreement_marks
from onrecord.record import Record, Selection
from onrecord.record.choices import choices
from onrecord.record.loading import load_articles, load_disagreements, load_finding_values
from onrecord.record.selecting import selected

HEADS = {
    "kind": "Kind",
    "cause": "Likely cause",
    "open": "Open or settled",
    "article": "Article",
    "min_severity": "Severity",
}
OPEN = {"1": "open", "0": "settled"}
GRAVE = (0.3, 0.5, 0.7, 0.9)
"""Severities from which on one may look."""
SIZE = 20
"""Disagreements on a page: each holds two passages."""
RESTING = (
    "SELECT d.id, x.finding FROM disagreements d JOIN entry_findings x ON x.entry = d.entry"
    " JOIN findings f ON f.id = x.finding AND f.article IN (d.a_article, d.b_article) WHERE d.id IN (?)"
)


@dataclass(frozen=True, slots=True)
class DisagreementsQuery:
    """What the page is asked for. Filters that are not given choose all.

    open:         true for those that nothing has settled, false for the settled ones.
    article:      one side is this article: its id, the beginning of one, or its path.
    min_severity: at least so severe, 0 to 1.
    page:         of twenty; 0 for the whole list.
    """

    kind: DisagreementKind | None = None
    cause: Cause | None = None
    open: bool | None = None
    article: str | None = None
    min_severity: float | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class ListedDisagreement:
    """A disagreement with both sides' words in their context, and the entry that it is about, if any."""

    one: ShownDisagreement
    entry: EntryLine | None


@dataclass(frozen=True, slots=True)
class DisagreementsPage:
    """What the page shows: disagreements, the gravest first.

    part, asked, chosen, choices, marks: as on the page of commitments.
    """

    part: Part
    lines: tuple[ListedDisagreement, ...]
    asked: Mapping[str, object]
    chosen: tuple[Chosen, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    marks: tuple[Marks, ...]


def make(record: Record, query: DisagreementsQuery) -> DisagreementsPage:
    """The page. Raises NotFound for an unknown article, and for a page that there is not."""
    every = record.gate.one("count disagreements", "SELECT count(*) FROM disagreements")
    part, keys = part_of(_keys(record, query), int(every[0] or 0) if every else 0, query.page, SIZE)
    told: Mapping[str, Callable[[Any], str]] = {
        "open": lambda one: OPEN[str(int(one))],
        "min_severity": lambda one: f"at least {one:g}",
    }
    filters = chosen(query, HEADS, told)
    if not part.count:
        filters = loosened(filters, query, lambda less: len(_keys(record, less)))
    shown = tuple(_listed(record, keys))
    return DisagreementsPage(
        part=part,
        lines=shown,
        asked=asked(query),
        chosen=filters,
        choices=_choices(record, query),
        marks=disagreement_marks(shown) if query.page == WHOLE else (),
    )


def rows(record: Record, query: DisagreementsQuery) -> Tables:
    """The chosen disagreements, of all pages."""
    return {"disagreements": record.rows("disagreements", _selection(query))}


def _listed(record: Record, ids: Sequence[str]) -> Iterator[ListedDisagreement]:
    found = list(load_disagreements(record.gate, ids))
    sides = {side.article for one in found for side in (one.a, one.b)}
    articles = {article.id: article for article in load_articles(record.gate, sorted(sides))}
    entries = list(dict.fromkeys(one.entry for one in found if one.entry is not None))
    about = {line.id: line for line in lines_of(record, entries)}
    resting = _resting(record, ids)
    for one in found:
        shown = shown_disagreement(one, articles, resting.get(one.id, ()))
        yield ListedDisagreement(shown, about.get(one.entry or ""))


def _resting(record: Record, ids: Sequence[str]) -> Mapping[str, list[Finding]]:
    """By disagreement, the findings of its entry in the two articles."""
    pairs = [(str(id_), str(finding)) for id_, finding in record.gate.picked("find what rests on it", RESTING, ids)]
    loaded = load_finding_values(record.gate, sorted({finding for _, finding in pairs}))
    out: dict[str, list[Finding]] = {}
    for id_, finding in pairs:
        out.setdefault(id_, []).append(loaded[finding])
    return out


def _selection(query: DisagreementsQuery) -> Selection:
    return Selection(**{name: getattr(query, name) for name in HEADS})


def _keys(record: Record, query: DisagreementsQuery) -> list[str]:
    return [str(key[0]) for key in selected(record.gate, "disagreements", _selection(query))]


def _choices(record: Record, query: DisagreementsQuery) -> Mapping[str, tuple[Choice, ...]]:
    counted = choices(record.gate, "disagreements", _selection(query), ("kind", "cause", "open", "min_severity"))
    severities = {float(value): count for value, count in counted["min_severity"].items()}
    grave = {least: sum(count for value, count in severities.items() if value >= least) for least in GRAVE}
    return {
        "kind": plain_choices(counted["kind"], DISAGREEMENT_KINDS),
        "cause": plain_choices(counted["cause"], CAUSES),
        "open": tuple(
            Choice("true" if one == "1" else "false", told, counted["open"][one])
            for one, told in OPEN.items()
            if one in counted["open"]
        ),
        "min_severity": tuple(Choice(f"{one:g}", f"at least {one:g}", n) for one, n in grave.items() if n),
    }


KIND = PageKind(
    name="disagreements",
    path="/disagreements",
    query=DisagreementsQuery,
    page=DisagreementsPage,
    make=make,
    every=lambda _: (DisagreementsQuery(page=WHOLE),),
    rows=rows,
    doc="Where reports disagree, the gravest first, both sides with the changed words marked.",
    section="Disagreements",
)
