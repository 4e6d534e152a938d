"""Searching: which articles and entries hold some words, the best first.

The index is of now. As of a day it is joined to the articles and entries of then; entries that said something else
then have an index of their own beside it, made when the record is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.errors import BadInput
from onrecord.record.gate import Gate, Row, Value
from onrecord.record.search_words import wanted

Place = Literal["entries", "articles"]
PLACES: tuple[Place, ...] = get_args(Place)
TYPES = ("commitment", "membership", "statement")
TITLE_WEIGHT = 2.0
"""A word of a title, or an entry's stage, counts twice: it says what the rest is about."""


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for; None takes all.

    words:  as typed: plain words (all must be there, the last also as the beginning of a word), "quoted phrases",
            -without, OR between two. Case and accents do not matter.
    type:   of an entry: commitment, membership or statement.
    outlet: only articles of this outlet, and entries that one of them tells.
    since, until: only articles published on these days or between (ISO 8601), and entries that one of them tells.
    """

    words: str
    type: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one place.

    ids:    of this stretch of it, best first.
    total:  how many there are in all.
    counts: of entries, how many of each type, before `Search.type` chooses.
    """

    ids: tuple[str, ...]
    total: int
    counts: Mapping[str, int]


NOTHING = Found((), 0, {})
Stretch = tuple[int, int]
"""At most how many, and after how many."""


def search(gate: Gate, asked: Search, stretches: Mapping[Place, Stretch]) -> Mapping[Place, Found]:
    """What is found in each of the places that are asked for, in one reading of the index.

    Raises BadInput for a place or type that there is not.
    """
    _check(asked, stretches)
    match = wanted(asked.words).match
    if match is None:
        return dict.fromkeys(stretches, NOTHING)
    values: dict[str, Value] = {"match": match, **{name: getattr(asked, name) for name in ("type", *_ARTICLE)}}
    # What nothing narrows is ranked before it is told of which type each entry is, which takes as long.
    narrowed = _of_then(gate) or any((asked.type, asked.outlet, asked.since, asked.until))
    source, type_ = ("chosen", "type") if narrowed else ("indexed", "''")
    parts = ["SELECT place, type, count(*) AS number, NULL AS id, 0 AS rank FROM chosen GROUP BY place, type"]
    for place, (limit, offset) in stretches.items():
        values |= {f"{place}_limit": max(limit, 0), f"{place}_offset": max(offset, 0)}
        of_type = " AND type = :type" if asked.type and place == "entries" else ""
        parts.append(
            f"SELECT * FROM (SELECT place, {type_}, 0, id, rank FROM {source} WHERE place = '{place}'{of_type}"
            f" ORDER BY rank, id LIMIT :{place}_limit OFFSET :{place}_offset)"
        )
    rows = gate.all("search", f"WITH {_hits(gate, asked, stretches)} {' UNION ALL '.join(parts)}", values)
    return {place: _found([row for row in rows if row[0] == place], asked, place) for place in stretches}


def _check(asked: Search, stretches: Mapping[Place, Stretch]) -> None:
    for place in stretches:
        if place not in PLACES:
            raise BadInput(f"there is nothing to search in {place!r}; there are {', '.join(PLACES)}")
    if asked.type is not None and asked.type not in TYPES:
        raise BadInput(f"there is no type {asked.type!r}; there are {', '.join(TYPES)}")


def _found(rows: Sequence[Row], asked: Search, place: Place) -> Found:
    counts = {str(type_): int(number or 0) for _, type_, number, id_, _ in rows if id_ is None}
    ids = tuple(str(id_) for _, _, _, id_, _ in rows if id_ is not None)
    if place == "articles":
        return Found(ids, sum(counts.values()), {})
    return Found(ids, counts.get(asked.type, 0) if asked.type else sum(counts.values()), counts)


def found_by_word(gate: Gate, words: str) -> list[tuple[str, int]]:
    """Each word or phrase of a search, as one would search for it alone, and what number of things have it."""
    out = []
    for group in wanted(words).groups:
        first = group[0].words
        alone = f'"{first}"' if len(group) == 1 and len(first.split()) > 1 else first
        found = search(gate, Search(alone), dict.fromkeys(PLACES, (0, 0)))
        out.append((alone, sum(each.total for each in found.values())))
    return out


