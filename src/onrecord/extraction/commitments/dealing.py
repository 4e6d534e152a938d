"""Dealing: sums and goods that are bought, sold, fined or priced, which nobody gives."""

from __future__ import annotations

import re

from onrecord.extraction.commitments.draft import Draft
from onrecord.extraction.commitments.goods import Good
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.items import lineage
from onrecord.vocabulary import vocabulary

_ENDS = frozenset({"for", "to", "in", "of", "with", "that", "which", ",", ".", "and", "by", "from"})
_YEARLY = re.compile(r"(?:an?|per|each|every) year\b|annually|yearly", re.I)


def is_dealing(draft: Draft) -> bool:
    """Whether the draft tells of trade, of a fine or of a price, not of a gift."""
    return (
        _is_trade_ban(draft)
        or _is_trade(draft)
        or _is_cut_off(draft)
        or _is_fine(draft)
        or _is_cost(draft)
        or _is_size(draft)
        or _is_difference(draft)
    )


def is_unit_price(scene: Scene, good: Good) -> bool:
    """Whether a sum is the price of one of several ("$3,000 apiece", "€5 per dose"), not what is given in all."""
    if good.money is None:
        return False
    last = scene.doc[good.money[0].last]
    behind = scene.doc.text[last.idx + len(last) :].lstrip(" -")
    each = "|".join(vocabulary("stages")["not_gifts"]["unit_price"])
    return bool(re.match(rf"(?:(?:an?|per) \w+|{each})\b", behind, re.I)) and not _YEARLY.match(behind)


def _is_trade_ban(draft: Draft) -> bool:
    """Whether somebody keeps goods out or off ("banned imports of grain"), which refuses nobody help."""
    bans = any(word.lemma in vocabulary("stages")["not_gifts"]["bans"] for _, word in draft.chain)
    return bans and draft.staged.stage == "refused" and draft.roles.recipient is None


def _is_trade(draft: Draft) -> bool:
    """Whether goods are bought and sold ("resumed electricity exports", "a deal to ship grain")."""
    good, table = draft.good, vocabulary("stages")["not_gifts"]
    words = [word.lemma for _, word in draft.chain]
    trades = any(word in table["trade"] for word in words)
    if good.of is None:
        return False
    if good.of.kind == "military" or good.money is not None:
        priced = good.money is not None and not good.sum_only and draft.chain[0][1].part == "verb"
        return trades and priced and draft.roles.recipient is None  # "exported shells for €12m"
    if trades:
        return True
    goods = set(lineage(good.of)) & set(table["traded"])
    said = set(table["trade"]) | (set(table["trade_deals"]) if "food" in goods else set())
    return bool(goods) and any(token.lower_ in said for token in draft.scene.doc)


def _is_cut_off(draft: Draft) -> bool:
    """Whether fuel or water no longer flows, which is trade or war, not help taken back."""
    of, table = draft.good.of, vocabulary("stages")["not_gifts"]
    if draft.staged.stage != "withdrawn" or draft.roles.recipient is not None or of is None:
        return False
    return bool(set(lineage(of)) & set(table["utilities"]))


def _is_fine(draft: Draft) -> bool:
    """Whether a bare sum is a fine, a debt, a wage or the price of one thing."""
    if draft.good.sum_only and is_unit_price(draft.scene, draft.good):
        return True
    nouns = vocabulary("stages")["not_gifts"]["nouns"]
    return draft.good.sum_only and any(token.lower_ in nouns for token in draft.scene.doc)


def _is_cost(draft: Draft) -> bool:
    """Whether a sum is only what something costs ("an order worth $5m"), of no gift told before or beside it."""
    giver, word = draft.roles.giver, draft.chain[0][1]
    valued = word.act is None and word.attitude is None and "valuing" in word.flags
    guessed = giver is not None and giver.evidence.how == "inferred"
    leans = guessed and giver is not None and giver.evidence.rule == "package's giver"
    priced = guessed and word.part == "verb" and not _is_reached(draft)
    return valued and not leans and (draft.good.sum_only or priced)


def _is_reached(draft: Draft) -> bool:
    """Whether aid comes to a sum ("the aid reached €2bn"), which is no price."""
    return draft.good.of is not None and lineage(draft.good.of)[-1] == "aid"


def _is_size(draft: Draft) -> bool:
    """Whether a sum is how large a budget or a trade is ("a $1.7 trillion spending bill"), or what nobody moves."""
    good, doc = draft.good, draft.scene.doc
    if doc[good.words.last].lower_ in ("bill", "law", "budget"):
        return True
    if good.money is None:
        return False
    cue = draft.chain[0][0]
    giver = draft.roles.giver
    leans = giver is not None and giver.evidence.how == "inferred" and giver.evidence.rule == "package's giver"
    verbal = any(token.pos_ in ("VERB", "AUX") for token in doc)
    if not leans and cue not in draft.scene.triggers and verbal and (good.sum_only or _is_ones(draft)):
        return True  # "£139bn is a lot of money", "a $32m drone": nobody does anything with it
    if not good.sum_only:
        return False
    behind = [token.lower_ for token in doc[good.money[0].last + 1 : good.money[0].last + 5]]
    length = next((n for n, word in enumerate(behind) if word in _ENDS), len(behind))
    return any(word in vocabulary("stages")["not_gifts"]["priced"] for word in behind[:length])


def _is_ones(draft: Draft) -> bool:
    """Whether the good is one thing with its price before it ("a $32m drone"), not aid of that size."""
    good = draft.good
    return good.of is not None and lineage(good.of)[-1] != "aid" and good.of.kind not in (None, "financial")


def _is_difference(draft: Draft) -> bool:
    """Whether a sum is by how much something was more or less ("overestimated the weapons it sent by $6.2bn")."""
    good, doc = draft.good, draft.scene.doc
    before = doc[good.money[0].first - 1].lower_ if good.money is not None and good.money[0].first else ""
    word = draft.chain[0][1]
    return good.sum_only and before == "by" and word.act != "pledged"  # "raised its aid by €5m"
