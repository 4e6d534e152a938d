"""Known speakers as rows of their tables, and rows as known speakers again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.model import KnownSpeaker
from onrecord.record.gate import Gate, Row
from onrecord.record.values import listed, unlisted


def speaker_tables(speakers: Iterable[KnownSpeaker]) -> Mapping[str, Sequence[Row]]:
    """Rows of `speakers` and of `speaker_statements`."""
    rows: list[Row] = []
    links: list[Row] = []
    for one in speakers:
        rows.append((one.id, one.name, one.role, one.actor, one.kind, listed(one.spellings), len(one.statements)))
        links += [(one.id, statement) for statement in one.statements]
    return {"speakers": rows, "speaker_statements": links}


def load_speakers(gate: Gate, wanted: Sequence[str]) -> Iterator[KnownSpeaker]:
    """Yield the known speakers of the ids `wanted`, in that order."""
    for at in range(0, len(wanted), 500):
        some = wanted[at : at + 500]
        rows = {
            str(row[0]): row for row in gate.picked("read speakers", "SELECT * FROM speakers WHERE id IN (?)", some)
        }
        said: dict[str, list[Row]] = {}
        for row in gate.picked("read what speakers say", SAID, some):
            said.setdefault(str(row[0]), []).append(row[1:])
        for one in some:
            yield _speaker(rows[one], said.get(one, ()))


SAID = (
    "SELECT x.speaker, x.statement, t.article FROM speaker_statements x JOIN statements t ON t.id = x.statement"
    " WHERE x.speaker IN (?)"
)


def _speaker(row: Row, said: Sequence[Row]) -> KnownSpeaker:
    id_, name, role, actor, kind, spellings, _ = row
    return KnownSpeaker(
        id_, name, role, actor, kind, unlisted(spellings),  # type: ignore[arg-type]
        tuple(sorted(str(statement) for statement, _ in said)),
        tuple(sorted({str(article) for _, article in said})),
    )  # fmt: skip
