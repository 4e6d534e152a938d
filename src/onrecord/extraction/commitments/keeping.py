"""Keeping: what somebody buys, builds up, moves or holds back for themselves, which is given to nobody."""

from __future__ import annotations

from onrecord.extraction.commitments.draft import Draft
from onrecord.extraction.commitments.parties import Memory
from onrecord.extraction.items import lineage
from onrecord.vocabulary import vocabulary

_NEAR = 12  # tokens between a verb of sending and the battle that things are sent into


def is_keeping(draft: Draft, memory: Memory) -> bool:
    """Whether somebody only serves themselves with the goods, or an enemy."""
    return (
        _is_to_oneself(draft)
        or _is_own_purchase(draft, memory)
        or _is_own_strength(draft, memory)
        or _is_own_arming(draft)
        or _is_unaddressed(draft, memory)
        or _is_pull_back(draft)
        or _is_stationing(draft)
        or _is_withheld_sum(draft)
        or _is_for_attack(draft)
        or _is_domestic(draft)
        or _is_own_use(draft)
        or _is_received(draft)
        or _is_told_of_another(draft, memory)
    )


def helps(draft: Draft, memory: Memory) -> bool:
    """Whether goods that are no arms come from somebody else than the receivers that the article knows.

    Relief helps others also where it does not say whom: states have none of their own.
    """
    giver, of = draft.roles.giver, draft.good.of
    if of is None or giver is None or giver.code is None:
        return False
    receivers = {party.code for party in memory.recipients} - {None}
    abroad = bool(receivers) or of.kind == "humanitarian"
    return of.kind in ("humanitarian", "energy", "reconstruction") and abroad and giver.code not in receivers


def _is_to_oneself(draft: Draft) -> bool:
    giver, recipient = draft.roles.giver, draft.roles.recipient
    gives = draft.staged.stage not in ("requested", "proposed")
    return gives and giver is not None and recipient is not None and giver.code == recipient.code is not None


def _is_own_purchase(draft: Draft, memory: Memory) -> bool:
    """Whether somebody buys for themselves: no receiver, no sum set aside for it."""
    word, table = draft.chain[0][1], vocabulary("stages")["not_gifts"]
    if "buys" not in word.frames or word.part != "verb":
        return False
    behind = draft.scene.doc[draft.chain[0][0] :]
    if any(token.lower_ in table["refilling"] for token in behind) and draft.staged.stage != "delivered":
        return True
    if _is_anothers_receiver(draft):
        return True
    if any(token.lower_ == "own" and token.nbor(-1).lower_ in ("its", "their") for token in behind[1:]):
        return True
    return draft.roles.recipient is None and draft.good.money is None and not helps(draft, memory)


def _is_own_strength(draft: Draft, memory: Memory) -> bool:
    """Whether somebody only adds to what is their own ("ramps up its air defences", "lifts its budget")."""
    good, word, table = draft.good, draft.chain[0][1], vocabulary("stages")["not_gifts"]
    if draft.scene.words(*good.words).lower() in table["own_goods"]:
        return True
    if draft.roles.recipient is not None or word.part != "verb" or word.act != "pledged":
        return False
    if draft.staged.stage == "requested" or helps(draft, memory):
        return False
    if good.of is not None and lineage(good.of)[-1] in ("aid", "weapons production"):
        return False
    bare = good.money is None and good.number is None
    return bare or (word.lemma in table["own"] and (good.sum_only or not good.money))


def _is_own_arming(draft: Draft) -> bool:
    """Whether goods are what is armed or strengthened, not what is given ("arm their tanks with shells")."""
    at, word = draft.chain[0]
    if word.part != "verb" or "equips" not in word.frames or "gives" in word.frames:
        return False
    if word.lemma in ("arm", "equip") and _is_fitted(draft, at):
        return True
    objects = [child.i for child in draft.scene.doc[at].children if child.dep_ == "obj"]
    of = draft.good.of
    arms = of is not None and of.kind == "military" and lineage(of)[-1] != "aid"
    goods = arms and draft.good.head in objects
    armed = any(at in place for at in objects for place, _ in draft.scene.items)
    return goods or (word.lemma in ("arm", "equip") and armed)


def _is_unaddressed(draft: Draft, memory: Memory) -> bool:
    """Whether a verb that many do for themselves ("build", "deploy") or a thing published names no receiver."""
    good, table, word = draft.good, vocabulary("stages")["not_gifts"], draft.chain[0][1]
    own = word.part == "verb" and word.lemma in table["to_somebody"]
    if good.of is None:
        return own and good.sum_only  # "bringing the total to $5bn"
    if draft.roles.recipient is not None or lineage(good.of)[-1] == "aid":
        return False
    return good.of.name in table["published"] or (own and not helps(draft, memory))


