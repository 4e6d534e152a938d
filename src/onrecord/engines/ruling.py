"""Ruling on a record: one decision of a person, written at once, and only what it touches made anew."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from onrecord.engines.applying import apply, located_findings
from onrecord.errors import BadInput
from onrecord.model import CHOICES, Act, Anchor, Ruling, with_id
from onrecord.record import loading
from onrecord.record.entries import load_entries
from onrecord.record.explaining import resolved
from onrecord.record.gate import Gate
from onrecord.record.opening import open_to_write
from onrecord.record.rulings import HeldRuling, held_rulings
from onrecord.record.values import finding_type, plain

AnyPath = str | os.PathLike[str]
BY = "ONRECORD_BY"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a ruling did.

    rulings: the new ones with their states; before, after: ids of the entries that it touched, as they were and
    as they are.
    """

    rulings: tuple[HeldRuling, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


def accept(record: AnyPath, id: str, *, by: str | None = None, why: str) -> Outcome:  # noqa: A002
    """Confirm an entry, or a finding (which takes back that it was rejected).

    by:  who decides; None takes it from the environment variable ONRECORD_BY.
    why: the reason, in their own words.
    Ids may be cut to a unique beginning. Raises NotFound for an unknown one, BadInput for what cannot be ruled so,
    RecordError when another process writes the record for long.
    """
    return _ruled(record, by, why, lambda desk: desk.on("accept", id))


def reject(record: AnyPath, id: str, *, by: str | None = None, why: str) -> Outcome:  # noqa: A002
    """Take an entry, or one finding, out of what the record says; the findings stay in their tables.

    Further findings in the entry that stand on the same words go with it. Arguments and errors are those of
    `accept`, as they are for all rulings.
    """
    return _ruled(record, by, why, lambda desk: desk.on("reject", id))


def merge(record: AnyPath, a: str, b: str, *, by: str | None = None, why: str) -> Outcome:
    """Make one entry of two of the same type."""
    return _ruled(record, by, why, lambda desk: desk.merge(a, b))


def split(record: AnyPath, id: str, findings: Sequence[str], *, by: str | None = None, why: str) -> Outcome:  # noqa: A002
    """Put the named `findings` of an entry into an entry of their own."""
    return _ruled(record, by, why, lambda desk: desk.split(id, findings))


def correct(record: AnyPath, id: str, field: str, value: str, *, by: str | None = None, why: str) -> Outcome:  # noqa: A002 - what a correction says
    """Put `value` (as JSON; a plain word is a text) in place of an entry's standing value of `field`."""
    return _ruled(record, by, why, lambda desk: desk.correct(id, field, value))


def settle(record: AnyPath, disagreement: str, choice: str, *, by: str | None = None, why: str) -> Outcome:
    """Settle a disagreement: side `a` is right, or `b`, or `both`, or `neither`.

    Where the two sides give two values of a field of an entry, the value of the chosen side stands.
    """
    return _ruled(record, by, why, lambda desk: desk.settle(disagreement, choice))


def undo(record: AnyPath, ruling: str, *, by: str | None = None, why: str) -> Outcome:
    """Take a ruling back; taking that back restores it."""
    return _ruled(record, by, why, lambda desk: desk.undo(ruling))


def rulings(record: AnyPath) -> list[HeldRuling]:
    """Every ruling of a record in the order in which they were made, and whether it holds."""
    from onrecord.record.opening import open_to_read

    gate = open_to_read(Path(record))
    try:
        return held_rulings(gate)
    finally:
        gate.close()


@contextmanager
def writing_to(record: AnyPath, purpose: str) -> Iterator[Gate]:
    """The record at a path, for one transaction that is kept whole or not at all."""
    from onrecord.record.opening import open_to_read

    open_to_read(Path(record)).close()  # says what is wrong where there is no record
    gate = open_to_write(Path(record))
    try:
        with gate.transaction(purpose):
            yield gate
    finally:
        gate.close()


def _ruled(record: AnyPath, by: str | None, why: str, make: Callable[[_Desk], Ruling]) -> Outcome:
    who = _said(by if by is not None else os.environ.get(BY), f"who decides: give --by NAME, or set {BY}")
    reason = _said(why, "why: give --why TEXT")
    with writing_to(record, "write a ruling") as gate:
        given = make(_Desk(gate))
        ruling = with_id(replace(given, by=who, at=_now(), reason=reason))
        before, after = apply(gate, [ruling])
        return Outcome(tuple(held_rulings(gate, [ruling.id])), tuple(before), tuple(after))


def _said(words: str | None, missing: str) -> str:
    if words is None or not words.strip():
        raise BadInput(f"a ruling says {missing}")
    return " ".join(words.split())


def _now() -> str:
    """The time, in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class _Desk:
    """Makes rulings on what a record holds; who, when and why are added by the caller."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def on(self, act: Act, wanted: str) -> Ruling:
        """A ruling on an entry as a whole, or on a finding."""
        id_ = self._id(wanted, ("entries", "findings"))
        if id_.startswith("e-"):
            return self._on_entry(act, id_)
        return replace(_blank(act), anchors=self._anchors([id_]), shown=self._line(id_))

    def _on_entry(self, act: Act, id_: str) -> Ruling:
        entry = next(load_entries(self._gate, [id_]))
        return replace(_blank(act), anchors=self._anchors(entry.findings), whole=True, shown=self._line(id_))

    def merge(self, a: str, b: str) -> Ruling:
        """Two entries become one."""
        first, second = (self._on_entry("merge", self._id(one, ("entries",))) for one in (a, b))
        if first.anchors == second.anchors:
            raise BadInput(f"{a!r} and {b!r} are one entry already")
        if first.anchors[0].type != second.anchors[0].type:
            raise BadInput(f"a {first.anchors[0].type} and a {second.anchors[0].type} cannot be one entry")
        return replace(first, others=second.anchors, shown=f"{first.shown} + {second.shown}")

    def split(self, wanted: str, findings: Sequence[str]) -> Ruling:
        """Findings leave their entry together."""
        whole = self._on_entry("split", self._id(wanted, ("entries",)))
        named = {self._id(one, ("findings",)) for one in findings}
        inside = {str(one.finding) for one in whole.anchors}
        if not named or not named < inside:
            strange = ", ".join(sorted(named - inside))
            raise BadInput(
                f"{strange} is not in that entry"
                if strange
                else "name some of the entry's findings, not all of them"
            )
        out, rest = (tuple(one for one in whole.anchors if (one.finding in named) is so) for so in (True, False))
        return replace(whole, anchors=out, others=rest, whole=False)

    def correct(self, wanted: str, field: str, value: str) -> Ruling:
        """A value of an entry is another one."""
        from onrecord.reconciliation.correcting import checked_value

        id_ = self._id(wanted, ("entries",))
        entry = next(load_entries(self._gate, [id_]))
        return replace(self._on_entry("correct", id_), field=field, value=checked_value(entry.type, field, value))

    def settle(self, wanted: str, choice: str) -> Ruling:
        """One side of a disagreement is right, or both, or neither."""
        from onrecord.reconciliation.anchors import anchors_of_sides
        from onrecord.record.rulings import hashes_of

        if choice not in CHOICES:
            raise BadInput(f"a disagreement is settled for {', '.join(CHOICES)}, not {choice!r}")
        id_ = self._id(wanted, ("disagreements",))
        one = next(loading.load_disagreements(self._gate, [id_]))
        hashes = hashes_of(self._gate, [one.a.article, one.b.article])
        shown = f"{one.kind}: “{one.a.text}” / “{one.b.text}”"
        return replace(
            _blank("settle"), anchors=anchors_of_sides(one, hashes.__getitem__), choice=choice, shown=shown
        )

    def undo(self, wanted: str) -> Ruling:
        """A ruling is taken back."""
        held = held_rulings(self._gate, [self._id(wanted, ("rulings",))])[0]
        if held.state == "undone":
            raise BadInput(f"{held.ruling.id} is taken back already")
        return replace(_blank("undo"), undoes=held.ruling.id, shown=f"{held.ruling.act}: {held.ruling.shown}")

    def _id(self, wanted: str, tables: Sequence[str]) -> str:
        return resolved(self._gate, wanted, tables)[1]

    def _anchors(self, findings: Sequence[str]) -> tuple[Anchor, ...]:
        from onrecord.reconciliation.anchors import anchor_of

        found = located_findings(self._gate, findings)
        if not found:
            raise BadInput(f"{', '.join(findings)} rests on no words that a ruling could hang on")
        return tuple(anchor_of(each) for each in found)

    def _line(self, id_: str) -> str:
        """What the person sees of an entry or a finding, as a line."""
        if id_.startswith("e-"):
            entry = next(load_entries(self._gate, [id_]))
            return told(entry.type, {**entry.fields, "stage": entry.stage})
        finding = loading.load_finding_values(self._gate, [id_])[id_]
        return told(finding_type(finding), plain(finding))


def told(kind: str, fields: object) -> str:
    """An entry's or a finding's values as one short line."""
    known = dict(fields) if isinstance(fields, Mapping) else {}
    if kind == "statement":
        who = known.get("speaker")
        name = (who.get("name") or who.get("role")) if isinstance(who, Mapping) else None
        return f"{name or 'somebody'}: {known.get('text')}"
    if kind == "membership":
        return f"{known.get('candidate')} into {known.get('organisation')}: {known.get('stage')}"
    actor, recipient = (known.get(one) or known.get(f"{one}_name") for one in ("actor", "recipient"))
    figures = [known.get(name) for name in ("quantity", "item", "currency", "amount")]
    what = " ".join(f"{one:,.10g}" if isinstance(one, float) else str(one) for one in figures if one is not None)
    parties = " → ".join(str(one) for one in (actor, recipient) if one)
    return ": ".join(str(one) for one in (known.get("stage") or known.get("kind"), parties, what) if one)


def _blank(act: Act) -> Ruling:
    return Ruling("", act, "", "", "")
