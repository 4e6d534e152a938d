"""The values of an entry: which stands, why, which others there are, and where each is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Entry, FieldValue, Finding, Statement
from onrecord.pages.article_names import named
from onrecord.pages.findings import Basis, Teller, basis_of
from onrecord.phrases import origin_name
from onrecord.record import ExplainedEntry
from onrecord.record.rows import ENTRY_FIELDS
from onrecord.telling.differing import FIRST, differs, several
from onrecord.telling.ladder import day_of
from onrecord.telling.values import SPEAKER, given, head_of, shown_fields, value_of, values_of, worded

SPEAKER_FIELDS = tuple(f"speaker.{name}" for name in SPEAKER)


@dataclass(frozen=True, slots=True)
class EntryValue:
    """One value that an entry's articles give for a field.

    why:      why it stands, or why it does not; empty where another one simply stands.
    articles: how many say so; origins: the names of the independent ones.
    first:    who said it first, None of a value that a ruling gave; basis: in which words.
    """

    value: str
    stands: bool
    why: str
    articles: int
    origins: tuple[str, ...]
    first: Teller | None
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class EntryField:
    """A field of an entry with its values, the standing one first.

    differs: they say different things; one actor under two names is one.
    """

    field: str
    head: str
    values: tuple[EntryValue, ...]
    differs: bool


def entry_fields(found: ExplainedEntry) -> tuple[EntryField, ...]:
    """Every field that the entry has a value for; those that are in question come first."""
    told = _Told(found)
    split = several(found.entry)
    out = [_of_several(told, field, values) for field, values in split.items()]
    out += [_of_one(told, field) for field in shown_fields(_standing(found.entry)) if field not in split]
    return tuple(sorted(out, key=lambda one: (not one.differs, _place(one.field))))


class _Told:
    """What is needed to say who gives a value: of each finding its values, what they rest on, and its origin."""

    def __init__(self, found: ExplainedEntry) -> None:
        self.found = found
        self.findings = {one.id: one for one in found.findings}
        self.given = {one.id: {each.field: each for each in given(one)} for one in found.findings}
        self.values = {one.id: _worded(one) for one in found.findings}
        self.origins = {id_: each.origin for each in found.entry.backing for id_ in each.findings}

    def value(self, field: str, value: str, why: str, stands: bool, ids: Sequence[str]) -> EntryValue:
        articles = self.found.articles
        some = [self.findings[id_] for id_ in ids if id_ in self.findings]
        some.sort(key=lambda one: (day_of(articles[one.article]), one.article, one.id))
        origins = dict.fromkeys(sorted(self.origins[one.id] for one in some if one.id in self.origins))
        return EntryValue(
            value=value,
            stands=stands,
            why=why,
            articles=len({one.article for one in some}),
            origins=tuple(origin_name(one, articles) for one in origins),
            first=Teller(some[0].id, named(articles[some[0].article])) if some else None,
            basis=self._basis(field, some[0]) if some else None,
        )

    def _basis(self, field: str, finding: Finding) -> Basis | None:
        held = self.given[finding.id]
        one = held.get(field) or held.get(f"{field}_bound")
        evidence = one.evidence if one else finding.evidence.get(field)
        if evidence is None and field.startswith("speaker."):
            evidence = finding.evidence.get("speaker.name")
        return basis_of(evidence, self.found.articles[finding.article])


def _of_several(told: _Told, field: str, values: Sequence[FieldValue]) -> EntryField:
    entry = told.found.entry
    shown = _merged(
        told.value(
            field,
            value_of(field, {**entry.fields, **one.value} if one.stands else one.value),
            _why(one),
            one.stands,
            one.findings,
        )
        for one in values
    )
    return EntryField(field, head_of(field), shown, differs(entry, field, values))


def _merged(values: Iterable[EntryValue]) -> tuple[EntryValue, ...]:
    """A value that a ruling gave and that articles give too is one value, with their words."""
    first, *others = values
    same = [one for one in others if one.value == first.value] if first.first is None else []
    if not same:
        return (first, *others)
    return (replace(same[0], stands=True, why=first.why), *(one for one in others if one is not same[0]))


def _why(one: FieldValue) -> str:
    known = one.why.rstrip(".")
    return "" if known in ("another stands", "only value") else known


def _of_one(told: _Told, field: str) -> EntryField:
    """A field for which the entry names one value alone. Its findings may still word it otherwise."""
    standing = _standing(told.found.entry)
    wanted = worded(field, standing[field], standing)
    by_value: dict[str, list[str]] = defaultdict(list)
    for id_, values in told.values.items():
        if field in values:
            by_value[values[field]].append(id_)
    ids = by_value.pop(wanted, [])
    others = sorted(by_value.items(), key=lambda one: (-len(one[1]), one[0]))
    return EntryField(
        field,
        head_of(field),
        (
            told.value(field, wanted, "", True, ids),
            *(told.value(field, value, "", False, some) for value, some in others),
        ),
        differs=False,
    )


def _standing(entry: Entry) -> Mapping[str, object]:
    if entry.type != "statement":
        return {name: entry.fields.get(name) for name in (*ENTRY_FIELDS[entry.type], "by")}
    speaker = entry.fields.get("speaker")
    known = speaker if isinstance(speaker, Mapping) else {}
    return {"mode": entry.fields.get("mode"), **{f"speaker.{name}": known.get(name) for name in SPEAKER}}


def _worded(finding: Finding) -> Mapping[str, str]:
    """The values that a finding shows, in words."""
    values = _flat(finding)
    return {field: worded(field, values[field], values) for field in shown_fields(values)}


def _flat(finding: Finding) -> Mapping[str, object]:
    if not isinstance(finding, Statement):
        return values_of(finding)
    return {"mode": finding.mode, **{f"speaker.{name}": getattr(finding.speaker, name) for name in SPEAKER}}


def _place(field: str) -> int:
    return FIRST.index(field) if field in FIRST else len(FIRST)
