"""Candidates that wait for members: "Sweden is waiting for Budapest and Ankara"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.extraction.memberships.bare import is_about_memberships
from onrecord.extraction.memberships.entries import candidates, steps_for
from onrecord.extraction.memberships.raw import RawStep
from onrecord.extraction.memberships.scene import Scene
from onrecord.extraction.memberships.words import membership_words
from onrecord.language.organisations import members
from onrecord.model import stated


def waiting_steps(scene: Scene, at: int) -> Iterator[RawStep]:
    """Ratifications that candidates named before the waiting still need, in a passage about memberships."""
    place, words = scene.places[at], membership_words()
    for group in place.groups:
        match = words.grammar("waiting_for").search(place.text[: group.begin])
        if match is None or not words.grammar("still_waited").match(place.text, group.end):
            continue
        organisation = scene.passage(at, match.start())
        if organisation is None or not members(organisation.code).issuperset(group.codes):
            continue
        candidate, gap = next(candidates(scene, at, match.start(), organisation.code), (None, ""))
        if candidate is None or words.grammar("asked_only").search(gap):
            continue
        if is_about_memberships(scene, at, match):
            proof = {"outstanding": stated(*(span for one in group.members for span in one.evidence.spans))}
            cue = stated(place.span(*match.span()))
            for step in steps_for(scene, at, (organisation, candidate), "ratification", cue):
                yield replace(step, outstanding=group.codes, evidence=proof)
