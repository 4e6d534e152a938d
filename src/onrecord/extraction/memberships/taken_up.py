"""Bids that a sentence takes up from before: "Sweden's is blocked by Turkey", "parliament approved the bid"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.extraction.memberships.bids import Bid, bids
from onrecord.extraction.memberships.scene import PASSAGE, Mention, Scene
from onrecord.extraction.memberships.words import any_of, membership_words
from onrecord.model import inferred

_REACH = 2
"""Sentences back to the bid that is taken up."""


def bids_taken_up(scene: Scene, at: int) -> Iterator[Bid]:
    """The bids that sentence `at` means without naming them whole."""
    yield from _of_others(scene, at)
    yield from _by_noun(scene, at)


def _of_others(scene: Scene, at: int) -> Iterator[Bid]:
    """Another candidate's bid, its noun left out: "Finland's bid was ratified. Sweden's is blocked by Turkey." """
    place = scene.places[at]
    for group in place.groups:
        bare = membership_words().grammar("own_left_out").match(place.text, group.end)
        if bare is None:
            continue
        before = _before(scene, at, group.begin)
        last = before[-1] if before else None
        organisation = last.organisation if last else scene.passage(at, group.begin)
        noun = last.noun if last else _noun_before(scene, at, group.begin)
        if organisation is None or noun is None or (last and set(last.group.codes) & set(group.codes)):
            continue
        if scene.settled(organisation.code).isdisjoint(group.codes):
            yield Bid(at, group.begin, bare.end(), noun, group, _meant(organisation))


def _noun_before(scene: Scene, at: int, begin: int) -> str | None:
    """A noun for bids in the passage before: "opened accession talks with Albania" """
    words = membership_words()
    nouns = any_of([*words.entries("bid", "own"), *words.entries("bid", "ways")])
    texts = [scene.places[at].text[:begin], *(place.text for place in scene.places[max(0, at - _REACH) : at])]
    return next((match.group().lower() for text in texts for match in nouns.finditer(text)), None)


def _by_noun(scene: Scene, at: int) -> Iterator[Bid]:
    """The candidates' bid by its noun alone, where the sentence passes a verdict on it: "vetoed the bid"."""
    place, words = scene.places[at], membership_words()
    for match in words.grammar("the_bid").finditer(place.text):
        before = _before(scene, at, match.start())
        if not before:
            continue
        last = before[-1]
        noun = match["noun"] or last.noun
        yield Bid(at, match.start("it"), match.end("it"), noun.lower(), last.group, _meant(last.organisation))


def _before(scene: Scene, at: int, begin: int) -> Sequence[Bid]:
    """The bids named last: before `begin` in sentence `at`, else in the nearest sentence that names any."""
    here = [bid for bid in bids(scene, at) if bid.end <= begin]
    for back in range(at - 1, max(-1, at - _REACH - 1), -1):
        if here:
            break
        here = list(bids(scene, back))
    return here


def _meant(organisation: Mention) -> Mention:
    proof = inferred(PASSAGE, organisation.evidence.spans)
    return Mention(organisation.begin, organisation.end, organisation.code, organisation.kind, proof)
