"""A record as of a day: what was not on record then is hidden behind temporary tables and views.

SQLite looks for a name among the temporary tables first. So each table of the record gets a temporary view or table
of its name that holds what was on record, and every query of the record answers for that day as it stands. The file
itself is not touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.model import Ruling
from onrecord.record.gate import Gate
from onrecord.record.rulings.lines import ruling_from

Clock = Literal["published", "observed"]
CLOCKS: tuple[Clock, ...] = get_args(Clock)

_ARTICLE = "+{0} IN (SELECT id FROM temp.articles_then)"
"""The plus keeps SQLite from walking all articles of then where a query names a few itself."""
_ENTRY = "+{0} IN (SELECT id FROM temp.entries_then WHERE whole)"
_BOTH = "+{0} IN (SELECT id FROM temp.entries_then) AND +{1} IN (SELECT id FROM temp.entries_then)"
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
    "meta": "1",
    "rejected": "1",
    "search_keys": "1",
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
    "corrections": f"+entry IN (SELECT id FROM temp.entries_then) AND {_ARTICLE.format('article')}",
    "unruled_links": _BOTH.format("a", "b"),
    "unruled_corrections": f"+entry IN (SELECT id FROM temp.entries_then) AND {_ARTICLE.format('article')}",
    "grouped": _FINDING.format("finding"),
    "disagreements": f"{_ARTICLE.format('a_article')} AND {_ARTICLE.format('b_article')}"
    " AND id NOT IN (SELECT disagreement FROM main.unruled WHERE added)",
    "unruled": "+disagreement IN (SELECT id FROM temp.disagreements)",
    "disagreement_spans": "+disagreement IN (SELECT id FROM temp.disagreements)",
    "rulings": "0",
    "speakers": "0",
    "speaker_statements": "0",
}  # fmt: skip
"""Tables copied, parents first, without what is concluded anew: entries that were there in part or that rulings are
on, what rulings did, and who speaks."""

BEFORE_RULINGS: Mapping[str, str] = {"links": "unruled_links", "corrections": "unruled_corrections"}
"""Where a copy is taken from in a record that has rulings."""


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

    Entries of which only a part was on record, those that rulings are on, and all speakers are left out: `members`
    gives the former two as they were grouped before rulings, and the caller writes all anew.
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
    ruled = gate.one("see whether there are rulings", "SELECT 1 FROM main.rulings LIMIT 1") is not None
    for table, condition in COPIED.items():
        _copy(gate, table, BEFORE_RULINGS.get(table, table) if ruled else table, condition)
        if table in _AFTERWARDS:
            gate.script(f"take {table} back to then", _AFTERWARDS[table])
    for name, sql in _made(gate, "view", None):
        gate.all(f"show {name} of then", sql.replace("CREATE VIEW", "CREATE TEMP VIEW", 1))
    return found


def members(gate: Gate) -> Mapping[str, tuple[str, ...]]:
    """The findings of then of each entry that is to be concluded anew, by the entry's id of today."""
    out: dict[str, list[str]] = {}
    sql = "SELECT entry, finding FROM temp.members_then ORDER BY entry, finding"
    for entry, finding in gate.all("see what they rest on", sql):
        out.setdefault(str(entry), []).append(str(finding))
    return {entry: tuple(found) for entry, found in out.items()}


def rulings_by(gate: Gate, day: str | None) -> list[Ruling]:
    """The rulings that were made by the end of a day (None: all), in the order in which they were made."""
    sql = "SELECT body FROM main.rulings WHERE substr(at, 1, 10) <= ?"
    made = [ruling_from(str(body)) for (body,) in gate.all("read rulings", sql, (day or "9999-12-31",))]
    return sorted(made, key=lambda one: one.order)


_LAST = "substr(substr(CLOCK, 1, 10) || substr('9999-12-31', length(substr(CLOCK, 1, 10)) + 1), 1, 10)"
"""An article's day by the clock, of a month or a year its last."""

