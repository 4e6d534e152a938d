"""Membership steps: where a bid to join an organisation stands, as one article says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from onrecord.model.evidence import NO_EVIDENCE, EvidenceMap

MembershipStage = Literal["aspirant", "promised", "applied", "invited", "ratification", "joined", "blocked"]
MEMBERSHIP_STAGES: tuple[MembershipStage, ...] = get_args(MembershipStage)


@dataclass(frozen=True, slots=True)
class MembershipStep:
    """One article's word on one candidate's bid.

    organisation, candidate: codes; a candidate without a code keeps its name.
    ratified, outstanding:   codes of members named as having ratified, or as not having done so.
    count, of:               how many have ratified, of how many, where the text gives or implies them.
    by:                      who promised, invited or blocked, as a code or a name.
    date:                    ISO 8601 with its own precision.
    evidence:                by field name.
    """

    id: str
    article: str
    organisation: str
    candidate: str
    stage: MembershipStage
    ratified: tuple[str, ...] = ()
    outstanding: tuple[str, ...] = ()
    count: int | None = None
    of: int | None = None
    by: str | None = None
    date: str | None = None
    evidence: EvidenceMap = field(default_factory=lambda: NO_EVIDENCE)
