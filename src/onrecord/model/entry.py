"""Entries: what findings of several articles, judged to be about one thing, say together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.model.commitment import Commitment
from onrecord.model.membership import MembershipStep
from onrecord.model.span import Spans
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


Sourcing = Literal["official", "named", "anonymous"]
SOURCINGS: tuple[Sourcing, ...] = get_args(Sourcing)
LinkRelation = Literal["part of", "kind of", "answers", "follows", "recalls"]
LINK_RELATIONS: tuple[LinkRelation, ...] = get_args(LinkRelation)


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder.

    date:     the day it was reported for, ISO 8601 with its own precision, or None.
    articles, findings: ids of those that tell it, sorted.
    told:     the first day on which an article told it (published), or None. observed: the first day on which one
              that tells it was seen.
    quantity, of: of a step taken in part ("4 of 14 tanks", "29 of 30 members"), how many, and of how many where
              that is known.
    by, outstanding: of a bid, who took the step (ratified, invited, blocked), and who was still to take it.
    doubted:  more origins have said otherwise since, or before and after; what stands does not rest on it.
    """

    stage: str
    date: str | None
    articles: tuple[str, ...]
    findings: tuple[str, ...] = ()
    told: str | None = None
    observed: str | None = None
    quantity: float | None = None
    of: float | None = None
    by: tuple[str, ...] = ()
    outstanding: tuple[str, ...] = ()
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class Backing:
    """What one independent origin has behind an entry.

    origin:   its id (`wire:AP`, `outlet:POLITICO`, `article:ID`).
    sourcing: whom it has it from, by its own words: somebody who speaks for a state or a body ("official"), another
              named person or body ("named"), people left unnamed ("anonymous"); None where it tells it itself.
    articles, findings: ids, sorted.
    """

    origin: str
    sourcing: Sourcing | None
    articles: tuple[str, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One of several values that an entry's findings give for a field, or for fields that stand together.

    field:    the first of them: "amount" for a sum with its currency.
    value:    by field name, as in `Entry.fields`.
    why:      why it stands ("most origins", "most complete" ...), or why it does not.
    findings, origins: ids of those that give it, sorted.
    """

    field: str
    value: Mapping[str, object]
    stands: bool
    why: str
    findings: tuple[str, ...]
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntryLink:
    """Two entries that belong together without being one.

    relation: of `a` to `b`. `part of` a package, a larger promise, a sum that holds it; `kind of` the same promise
              told more broadly; `answers` a request; `follows` an earlier promise of the like; `recalls` one.
    reason:   why, in a short sentence.
    """

    a: str
    b: str
    relation: LinkRelation
    reason: str


@dataclass(frozen=True, slots=True)
class Correction:
    """An origin's later word on what it said before, and how far it has reached.

    entry, field:  what was corrected; field as in `FieldValue`.
    article:       the article that corrects; `spans` its words that say so, which may be the new figure alone.
    before, after: the values as the reader sees them.
    still:         articles of the origin that carry the old value; `mended`: those that carry the new one.
    """

    id: str
    entry: str
    field: str
    article: str
    spans: Spans
    before: str
    after: str
    still: tuple[str, ...]
    mended: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact of the record.

    fields:   the standing value of each field of its type (for a commitment: actor, recipient, item ...).
    stage:    the furthest stage on the ladder that still stands; for statements None.
    ladder:   its life in order.
    articles, origins, findings: ids, sorted; `len(origins)` is the number of independent origins.
    variants: of a statement that several findings report, its wordings, the standing one first.
    backing:  what each origin has behind it, in the order of `origins`.
    values:   of the fields to which its findings give several values, each of them, the standing one first.
    rulings:  ids of the rulings that made it what it is, sorted; `accepted`: somebody has confirmed it.
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
    backing: tuple[Backing, ...] = ()
    values: tuple[FieldValue, ...] = ()
    rulings: tuple[str, ...] = ()
    accepted: bool = False
