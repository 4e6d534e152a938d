"""A record as of a day: what was not on record then is hidden behind temporary tables and views.

SQLite looks for a name among the temporary tables first. So each table of the record gets a temporary view or table
of its name that holds what was on record, and every query of the record answers for that day as it stands. The file
itself is not touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.record.gate import Gate

Clock = Literal["published", "observed"]
CLOCKS: tuple[Clock, ...] = get_args(Clock)

_ARTICLE = "+{0} IN (SELECT id FROM temp.articles_then)"
"""The plus keeps SQLite from walking all articles of then where a query names a few itself."""
_ENTRY = "{0} IN (SELECT id FROM temp.entries_then WHERE whole)"
_BOTH = "{0} IN (SELECT id FROM temp.entries_then) AND {1} IN (SELECT id FROM temp.entries_then)"
_FINDING = "+{0} IN (SELECT id FROM temp.findings_then)"
_DERIVED = "+derivation IN (SELECT id FROM temp.derivations_then)"

SEEN_THROUGH: Mapping[str, str] = {
    "articles": _ARTICLE.format("id"),
    "layout": _ARTICLE.format("article"),
    "anchors": _ARTICLE.format("article"),
    "findings": _ARTICLE.format("article"),
    "statements": _ARTICLE.format("article"),
    "commitments": _ARTICLE.format("article"),
    "memberships": _ARTICLE.format("article"),
    "evidence": _FINDING.format("finding"),
    "reuse": f"{_ARTICLE.format('a')} AND {_ARTICLE.format('b')}",
    "passages": f"{_ARTICLE.format('a')} AND {_ARTICLE.format('b')}",
    "derivation_passages": _DERIVED,
    "derivation_reasons": f"{_DERIVED} AND NOT EXISTS (SELECT 1 FROM main.derivations d WHERE d.id = derivation"
    " AND instr(detail, d.source) AND d.source NOT IN (SELECT id FROM temp.articles_then))",
    "rulings": "substr(at, 1, 10) <= (SELECT day FROM temp.shown_day)",
    "grouped": _FINDING.format("finding"),
    "unruled": "1",
    "unruled_links": "1",
    "unruled_corrections": _ARTICLE.format("article"),
    "meta": "1",
    "rejected": "1",
}
"""Tables seen through a view: what articles say of themselves, and which of it was on record."""

COPIED: Mapping[str, str] = {
    "entries": _ENTRY.format("id"),
    **{
        table: _ENTRY.format("entry")
        for table in (
            "entry_articles", "entry_findings", "entry_origins", "entry_rulings", "entry_values", "ladder",
            "variants", "variant_findings", "variant_changes", "variant_spans",
        )
    },
    "links": _BOTH.format("a", "b"),
    "corrections": f"entry IN (SELECT id FROM temp.entries_then) AND {_ARTICLE.format('article')}",
    "disagreements": f"{_ARTICLE.format('a_article')} AND {_ARTICLE.format('b_article')}"
    " AND (entry IS NULL OR entry IN (SELECT id FROM temp.entries_then))",
    "disagreement_spans": "disagreement IN (SELECT id FROM temp.disagreements)",
    "speakers": "0",
    "speaker_statements": "0",
}  # fmt: skip
"""Tables copied, parents first, without what is concluded anew: entries that were there in part, and who speaks."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """Which articles of a record were on record on a day.

    day:      ISO 8601. clock: by which day of an article: `published`, or `observed` (first read into a record).
    articles: how many were on record; `later` how many came after the day; `undated` how many have no such day and
              are left out.
    """

    day: str
    clock: Clock
    articles: int
    later: int
    undated: int


def hide_later(gate: Gate, day: str, clock: Clock) -> AsOf:
    """Lay the record of `day` over that of now. A day that is known to the month counts as its last.

    Entries of which only a part was on record, and all speakers, are left out: `entries_in_part` names the former,
    and the caller writes both anew.
    """
    gate.all("leave keys unchecked, since views have none", "PRAGMA foreign_keys = OFF")
    gate.all("keep what is temporary in memory", "PRAGMA temp_store = MEMORY")
    gate.script("see what was on record", _THEN.replace("CLOCK", clock))
    gate.all("note the day", "INSERT INTO temp.shown_day VALUES (?)", (day,))
    gate.script("find what was on record", _FOUND.replace("CLOCK", clock))
    found = _counted(gate, day, clock)
    for table, condition in SEEN_THROUGH.items():
        gate.all(f"hide later {table}", f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table} WHERE {condition}")
    gate.script("hide later sources", _DERIVATIONS)
    for table, condition in COPIED.items():
        _copy(gate, table, condition)
    gate.script("hide where corrections reached later", _REACH)
    for name, sql in _made(gate, "view", None):
        gate.all(f"show {name} of then", sql.replace("CREATE VIEW", "CREATE TEMP VIEW", 1))
    return found


def entries_in_part(gate: Gate) -> list[str]:
    """Ids of the entries of which only some findings or rungs were on record, sorted."""
    rows = gate.all("see which are in part", "SELECT id FROM temp.entries_then WHERE NOT whole ORDER BY id")
    return [str(row[0]) for row in rows]


def findings_of(gate: Gate, entries: list[str]) -> Mapping[str, tuple[str, ...]]:
    """The findings, as far as they were on record, of entries of now."""
    sql = (
        "SELECT x.entry, x.finding FROM main.entry_findings x JOIN temp.findings_then t ON t.id = x.finding"
        " WHERE x.entry IN (?) ORDER BY x.entry, x.finding"
    )
    out: dict[str, list[str]] = {}
    for entry, finding in gate.picked("find what they rest on", sql, entries):
        out.setdefault(str(entry), []).append(str(finding))
    return {entry: tuple(found) for entry, found in out.items()}


_LAST = "substr(substr(CLOCK, 1, 10) || substr('9999-12-31', length(substr(CLOCK, 1, 10)) + 1), 1, 10)"
"""An article's day by the clock, of a month or a year its last."""

