"""What each filter asks of a row of each table, and by what rows are sorted, as SQL.

In it `t` is the table; a filter's own value stands under its name. `contains` compares without case and accents,
`code_of` gives the code that a name stands for, `names_code` says whether there is one.
"""

from __future__ import annotations

from collections.abc import Mapping

_OF_ENTRY = (
    "EXISTS (SELECT 1 FROM entry_findings x JOIN entries y ON y.id = x.entry"
    " WHERE x.finding = t.id AND y.origins >= :min_origins)"
)
_CODE = "{0} = code_of(:{1}) COLLATE NOCASE"
_PART = "(NOT names_code(:{1}) AND contains({0}, :{1}))"
_NAMED = f"({_CODE} OR {_PART.replace('{0}', '{0}_name')})"
_KNOWN_AS = (
    "SELECT s.id FROM speakers s WHERE EXISTS"
    " (SELECT 1 FROM json_each(s.spellings) one WHERE contains(one.value, :speaker))"
)
_SPELLED = f"SELECT every.value FROM speakers k, json_each(k.spellings) every WHERE k.id IN ({_KNOWN_AS})"


def _json(field: str) -> str:
    return f"json_extract(t.fields, '$.{field}')"


OPEN, LAST = "..", "9999-12-31"
"""An end of a span of days that is left open, and the day that stands for it."""


def first_day(day: str) -> str:
    """The first day of a date with its own precision ("2023-03", "2022-11-01/2022-11-30") as SQL."""
    begin = f"substr({day}, 1, instr({day} || '/', '/') - 1)"
    return f"substr(substr({begin}, 1, 10) || substr('0000-01-01', length({begin}) + 1), 1, 10)"


def last_day(day: str) -> str:
    """The last day of a date with its own precision as SQL; any month is given 31 days."""
    end = f"substr({day}, instr({day}, '/') + 1)"
    padded = f"substr(substr({end}, 1, 10) || substr('{LAST}', length({end}) + 1), 1, 10)"
    return f"CASE {end} WHEN '{OPEN}' THEN '{LAST}' ELSE {padded} END"


def _within(day: str) -> str:
    return f"({last_day(day)} >= :since AND {first_day(day)} <= :until)"


STEP_DAY = "coalesce(l.date, l.told)"
"""When a step of a ladder was reached: on its own day, else when an article first told it."""
TOLD_DAY = (
    "(SELECT min(substr(a.published, 1, 10)) FROM entry_articles x JOIN articles a ON a.id = x.article"
    " WHERE x.entry = t.id)"
)
"""When an article first told an entry."""
LAST_STEP = (
    f"(SELECT {STEP_DAY} FROM ladder l WHERE l.entry = t.id AND {STEP_DAY} NOT NULL"
    " ORDER BY l.position DESC LIMIT 1)"
)
ENTRY_DAY = f"coalesce({LAST_STEP}, {TOLD_DAY})"
"""The day of an entry: of the last step of its ladder that has one, else when an article first told it."""
_STEP = (
    f"(EXISTS (SELECT 1 FROM ladder l WHERE l.entry = t.id AND {_within(STEP_DAY)})"
    f" OR ({LAST_STEP} IS NULL AND {_within(TOLD_DAY)}))"
)
_PUBLISHED = f"EXISTS (SELECT 1 FROM articles a WHERE a.id = t.article AND {_within('substr(a.published, 1, 10)')})"
_WINDOW = dict.fromkeys(("since", "until"), _PUBLISHED)
_SIDES_PUBLISHED = (
    "EXISTS (SELECT 1 FROM articles a WHERE a.id IN (t.a_article, t.b_article)"
    f" AND {_within('substr(a.published, 1, 10)')})"
)
_DISAGREED = (
    "EXISTS (SELECT 1 FROM disagreements d WHERE d.entry = t.id AND CASE :disagreement WHEN 'any' THEN 1"
    " WHEN 'open' THEN d.settled IS NULL WHEN 'settled' THEN d.settled NOT NULL ELSE d.kind = :disagreement END)"
)
_GRAVEST = "(SELECT max(d.severity) FROM disagreements d WHERE d.entry = t.id AND d.settled IS NULL)"

