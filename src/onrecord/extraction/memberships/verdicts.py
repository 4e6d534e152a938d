"""Verdicts on bids: who has ratified one and who has not, who blocks it and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.extraction.memberships.bids import Bid, clause_before, organisation_of
from onrecord.extraction.memberships.entries import steps_for
from onrecord.extraction.memberships.raw import RawStep
from onrecord.extraction.memberships.scene import Place, Scene, stand_ins
from onrecord.extraction.memberships.words import membership_words
from onrecord.language.organisations import members
from onrecord.model import Evidence, Span, inferred, stated


def ratification_steps(scene: Scene, bid: Bid) -> Iterator[RawStep]:
    """Who has ratified the bid and who has not."""
    place, words = scene.places[bid.at], membership_words()
    begin, left = clause_before(place, bid.begin)
    right = re.match(r"[^.;:!?]{0,40}", place.text[bid.end :])
    verbs = [(begin + m.start(), begin + m.end()) for m in words.pattern("verdict", "ratify").finditer(left)]
    behind = words.grammar("ratified_behind").search(right.group()) if right else None
    if not verbs and not behind:
        return
    cue = verbs[-1] if verbs else (bid.end + behind.start(), bid.end + behind.end()) if behind else (0, 0)
    subject_end = verbs[-1][0] if verbs else bid.begin
    codes, evidence = members_before(place, begin, subject_end, bid.organisation.code, bid.group.codes)
    if behind and behind.group().endswith("by"):
        begin = bid.end + behind.end()
        stop = words.grammar("clause_end").search(place.text, begin)
        last = min(stop.start() if stop else len(place.text), begin + 60)
        codes, evidence = members_before(place, begin, last, bid.organisation.code, bid.group.codes)
    if not codes or (verbs and _is_anothers(place, cue[1], bid)):
        return
    last = max(span.end for piece in evidence for span in piece.spans) - place.sentence.begin
    between = place.text[last : cue[0]] if last <= cue[0] else ""
    between += " " + (place.text[cue[1] : bid.begin] if verbs else "")
    has_open = words.pattern("verdict", "open").search(between)
    if not has_open and words.pattern("verdict", "void").search(between):
        return
    start = min(span.begin for piece in evidence for span in piece.spans) - place.sentence.begin
    nominal = words.grammar("nominal").search(place.text[last : cue[0]]) or (
        cue[0] - last == 1 and place.text[cue[0] : cue[1]].endswith("ion")
    )
    done = (
        words.pattern("verdict", "ratified").search(place.text, last, bid.begin)
        or (behind and not verbs)
        or words.grammar("last_to").search(place.text[last : cue[0]])
        or (nominal and words.grammar("happened").search(place.text[:start]))
    )
    holdout = re.search(r"hold-?outs?\s+$", place.text[:last], re.I)
    has_open = has_open or words.grammar("except_for").search(place.text[:start])
    field = "outstanding" if has_open or (not done and holdout) else "ratified" if done else None
    if field is None:
        return
    spans = [span for piece in evidence for span in piece.spans]
    proof = {
        field: stated(*spans)
        if all(e.how == "stated" for e in evidence)
        else inferred("leader or parliament stands for the state", spans)
    }
    for step in steps_for(scene, bid.at, (bid.organisation, bid.group), "ratification", stated(place.span(*cue))):
        outstanding, ratified = (codes, ()) if field == "outstanding" else ((), codes)
        yield replace(step, outstanding=outstanding, ratified=ratified, evidence=proof)


def block_steps(scene: Scene, bid: Bid) -> Iterator[RawStep]:
    """Who blocks the bid."""
    place, words = scene.places[bid.at], membership_words()
    begin, left = clause_before(place, bid.begin)
    ratify = words.pattern("verdict", "ratify").search(left + place.text[bid.end : bid.end + 20])
    if ratify and not words.pattern("verdict", "refusal").search(left):
        return
    passive = re.match(r"[^.;:!?]{0,30}", place.text[bid.end :])
    by = words.pattern("verdict", "passive").search(passive.group()) if passive else None
    if by is not None:
        yield from _blocked_by(scene, bid, bid.end + by.start(), bid.end + by.end())
        return
    stuck = words.grammar("stuck").match(place.text, bid.end)
    if stuck is not None:
        cue = stated(place.span(stuck.start() + 1, stuck.end()))
        yield from steps_for(scene, bid.at, (bid.organisation, bid.group), "blocked", cue)
        return
    verbs = list(words.pattern("verdict", "block").finditer(left)) or list(
        words.pattern("verdict", "nouns").finditer(left)
    )
    verbs = verbs or (list(words.pattern("verdict", "refusal").finditer(left)) if ratify else [])
    if not verbs:
        return
    verb = verbs[-1]
    codes, evidence = members_before(place, begin, begin + verb.start(), bid.organisation.code, bid.group.codes)
    if not codes:
        return
    last = max(span.end for piece in evidence for span in piece.spans) - place.sentence.begin
    between = place.text[last : begin + verb.start()]
    first = min(span.begin for piece in evidence for span in piece.spans) - place.sentence.begin
    before = place.text[max(0, first - 25) : first].rpartition(",")[2] + place.text[first:last]
    away = _is_anothers(place, begin + verb.end(), bid)
    if away or _is_undone(place, last, begin + verb.start(), before) or len(between) > 60:
        return
    cue = stated(place.span(begin + verb.start(), begin + verb.end()), *_condition(place, bid.end))
    yield from steps_for(scene, bid.at, (bid.organisation, bid.group), "blocked", cue, (codes[0], evidence[0]))


def _is_anothers(place: Place, begin: int, bid: Bid) -> bool:
    """Whether other states stand between a verdict and the bid, so that it is passed on theirs."""
    return any(begin <= group.begin and group.end <= bid.begin for group in place.groups)


def _is_undone(place: Place, begin: int, end: int, before: str = "") -> bool:
    """Whether the words before a block say that there is none (yet, or any more).

    What others only ask to be lifted still stands: "urged Turkey to drop its objections".
    """
    words = membership_words()
    between = place.text[begin:end]
    lifted = words.pattern("verdict", "lifted").search(between)
    if lifted is not None:
        _, left = clause_before(place, begin + lifted.start())
        return words.pattern("verdict", "still").search(left) is None or not words.grammar("to_lift").search(left)
    return any(
        words.pattern("verdict", name).search(text)
        for name, text in (("void", between), ("undone", between), ("undone", before))
    )


def _condition(place: Place, end: int) -> list[Span]:
    """The condition on which a block would end, right behind the bid: "until it hands over the men"."""
    until = membership_words().starting("verdict", "until").match(place.text, end)
    if until is None:
        return []
    stop = membership_words().grammar("clause_end").search(place.text, until.end())
    return [place.span(until.start() + 1, stop.start() if stop else len(place.text.rstrip(".")))]


def _blocked_by(scene: Scene, bid: Bid, begin: int, end: int) -> Iterator[RawStep]:
    """ "Sweden's accession, blocked by Turkey" """
    place = scene.places[bid.at]
    codes, evidence = members_before(
        place, end, min(len(place.text), end + 40), bid.organisation.code, bid.group.codes
    )
    undone = re.search(r"\b(?:not|no longer|could be|may be|might be|would be|if)\s+$", place.text[:begin], re.I)
    if codes and not undone:
        yield from steps_for(
            scene,
            bid.at,
            (bid.organisation, bid.group),
            "blocked",
            stated(place.span(begin, end)),
            (codes[0], evidence[0]),
        )


def barring_steps(scene: Scene, at: int) -> Iterator[RawStep]:
    """ "Turkey blocked the Nordic countries from joining" """
    place, words = scene.places[at], membership_words()
    for group in (*place.groups, *stand_ins(scene, at, frozenset())):
        left = place.text[: group.begin]
        noun = words.ending("verdict", "nouns").search(re.sub(r"\s(?:to|on|of|for|against)\s+$", " ", left))
        verb = words.ending("verdict", "block").search(left) or noun
        fate = words.grammar("from_joining").match(place.text, group.end)
        organisation = organisation_of(scene, at, group.end, fate.end()) if fate else None
        if verb is None or fate is None or organisation is None:
            continue
        begin, _ = clause_before(place, verb.start())
        codes, evidence = members_before(place, begin, verb.start(), organisation.code, group.codes)
        if (
            codes
            and not _is_undone(place, begin, verb.start())
            and not words.grammar("off_table").search(place.text, fate.end())
        ):
            cue = stated(place.span(*verb.span(1)), place.span(fate.start() + 1, fate.end()))
            yield from steps_for(scene, at, (organisation, group), "blocked", cue, (codes[0], evidence[0]))


def allowing_steps(scene: Scene, at: int) -> Iterator[RawStep]:
    """ "Turkey's parliament passed a bill allowing Finland to join NATO": a ratification"""
    place, words = scene.places[at], membership_words()
    for group in (*place.groups, *stand_ins(scene, at, frozenset())):
        verb = words.grammar("allowing").search(place.text[: group.begin])
        fate = words.grammar("from_joining").match(place.text, group.end) if verb else None
        organisation = organisation_of(scene, at, group.end, fate.end()) if fate else None
        if verb is None or organisation is None or words.grammar("unsure").search(place.text[: verb.start()]):
            continue
        begin, _ = clause_before(place, verb.start())
        codes, evidence = members_before(place, begin, verb.start(), organisation.code, group.codes)
        if codes:
            spans = [span for piece in evidence for span in piece.spans]
            cue = stated(place.span(*verb.span()))
            proof = {"ratified": inferred("leader or parliament stands for the state", spans)}
            for step in steps_for(scene, at, (organisation, group), "ratification", cue):
                yield replace(step, ratified=codes, evidence=proof)


def members_before(
    place: Place, begin: int, end: int, organisation: str, candidates: tuple[str, ...]
) -> tuple[tuple[str, ...], list[Evidence]]:
    """The members of the organisation (or their leaders) named last in `begin` to `end` of the sentence."""
    known = members(organisation)
    found: list[tuple[int, tuple[str, ...], list[Evidence]]] = []
    for group in place.groups:
        mine = [m for m in group.members if m.code not in candidates and (not known or m.code in known)]
        if begin <= group.begin < end and mine:
            found.append((group.begin, tuple(dict.fromkeys(m.code for m in mine)), [m.evidence for m in mine]))
    for actor in place.speakers:
        if (
            begin <= actor.begin < end
            and actor.kind == "leader"
            and actor.code not in candidates
            and (not known or actor.code in known)
        ):
            rule = inferred("leader stands for the state", [place.span(actor.begin, actor.end)])
            found.append((actor.begin, (actor.code,), [rule]))
    if not found:
        return (), []
    _, codes, evidence = max(found, key=lambda item: item[0])
    same = next((item for item in found if item[1] == codes and item[2][0].how == "stated"), None)
    return codes, same[2] if same else evidence
