"""Entries as rows of their tables, and rows as entries again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from onrecord.model import Backing, Correction, Entry, EntryLink, FieldValue, Rung
from onrecord.record.gate import Gate, Row
from onrecord.record.values import entry_fields, entry_row, listed, plain, spans_listed, spans_unlisted, unlisted
from onrecord.record.variants import load_variants, variant_tables


def entry_tables(entry: Entry, texts: Mapping[str, str]) -> Mapping[str, Sequence[Row]]:
    """Rows of every table that an entry stands in, parents first; `texts` gives an article's text by its id."""
    id_ = entry.id
    return {
        "entries": [entry_row(entry)],
        "entry_articles": [(id_, article) for article in entry.articles],
        "entry_findings": [(id_, finding) for finding in entry.findings],
        "entry_origins": [_origin_row(id_, origin, entry.backing) for origin in entry.origins],
        "ladder": [
            (
                id_, at, rung.stage, rung.date, listed(rung.articles), listed(rung.findings), rung.told,
                rung.observed, rung.quantity, rung.of, listed(rung.by), listed(rung.outstanding), int(rung.doubted),
            )
            for at, rung in enumerate(entry.ladder)
        ],
        "entry_values": [
            (
                id_, at, each.field, json.dumps(plain(each.value), ensure_ascii=False, sort_keys=True),
                int(each.stands), each.why, listed(each.findings), listed(each.origins),
            )
            for at, each in enumerate(entry.values)
        ],
        "entry_rulings": [(id_, ruling) for ruling in entry.rulings],
        **variant_tables(entry, texts),
    }  # fmt: skip


def _origin_row(entry: str, origin: str, backing: Sequence[Backing]) -> Row:
    known = next((each for each in backing if each.origin == origin), Backing(origin, None, (), ()))
    return (entry, origin, known.sourcing, listed(known.articles), listed(known.findings))


QUERIES: Mapping[str, str] = {
    "entry_articles": "SELECT entry, article FROM entry_articles WHERE entry IN (?) ORDER BY article",
    "entry_findings": "SELECT entry, finding FROM entry_findings WHERE entry IN (?) ORDER BY finding",
    "entry_origins": "SELECT entry, origin, sourcing, articles, findings FROM entry_origins"
    " WHERE entry IN (?) ORDER BY origin",
    "ladder": 'SELECT entry, stage, date, articles, findings, told, observed, quantity, "of", "by", outstanding,'
    " doubted FROM ladder WHERE entry IN (?) ORDER BY position",
    "entry_rulings": "SELECT entry, ruling,"
    " EXISTS (SELECT 1 FROM rulings r WHERE r.id = ruling AND r.act = 'accept')"
    " FROM entry_rulings WHERE entry IN (?) ORDER BY ruling",
    "entry_values": "SELECT entry, field, value, stands, why, findings, origins FROM entry_values"
    " WHERE entry IN (?) ORDER BY position",
}


def load_entries(gate: Gate, wanted: Sequence[str]) -> Iterator[Entry]:
    """Yield the entries of the ids `wanted`, in that order."""
    for at in range(0, len(wanted), 200):
        some = wanted[at : at + 200]
        sql = "SELECT id, type, stage, fields FROM entries WHERE id IN (?)"
        rows = {str(row[0]): row for row in gate.picked("read entries", sql, some)}
        held = {table: _held(gate, table, some) for table in QUERIES}
        variants = load_variants(gate, some)
        for one in some:
            id_, kind, stage, packed = rows[one]
            there = {table: found.get(one, ()) for table, found in held.items()}
            yield Entry(
                id_, kind, entry_fields(packed), stage,  # type: ignore[arg-type]
                ladder=tuple(_rung(row) for row in there["ladder"]),
                articles=tuple(sorted(str(article) for (article,) in there["entry_articles"])),
                origins=tuple(sorted(str(row[0]) for row in there["entry_origins"])),
                findings=tuple(sorted(str(finding) for (finding,) in there["entry_findings"])),
                variants=variants.get(one, ()),
                backing=tuple(_backing(row) for row in there["entry_origins"]),
                values=tuple(_value(row) for row in there["entry_values"]),
                rulings=tuple(str(row[0]) for row in there["entry_rulings"]),
                accepted=any(row[1] for row in there["entry_rulings"]),
            )  # fmt: skip


def _held(gate: Gate, table: str, wanted: Sequence[str]) -> Mapping[str, Sequence[Row]]:
    out: dict[str, list[Row]] = {}
    for row in gate.picked(f"read {table}", QUERIES[table], wanted):
        out.setdefault(str(row[0]), []).append(row[1:])
    return out


def _rung(row: Row) -> Rung:
    stage, date, articles, findings, told, observed, quantity, of, by, outstanding, doubted = row
    return Rung(
        stage, date, _ids(articles), _ids(findings), told, observed, quantity, of,  # type: ignore[arg-type]
        _ids(by), _ids(outstanding), bool(doubted),
    )  # fmt: skip


def _backing(row: Row) -> Backing:
    origin, sourcing, articles, findings = row
    return Backing(str(origin), sourcing, _ids(articles), _ids(findings))  # type: ignore[arg-type]


def _value(row: Row) -> FieldValue:
    field, value, stands, why, findings, origins = row
    return FieldValue(str(field), entry_fields(value), bool(stands), str(why), _ids(findings), _ids(origins))


def _ids(packed: object) -> tuple[str, ...]:
    return tuple(str(one) for one in unlisted(str(packed)))


LINKS = "SELECT a, b, relation, reason FROM links"
CORRECTIONS = "SELECT id, entry, field, article, spans, before, after, still, mended FROM corrections"


def link_row(link: EntryLink) -> Row:
    """Columns of `links`, in the table's order."""
    return (link.a, link.b, link.relation, link.reason)


def load_links(gate: Gate, wanted: Sequence[str] | None = None) -> Iterator[EntryLink]:
    """Yield the links of the entries `wanted` (None: of all), by their two ids."""
    yield from (EntryLink(*row) for row in sorted(set(_chosen(gate, "links", LINKS, ("a", "b"), wanted))))  # type: ignore[arg-type]


def correction_row(one: Correction) -> Row:
    """Columns of `corrections`, in the table's order."""
    return (
        one.id, one.entry, one.field, one.article, spans_listed(one.spans), one.before, one.after,
        listed(one.still), listed(one.mended),
    )  # fmt: skip


def load_corrections(gate: Gate, wanted: Sequence[str] | None = None) -> Iterator[Correction]:
    """Yield the corrections of the entries `wanted` (None: of all), by id."""
    rows = sorted(_chosen(gate, "corrections", CORRECTIONS, ("entry",), wanted))
    yield from (correction_from(row) for row in rows)


def correction_from(row: Row) -> Correction:
    """The reverse of `correction_row`."""
    id_, entry, field, article, spans, before, after, still, mended = row
    return Correction(
        id_, entry, field, article, spans_unlisted(spans), before, after,  # type: ignore[arg-type]
        _ids(still), _ids(mended),
    )  # fmt: skip


def _chosen(
    gate: Gate, table: str, sql: str, columns: Sequence[str], wanted: Sequence[str] | None
) -> Iterator[Row]:
    """Rows of a table, all of them or those in which one of `columns` is among `wanted`."""
    if wanted is None:
        yield from gate.each(f"read {table}", sql)
        return
    for column in columns:
        yield from gate.picked(f"read {table}", f"{sql} WHERE {column} IN (?)", wanted)
