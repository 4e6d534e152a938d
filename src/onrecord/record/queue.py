"""What a person should look at first: what of a record is most likely wrong and matters most, with the reason.

Each reason is worth between 0 and 1. Those worths are judgements, set down here to be seen and argued with; nothing
was fitted to make them. What waits is ordered by its weightiest reason, then by how much the others add up to, then
by id, so the order is the same wherever the record is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.errors import BadInput
from onrecord.record.gate import Gate, Value
from onrecord.record.selecting import CONDITIONS

Reason = Literal[
    "disagreement", "one origin", "uncorrected", "weak merge", "doubted step", "altered words", "perhaps one"
]
REASONS: tuple[Reason, ...] = get_args(Reason)
"""Why something waits: reports disagree on it and nothing has settled it; a large sum has one origin alone; an
article still carries what its own origin took back; findings stand together whose origins differ in what should
be one; reports doubt a step of its ladder; an utterance is printed in words that changed on the way; another entry
is so close that it may be the same."""

LEAST_SEVERITY = 0.3
"""Below it a disagreement is a choice of words. It changes nothing in the record, and nobody need look first."""
OUTSIDE = 0.8
"""Part of its severity that a disagreement is worth on whose words no entry rests."""
SUMS: Mapping[float, float] = {1e11: 0.9, 1e10: 0.75, 1e9: 0.6, 1e8: 0.45}
"""What a sum of at least so many dollars is worth that has one origin. It is converted at the rate of its day; one
of which the currency is not known is not ranked."""
UNNAMED = 0.08
"""Added where that one origin has it from people left unnamed."""
NOT_PROMISED = ("requested", "proposed", "considered", "refused", "withdrawn")
UNPROMISED = 0.8
"""Part that a sum is worth at these stages, at which nobody owes it."""
STILL_WRONG = 0.65
"""A value that its origin took back, and that readers still find."""
APART: Mapping[str, float] = {
    "amount": 0.6, "quantity": 0.6, "actor": 0.5, "recipient": 0.5, "date": 0.4, "item": 0.25, "kind": 0.25,
}  # fmt: skip
"""What it is worth when origins of one entry differ in a field: figures by more than `ROUNDING`, parties by their
codes, days of a commitment by more than `DAYS`. Goods differ by their class, kinds where both are known; that is
worth little, since one is often only the vaguer word ("aid", "military aid"), which no column tells."""
ROUNDING = 0.1
DAYS = 31
DOUBTED = 0.45
ALTERED = 0.3
CLOSE = 0.3
WITHIN = 7
"""Days between two promises of the like, within which they may be one."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason why something waits.

    of:    what it is about: the id of a disagreement, of a correction, or of another entry.
    facts: what it is told with, by its reason: see the query of each below.
    """

    reason: Reason
    weight: float
    of: str | None
    facts: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits to be looked at: an entry, or a disagreement that belongs to none (`place`).

    causes: the weightiest first.
    """

    id: str
    place: str
    causes: tuple[Cause, ...]

    @property
    def weight(self) -> float:
        """That of its weightiest reason; 0 without one."""
        return max((cause.weight for cause in self.causes), default=0.0)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far review has come: `looked` things were ruled on and wait no more, of `every` one that did or does."""

    looked: int
    every: int


def queue(gate: Gate) -> list[Waiting]:
    """What waits, the weightiest first.

    An entry that somebody accepted waits no more, until findings join it that they had not seen; a settled
    disagreement does not; nor does a reason that a ruling has answered.
    """
    found: dict[tuple[str, str], list[Cause]] = {}
    for id_, place, why, weight, of, *facts in gate.all("find what waits for review", _QUEUE):
        cause = Cause(why, round(float(weight or 0), 4), None if of is None else str(of), tuple(facts))  # type: ignore[arg-type]
        found.setdefault((str(id_), str(place)), []).append(cause)
    return _ordered(Waiting(id_, place, tuple(causes)) for (id_, place), causes in found.items())


def narrowed(
    gate: Gate, waiting: Sequence[Waiting], reason: str | None = None, actor: str | None = None
) -> list[Waiting]:
    """Of what waits, a part.

    reason: only what has this reason, ordered by it alone.
    actor:  only entries of a state, a body or a speaker for one, by code or part of a name.
    Raises BadInput for an unknown reason.
    """
    if reason is not None and reason not in REASONS:
        raise BadInput(f"there is no reason {reason!r} to review; there are {', '.join(REASONS)}")
    chosen = list(waiting)
    if reason is not None:
        own = ((one, tuple(each for each in one.causes if each.reason == reason)) for one in waiting)
        chosen = _ordered(Waiting(one.id, one.place, causes) for one, causes in own if causes)
    theirs = None if actor is None else _of(gate, actor, chosen)
    return [one for one in chosen if theirs is None or one.id in theirs]


def _ordered(waiting: Iterable[Waiting]) -> list[Waiting]:
    sorted_ = (Waiting(one.id, one.place, tuple(sorted(one.causes, key=_gravest_first))) for one in waiting)
    return sorted(
        sorted_, key=lambda one: (-one.weight, -round(sum(each.weight for each in one.causes), 4), one.id)
    )


def progress(gate: Gate, waiting: Sequence[Waiting]) -> Progress:
    """How far review has come in a record in which all of `waiting` waits."""
    still = {one.id for one in waiting}
    ruled = {str(id_) for (id_,) in gate.all("see what was ruled on", _RULED)}
    (gone,) = gate.one("count what was rejected", _GONE) or (0,)
    looked = len(ruled - still) + int(gone or 0)
    return Progress(looked, looked + len(still))


def _gravest_first(cause: Cause) -> tuple[float, int, str]:
    return (-cause.weight, REASONS.index(cause.reason), f"{cause.of} {cause.facts}")


def _of(gate: Gate, actor: str, waiting: Sequence[Waiting]) -> set[str]:
    sql = (
        "SELECT t.id FROM entries t WHERE t.id IN (SELECT value FROM json_each(:ids))"
        f" AND {CONDITIONS['entries']['actor']}"
    )
    ids = json.dumps([one.id for one in waiting if one.place == "entries"])
    return {str(id_) for (id_,) in gate.all("see whose entries they are", sql, {"ids": ids, "actor": actor})}


def _cases(column: str, worth: Mapping[float, float]) -> str:
    return "CASE " + " ".join(f"WHEN {column} >= {least} THEN {weight}" for least, weight in worth.items()) + " END"


_LOOKED_AT = """
WITH accepting AS MATERIALIZED (
  SELECT x.entry, json_extract(one.value, '$.finding') AS finding
  FROM entry_rulings x JOIN rulings r ON r.id = x.ruling, json_each(r.body, '$.anchors') one
  WHERE r.act = 'accept' AND json_extract(r.body, '$.whole')
),
accepted AS MATERIALIZED (
  SELECT DISTINCT y.entry AS id FROM accepting y WHERE NOT EXISTS (
    SELECT 1 FROM entry_findings x WHERE x.entry = y.entry
    AND EXISTS (SELECT 1 FROM evidence v WHERE v.finding = x.finding)
    AND x.finding NOT IN (SELECT z.finding FROM accepting z WHERE z.entry = y.entry))
),
joined AS MATERIALIZED (
  SELECT x.entry AS id FROM entry_rulings x JOIN rulings r ON r.id = x.ruling WHERE r.act IN ('merge', 'split')
),
corrected AS MATERIALIZED (
  SELECT x.entry AS id, json_extract(r.body, '$.field') AS field
  FROM entry_rulings x JOIN rulings r ON r.id = x.ruling WHERE r.act = 'correct'
)"""
"""What people have answered: entries they accepted with all findings that they have now, entries they put together
or apart, fields they corrected."""

_DISAGREEMENTS = f"""
SELECT coalesce(d.entry, d.id) AS id, iif(d.entry IS NULL, 'disagreements', 'entries'), 'disagreement',
       d.severity * iif(d.entry IS NULL, {OUTSIDE}, 1), d.id, d.kind, d.reason, d.severity, d.weight
