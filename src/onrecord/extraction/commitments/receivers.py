"""Receivers: to whom a good goes, as its clause says it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.extraction.commitments.clause import ASKING, Clause, marked
from onrecord.extraction.commitments.gaps import gapped_receiver
from onrecord.extraction.commitments.governing import preposition_of
from onrecord.extraction.commitments.lexicon import Word, marker
from onrecord.extraction.commitments.parties import Party
from onrecord.extraction.commitments.party import STATE_CODE
from onrecord.extraction.commitments.party_nouns import is_no_receiver, is_receiver
from onrecord.extraction.commitments.phrases import is_theme, top_of
from onrecord.extraction.commitments.scene import Range
from onrecord.extraction.commitments.subjects import subject_of
from onrecord.model import inferred, stated

_OPENS = ("NUM", "DET", "SYM", "ADJ")  # what a good begins with behind its receiver
_NEAR = 5  # tokens from people that receive to the state in which they are
_BEHIND = 25  # tokens behind trigger and good where a receiver may still stand


def receiver(clause: Clause, giver: Party | None) -> Party | None:
    """Who receives: "Ukraine" in "send Ukraine", "to Ukraine's army", "aid for Kyiv", "arm Ukraine with"."""
    at, word = clause.chain[0]
    trained = _trained(clause, at) if "trains" in word.frames else None
    if trained is not None and (giver is None or giver.code != trained.code):
        return trained
    for candidate in _candidates(clause, clause.scene.doc[at], word):
        party = _there(clause, candidate) or _national(clause, candidate)
        party = party or clause.party(candidate, receives=True)
        if party is not None and giver is not None and party.code == giver.code and party.evidence.rule:
            party = _other(clause, candidate, party, giver)
        if party is not None:
            party = _usual(clause, party)
        if party is None or (giver is not None and giver.code == party.code and party.code):
            continue
        if party.code is None and candidate.pos_ == "PRON":
            continue
        return party
    return None


def _national(clause: Clause, token: Token) -> Party | None:
    """The state of an organisation's national body: "the Ethiopian Red Cross"."""
    scene = clause.scene
    here = scene.actor_at(token.i)
    if here is None or here[1].kind != "organisation":
        return None
    for child in token.children:
        pair = scene.actor_at(child.i)
        if pair is not None and child.i < here[0].first and pair[1].kind == "demonym":
            where = Range((pair[0].first, here[0].last))
            return Party(pair[1].code, scene.words(*where), stated(scene.span(*pair[0])), where)
    return None


def _trained(clause: Clause, verb: int) -> Party | None:
    """Whose soldiers somebody trains, where the people are the good itself: "train Ukrainian pilots"."""
    scene, whole = clause.scene, clause.good.whole
    for place, actor in scene.actors:
        if place.first in whole and place.first >= verb and actor.kind in ("state", "demonym"):
            return Party(actor.code, scene.words(*place), stated(scene.span(*place)), place)
    return None


def _there(clause: Clause, token: Token) -> Party | None:
    """The state of people and places that receive: "refugees in Jordan", "schools in Laos"."""
    scene = clause.scene
    if not is_receiver(token.lower_) or token.i + 1 >= len(scene.doc) or scene.doc[token.i + 1].lower_ != "in":
        return None
    for place, actor in scene.actors:
        if token.i + 1 < place.first <= token.i + _NEAR and actor.kind in ("state", "capital"):
            between = scene.doc[token.i + 2 : place.first]
            if all(t.pos_ in ("DET", "ADJ", "PROPN", "NOUN", "ADP") for t in between):
                first = token.left_edge.i if scene.doc[token.left_edge.i].pos_ == "ADJ" else token.i
                where = Range((first, place.last))
                return Party(actor.code, scene.words(*where), stated(scene.span(*place)), where)
    return None


def _usual(clause: Clause, party: Party) -> Party:
    """Whom "the country" means that receives: the one that was last said to, if none of these was named last."""
    known = [one for one in clause.memory.recipients if one.code is not None and len(one.code) == STATE_CODE]
    if party.evidence.rule != "definite description" or not known or party.code in {one.code for one in known}:
        struck = clause.memory.afflicted
        if party.evidence.rule == "definite description" and party.code in clause.memory.attackers and struck:
            return Party(struck.code, party.name, inferred("definite description", struck.evidence.spans), party.at)
        return party
    spans = [party.evidence.spans[0], *known[-1].evidence.spans]
    return Party(known[-1].code, party.name, inferred("definite description", spans), party.at)


def _other(clause: Clause, token: Token, party: Party, giver: Party) -> Party | None:
    """Whom "the country" means that a state gives to: the last other state that was named."""
    begin = clause.scene.span(token.i, token.i).begin
    told = clause.memory.last(begin, "state", acts=False, other=giver.code)
    if told is None or party.evidence.rule != "definite description":
        return party
    spans = [party.evidence.spans[0], told.span]
    return Party(told.code, party.name, inferred("definite description", spans), party.at)


