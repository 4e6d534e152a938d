"""Party: somebody who gives, asks or receives, and what an article has told of such so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.extraction.commitments.persons import Persons
from onrecord.extraction.commitments.scene import Range
from onrecord.model import Evidence, Span, Statement


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who gives, asks or receives.

    code:     of the state or organisation, None when the text gives none.
    name:     as written, or the actor's usual name for a pronoun.
    evidence: where that stands.
    at:       the tokens of the phrase in its sentence.
    members:  codes of a group's members that the text names, each with its place.
    """

    code: str | None
    name: str
    evidence: Evidence
    at: Range
    members: tuple[tuple[str, Span], ...] = ()


@dataclass(slots=True)
class Memory:
    """What has been read of the article so far, for pronouns, surnames and short names.

    subject:   the last actor that did something. persons: the people it names. statements: its own.
    titled:    the article has a headline.
    main:      the state that most often does something in the article. attackers: states that wage war in it.
    described: the last state and the last organisation that did something, for "the country", "the alliance".
    short:     the last words of bodies named in full, for "the Commission", "the Bank".
    """

    statements: Sequence[Statement] = ()
    subject: Party | None = None
    recipients: list[Party] = field(default_factory=list)
    givers: list[Party] = field(default_factory=list)
    persons: Persons | None = None
    described: dict[str, tuple[str, Span]] = field(default_factory=dict)
    short: dict[str, tuple[str, Span]] = field(default_factory=dict)
    main: Party | None = None
    titled: bool = False
    attackers: frozenset[str] = frozenset()


def statement_at(statements: Sequence[Statement], span: Span) -> Statement | None:
    """The shortest statement whose content covers `span`."""
    covering = [s for s in statements if any(content.covers(span) for content in s.content)]
    return min(covering, key=lambda s: sum(c.end - c.begin for c in s.content), default=None)
