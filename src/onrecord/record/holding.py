"""What a record holds, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record.gate import Gate

MOST_REJECTED = 200
"""So many rejected inputs are named; the rest are in the table `rejected`."""


@dataclass(frozen=True, slots=True)
class RejectedInput:
    """An input that could not be used, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Holding:
    """How much a record holds of what.

    articles: texts; outlets: distinct outlets that published them; agencies: distinct agencies that they credit.
    first, last: the first and the last day of publication, ISO 8601; undated: articles without one.
    origins:  distinct independent origins behind all entries.
    commitments, statements, bids: entries of each type; speakers: known people and bodies who speak.
    open, settled: disagreements.
    rulings:  decisions of people, those too that no longer hold.
    rejected: how many inputs could not be used; why: the first of them by path.
    """

    articles: int
    outlets: int
    agencies: int
    first: str | None
    last: str | None
    undated: int
    origins: int
    commitments: int
    statements: int
    bids: int
    speakers: int
    open: int
    settled: int
    rulings: int
    rejected: int
    why: tuple[RejectedInput, ...]


@dataclass(frozen=True, slots=True)
class OriginCount:
    """An independent origin, and how many entries it stands behind.

    kind: `wire` an agency, `outlet` an outlet's own report, `article` one whose outlet is not known.
    name: the agency, the outlet, or the article's id; title: of that article, None of another origin.
    """

    origin: str
    kind: str
    name: str
    title: str | None
    entries: int


_ARTICLES = (
    "SELECT count(*), count(DISTINCT outlet), count(DISTINCT wire), min(substr(published, 1, 10)),"
    " max(substr(published, 1, 10)), count(*) - count(published) FROM articles"
)
_COUNTS = (
    "SELECT (SELECT count(DISTINCT origin) FROM entry_origins), (SELECT count(*) FROM speakers),"
    " (SELECT count(*) FROM rulings), (SELECT count(*) FROM rejected)"
)
_OPEN = "SELECT count(*) - count(settled), count(settled) FROM disagreements"
_TYPES = "SELECT type, count(*) FROM entries GROUP BY type"
_ORIGINS = (
    "SELECT o.origin, o.entries, coalesce(a.title, a.path) FROM"
    " (SELECT origin, count(*) AS entries FROM entry_origins GROUP BY origin ORDER BY 2 DESC, 1 LIMIT ?) o"
    " LEFT JOIN articles a ON a.id = iif(o.origin LIKE 'article:%', substr(o.origin, 9), NULL) ORDER BY 2 DESC, 1"
)
_REJECTED = "SELECT path, reason FROM rejected ORDER BY path, reason LIMIT ?"


def holding(gate: Gate) -> Holding:
    """Count what a record holds."""
    articles, outlets, agencies, first, last, undated = gate.all("count articles", _ARTICLES)[0]
    origins, speakers, rulings, rejected = gate.all("count the rest", _COUNTS)[0]
    open_, settled = gate.all("count disagreements", _OPEN)[0]
    types = {str(kind): int(number or 0) for kind, number in gate.all("count entries", _TYPES)}
    named = gate.all("name what was rejected", _REJECTED, (MOST_REJECTED,)) if rejected else []
    return Holding(
        articles=int(articles or 0),
        outlets=int(outlets or 0),
        agencies=int(agencies or 0),
        first=str(first) if first else None,
        last=str(last) if last else None,
        undated=int(undated or 0),
        origins=int(origins or 0),
        commitments=types.get("commitment", 0),
        statements=types.get("statement", 0),
        bids=types.get("membership", 0),
        speakers=int(speakers or 0),
        open=int(open_ or 0),
        settled=int(settled or 0),
        rulings=int(rulings or 0),
        rejected=int(rejected or 0),
        why=tuple(RejectedInput(str(path), str(reason)) for path, reason in named),
    )


def origins(gate: Gate, most: int) -> tuple[OriginCount, ...]:
    """The origins that stand behind most entries, `most` of them."""
    return tuple(
        OriginCount(str(origin), *_parted(str(origin)), str(title) if title is not None else None, int(number or 0))
        for origin, number, title in gate.all("count entries by origin", _ORIGINS, (most,))
    )


def _parted(origin: str) -> tuple[str, str]:
    kind, _, name = origin.partition(":")
    return kind, name
