"""All that one person or body says; or, under the id `unnamed`, all who are left unnamed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.errors import NotFound
from onrecord.model import VARIANT_RELATIONS, VariantRelation
from onrecord.pages.kinds import PageKind, Tables
from onrecord.pages.lines import EntryLine, lines_of
from onrecord.pages.listing import WHOLE, Choice, Chosen, Part, asked, chosen, loosened, part_of, plain_choices
from onrecord.pages.marks import Marks, utterance_marks
from onrecord.pages.statements import SpeakerLine, speaker_lines
from onrecord.phrases import said
from onrecord.phrases import speaker as told_speaker
from onrecord.record import Record, Selection
from onrecord.record import rows as export_rows
from onrecord.record.entries import load_entries
from onrecord.record.naming import holds
from onrecord.record.said import how_many, said_choices, unnamed_count, utterances, wordings_of
from onrecord.record.values import entry_fields

UNNAMED = "unnamed"
HEADS = {"words": "Words", "wording": "Also printed", "disagreement": "Reports disagree", "who": "Who"}
DISAGREED = {"open": "open", "settled": "settled", "any": "open or settled"}
FIELDS = "SELECT id, fields FROM entries WHERE id IN (?)"


@dataclass(frozen=True, slots=True)
class SpeakerQuery:
    """What the page is asked for.

    id:        a known speaker's, or `unnamed` for what is said by nobody whom a report names.
    words:     part of what was said, in any wording.
    wording:   only what is printed in another wording too that is `altered`, `trimmed` ...
    disagreement: only what reports disagree on.
    who:       of the unnamed, part of the words for them ("officials").
    ascending: the earliest first.
    page:      of fifty; 0 for all.
    """

    id: str
    words: str | None = None
    wording: VariantRelation | None = None
    disagreement: Literal["any", "open", "settled"] | None = None
    who: str | None = None
    ascending: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something said, once, however many articles print it.

    speaker:  as the entry names them. words: the standing wording; quoted where all of it is.
    mode:     direct, mixed or indirect.
    wordings: how many other wordings there are, by their relation to the standing one.
    """

    line: EntryLine
    speaker: str
    words: str
    mode: str
    wordings: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """What the page shows.

    speaker: who; None on the page of the unnamed.
    part:    how many utterances there are, and which of them these are. lines: they, the latest first.
    asked, chosen, choices, marks: as on the page of commitments.
    """

    id: str
    speaker: SpeakerLine | None
    part: Part
    lines: tuple[Utterance, ...]
    asked: Mapping[str, object]
    chosen: tuple[Chosen, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    marks: tuple[Marks, ...]


def make(record: Record, query: SpeakerQuery) -> SpeakerPage:
    """The page. Raises NotFound for an unknown id, and for a page that there is not."""
    speaker = _speaker(record, query.id)
    part, keys = part_of(_keys(record, query), 0, query.page)
    part = replace(part, of=speaker.utterances if speaker else unnamed_count(record.gate))
    filters = chosen(query, HEADS, {"disagreement": lambda one: DISAGREED[one]})
    if not part.count:
        filters = loosened(filters, query, lambda less: _count(record, less))
    shown = tuple(_utterances(record, keys))
    return SpeakerPage(
        id=query.id,
        speaker=speaker,
        part=part,
        lines=shown,
        asked={name: value for name, value in asked(query).items() if name != "id"},
        chosen=filters,
        choices=_choices(record, query),
        marks=utterance_marks(record, shown) if query.page == WHOLE else (),
    )


def rows(record: Record, query: SpeakerQuery) -> Tables:
    """The chosen utterances as entries, of all pages, and the speaker with all statements."""
    ids = _keys(record, query)
    entries = export_rows.rows_of(load_entries(record.gate, ids), export_rows.entry_row)
    if query.id == UNNAMED:
        return {"entries": entries}
    return {"entries": entries, "speakers": _speaker_rows(record, query.id)}


def every(record: Record) -> Iterator[SpeakerQuery]:
    """Every known speaker, and the unnamed where there are any."""
    for (id_,) in record.gate.all("list speakers", "SELECT id FROM speakers ORDER BY id"):
        yield SpeakerQuery(str(id_), page=WHOLE)
    if unnamed_count(record.gate):
        yield SpeakerQuery(UNNAMED, page=WHOLE)


def _speaker_rows(record: Record, id_: str) -> Iterator[export_rows.ExportRow]:
    from onrecord.record.speakers import load_speakers

    return export_rows.rows_of(load_speakers(record.gate, [id_]), export_rows.speaker_row)


def _speaker(record: Record, id_: str) -> SpeakerLine | None:
    if id_ == UNNAMED:
        return None
    if not holds(record.gate, "speakers", id_):
        raise NotFound(f"the record has no speaker {id_!r}; see: onrecord show FILE speakers")
    return speaker_lines(record, [id_])[0]


def _keys(record: Record, query: SpeakerQuery) -> list[str]:
    return utterances(record.gate, _known(query), _selection(query), query.who, query.ascending)


def _count(record: Record, query: SpeakerQuery) -> int:
    return how_many(record.gate, _known(query), _selection(query), query.who)


def _known(query: SpeakerQuery) -> str | None:
    return None if query.id == UNNAMED else query.id


def _selection(query: SpeakerQuery) -> Selection:
    return Selection(words=query.words, wording=query.wording, disagreement=query.disagreement)


def _choices(record: Record, query: SpeakerQuery) -> Mapping[str, tuple[Choice, ...]]:
    counted = said_choices(record.gate, _known(query), _selection(query), query.who)
    differ = counted["disagreement"]
    return {
        "wording": plain_choices(counted["wording"], VARIANT_RELATIONS),
        "disagreement": tuple(Choice(one, DISAGREED[one], differ[one]) for one in DISAGREED if one in differ),
    }


def _utterances(record: Record, ids: Sequence[str]) -> Iterator[Utterance]:
    fields = {str(id_): entry_fields(packed) for id_, packed in record.gate.picked("read words", FIELDS, ids)}
    wordings = wordings_of(record.gate, ids)
    for line in lines_of(record, ids):
        held = fields[line.id]
        yield Utterance(line, told_speaker(held), said(held), str(held.get("mode")), wordings.get(line.id, {}))


KIND = PageKind(
    name="speaker",
    path="/speakers/{id}",
    query=SpeakerQuery,
    page=SpeakerPage,
    make=make,
    every=every,
    rows=rows,
    doc="All that one person or body says, every utterance once; under the id `unnamed`, what the unnamed say.",
)
