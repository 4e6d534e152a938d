"""Steps told with what an organisation does: "NATO invited Finland", "a pledge to one day include Ukraine"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extraction.memberships.entries import promise_source, steps_for
from onrecord.extraction.memberships.raw import RawStep
from onrecord.extraction.memberships.scene import Group, Mention, Place, Scene
from onrecord.extraction.memberships.words import membership_words
from onrecord.model import MembershipStage, inferred, stated

_END = re.compile(r"\s*(?:[.,;:!?\"”]|$|as\b)")


def taking_steps(scene: Scene, at: int) -> Iterator[RawStep]:
    """The steps that sentence `at` tells as the organisation's doing."""
    place = scene.places[at]
    if place.text.rstrip("\"'”’ ").endswith("?"):
        return
    for group in place.groups:
        yield from _done(scene, at, group)
        yield from _alone(scene, at, group)
        yield from _promised(scene, at, group)
        yield from _pledged(scene, at, group)
        yield from _talks(scene, at, group)
    yield from _newest(scene, at)
    yield from _status(scene, at)


def _organisation(scene: Scene, at: int, begin: int, end: int) -> Mention | None:
    """The organisation that takes in: named before the verb, right behind the candidate, or the passage's."""
    place = scene.places[at]
    for mention in reversed(place.organisations):
        if mention.end <= begin:
            return mention
    for mention in place.organisations:
        if mention.begin >= end and mention.begin - end < 60:
            return mention
    return _by_its_body(place, begin) or scene.passage(at, begin)


def _by_its_body(place: Place, begin: int) -> Mention | None:
    """ "The European Council decided": a body of the organisation stands for it"""
    known = membership_words().entries("organisations", "codes")
    for actor in place.speakers:
        if actor.end <= begin and actor.kind == "body" and actor.code in known:
            proof = inferred("body stands for the organisation", [place.span(actor.begin, actor.end)])
            return Mention(actor.begin, actor.end, actor.code, actor.kind, proof)
    return None


def _done(scene: Scene, at: int, group: Group) -> Iterator[RawStep]:
    words, place = membership_words(), scene.places[at]
    stages: tuple[MembershipStage, ...] = ("invited", "joined")
    for stage in stages:
        verb = words.ending("taking", stage, "verbs").search(place.text[: group.begin])
        other = re.compile(r",?\s+and\s+(?:the\s+)?[A-Z]\w+").match(place.text, group.end)
        fate = words.starting("taking", stage, "as").match(place.text, other.end() if other else group.end)
        if verb is None or fate is None or not _is_done(place.text[: verb.start()]):
            continue
        if words.grammar("to_join").match(fate.group()) and not _joins_nothing_else(place, fate.end()):
            continue  # "invited Georgia to join the summit"
        infinitive = not verb.group(1).lower().split()[0].endswith(("ed", "s", "ing", "gave", "sent"))
        bare = stage == "joined" and infinitive
        if infinitive and not words.grammar("resolved").search(place.text[: verb.start()]):
            continue
        organisation = _organisation(scene, at, verb.start(), group.end)
        if organisation is not None and organisation.code not in group.codes:
            cue = stated(place.span(*verb.span(1)), place.span(fate.start() + 1, fate.end()))
            by = (organisation.code, organisation.evidence) if stage == "invited" or bare else None
            yield from steps_for(scene, at, (organisation, group), "promised" if bare else stage, cue, by)


def _joins_nothing_else(place: Place, end: int) -> bool:
    into = membership_words().grammar("into")
    named = any(m.begin >= end and into.fullmatch(place.text, end, m.begin) for m in place.organisations)
    return named or membership_words().grammar("nothing_entered").match(place.text, end) is not None


def _alone(scene: Scene, at: int, group: Group) -> Iterator[RawStep]:
    """ "The OECD let in Colombia in 2020": the organisation itself takes in, nothing follows the candidate"""
    words, place = membership_words(), scene.places[at]
    verb = words.ending("taking", "alone").search(place.text[: group.begin])
    if verb is None or not words.grammar("bare_end").match(place.text, group.end):
        return
    for organisation in place.organisations:
        if organisation.end <= verb.start() and words.grammar("takes_alone").fullmatch(
            place.text, organisation.end, verb.start()
        ):
            cue = stated(place.span(*verb.span(1)))
            yield from steps_for(scene, at, (organisation, group), "joined", cue)


def _talks(scene: Scene, at: int, group: Group) -> Iterator[RawStep]:
    """ "decided to open accession talks with Moldova": the Union's invitation to negotiate"""
    words, place = membership_words(), scene.places[at]
    verb = words.ending("taking", "talks").search(place.text[: group.begin])
    if verb is None or not _is_done(place.text[: verb.start()]):
        return
    organisation = _organisation(scene, at, verb.start(), group.end)
    if organisation is not None and organisation.code not in group.codes:
        by = (organisation.code, organisation.evidence)
        yield from steps_for(scene, at, (organisation, group), "invited", stated(place.span(*verb.span(1))), by)


