"""Ruling on a record: one decision of a person, written at once, and only what it touches made anew."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from onrecord.engines.applying import apply, located_findings
from onrecord.errors import BadInput, RecordError
from onrecord.model import CHOICES, Act, Anchor, Entry, EntryType, Ruling, with_id
from onrecord.record import loading
from onrecord.record.entries import load_entries
from onrecord.record.explaining import resolved
from onrecord.record.gate import Gate
from onrecord.record.opening import open_to_read, open_to_write
from onrecord.record.rulings.held import HeldRuling, held_rulings
from onrecord.record.values import finding_type, plain

AnyPath = str | os.PathLike[str]
BY = "ONRECORD_BY"


WORDS: Mapping[str, str] = {
    "accept": "ID",
    "reject": "ID",
    "merge": "ID ID",
    "split": "ID FINDING...",
    "correct": "ID FIELD VALUE",
    "settle": "DISAGREEMENT a|b|both|neither",
    "undo": "RULING",
}
"""What each act is told of."""


@dataclass(frozen=True, slots=True)
class RulingOutcome:
    """What a ruling did.

    ruling: it, and whether it holds.
    before, after: the entries that it touched, as they were and as they are now.
    """

    ruling: HeldRuling
    before: tuple[Entry, ...]
    after: tuple[Entry, ...]


def rule(
    record: AnyPath,
    act: str,
    *what: str,
    by: str | None = None,
    why: str,
    first: Callable[[Gate], None] | None = None,
) -> RulingOutcome:
    """Write one person's decision into the record, and make anew what it touches.

    act, what: "accept" ID     confirms an entry, or a finding that was rejected;
               "reject" ID     takes an entry, or one finding, out of what the record says; of an entry also what
                               later joins it on the same words; findings stay in their tables;
               "merge" ID ID   makes two entries of one type one;
               "split" ID FINDING ...    gives these findings of an entry an entry of their own;
               "correct" ID FIELD VALUE  puts a value (JSON; a plain word is a text) in place of the standing one;
               "settle" DISAGREEMENT SIDE  rules for side "a" or "b", whose value then stands, "both" or "neither";
               "undo" RULING   takes a ruling back; taking that back restores it.
    by, why:   who decides (None: as the environment variable ONRECORD_BY says) and for what reason.
    first:     looks at the record when nobody else can write to it any more; what it raises leaves all as it was.
    Ids may be cut to a unique beginning. Raises NotFound for an unknown one, BadInput for what cannot be ruled so,
    RecordError when another process writes the record for long.
    """
    who = _said(by if by is not None else os.environ.get(BY), f"who decides: give --by NAME, or set {BY}")
    reason = _said(why, "why: give --why TEXT")
    with writing_to(record, "write a ruling") as gate:
        if first is not None:
            first(gate)
        ruling = with_id(replace(_made(_Desk(gate), act, what), by=who, at=_now(), reason=reason))
        before, after = apply(gate, [ruling])
        return RulingOutcome(held_rulings(gate, [ruling.id])[0], tuple(before), tuple(after))


def _made(desk: _Desk, act: str, what: Sequence[str]) -> Ruling:
    if act not in WORDS:
        raise BadInput(f"there is no ruling {act!r}; there are {', '.join(WORDS)}")
    least = {"merge": 2, "settle": 2, "split": 2, "correct": 3}.get(act, 1)
    if len(what) < least or (len(what) > least and act != "split"):
        raise BadInput(f"{act} takes {WORDS[act]}, not {' '.join(what) or 'nothing'}")
    if act == "split":
        return desk.split(what[0], what[1:])
    if act in ("accept", "reject"):
        return desk.on("accept" if act == "accept" else "reject", what[0])
    make: Mapping[str, Callable[..., Ruling]] = {
        "merge": desk.merge,
        "correct": desk.correct,
        "settle": desk.settle,
        "undo": desk.undo,
    }
    return make[act](*what)


def correctable(kind: EntryType) -> Mapping[str, str | tuple[str, ...]]:
    """The fields of a type of entry that may be corrected, each with what it takes: in words, or one of several."""
    from onrecord.reconciliation.rulings.correcting import CORRECTABLE

    return CORRECTABLE[kind]


def prepare() -> None:
    """Load what a ruling takes, some tenths of a second, before somebody waits for it."""
    import onrecord.reconciliation.rulings.anchors  # noqa: F401

    correctable("commitment")


@contextmanager
def writing_to(record: AnyPath, purpose: str) -> Iterator[Gate]:
    """The record at a path, for one transaction that is kept whole or not at all."""
    open_to_read(Path(record)).close()  # says what is wrong where there is no record
    with _allowed(record):
        gate = open_to_write(Path(record))
        try:
            with gate.transaction(purpose):
                yield gate
        finally:
            gate.close()


@contextmanager
def _allowed(record: AnyPath) -> Iterator[None]:
    """Say plainly, where SQLite does not, that this record may only be read."""
    try:
        yield
    except RecordError as error:
        if "readonly" not in str(error) and "unable to open" not in str(error):
            raise
        raise RecordError(
            f"{record} may be read here, but not written: rulings need write access to it and to its folder. Or"
            " rule in a copy, and hand the rulings over: onrecord rule COPY export -o FILE"
        ) from error


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
        from onrecord.reconciliation.rulings.correcting import checked_value

        id_ = self._id(wanted, ("entries",))
        entry = next(load_entries(self._gate, [id_]))
        return replace(self._on_entry("correct", id_), field=field, value=checked_value(entry.type, field, value))

    def settle(self, wanted: str, choice: str) -> Ruling:
        """One side of a disagreement is right, or both, or neither."""
        from onrecord.reconciliation.rulings.anchors import anchors_of_sides
        from onrecord.record.rulings.held import hashes_of

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
        from onrecord.reconciliation.rulings.anchors import anchor_of

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
