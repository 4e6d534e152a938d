"""Party: somebody who gives, asks or receives, and what an article has told of such so far."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from onrecord.extraction.commitments.persons import Persons
from onrecord.extraction.commitments.scene import Range
from onrecord.model import Evidence, Span, Statement

STATE_CODE = 3
"""Letters in the code of a state (ISO 3166-1 alpha-3)."""
_REACH = 400  # characters back to those whom "both" may mean
_BACK = 40  # names back to what a description or a pronoun may mean


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


@dataclass(frozen=True, slots=True)
class Told:
    """One place where the article names a state or an organisation.

    kind: "state" or "organisation". acts: it is the subject of a main clause. noun: what it is named with
    ("committee" in "the Bundestag's committee"). beside: it is coordinated with the one named before it.
    """

    span: Span
    code: str
    name: str
    kind: str
    acts: bool
    noun: str = ""
    beside: bool = False


@dataclass(slots=True)
class Memory:
    """What has been read of the article so far, for pronouns, surnames and short names.

    subject:   the last actor that did something. people: finds whom it names. statements: its own.
    titled:    the article has a headline.
    main:      the state that most often does something in the article. attackers: states that wage war in it.
    told:      every state and organisation that it names, in order, for "the country", "the alliance" and "it".
    described: what "the country" means where none acted before.
    short:     the last words of bodies named in full, for "the Commission", "the Bank".
    afflicted: the state that a disaster or a war has struck. helped: the state that the article says is helped.
    """

    statements: Sequence[Statement] = ()
    subject: Party | None = None
    recipients: list[Party] = field(default_factory=list)
    givers: list[Party] = field(default_factory=list)
    people: Callable[[], Persons] | None = None
    told: Sequence[Told] = ()
    described: dict[str, tuple[str, Span]] = field(default_factory=dict)
    short: dict[str, tuple[str, Span]] = field(default_factory=dict)
    main: Party | None = None
    titled: bool = False
    attackers: frozenset[str] = frozenset()
    afflicted: Party | None = None
    helped: Party | None = None
    _persons: Persons | None = None

    @property
    def persons(self) -> Persons | None:
        """The people whom the article names, looked for when they are first asked for."""
        if self._persons is None and self.people is not None:
            self._persons = self.people()
        return self._persons

    def usual(self, kind: str) -> tuple[str, Span] | None:
        """What "the country" or "the alliance" means where the article named none before."""
        if kind == "state" and kind not in self.described:
            return self.persons.home if self.persons is not None else None
        return self.described.get(kind)

    def last(self, begin: int, kind: str = "", *, acts: bool = True, other: str | None = None) -> Told | None:
        """The last state or organisation named before `begin`.

        kind: only such. acts: only where it is a subject. other: the code of one that is not meant.
        """
        at = bisect_left(self.told, begin, key=lambda told: told.span.begin)
        for told in reversed(self.told[max(0, at - _BACK) : at]):
            if (not kind or told.kind == kind) and (told.acts or not acts) and told.code != other:
                return told
        return None

    def named_with(self, begin: int, noun: str) -> Told | None:
        """The last one named before `begin` by a body's noun, "the Danish parliament" for "parliament"."""
        at = bisect_left(self.told, begin, key=lambda told: told.span.begin)
        return next((told for told in reversed(self.told[max(0, at - _BACK) : at]) if told.noun == noun), None)

    def together(self, begin: int, count: int | None) -> tuple[Told, ...]:
        """The last actors before `begin` that a text names together, `count` of them: "Denmark and Norway met"."""
        at = bisect_left(self.told, begin, key=lambda told: told.span.begin)
        near = [told for told in self.told[max(0, at - _BACK) : at] if begin - told.span.begin <= _REACH]
        for last in range(len(near) - 1, 0, -1):
            if not near[last].beside or (last + 1 < len(near) and near[last + 1].beside):
                continue
            first = last
            while first > 0 and near[first].beside:
                first -= 1
            named = tuple(near[first : last + 1])
            if named[0].acts and len(named) == len({told.code for told in named}) and count in (None, len(named)):
                return named
        return ()


def statement_at(statements: Sequence[Statement], span: Span) -> Statement | None:
    """The shortest statement whose content covers `span`."""
    covering = [s for s in statements if any(content.covers(span) for content in s.content)]
    return min(covering, key=lambda s: sum(c.end - c.begin for c in s.content), default=None)
