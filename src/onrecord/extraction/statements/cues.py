"""Cues: which words report, what they take, and of which class they are; read from the vocabulary `cues`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from onrecord.model import CueClass
from onrecord.vocabulary import EXTENSION_VARIABLE, vocabulary

CLASSES: tuple[CueClass, ...] = ("speech", "thought", "intent")
VERBAL = ("document", "clause", "quotation", "infinitive", "passive", "object", "naming", "as")
POLARITY = ("negations", "refusals", "modals", "prospects", "conditions")
VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word: its lemma, and for each construction in which it reports the class it has there; `told`
    where its object is who hears it ("told the paper", "was told that ...")."""

    lemma: str
    takes: Mapping[str, CueClass]
    prepositions: Mapping[str, CueClass] = field(default_factory=dict)
    told: bool = False


@dataclass(frozen=True, slots=True)
class Cues:
    """The vocabulary, by inflected form in lower case."""

    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    according: Mapping[str, tuple[tuple[str, ...], ...]]
    wordings: frozenset[str]
    hearsay: frozenset[str]
    polls: frozenset[str]
    openings: frozenset[str]
    statements: frozenset[str]
    documents: frozenset[str]
    times: frozenset[str]
    phrasal: frozenset[str]
    physical: frozenset[str]
    makings: frozenset[str]
    negations: frozenset[str]
    refusals: frozenset[str]
    modals: frozenset[str]
    prospects: frozenset[str]
    conditions: frozenset[str]
    not_sources: frozenset[str]
    pronouns: frozenset[str]


def cues() -> Cues:
    """The cue vocabulary, ready for look-up. Raises BadVocabulary when a file cannot be read."""
    return _indexed(os.environ.get(EXTENSION_VARIABLE))


@cache
def _indexed(_folder: str | None) -> Cues:
    table = vocabulary("cues")
    irregular: dict[str, list[str]] = {}
    for form, lemma in table["forms"].items():
        irregular.setdefault(lemma, []).append(form)
    verbs: dict[str, dict[str, CueClass]] = {}
    prepositions: dict[str, dict[str, CueClass]] = {}
    for kind in CLASSES:
        _collect(table[kind], kind, verbs, prepositions)
    according: dict[str, tuple[tuple[str, ...], ...]] = {}
    for words in (tuple(phrase.split()) for phrase in table["phrases"]["according"]):
        according[words[0]] = (*according.get(words[0], ()), words)
    by_form: dict[str, Cue] = {}
    for lemma in sorted({*verbs, *prepositions}):
        cue = Cue(lemma, verbs.get(lemma, {}), prepositions.get(lemma, {}), lemma in table["phrases"]["told"])
        verb, _, particle = lemma.partition(" ")
        for form in (*inflected(verb), *irregular.get(verb, ())):
            by_form.setdefault(f"{form} {particle}".rstrip(), cue)
    return Cues(
        verbs=by_form,
        nouns={form: cue for cue in _others(table, "noun") for form in (cue.lemma, *_plurals(cue.lemma))},
        adjectives={cue.lemma: cue for cue in _others(table, "adjective")},
        according=according,
        wordings=frozenset(table["phrases"]["wording"]),
        hearsay=frozenset(table["phrases"]["hearsay"]),
        polls=frozenset(table["phrases"]["poll"]),
        openings=frozenset((*according, "in", *table["phrases"]["hearsay"])),
        statements=frozenset(form for n in table["phrases"]["statement"] for form in (n, *_plurals(n))),
        documents=frozenset(form for n in table["phrases"]["document"] for form in (n, *_plurals(n))),
        phrasal=frozenset(table["phrases"]["phrasal"]),
        physical=frozenset(table["phrases"]["physical"]),
        makings=frozenset(
            form for v in table["phrases"]["making"] for form in (*inflected(v), *irregular.get(v, ()))
        ),
        times=frozenset(form for n in table["phrases"]["time"] for form in (n, *_plurals(n))),
        **{name: frozenset(table["polarity"][name]) for name in POLARITY},
        not_sources=frozenset(table["not_sources"]["words"]),
        pronouns=frozenset(table["not_sources"]["unless_speaking"]),
    )


def _collect(
    table: Mapping[str, Any],
    kind: CueClass,
    verbs: dict[str, dict[str, CueClass]],
    prepositions: dict[str, dict[str, CueClass]],
) -> None:
    for construction in VERBAL:
        for lemma in table.get(construction, ()):
            verbs.setdefault(lemma, {}).setdefault(construction, kind)
    for preposition, lemmas in table.get("preposition", {}).items():
        for lemma in lemmas:
            prepositions.setdefault(lemma, {})[preposition] = kind


def _others(table: Mapping[str, Any], part: str) -> Iterator[Cue]:
    """The cues that are nouns or adjectives."""
    takes: dict[str, dict[str, CueClass]] = {}
    prepositions: dict[str, dict[str, CueClass]] = {}
    for kind in CLASSES:
        for lemma in table[kind].get(part, ()):
            takes.setdefault(lemma, {}).setdefault(part, kind)
        for preposition, lemmas in table[kind].get(f"{part}_preposition", {}).items():
            for lemma in lemmas:
                prepositions.setdefault(lemma, {}).setdefault(preposition, kind)
    for lemma in sorted({*takes, *prepositions}):
        yield Cue(lemma, takes.get(lemma, {}), prepositions.get(lemma, {}))


def inflected(lemma: str) -> Iterator[str]:
    """The regular forms of the verb `lemma`, in lower case; doubled consonants in both spellings."""
    yield lemma
    yield from _plurals(lemma)
    if lemma.endswith("e"):
        yield from (lemma + "d", lemma[:-1] + "ing")
    elif lemma.endswith("y") and lemma[-2] not in VOWELS:
        yield from (lemma[:-1] + "ied", lemma + "ing")
    else:
        yield from (lemma + "ed", lemma + "ing")
        before = lemma[-3:-2] if lemma[-4:-2] != "qu" else ""  # the u of "quip" is no vowel
        if lemma[-1] not in "aeiouwxy" and lemma[-2] in VOWELS and before not in tuple(VOWELS):
            yield from (lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")


def _plurals(word: str) -> tuple[str, ...]:
    if word.endswith(("s", "x", "z", "ch", "sh")) or word == "go":
        return (word + "es",)
    if word.endswith("y") and word[-2] not in VOWELS:
        return (word[:-1] + "ies",)
    return (word + "s",)
