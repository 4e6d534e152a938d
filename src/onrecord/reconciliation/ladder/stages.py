"""Stages: how far along each is, and which turn a life round."""

from __future__ import annotations

from collections.abc import Mapping

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
MEMBERSHIP_RANK: Mapping[str, int] = {
    "aspirant": 0,
    "promised": 1,
    "applied": 2,
    "invited": 3,
    "ratification": 4,
    "blocked": 5,
    "joined": 6,
}
LEVEL: Mapping[str, int] = {
    **COMMITMENT_RANK,
    **MEMBERSHIP_RANK,
    "approved": COMMITMENT_RANK["pledged"],
    "applied": MEMBERSHIP_RANK["promised"],
}
"""As the rank, but a decision and its announcement, an application and a promise may come in either order."""

REVERSALS = frozenset({"refused", "withdrawn", "blocked"})
FORWARD = frozenset(
    {"considered", "pledged", "approved", "contracted", "shipped", "delivered", "invited", "joined"}
)
"""Stages that turn a refusal, a withdrawal or a blocking round when they are told after it. To ask or to urge again
turns nothing, nor does a bid that is merely called one."""
IN_PART = frozenset({"contracted", "shipped", "delivered"})
"""Steps that may be taken for a part of what was promised."""
FINAL = frozenset({"delivered", "joined"})
"""Steps that a later refusal or blocking does not undo."""
DECIDED = frozenset({"pledged", "approved", "contracted", "shipped", "delivered", "joined"})
"""Steps that reports of earlier ones speak against when they come later and from many more origins."""


def rank(stage: str) -> int:
    """How far along a stage is, for both kinds of ladder."""
    return COMMITMENT_RANK[stage] if stage in COMMITMENT_RANK else MEMBERSHIP_RANK[stage]
