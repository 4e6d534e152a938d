"""Beneficiaries: for whom a commitment is whose clause does not say it, by what the rest of the article tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.extraction.commitments.draft import Draft
from onrecord.extraction.commitments.party import STATE_CODE, Memory, Party
from onrecord.model import inferred


def beneficiary(draft: Draft, drafts: Sequence[Draft], memory: Memory) -> Party | None:
    """Who receives: as the clause says, else whom the article's commitments go to, else whom a disaster struck."""
    own = draft.roles.recipient
    if own is not None:
        return own
    if draft.staged.stage == "requested":
        asks = draft.roles.asker
        return asks and replace(asks, evidence=inferred("whoever asks receives", asks.evidence.spans))
    giver = draft.roles.giver.code if draft.roles.giver is not None else None
    others = [(place, party) for place, party in map(_receiving, drafts) if party is not None]
    others = [(place, party) for place, party in others if _may_receive(party, giver, memory)]
    chosen = _chosen(draft.place, others)
    if chosen is not None:
        return _told(chosen, "recipient of the article's other commitments")
    if others or memory.afflicted is None or not _may_receive(memory.afflicted, giver, memory):
        return None
    return _told(memory.afflicted, "struck by a disaster or a war")


def _receiving(draft: Draft) -> tuple[int, Party | None]:
    """Where a draft stands and who receives by it: whoever it names, else whoever asks."""
    named = draft.roles.recipient
    if named is not None and named.evidence.rule == "package's recipient":
        return draft.place, None  # counted with the package
    asks = draft.staged.stage == "requested"
    return draft.place, named or (draft.roles.asker if asks else None)


def _may_receive(party: Party, giver: str | None, memory: Memory) -> bool:
    """Whether somebody may be meant without being named: a state that is not the giver and wages no war."""
    state = party.code is not None and len(party.code) == STATE_CODE
    return state and party.code != giver and party.code not in memory.attackers


def _chosen(place: int, others: Sequence[tuple[int, Party]]) -> Party | None:
    """The one to whom most goes, the first named of several, where it is named nearest."""
    tally = Counter(party.code for _, party in others).most_common(1)
    if not tally:
        return None
    return min((pair for pair in others if pair[1].code == tally[0][0]), key=lambda pair: abs(pair[0] - place))[1]


def _told(party: Party, rule: str) -> Party:
    return Party(party.code, party.name, inferred(rule, party.evidence.spans), party.at)
