"""Choosing rows of the record: which table, which filters, in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from onrecord.errors import BadInput, NotFound
from onrecord.model import CAUSES, DISAGREEMENT_KINDS, KINDS, MEMBERSHIP_STAGES, STAGES
from onrecord.record.gate import Gate, Value

TABLES = (
    "articles", "statements", "commitments", "memberships", "speakers", "reuse", "derivations", "entries",
    "links", "corrections", "disagreements", "rulings", "rejected",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Selection:
    """What rows to take; None takes all.

    actor, recipient: a code (UKR, NATO) or part of a name; for statements, whom the speaker speaks for; for
                      memberships, anyone who takes part.
    kind, stage:      as in the record (military, pledged ...); for disagreements `kind` is theirs.
    item:             a part of it, in any case.
    speaker:          a part of a name, or of a role, in any case and spelling: "Selensk" finds every statement of
                      somebody whom one article spells so.
    article:          an article's id, the beginning of one, or its path.
    type:             of an entry: statement, commitment or membership.
    min_origins:      at least so many independent origins behind the entry.
    cause:            of a disagreement: copying error, scope ...
    open:             of disagreements, True takes those that nothing has settled, False the settled ones.
    limit:            at most so many rows.
    """

    actor: str | None = None
    recipient: str | None = None
    kind: str | None = None
    stage: str | None = None
    item: str | None = None
    speaker: str | None = None
    article: str | None = None
    type: str | None = None
    min_origins: int | None = None
    cause: str | None = None
    open: bool | None = None
    limit: int | None = None


EVERYTHING = Selection()

_OF_ENTRY = (
    "EXISTS (SELECT 1 FROM entry_findings x JOIN entries y ON y.id = x.entry"
    " WHERE x.finding = t.id AND y.origins >= :min_origins)"
)
_CODE = "{0} = :{1} COLLATE NOCASE"
_NAMED = "({0} = :{1} COLLATE NOCASE OR contains({0}_name, :{1}))"


_KNOWN_AS = (
    "SELECT s.id FROM speakers s WHERE EXISTS"
    " (SELECT 1 FROM json_each(s.spellings) one WHERE contains(one.value, :speaker))"
)
_SPELLED = f"SELECT every.value FROM speakers k, json_each(k.spellings) every WHERE k.id IN ({_KNOWN_AS})"


def _json(field: str) -> str:
    return f"json_extract(t.fields, '$.{field}')"


CONDITIONS: Mapping[str, Mapping[str, str]] = {
    "articles": {"article": "t.id = :article"},
    "statements": {
        "actor": "t.speaker_actor = :actor COLLATE NOCASE",
        "speaker": "(contains(t.speaker_name, :speaker) OR contains(t.speaker_role, :speaker)"
        f" OR t.id IN (SELECT x.statement FROM speaker_statements x WHERE x.speaker IN ({_KNOWN_AS})))",
        "article": "t.article = :article",
        "min_origins": _OF_ENTRY,
    },
    "commitments": {
        "actor": _NAMED.format("t.actor", "actor"),
        "recipient": _NAMED.format("t.recipient", "recipient"),
        "kind": "t.kind = :kind",
        "stage": "t.stage = :stage",
        "item": "(contains(t.item, :item) OR t.item_class = :item COLLATE NOCASE)",
        "speaker": f"(contains(t.said_by, :speaker) OR t.said_by IN ({_SPELLED}))",
        "article": "t.article = :article",
        "min_origins": _OF_ENTRY,
    },
    "memberships": {
        "actor": '(:actor COLLATE NOCASE IN (t.organisation, t.candidate, t."by"))',
        "stage": "t.stage = :stage",
        "article": "t.article = :article",
        "min_origins": _OF_ENTRY,
    },
    "speakers": {
        "actor": "t.actor = :actor COLLATE NOCASE",
        "speaker": f"(contains(t.role, :speaker) OR t.id IN ({_KNOWN_AS}))",
        "article": "EXISTS (SELECT 1 FROM speaker_statements x JOIN statements y ON y.id = x.statement"
        " WHERE x.speaker = t.id AND y.article = :article)",
    },
    "reuse": {"article": "(t.a = :article OR t.b = :article)"},
    "derivations": {"article": "(t.article = :article OR t.source = :article)"},
    "entries": {
        "actor": "("
        + " OR ".join(
            _CODE.format(_json(one), "actor") for one in ("actor", "speaker.actor", "organisation", "candidate")
        )
        + f" OR contains({_json('actor_name')}, :actor))",
        "recipient": f"({_json('recipient')} = :recipient COLLATE NOCASE"
        f" OR contains({_json('recipient_name')}, :recipient))",
        "kind": f"{_json('kind')} = :kind",
        "stage": "t.stage = :stage",
        "item": f"contains({_json('item')}, :item)",
        "speaker": f"(contains({_json('speaker.name')}, :speaker) OR contains({_json('said_by')}, :speaker)"
        f" OR {_json('speaker.name')} IN ({_SPELLED}) OR {_json('said_by')} IN ({_SPELLED}))",
        "article": "EXISTS (SELECT 1 FROM entry_articles x WHERE x.entry = t.id AND x.article = :article)",
        "type": "t.type = :type",
        "min_origins": "t.origins >= :min_origins",
    },
    "disagreements": {
        "kind": "t.kind = :kind",
        "article": "(t.a_article = :article OR t.b_article = :article)",
        "cause": "t.cause = :cause",
        "open": "(t.settled IS NULL) = :open",
        "min_origins": "EXISTS (SELECT 1 FROM entries y WHERE y.id = t.entry AND y.origins >= :min_origins)",
    },
    "links": {},
    "rulings": {},
    "corrections": {
        "article": "(t.article = :article"
        " OR EXISTS (SELECT 1 FROM json_each(t.still) one WHERE one.value = :article))"
    },
    "rejected": {},
}

ORDERS: Mapping[str, str] = {
    "articles": "ORDER BY t.id",
    "statements": "ORDER BY t.article, f.position",
    "commitments": "ORDER BY t.article, f.position",
    "memberships": "ORDER BY t.article, f.position",
    "speakers": "ORDER BY t.statements DESC, t.name, t.id",
    "reuse": "ORDER BY t.a, t.b",
    "derivations": "ORDER BY t.id",
    "entries": "ORDER BY t.type, t.origins DESC, t.articles DESC, t.id",
    "links": "ORDER BY t.a, t.b, t.relation",
    "corrections": "ORDER BY t.id",
    "rulings": "ORDER BY t.at, t.id",
    "disagreements": "ORDER BY t.severity DESC, t.id",
    "rejected": "ORDER BY t.path, t.reason",
}


KNOWN: Mapping[str, tuple[str, ...]] = {
    "kind": (*KINDS, *DISAGREEMENT_KINDS),
    "stage": (*STAGES, *MEMBERSHIP_STAGES),
    "type": ("commitment", "membership", "statement"),
    "cause": CAUSES,
}


def check_table(table: str) -> None:
    """Raise NotFound when the record has no such table to show or export."""
    if table not in TABLES:
        raise NotFound(f"there is no table {table!r}; there are {', '.join(TABLES)}")


def selected(gate: Gate, table: str, selection: Selection = EVERYTHING) -> list[tuple[Value, ...]]:
    """The keys of the chosen rows in the table's order: the id (for reuse a and b, for rejected path and reason).

    Raises NotFound for an unknown table or article, BadInput for a filter that does not fit the table.
    """
    check_table(table)
    _check_values(selection)
    chosen = {field.name: getattr(selection, field.name) for field in fields(selection)}
    limit = chosen.pop("limit")
    chosen = {name: value for name, value in chosen.items() if value is not None}
    if "article" in chosen:
        chosen["article"] = article_id(gate, str(chosen["article"]))
    where = " AND ".join(_condition(table, name) for name in chosen) or "1"
    joined = " JOIN findings f ON f.id = t.id" if "f." in ORDERS[table] else ""
    key = {"reuse": "t.a, t.b", "links": "t.a, t.b, t.relation", "rejected": "t.path, t.reason"}.get(table, "t.id")
    sql = f"SELECT {key} FROM {table} t{joined} WHERE {where} {ORDERS[table]} LIMIT :limit"
    return gate.all(f"select {table}", sql, {**chosen, "limit": -1 if limit is None else limit})


def _check_values(selection: Selection) -> None:
    """Raise BadInput for a kind, stage or type that there is none of, rather than find nothing."""
    for name, known in KNOWN.items():
        value = getattr(selection, name)
        if value is not None and value not in known:
            raise BadInput(f"there is no {name} {value!r}; there are {', '.join(known)}")
    for name in ("min_origins", "limit"):
        value = getattr(selection, name)
        if value is not None and value < 1:
            raise BadInput(f"--{name.replace('_', '-')} is at least 1, not {value}")


def _condition(table: str, name: str) -> str:
    there = CONDITIONS[table]
    if name not in there:
        fitting = ", ".join(f"--{one.replace('_', '-')}" for one in there) or "none but --limit"
        raise BadInput(f"{table} cannot be chosen by --{name.replace('_', '-')}; filters that fit: {fitting}")
    return there[name]


def article_id(gate: Gate, wanted: str) -> str:
    """The id of the article that `wanted` names by id, by path or by the beginning of its id.

    Raises NotFound when there is none, BadInput when there are several.
    """
    for where in ("id = ?1", "path = ?1", "substr(id, 1, length(?1)) = ?1", "path LIKE '%/' || ?1"):
        rows = gate.all("find the article", f"SELECT id FROM articles WHERE {where} ORDER BY id LIMIT 6", (wanted,))
        if len(rows) == 1:
            return str(rows[0][0])
        if rows:
            several = ", ".join(str(row[0]) for row in rows)
            raise BadInput(f"{wanted!r} names several articles: {several}; give more of the id")
    raise NotFound(f"the record has no article {wanted!r}; see: onrecord show FILE articles")
