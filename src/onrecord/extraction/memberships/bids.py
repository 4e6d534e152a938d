"""Bids that a sentence names: "Sweden's NATO bid", "their applications", "the accession of Finland"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.extraction.memberships.entries import is_candidate
from onrecord.extraction.memberships.scene import PASSAGE, Group, Mention, Place, Scene, stand_ins
from onrecord.extraction.memberships.words import any_of, membership_words
from onrecord.language.organisations import members

_CLOSE = 20
"""Characters between a bid and its organisation that still make one expression."""


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
    nouns = any_of(
        [*words.entries("bid", "own"), *words.entries("bid", "aspiring"), *words.entries("bid", "ways")]
    ).pattern
    passage = scene.passage(at, len(place.text))
    named = {mention.code for mention in place.organisations} or ({passage.code} if passage else set())
    barred = frozenset[str]().union(*(scene.settled(code) for code in named))
    groups = [*place.groups, *stand_ins(scene, at, barred)]
    for group in sorted(groups, key=lambda g: g.begin):
        behind = words.grammar("own_bid", nouns=nouns).match(place.text, group.end)
        before = None if behind else words.grammar("bid_of", nouns=nouns).search(place.text[: group.begin])
        match = behind or before
        if match is None or (behind and not _is_own(place, group, behind.start("noun"))):
            continue
        if words.grammar("other_aim").match(place.text, match.end("noun")):
            continue
        begin, end = (group.begin, match.end()) if behind else (match.start(), group.end)
        for organisation in _organisations(scene, at, begin, end):
            if _is_meant(scene, group, organisation, match) or (
                group.kind == "singular" and _is_judged(scene, at, begin, organisation)
            ):
                close = organisation.evidence.rule != PASSAGE and 0 <= organisation.begin - end < _CLOSE
                last = organisation.end if close else end
                yield Bid(at, begin, last, match["noun"].lower(), group, organisation)


def _is_meant(scene: Scene, group: Group, organisation: Mention, match: re.Match[str]) -> bool:
    """Whether the noun is a bid for this organisation by states that may be candidates."""
    from_passage = organisation.evidence.rule == PASSAGE
    if from_passage and group.kind == "singular":
        return False  # "its application" alone may be anybody's, for anything
    bare = match.group()[:1].isspace()
    if from_passage and bare and membership_words().grammar("may_be_verb").fullmatch(match["noun"]):
        return False
    return any(is_candidate(scene, code, organisation.code) for code in group.codes)


def _is_judged(scene: Scene, at: int, begin: int, organisation: Mention) -> bool:
    """Whether members of the organisation ratify or block what is named at `begin`: then it is a bid to join it."""
    place, words = scene.places[at], membership_words()
    start, left = clause_before(place, begin)
    verb = words.pattern("verdict", "ratify").search(left) or words.pattern("verdict", "block").search(left)
    known = members(organisation.code)
    subjects = {code for group in place.groups if start <= group.begin < begin for code in group.codes}
    return verb is not None and bool(subjects & set(known))


def _is_own(place: Place, group: Group, noun: int) -> bool:
    """Whether only organisations and adjectives stand between the states and the noun."""
    if any(group.end <= other.begin < noun for other in place.groups):
        return False
    between = [t for t in place.sentence.doc if group.end <= t.idx and t.idx + len(t.text) <= noun]
    names = [(m.begin, m.end) for m in place.organisations]
    rest = [t for t in between if not any(b <= t.idx < e for b, e in names)]
    return all(
        t.pos_ in ("ADJ", "ADV", "NUM", "CCONJ", "PART", "PUNCT")
        or t.lower_ in ("'s", "’s", "'", "’", "s", "membership", "own", "joint", "and")
        for t in rest
    )


def organisation_of(scene: Scene, at: int, begin: int, end: int) -> Mention | None:
    return next(iter(_organisations(scene, at, begin, end)), None)


def _organisations(scene: Scene, at: int, begin: int, end: int) -> list[Mention]:
    """The organisations that a bid at `begin` to `end` names, else the one right behind it, else the passage's."""
    place = scene.places[at]
    inside = [m for m in place.organisations if begin <= m.begin < end]
    into = membership_words().grammar("bid_into")
    behind = [m for m in place.organisations if end <= m.begin and into.fullmatch(place.text, end, m.begin)]
    if inside or behind:
        return inside or behind[:1]
    passage = scene.passage(at, begin)
    return [passage] if passage else []


def clause_before(place: Place, end: int) -> tuple[int, str]:
    """The clause before `end`: where it begins, and its words."""
    words = membership_words()
    text = words.grammar("relative").sub(lambda m: " " * len(m.group()), place.text[:end])
    begin = max((m.end() for m in words.grammar("clause_end").finditer(text)), default=0)
    return begin, text[begin:]
