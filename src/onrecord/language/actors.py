"""Actors: states, organisations, and what stands for them in the news."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.language.actor_names import Name, names_by_first_word
from onrecord.vocabulary.derived import remembered

ActorKind = Literal["state", "demonym", "capital", "body", "organisation", "leader"]

_WORD = re.compile(r"[^\W_]+")
_MONTH = 7  # characters of an ISO 8601 day that tell its month, by which terms of office are kept
_TEXTS = 4096  # texts whose actors are remembered: every step looks at the same sentences


@dataclass(frozen=True, slots=True)
class Actor:
    """A name that stands for a state or an organisation.

    begin, end: its characters in the text given, a possessive "'s" left out.
    code:       ISO 3166-1 alpha-3 (XKX for Kosovo), or an organisation's short code.
    name:       the actor's usual name ("Slovakia" for "Slovak"), for a leader the leader's own.
    kind:       "state" (its name), "demonym" ("Slovak", "Slovaks"), "capital" (a city: an actor only where the
                sentence makes it one), "body" ("the Kremlin"), "organisation", "leader" (a person; inferred only).
    """

    begin: int
    end: int
    code: str
    name: str
    kind: ActorKind


def find_actors(text: str, day: str | None = None) -> list[Actor]:
    """The actors named in `text` in order, longest names first, none overlapping another.

    day: ISO 8601; leaders who were not in office on that day are left out.
    """
    found = _actors(text, None)
    if day is not None and any(actor.kind == "leader" for actor in found):
        found = _actors(text, day[:_MONTH])
    return list(found)


@remembered(_TEXTS)
def _actors(text: str, month: str | None) -> tuple[Actor, ...]:
    table = names_by_first_word()
    words = list(_WORD.finditer(text))
    found: list[Actor] = []
    after = 0
    for at, word in enumerate(words):
        names = table.get(word.group().casefold()) if at >= after else None
        name = _longest(text, words, at, names, month) if names is not None else None
        if name is None:
            continue
        begin, end = word.start(), words[at + len(name.words) - 1].end()
        if name.dotted and text[end : end + 1] == ".":
            end += 1
        if name.code and not (found and _is_anothers(text, found[-1], name, begin)):
            found.append(Actor(begin, end, name.code, name.actor, name.kind))
        after = at + len(name.words)
    return tuple(found)


def _is_anothers(text: str, before: Actor, name: Name, begin: int) -> bool:
    """Whether a body belongs to the state named right before it: "the Polish Senate" is not the American one."""
    if name.kind != "body" or before.kind not in ("state", "demonym") or before.code == name.code:
        return False
    return text[before.end : begin] in (" ", "'s ", "’s ")


def actor_code(name: str) -> str | None:
    """The code of a state or an organisation by any of its names, adjectives, capitals or bodies, else None.

    A leader's name is a person's and gives none.
    """
    actor = whole_actor(name)
    return None if actor is None or actor.kind == "leader" else actor.code


def whole_actor(name: str) -> Actor | None:
    """The actor that `name` names as a whole, an article and a possessive aside, else None."""
    written = name.strip()
    for bare in (written, re.sub(r"^the\s+|['’]s?$", "", written, flags=re.I)):
        for actor in find_actors(bare):
            if actor.begin == 0 and actor.end >= len(bare.rstrip(".")):
                return actor
    return None


def _longest(
    text: str, words: list[re.Match[str]], at: int, names: Sequence[Name], month: str | None
) -> Name | None:
    for name in names:
        if at + len(name.words) > len(words):
            continue
        if all(words[at + i].group().casefold() == word for i, word in enumerate(name.words)) and _fits(
            text, words, at, name, month
        ):
            return name
    return None


def _fits(text: str, words: list[re.Match[str]], at: int, name: Name, month: str | None) -> bool:
    last = at + len(name.words) - 1
    for i in range(at, last):
        gap = text[words[i].end() : words[i + 1].start()]
        if gap not in (" ", "-", "'", "’", ".", ". ", "\u00a0", "\n", "  ", "–", " & "):
            return False
    written = [words[i].group() for i in range(at, last + 1)]
    if not name.written_as(written):
        return False
    if text[words[at].start() - 1 : words[at].start()] in ("@", "#", "_"):
        return False
    if name.kind == "leader" and month and not name.in_office(month):
        return False
    if name.foreign is not None and name.foreign.search(
        text[max(0, words[at].start() - name.within) : words[last].end() + name.within]
    ):
        return False
    return not _is_somebody_else(text, words, at, name)


def _is_somebody_else(text: str, words: list[re.Match[str]], at: int, name: Name) -> bool:
    """Whether a first name stands before that makes it another person's surname."""
    if not name.also_surname or at == 0:
        return False
    before = words[at - 1]
    if text[before.end() : words[at].start()] != " " or not before.group()[0].isupper() or before.group().isupper():
        return False
    if before.group() in name.titles:
        return False
    opening = before.start() == 0 or text[max(0, before.start() - 2) : before.start()].strip() in (".", "!", "?")
    return name.kind == "leader" or not opening
