"""Draft: one good in somebody's hands, before its values get their final form."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extraction.commitments.arguments import Chain, Roles
from onrecord.extraction.commitments.goods import Good
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.commitments.stages import Staged
from onrecord.model import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """One good in somebody's hands.

    place: index of the sentence among the article's scenes. chain: its triggers, innermost first.
    headed: the words of a heading that give the stage, None where the sentence's own words do.
    """

    scene: Scene
    place: int
    good: Good
    chain: Chain
    staged: Staged
    roles: Roles
    headed: Span | None = None
