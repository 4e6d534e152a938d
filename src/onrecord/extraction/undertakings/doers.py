"""Doers: who undertakes or is asked to, and whether that is somebody whose undertakings are on record."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from spacy.tokens import Token

from onrecord.extraction.commitments.parties import Memory, Party, party_of
from onrecord.extraction.commitments.party_nouns import is_relational
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.commitments.triggers import is_plural_verb
from onrecord.extraction.statements.affiliation import is_former
from onrecord.extraction.statements.roles import roles
from onrecord.extraction.undertakings.acts import Act
from onrecord.extraction.undertakings.lexicon import cues, nouns, verbs
from onrecord.extraction.undertakings.wording import noun_words
from onrecord.model import stated
from onrecord.vocabulary import vocabulary

_UP = 6
_RELATIVE = frozenset({"who", "which", "that"})


def is_office(scene: Scene, act: Act) -> bool:
    """Whether an act is one that only holders of an office do: to resign, to lift sanctions, to free prisoners."""
    words = {scene.doc[at].lower_ for at in range(act.words.first, act.words.last + 1)}
    return scene.doc[act.head].lower_ in verbs("acts", "office") or bool(words & nouns("acts", "sovereign"))


def subject_of(token: Token) -> Token | None:
    """Who does what `token` says: its subject, or that of the clause that it leans on."""
    for _ in range(_UP):
        if token.tag_ == "VBG" and any(c.lower_ == "for" and c.i < token.i for c in token.children):
            return None  # "criticised China for proposing"
        own = [c for c in token.children if c.dep_.startswith("nsubj")]
        if not own and is_plural_verb(token):
            return next((c for c in token.children if c.dep_ == "compound" and c.pos_ == "PROPN"), None)
        before = [c for c in own if c.i < token.i] or own
        if before:
            relative = before[-1].lower_ in _RELATIVE and token.dep_.startswith("acl")
            return token.head if relative else before[-1]
        if token.pos_ == "NOUN":
            owner = next((c for c in token.children if c.dep_ == "nmod:poss"), None)
            if owner is not None:
                return (_subject_above(token) if owner.tag_ == "PRP$" else None) or owner
            if token.dep_.startswith("nsubj"):
                return None
        if token.dep_.startswith("acl") and token.pos_ == "VERB" and token.head.pos_ in ("NOUN", "PROPN"):
            if _leads(token.head):
                token = token.head
                continue
            return token.head
        if (
            token.dep_ not in ("conj", "xcomp", "advcl", "parataxis", "obl", "obj", "ccomp")
            or token.head.i == token.i
        ):
            return None
        token = token.head.head if _is_demanders(token) else token.head
    return None


def _is_demanders(verb: Token) -> bool:
    """Whether a verb joined to what is demanded tells of the demander: "demands that Norway leave and wants ...".

    What is demanded stands in its base form, so that a form of the present beside it is not demanded.
    """
    head = verb.head
    if verb.dep_ != "conj" or head.dep_ != "ccomp" or head.tag_ not in ("VB", "VBP"):
        return False
    finite = verb.tag_ == "VBZ" or any(c.tag_ == "VBZ" and c.dep_.startswith(("aux", "cop")) for c in verb.children)
    return finite and any(c.dep_ == "nsubj" and c.tag_ in ("NN", "NNP") for c in head.children)


def _subject_above(noun: Token) -> Token | None:
    """Who "its" is before a noun: the subject of the nearest clause above that stands before it."""
    for verb in noun.ancestors:
        for child in verb.children:
            if child.dep_.startswith("nsubj") and child.right_edge.i < noun.i and child.pos_ != "PRON":
                return _agent(verb, noun) if child.dep_ == "nsubj:pass" else child
    return None


def _agent(verb: Token, noun: Token) -> Token | None:
    """Whom a passive is done by, before `noun`: "was chosen by the council as part of its plan"."""
    by = (c for c in verb.children if c.dep_.startswith("obl") and c.i < noun.i)
    return next((c for c in by if any(m.lower_ == "by" and m.i < c.i for m in c.children)), None)


def _leads(noun: Token) -> bool:
    return any(cue.part == "noun" for cue in cues().get(noun.lower_, ()))


def political(
    scene: Scene, token: Token | None, memory: Memory, *, office: bool = False, helps: bool = False
) -> Party | None:
    """The state, body, official, court, party or army that `token` names, or None for anybody else.

    office: the act is one that only holders of an office do, so that any named person is one.
    helps:  the act is one of help, which soldiers do for their state.
    """
    if token is None or token.ent_type_ in ("DATE", "MONEY"):
        return None
    if any(t.lower_ in nouns("actors", "private") and t.text.islower() for t in token.subtree if t.i < token.i):
        return None  # "the carmaker's owner Holt Group"
    party = party_of(scene, token, memory) or _plain(scene, token)
    if party is None:
        return None
    party = _of_somebody(scene, token, party)
    listed = nouns("actors", "nouns") | _groups()
    if token.pos_ == "PRON":
        meant = set(party.name.lower().split())
        if meant & (nouns("actors", "private") | nouns("actors", "ranks")):
            return None
        return party if party.code is not None or meant & listed else None
    words = {scene.doc[at].lower_ for at in range(party.at.first, party.at.last + 1)}
    heads = {token.lower_, *_titles(token)}
    if heads & nouns("actors", "private") or words & nouns("actors", "sport") or _is_former(token):
        return None
    if not helps and token.lower_ in nouns("actors", "ranks"):
        return None
    here = scene.actor_at(token.i)
    if here is not None:
        people = here[1].kind == "demonym" and token.tag_ in ("NNS", "NNPS") and here[0].last == token.i
        return None if people else party
    if heads & nouns("actors", "nouns") or words & _groups():
        return party
    if token.pos_ != "PROPN":
        return None
    known = party.code is not None and (party.evidence.how == "inferred" or bool(words & nouns("actors", "nouns")))
    return party if known or (office and token.text[:1].isupper()) else None


def trimmed(scene: Scene, party: Party) -> Party:
    """A party without the rubric or the day that a parse has drawn to its name: "Housing | Labour"."""
    first, place = party.at.first, scene.span(*party.at)
    spans = party.evidence.spans
    if party.evidence.how != "stated" or not any(span.begin <= place.begin < span.end for span in spans):
        return party
    for at in range(party.at.first, party.at.last):
        token = scene.doc[at]
        if token.text in ("|", ":", "/") or (at == first and token.ent_type_ == "DATE" and token.pos_ == "PROPN"):
            first = at + 1
    if first == party.at.first:
        return party
    words = Range((first, party.at.last))
    return replace(party, name=scene.words(*words), evidence=stated(scene.span(*words)), at=words)


def _of_somebody(scene: Scene, token: Token, party: Party) -> Party:
    """ "Ukraine allies" are not Ukraine."""
    if not is_relational(token.lower_) or party.code is None or scene.actor_at(token.i) is not None:
        return party
    owners = (scene.actor_at(c.i) for c in token.children if c.dep_ == "compound" and c.i < token.i)
    if any(pair is not None and pair[1].code == party.code and pair[1].kind == "state" for pair in owners):
        return Party(None, party.name, stated(scene.span(*party.at)), party.at)
    return party


def _is_former(token: Token) -> bool:
    """Whether somebody's office is over: "the former premier", "ex-commander"."""
    before = " ".join(t.text for t in token.subtree if t.i < token.i)
    return is_former(f"{before} {token.text}", roles())


def _plain(scene: Scene, token: Token) -> Party | None:
    """Rebels, a faction, a court: those who are listed here and go without a name."""
    if token.pos_ != "NOUN" or token.lower_ not in nouns("actors", "nouns"):
        return None
    words = noun_words(token)
    return Party(None, scene.words(*words), stated(scene.span(*words)), words)


@cache
def _groups() -> frozenset[str]:
    return frozenset(vocabulary("undertakings")["actors"]["groups"])


def is_private(token: Token) -> bool:
    """Whether a name is said to be that of somebody private: "tennis star", "the lawyer" before it."""
    return bool(_titles(token) & nouns("actors", "private"))


def _titles(token: Token) -> set[str]:
    """The words that say what a named person is: "Foreign Minister" before a name, "the mayor" behind it."""
    linked = ("compound", "nmod:desc", "flat", "appos", "nmod:unmarked")
    return {c.lower_ for c in token.children if c.dep_ in linked}
