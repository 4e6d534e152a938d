"""One disagreement: both articles' words in context, the changed ones marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.errors import NotFound
from onrecord.pages.differences import ShownDisagreement, shown_disagreement
from onrecord.pages.kinds import PageKind, Tables
from onrecord.pages.lines import EntryLine, lines
from onrecord.pages.rulings_shown import ShownRuling
from onrecord.record import ExplainedDisagreement, Record
from onrecord.record import rows as export_rows
from onrecord.record.loading import load_finding_values


@dataclass(frozen=True, slots=True)
class DisagreementQuery:
    """What the page is asked for: a disagreement. A unique beginning of its id does."""

    id: str


@dataclass(frozen=True, slots=True)
class DisagreementPage:
    """Two reports that say one thing differently.

    one:     both sides in their context, why they weigh, what is likely behind it, how it was settled.
    entry:   the entry that it is about, None where its words belong to none.
    rulings: every ruling that settled it, those too that do not hold.
    """

    id: str
    one: ShownDisagreement
    entry: EntryLine | None
    rulings: tuple[ShownRuling, ...]


def make(record: Record, query: DisagreementQuery) -> DisagreementPage:
    """The page. Raises NotFound where there is none of that id, BadInput when several ids begin so."""
    found = _found(record, query)
    one, entry = found.disagreement, found.entry
    findings = load_finding_values(record.gate, entry.findings).values() if entry else ()
    rulings = record.rulings_on((), [one.id])
    shown = shown_disagreement(one, found.articles, findings, rulings)
    return DisagreementPage(one.id, shown, lines(record, [entry])[0] if entry else None, shown.rulings)


def rows(record: Record, query: DisagreementQuery) -> Tables:
    """The disagreement and its entry, as the export writes them."""
    found = _found(record, query)
    out: dict[str, Iterable[export_rows.ExportRow]] = {
        "disagreements": [export_rows.disagreement_row(found.disagreement)]
    }
    if found.entry is not None:
        out["entries"] = [export_rows.entry_row(found.entry)]
    return out


def _found(record: Record, query: DisagreementQuery) -> ExplainedDisagreement:
    found = record.explain(query.id)
    if not isinstance(found, ExplainedDisagreement):
        raise NotFound(f"{query.id!r} is the id of no disagreement")
    return found


def every(record: Record) -> Iterable[DisagreementQuery]:
    """Each disagreement."""
    sql = "SELECT id FROM disagreements ORDER BY id"
    return (DisagreementQuery(str(id_)) for (id_,) in record.gate.all("list disagreements", sql))


KIND = PageKind(
    name="disagreement",
    path="/disagreements/{id}",
    query=DisagreementQuery,
    page=DisagreementPage,
    make=make,
    every=every,
    rows=rows,
    doc="One disagreement: both articles' words in context, the changed ones marked.",
)