CONDITIONS: Mapping[str, Mapping[str, str]] = {
    "articles": {
        "article": "t.id = :article",
        **dict.fromkeys(("since", "until"), _within("substr(t.published, 1, 10)")),
    },
    "statements": {
        "actor": _CODE.format("t.speaker_actor", "actor"),
        "speaker": "(contains(t.speaker_name, :speaker) OR contains(t.speaker_role, :speaker)"
        f" OR t.id IN (SELECT x.statement FROM speaker_statements x WHERE x.speaker IN ({_KNOWN_AS})))",
        "article": "t.article = :article",
        "min_origins": _OF_ENTRY,
        "words": "contains(t.text, :words)",
        **_WINDOW,
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
        **_WINDOW,
    },
    "memberships": {
        "actor": '(code_of(:actor) COLLATE NOCASE IN (t.organisation, t.candidate, t."by"))',
        "stage": "t.stage = :stage",
        "article": "t.article = :article",
        "min_origins": _OF_ENTRY,
        **_WINDOW,
    },
    "speakers": {
        "actor": _CODE.format("t.actor", "actor"),
        "kind": "t.kind = :kind",
        "speaker": f"(contains(t.role, :speaker) OR t.id IN ({_KNOWN_AS}))",
        "article": "EXISTS (SELECT 1 FROM speaker_statements x JOIN statements y ON y.id = x.statement"
        " WHERE x.speaker = t.id AND y.article = :article)",
    },
    "reuse": {"article": "(t.a = :article OR t.b = :article)"},
    "derivations": {"article": "(t.article = :article OR t.source = :article)"},
    "entries": {
        "type": "t.type = :type",
        "actor": "("
        + " OR ".join(
            _CODE.format(_json(one), "actor") for one in ("actor", "speaker.actor", "organisation", "candidate")
        )
        + f" OR {_PART.format(_json('actor_name'), 'actor')})",
        "recipient": f"({_CODE.format(_json('recipient'), 'recipient')}"
        f" OR {_PART.format(_json('recipient_name'), 'recipient')})",
        "kind": f"{_json('kind')} = :kind",
        "stage": "t.stage = :stage",
        "item": f"(contains({_json('item')}, :item) OR {_json('item_class')} = :item COLLATE NOCASE)",
        "speaker": f"(contains({_json('speaker.name')}, :speaker) OR contains({_json('said_by')}, :speaker)"
        f" OR {_json('speaker.name')} IN ({_SPELLED}) OR {_json('said_by')} IN ({_SPELLED}))",
        "article": "EXISTS (SELECT 1 FROM entry_articles x WHERE x.entry = t.id AND x.article = :article)",
        "min_origins": "t.origins >= :min_origins",
        "since": _STEP,
        "until": _STEP,
        "disagreement": _DISAGREED,
        "words": f"(contains({_json('text')}, :words)"
        " OR EXISTS (SELECT 1 FROM variants v WHERE v.entry = t.id AND contains(v.text, :words)))",
        "wording": "EXISTS (SELECT 1 FROM variants v WHERE v.entry = t.id AND v.position > 0"
        " AND v.relation = :wording)",
    },
    "disagreements": {
        "kind": "t.kind = :kind",
        "article": "(t.a_article = :article OR t.b_article = :article)",
        "cause": "t.cause = :cause",
        "open": "(t.settled IS NULL) = :open",
        "min_origins": "EXISTS (SELECT 1 FROM entries y WHERE y.id = t.entry AND y.origins >= :min_origins)",
        "min_severity": "t.severity >= :min_severity",
        "since": _SIDES_PUBLISHED,
        "until": _SIDES_PUBLISHED,
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
    "articles": "t.id",
    "statements": "t.article, f.position",
    "commitments": "t.article, f.position",
    "memberships": "t.article, f.position",
    "speakers": "t.statements DESC, t.name, t.id",
    "reuse": "t.a, t.b",
    "derivations": "t.id",
    "entries": "t.type, t.origins DESC, t.articles DESC, t.id",
    "links": "t.a, t.b, t.relation",
    "corrections": "t.id",
    "rulings": "t.at, t.id",
    "disagreements": "t.severity DESC, t.id",
    "rejected": "t.path, t.reason",
}
"""The order of each table where nobody asks for another; among equals it decides."""

SORTS: Mapping[str, Mapping[str, str]] = {
    "articles": {"day": first_day("substr(t.published, 1, 10)")},
    "speakers": {"statements": "t.statements", "name": "t.name COLLATE NOCASE"},
    "entries": {
        "day": first_day(ENTRY_DAY),
        "amount_usd": _json("amount_usd"),
        "amount_eur": _json("amount_eur"),
        "origins": "t.origins",
        "articles": "t.articles",
        "severity": _GRAVEST,
    },
    "disagreements": {"severity": "t.severity"},
}
"""By what the rows of a table may be sorted; `severity` of an entry is that of its gravest open disagreement."""
