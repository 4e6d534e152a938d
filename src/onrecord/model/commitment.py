"""Commitments: who gives, asks, considers or refuses what to whom, as one article says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from onrecord.model.evidence import NO_EVIDENCE, EvidenceMap

Kind = Literal["military", "financial", "humanitarian", "energy", "reconstruction", "political", "target", "other"]
Stage = Literal[
    "requested",
    "proposed",
    "considered",
    "pledged",
    "approved",
    "contracted",
    "shipped",
    "delivered",
    "refused",
    "withdrawn",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
STAGES: tuple[Stage, ...] = get_args(Stage)


@dataclass(frozen=True, slots=True)
class Commitment:
    """One article's word on one commitment. A value that the text does not give is None.

    actor, recipient: ISO 3166-1 alpha-3, or an organisation's short code (NATO, EU, UN); else None with
                      the name kept as written in `actor_name`, `recipient_name`.
    stage:            None only for a standing target that nobody pledges here ("2% of GDP").
    conditional:      the text ties it to a condition.
    item:             as written; `item_class` is its class in the vocabulary ("tank"), else None.
    quantity, unit:   a count with the unit as written ("rounds"), or a share ("% of GDP").
    amount, currency: money and its ISO 4217 code; an unknown currency stays None.
    date:             ISO 8601 with its own precision ("2022-11-29", "2022-11", "2022-11-01/2022-11-30").
    said_by:          name of who said so, when it is not the article itself.
    evidence:         by field name; every field that is not None has one, `stage` holds the cue.
    """

    id: str
    article: str
    actor: str | None = None
    actor_name: str | None = None
    recipient: str | None = None
    recipient_name: str | None = None
    kind: Kind = "other"
    stage: Stage | None = None
    conditional: bool = False
    item: str | None = None
    item_class: str | None = None
    quantity: float | None = None
    unit: str | None = None
    amount: float | None = None
    currency: str | None = None
    date: str | None = None
    said_by: str | None = None
    evidence: EvidenceMap = field(default_factory=lambda: NO_EVIDENCE)
