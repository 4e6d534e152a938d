"""One entry: its ladder, each article's own words, origins, disagreements and rulings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.errors import NotFound
from onrecord.model import Finding, Statement
from onrecord.pages import plots
from onrecord.pages.beside import ShownCorrection, ShownLink, shown_correction, shown_links
from onrecord.pages.differences import ShownDisagreement, shown_disagreement
from onrecord.pages.findings import FindingCard, cards
from onrecord.pages.kinds import PageKind, Tables
from onrecord.pages.origins_shown import ShownOrigin, origins
from onrecord.pages.plots import ladder as ladder_plot
from onrecord.pages.plots import origins as origins_plot
from onrecord.pages.rulings_shown import ShownRuling, shown_rulings
from onrecord.pages.rungs import Ladder, ladder
from onrecord.pages.standing_values import EntryField, entry_fields
from onrecord.pages.wordings import Wording, wordings
from onrecord.phrases import fields_of, headline, kind_of, parties, unnamed_only, what
from onrecord.record import ExplainedEntry, ExplainedFinding, Record
from onrecord.record import rows as export_rows

PLOTS = (plots, ladder_plot, origins_plot)
"""What the template draws with."""


@dataclass(frozen=True, slots=True)
class EntryQuery:
    """What the page is asked for: an entry, or a finding, whose entry it is then. A unique beginning does."""

    id: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Everything that is held about one entry; of a finding that is in none, what is known of it.

    id:       permanent: it hangs on what the articles say. findings: ids of those that make it up.
    in_entry: False where the id is a finding's that belongs to no entry.
    focus:    the finding that was asked for, when it was not the entry.
    told:     it as one line. parties, what, said_by: of a commitment, who to whom, what, and by whose word.
    speaker:  of a statement, the id of whoever said it, where they are known.
    open:     disagreements that nothing has settled. unnamed: all that is behind it is left unnamed by its sources.
    accepted: somebody has confirmed it; ruled: rulings made it what it is.
    values:   of an entry of several findings, each field; of one finding the card has them.
    cards:    what the articles say, those of the same words together.
    origins:  whom they have it from. wordings: of a statement of several wordings.
    rulings:  every one ever made on it, those too that do not hold.
    """

    id: str
    type: str
    in_entry: bool
    focus: str | None
    told: str
    stage: str | None
    kind: str | None
    parties: str
    what: str
    said_by: str
    speaker: str | None
    articles: int
    open: int
    unnamed: bool
    accepted: bool
    ruled: bool
    findings: tuple[str, ...]
    origins: tuple[ShownOrigin, ...]
    values: tuple[EntryField, ...]
    ladder: Ladder | None
    cards: tuple[FindingCard, ...]
    wordings: tuple[Wording, ...]
    disagreements: tuple[ShownDisagreement, ...]
    corrections: tuple[ShownCorrection, ...]
    links: tuple[ShownLink, ...]
    rulings: tuple[ShownRuling, ...]


def make(record: Record, query: EntryQuery) -> EntryPage:
    """The page. Raises NotFound where no entry and no finding has the id, BadInput when several ids begin so."""
    found = record.explain(query.id)
    if isinstance(found, ExplainedEntry):
        return _of_entry(record, found)
    if isinstance(found, ExplainedFinding):
        return _of_finding(record, found)
    raise NotFound(f"{query.id!r} is the id of no entry and no finding")


def _of_entry(record: Record, found: ExplainedEntry) -> EntryPage:
    entry = found.entry
    homes = {one.id: one.article for one in found.findings}
    differing = tuple(
        shown_disagreement(one, found.articles, found.findings, found.rulings) for one in found.disagreements
    )
    return EntryPage(
        id=entry.id,
        in_entry=True,
        focus=found.focus,
        **_heading(entry.type, entry.fields, entry.stage),
        speaker=_speaker(record, entry.findings) if entry.type == "statement" else None,
        articles=len(entry.articles),
        open=sum(one.settled is None for one in differing),
        unnamed=unnamed_only([each.sourcing for each in entry.backing]),
        accepted=entry.accepted,
        ruled=bool(entry.rulings),
        findings=entry.findings,
        origins=origins(record, found),
        values=entry_fields(found) if len(entry.findings) > 1 or entry.rulings else (),
        ladder=ladder(found),
        cards=cards(found.findings, found.articles, found.focus),
        wordings=wordings(entry, found.articles, homes),
        disagreements=differing,
        corrections=tuple(shown_correction(one, found) for one in found.corrections),
        links=shown_links(record, found),
        rulings=shown_rulings(found.rulings),
    )


