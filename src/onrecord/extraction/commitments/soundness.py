"""Soundness: whether a draft is a commitment at all, not some other sending and giving."""

from __future__ import annotations

import re

from onrecord.extraction.commitments.draft import Draft
from onrecord.extraction.commitments.parties import Memory, Party, statement_at
from onrecord.extraction.items import lineage
from onrecord.vocabulary import vocabulary


def is_sound(draft: Draft, memory: Memory) -> bool:
    """Whether the draft is a commitment at all, not some other sending and giving."""
    good, roles, stage = draft.good, draft.roles, draft.staged.stage
    who = roles.asker if stage == "requested" else roles.giver
    if who is None:
        return False
    if stage == "requested" and not _really_asks(draft, who, memory):
        return False
    if (
        _is_trade_ban(draft)
        or _is_payment(draft)
        or _is_own_purchase(draft)
        or _is_own_strength(draft)
        or _is_pull_back(draft)
        or _is_trade(draft)
        or _is_stationing(draft)
        or _is_bare_sum_withheld(draft)
        or _is_own_cost(draft)
    ):
        return False
    if (
        draft.staged.stage == "considered"
        and draft.chain[0][1].attitude == "considered"
        and draft.chain[0][1].part == "verb"
    ):
        generic = good.of is not None and lineage(good.of)[-1] == "aid"
        if len(draft.chain) == 1 and roles.recipient is None and not generic:
            return False
    sure = good.number is not None or good.money is not None or good.kind is not None
    if good.sum_only:
        return roles.recipient is not None or (who.code is not None and good.money is not None)
    if good.of is None:
        return who.code is not None and (roles.recipient is not None or good.kind is not None)
    if good.of.weak and not sure:
        return roles.recipient is not None or (not memory.titled and who.code is not None)
    return who.code is not None or roles.recipient is not None or sure


def _is_trade_ban(draft: Draft) -> bool:
    """Whether somebody keeps goods out ("banned imports of grain"), which refuses nobody help."""
    bans = any(word.lemma in vocabulary("stages")["not_gifts"]["bans"] for _, word in draft.chain)
    kind = draft.good.of.kind if draft.good.of is not None else None
    return bans and draft.staged.stage == "refused" and draft.roles.recipient is None and kind != "military"


def _is_payment(draft: Draft) -> bool:
    """Whether a sum is a fine, a price or a wage, not a gift."""
    good, scene = draft.good, draft.scene
    if good.money is None:
        return False
    table = vocabulary("stages")["not_gifts"]
    behind = scene.doc.text[scene.doc[good.money[0].last].idx + len(scene.doc[good.money[0].last]) :].lstrip(" -")
    each = "|".join(table["unit_price"])
    if re.match(rf"(?:(?:an?|per) \w+|{each})\b", behind, re.I):
        return True
    return good.sum_only and any(token.lower_ in table["nouns"] for token in scene.doc)


def _is_own_purchase(draft: Draft) -> bool:
    """Whether somebody buys for themselves: no receiver, no sum set aside for it."""
    word = draft.chain[0][1]
    buys = "buys" in word.frames and word.part == "verb"
    return buys and draft.roles.recipient is None and draft.good.money is None


def _is_own_strength(draft: Draft) -> bool:
    """Whether somebody only adds to what is their own ("ramps up its air defences")."""
    good, word = draft.good, draft.chain[0][1]
    stages = ("pledged", "delivered", "considered", "approved")
    ours = word.act == "pledged" and word.part == "verb" and draft.staged.stage in stages
    goods = good.of is not None and lineage(good.of)[-1] not in ("aid", "weapons production")
    return ours and goods and draft.roles.recipient is None and good.money is None and good.number is None


def _is_pull_back(draft: Draft) -> bool:
    """Whether somebody moves their own things back ("withdrew an air defence system"), not their help."""
    word, of = draft.chain[0][1], draft.good.of
    own = draft.staged.stage == "withdrawn" and word.attitude == "withdrawn" and word.part == "verb"
    return own and of is not None and of.kind == "military" and lineage(of)[-1] != "aid"


def _is_trade(draft: Draft) -> bool:
    """Whether goods are bought and sold ("resumed electricity exports", "a deal to ship grain")."""
    good, table = draft.good, vocabulary("stages")["not_gifts"]
    if good.of is None or good.of.kind == "military" or good.money is not None:
        return False
    words = [word.lemma for _, word in draft.chain]
    if any(word in table["trade"] for word in words):
        return True
    goods = set(lineage(good.of)) & set(table["traded"])
    said = set(table["trade"]) | (set(table["trade_deals"]) if "food" in goods else set())
    return bool(goods) and any(token.lower_ in said for token in draft.scene.doc)


def _is_stationing(draft: Draft) -> bool:
    """Whether arms are stationed, not given ("nuclear weapons in Belarus"), or put up for oneself."""
    good, doc = draft.good, draft.scene.doc
    if good.of is None or good.of.kind != "military":
        return False
    stationed = vocabulary("stages")["not_gifts"]["stationed"]
    return draft.chain[0][1].lemma == "set up" or any(
        doc[at].lower_ in stationed for at in range(good.whole.first, good.whole.last + 1)
    )


def _is_bare_sum_withheld(draft: Draft) -> bool:
    """Whether a sum is frozen or cut that nobody was to get ("froze $58 billion of their assets")."""
    kept = draft.staged.stage in ("withdrawn", "refused")
    return kept and draft.good.sum_only and draft.roles.recipient is None


def _is_own_cost(draft: Draft) -> bool:
    """Whether a sum is only what something costs ("an order worth $5m"), no part of a package told before."""
    giver, word = draft.roles.giver, draft.chain[0][1]
    leans = giver is not None and giver.evidence.rule == "package's giver"
    valued = word.act is None and word.attitude is None and "valuing" in word.flags
    return draft.good.sum_only and valued and not leans


def _really_asks(draft: Draft, who: Party, memory: Memory) -> bool:
    """ "Needs" is a request only from the mouth of whoever needs it."""
    words = [word.lemma for _, word in draft.chain if word.attitude == "requested"]
    if any(word not in ("need", "require", "await") for word in words) or not words:
        return True
    speech = statement_at(memory.statements, draft.scene.span(draft.chain[0][0], draft.chain[0][0]))
    return speech is not None and speech.speaker.actor is not None and speech.speaker.actor == who.code
