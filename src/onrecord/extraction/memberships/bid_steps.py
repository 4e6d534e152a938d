"""Steps told about a bid: "Sweden's NATO bid", "ratified Finland's accession", "blocks their applications"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extraction.memberships.bids import Bid, bids, clause_before
from onrecord.extraction.memberships.entries import steps_for
from onrecord.extraction.memberships.raw import RawStep
from onrecord.extraction.memberships.scene import Place, Scene
from onrecord.extraction.memberships.taken_up import bids_taken_up
from onrecord.extraction.memberships.verdicts import allowing_steps, barring_steps, block_steps, ratification_steps
from onrecord.extraction.memberships.words import membership_words
from onrecord.model import MembershipStage, stated

_WISH = 30
"""Characters at most between what a candidate wishes and its membership."""


def bid_steps(scene: Scene, at: int) -> Iterator[RawStep]:
    """The steps that sentence `at` tells about the bids it names."""
    place = scene.places[at]
    question = place.text.rstrip("\"'”’ ").endswith("?")
    for bid in bids(scene, at) if not question else ():
        verdict = [*ratification_steps(scene, bid), *block_steps(scene, bid)] or [*_application(scene, bid)]
        yield from verdict
    for bid in bids_taken_up(scene, at) if not question else ():
        yield from (*ratification_steps(scene, bid), *block_steps(scene, bid))
    if not question:
        yield from barring_steps(scene, at)
        yield from allowing_steps(scene, at)
    yield from _status_nouns(scene, at)


def _application(scene: Scene, bid: Bid) -> Iterator[RawStep]:
    """An application, handed in or still to come, or at least a bid."""
    place, words = scene.places[bid.at], membership_words()
    _, left = clause_before(place, bid.begin)
    cue = stated(place.span(bid.begin, bid.end))
    done = words.grammar("completed").match(place.text, bid.end)
    if done is None and words.grammar("an_entry").fullmatch(bid.noun):
        came = words.grammar("in_since").match(place.text, bid.end)
        told = words.grammar("since_or_after").search(place.text[: bid.begin])
        done = came if came and (told or re.search(r"\bcame\b", came.group(), re.I)) else None
    if done is not None:
        cue = stated(place.span(bid.begin, done.end()))
        yield from steps_for(scene, bid.at, (bid.organisation, bid.group), "joined", cue)
    elif any(re.fullmatch(entry, bid.noun, re.I) for entry in words.entries("bid", "applying")):
        to_come = words.grammar("to_submit").search(left)
        stage: MembershipStage = "aspirant" if to_come else "applied"
        yield from steps_for(scene, bid.at, (bid.organisation, bid.group), stage, cue)
    elif any(re.fullmatch(entry, bid.noun, re.I) for entry in words.entries("bid", "aspiring")) or _is_wished(
        place, bid
    ):
        yield from steps_for(scene, bid.at, (bid.organisation, bid.group), "aspirant", cue)


def _is_wished(place: Place, bid: Bid) -> bool:
    """Whether the candidate or its leader wishes for it: "Zelensky called for Ukraine's accession to the EU"."""
    begin, left = clause_before(place, bid.begin)
    wish = membership_words().pattern("bid", "wish").search(left)
    between = left[wish.end() :] if wish else ""
    if (
        wish is None
        or len(between) > _WISH
        or re.search(r"\bto\s+\w", between)
        or any(re.fullmatch(entry, bid.noun, re.I) for entry in membership_words().entries("bid", "ways"))
    ):
        return False
    who = {actor.code for actor in place.speakers if begin <= actor.begin < begin + wish.start()}
    who |= {code for group in place.groups if begin <= group.begin < begin + wish.start() for code in group.codes}
    return bool(who & set(bid.group.codes))


def _status_nouns(scene: Scene, at: int) -> Iterator[RawStep]:
    """ "NATO candidate countries Finland and Sweden", "EU candidate Ukraine" """
    place = scene.places[at]
    nouns = membership_words().pattern("bid", "status_nouns")
    for match in nouns.finditer(place.text):
        organisation = next((m for m in place.organisations if m.end + 1 == match.start()), None)
        group = next(
            (
                g
                for g in place.groups
                if g.begin == match.end() + 1
                or re.fullmatch(r"\s+(?:such as|like|including)\s+", place.text[match.end() : g.begin])
            ),
            None,
        )
        if organisation is not None and group is not None:
            stage = "applied" if match.group().lower().startswith("applicant") else "aspirant"
            yield from steps_for(scene, at, (organisation, group), stage, stated(place.span(*match.span())))  # type: ignore[arg-type]