def index_changed(gate: Gate) -> None:
    """Index the entries of a record as of a day that say something else there than now."""
    gate.script("index what entries said then", _CHANGED)


_CHANGED = """
CREATE VIRTUAL TABLE temp.search_then USING fts5 (
  id UNINDEXED, title, words, tokenize = "porter unicode61 remove_diacritics 2"
);
CREATE TEMP TABLE changed_then (id TEXT PRIMARY KEY);
INSERT INTO temp.changed_then
  SELECT t.id FROM temp.entries t LEFT JOIN main.entries m ON m.id = t.id
  WHERE m.id IS NULL OR m.fields <> t.fields OR m.stage IS NOT t.stage ORDER BY t.id;
INSERT INTO temp.search_then (id, title, words)
  SELECT t.id, coalesce(t.stage, ''), w.words
  FROM temp.changed_then c JOIN temp.entries t ON t.id = c.id JOIN temp.entry_words w ON w.id = c.id ORDER BY c.id;
"""
_WEIGHTS = f"{TITLE_WEIGHT}, 1.0"
_INDEXED = (
    f"SELECT k.place AS place, k.id AS id, bm25(search, {_WEIGHTS}) AS rank"
    " FROM search CROSS JOIN search_keys k ON k.key = search.rowid WHERE search MATCH :match"
)
"""The words first, then the keys: asked for one key after the other, FTS5 would look up the words each time."""
_NOW = "SELECT id, rank FROM indexed WHERE place = 'entries'"
_THEN = (
    "SELECT id, rank FROM indexed WHERE place = 'entries' AND id NOT IN (SELECT id FROM temp.changed_then)"
    f" UNION ALL SELECT t.id, coalesce(i.rank, bm25(search_then, 0.0, {_WEIGHTS}))"
    " FROM temp.search_then t LEFT JOIN indexed i ON i.id = t.id AND i.place = 'entries'"
    " WHERE t.search_then MATCH :match"
)
"""Entries as of a day. One that said something else then is found by what it said then. Where what it says now has
the words too it ranks as it does now, since the small index of then knows less of how rare a word is."""
_ARTICLE = {
    "outlet": "a.outlet = :outlet",
    "since": "substr(a.published, 1, 10) >= :since",
    "until": "substr(a.published, 1, 10) <= :until",
}


def _hits(gate: Gate, asked: Search, places: Iterable[Place]) -> str:
    """Common tables of a query; the last, `chosen`, holds place, type (of entries), id and rank."""
    of_then = _of_then(gate)
    conditions = [condition for name, condition in _ARTICLE.items() if getattr(asked, name)]
    filtered = bool(conditions)
    tables = [f"indexed AS MATERIALIZED ({_INDEXED})"]
    if filtered:
        tables.append(f"told AS MATERIALIZED (SELECT a.id FROM articles a WHERE {' AND '.join(conditions)})")
    chosen = []
    if "articles" in places:
        # As of a day `articles` hides what came later. Of now every key has its article.
        where = " AND id IN (SELECT id FROM told)" if filtered else ""
        where += " AND id IN (SELECT id FROM articles)" if of_then else ""
        chosen.append(
            f"SELECT 'articles' AS place, '' AS type, id, rank FROM indexed WHERE place = 'articles'{where}"
        )
    if "entries" in places:
        tables.append(f"hits AS ({_THEN if of_then else _NOW})")
        about = "SELECT entry FROM entry_articles WHERE article IN (SELECT id FROM told)"
        where = f" WHERE e.id IN ({about})" if filtered else ""
        chosen.append(
            "SELECT 'entries' AS place, e.type AS type, e.id AS id, i.rank AS rank"
            f" FROM hits i CROSS JOIN entries e ON e.id = i.id{where}"
        )
    tables.append(f"chosen AS ({' UNION ALL '.join(chosen)})")
    return ", ".join(tables)


def _of_then(gate: Gate) -> bool:
    sql = "SELECT 1 FROM sqlite_temp_master WHERE name = 'changed_then'"
    return gate.one("see whether a day is shown", sql) is not None
