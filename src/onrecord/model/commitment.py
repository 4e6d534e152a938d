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
Bound = Literal["at least", "at most", "about", "range", "vague", "undisclosed"]
KINDS: tuple[Kind, ...] = get_args(Kind)
STAGES: tuple[Stage, ...] = get_args(Stage)
BOUNDS: tuple[Bound, ...] = get_args(Bound)


@dataclass(frozen=True, slots=True)
class Commitment:
    """One article's word on one commitment. A value that the text does not give is None.

    actor, recipient: ISO 3166-1 alpha-3, or an organisation's short code (NATO, EU, UN); else None with
                      the name kept as written in `actor_name`, `recipient_name`.
    members:          codes of a group's members, where the text names them ("the Baltic states, Estonia ...").
    stage:            None only for a standing target that nobody pledges here ("2% of GDP").
    conditional:      the text ties it to a condition.
    recalled:         an earlier commitment, told again ("on top of the $2.2bn pledged in December").
    doubted:          the text reports that somebody doubts it ("it is unclear whether the tanks arrived").
    item:             as written, what somebody will do for a political one; `item_class` is its class in the
                      vocabulary ("tank"), else None.
    quantity, unit:   a count with the unit as written ("rounds"), or a share ("% of GDP").
    amount, currency: money and its ISO 4217 code; an unknown currency stays None.
    *_bound:          what the text says of the figure; None for a plain one. "vague" ("dozens") and "undisclosed"
                      have no figure.
    *_low, *_high:    the ends of a range, or the one end that a bound gives.
    amount_eur, amount_usd: `amount` at the European Central Bank's reference rate of `rate_day`, ISO 8601.
    additional:       the text says that it comes on top of others ("another", "a further").
    date:             when it happens or happened, ISO 8601 with its own precision ("2022-11-29", "2022-11",
                      "2022-11-01/2022-11-30"); `date_precision` says how fine the text is ("day", "month", "week").
    said_on:          when it was said, where the text tells, in the same form. The days of publication and of
                      observation are the article's.
    said_by:          name of who said so, when it is not the article itself.
    evidence:         by field name; every field that is not None has one, `stage` holds the cue.
    """

    id: str
    article: str
    actor: str | None = None
    actor_name: str | None = None
    recipient: str | None = None
    recipient_name: str | None = None
    members: tuple[str, ...] = ()
    kind: Kind = "other"
    stage: Stage | None = None
    conditional: bool = False
    recalled: bool = False
    doubted: bool = False
    item: str | None = None
    item_class: str | None = None
    quantity: float | None = None
    quantity_bound: Bound | None = None
    quantity_low: float | None = None
    quantity_high: float | None = None
    unit: str | None = None
    amount: float | None = None
    amount_bound: Bound | None = None
    amount_low: float | None = None
    amount_high: float | None = None
    currency: str | None = None
    amount_eur: float | None = None
    amount_usd: float | None = None
    rate_day: str | None = None
    additional: bool = False
    date: str | None = None
    date_precision: str | None = None
    said_on: str | None = None
    said_by: str | None = None
    evidence: EvidenceMap = field(default_factory=lambda: NO_EVIDENCE)
