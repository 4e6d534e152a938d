"""How many have ratified, and who has not, where sentences count without naming the bid again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.extraction.memberships.bids import bids
from onrecord.extraction.memberships.raw import RawStep
from onrecord.extraction.memberships.scene import Scene
from onrecord.extraction.memberships.tally import Tally, members_given, tally_of, waiting_for
from onrecord.extraction.memberships.words import membership_words
from onrecord.model import inferred

_REACH = 2
"""Sentences back to the bid that a count belongs to."""


def counted(scene: Scene, steps: Sequence[RawStep]) -> list[RawStep]:
    """The steps with counts of ratification laid on, and steps for counts of a bid named shortly before."""
    out = list(steps)
    for at in range(len(scene.places)):
        _lay_on(scene, at, out)
    return [_completed(scene, step) for step in out]


def _lay_on(scene: Scene, at: int, out: list[RawStep]) -> None:
    """Lay what sentence `at` counts on the steps it belongs to, in place."""
    words, text = membership_words(), scene.places[at].text
    ratifying = words.pattern("verdict", "ratify").search(text) or waiting_for(scene.places[at])
    if not ratifying and not words.grammar("done_so").search(text) and not words.grammar("yet_to").search(text):
        return
    mine = [i for i, step in enumerate(out) if step.stage == "ratification" and step.at == at]
    mine = mine or [i for i, step in enumerate(out) if step.stage == "ratification" and at - _REACH <= step.at < at]
    bid = [s for s in out if at - _REACH <= s.at <= at and s.stage in ("applied", "aspirant")] if ratifying else []
    if ratifying and not mine and not bid:
        bid = [
            RawStep(at, b.organisation, m, "applied", b.organisation.evidence)
            for b in bids(scene, at)
            for m in b.group.members
        ]
    organisation = out[mine[-1]].organisation if mine else bid[-1].organisation if bid else None
    tally = tally_of(scene.places[at], organisation.code) if organisation else None
    if tally is None:
        return
    for i in mine:
        out[i] = _with(out[i], tally)
    if not mine:
        out += _new(at, bid, tally)


def _new(at: int, bid: Sequence[RawStep], tally: Tally) -> Iterator[RawStep]:
    """Steps of ratification for the candidates of the bid named last."""
    last = bid[-1]
    for step in bid:
        if (step.at, step.stage, step.organisation.code) == (last.at, last.stage, last.organisation.code):
            candidate = replace(
                step.candidate, evidence=inferred("bid named before", step.candidate.evidence.spans)
            )
            yield _with(RawStep(at, step.organisation, candidate, "ratification", tally.cue), tally)


def _with(step: RawStep, tally: Tally) -> RawStep:
    outstanding = tuple(code for code in tally.outstanding if code != step.candidate.code)
    return replace(
        step,
        count=step.count or tally.count,
        of=step.of or tally.of,
        outstanding=step.outstanding or outstanding,
        evidence={**tally.evidence, **step.evidence},
    )


def _completed(scene: Scene, step: RawStep) -> RawStep:
    """A ratification with the number of members: as the article gives it, else those who have and have not."""
    if step.stage != "ratification" or step.of is not None or not (step.count or step.outstanding):
        return step
    given, evidence, count = members_given(scene, step.organisation), dict(step.evidence), step.count
    if given is not None:
        of, evidence["of"] = given
        if count is None and membership_words().grammar("closed").search(scene.places[step.at].text):
            count = of - len(step.outstanding)
            spans = [*evidence["of"].spans, *evidence["outstanding"].spans]
            evidence["count"] = inferred("members less those outstanding", spans)
        return replace(step, of=of, count=count, evidence=evidence)
    if count is not None and step.outstanding and _of_the_others(scene, step):
        spans = [*evidence["count"].spans, *evidence["outstanding"].spans]
        evidence["of"] = inferred("those who have and those who have not", spans)
        return replace(step, of=count + len(step.outstanding), evidence=evidence)
    return step


def _of_the_others(scene: Scene, step: RawStep) -> bool:
    """Whether the count is said of the others: "the other 28", "28 other countries"."""
    words = membership_words()
    for place in scene.places:
        for span in step.evidence["count"].spans:
            begin, end = span.begin - place.sentence.begin, span.end - place.sentence.begin
            if 0 <= begin < len(place.text):
                before, behind = place.text[:begin], place.text[end : end + 20]
                return words.grammar("others").search(before) is not None or " other " in behind
    return False
