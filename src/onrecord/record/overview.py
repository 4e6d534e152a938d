"""The overview: what an analyst wants to see of a record first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.model import STAGES, Article, Derivation, Disagreement, Entry
from onrecord.record.entries import load_entries
from onrecord.record.gate import Gate
from onrecord.record.loading import load_articles, load_disagreements
from onrecord.record.selecting import TABLES, Selection, selected
from onrecord.record.tracing import load_trace

TOP_DISAGREEMENTS = 10
TOP_ROWS = 50
FURTHEST = (
    "SELECT id FROM entries WHERE type = 'commitment' ORDER BY CASE stage "
    + " ".join(f"WHEN '{stage}' THEN {place}" for place, stage in enumerate(reversed(STAGES)))
    + f" ELSE {len(STAGES)} END, origins DESC, articles DESC, id LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Overview:
    """What a record holds, counted, with the part of it that is read first.

    counts:        rows of each table; `origins` counts the distinct origins behind all entries.
    articles:      up to fifty of them.
    derivations:   where those articles came from.
    origins:       how many entries each stands behind, most first; up to fifty.
    commitments:   entries, furthest stage first, then by origins; up to fifty, as all that follow.
    memberships:   entries by organisation and candidate.
    disagreements: the ten most severe.
    sides:         the articles of those disagreements, by id.
    """

    counts: Mapping[str, int]
    articles: tuple[Article, ...]
    derivations: tuple[Derivation, ...]
    origins: Mapping[str, int]
    commitments: tuple[Entry, ...]
    memberships: tuple[Entry, ...]
    disagreements: tuple[Disagreement, ...]
    sides: Mapping[str, Article]


def overview(gate: Gate) -> Overview:
    """Gather the overview."""
    articles = _ids(gate, "articles", Selection(limit=TOP_ROWS))
    furthest = gate.all("find the furthest commitments", FURTHEST, (TOP_ROWS,))
    memberships = [*load_entries(gate, _ids(gate, "entries", Selection(type="membership", limit=TOP_ROWS)))]
    memberships.sort(key=lambda one: (str(one.fields.get("organisation")), str(one.fields.get("candidate"))))
    top = tuple(load_disagreements(gate, _ids(gate, "disagreements", Selection(limit=TOP_DISAGREEMENTS))))
    sides = sorted({side.article for one in top for side in (one.a, one.b)})
    return Overview(
        counts(gate),
        tuple(load_articles(gate, articles)),
        load_trace(gate, articles).derivations,
        _origins(gate),
        tuple(load_entries(gate, [str(id_) for (id_,) in furthest])),
        tuple(memberships),
        top,
        {article.id: article for article in load_articles(gate, sides)},
    )


def _origins(gate: Gate) -> Mapping[str, int]:
    sql = "SELECT origin, count(*) FROM entry_origins GROUP BY origin ORDER BY 2 DESC, 1 LIMIT ?"
    return {str(origin): int(number or 0) for origin, number in gate.all("count origins", sql, (TOP_ROWS,))}


def _ids(gate: Gate, table: str, selection: Selection) -> list[str]:
    return [str(row[0]) for row in selected(gate, table, selection)]


def counts(gate: Gate) -> Mapping[str, int]:
    """Rows of each table, of each type of entry, and the number of distinct `origins`."""
    queries = {table: f"SELECT count(*) FROM {table}" for table in TABLES}
    queries["origins"] = "SELECT count(DISTINCT origin) FROM entry_origins"
    for kind in ("statement", "commitment", "membership"):
        queries[f"{kind} entries"] = f"SELECT count(*) FROM entries WHERE type = '{kind}'"
    return {name: int((gate.one(f"count {name}", sql) or (0,))[0] or 0) for name, sql in queries.items()}
