"""Affiliation: the state or organisation for which somebody of a role speaks, as far as the words give it."""

from __future__ import annotations

import re

from onrecord.extraction.statements.roles import Roles
from onrecord.language.actors import Actor, find_actors
from onrecord.model import Span

PARTS = re.compile(r"\band\b|[,;/]")
WORDS = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*\.?")
LAST_WORD = re.compile(r"([^\W_]+)\W+(?:the\W+)?$")
NOT_FOR = ("in", "on", "against", "about", "with", "from", "based", "at", "near", "over", "anti", "ex")
"""Words before a state or body that say where somebody is or what they deal with."""
TO = ("to", "for")
QUANTIFIED = re.compile(
    r"(?:many|some|most|few|several|all|other|fellow|ordinary|young|two|three|[\d.,]+|millions of)\b", re.I
)


def spoken_for(text: str, span: Span, vocabulary: Roles, day: str | None) -> tuple[str, Span] | None:
    """Code and place of the state or organisation that somebody described by the words of `span` speaks for.

    None of a former office, of private people ("a Polish farmer") and of those sent to it ("envoy to Poland").
    """
    begin = span.begin
    for part in [*PARTS.finditer(text, span.begin, span.end), None]:
        end = span.end if part is None else part.start()
        found = _of_part(text[begin:end], vocabulary, day)
        if found is not None:
            return found.code, Span(begin + found.begin, begin + found.end)
        if part is not None:
            begin = part.end()
    return None


def is_former(words: str, vocabulary: Roles) -> bool:
    """Whether `words` say that the role is over."""
    return any(word in vocabulary.former or word.startswith("ex-") for word in words.lower().split())


def _of_part(part: str, vocabulary: Roles, day: str | None) -> Actor | None:
    if is_former(part, vocabulary):
        return None
    named = find_actors(part, day)
    words = [word.group().rstrip(".").lower() for word in WORDS.finditer(part) if not _inside(word.start(), named)]
    if _is_private(words, vocabulary):
        return None
    sent = not vocabulary.abroad.isdisjoint(words)
    for actor in named:
        before = LAST_WORD.search(part, 0, actor.begin)
        word = before.group(1).lower() if before else ""
        # "the economy ministry in Riga" is that state's
        seat = word == "in" and not sent and actor.kind == "capital" and not vocabulary.governing.isdisjoint(words)
        if actor.kind == "leader" or (word in NOT_FOR and not seat) or (sent and word in TO):
            continue
        if actor.kind == "demonym" and (_is_part_of_a_name(part, actor, vocabulary) or QUANTIFIED.match(part)):
            continue
        return actor
    return None


def _inside(at: int, named: list[Actor]) -> bool:
    """Whether a word belongs to an organisation's own name: the "Union" of the European one is no trade union."""
    return any(actor.kind == "organisation" and actor.begin <= at < actor.end for actor in named)


def _is_private(words: list[str], vocabulary: Roles) -> bool:
    """Whether the last role or body of the phrase before any preposition is a private one."""
    head = next((i for i, word in enumerate(words) if word in ("of", "for", "to", "in", "at", "from")), len(words))
    known = [
        word
        for word in words[:head]
        if word in vocabulary.private
        or word in vocabulary.roles
        or word in vocabulary.bodies
        or word in vocabulary.plurals
    ]
    return (bool(known) and known[-1] in vocabulary.private) or "opposition" in words[:head]


def _is_part_of_a_name(part: str, actor: Actor, vocabulary: Roles) -> bool:
    """Whether a demonym begins or ends a name of another thing: "the American Legion", "the Polish Red Cross"."""
    behind = part[actor.end :].split()
    return (
        bool(behind)
        and behind[0][:1].isupper()
        and not any(word.strip(".,").lower() in vocabulary.governing for word in behind)
    )
