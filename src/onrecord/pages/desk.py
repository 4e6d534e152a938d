"""What may be ruled on an entry or a disagreement: what the forms of a reviewer offer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.errors import NotFound
from onrecord.model import Article, Entry, EntryLink, FieldValue
from onrecord.pages.article_names import named
from onrecord.phrases import fields_of, headline
from onrecord.record import Record
from onrecord.record.entries import load_entries, load_links
from onrecord.record.legible import legible
from onrecord.record.loading import load_articles, load_disagreements, load_finding_values
from onrecord.record.near import near
from onrecord.record.rulings.index import RulingIndex
from onrecord.record.rulings.seen import seen
from onrecord.telling.differing import several
from onrecord.telling.links import seen_from
from onrecord.telling.values import BESIDE, head_of, value_of
from onrecord.telling.words import spans_of

WORDS = 160
"""Characters of a finding's words that tell it from the others."""
TOGETHER = {"amount": "currency", "quantity": "unit"}
"""Fields that say nothing without another one, which a correction does not change."""


@dataclass(frozen=True, slots=True)
class DeskFinding:
    """A finding of the entry: `id`, `told` as a line, the `article` by the name that readers know, its `words`."""

    id: str
    told: str
    article: str
    words: str


@dataclass(frozen=True, slots=True)
class DeskField:
    """A field that may be corrected.

    takes: what it takes, in words; choices: the only values it takes, where there are such.
    now:   the standing value in words, None without one.
    """

    name: str
    head: str
    takes: str
    choices: tuple[str, ...]
    now: str | None


@dataclass(frozen=True, slots=True)
class DeskValue:
    """A value that articles give for a field, but that does not stand: `value` as JSON, `told` in words."""

    field: str
    head: str
    value: str
    told: str
    articles: int


@dataclass(frozen=True, slots=True)
class DeskOther:
    """Another entry that this one may be merged with: `told` as a line, `why` it is offered."""

    id: str
    told: str
    why: str


@dataclass(frozen=True, slots=True)
class EntryDesk:
    """What may be ruled on an entry.

    seen: what a ruling sends along, so that it is not made over another that its maker has not seen.
    """

    id: str
    type: str
    accepted: bool
    seen: str
    findings: tuple[DeskFinding, ...]
    fields: tuple[DeskField, ...]
    values: tuple[DeskValue, ...]
    others: tuple[DeskOther, ...]


@dataclass(frozen=True, slots=True)
class DisagreementDesk:
    """What may be ruled on a disagreement: the words of its two sides, and `seen` as in EntryDesk."""

    id: str
    a: str
    b: str
    seen: str
    settled: str | None


