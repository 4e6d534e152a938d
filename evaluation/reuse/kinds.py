"""Kinds of reuse: what becomes of a story on its way into another article."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from reuse.drafts import Draft, Origin, Paragraphs, Sentence, own, taken_from
from reuse.newsroom import patterns
from reuse.swaps import Swaps, foreign_swapped

KINDS = (
    "verbatim", "trimmed", "edited 10%", "replaced 35-50%", "excerpt", "quotations",
    "replaced 60-75%", "replaced 85-95%", "headline only", "updated", "spliced", "several sources", "round-up",
    "feed item copied", "feed item edited", "other language copied", "other language edited", "chain",
    "common wire", "long",
)  # fmt: skip
FIRST_SIX = KINDS[:6]
WHOLE = ("verbatim", "trimmed", "edited 10%", "replaced 35-50%", "replaced 60-75%", "replaced 85-95%")
TELLING = {"trimmed": "cut"} | dict.fromkeys(("replaced 35-50%", "replaced 60-75%", "replaced 85-95%"), "wording")
"""Kinds in which the two texts alone say who took from whom: a cut leaves less, a rewriter's words are rarer."""

QUOTED = re.compile(r"[\"“][^\"“”]{60,}[\"”]")
EDITED = (0.08, 0.12)


def whole_story(kind: str, base: Draft, source: random.Random, swaps: Swaps) -> Paragraphs:
    """The story of `base` as a copy of the given kind has it."""
    story = taken_from(base)
    makers: dict[str, Callable[[], Paragraphs]] = {
        "verbatim": lambda: story,
        "trimmed": lambda: trimmed(story, source),
        "edited 10%": lambda: swaps.replaced(story, EDITED, source, every_word=True),
        "replaced 35-50%": lambda: swaps.replaced(story, (0.35, 0.50), source),
        "replaced 60-75%": lambda: swaps.replaced(story, (0.60, 0.75), source),
        "replaced 85-95%": lambda: swaps.replaced(story, (0.85, 0.95), source),
    }
    return makers[kind]()


def trimmed(story: Paragraphs, source: random.Random) -> Paragraphs:
    """The beginning of the story."""
    return story[: max(1, int(len(story) * source.uniform(0.3, 0.6)))]


def excerpt(base: Draft, least: int, most: int, source: random.Random) -> list[Sentence]:
    """So many sentences in a row."""
    story = [sentence for paragraph in taken_from(base) for sentence in paragraph]
    size = min(len(story), source.randint(least, most))
    at = source.randint(0, len(story) - size)
    return story[at : at + size]


def quotations(base: Draft, source: random.Random) -> list[Sentence]:
    """One or two quotations of the story, told by a sentence of one's own; none when it has none long enough."""
    story = [sentence for paragraph in taken_from(base) for sentence in paragraph]
    found = [(each, match) for each in story if (match := QUOTED.search(each.text))]
    out: list[Sentence] = []
    for each, match in source.sample(found, min(2, len(found))):
        origin = each.origin
        assert origin is not None
        told = Origin(origin.article, origin.sentence, (0, len(match[0])), match.span())
        out.append(Sentence(f"{match[0]} {source.choice(patterns()['told'])}", told))
    return out


def inserted(host: Paragraphs, sentences: list[Sentence], source: random.Random) -> Paragraphs:
    """A paragraph more, somewhere in the host."""
    at = source.randint(0, len(host))
    return [*host[:at], sentences, *host[at:]]


def updated(base: Draft, fresh: list[list[str]], source: random.Random, swaps: Swaps) -> Paragraphs:
    """A later version: a new beginning and sometimes an end, some sentences edited, some gone."""
    story = taken_from(base)
    rest = [
        [
            each if source.random() < 0.8 else replace(each, text=swaps.swapped(each.text, 0.3, source))
            for each in paragraph
            if source.random() < 0.9
        ]
        for paragraph in story[1:]
    ]
    new = own(fresh)
    return [new[0], story[0], *(paragraph for paragraph in rest if paragraph), *new[1:]]


def spliced(one: Draft, two: Draft, source: random.Random) -> Paragraphs:
    """Paragraphs of two stories in turn, most of each."""
    stories = [
        taken_from(each)[: max(2, int(len(each.paragraphs) * source.uniform(0.5, 0.8)))] for each in (one, two)
    ]
    out: Paragraphs = []
    while any(stories):
        share = len(stories[0]) / (len(stories[0]) + len(stories[1]))
        out.append(stories[0 if source.random() < share else 1].pop(0))
    return out


def foreign_edited(base: Draft, language: str, source: random.Random) -> Paragraphs:
    """One word in ten swapped, in another language."""
    return [
        [replace(each, text=foreign_swapped(each.text, 0.1, language, source)) for each in paragraph]
        for paragraph in taken_from(base)
    ]


def item_edited(base: Draft, source: random.Random, swaps: Swaps) -> Paragraphs:
    """A feed item with two or three of its words swapped."""
    return swaps.replaced(taken_from(base), (0.1, 0.15), source, every_word=True)
