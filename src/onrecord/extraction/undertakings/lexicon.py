"""The words that put an act of state on a stage, and those that name one, looked up by their forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from spacy.tokens import Token

from onrecord.extraction.forms import noun_forms, verb_forms
from onrecord.model import STAGES, Stage
from onrecord.vocabulary import vocabulary

Frame = Literal["own", "others", "things"]
Part = Literal["verb", "noun", "adjective"]
Named = Literal["acts", "people", "any"]

ADVERBS = frozenset({"out", "down", "up", "off", "back", "home", "aside", "away", "through"})
"""Particles that are no preposition of the noun behind them."""

_PARTICLE_REACH = 5  # tokens; "pull its last troops out"


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that says where somebody stands to an act.

    frame:    own: its subject does the act; others: its object does; things: it governs a noun that names an act.
    particle: the word behind the verb, or the preposition before the noun.
    of:       what such a noun must be: the name of an act, people in a state's service, or anything.
    """

    lemma: str
    part: Part
    stage: Stage
    frame: Frame
    particle: str | None = None
    of: Named = "acts"


@cache
def cues() -> Mapping[str, tuple[Cue, ...]]:
    """Every form with the cues that it may be, those with a particle first."""
    out: dict[str, list[Cue]] = {}
    for form, cue in _listed(vocabulary("undertakings")["cues"]):
        out.setdefault(form, []).append(cue)
    return {form: tuple(sorted(found, key=lambda c: c.particle is None)) for form, found in out.items()}


def _listed(table: Mapping[str, Mapping[str, list[str]]]) -> Iterator[tuple[str, Cue]]:
    groups: tuple[tuple[str, Part, Frame, Named], ...] = (
        ("own", "verb", "own", "acts"),
        ("nouns", "noun", "own", "acts"),
        ("adjectives", "adjective", "own", "acts"),
        ("others", "verb", "others", "acts"),
        ("others_nouns", "noun", "others", "acts"),
        ("things", "verb", "things", "acts"),
        ("people", "verb", "things", "people"),
        ("anything", "verb", "things", "any"),
    )
    for name, entry in table.items():
        stage = _stage(name)
        for key, part, frame, of in groups:
            for words in entry.get(key, ()):
                head, _, particle = words.partition(" ")
                for form in forms_of(head, part):
                    yield form, Cue(words, part, stage, frame, particle or None, of)


def forms_of(word: str, part: Part) -> set[str]:
    """The forms of `word`, a dictionary form without its particle."""
    if part == "verb":
        return verb_forms(word, _irregular())
    return noun_forms(word) if part == "noun" else {word}


def has_particle(token: Token, particle: str) -> bool:
    """Whether the words of `particle` stand near behind `token` and belong to it."""
    first, *rest = particle.split()
    for other in token.doc[token.i + 1 : token.i + 1 + _PARTICLE_REACH]:
        near = other.i == token.i + 1 or other.head.i == token.i or other.head.head.i == token.i
        if other.lower_ == first and near:
            return [t.lower_ for t in token.doc[other.i + 1 : other.i + 1 + len(rest)]] == rest
    return False


def is_listed(token: Token, table: str, key: str) -> bool:
    """Whether `token` is a form of a verb listed under `key` of `table`, its particle right behind it."""
    particles = _verbs(table, key).get(token.lower_)
    if particles is None or None in particles:
        return particles is not None
    behind = [t.lower_ for t in token.doc[token.i + 1 : token.i + 1 + _PARTICLE_REACH]]
    return any(particle is not None and particle in behind for particle in particles)


@cache
def verbs(table: str, key: str) -> frozenset[str]:
    """The forms of the verbs listed under `key` of `table`; of those with a particle the verb's."""
    return frozenset(_verbs(table, key))


@cache
def _verbs(table: str, key: str) -> Mapping[str, frozenset[str | None]]:
    out: dict[str, set[str | None]] = {}
    listed = vocabulary("undertakings")[table][key]
    for words in listed["verbs"] if isinstance(listed, dict) else listed:
        head, _, particle = words.partition(" ")
        for form in forms_of(head, "verb"):
            out.setdefault(form, set()).add(particle or None)
    return {form: frozenset(particles) for form, particles in out.items()}


@cache
def nouns(table: str, key: str) -> frozenset[str]:
    """The nouns listed under `key` of `table` with their plurals."""
    return frozenset(form for noun in vocabulary("undertakings")[table][key] for form in noun_forms(noun))


@cache
def _irregular() -> Mapping[str, Any]:
    return {**vocabulary("stages")["irregular"], **vocabulary("undertakings")["irregular"]}


def _stage(name: str) -> Stage:
    if name not in STAGES:
        raise ValueError(f"undertakings.toml names a stage that there is not: {name!r}")
    return name
