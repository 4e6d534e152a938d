"""Known speakers: the statements of a record gathered by who makes them, over spellings and transliterations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from onrecord.language.actors import whole_actor
from onrecord.model import KnownSpeaker, Speaker, SpeakerKind, Statement, content_id
from onrecord.reconciliation.speakers.people import Described, canonical_names, full_name

V = TypeVar("V", bound=str)
KINDS = ("person", "body")
COMMON = 0.25
"""Share of somebody's statements that must say for whom they speak, so that one slip does not: read off the known
speakers of 22,000 feed items."""


def known_speakers(statements: Iterable[Statement]) -> tuple[KnownSpeaker, ...]:
    """Every person and body that is named as a speaker, by name; the order of `statements` does not matter.

    Groups ("experts"), documents and those left unnamed ("a senior official") are left out: nothing tells whether
    two of them are one. A state is one speaker under its name and its capital's; its ministries and houses are
    others.
    """
    named = [one for one in statements if _known(one.speaker)]
    canonical = canonical_names(Counter(_described(one) for one in named))
    groups: dict[Hashable, list[Statement]] = {}
    for one in named:
        name = _name(one, canonical)
        groups.setdefault(_itself(name) or (name,), []).append(one)
    found = (_speaker(group, canonical) for group in groups.values())
    return tuple(sorted(found, key=lambda speaker: (speaker.name, speaker.id)))


def _known(speaker: Speaker) -> bool:
    """Whether a speaker is one whom a name tells apart: "the company" is another one in every article."""
    name = speaker.name or ""
    return speaker.kind in KINDS and not speaker.anonymous and name != name.lower()


def _name(statement: Statement, canonical: Mapping[Described, str]) -> str:
    """The name over all articles. A body's own stays: "the West" is nobody's surname."""
    name = statement.speaker.name or ""
    if statement.speaker.kind == "body" and not full_name(name):
        return name
    return canonical[_described(statement)]


def _itself(name: str) -> str | None:
    """The code of the state or organisation that is named itself, by its name or a state's capital."""
    actor = whole_actor(name)
    return actor.code if actor is not None and actor.kind in ("state", "capital", "organisation") else None


def _described(statement: Statement) -> Described:
    who = statement.speaker
    return (who.name or "", who.role, who.actor)


def _speaker(group: list[Statement], canonical: Mapping[Described, str]) -> KnownSpeaker:
    name = _most(_name(one, canonical) for one in group)
    assert name is not None
    actor = _most(one.speaker.actor for one in group)
    if sum(one.speaker.actor == actor for one in group) < COMMON * len(group):
        actor = None
    kind: SpeakerKind = "person" if _most(one.speaker.kind for one in group) == "person" else "body"
    return KnownSpeaker(
        id=content_id("p", name, actor),
        name=name,
        role=_most(one.speaker.role for one in group) if kind == "person" else None,
        actor=actor,
        kind=kind,
        spellings=tuple(sorted({one.speaker.name or "" for one in group} | {name})),
        statements=tuple(sorted(one.id for one in group)),
        articles=tuple(sorted({one.article for one in group})),
    )


def _most(values: Iterable[V | None]) -> V | None:
    """The value that stands most often, of equals the longest, then the first by letter."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], -len(value), value), default=None)
