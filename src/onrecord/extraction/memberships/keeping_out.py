"""Members that keep a candidate out: "kept Romania out of Schengen", "says that Skopje cannot join until"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extraction.memberships.bare import is_about_memberships
from onrecord.extraction.memberships.bids import clause_before
from onrecord.extraction.memberships.entries import steps_for
from onrecord.extraction.memberships.raw import RawStep
from onrecord.extraction.memberships.scene import Group, Mention, Scene, stand_ins
from onrecord.extraction.memberships.verdicts import members_before
from onrecord.extraction.memberships.words import membership_words
from onrecord.model import stated


def keeping_out_steps(scene: Scene, at: int) -> Iterator[RawStep]:
    """The candidates that members keep out or say cannot go on."""
    place = scene.places[at]
    if place.text.rstrip("\"'”’ ").endswith("?"):
        return
    for group in (*place.groups, *stand_ins(scene, at, frozenset())):
        yield from _kept_out(scene, at, group)
        yield from _told_no(scene, at, group)


def _kept_out(scene: Scene, at: int, group: Group) -> Iterator[RawStep]:
    """ "Austria kept Romania and Bulgaria out of Schengen" """
    place, words = scene.places[at], membership_words()
    verb = words.grammar("kept_out").search(place.text[: group.begin])
    out = words.grammar("out_of").match(place.text, group.end) if verb else None
    if verb is None or out is None or verb["verb"].lower().startswith(("let", "allow")):
        return
    organisation = next((m for m in place.organisations if 0 < m.begin - out.end() < len(" the x")), None)
    if organisation is None and is_about_memberships(scene, at, verb):
        bare = words.grammar("bare_end").match(place.text, out.end())
        organisation = scene.passage(at, verb.start()) if bare else None
    if organisation is not None:
        yield from _blocked(scene, at, (organisation, group), verb, out)


def _told_no(scene: Scene, at: int, group: Group) -> Iterator[RawStep]:
    """ "Bulgaria says North Macedonia cannot go on before it changes its constitution" """
    place, words = scene.places[at], membership_words()
    said = words.grammar("says_cannot").search(place.text[: group.begin])
    no = words.grammar("cannot_join").match(place.text, group.end) if said else None
    if said is None or no is None:
        return
    organisation = next((m for m in place.organisations if 0 < m.begin - no.end() < len(" the x")), None)
    if organisation is None and is_about_memberships(scene, at, no):
        organisation = scene.passage(at, said.start())
    if organisation is not None:
        yield from _blocked(scene, at, (organisation, group), said, no)


def _blocked(
    scene: Scene, at: int, pair: tuple[Mention, Group], verb: re.Match[str], fate: re.Match[str]
) -> Iterator[RawStep]:
    """The step, where the verb's subject is a member and nothing undoes the verb."""
    place, words = scene.places[at], membership_words()
    begin, _ = clause_before(place, verb.start())
    codes, evidence = members_before(place, begin, verb.start(), pair[0].code, pair[1].codes)
    if not codes or words.pattern("verdict", "undone").search(place.text[begin : verb.start()]):
        return
    cue = stated(place.span(verb.start(), verb.end()), place.span(fate.start() + 1, fate.end()))
    yield from steps_for(scene, at, pair, "blocked", cue, (codes[0], evidence[0]))
