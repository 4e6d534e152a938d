"""What one sentence counts of a ratification: how many have, how many there are, who has not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from onrecord.extraction.memberships.scene import Mention, Place, Scene
from onrecord.extraction.memberships.words import membership_words
from onrecord.language.numbers import Number, find_numbers
from onrecord.language.organisations import members
from onrecord.model import Evidence, inferred, stated

MOST_MEMBERS = 200
"""No organisation has more members than there are states."""

Counts = tuple[int | None, int | None, dict[str, Evidence]]
"""How many have, how many there are, and the words for either."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a sentence counts, each value with its words under the field's name; `cue` is what it counts."""

    cue: Evidence
    count: int | None
    of: int | None
    outstanding: tuple[str, ...]
    evidence: dict[str, Evidence]


def tally_of(place: Place, organisation: str) -> Tally | None:
    """What the sentence counts, None when it counts nothing."""
    words = membership_words()
    cue = (
        words.pattern("verdict", "ratify").search(place.text)
        or words.grammar("done_so").search(place.text)
        or words.grammar("yet_to").search(place.text)
    ) or waiting_for(place)
    if cue is None:
        return None
    numbers = [n for n in find_numbers(place.text) if n.value and n.value.is_integer() and n.value < MOST_MEMBERS]
    count, of, evidence = (
        _of_so_many(place, numbers)
        or _all_of(place, numbers)
        or _have(place, numbers)
        or _so_manyth(place)
        or (None, None, {})
    )
    outstanding, proof = _not_yet(place, members(organisation))
    if proof is not None:
        evidence["outstanding"] = proof
    if count is None and not outstanding:
        return None
    return Tally(stated(place.span(*cue.span())), count, of, outstanding, evidence)


def _of_so_many(place: Place, numbers: list[Number]) -> Counts | None:
    """ "28 of NATO's 30 members", "all but two of the 30 allies" """
    words = membership_words()
    for first, second in pairwise(numbers):
        gap = place.text[first.end : second.begin]
        if not words.grammar("of_so_many").fullmatch(gap) or (first.value or 0) >= (second.value or 0):
            continue
        count, of = int(first.value or 0), int(second.value or 0)
        evidence = {"of": stated(place.span(second.begin, second.end))}
        if words.grammar("all_but").search(place.text[: first.begin]):
            evidence["count"] = inferred("all but so many of so many", [place.span(first.begin, second.end)])
            return of - count, of, evidence
        evidence["count"] = stated(place.span(first.begin, first.end))
        return count, of, evidence
    return None


def _all_of(place: Place, numbers: list[Number]) -> Counts | None:
    """ "ratified by all 30 members", "all of the 30 allies have ratified" """
    words = membership_words()
    member = "|".join(words.entries("count", "member")).replace(" ", r"\s+")
    for number in numbers:
        every = words.grammar("all_have").search(place.text[: number.begin])
        few = None if every else words.grammar("by_so_many").search(place.text[: number.begin])
        if few and re.match(rf"\s+(?:{member})\b", place.text[number.end :], re.I):
            if words.pattern("verdict", "ratified").search(place.text[: few.start()]) is None:
                continue
            return int(number.value or 0), None, {"count": stated(place.span(number.begin, number.end))}
        if every is None or not re.match(rf"\s+(?:{member})\b", place.text[number.end :], re.I):
            continue
        by = every.group().lower().startswith("by") and words.pattern("verdict", "ratified").search(
            place.text[: every.start()]
        )
        if by or words.grammar("have_ratified", member=member).match(place.text, number.end):
            proof = stated(place.span(every.start(), number.end))
            return int(number.value or 0), int(number.value or 0), {"count": proof, "of": proof}
    return None


def waiting_for(place: Place) -> re.Match[str] | None:
    """The words that say that somebody's ratification is waited for: "waiting for Budapest and Ankara"."""
    words = membership_words()
    for group in place.groups:
        match = words.grammar("waiting_for").search(place.text[: group.begin])
        if match is not None and words.grammar("still_waited").match(place.text, group.end):
            return match
    return None


def _have(place: Place, numbers: list[Number]) -> Counts | None:
    """ "the other 25 members have done so" """
    words = membership_words()
    member = "|".join(words.entries("count", "member")).replace(" ", r"\s+")
    for number in numbers:
        have = words.grammar("have_ratified", member=member).match(place.text, number.end)
        if have and not words.grammar("not_yet").search(have.group()):
            return int(number.value or 0), None, {"count": stated(place.span(number.begin, number.end))}
    return None


def _so_manyth(place: Place) -> Counts | None:
    """ "the 24th member to ratify" """
    match = membership_words().grammar("so_manyth").search(place.text)
    if match is None:
        return None
    return int(match.group(1)), None, {"count": inferred("the so-many-th to ratify", [place.span(*match.span())])}


def _not_yet(place: Place, known: frozenset[str]) -> tuple[tuple[str, ...], Evidence | None]:
    """The members that the sentence names as those that have not: "only X and Y have yet to", "all but X"."""
    words = membership_words()
    for group in place.groups:
        if known and not known.issuperset(group.codes):
            continue
        apart = words.grammar("except_for").search(place.text[: group.begin])
        yet = words.grammar("yet_to").match(place.text, group.end) or words.grammar("remain").match(
            place.text, group.end
        )
        waited = words.grammar("waiting_for").search(place.text[: group.begin])
        if apart or yet or (waited and words.grammar("still_waited").match(place.text, group.end)):
            return group.codes, stated(*(span for mention in group.members for span in mention.evidence.spans))
    return (), None


def members_given(scene: Scene, organisation: Mention) -> tuple[int, Evidence] | None:
    """How many members the article says there are: "NATO's 30 members", "the 30-nation alliance"."""
    for place in scene.places:
        for mention in place.organisations:
            span = _number_at(place, mention) if mention.code == organisation.code else None
            if span is not None:
                return int(place.text[slice(*span)]), stated(place.span(*span))
    return None


def _number_at(place: Place, mention: Mention) -> tuple[int, int] | None:
    """Where the number of members stands behind, inside or before an organisation's name."""
    words, text = membership_words(), place.text
    behind = words.grammar("members_behind").match(text, mention.end)
    inside = words.grammar("members_inside").search(text, mention.begin, mention.end)
    if behind or inside:
        return (behind or inside).span(1)  # type: ignore[union-attr]
    ahead: re.Match[str] | None = words.grammar("members_ahead").search(text[: mention.begin])
    if ahead and ("-" in ahead.group() or words.grammar("members_tail").match(text, mention.end)):
        return ahead.span(1)
    return None