def _of_finding(record: Record, found: ExplainedFinding) -> EntryPage:
    finding = found.finding
    kind, fields = kind_of(finding), fields_of(finding)
    return EntryPage(
        id=finding.id,
        in_entry=False,
        focus=finding.id,
        **_heading(kind, fields, fields.get("stage")),
        speaker=_speaker(record, [finding.id]) if isinstance(finding, Statement) else None,
        articles=1,
        open=0,
        unnamed=False,
        accepted=False,
        ruled=bool(found.rulings),
        findings=(finding.id,),
        origins=(),
        values=(),
        ladder=None,
        cards=cards([finding], {found.article.id: found.article}),
        wordings=(),
        disagreements=(),
        corrections=(),
        links=(),
        rulings=shown_rulings(found.rulings),
    )


def _heading(kind: str, fields: Mapping[str, object], stage: object) -> dict[str, Any]:
    commitment = kind == "commitment"
    return {
        "type": kind,
        "told": headline(kind, fields, stage),
        "stage": str(stage) if stage else None,
        "kind": str(fields["kind"]) if commitment and fields.get("kind") else None,
        "parties": parties(fields) if commitment else "",
        "what": what(fields) if commitment else "",
        "said_by": str(fields["said_by"]) if commitment and fields.get("said_by") else "",
    }


def _speaker(record: Record, findings: Sequence[str]) -> str | None:
    """Who is known to have said it; of several, whoever said most of these."""
    sql = "SELECT speaker, count(*) FROM speaker_statements WHERE statement IN (?) GROUP BY speaker"
    found = record.gate.picked("find the speaker", sql, findings)
    rows = sorted(found, key=lambda row: (-int(row[1] or 0), str(row[0])))
    return str(rows[0][0]) if rows else None


def rows(record: Record, query: EntryQuery) -> Tables:
    """The entry, its findings and its disagreements, as the export writes them."""
    found = record.explain(query.id)
    if not isinstance(found, (ExplainedEntry, ExplainedFinding)):
        raise NotFound(f"{query.id!r} is the id of no entry and no finding")
    findings = found.findings if isinstance(found, ExplainedEntry) else (found.finding,)
    out: dict[str, Iterable[export_rows.ExportRow]] = {}
    if isinstance(found, ExplainedEntry):
        out["entries"] = [export_rows.entry_row(found.entry)]
    out |= _finding_rows(findings)
    if isinstance(found, ExplainedEntry) and found.disagreements:
        out["disagreements"] = [export_rows.disagreement_row(one) for one in found.disagreements]
    return out


def _finding_rows(findings: Sequence[Finding]) -> dict[str, list[export_rows.ExportRow]]:
    out: dict[str, list[export_rows.ExportRow]] = {}
    for one in findings:
        kind = kind_of(one)
        row = getattr(export_rows, f"{kind}_row")
        out.setdefault(f"{kind}s", []).append(row(one))
    return out


def every(record: Record) -> Iterable[EntryQuery]:
    """Each entry."""
    sql = "SELECT id FROM entries ORDER BY id"
    return (EntryQuery(str(id_)) for (id_,) in record.gate.all("list entries", sql))


KIND = PageKind(
    name="entry",
    path="/entries/{id}",
    query=EntryQuery,
    page=EntryPage,
    make=make,
    every=every,
    rows=rows,
    doc="One entry: its ladder, each article's own words, origins, disagreements and rulings.",
)
