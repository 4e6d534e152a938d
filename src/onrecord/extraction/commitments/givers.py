"""Givers: who gives, who asks, and who refuses, around a chain of triggers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from onrecord.extraction.commitments.clause import ASKING, Clause, marked
from onrecord.extraction.commitments.groups import partners_of
from onrecord.extraction.commitments.lexicon import Word, hailing
from onrecord.extraction.commitments.parties import Party, party_of
from onrecord.extraction.commitments.party_nouns import is_giver_noun, is_relational, is_stock
from onrecord.extraction.commitments.phrases import is_theme
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.commitments.subjects import subject_of
from onrecord.extraction.commitments.triggers import reading
from onrecord.model import inferred, stated
from onrecord.vocabulary import vocabulary

_BEHALF = 9  # tokens from "on behalf of" to the name of whoever it is
_STEPS = 3  # heads from a noun up to the verb that carries it


def giver(clause: Clause) -> Party | None:
    """Who gives, or is asked to."""
    at, word = clause.chain[0]
    token = clause.scene.doc[at]
    if word.attitude in ASKING and not word.act:
        found = addressee(clause, token)
    elif word.act and "takes" in word.frames and word.part == "verb" and "gives" not in word.frames:
        return _source(clause, token)
    elif word.act and "comes" in word.frames:
        return clause.first(marked(clause.scene.doc[clause.good.head], ("from", "by")), loose=True)
    elif word.part == "noun":
        found = noun_owner(clause, token)
    elif reading(token).passive:
        found = clause.first(marked(token, ("by",)), loose=True)
    else:
        found = clause.subject(token)
    return found or _controller(clause)


def _source(clause: Clause, token: Token) -> Party | None:
    """From whom things are received, wherever the parse hangs it: "received ten trucks from Japan"."""
    good = clause.scene.doc[clause.good.head]
    return clause.first(marked(token, ("from",)), loose=True) or clause.first(marked(good, ("from",)), loose=True)


def asker(clause: Clause) -> Party | None:
    """Who asks or calls for it, the outermost first; "needs" only where nothing else asks."""
    asking = [pair for pair in reversed(clause.chain) if pair[1].attitude in ASKING]
    for at, word in sorted(asking, key=lambda pair: pair[1].lemma == "need"):
        token = clause.scene.doc[at]
        if word.part == "noun":
            carried = token.head.lower_ in vocabulary("stages")["carrying"]["verbs"]
            return noun_owner(clause, token) or (_support_subject(clause, token) if carried else None)
        if reading(token).passive:
            return clause.first(marked(token, ("by",)), loose=True)
        return clause.subject(token)
    return None


def refuser(clause: Clause) -> Party | None:
    """Who refuses what another wanted to give: "Chile turned down Peru's plan to send jets"."""
    for at, word in reversed(clause.chain[1:]):
        if word.attitude == "refused" and word.part == "verb":
            return clause.subject(clause.scene.doc[at])
    return None


def behalf(clause: Clause) -> Party | None:
    """For whom somebody acts: "a minister promised on behalf of the government of Iceland"."""
    scene = clause.scene
    for at in range(len(scene.doc) - 3):
        if [t.lower_ for t in scene.doc[at : at + 3]] == ["on", "behalf", "of"]:
            behind = [(place, actor) for place, actor in scene.actors if at < place.first <= at + _BEHALF]
            return next((Party(a.code, a.name, stated(scene.span(*p)), p) for p, a in behind), None)
    return None


def noun_owner(clause: Clause, token: Token) -> Party | None:
    """The owner of a noun: "Japan's pledge", "a US donation", "a package from Norway"."""
    scene = clause.scene
    for child in token.children:
        if is_stock(token.lower_) and not any(marked(token, ("to", "for"))):
            break  # "boost Kyiv's supply of tanks": whoever has it is no giver
        if child.dep_ in ("nmod:poss", "poss", "compound", "amod") and child.i < token.i:
            pair = scene.actor_at(child.i)
            if pair is not None and is_theme(child, pair[1]):
                continue
            if pair is not None or child.dep_ == "nmod:poss" or is_giver_noun(child.lower_):
                party = party_of(scene, child, clause.memory)
                if party is not None:
                    return party
    found = clause.first(marked(token, ("from", "by")), loose=True)
    if found is None and token.i != clause.good.head:
        found = clause.first(marked(scene.doc[clause.good.head], ("from", "by")), loose=True)
    return found


def addressee(clause: Clause, token: Token) -> Party | None:
    """Who is asked: "asked Norway", "called on partners", "demand from Berlin", "Norway was asked"."""
    if token.pos_ in ("VERB", "AUX") and reading(token).passive:
        return clause.subject(token)
    for child in token.children:
        if child.dep_ in ("obj", "iobj") and child.i != clause.good.head:
            party = clause.party(child)
            if party is not None:
                return party
    found = clause.first(marked(token, ("on", "upon", "from", "to", "of")), loose=False)
    return found or clause.first(marked(clause.scene.doc[clause.good.head], ("from",)), loose=False)


def _controller(clause: Clause) -> Party | None:
    """The giver by what stands above: whoever promised, was asked, or announced."""
    inner = clause.scene.doc[clause.chain[0][0]]
    for at, word in clause.chain[1:]:
        token = clause.scene.doc[at]
        if word.part == "noun":
            called = clause.first(marked(token, ("on", "upon")), loose=True) if word.attitude in ASKING else None
            found = called or noun_owner(clause, token) or _support_subject(clause, token)
        elif word.control == "object" and word.attitude:
            found = addressee(clause, token)
            if found is None and word.attitude in ASKING:
                return None
        else:
            found = _announcer(clause, token, word, inner)
        if found is not None:
            return found
    return _support_subject(clause, inner) if clause.chain[0][1].part == "noun" else None


def _announcer(clause: Clause, token: Token, word: Word, inner: Token) -> Party | None:
    found = clause.subject(token)
    if found is not None and word.flags & {"report", "announcing"} and inner.dep_ != "xcomp":
        return replace(found, evidence=inferred("who announces gives", found.evidence.spans))
    return found


def _support_subject(clause: Clause, token: Token) -> Party | None:
    """The subject of the verb that carries a noun: "Japan made a pledge", "ministers announced a package"."""
    head = token.head
    for _ in range(_STEPS):
        if head.pos_ in ("VERB", "AUX"):
            hailed = head.lower_ in hailing()  # "embraced pledges of jets"
            if token.dep_.startswith(("nsubj", "csubj")) or (hailed and token.dep_ == "obj"):
                return None
            if _only_hears(clause.scene.triggers.get(head.i), token):
                return None
            return clause.subject(head) if not reading(head).passive else None
        token, head = head, head.head
    return None


def _only_hears(verb: Word | None, token: Token) -> bool:
    """Whether the verb's subject gives nothing: "received promises of jets", "said of a pledge"."""
    if verb is None or verb.part != "verb":
        return False
    takes = "takes" in verb.frames and "gives" not in verb.frames
    return takes or ("report" in verb.flags and token.dep_ in ("obl", "advmod"))