_THEN = """
CREATE TEMP TABLE shown_day (day TEXT NOT NULL);
CREATE TEMP TABLE articles_then (id TEXT PRIMARY KEY);
CREATE TEMP TABLE findings_then (id TEXT PRIMARY KEY);
CREATE TEMP TABLE entries_then (id TEXT PRIMARY KEY, whole INTEGER NOT NULL);
CREATE TEMP TABLE derivations_then (id INTEGER PRIMARY KEY);
"""

_FOUND = f"""
INSERT INTO temp.articles_then
  SELECT id FROM main.articles WHERE CLOCK IS NOT NULL AND {_LAST} <= (SELECT day FROM temp.shown_day) ORDER BY id;
INSERT INTO temp.findings_then
  SELECT id FROM main.findings WHERE article IN (SELECT id FROM temp.articles_then) ORDER BY id;
INSERT INTO temp.entries_then
  SELECT x.entry, count(t.id) = count(*) FROM main.entry_articles x
  LEFT JOIN temp.articles_then t ON t.id = x.article GROUP BY x.entry HAVING count(t.id) ORDER BY x.entry;
UPDATE temp.entries_then SET whole = 0 WHERE id IN (
  SELECT entry FROM main.ladder
  WHERE substr(date, 1, 10) > substr((SELECT day FROM temp.shown_day), 1, length(substr(date, 1, 10))));
INSERT INTO temp.derivations_then
  SELECT id FROM main.derivations WHERE article IN (SELECT id FROM temp.articles_then)
  AND (source IS NULL OR wire IS NOT NULL OR source IN (SELECT id FROM temp.articles_then)) ORDER BY id;
"""

_DERIVATIONS = """
CREATE TEMP VIEW derivations AS
  SELECT id, article, CASE WHEN source IN (SELECT id FROM temp.articles_then) THEN source END AS source, wire,
         confidence
  FROM main.derivations WHERE +id IN (SELECT id FROM temp.derivations_then);
"""

_REACH = "UPDATE temp.corrections SET " + ", ".join(
    f"{name} = (SELECT json_group_array(one.value) FROM json_each({name}) one"
    " WHERE one.value IN (SELECT id FROM temp.articles_then))"
    for name in ("still", "mended")
)


def _copy(gate: Gate, table: str, condition: str) -> None:
    """A temporary table like the record's own, with its indexes, and the rows that were on record."""
    for _, sql in _made(gate, "table", table):
        gate.all(f"make {table} of then", sql.replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
    gate.all(f"copy {table} of then", f"INSERT INTO temp.{table} SELECT * FROM main.{table} WHERE {condition}")
    for name, sql in _made(gate, "index", table):
        gate.all(f"order {table} of then", sql.replace(f"INDEX {name}", f"INDEX temp.{name}", 1))


def _made(gate: Gate, kind: str, table: str | None) -> list[tuple[str, str]]:
    sql = (
        "SELECT name, sql FROM main.sqlite_master WHERE type = ? AND sql NOT NULL AND (tbl_name = ? OR ? IS NULL)"
        " ORDER BY rowid"
    )
    return [(str(name), str(made)) for name, made in gate.all(f"see each {kind}", sql, (kind, table, table))]


def _counted(gate: Gate, day: str, clock: Clock) -> AsOf:
    sql = (
        f"SELECT (SELECT count(*) FROM temp.articles_then), count(*), count(*) - count({clock}) FROM main.articles"
    )
    kept, every, undated = (int(number or 0) for number in gate.all("count the articles of then", sql)[0])
    return AsOf(day, clock, kept, every - kept - undated, undated)
