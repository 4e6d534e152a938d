"""Soundness: whether a draft is a commitment at all, not some other sending, giving, asking or weighing."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extraction.commitments.dealing import is_dealing
from onrecord.extraction.commitments.draft import Draft
from onrecord.extraction.commitments.keeping import helps, is_keeping
from onrecord.extraction.commitments.parties import Memory, Party, statement_at
from onrecord.extraction.commitments.party import STATE_CODE
from onrecord.extraction.commitments.party_nouns import is_giver_noun
from onrecord.extraction.commitments.triggers import reading
from onrecord.extraction.items import lineage

_OF_WAR = frozenset({"military", "humanitarian"})  # kinds of things that nobody hands over for nothing


def is_sound(draft: Draft, memory: Memory) -> bool:
    """Whether the draft is a commitment at all."""
    requested = draft.staged.stage == "requested"
    who = draft.roles.asker if requested else draft.roles.giver
    if who is None or is_dealing(draft) or is_keeping(draft, memory):
        return False
    if requested and not (_really_asks(draft, who, memory) and _asks_for_aid(draft, who, memory)):
        return False
    return not _weighs_for_itself(draft, who, memory) and _is_definite(draft, who, memory)


def _is_definite(draft: Draft, who: Party, memory: Memory) -> bool:
    """Whether enough is told of the thing and its people to tell it from a figure of speech."""
    good, recipient = draft.good, draft.roles.recipient
    sure = good.number is not None or good.money is not None or good.kind is not None
    if good.sum_only:
        somebody = who.code is not None or _are_several(draft, who)
        return recipient is not None or (good.money is not None and somebody)
    if good.of is None:
        named = recipient is not None and recipient.code is not None
        return who.code is not None and (named or good.kind is not None)
    if good.of.weak and not sure:
        word = draft.chain[0][1]
        told = any(word.flags & {"report"} for _, word in draft.chain[1:]) and draft.staged.stage == "pledged"
        firm = told or word.attitude == "refused" or (word.attitude == "pledged" and good.of.name != "aid")
        known = not memory.titled or firm or _knows_receiver(who, memory)
        return recipient is not None or (known and who.code is not None)
    figure = good.number is not None or good.money is not None
    last = _last_word(draft, who)
    named = last is not None and last.pos_ == "PROPN" and not _are_several(draft, who)
    handed = good.of.kind in _OF_WAR and not named  # a bare name of nobody known is as often no giver
    return who.code is not None or recipient is not None or figure or handed


def _are_several(draft: Draft, who: Party) -> bool:
    """Whether somebody without a code is a group that gives: "rich countries", "Gulf states"."""
    last = _last_word(draft, who)
    return last is not None and last.tag_ == "NNS" and is_giver_noun(last.lower_)


def _last_word(draft: Draft, who: Party) -> Token | None:
    """The last word of a giver told in the draft's own sentence; one that is inferred may stand in another."""
    here = who.evidence.how == "stated" and who.at.last < len(draft.scene.doc)
    return draft.scene.doc[who.at.last] if here else None


def _knows_receiver(who: Party, memory: Memory) -> bool:
    """Whether the article has told of somebody who receives, and it is not `who`."""
    return bool({party.code for party in memory.recipients} - {None, who.code})


def _weighs_for_itself(draft: Draft, who: Party, memory: Memory) -> bool:
    """Whether somebody weighs a thing that nothing says is for others: "considers new tanks", "weighs a bond"."""
    word, good = draft.chain[0][1], draft.good
    if draft.staged.stage == "considered" and word.lemma in ("supply", "supplies") and word.part == "noun":
        bare = draft.roles.recipient is None and good.number is None and good.money is None
        return bare and len(draft.chain) > 1  # "discussed the ammunition supply"
    weighed = draft.staged.stage == word.attitude == "considered" and word.part == "verb"
    if not weighed or len(draft.chain) > 1:
        return False
    if who.evidence.how == "inferred" and reading(draft.scene.doc[draft.chain[0][0]]).passive:
        return True  # "were considered the best jets": nobody weighs giving them
    if draft.roles.recipient is not None:
        return False
    if who.code is not None and {party.code for party in memory.recipients} - {None} == {who.code}:
        return True  # who receives talks of what others are to give
    if good.of is not None and lineage(good.of)[-1] == "aid":
        return False
    told = good.number is not None or good.money is not None or _knows_receiver(who, memory)
    return not (who.code is not None and told) and not helps(draft, memory)


def _asks_for_aid(draft: Draft, who: Party, memory: Memory) -> bool:
    """Whether a bare sum is asked as aid: of or for somebody, or by whom the article knows as a receiver."""
    codes = {party.code for party in memory.recipients} - {None}
    recipient = draft.roles.recipient
    others = recipient is not None and recipient.code not in (None, who.code)
    relieves = who.code is not None and len(who.code) != STATE_CODE  # "the UN appeals for $5m"
    bare = draft.good.sum_only and draft.roles.giver is None
    return not bare or others or relieves or who.code in codes or _are_several(draft, who)


def _really_asks(draft: Draft, who: Party, memory: Memory) -> bool:
    """ "Needs" is a request only from the mouth of whoever needs it."""
    at, first = draft.chain[0]
    if first.lemma in ("need", "require") and first.part == "verb" and _is_told_of_it(draft, at):
        return False
    seeks = draft.scene.doc[at]
    if seeks.dep_ == "acl" and seeks.tag_ == "VBG" and who.code is None:
        return False  # "families seeking shelter"
    words = [word.lemma for _, word in draft.chain if word.attitude == "requested"]
    if any(word not in ("need", "require", "await") for word in words) or not words:
        return True
    speech = statement_at(memory.statements, draft.scene.span(draft.chain[0][0], draft.chain[0][0]))
    return speech is not None and speech.speaker.actor is not None and speech.speaker.actor == who.code


def _is_told_of_it(draft: Draft, need: int) -> bool:
    """Whether a relative clause only says of somebody what they need ("the arms it needs")."""
    token = draft.scene.doc[need]
    pronouns = [child for child in token.children if child.dep_ == "nsubj" and child.lower_ in ("it", "they")]
    return token.dep_ == "acl:relcl" and bool(pronouns)
