"""Steps told with invitations and promises as things: "turned down its invitation", "were promised membership"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extraction.memberships.bare import is_about_memberships
from onrecord.extraction.memberships.entries import candidates, promise_source, steps_for
from onrecord.extraction.memberships.raw import RawStep
from onrecord.extraction.memberships.scene import Group, Mention, Scene, stand_ins
from onrecord.extraction.memberships.words import membership_words
from onrecord.model import MembershipStage, stated

_BEHIND = 40
"""Characters behind an invitation or a promise in which its organisation is named."""


def invitation_steps(scene: Scene, at: int) -> Iterator[RawStep]:
    """The invitations that sentence `at` tells as things taken, declined or waiting, and the promises received."""
    place = scene.places[at]
    if place.text.rstrip("\"'”’ ").endswith("?"):
        return
    yield from _answered(scene, at)
    yield from _received(scene, at, "was_promised", "promised")
    yield from _received(scene, at, "was_offered", "invited")
    yield from _inviting(scene, at)
    yield from _sent(scene, at)


def _answered(scene: Scene, at: int) -> Iterator[RawStep]:
    """ "Argentina turned down the invitation to join BRICS": who answers an invitation has one"""
    place, words = scene.places[at], membership_words()
    for match in words.grammar("answers_invitation").finditer(place.text):
        organisation = _named_near(scene, at, match)
        joining = words.grammar("invitation_to").match(place.text, match.end())
        if organisation is None and not joining and is_about_memberships(scene, at, match):
            organisation = scene.passage(at, match.start())
        if organisation is None:
            continue
        group, gap = next(candidates(scene, at, match.start(), organisation.code), (None, ""))
        if group is not None and not words.grammar("asked_only").search(gap):
            yield from steps_for(scene, at, (organisation, group), "invited", stated(place.span(*match.span())))


def _received(scene: Scene, at: int, form: str, stage: MembershipStage) -> Iterator[RawStep]:
    """ "Georgia was promised membership in 2008", "Egypt was offered membership" """
    place, words = scene.places[at], membership_words()
    for match in words.grammar(form).finditer(place.text):
        inside = next((m for m in place.organisations if match.start() <= m.begin < match.end()), None)
        organisation = inside or _named_near(scene, at, match) or scene.passage(at, match.start())
        if organisation is None:
            continue
        group, gap = next(candidates(scene, at, match.start(), organisation.code), (None, ""))
        if group is None or words.grammar("asked_only").search(gap):
            continue
        source = promise_source(place, group, organisation.code)
        by = (organisation.code, source) if source is not None else None
        cue = stated(place.span(*match.span()))
        yield from steps_for(scene, at, (organisation, group), stage, cue, by)


def _sent(scene: Scene, at: int) -> Iterator[RawStep]:
    """ "Invitations to join BRICS went to Egypt and Iran" """
    place, words = scene.places[at], membership_words()
    for group in place.groups:
        match = words.grammar("invitations_went").search(place.text[: group.begin])
        organisation = match and next(
            (m for m in place.organisations if match.start() <= m.begin < match.end()), None
        )
        if match is not None and organisation is not None:
            cue = stated(place.span(*match.span()))
            yield from steps_for(scene, at, (organisation, group), "invited", cue)


def _inviting(scene: Scene, at: int) -> Iterator[RawStep]:
    """ "BRICS, which had invited it in August": an invitation in a passage about memberships"""
    place, words = scene.places[at], membership_words()
    for organisation in place.organisations:
        verb = words.grammar("has_invited").match(place.text, organisation.end)
        if verb is None:
            continue
        groups: list[Group] = [*place.groups, *stand_ins(scene, at, scene.settled(organisation.code))]
        group = next((g for g in groups if g.begin == verb.end()), None)
        if group is None or not words.grammar("bare_end").match(place.text, group.end):
            continue
        if is_about_memberships(scene, at, verb):
            cue = stated(place.span(verb.start("verb"), verb.end("verb")))
            by = (organisation.code, organisation.evidence)
            yield from steps_for(scene, at, (organisation, group), "invited", cue, by)


def _named_near(scene: Scene, at: int, match: re.Match[str]) -> Mention | None:
    """The organisation named right behind, with nothing but "to join" and the like between."""
    place, into = scene.places[at], membership_words().grammar("invitation_to")
    for mention in place.organisations:
        if match.end() <= mention.begin < match.end() + _BEHIND:
            return mention if into.fullmatch(place.text, match.end(), mention.begin) else None
    return None