def beside(clause: Clause, first: Party) -> tuple[Party, ...]:
    """Givers coordinated with `first`, each with a code of its own; a group's members stay with the group."""
    inside = {code for code, _ in first.members}
    out: list[Party] = []
    partners = [party for party in map(clause.party, partners_of(clause.scene, first.at.last)) if party is not None]
    for token in clause.scene.doc[first.at.first : first.at.last + 1]:
        for child in token.children:
            if child.dep_ == "conj" and child.i > first.at.last and child.pos_ in ("PROPN", "NOUN"):
                party = clause.party(child)
                if party is not None:
                    out.append(party)
    partners += _inside(clause.scene, first)
    others = [
        party for party in out if party.code is None and is_relational(clause.scene.doc[party.at.last].lower_)
    ]
    named = {party.code: party for party in reversed([*out, *partners]) if party.code not in (None, first.code)}
    return (*(party for code, party in reversed(named.items()) if code not in inside), *others[:1])


def _inside(scene: Scene, first: Party) -> Iterator[Party]:
    """Others that a giver's own phrase names beside it: "the Danish and Norwegian governments"."""
    for place, actor in scene.actors:
        token = scene.doc[place.last]
        if place.first not in first.at or token.dep_ != "conj" or scene.actor_at(token.head.i) is None:
            continue
        if actor.kind != "leader" and actor.code != first.code:
            yield Party(actor.code, scene.words(*place), stated(scene.span(*place)), first.at)


def unresolved(clause: Clause) -> bool:
    """Whether the innermost verb has a subject that names nobody who could give."""
    at, word = clause.chain[0]
    token = clause.scene.doc[at]
    if word.part != "verb" or reading(token).passive or "takes" in word.frames or "comes" in word.frames:
        return False
    subject = subject_of(clause.scene, token)
    return subject is not None and subject.i not in clause.good.whole and subject.pos_ != "PRON"
