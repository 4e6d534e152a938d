"""Steps told about a bid: "Sweden's NATO bid", "ratified Finland's accession", "blocks their applications"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.extraction.membership_entries import SETTLED, is_candidate, steps_for
from onrecord.extraction.membership_raw import RawStep
from onrecord.extraction.membership_scene import Group, Mention, Place, Scene, stand_ins
from onrecord.extraction.membership_words import any_of, membership_words
from onrecord.language.organisations import long_standing, members
from onrecord.model import Evidence, inferred, stated

_CLAUSE_END = re.compile(r"[.;:!?“”\"]|,\s+(?:but|while|and\s+\w+\s+(?:said|has|have|is|was)|which|who|after|as|removing|paving|in)\b|\s[–—]\s", re.I)


@dataclass(frozen=True, slots=True)
class Bid:
    """A bid named in a sentence: whose, to join what, with which noun, where."""

    at: int
    begin: int
    end: int
    noun: str
    group: Group
    organisation: Mention


def bids(scene: Scene, at: int) -> Iterator[Bid]:
    """The bids that sentence `at` names."""
    place, words = scene.places[at], membership_words()
    nouns = any_of([*words.entries("bid", "own"), *words.entries("bid", "aspiring")]).pattern
    barred = frozenset[str]().union(*(long_standing(m.code, SETTLED) for m in place.organisations)) if place.organisations else frozenset[str]()
    passage = scene.passage(at, len(place.text))
    barred = barred or (long_standing(passage.code, SETTLED) if passage else barred)
    groups = [*place.groups, *stand_ins(scene, at, barred)]
    for group in sorted(groups, key=lambda g: g.begin):
        behind = re.compile(rf"(?:['’]s?)?\s+(?P<org>(?:[\w.'’-]+\s+){{0,3}}?)(?P<noun>{nouns})", re.I).match(place.text, group.end)
        before = re.search(rf"(?P<noun>{nouns})\s+(?P<org>(?:(?:to|in|of|into)\s+[\w. ]{{2,30}}\s+)?)(?:of|by|for|from)\s+(?:the\s+|both\s+|neighbou?ring\s+)?$", place.text[: group.begin], re.I)
        match, begin, end = (behind, group.begin, behind.end()) if behind else (before, before.start(), group.end) if before else (None, 0, 0)
        if match is None:
            continue
        organisation = _organisation(scene, at, begin, end)
        if organisation is not None and any(is_candidate(code, organisation.code) for code in group.codes):
            yield Bid(at, begin, max(end, organisation.end if organisation.begin - end in range(0, 20) else end), match["noun"].lower(), group, organisation)


def _organisation(scene: Scene, at: int, begin: int, end: int) -> Mention | None:
    place = scene.places[at]
    inside = [m for m in place.organisations if begin <= m.begin < end]
    behind = [m for m in place.organisations if end <= m.begin and re.fullmatch(r"\s*(?:to\s+(?:join|enter)|to|in|of|into|for|with|as a member of|to become (?:a |an |the )?[\w ]*members? of)?\s*(?:the\s+)?", place.text[end : m.begin], re.I)]
    return inside[0] if inside else behind[0] if behind else scene.passage(at, begin)


def bid_steps(scene: Scene, at: int) -> Iterator[RawStep]:
    """The steps that sentence `at` tells about the bids it names."""
    place = scene.places[at]
    question = place.text.rstrip("\"'”’ ").endswith("?")
    for bid in bids(scene, at) if not question else ():
        verdict = [*_ratification(scene, bid), *_block(scene, bid)] or [*_application(place, bid)]
        yield from verdict
    yield from _status_nouns(scene, at)


def _left(place: Place, end: int) -> tuple[int, str]:
    """The clause before `end`: where it begins, and its words."""
    begin = max((m.end() for m in _CLAUSE_END.finditer(place.text, 0, end)), default=0)
    return begin, place.text[begin:end]


def _actors(place: Place, begin: int, end: int, organisation: str, candidates: tuple[str, ...]) -> tuple[tuple[str, ...], list[Evidence]]:
    """The members of the organisation named in `begin` to `end` of the sentence, their leaders included."""
    known = members(organisation)
    found: list[tuple[int, str, Evidence]] = []
    for group in place.groups:
        for mention in group.members:
            if begin <= mention.begin < end and mention.code not in candidates and (not known or mention.code in known):
                found.append((mention.begin, mention.code, mention.evidence))
    for actor in place.speakers:
        if begin <= actor.begin < end and actor.kind == "leader" and actor.code not in candidates and (not known or actor.code in known):
            found.append((actor.begin, actor.code, inferred("leader stands for the state", [place.span(actor.begin, actor.end)])))
    found.sort(key=lambda item: item[0])
    codes = tuple(dict.fromkeys(code for _, code, _ in found))
    return codes, [evidence for _, _, evidence in found]


def _ratification(scene: Scene, bid: Bid) -> Iterator[RawStep]:
    """Who has ratified the bid and who has not."""
    place, words = scene.places[bid.at], membership_words()
    begin, left = _left(place, bid.begin)
    right = re.match(r"[^.;:!?]{0,40}", place.text[bid.end :])
    verbs = [(begin + m.start(), begin + m.end()) for m in words.pattern("verdict", "ratify").finditer(left)]
    behind = re.search(r"(?:\b(?:be|been|was|were|is|are|being|get|gets)\s+)?\b(?:ratified|approved)\b(?:\s+by)?", right.group() if right else "", re.I)
    if not verbs and not behind:
        return
    cue = verbs[-1] if verbs else (bid.end + behind.start(), bid.end + behind.end()) if behind else (0, 0)
    subject_end = verbs[-1][0] if verbs else bid.begin
    codes, evidence = _actors(place, begin, subject_end, bid.organisation.code, bid.group.codes)
    if behind and behind.group().endswith("by"):
        codes, evidence = _actors(place, bid.end + behind.end(), min(len(place.text), bid.end + behind.end() + 60), bid.organisation.code, bid.group.codes)
    if not codes:
        return
    last = max(span.end for piece in evidence for span in piece.spans) - place.sentence.begin
    between = place.text[last : cue[0]] if last <= cue[0] else ""
    between += " " + (place.text[cue[1] : bid.begin] if verbs else "")
    has_open = words.pattern("verdict", "open").search(between)
    if not has_open and words.pattern("verdict", "void").search(between):
        return
    done = words.pattern("verdict", "ratified").match(place.text, cue[0]) or (behind and not verbs)
    holdout = re.search(r"hold-?outs?\s+$", place.text[: last], re.I)
    field = "outstanding" if has_open or (not done and holdout) else "ratified" if done else None
    if field is None:
        return
    spans = [span for piece in evidence for span in piece.spans]
    proof = {field: stated(*spans) if all(e.how == "stated" for e in evidence) else inferred("leader or parliament stands for the state", spans)}
    for step in steps_for(bid.at, bid.organisation, bid.group, "ratification", stated(place.span(*cue))):
        yield RawStep(step.at, step.organisation, step.candidate, step.stage, step.cue, **{field: codes}, evidence=proof)  # type: ignore[arg-type]


def _block(scene: Scene, bid: Bid) -> Iterator[RawStep]:
    """Who blocks the bid."""
    place, words = scene.places[bid.at], membership_words()
    begin, left = _left(place, bid.begin)
    if words.pattern("verdict", "ratify").search(left + place.text[bid.end : bid.end + 20]) and not re.search(r"refus\w+|declin\w+", left):
        return
    verbs = list(words.pattern("verdict", "block").finditer(left)) or list(words.pattern("verdict", "nouns").finditer(left))
    if not verbs:
        return
    verb = verbs[-1]
    codes, evidence = _actors(place, begin, begin + verb.start(), bid.organisation.code, bid.group.codes)
    if not codes:
        return
    last = max(span.end for piece in evidence for span in piece.spans) - place.sentence.begin
    between = place.text[last : begin + verb.start()]
    before = place.text[max(0, min(span.begin for piece in evidence for span in piece.spans) - place.sentence.begin - 25) : last]
    void = words.pattern("verdict", "void").search(between)
    if void or words.pattern("verdict", "undone").search(between) or words.pattern("verdict", "undone").search(before) or len(between) > 60:
        return
    cue = stated(place.span(begin + verb.start(), begin + verb.end()))
    yield from steps_for(bid.at, bid.organisation, bid.group, "blocked", cue, (codes[-1], evidence[-1]))


def _application(place: Place, bid: Bid) -> Iterator[RawStep]:
    """An application handed in, or at least a bid."""
    words = membership_words()
    begin, left = _left(place, bid.begin)
    cue = stated(place.span(bid.begin, bid.end))
    submitted = words.pattern("bid", "submit").search(left[-40:]) or words.pattern("bid", "submit").match(place.text, bid.end + 1)
    if any(re.fullmatch(entry, bid.noun, re.I) for entry in words.entries("bid", "applying")):
        if submitted and not words.pattern("verdict", "void").search(left[-40:]):
            yield from steps_for(bid.at, bid.organisation, bid.group, "applied", cue)
            return
        yield from steps_for(bid.at, bid.organisation, bid.group, "applied", cue)
    elif any(re.fullmatch(entry, bid.noun, re.I) for entry in words.entries("bid", "aspiring")):
        yield from steps_for(bid.at, bid.organisation, bid.group, "aspirant", cue)


def _status_nouns(scene: Scene, at: int) -> Iterator[RawStep]:
    """ "NATO candidate countries Finland and Sweden", "EU candidate Ukraine" """
    place = scene.places[at]
    nouns = membership_words().pattern("bid", "status_nouns")
    for match in nouns.finditer(place.text):
        organisation = next((m for m in place.organisations if m.end + 1 == match.start()), None)
        group = next((g for g in place.groups if g.begin == match.end() + 1 or re.fullmatch(r"\s+(?:such as|like|including)\s+", place.text[match.end() : g.begin])), None)
        if organisation is not None and group is not None:
            stage = "applied" if match.group().lower().startswith("applicant") else "aspirant"
            yield from steps_for(at, organisation, group, stage, stated(place.span(*match.span())))  # type: ignore[arg-type]