def _indirect(clause: Clause) -> Iterator[Token]:
    """The actor right behind a verb of giving or promising and before the good: "promised Ukraine ten jets"."""
    scene = clause.scene
    for place, actor in scene.actors:
        verb = scene.triggers.get(place.first - 1)
        inside = place.last < clause.good.head and place.first > clause.chain[0][0]
        if (
            verb is None
            or verb.part != "verb"
            or not inside
            or actor.kind not in ("state", "capital", "organisation")
        ):
            continue
        behind = scene.doc[place.last + 1]
        if ("gives" in verb.frames or verb.attitude == "pledged") and (behind.like_num or behind.pos_ in _OPENS):
            yield scene.doc[place.last]


def _candidates(clause: Clause, token: Token, word: Word) -> Iterator[Token]:
    scene, whole = clause.scene, clause.good.whole
    good = scene.doc[clause.good.head]
    gap = gapped_receiver(scene, token, clause.good)
    if gap is not None:
        yield gap
    if "takes" in word.frames and word.part == "verb" and not word.frames & {"gives"}:
        subject = subject_of(scene, token)
        if subject is not None:
            yield subject
    for child in token.children:
        first = "gives" in word.frames and child.i < good.i  # "give the country radars", with two objects
        equipped = child.dep_ == "obj" and ("equips" in word.frames or "trains" in word.frames or first)
        if (child.dep_ == "iobj" or equipped) and child.i not in whole:
            yield child
    if "buys" in word.frames:
        yield from _passed_on(clause, token)
    yield from _indirect(clause)
    before = scene.doc[clause.good.words.first - 1] if clause.good.words.first else None
    named = scene.actor_at(before.i) if before is not None and before.dep_ == "compound" else None
    if before is not None and named is not None and "gives" in word.frames and is_theme(before, named[1]):
        yield before  # "give Ukraine warplanes", taken for one noun phrase
    asked = word.attitude in ASKING and not word.act
    for owner in (good, token, *_above(good)):
        words = ("for",) if asked and owner.i != good.i else ("to", "for")  # "asks Tokyo in a letter to its king"
        yield from _right_behind(clause) if asked else ()
        aimed = (child for child in marked(owner, words) if not is_no_receiver(child.lower_))
        yield from (child for child in aimed if not _is_called(child))
    yield from _named_near(clause, ("for",) if asked else ("to", "for"))
    if before is not None and named is not None and is_theme(before, named[1]):
        yield before


def _right_behind(clause: Clause) -> Iterator[Token]:
    """Whoever stands right behind an asked good and "to", wherever the parse hangs it: "calls for aid to Kyiv"."""
    doc, behind = clause.scene.doc, clause.good.words.last + 1
    for place, _ in clause.scene.actors:
        if behind < place.first <= behind + _NEAR and doc[behind].lower_ == "to":
            top = top_of(doc[place.last])
            if preposition_of(top) == "to" and not is_no_receiver(top.lower_):
                yield top


def _above(good: Token) -> Iterator[Token]:
    """What stands above a good in its own clause: not what another did in a clause before it."""
    for token in good.ancestors:
        yield token
        if token.dep_ == "conj" and any(child.dep_.startswith("nsubj") for child in token.children):
            return


def _is_called(token: Token) -> bool:
    """Whether somebody behind "for" is to do something and receives nothing: "pleaded for friends to send"."""
    doc, behind = token.doc, token.right_edge.i + 1
    near = next((at for at in (token.i + 1, behind) if at + 1 < len(doc) and doc[at].lower_ == "to"), None)
    return preposition_of(token) == "for" and near is not None and doc[near + 1].tag_ == "VB"


def _passed_on(clause: Clause, token: Token) -> Iterator[Token]:
    """Whom "buy tanks to give Ukraine" means."""
    for child in token.children:
        word = clause.scene.triggers.get(child.i)
        if child.dep_ in ("advcl", "xcomp", "acl") and word is not None and "gives" in word.frames:
            yield from (c for c in child.children if c.dep_ in ("iobj", "obj") and c.i not in clause.good.whole)


def _named_near(clause: Clause, words: tuple[str, ...]) -> Iterator[Token]:
    """Actors near the good behind one of `words`, or that somebody helps, wherever the parse hangs them."""
    low = min(clause.chain[0][0], clause.good.whole.first) - 1
    high = max(clause.chain[0][0], clause.good.whole.last) + _BEHIND
    for place, _ in clause.scene.actors:
        top = top_of(clause.scene.doc[place.last])
        if not low <= top.i <= high:
            continue
        aimed = not is_no_receiver(top.lower_) and not is_no_receiver(top.head.lower_)  # "a response to Russia"
        verb = clause.scene.triggers.get(top.head.i)
        called = verb is not None and verb.attitude in ASKING and preposition_of(top) == "to"  # "appealed to Oslo"
        towards = preposition_of(top) in words and aimed and not called
        if towards or (top.dep_ == "obj" and top.head.lower_ in marker("helping")):
            yield top