_THEN = """
CREATE TEMP TABLE shown_day (day TEXT NOT NULL);
CREATE TEMP TABLE articles_then (id TEXT PRIMARY KEY);
CREATE TEMP TABLE findings_then (id TEXT PRIMARY KEY);
CREATE TEMP TABLE entries_then (id TEXT PRIMARY KEY, whole INTEGER NOT NULL);
CREATE TEMP TABLE derivations_then (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE ruled_then (id TEXT PRIMARY KEY);
CREATE TEMP TABLE bases_then (id TEXT PRIMARY KEY);
CREATE TEMP TABLE members_then (entry TEXT, finding TEXT, PRIMARY KEY (entry, finding));
"""

_FOUND = f"""
INSERT INTO temp.articles_then
  SELECT id FROM main.articles WHERE CLOCK IS NOT NULL AND {_LAST} <= (SELECT day FROM temp.shown_day) ORDER BY id;
INSERT INTO temp.findings_then
  SELECT id FROM main.findings WHERE article IN (SELECT id FROM temp.articles_then) ORDER BY id;
INSERT INTO temp.ruled_then SELECT DISTINCT entry FROM main.entry_rulings;
INSERT INTO temp.bases_then
  SELECT DISTINCT g.base FROM main.grouped g LEFT JOIN main.entry_findings x ON x.finding = g.finding
  WHERE x.finding IS NULL OR x.entry IN (SELECT id FROM temp.ruled_then);
INSERT INTO temp.entries_then
  SELECT x.entry, count(t.id) = count(*) FROM main.entry_articles x
  LEFT JOIN temp.articles_then t ON t.id = x.article
  WHERE x.entry NOT IN (SELECT id FROM temp.ruled_then) GROUP BY x.entry HAVING count(t.id) ORDER BY x.entry;
INSERT OR REPLACE INTO temp.entries_then
  SELECT DISTINCT base, 0 FROM main.grouped
  WHERE base IN (SELECT id FROM temp.bases_then) AND finding IN (SELECT id FROM temp.findings_then);
UPDATE temp.entries_then SET whole = 0 WHERE id IN (
  SELECT entry FROM main.ladder
  WHERE substr(date, 1, 10) > substr((SELECT day FROM temp.shown_day), 1, length(substr(date, 1, 10))));
INSERT OR IGNORE INTO temp.members_then
  SELECT x.entry, x.finding FROM main.entry_findings x JOIN temp.entries_then e ON e.id = x.entry AND NOT e.whole
  WHERE x.entry NOT IN (SELECT id FROM temp.ruled_then) AND x.finding IN (SELECT id FROM temp.findings_then);
INSERT OR IGNORE INTO temp.members_then
  SELECT base, finding FROM main.grouped
  WHERE base IN (SELECT id FROM temp.bases_then) AND finding IN (SELECT id FROM temp.findings_then);
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

_REACH = "UPDATE temp.{0} SET " + ", ".join(
    f"{name} = (SELECT json_group_array(one.value) FROM json_each({name}) one"
    " WHERE one.value IN (SELECT id FROM temp.articles_then))"
    for name in ("still", "mended")
)
_AFTERWARDS: Mapping[str, str] = {
    "corrections": _REACH.format("corrections"),
    "unruled_corrections": _REACH.format("unruled_corrections"),
    "disagreements": """
UPDATE temp.disagreements SET
  entry = (SELECT base FROM main.unruled u WHERE u.disagreement = id),
  settled = (SELECT u.settled FROM main.unruled u WHERE u.disagreement = id)
WHERE id IN (SELECT disagreement FROM main.unruled);
DELETE FROM temp.disagreements WHERE entry NOT IN (SELECT id FROM temp.entries_then);
""",
    "unruled": "UPDATE temp.unruled SET apart = NULL",
}
"""What makes of a copied table what it was then, before rulings."""


_TO_A_VIEW = re.compile(
    rf" REFERENCES (?:{'|'.join(SEEN_THROUGH)}) \([a-z, ]+\)(?: ON DELETE CASCADE)?(?: DEFERRABLE[A-Z ]*)?"
)
"""A key into a table that is seen through a view, which SQLite takes for none."""


def _copy(gate: Gate, table: str, source: str, condition: str) -> None:
    """A temporary table like the record's own, with its indexes, and the rows of `source` that were on record."""
    for _, sql in _made(gate, "table", table):
        local = _TO_A_VIEW.sub("", sql.replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
        gate.all(f"make {table} of then", local)
    gate.all(f"copy {table} of then", f"INSERT INTO temp.{table} SELECT * FROM main.{source} WHERE {condition}")
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