class Desk:
    """Where a reviewer rules: made for one request, over the record that is shown."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._rulings = RulingIndex(record.gate)

    def entry(self, id_: str) -> EntryDesk:
        """What may be ruled on an entry. Raises NotFound for an unknown id."""
        gate = self._record.gate
        if gate.one("look for the entry", "SELECT 1 FROM entries WHERE id = ?", (id_,)) is None:
            raise NotFound(f"the record holds no entry {id_!r}")
        entry = next(load_entries(gate, [id_]))
        return EntryDesk(
            id_,
            entry.type,
            entry.accepted,
            str(seen(gate, id_, self._rulings)),
            tuple(_findings(self._record, entry)),
            tuple(_fields(entry)),
            tuple(_values(entry)),
            tuple(_others(self._record, entry)),
        )

    def disagreement(self, id_: str) -> DisagreementDesk:
        """What may be ruled on a disagreement. Raises NotFound for an unknown id."""
        gate = self._record.gate
        if gate.one("look for it", "SELECT 1 FROM disagreements WHERE id = ?", (id_,)) is None:
            raise NotFound(f"the record holds no disagreement {id_!r}")
        one = next(load_disagreements(gate, [id_]))
        return DisagreementDesk(id_, one.a.text, one.b.text, str(seen(gate, id_, self._rulings)), one.settled)


def _findings(record: Record, entry: Entry) -> Iterator[DeskFinding]:
    held = load_finding_values(record.gate, entry.findings)
    articles = {one.id: one for one in load_articles(record.gate, sorted({one.article for one in held.values()}))}
    for finding in sorted(
        held.values(), key=lambda one: (articles[one.article].published or "", one.article, one.id)
    ):
        article = articles[finding.article]
        words = " … ".join(dict.fromkeys(article.text[span.begin : span.end] for span in sorted(spans_of(finding))))
        told = headline(entry.type, fields_of(finding))
        yield DeskFinding(finding.id, told, _called(article), _cut(words))


def _called(article: Article) -> str:
    one = named(article)
    return ", ".join(part for part in (one.name, f"credits {one.wire}" if one.wire else None, one.day) if part)


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= WORDS else line[: WORDS - 1].rsplit(" ", 1)[0] + " …"


def _fields(entry: Entry) -> Iterator[DeskField]:
    from onrecord.engines.ruling import correctable

    values = _flat(entry)
    for name, takes in correctable(entry.type).items():
        choices = () if isinstance(takes, str) else tuple(takes)
        now = values.get(name)
        told = _yes(now) if isinstance(now, bool) else None if now in (None, (), []) else value_of(name, values)
        yield DeskField(name, head_of(name), "one of these" if choices else str(takes), choices, told)


def _flat(entry: Entry) -> Mapping[str, object]:
    """The entry's values, those of the speaker under the names by which they are corrected."""
    who = entry.fields.get("speaker")
    speaker = who if isinstance(who, Mapping) else {}
    return {**entry.fields, "stage": entry.stage, **{f"speaker.{name}": value for name, value in speaker.items()}}


def _values(entry: Entry) -> Iterator[DeskValue]:
    """Values that do not stand and that one correction can put in place of the standing ones."""
    from onrecord.engines.ruling import correctable

    fields = correctable(entry.type)
    told: set[tuple[str, str]] = {(one.field, _value(one)) for one in entry.values if one.stands}
    for one in (each for some in several(entry).values() for each in some):
        known = (one.field, _value(one))
        along = TOGETHER.get(one.field)
        alone = along is None or one.value.get(along) == entry.fields.get(along)
        if one.field in fields and known not in told and alone and _value(one) != "null":
            told.add(known)
            yield DeskValue(one.field, head_of(one.field), _value(one), _in_words(one), len(one.findings))


def _yes(held: bool) -> str:
    return "yes" if held else "no"


def _value(one: FieldValue) -> str:
    held = one.value.get(one.field)
    if isinstance(held, float) and held.is_integer():
        held = int(held)
    value = list(held) if isinstance(held, tuple) else held
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text if legible(text) == text else json.dumps(value, sort_keys=True)  # pages turn what is not legible


def _in_words(one: FieldValue) -> str:
    names = (one.field, *BESIDE.get(one.field, ()), f"{one.field}_bound")
    return value_of(one.field, {name: one.value.get(name) for name in names})


def _others(record: Record, entry: Entry) -> Iterator[DeskOther]:
    """Entries that are linked to it, and the nearest of those that are not."""
    links = {seen_from(entry.id, link)[1]: link for link in load_links(record.gate, [entry.id])}
    ids = list(dict.fromkeys([*links, *near(record.gate, entry.id)]))
    for other in load_entries(record.gate, ids):
        if other.type == entry.type:
            told = headline(other.type, other.fields, other.stage)
            yield DeskOther(other.id, _cut(told), _why(entry, links.get(other.id)))


def _why(entry: Entry, link: EntryLink | None) -> str:
    if link is None:
        return {"statement": "like words of the same speaker"}.get(entry.type, "the same parties")
    return f"{seen_from(entry.id, link)[0]}: {link.reason}"
