"""What somebody said: the utterances of a known speaker, or of those who are left unnamed, in time order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.record.conditions import ENTRY_DAY, first_day
from onrecord.record.gate import Gate, Value
from onrecord.record.selecting import Selection, conditions

OF_KNOWN = "SELECT x.entry FROM speaker_statements s JOIN entry_findings x ON x.finding = s.statement"
WORDINGS = (
    "SELECT entry, relation, count(*) FROM variants WHERE position > 0 AND entry IN (?) GROUP BY entry, relation"
)
COUNTS = (
    "SELECT s.speaker, count(DISTINCT x.entry), count(DISTINCT y.article), count(DISTINCT v.entry)"
    " FROM speaker_statements s JOIN statements y ON y.id = s.statement"
    " LEFT JOIN entry_findings x ON x.finding = s.statement"
    " LEFT JOIN variants v ON v.entry = x.entry AND v.position > 0 AND v.relation = 'altered'"
    " WHERE s.speaker IN (?) GROUP BY s.speaker"
)


@dataclass(frozen=True, slots=True)
class SaidCounts:
    """How many utterances a speaker has, in how many articles, and how many are printed in altered words too."""

    utterances: int
    articles: int
    altered: int


def utterances(
    gate: Gate, speaker: str | None, selection: Selection, who: str | None = None, ascending: bool = False
) -> list[str]:
    """The ids of a speaker's statement entries that `selection` chooses, the latest first unless `ascending`.

    speaker: the id of a known one; None for statements of which no report names a known speaker.
    who:     part of the words for whoever speaks.
    """
    where, values = _where(gate, speaker, selection, who)
    sql = (
        f"SELECT t.id FROM entries t WHERE {where}"
        f" ORDER BY {first_day(ENTRY_DAY)} {'ASC' if ascending else 'DESC'} NULLS LAST, t.id"
    )
    return [str(row[0]) for row in gate.all("select what was said", sql, values)]


def how_many(gate: Gate, speaker: str | None, selection: Selection, who: str | None = None) -> int:
    """How many utterances there are; arguments as of `utterances`."""
    where, values = _where(gate, speaker, selection, who)
    return int(gate.all("count what was said", f"SELECT count(*) FROM entries t WHERE {where}", values)[0][0] or 0)


def said_choices(
    gate: Gate, speaker: str | None, selection: Selection, who: str | None = None
) -> Mapping[str, Mapping[str, int]]:
    """How many utterances are printed in another wording too, by its relation to the standing one, and on how many
    reports disagree, among those that the other filters choose; arguments as of `utterances`."""
    where, values = _where(gate, speaker, replace(selection, wording=None), who)
    sql = (
        "SELECT v.relation, count(DISTINCT v.entry) FROM variants v CROSS JOIN entries t ON t.id = v.entry"
        f" WHERE v.position > 0 AND {where} GROUP BY v.relation ORDER BY 2 DESC, 1"
    )
    wordings = {str(name): int(count or 0) for name, count in gate.all("count wordings", sql, values)}
    where, values = _where(gate, speaker, replace(selection, disagreement=None), who)
    sql = (
        "SELECT count(DISTINCT d.entry), count(DISTINCT CASE WHEN d.settled IS NULL THEN d.entry END),"
        " count(DISTINCT CASE WHEN d.settled NOT NULL THEN d.entry END)"
        f" FROM disagreements d CROSS JOIN entries t ON t.id = d.entry WHERE {where}"
    )
    row = gate.all("count disagreements", sql, values)[0]
    differ = dict(zip(("any", "open", "settled"), (int(count or 0) for count in row), strict=True))
    return {"wording": wordings, "disagreement": {name: count for name, count in differ.items() if count}}


def _where(
    gate: Gate, speaker: str | None, selection: Selection, who: str | None
) -> tuple[str, Mapping[str, Value]]:
    where, values = conditions(gate, "entries", selection)
    whose = f"t.id IN ({OF_KNOWN} WHERE s.speaker = :speaker_id)" if speaker else f"t.id NOT IN ({OF_KNOWN})"
    named = " AND contains(coalesce(json_extract(t.fields, '$.speaker.name'), ''), :who)" if who else ""
    more = {name: value for name, value in (("speaker_id", speaker), ("who", who)) if value}
    return f"t.type = 'statement' AND {whose} AND {where}{named}", {**values, **more}


def wordings_of(gate: Gate, entries: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
    """By entry, how many other wordings it has, by their relation to the standing one."""
    out: dict[str, dict[str, int]] = {}
    for entry, relation, number in gate.picked("count wordings", WORDINGS, entries):
        out.setdefault(str(entry), {})[str(relation)] = int(number or 0)
    return out


def said_counts(gate: Gate, speakers: Sequence[str]) -> Mapping[str, SaidCounts]:
    """By speaker, how much they say."""
    rows = gate.picked("count what speakers say", COUNTS, speakers)
    return {str(row[0]): SaidCounts(*(int(number or 0) for number in row[1:])) for row in rows}


def unnamed_count(gate: Gate) -> int:
    """How many statement entries there are of which no report names a known speaker."""
    known = OF_KNOWN.replace("x.entry", "count(DISTINCT x.entry)")
    row = gate.one(
        "count what the unnamed say", f"SELECT count(*) - ({known}) FROM entries WHERE type = 'statement'"
    )
    return int(row[0] or 0) if row else 0
