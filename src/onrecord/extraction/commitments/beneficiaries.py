"""Beneficiaries: for whom a commitment is whose clause does not say it, by what the rest of the article tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.extraction.commitments.draft import Draft
from onrecord.extraction.commitments.governing import preposition_of
from onrecord.extraction.commitments.party import STATE_CODE, Memory, Party
from onrecord.extraction.commitments.party_nouns import is_relational
from onrecord.extraction.commitments.phrases import top_of
from onrecord.model import inferred


def beneficiary(draft: Draft, drafts: Sequence[Draft], memory: Memory) -> Party | None:
    """Who receives: as the clause says, else whom the article's commitments go to, else whom it
    says is helped or struck."""
    own = draft.roles.recipient
    if own is not None:
        return own
    if draft.staged.stage == "requested":
        asks = draft.roles.asker
        return asks and replace(asks, evidence=inferred("whoever asks receives", asks.evidence.spans))
    giver = draft.roles.giver.code if draft.roles.giver is not None else None
    named = [(place, party) for place, party in map(_named, drafts) if party is not None]
    others = [(place, party) for place, party in named if _may_receive(party, giver, memory)]
    if not others and any(party.code in memory.attackers for _, party in named):
        return None  # an article on arms for whoever wages the war
    if not others and _is_for_a_war(draft, memory):
        return None
    chosen = _chosen(draft.place, others)
    if chosen is not None:
        return _told(chosen, "recipient of the article's other commitments")
    for party in (_of_allies(draft), memory.helped, memory.afflicted, _asking(draft, drafts, giver, memory)):
        if party is not None and _may_receive(party, giver, memory):
            return party
    return None


def _asking(draft: Draft, drafts: Sequence[Draft], giver: str | None, memory: Memory) -> Party | None:
    """Whoever asks in the article, where nothing tells who receives."""
    asks = [(d.place, d.roles.asker) for d in drafts if d.staged.stage == "requested" and d.roles.asker is not None]
    chosen = _chosen(draft.place, [(place, party) for place, party in asks if _may_receive(party, giver, memory)])
    return _told(chosen, "recipient of the article's other commitments") if chosen is not None else None


def _is_for_a_war(draft: Draft, memory: Memory) -> bool:
    """Whether what is given is for whoever wages the war: "drones for Moscow's campaign"."""
    scene, first = draft.scene, draft.good.whole.first
    behind = (top_of(scene.doc[place.last]) for place, a in scene.actors if a.code in memory.attackers)
    return any(top.i > first and preposition_of(top) in ("to", "for") for top in behind)


def _of_allies(draft: Draft) -> Party | None:
    """The state whose allies give: "Chad's allies have sent trucks"."""
    giver, scene = draft.roles.giver, draft.scene
    if giver is None or giver.code is not None or not is_relational(scene.doc[giver.at.last].lower_):
        return None
    for place, actor in scene.actors:
        if place.first in giver.at and actor.kind in ("state", "capital") and place.last < giver.at.last:
            span = scene.span(*place)
            return Party(actor.code, scene.words(*place), inferred("whose allies give", [span]), place)
    return None


def _named(draft: Draft) -> tuple[int, Party | None]:
    """Where a draft stands and whom it names as receiving; what a package holds is counted with the package."""
    named = draft.roles.recipient
    return draft.place, named if named is None or named.evidence.rule != "package's recipient" else None


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
