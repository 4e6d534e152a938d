"""Candidates given as a list behind the step: "Six countries were invited to join BRICS: Egypt, Iran and ..."."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extraction.memberships.entries import steps_for
from onrecord.extraction.memberships.raw import RawStep
from onrecord.extraction.memberships.scene import Scene
from onrecord.extraction.memberships.words import membership_words
from onrecord.model import MembershipStage, stated

_STAGES: tuple[tuple[str, MembershipStage], ...] = (
    ("invited", "invited"),
    ("appl", "applied"),
    ("asked", "applied"),
    ("joined", "joined"),
    ("became", "joined"),
)


def listed_steps(scene: Scene, at: int) -> Iterator[RawStep]:
    """The steps of candidates that sentence `at` names behind the organisation, as a list."""
    place, words = scene.places[at], membership_words()
    for organisation in place.organisations:
        cue = words.grammar("list_cue").search(place.text[: organisation.begin])
        if cue is None or words.grammar("unsure").search(place.text[: cue.start()]):
            continue
        for group in place.groups:
            if group.begin > organisation.end and words.grammar("list_opens").fullmatch(
                place.text, organisation.end, group.begin
            ):
                told = cue["cue"].lower()
                stage = next((stage for word, stage in _STAGES if word in told), "aspirant")
                proof = stated(place.span(*cue.span("cue")))
                yield from steps_for(scene, at, (organisation, group), stage, proof)  # type: ignore[arg-type]
