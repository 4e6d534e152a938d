"""Soundness: whether a draft is a commitment at all, not some other sending and giving."""

from __future__ import annotations

import re

from onrecord.extraction.commitments.draft import Draft
from onrecord.extraction.commitments.parties import Memory, Party, statement_at
from onrecord.extraction.items import lineage
from onrecord.vocabulary import vocabulary

_ENDS = frozenset({"for", "to", "in", "of", "with", "that", "which", ",", ".", "and", "by", "from"})


def is_sound(draft: Draft, memory: Memory) -> bool:
    """Whether the draft is a commitment at all, not some other sending and giving."""
    good, roles, stage = draft.good, draft.roles, draft.staged.stage
    who = roles.asker if stage == "requested" else roles.giver
    if who is None:
        return False
    if stage == "requested" and not (_really_asks(draft, who, memory) and _for_aid(draft, who, memory)):
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
        or _is_own_arming(draft)
        or _is_for_attack(draft)
        or _is_price_tag(draft)
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
        named = roles.recipient is not None and roles.recipient.code is not None
        return who.code is not None and (named or good.kind is not None)
    if good.of.weak and not sure:
        return roles.recipient is not None or (not memory.titled and who.code is not None)
    if good.of.name in vocabulary("stages")["not_gifts"]["published"] and roles.recipient is None:
        return False
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
    word, table = draft.chain[0][1], vocabulary("stages")["not_gifts"]
    buys = "buys" in word.frames and word.part == "verb"
    refills = any(token.lower_ in table["refilling"] for token in draft.scene.doc[draft.chain[0][0] :])
    if buys and refills and draft.staged.stage != "delivered":
        return True
    return buys and draft.roles.recipient is None and draft.good.money is None


def _is_own_strength(draft: Draft) -> bool:
    """Whether somebody only adds to what is their own ("ramps up its air defences", "lifts its budget")."""
    good, word, table = draft.good, draft.chain[0][1], vocabulary("stages")["not_gifts"]
    if draft.scene.words(*good.words).lower() in table["own_goods"]:
        return True
    if draft.roles.recipient is not None or word.part != "verb" or word.act != "pledged":
        return False
    goods = good.of is None or lineage(good.of)[-1] not in ("aid", "weapons production")
    bare = good.money is None and good.number is None
    return (
        goods
        and draft.staged.stage != "requested"
        and (bare or (word.lemma in table["own"] and (good.sum_only or not good.money)))
    )


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


def _is_own_arming(draft: Draft) -> bool:
    """Whether arms are what is armed, not what is given ("arm their tanks with uranium shells")."""
    at, word = draft.chain[0]
    arms = bool(word.lemma in ("arm", "equip"))
    objects = [child.i for child in draft.scene.doc[at].children if child.dep_ == "obj"]
    named = any(at in place for at in objects for place, _ in draft.scene.items)
    return arms and word.part == "verb" and named


def _is_for_attack(draft: Draft) -> bool:
    """Whether things are sent to do harm ("sent drones to kill")."""
    hostile = (
        child
        for child in draft.scene.doc[draft.chain[0][0]].children
        if child.dep_ in ("advcl", "xcomp") and child.i in draft.scene.triggers
    )
    return draft.roles.recipient is None and any(
        "hostile" in draft.scene.triggers[child.i].flags for child in hostile
    )


def _is_price_tag(draft: Draft) -> bool:
    """Whether a sum is how large a budget or a trade is ("a $1.7 trillion spending bill"), not what is given."""
    good, doc = draft.good, draft.scene.doc
    if doc[good.words.last].lower_ in ("bill", "law", "budget"):
        return True
    if good.money is None or not good.sum_only:
        return False
    behind = doc[good.money[0].last + 1 : good.money[0].last + 5]
    nouns = [token.lower_ for token in behind]
    giver, cue = draft.roles.giver, draft.chain[0][0]
    leans = giver is not None and giver.evidence.how == "inferred" and giver.evidence.rule == "package's giver"
    if not leans and cue not in draft.scene.triggers and any(t.pos_ in ("VERB", "AUX") for t in doc):
        return True  # "£139bn is a lot of money": nobody does anything with it
    return any(word in vocabulary("stages")["not_gifts"]["priced"] for word in nouns[: _phrase_length(nouns)])


def _phrase_length(words: list[str]) -> int:
    """How many words there are up to the first that ends a noun phrase."""
    return next((n for n, word in enumerate(words) if word in _ENDS), len(words))


def _for_aid(draft: Draft, who: Party, memory: Memory) -> bool:
    """Whether a bare sum is asked as aid: of somebody, or by whom the article knows as a receiver."""
    codes = {party.code for party in memory.recipients} - {None}
    return not draft.good.sum_only or draft.roles.giver is not None or who.code in codes


def _really_asks(draft: Draft, who: Party, memory: Memory) -> bool:
    """ "Needs" is a request only from the mouth of whoever needs it."""
    words = [word.lemma for _, word in draft.chain if word.attitude == "requested"]
    if any(word not in ("need", "require", "await") for word in words) or not words:
        return True
    speech = statement_at(memory.statements, draft.scene.span(draft.chain[0][0], draft.chain[0][0]))
    return speech is not None and speech.speaker.actor is not None and speech.speaker.actor == who.code
