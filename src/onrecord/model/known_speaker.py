"""Known speakers: who speaks in a record, one for each person or body over all its articles."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.statement import SpeakerKind


@dataclass(frozen=True, slots=True)
class KnownSpeaker:
    """A person or body with all that they say, whatever spelling an article gives their name.

    name:  the spelling that most statements give, of equals the fullest.
    role, kind: what most statements give; None where none gives any.
    actor: the same, None where less than a quarter of the statements give it.
    spellings:  every name that stands for them, sorted; `name` is one of them.
    statements, articles: ids, sorted.
    """

    id: str
    name: str
    role: str | None
    actor: str | None
    kind: SpeakerKind | None
    spellings: tuple[str, ...]
    statements: tuple[str, ...]
    articles: tuple[str, ...]
