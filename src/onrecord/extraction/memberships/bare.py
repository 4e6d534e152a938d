"""Steps told without naming the organisation: "It applied in May", "the two were invited last summer"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extraction.memberships.entries import candidates, steps_for, told_only
from onrecord.extraction.memberships.raw import RawStep
from onrecord.extraction.memberships.scene import Scene
from onrecord.extraction.memberships.words import membership_words
from onrecord.model import MembershipStage, stated

_STAGES: tuple[MembershipStage, ...] = ("aspirant", "invited", "applied", "joined")
_REACH = 3
"""Sentences back in which a passage speaks of memberships."""


def bare_steps(scene: Scene, at: int) -> Iterator[RawStep]:
    """The steps that sentence `at` tells with a bare verb, in a passage about memberships of an organisation."""
    place, words = scene.places[at], membership_words()
    if place.text.rstrip("\"'”’ ").endswith("?"):
        return
    for stage in _STAGES:
        for match in words.pattern("bare", stage).finditer(place.text):
            near = scene.passage(at, match.start())
            organisation = near or scene.only()
            if (
                organisation is None
                or not words.grammar("bare_end").match(place.text, match.end())
                or not is_about_memberships(scene, at, match, _REACH if near else at)
            ):
                continue
            group, gap = next(candidates(scene, at, match.start(), organisation.code), (None, ""))
            if group is None or words.grammar("supposed").search(place.text[: group.begin]):
                continue
            void = words.pattern("between", "void").search(gap)
            if told_only(gap) or (stage == "aspirant" and not void):
                yield from steps_for(scene, at, (organisation, group), stage, stated(place.span(*match.span())))


def is_about_memberships(scene: Scene, at: int, match: re.Match[str], reach: int = _REACH) -> bool:
    """Whether the sentence around the verb, one of the `reach` before or the next one speaks of memberships."""
    about, text = membership_words().grammar("about"), scene.places[at].text
    around = text[: match.start()] + " " + text[match.end() :]
    near = [*scene.places[max(0, at - reach) : at], *scene.places[at + 1 : at + 2]]
    return about.search(around) is not None or any(about.search(place.text) for place in near)