FROM disagreements d WHERE d.settled IS NULL AND d.severity >= {LEAST_SEVERITY}"""

_ONE_ORIGIN = f"""
SELECT id, 'entries', 'one origin',
       {_cases("usd", SUMS)} * iif(stage IN {NOT_PROMISED!r}, {UNPROMISED}, 1) + iif(unnamed, {UNNAMED}, 0),
       NULL, amount, currency, usd, unnamed
FROM (
  SELECT e.id, e.stage, json_extract(e.fields, '$.amount_usd') AS usd, json_extract(e.fields, '$.amount') AS amount,
         json_extract(e.fields, '$.currency') AS currency,
         (SELECT o.sourcing IS 'anonymous' FROM entry_origins o WHERE o.entry = e.id) AS unnamed
  FROM entries e WHERE e.type = 'commitment' AND e.origins = 1 AND usd >= {min(SUMS)}
  AND NOT EXISTS (SELECT 1 FROM corrected c WHERE c.id = e.id AND c.field IN ('amount', 'currency'))
)"""

_UNCORRECTED = f"""
SELECT c.entry, 'entries', 'uncorrected', {STILL_WRONG}, c.id,
       c.field, c.before, c.after, json_array_length(c.still)
FROM corrections c WHERE c.still != '[]'
AND NOT EXISTS (SELECT 1 FROM corrected x WHERE x.id = c.entry AND x.field = c.field)"""

_STANDS, _OTHER = "json_extract(s.value, '{0}')", "json_extract(o.value, '{0}')"
_FIGURE = f"max({_STANDS}, {_OTHER}) > {1 + ROUNDING} * min({_STANDS}, {_OTHER})"
_DIFFERS = f"{_STANDS} != {_OTHER}"
_KINDS = f"{_STANDS}, {_OTHER}".format("$.kind")
_DAY = "julianday(substr(json_extract({0}.value, '$.date'), 1, 10))"
_WEAK = f"""
SELECT entry, 'entries', 'weak merge', max(worth), NULL, field, min(standing), min(other), count(*)
FROM (
  SELECT s.entry, s.field, s.value AS standing, o.value AS other,
         CASE s.field {" ".join(f"WHEN '{field}' THEN {worth}" for field, worth in APART.items())} END AS worth
  FROM entry_values o JOIN entry_values s ON s.entry = o.entry AND s.field = o.field AND s.stands
  WHERE NOT o.stands AND o.why = 'another stands' AND s.why NOT LIKE 'ruled by %'
  AND s.entry NOT IN (SELECT id FROM joined)
  AND CASE s.field
    WHEN 'amount' THEN {_FIGURE.format("$.amount_usd")}
    WHEN 'quantity' THEN {_FIGURE.format("$.quantity")}
    WHEN 'actor' THEN {_DIFFERS.format("$.actor")}
    WHEN 'recipient' THEN {_DIFFERS.format("$.recipient")}
    WHEN 'item' THEN {_DIFFERS.format("$.item_class")}
    WHEN 'kind' THEN {_DIFFERS.format("$.kind")} AND 'other' NOT IN ({_KINDS})
    WHEN 'date' THEN abs({_DAY.format("s")} - {_DAY.format("o")}) > {DAYS}
      AND EXISTS (SELECT 1 FROM entries e WHERE e.id = s.entry AND e.type = 'commitment')
    END
  AND NOT EXISTS (
    SELECT 1 FROM json_each(o.origins) a JOIN json_each(s.origins) b ON a.value = b.value)
) GROUP BY entry, field"""
"""Copies of one text that differ are still one thing. Where origins that share nothing differ, it may be two."""

_DOUBTED = f"""
SELECT l.entry, 'entries', 'doubted step', {DOUBTED}, NULL, l.stage, l.date, NULL, NULL
FROM ladder l WHERE l.doubted"""

_ALTERED = f"""
SELECT v.entry, 'entries', 'altered words', {ALTERED}, NULL, count(*), count(DISTINCT v.article), NULL, NULL
FROM variants v WHERE v.relation = 'altered' GROUP BY v.entry"""

_FIRST = (
    "(SELECT min(julianday(substr(coalesce(l.date, l.told), 1, 10))) FROM ladder l"
    " WHERE l.entry = {0} AND coalesce(l.date, l.told) >= '0')"
)
_CLOSE = f"""
SELECT k.a, 'entries', 'perhaps one', {CLOSE}, k.b, k.relation, k.reason, NULL, NULL
FROM links k WHERE k.a NOT IN (SELECT id FROM joined)
AND (k.relation = 'kind of'
     OR k.relation = 'follows' AND abs({_FIRST.format("k.a")} - {_FIRST.format("k.b")}) <= {WITHIN})"""

_NAMED = (_DISAGREEMENTS, _ONE_ORIGIN, _UNCORRECTED, _WEAK, _DOUBTED, _ALTERED, _CLOSE)
_QUEUE = f"""{_LOOKED_AT}
SELECT * FROM ({" UNION ALL ".join(f"SELECT * FROM ({one})" for one in _NAMED)})
WHERE id NOT IN (SELECT a.id FROM accepted a)"""

_RULED = """
SELECT entry FROM entry_rulings
UNION
SELECT coalesce(d.entry, d.id) FROM rulings r JOIN disagreements d ON d.id = r.settled WHERE r.state = 'holds'"""
_GONE = "SELECT count(*) FROM rulings WHERE act = 'reject' AND state = 'holds' AND json_extract(body, '$.whole')"