def _is_domestic(draft: Draft) -> bool:
    """Whether money is for one's own people ("€10bn to help households with their bills")."""
    good = draft.good
    money = good.money is not None or good.of is None or lineage(good.of)[-1] == "aid"
    if draft.roles.recipient is not None or not money:
        return False
    domestic = vocabulary("stages")["not_gifts"]["domestic"]
    return any(token.lower_ in domestic for token in draft.scene.doc)


def _is_told_of_another(draft: Draft, memory: Memory) -> bool:
    """Whether who tells of a gift is no giver: it goes to themselves or to whom they are at war with."""
    giver, recipient = draft.roles.giver, draft.roles.recipient
    if giver is None or giver.evidence.rule != "who announces gives":
        return False
    if recipient is None:
        return giver.code in memory.attackers  # "Moscow said the promises of aid"
    owned = recipient.code is None and recipient.name.split(" ", 1)[0].lower() in ("his", "her", "its", "their")
    return owned or recipient.code in memory.attackers


def _is_pull_back(draft: Draft) -> bool:
    """Whether somebody moves their own things back ("withdrew an air defence system"), not their help."""
    word, of = draft.chain[0][1], draft.good.of
    own = draft.staged.stage == "withdrawn" and word.attitude == "withdrawn" and word.part == "verb"
    return own and of is not None and of.kind == "military" and lineage(of)[-1] != "aid"


def _is_stationing(draft: Draft) -> bool:
    """Whether arms are stationed, not given ("nuclear weapons in Belarus"), or put up for oneself; or fly in."""
    good, doc, word = draft.good, draft.scene.doc, draft.chain[0][1]
    if good.of is None or good.of.kind != "military":
        return False
    table = vocabulary("stages")["not_gifts"]
    if word.lemma in table["stationing"] or (word.lemma in table["flying"] and draft.roles.recipient is None):
        return True
    return any(doc[at].lower_ in table["stationed"] for at in range(good.whole.first, good.whole.last + 1))


def _is_withheld_sum(draft: Draft) -> bool:
    """Whether a sum is frozen or cut that nobody was to get ("froze $58 billion of their assets")."""
    kept = draft.staged.stage in ("withdrawn", "refused")
    return kept and draft.good.sum_only and draft.roles.recipient is None


def _is_for_attack(draft: Draft) -> bool:
    """Whether things are sent to do harm ("sent drones to kill")."""
    doc, triggers = draft.scene.doc, draft.scene.triggers
    aims = (child for child in doc[draft.chain[0][0]].children if child.dep_ in ("advcl", "xcomp"))
    harms = any(child.i in triggers and "hostile" in triggers[child.i].flags for child in aims)
    return draft.roles.recipient is None and harms


def _is_own_use(draft: Draft) -> bool:
    """Whether arms are sent to fight with ("sends tanks into battle"), not to somebody."""
    doc, words = draft.scene.doc, vocabulary("stages")["not_gifts"]["fighting"]
    at = draft.chain[0][0]
    into = [t for t in doc[at : at + _NEAR] if t.dep_ == "case" and t.lower_ in ("into", "to")]
    gives = draft.staged.stage not in ("requested", "proposed")
    return gives and draft.roles.recipient is None and any(t.head.lower_ in words for t in into)


def _is_received(draft: Draft) -> bool:
    """Whether who is taken for the giver only receives ("embassies have received packages with eyes")."""
    giver = draft.roles.giver
    for at, word in draft.chain[1:]:
        if word.part != "verb" or word.frames != {"takes"}:
            continue
        subjects = (child.i for child in draft.scene.doc[at].children if child.dep_ == "nsubj")
        if giver is not None and any(subject in giver.at for subject in subjects):
            return True
    return False


def _is_fitted(draft: Draft, verb: int) -> bool:
    """Whether arms are part of another thing ("the tank is armed with two guns"; also of "it")."""
    subjects = [child for child in draft.scene.doc[verb].children if child.dep_ == "nsubj:pass"]
    things = {at for place, _ in draft.scene.items for at in place}
    return any(subject.lower_ in ("it", "which", "that") or subject.i in things for subject in subjects)


def _is_anothers_receiver(draft: Draft) -> bool:
    """Whether the receiver stands in another verb's clause ("to buy tanks after sending arms to Ukraine")."""
    recipient, doc, at = draft.roles.recipient, draft.scene.doc, draft.chain[0][0]
    if recipient is None or recipient.at.last < at:
        return False
    token = doc[recipient.at.last]
    while token.head.i != token.i and token.i != at:
        token = token.head
        word = draft.scene.triggers.get(token.i)
        marks = {child.lower_ for child in token.children if child.dep_ == "mark"}
        if token.i != at and word is not None and word.act and marks & {"after", "since", "while", "before"}:
            return True
    return False
