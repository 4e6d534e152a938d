"""Membership steps of one article: who wants into which organisation, and how far the bid has come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.extraction.memberships.bare import bare_steps
from onrecord.extraction.memberships.bid_steps import bid_steps
from onrecord.extraction.memberships.counts import counted
from onrecord.extraction.memberships.entries import entry_steps
from onrecord.extraction.memberships.invitations import invitation_steps
from onrecord.extraction.memberships.keeping_out import keeping_out_steps
from onrecord.extraction.memberships.listed import listed_steps
from onrecord.extraction.memberships.raw import RawStep, joined_evidence
from onrecord.extraction.memberships.scene import Place, Scene, scene_of
from onrecord.extraction.memberships.takings import taking_steps
from onrecord.extraction.memberships.waiting import waiting_steps
from onrecord.extraction.memberships.words import membership_words
from onrecord.language.analysis import Analysis
from onrecord.language.dates import find_dates
from onrecord.language.organisations import members
from onrecord.model import Article, Evidence, MembershipStep, Statement, content_id, inferred, stated

_DATED = frozenset({"joined", "applied", "promised", "invited"})
_SINCE = re.compile(r"\bsince\s+(?:\w+\s+)?$", re.I)


def memberships(
    article: Article, analysis: Analysis, statements: Sequence[Statement]
) -> tuple[MembershipStep, ...]:
    """The membership steps that an article tells, in the order of the text.

    One step for each organisation, candidate and stage; what several sentences say of one is merged, the fullest
    value standing. A bare bid ("Sweden's NATO bid") is a step of its own only where the article knows of
    nothing further. `statements` tells who speaks where a promise stands in somebody's words.
    """
    scene = scene_of(analysis, article.published)
    if not any(place.organisations for place in scene.places):
        return ()
    raw: list[RawStep] = []
    for at in range(len(scene.places)):
        raw += [*entry_steps(scene, at), *taking_steps(scene, at), *invitation_steps(scene, at)]
        raw += [*bid_steps(scene, at), *bare_steps(scene, at)]
        raw += [*listed_steps(scene, at), *keeping_out_steps(scene, at)]
        raw += waiting_steps(scene, at)
    steps = [_dated(article, scene, step) for step in counted(scene, raw)]
    merged = _merged(steps)
    furthest = {step.key[:2] for step in merged if step.stage != "aspirant"}
    kept = [step for step in merged if step.stage != "aspirant" or step.key[:2] not in furthest]
    kept.sort(key=lambda step: (step.cue.spans[0].begin, step.candidate.evidence.spans[0].begin, step.key))
    return tuple(_finding(article, step, statements) for step in kept)


def _merged(steps: Sequence[RawStep]) -> list[RawStep]:
    groups: dict[tuple[str, str, str], list[RawStep]] = {}
    for step in steps:
        groups.setdefault(step.key, []).append(step)
    return [_fullest(group) for group in groups.values()]


def _fullest(group: Sequence[RawStep]) -> RawStep:
    """The fullest step of a group, with what it lacks from the others and every sentence's cue."""
    merged = max(group, key=lambda step: (step.fullness(), -step.at))
    evidence: dict[str, Evidence] = dict(merged.evidence)
    for name in ("count", "of", "by", "date"):
        donor = next((s for s in group if getattr(s, name) is not None and name in s.evidence), None)
        if getattr(merged, name) is None and donor is not None:
            merged = replace(merged, **{name: getattr(donor, name)})
            evidence[name] = donor.evidence[name]
    for name in ("ratified", "outstanding"):
        donors = [step for step in group if getattr(step, name) and name in step.evidence]
        if donors:
            codes = dict.fromkeys(code for step in donors for code in getattr(step, name))
            merged = replace(merged, **{name: tuple(codes)})  # type: ignore[arg-type]
            evidence[name] = joined_evidence([step.evidence[name] for step in donors])
    cue = joined_evidence([merged.cue, *(step.cue for step in group)])
    return _without_the_ratified(replace(merged, cue=cue, evidence=evidence))


def _without_the_ratified(step: RawStep) -> RawStep:
    """Who is said to have ratified is outstanding no more."""
    open_ones = tuple(code for code in step.outstanding if code not in step.ratified)
    if open_ones == step.outstanding:
        return step
    evidence = {name: piece for name, piece in step.evidence.items() if name != "outstanding" or open_ones}
    return replace(step, outstanding=open_ones, evidence=evidence)


def _dated(article: Article, scene: Scene, step: RawStep) -> RawStep:
    """The step with the date its clause gives, resolved against the day of publication."""
    place = scene.places[step.at]
    if step.stage not in _DATED or step.date is not None:
        return step
    if step.stage == "applied" and not _is_handed_in(place, step):
        return step
    begin, end = _clause(place, step)
    dates = [d for d in find_dates(place.text, article.published) if d.iso and begin <= d.begin < end]
    if step.stage == "applied":
        dates = [d for d in dates if not _SINCE.search(place.text[: d.begin])]
    if not dates:
        return step
    cue = step.cue.spans[0].begin - place.sentence.begin
    nearest = min(dates, key=lambda d: abs(d.begin - cue))
    span = place.span(nearest.begin, nearest.end)
    proof = stated(span) if nearest.how == "absolute" else inferred("relative to the day of publication", [span])
    return replace(step, date=nearest.iso, evidence={**step.evidence, "date": proof})


def _is_handed_in(place: Place, step: RawStep) -> bool:
    """Whether the sentence tells the applying itself: a date beside a mere "application" is another event's."""
    words, cue = membership_words(), step.cue.spans[0].begin - place.sentence.begin
    last = step.cue.spans[-1].end - place.sentence.begin
    return words.grammar("handed_in").search(place.text, max(cue - 60, 0), max(last, 0)) is not None


def _clause(place: Place, step: RawStep) -> tuple[int, int]:
    """The stretch of the sentence around the cue in which a date belongs to it."""
    cue = step.cue.spans[0].begin - place.sentence.begin
    last = step.cue.spans[-1].end - place.sentence.begin
    clause = membership_words().grammar("date_clause")
    begin = max((m.end() for m in clause.finditer(place.text, 0, max(cue, 0))), default=0)
    after = clause.search(place.text, last)
    return begin, after.start() if after else len(place.text)


def _voice(step: RawStep, statements: Sequence[Statement]) -> tuple[str | None, Evidence | None]:
    """Who promises: where the promise stands in a member's words, that member, else who the sentence says."""
    known = members(step.organisation.code)
    for statement in statements if step.stage == "promised" else ():
        actor, proof = statement.speaker.actor, statement.evidence.get("speaker.actor")
        inside = any(span.covers(step.cue.spans[0]) for span in statement.content)
        if inside and actor in known and proof is not None:
            return actor, proof
    return step.by, step.evidence.get("by")


def _finding(article: Article, step: RawStep, statements: Sequence[Statement]) -> MembershipStep:
    evidence = step.all_evidence()
    by, proof = _voice(step, statements)
    if proof is not None:
        evidence["by"] = proof
    step = replace(step, by=by)
    values = {name: getattr(step, name) for name in ("count", "of", "by", "date", "ratified", "outstanding")}
    for name in ("count", "of", "by", "date", "ratified", "outstanding"):
        if not values[name]:
            evidence.pop(name, None)
    return MembershipStep(
        id=content_id("m", article.id, *step.key),
        article=article.id,
        organisation=step.organisation.code,
        candidate=step.candidate.code,
        stage=step.stage,
        evidence=evidence,
        **values,
    )
