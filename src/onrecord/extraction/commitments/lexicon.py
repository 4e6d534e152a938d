"""The verbs, nouns and adjectives that put a commitment on a stage, looked up by their forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from onrecord.extraction.forms import noun_forms, verb_forms
from onrecord.model import STAGES, Stage
from onrecord.vocabulary import vocabulary

Part = Literal["verb", "noun", "adjective"]
Control = Literal["subject", "object"]


@dataclass(frozen=True, slots=True)
class Word:
    """What one dictionary word does to a commitment.

    act:      the stage that its finite past gives, when the word says that something changes hands.
    frames:   who is who around an act: gives, equips, takes, buys, comes, trains.
    attitude: the stage that it puts on what it governs, when the word says where somebody stands.
    control:  whose act it is when the act that it governs has no subject of its own.
    flags:    report, announcing, transparent, including, purpose, hostile, valuing, clausal, failing, striving,
              deciding, planning, willing, ahead, underway (a noun that with "on" or "en" says that a thing goes).
    """

    lemma: str
    part: Part
    particle: str | None = None
    act: Stage | None = None
    frames: frozenset[str] = frozenset()
    attitude: Stage | None = None
    control: Control = "subject"
    flags: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Draft:
    act: Stage | None = None
    frames: set[str] = field(default_factory=set)
    attitude: Stage | None = None
    control: Control = "subject"
    flags: set[str] = field(default_factory=set)


_Drafter = Callable[[Part, str], _Draft]


@cache
def lexicon() -> Mapping[str, tuple[Word, ...]]:
    """Every form, in lower case, with the words that it may be a form of; those with a particle first."""
    table = vocabulary("stages")
    drafts: dict[tuple[Part, str], _Draft] = {}

    def draft(part: Part, lemma: str) -> _Draft:
        return drafts.setdefault((part, lemma), _Draft())

    _read_acts(table, draft)
    _read_attitudes(table, draft)
    _read_flags(table, draft)
    forms: dict[str, list[Word]] = {}
    for (part, lemma), made in drafts.items():
        head, _, particle = lemma.partition(" ") if part == "verb" else (lemma, "", "")
        word = Word(
            lemma, part, particle or None, made.act, frozenset(made.frames), made.attitude, made.control,
            frozenset(made.flags),
        )  # fmt: skip
        for form in _forms(part, head, table["irregular"]):
            forms.setdefault(form, []).append(word)
    return {form: tuple(sorted(words, key=lambda w: (w.particle is None, w.part))) for form, words in forms.items()}


@cache
def marker(name: str) -> frozenset[str]:
    """The words or phrases of `[markers]` under `name`."""
    return frozenset(vocabulary("stages")["markers"][name])


@cache
def enacted() -> frozenset[str]:
    """Nouns for what is signed into law, with their plurals."""
    return frozenset(form for noun in vocabulary("stages")["enacting"]["nouns"] for form in noun_forms(noun))


@cache
def hailing() -> frozenset[str]:
    """Forms of the verbs whose subject has nothing to do with the pledge that is their object."""
    table = vocabulary("stages")
    return frozenset(form for verb in table["hailing"]["verbs"] for form in verb_forms(verb, table["irregular"]))


@cache
def underway() -> frozenset[str]:
    """Prepositions with which a noun says that a thing is going."""
    return frozenset(vocabulary("stages")["underway"]["prepositions"])


@cache
def unlocking() -> frozenset[str]:
    """Verbs of giving things that only approve a sum."""
    return frozenset(vocabulary("stages")["unlocking"]["verbs"])


@cache
def presenting() -> frozenset[str]:
    """Verbs of giving that only announce a package."""
    return frozenset(vocabulary("stages")["presenting"]["verbs"])


@cache
def giver_nouns() -> frozenset[str]:
    """Nouns that can promise or give although they name no state, with their plurals."""
    return frozenset(form for noun in vocabulary("stages")["givers"]["nouns"] for form in noun_forms(noun))


def _read_acts(table: Mapping[str, Any], draft: _Drafter) -> None:
    for stage, frames in table["acts"].items():
        for frame, verbs in frames.items():
            for verb in verbs:
                made = draft("verb", verb)
                made.act = made.act or _stage(stage)
                made.frames.add(frame)
    for noun in table["underway"]["nouns"]:
        made = draft("verb", noun)
        made.act = "shipped"
        made.frames.add("comes")
        made.flags.add("underway")
    for stage, nouns in table["act_nouns"].items():
        for noun in nouns:
            draft("noun", noun).act = _stage(stage)


def _read_attitudes(table: Mapping[str, Any], draft: _Drafter) -> None:
    for stage, entry in table["attitudes"].items():
        groups: tuple[tuple[Part, str], ...] = (("verb", "verbs"), ("noun", "nouns"), ("adjective", "adjectives"))
        for part, key in groups:
            for word in entry.get(key, ()):
                made = draft(part, word)
                made.attitude = made.attitude or _stage(stage)
                made.control = "object" if word in entry.get("object_control", ()) else entry["control"]


def _read_flags(table: Mapping[str, Any], draft: _Drafter) -> None:
    groups = {
        "report": table["reports"]["verbs"],
        "announcing": table["announcing"]["verbs"],
        "transparent": table["transparent"]["verbs"],
        "including": table["including"]["verbs"],
        "purpose": table["purposes"]["verbs"],
        "hostile": table["hostile"]["verbs"],
        "valuing": table["valuing"]["verbs"],
        "clausal": table["clausal"]["verbs"],
        "failing": table["failing"]["verbs"],
        "striving": table["striving"]["verbs"],
        "deciding": table["deciding"]["verbs"],
        "ahead": table["ahead"]["verbs"],
    }
    for flag, verbs in groups.items():
        for verb in verbs:
            draft("verb", verb).flags.add(flag)
    for adjective in table["willing"]["adjectives"]:
        draft("adjective", adjective).flags.add("willing")
    for adjective in table["attitudes"]["pledged"]["clausal_adjectives"]:
        draft("adjective", adjective).flags.add("clausal")
    for noun in table["attitudes"]["pledged"]["clausal"]:
        draft("noun", noun).flags.add("clausal")
    for flag in ("valuing", "deciding", "planning"):
        for noun in table[flag]["nouns"]:
            draft("noun", noun).flags.add(flag)


def _forms(part: Part, head: str, irregular: Mapping[str, list[str]]) -> Iterable[str]:
    if part == "verb":
        return verb_forms(head, irregular)
    return noun_forms(head) if part == "noun" else {head}


def _stage(name: str) -> Stage:
    if name not in STAGES:
        raise ValueError(f"stages.toml names a stage that there is not: {name!r}")
    return name
