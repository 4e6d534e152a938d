"""Steps: what each finding of an entry has to say of its ladder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from onrecord.model import Commitment, MembershipStep
from onrecord.reconciliation.ladder.dates import Claim, claim
from onrecord.reconciliation.ladder.stages import FORWARD, REVERSALS, rank
from onrecord.reconciliation.located import NO_DAY, Located

WAITING = 3
"""So many origins that tell of a bid as waiting after the day on which it is said to have come to its end."""


@dataclass(frozen=True, slots=True)
class Step:
    """A finding that tells one stage.

    when:    the day by which it was reached, as far as the finding tells; None when it tells no day.
    claim:   the date that its text gives. told: the day of its article, None where it only recalls the step.
    origin:  the independent source that it comes from.
    sign:    1 where it turns a reversal round, -1 for a reversal, else 0.
    """

    located: Located
    stage: str
    when: str | None
    claim: Claim | None
    told: str | None
    origin: str
    sign: int

    @property
    def commitment(self) -> Commitment | None:
        return self.located.finding if isinstance(self.located.finding, Commitment) else None

    @property
    def bid(self) -> MembershipStep | None:
        return self.located.finding if isinstance(self.located.finding, MembershipStep) else None

    @property
    def order(self) -> tuple[str, int, tuple[str, str, int, str]]:
        return (self.when or NO_DAY, rank(self.stage), self.located.order)


def steps(group: Sequence[Located], origins: Mapping[str, str]) -> list[Step]:
    """The steps of an entry in the order of their days.

    What would be done on a condition is no step, a promise on one is. What is announced for a day to come ("becomes
    a member on Tuesday") is not done yet.
    """
    blockers = frozenset(
        each.finding.by or ""
        for each in group
        if isinstance(each.finding, MembershipStep) and each.finding.stage == "blocked"
    )
    found = [_step(each, origins, blockers) for each in group if _is_step(each)]
    return sorted((_believed(step, found) for step in found), key=lambda step: step.order)


def _believed(step: Step, every: Sequence[Step]) -> Step:
    """A step without its date where others still told of a bid as waiting between that day and its own article."""
    if step.stage != "joined" or step.claim is None or step.told is None:
        return step
    waiting = {
        other.origin
        for other in every
        if other.stage != "joined" and other.told and step.claim.end < other.told < step.told
    }
    return replace(step, claim=None, when=step.told) if len(waiting) >= WAITING else step


def origins_of(found: Iterable[Step]) -> frozenset[str]:
    """The independent sources behind steps."""
    return frozenset(step.origin for step in found)


def recalled(each: Located) -> bool:
    """Whether the text tells it as something of an earlier day."""
    return isinstance(each.finding, Commitment) and each.finding.recalled


def conditional(each: Located) -> bool:
    """Whether the text ties it to a condition."""
    return isinstance(each.finding, Commitment) and each.finding.conditional


def _stage(each: Located) -> str | None:
    return cast(Commitment | MembershipStep, each.finding).stage


def _is_step(each: Located) -> bool:
    stage = _stage(each)
    if stage is None or (conditional(each) and rank(stage) > rank("pledged")):
        return False
    done = isinstance(each.finding, MembershipStep) or rank(stage) >= rank("shipped")
    own = claim(cast(Commitment | MembershipStep, each.finding).date)
    return not (done and own and each.day and own.start > each.day)


def _step(each: Located, origins: Mapping[str, str], blockers: frozenset[str]) -> Step:
    finding = cast(Commitment | MembershipStep, each.finding)
    own = claim(finding.date)
    if isinstance(finding, Commitment) and rank(finding.stage or "requested") < rank("shipped"):
        due = (
            own is not None and each.day is not None and own.end > each.day and own.date > each.day[: len(own.date)]
        )
        own = claim(finding.said_on) or (None if due else own)
    told = None if recalled(each) else each.day
    when = own.end if own else told
    if own and each.day and own.start <= each.day < own.end:
        when = each.day
    stage = cast(str, finding.stage)
    return Step(each, stage, when, own, told, origins.get(each.id, each.article.id), _sign(each, stage, blockers))


def _sign(each: Located, stage: str, blockers: frozenset[str]) -> int:
    """A reversal, or what turns one round; a member that had not blocked lifts nobody's blocking."""
    if stage in REVERSALS:
        return -1
    if isinstance(each.finding, MembershipStep) and each.finding.ratified:
        return int("" in blockers or not blockers.isdisjoint(each.finding.ratified))
    return int(stage in FORWARD and not conditional(each))
