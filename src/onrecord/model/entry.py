"""Entries: what findings of several articles, judged to be about one thing, say together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from onrecord.model.commitment import Commitment
from onrecord.model.membership import MembershipStep
from onrecord.model.statement import Statement
from onrecord.model.variant import Variant

EntryType = Literal["statement", "commitment", "membership"]
Finding = Statement | Commitment | MembershipStep


@dataclass(frozen=True, slots=True)
class Findings:
    """What one article says, each group in the order of the text."""

    article: str
    statements: tuple[Statement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    memberships: tuple[MembershipStep, ...] = ()

    def all(self) -> tuple[Finding, ...]:
        """Every finding, statements first."""
        return (*self.statements, *self.commitments, *self.memberships)


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: a stage, the day it was reported for (ISO 8601 or None), and where."""

    stage: str
    date: str | None
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact of the record.

    fields:   the standing value of each field of its type (for a commitment: actor, recipient, item ...).
    stage:    the furthest stage on the ladder that still stands; for statements None.
    ladder:   its life in order.
    articles, origins, findings: ids, sorted; `len(origins)` is the number of independent origins.
    variants: of a statement that several findings report, its wordings, the standing one first.
    """

    id: str
    type: EntryType
    fields: Mapping[str, object]
    stage: str | None
    ladder: tuple[Rung, ...]
    articles: tuple[str, ...]
    origins: tuple[str, ...]
    findings: tuple[str, ...]
    variants: tuple[Variant, ...] = ()