def _newest(scene: Scene, at: int) -> Iterator[RawStep]:
    """ "NATO's newest member, Finland", "Finland, the alliance's newest member" """
    words, place = membership_words(), scene.places[at]
    for match in words.grammar("newest").finditer(place.text):
        organisation = next((m for m in place.organisations if m.end == match.start()), None)
        if organisation is None:
            continue
        for group in place.groups:
            behind = re.fullmatch(r"\s*,?\s*", place.text[match.end() : group.begin])
            before = re.fullmatch(r"\s*,\s*(?:now\s+)?", place.text[group.end : organisation.begin])
            if (behind and group.begin >= match.end()) or (before and group.end <= organisation.begin):
                cue = stated(place.span(*match.span()))
                yield from steps_for(scene, at, (organisation, group), "joined", cue)


def _is_done(left: str) -> bool:
    words = membership_words()
    return words.grammar("resolved").search(left) is not None or words.grammar("unsure").search(left) is None


def _promised(scene: Scene, at: int, group: Group) -> Iterator[RawStep]:
    """ "its promise to give Moldova membership", "declared they would take Georgia in as a member" """
    words, place = membership_words(), scene.places[at]
    verb = words.ending("taking", "promising", "verbs").search(place.text[: group.begin])
    fate = words.starting("taking", "promising", "as").match(place.text, group.end)
    if verb is None:
        return
    left = place.text[: verb.start()]
    strong = list(words.pattern("promise", "strong").finditer(left))
    bare = verb.group(1).lower().startswith(("includ", "admit", "add", "accept"))
    far = words.pattern("around", "far").search(place.text)
    agreed = words.grammar("resolved").search(left) and words.grammar("bare_end").match(place.text, group.end)
    alone = bare and (far or agreed) and (agreed or _END.match(place.text, group.end))
    if not strong or not (fate or alone):
        return
    between = left[strong[-1].end() :]
    if re.search(r"[.;!?\"“”]", between) or re.search(
        r"\b(?:not|never|no)\b|n['’]t", left[max(0, strong[-1].start() - 20) :], re.I
    ):
        return
    organisation = _organisation(scene, at, verb.start(), group.end)
    source = promise_source(place, group, organisation.code) if organisation else None
    if organisation is None or source is None:
        return
    spans = [place.span(*strong[-1].span()), place.span(*verb.span(1))]
    if fate and fate.group().strip():
        spans.append(place.span(fate.start() + 1, fate.end()))
    yield from steps_for(scene, at, (organisation, group), "promised", stated(*spans), (organisation.code, source))


def _pledged(scene: Scene, at: int, group: Group) -> Iterator[RawStep]:
    """ "NATO commits to Ukraine membership", "their promise of Georgia's accession" """
    words, place = membership_words(), scene.places[at]
    strong = "|".join(words.entries("promise", "strong"))
    pledge = words.grammar("pledged_to", strong=strong).search(place.text[: group.begin])
    behind = words.grammar("membership_behind").match(place.text, group.end)
    if pledge is None or behind is None or words.pattern("around", "void").search(place.text):
        return
    organisation = _organisation(scene, at, pledge.start(), group.end)
    source = promise_source(place, group, organisation.code) if organisation else None
    if organisation is not None and source is not None:
        cue = stated(place.span(*pledge.span()), place.span(*behind.span()))
        yield from steps_for(scene, at, (organisation, group), "promised", cue, (organisation.code, source))


def _status(scene: Scene, at: int) -> Iterator[RawStep]:
    """ "EU grants candidate status to Ukraine", "Ukraine was granted candidate status" """
    words, place = membership_words(), scene.places[at]
    for status in words.pattern("taking", "status", "as").finditer(place.text):
        verb = _granting(place, status)
        made = verb is not None and re.match(r"ma[dk]|nam", verb.group(), re.I)
        if "status" not in status.group().lower() and not made and not re.search(r"\bas\b", status.group(), re.I):
            continue
        group = _receiver(place, status)
        if verb is None or group is None or not _is_done(place.text[: verb.start()]):
            continue
        organisation = (
            _organisation(scene, at, status.end(), status.end())
            if _named_before(place, status)
            else _organisation(scene, at, status.start(), status.end())
        )
        if organisation is not None:
            cue = stated(place.span(*verb.span()), place.span(*status.span()))
            yield from steps_for(
                scene, at, (organisation, group), "invited", cue, (organisation.code, organisation.evidence)
            )


def _named_before(place: Place, status: re.Match[str]) -> bool:
    return any(status.start() <= mention.begin < status.end() for mention in place.organisations)


def _granting(place: Place, status: re.Match[str]) -> re.Match[str] | None:
    verbs = membership_words().pattern("taking", "status", "verbs")
    near = [
        m
        for m in verbs.finditer(place.text)
        if abs(m.start() - status.start()) < 60
        and not re.search(r"[.;:!?]", place.text[min(m.end(), status.end()) : max(m.start(), status.start())])
    ]
    return min(near, key=lambda m: abs(m.start() - status.start())) if near else None


def _receiver(place: Place, status: re.Match[str]) -> Group | None:
    to = [
        g
        for g in place.groups
        if g.begin >= status.end()
        and re.fullmatch(r"\s+(?:to|for|on)\s+(?:both\s+)?", place.text[status.end() : g.begin])
    ]
    before = [g for g in place.groups if g.end <= status.start() and status.start() - g.end < 70]
    return to[0] if to else before[-1] if before else None
