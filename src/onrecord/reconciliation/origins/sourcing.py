"""Sourcing: whom an article has a finding from, by its own words."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.language import find_actors
from onrecord.model import Commitment, Span, Speaker, Statement
from onrecord.model.entry import SOURCINGS
from onrecord.model.entry import Sourcing as Source
from onrecord.reconciliation.located import Located
from onrecord.vocabulary import vocabulary
from onrecord.vocabulary.derived import remembered

REMEMBERED = 10_000
PRESIDENT = "president"


class Sourcing:
    """Looks up from whom the article has what a finding says."""

    def __init__(self, statements: Iterable[Statement] = ()) -> None:
        self._by_id: dict[str, Statement] = {}
        self._by_article: dict[str, list[Statement]] = {}
        for each in statements:
            self._by_id[each.id] = each
            self._by_article.setdefault(each.article, []).append(each)
        for told in self._by_article.values():
            told.sort(key=lambda each: each.id)

    def of(self, each: Located) -> Source | None:
        """ "official", "named" or "anonymous"; None where the article tells it itself.

        Of a statement by who utters it; of one inside another's words, by who reports it. Of a commitment by who
        said so; of a membership step by the statement it stands in.
        """
        finding = each.finding
        if isinstance(finding, Statement):
            return _of_statement(self._outermost(finding))
        said_by = finding.said_by if isinstance(finding, Commitment) else None
        if isinstance(finding, Commitment) and said_by is None:
            return None
        held = [one for one in self._by_article.get(finding.article, ()) if _holds(one, each.extent)]
        named = [one for one in held if one.speaker.name == said_by] if said_by else held
        if not named and said_by:
            named = [one for one in self._by_article.get(finding.article, ()) if one.speaker.name == said_by]
        if named:
            return _of_statement(self._outermost(min(named, key=_size)))
        return _of_name(said_by) if said_by else None

    def _outermost(self, statement: Statement) -> Statement:
        """The statement in whose words this one stands, up to the one that the article itself reports."""
        seen = {statement.id}
        while statement.within in self._by_id and statement.within not in seen:
            statement = self._by_id[statement.within]
            seen.add(statement.id)
        return statement


UNKNOWN = Sourcing()
"""Knows of no statement: a commitment is then sourced by the name of who said so."""


def strongest(sources: Iterable[Source | None]) -> Source | None:
    """What is said of an origin that has it from several: official before named before anonymous; None of none."""
    there = set(sources)
    return next((one for one in SOURCINGS if one in there), None)


def _of_statement(statement: Statement) -> Source | None:
    """By the speaker; what somebody thinks, or has not said, is the article's own word."""
    if statement.cue_class != "speech" or statement.negated:
        return None
    return of_speaker(statement.speaker)


def of_speaker(speaker: Speaker) -> Source | None:
    """Of one who speaks for a state or a body "official", of people left unnamed "anonymous".

    Former office holders speak for themselves: they have no actor. A document without a name is nobody.
    """
    name = speaker.name or speaker.role
    if name is None:
        return None
    if speaker.anonymous:
        return "anonymous"
    if speaker.actor is not None or (speaker.kind == "body" and _ruling(name)) or _in_office(speaker.role):
        return "official"
    if speaker.kind == "group":
        return "anonymous"
    if speaker.kind == "document" and not _proper(name):
        return None
    return "named"


def _of_name(name: str) -> Source:
    if _for_a_state(name):
        return "official"
    return "named" if name[:1].isupper() else "anonymous"


@remembered(REMEMBERED)
def _for_a_state(name: str) -> bool:
    """Whether a name is wholly that of a state, of a body of it or of an organisation of states."""
    return any(actor.end - actor.begin == len(name) for actor in find_actors(name))


def _ruling(name: str) -> bool:
    """Whether a body without a state's name is one of a state ("the ministry of defence")."""
    return any(word in vocabulary("roles")["ruling"] for word in name.casefold().split())


def _in_office(role: str | None) -> bool:
    """Whether a role is an office of a state whose name is left out ("the defence minister"), and not a former one.

    Clubs and companies have presidents too, so one counts only where nothing else is said.
    """
    words = (role or "").casefold().split()
    known = vocabulary("roles")
    if not words or words[-1] not in known["ruling"] or any(word in known["former"] for word in words):
        return False
    return len(words) == 1 or words[-1] != PRESIDENT


def _proper(name: str) -> bool:
    return any(word[:1].isupper() for word in name.split()[1:])


def _holds(statement: Statement, extent: Span) -> bool:
    return any(span.overlaps(extent) for span in statement.content)


def _size(statement: Statement) -> tuple[int, str]:
    """The innermost statement first."""
    return (sum(span.end - span.begin for span in statement.content), statement.id)
