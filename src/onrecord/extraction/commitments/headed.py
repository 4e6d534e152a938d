"""What a heading says of the lines below it: at what stage things are, and who gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.extraction.commitments.party import Party
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.language.actors import find_actors
from onrecord.language.analysis import Sentence
from onrecord.model import Span, Stage, inferred
from onrecord.vocabulary import vocabulary
from onrecord.vocabulary.derived import derived

_HIGHEST = 8
"""Headings over one another, or before one another in one run of lists, that are looked at."""


@dataclass(frozen=True, slots=True)
class Headed:
    """What the headings over a line say. stage and giver are None where they say nothing; void: no help at all."""

    stage: Stage | None = None
    words: Span | None = None
    giver: Party | None = None
    void: bool = False


def headed(scene: Scene) -> Headed:
    """What the headings over the scene's sentence, and a label at its beginning, say of it."""
    labels: list[Headed] = []
    sentence: Sentence | None = scene.sentence.heading
    while sentence is not None and len(labels) < _HIGHEST:
        labels.append(_told(sentence.doc.text, sentence.begin))
        sentence = sentence.heading
    own = scene.doc.text.partition(":")
    if own[1]:
        labels.insert(0, _told(own[0] + ":", scene.sentence.begin))
    return _joined(labels)


def _joined(labels: list[Headed]) -> Headed:
    """The labels' word together, from the outermost in: a new heading of the outer kind starts anew."""
    out = Headed()
    top: str | None = None
    for label in reversed(labels):
        if label.giver is None and label.stage is None:
            continue
        top = top or ("giver" if label.giver is not None else "stage")
        keeps_stage = label.stage is None and top == "stage"
        keeps_giver = label.giver is None and top == "giver"
        out = Headed(
            out.stage if keeps_stage else label.stage,
            out.words if keeps_stage else label.words,
            out.giver if keeps_giver else label.giver,
        )
    return Headed(out.stage, out.words, out.giver, void=bool(labels) and labels[0].void)


def _told(text: str, begin: int) -> Headed:
    """What one heading, whose words begin at `begin` of the article, says."""
    void, stages, received = derived(_patterns)
    if void.search(text):
        return Headed(void=True)
    stage: Stage | None = None
    words: Span | None = None
    for kind, pattern in stages:
        match = pattern.search(text)
        if match is not None:
            stage, words = kind, Span(begin + match.start(), begin + match.end())
            break
    givers = [actor for actor in find_actors(text) if not received.search(text[: actor.begin])]
    giver = None
    if len({actor.code for actor in givers}) == 1 and givers[0].kind in ("state", "demonym", "organisation"):
        place = Span(begin + givers[0].begin, begin + givers[0].end)
        name = text[givers[0].begin : givers[0].end]
        giver = Party(givers[0].code, name, inferred("heading names the giver", [place]), Range((0, 0)))
    return Headed(stage, words, giver)


Patterns = tuple[re.Pattern[str], tuple[tuple[Stage, re.Pattern[str]], ...], re.Pattern[str]]


def _patterns() -> Patterns:
    table = vocabulary("headings")
    stages = tuple((stage, _any(entries)) for stage, entries in table["stages"].items())
    received = re.compile(r"\b(?:" + "|".join(table["received"]) + r")\s+(?:the\s+)?$", re.I)
    return _any(table["void"]), stages, received


def _any(entries: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(entries) + r")\b", re.I)
