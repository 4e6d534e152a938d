"""Ladders: one commitment's or one bid's life, step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from onrecord.model import Commitment, MembershipStep, Rung
from onrecord.reconciliation.located import Located

COMMITMENT_RANK: Mapping[str, int] = {
    "requested": 0,
    "proposed": 1,
    "considered": 2,
    "refused": 3,
    "pledged": 4,
    "approved": 5,
    "contracted": 6,
    "withdrawn": 7,
    "shipped": 8,
    "delivered": 9,
}
"""How far along a stage is. A refusal follows consideration and a withdrawal a promise; neither is undone by
a stage below it, and a later stage above it overtakes it."""

MEMBERSHIP_RANK: Mapping[str, int] = {
    "aspirant": 0,
    "promised": 1,
    "applied": 2,
    "invited": 3,
    "ratification": 4,
    "blocked": 5,
    "joined": 6,
}
REVERSALS = frozenset({"refused", "withdrawn", "blocked"})


def ladder(group: Sequence[Located]) -> tuple[Rung, ...]:
    """The rungs of an entry: each stage once, with the first day that it was reported for and every article.

    Rungs stand in the order of their days, but a stage stands before each one further along: what was delivered in
    March and is called promised in an article of April was promised before. Only a reversal keeps its own day. An
    undated rung stands before the first dated one that is further along. A finding's own date counts for its rung,
    else its article's day of publication, unless the article only recalls it. What would be done on a condition is
    no rung, a promise on one is.
    """
    stages: dict[str, list[Located]] = {}
    for each in group:
        stage = cast(Commitment | MembershipStep, each.finding).stage
        if stage is not None and not _only_if(each):
            stages.setdefault(stage, []).append(each)
    rungs = [
        Rung(
            stage,
            _first_day(found),
            tuple(sorted({each.article.id for each in found})),
            tuple(sorted(each.id for each in found)),
            min((each.day for each in found if each.day), default=None),
            min((each.article.observed for each in found if each.article.observed), default=None),
        )
        for stage, found in stages.items()
    ]
    dated = sorted((rung for rung in rungs if rung.date), key=lambda rung: (_latest(rung, rungs), rank(rung.stage)))
    for rung in sorted((rung for rung in rungs if not rung.date), key=lambda rung: rank(rung.stage)):
        at = next((n for n, other in enumerate(dated) if rank(other.stage) > rank(rung.stage)), len(dated))
        dated.insert(at, rung)
    return tuple(dated)


def _only_if(each: Located) -> bool:
    """Whether a step beyond a promise is told under a condition: "if they deliver" delivers nothing."""
    stage = cast(Commitment | MembershipStep, each.finding).stage
    return _conditional(each) and stage is not None and rank(stage) > rank("pledged")


def _conditional(each: Located) -> bool:
    return isinstance(each.finding, Commitment) and each.finding.conditional


def _latest(rung: Rung, rungs: Sequence[Rung]) -> str:
    """The day by which a rung was reached: its own, or an earlier one of a stage further along."""
    if rung.stage in REVERSALS:
        return rung.date or ""
    further = (each for each in rungs if each.stage not in REVERSALS and rank(each.stage) >= rank(rung.stage))
    return min(each.date for each in further if each.date)


def rank(stage: str) -> int:
    """How far along a stage is, for both kinds of ladder."""
    return COMMITMENT_RANK[stage] if stage in COMMITMENT_RANK else MEMBERSHIP_RANK[stage]


def _first_day(found: Sequence[Located]) -> str | None:
    days = [day for each in found if (day := _day(each))]
    return min(days, default=None)


def _day(each: Located) -> str | None:
    """When a finding's stage was reached: the day of a promise is when it was made, not when it is due."""
    finding = cast(Commitment | MembershipStep, each.finding)
    own = _one_end(finding.date)
    if isinstance(finding, Commitment) and finding.stage is not None and rank(finding.stage) < rank("shipped"):
        due = own is not None and each.day is not None and own > each.day[: len(own)]
        own = _one_end(finding.said_on) or (None if due else own)
    return own or (None if _recalled(each) else each.day)


def _one_end(date: str | None) -> str | None:
    """Of a range with an open end the end that is known, of any other date the date itself."""
    if date is None or ".." not in date:
        return date
    return date.replace("..", "").strip("/") or None


def _recalled(each: Located) -> bool:
    return isinstance(each.finding, Commitment) and each.finding.recalled


def stage_of(group: Sequence[Located]) -> str | None:
    """The stage of an entry: that of what is told as news and without a condition, where anything is.

    "If parliament agrees, it will send them" lifts nobody's consideration to a promise, and what was pledged before
    says nothing of today's talks; both count where nothing else is known.
    """
    news = [each for each in group if not _recalled(each)] or group
    firm = [each for each in news if not _conditional(each)]
    return standing_stage(ladder(firm) or ladder(news))


def standing_stage(rungs: Sequence[Rung]) -> str | None:
    """The furthest stage that still stands.

    A reversal reported after everything further along is the last word; a reversal that something later overtakes
    is history. Without dates the further stage stands.
    """
    if not rungs:
        return None
    furthest = max(rungs, key=lambda rung: rank(rung.stage))
    turns = [rung for rung in rungs if rung.stage in REVERSALS and rung.date]
    latest = max(turns, key=lambda rung: rung.date or "", default=None)
    if latest is None or any(
        (rung.date or "") > (latest.date or "") for rung in rungs if rung.stage not in REVERSALS
    ):
        forward = [rung for rung in rungs if rung.stage not in REVERSALS]
        if latest is not None and forward:
            return max(forward, key=lambda rung: rank(rung.stage)).stage
        return furthest.stage
    return latest.stage
