"""The record as Python users hold it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from onrecord.errors import NotFound
from onrecord.model import (
    Article,
    Correction,
    Disagreement,
    Entry,
    EntryLink,
    Findings,
    KnownSpeaker,
    Rejected,
    Trace,
)
from onrecord.record import exporting, loading
from onrecord.record import rows as export_rows
from onrecord.record.as_of import AsOf
from onrecord.record.entries import load_corrections, load_entries, load_links
from onrecord.record.explaining import Explanation, digits_needed, explain
from onrecord.record.files import whole_file
from onrecord.record.gate import Gate
from onrecord.record.notebook import html_record
from onrecord.record.opening import one_state, open_to_read
from onrecord.record.overview import Overview, counts, overview
from onrecord.record.rows import ExportRow
from onrecord.record.rulings.held import HeldRuling, held_row, held_rulings, rulings_on
from onrecord.record.rulings.index import RulingIndex
from onrecord.record.searching import Found, Place, Search, search
from onrecord.record.selecting import EVERYTHING, Selection, check_table, selected
from onrecord.record.speakers import load_speakers
from onrecord.record.tables import Table
from onrecord.record.totals.counting import Measure
from onrecord.record.totals.totals import Total, Weighings
from onrecord.record.tracing import load_trace
from onrecord.record.verifying import Verification, verify


class Record:
    """A record file, open for reading. Use it in a `with` statement, or close it.

    Values come back equal to those that were written; rows are dicts with exactly the fields of the export.
    `as_of` is the day that it is shown of, None for all that it holds; `gate` is the way of further SQL to it.
    """

    def __init__(self, gate: Gate, as_of: AsOf | None = None) -> None:
        self.gate = gate
        self.as_of = as_of
        self._rulings = RulingIndex(gate)
        self._weighings = Weighings(gate)

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None
    ) -> None:
        self.close()

    def _repr_html_(self) -> str:
        return html_record(Path(self.gate.where).name, counts(self.gate), self.as_of.day if self.as_of else None)

    def close(self) -> None:
        """Close the file."""
        self.gate.close()

    @property
    def meta(self) -> Mapping[str, str]:
        """What made the record: versions of onrecord, its rules and its model."""
        return {
            str(name): str(value) for name, value in self.gate.all("read meta", "SELECT * FROM meta ORDER BY 1")
        }

    def articles(self, ids: Iterable[str] | None = None) -> Iterator[Article]:
        """Yield the articles, by id: all of them, or those of `ids` that the record has."""
        every = loading.ids(self.gate, "articles")
        wanted = None if ids is None else set(ids)
        return loading.load_articles(self.gate, [one for one in every if wanted is None or one in wanted])

    def findings(self) -> Iterator[Findings]:
        """Yield what each article says, by the article's id."""
        return loading.load_findings(self.gate, loading.ids(self.gate, "articles"))

    def trace(self) -> Trace:
        """Reuse and derivations."""
        return load_trace(self.gate)

    def entries(self, selection: Selection = EVERYTHING, ids: Iterable[str] | None = None) -> Iterator[Entry]:
        """Yield entries: commitments, memberships, statements; within them by origins, most first.

        ids: only those of the chosen that are named here.
        """
        every = [str(key[0]) for key in selected(self.gate, "entries", selection)]
        wanted = None if ids is None else set(ids)
        return load_entries(self.gate, [one for one in every if wanted is None or one in wanted])

    def speakers(self, selection: Selection = EVERYTHING) -> Iterator[KnownSpeaker]:
        """Yield who speaks, over spellings, those with most statements first; the unnamed are left out."""
        return load_speakers(self.gate, [str(key[0]) for key in selected(self.gate, "speakers", selection)])

    def disagreements(self, selection: Selection = EVERYTHING) -> Iterator[Disagreement]:
        """Yield disagreements, the most severe first."""
        keys = selected(self.gate, "disagreements", selection)
        return loading.load_disagreements(self.gate, [str(key[0]) for key in keys])

    def links(self) -> Iterator[EntryLink]:
        """Yield the links between entries."""
        return load_links(self.gate)

    def corrections(self) -> Iterator[Correction]:
        """Yield what an origin said differently later, and how far that has reached."""
        return load_corrections(self.gate)

    def rulings_on(self, findings: Sequence[str], disagreements: Sequence[str] = ()) -> list[HeldRuling]:
        """All rulings ever made on these findings, on those grouped with them, or on these disagreements."""
        return rulings_on(self.gate, findings, disagreements, self._rulings)

    def rulings(self) -> list[HeldRuling]:
        """What people decided, in that order, and whether each ruling holds."""
        return held_rulings(self.gate)

    def rejected(self) -> list[Rejected]:
        """What could not be read, by path."""
        return loading.load_rejected(self.gate)

    def overview(self) -> Overview:
        """What an analyst wants to see first."""
        return overview(self.gate)

    def rows(self, table: str, selection: Selection = EVERYTHING) -> Iterator[ExportRow]:
        """Yield the chosen rows of a table, as the export writes them.

        Raises NotFound for an unknown table or article, BadInput for a filter that does not fit the table.
        """
        check_table(table)
        gate, found = self.gate, selected(self.gate, table, selection)
        keys = [str(key[0]) for key in found]
        if table == "articles":
            return export_rows.rows_of(loading.load_articles(gate, keys), export_rows.article_row)
        if table in ("statements", "commitments", "memberships"):
            return self._findings(table, keys)
        if table == "speakers":
            return export_rows.rows_of(load_speakers(gate, keys), export_rows.speaker_row)
        if table == "entries":
            return export_rows.rows_of(load_entries(gate, keys), export_rows.entry_row)
        if table == "links":
            triples = set(found)
            chosen_links = (one for one in load_links(gate) if (one.a, one.b, one.relation) in triples)
            return export_rows.rows_of(chosen_links, export_rows.link_row)
        if table == "corrections":
            chosen = (one for one in load_corrections(gate) if one.id in set(keys))
            return export_rows.rows_of(chosen, export_rows.correction_row)
        if table == "rulings":
            chosen_ids = set(keys)
            return export_rows.rows_of((one for one in self.rulings() if one.ruling.id in chosen_ids), held_row)
        if table == "disagreements":
            return export_rows.rows_of(loading.load_disagreements(gate, keys), export_rows.disagreement_row)
        return self._of_the_whole(table, selection)

    def table(self, name: str, selection: Selection = EVERYTHING) -> Table:
        """The chosen rows of a table as a `Table`: it shows itself in a notebook and comes out as a data frame.

        Raises NotFound for an unknown table or article, BadInput for a filter that does not fit the table.
        """
        return Table(name, len(selected(self.gate, name, selection)), partial(self.rows, name, selection))

    def totals(
        self, by: Sequence[str] = ("actor",), selection: Selection = EVERYTHING, measure: Measure = "money"
    ) -> list[Total]:
        """Add up what the chosen commitments promise, one total for each group, nothing counted twice.

        by:      "actor", "recipient", "kind", "stage", "item", "month", "quarter", "year"; none for one total.
        measure: "money" or "goods" (numbers of things).

        Each total lists what it counts and what it leaves out, with the reason. Stages that promise nothing count
        only where `selection` asks for one. Raises BadInput for an unknown name.
        """
        return self._weighings.totals(by, selection, measure)

    def search(self, words: str | Search, place: Place = "entries", limit: int = 50, offset: int = 0) -> Found:
        """Which entries, or which articles, hold some words: the ids from `offset` on, best first, and how many.

        words: as in a search field, never a mistake: plain words (all must be there, in any form; the last also as
               the beginning of a word), "quoted phrases", -without, OR between two. Case and accents do not matter,
               and the name of a state or an organisation finds its code too. Or a `Search`, with filters.
        place: "entries" (what they say) or "articles" (their titles and texts).
        Raises BadInput for an unknown place or type and for too many words.
        """
        asked = Search(words) if isinstance(words, str) else words
        return search(self.gate, asked, {place: (limit, offset)})[place]

    def digits(self) -> int:
        """How many hex digits of a content-addressed id tell it from every other id of this record."""
        return digits_needed(self.gate)

    def explain(self, id: str) -> Explanation:  # noqa: A002 - the word users know
        """Everything held about one entry, finding, disagreement or article; a unique beginning of its id does.

        Raises NotFound when there is none, BadInput when several ids begin so.
        """
        try:
            return explain(self.gate, id, self._rulings)
        except NotFound as error:
            if self.as_of is None:
                raise
            raise NotFound(f"{error} (as of {self.as_of.day}; what came later is not on record then)") from error

    def verify(self) -> Verification:
        """Re-check every text against its hash, every span against its text, every value against its spans."""
        return verify(self.gate)

    def export(self, table: str, out: BinaryIO | str | os.PathLike[str], format: str = "jsonl") -> int:  # noqa: A002
        """Write a whole table to `out` (a binary file or a path) and return the number of rows.

        Raises NotFound for an unknown table, BadInput for an unknown format, NotInstalled for Parquet
        without PyArrow. A file at a path appears whole or not at all; no record is replaced (BadInput).
        """
        exported = self.rows(table)
        if not isinstance(out, (str, os.PathLike)):
            return exporting.write_rows(table, exported, format, out)
        with whole_file(Path(out)) as file:
            return exporting.write_rows(table, exported, format, file)

    def _findings(self, table: str, keys: list[str]) -> Iterator[ExportRow]:
        row = {
            "statements": export_rows.statement_row,
            "commitments": export_rows.commitment_row,
            "memberships": export_rows.membership_row,
        }[table]
        for at in range(0, len(keys), 500):
            some = keys[at : at + 500]
            loaded = loading.load_finding_values(self.gate, some)
            yield from (row(loaded[key]) for key in some)  # type: ignore[operator]

    def _of_the_whole(self, table: str, selection: Selection) -> Iterator[ExportRow]:
        keys = selected(self.gate, table, selection)
        if table == "rejected":
            return (dict(zip(("path", "reason"), key, strict=True)) for key in keys)
        trace = self.trace()
        if table == "reuse":
            by_pair = {(one.a, one.b): one for one in trace.reuse}
            return (export_rows.reuse_row(by_pair[str(a), str(b)]) for a, b in keys)
        places = {number: place for place, (number,) in enumerate(selected(self.gate, table))}
        return (export_rows.derivation_row(trace.derivations[places[number]]) for (number,) in keys)


def meta_of(gate: Gate) -> Mapping[str, str]:
    """The names and values of the table `meta`."""
    return {str(name): str(value) for name, value in gate.all("read meta", "SELECT * FROM meta ORDER BY name")}


def open_record(path: str | os.PathLike[str]) -> Record:
    """Open a record file for reading, as it stands now; what others write meanwhile is seen when it is opened anew.

    Raises RecordError when there is none, or when the file is foreign, damaged or of another version.
    """
    return Record(open_to_read(Path(path), prepare=one_state))
