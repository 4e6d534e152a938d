"""A membership step while it is being read, before the article's steps are merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from onrecord.extraction.memberships.scene import Mention
from onrecord.model import Evidence, MembershipStage, Span, merged


@dataclass(frozen=True, slots=True)
class RawStep:
    """One sentence's word on one candidate's bid; fields as in MembershipStep. `at` is the sentence's index."""

    at: int
    organisation: Mention
    candidate: Mention
    stage: MembershipStage
    cue: Evidence
    ratified: tuple[str, ...] = ()
    outstanding: tuple[str, ...] = ()
    count: int | None = None
    of: int | None = None
    by: str | None = None
    date: str | None = None
    evidence: Mapping[str, Evidence] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two steps one: organisation, candidate, stage."""
        return self.organisation.code, self.candidate.code, self.stage

    def all_evidence(self) -> dict[str, Evidence]:
        """Every field's evidence."""
        own = {"organisation": self.organisation.evidence, "candidate": self.candidate.evidence, "stage": self.cue}
        return {**own, **self.evidence}

    def fullness(self) -> tuple[int, int]:
        """How much it says, and how much of it in so many words."""
        fields = (self.ratified, self.outstanding, self.count, self.of, self.by, self.date)
        return sum(bool(value) for value in fields), sum(e.how == "stated" for e in self.all_evidence().values())


def joined_evidence(pieces: Sequence[Evidence]) -> Evidence:
    """Evidence over all the pieces' spans; stated when one of them is."""
    spans: Iterable[Span] = (span for piece in pieces for span in piece.spans)
    first = next((piece for piece in pieces if piece.how == "stated"), pieces[0])
    return replace(first, spans=merged(spans))
