"""Roles: who does an act or is to do it, and who calls for it; which acts belong elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.extraction.commitments.parties import Memory, Party
from onrecord.extraction.commitments.pronouns import WE
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.undertakings.acts import Act, addressee_of
from onrecord.extraction.undertakings.doers import is_office, political, subject_of
from onrecord.extraction.undertakings.lexicon import cues, nouns, verbs
from onrecord.extraction.undertakings.staging import Staged
from onrecord.model import inferred


@dataclass(frozen=True, slots=True)
class Roles:
    """Who does it, those who do it together with them, and who calls for it."""

    actor: Party
    beside: tuple[Party, ...] = ()
    caller: Party | None = None


def roles_of(scene: Scene, act: Act, how: Staged, memory: Memory, *, helps: bool = False) -> Roles | None:
    """The roles of an act; None where nobody does it whose undertakings are on record.

    helps: it is an act of help, which soldiers do as well.
    """
    outer, office = scene.doc[how.outer], is_office(scene, act)
    if how.stage not in ("requested", "proposed") or how.cue.frame != "others":
        token = act.doer if act.doer is not None and how.outer == act.head else _doer(outer, how)
        token = _own_subject(scene.doc[act.head], outer) or token
        actor = political(scene, token, memory, office=office, helps=helps)
        return Roles(actor, _beside(scene, token, memory, actor)) if actor is not None else None
    passive = is_passive(outer)
    caller = None if passive else political(scene, subject_of(outer), memory, office=office)
    if caller is None and not passive:
        return None  # a private voice, or nobody's
    return _called(scene, act, how, memory, caller)


def _own_subject(head: Token, outer: Token) -> Token | None:
    """The subject that a parse has given the act itself: "the UN is due to withdraw its men"."""
    if outer.pos_ != "ADJ" or head.dep_ != "xcomp" or any(c.dep_.startswith("nsubj") for c in outer.children):
        return None
    return next((c for c in head.children if c.dep_ == "nsubj" and c.i < outer.i), None)


def _called(scene: Scene, act: Act, how: Staged, memory: Memory, caller: Party | None) -> Roles | None:
    """Who is called on; None where that is the caller, nobody's army, or nobody at all."""
    doer = act.doer if how.outer == act.at else addressee_of(scene.doc[how.outer], how.cue)
    if doer is not None and caller is None and doer.lower_ in WE:
        return None  # "we were told to surrender"
    if doer is not None and doer.lower_ in ("they", "them") and _are_people(scene, doer):
        return None
    if doer is None or any(c.tag_ == "PRP$" for c in doer.children):
        return None  # "ordered his troops to advance"
    called = political(scene, doer, memory, office=is_office(scene, act))
    own = called is not None and caller is not None and called.code is not None and called.code == caller.code
    if own and doer.pos_ == "PRON" and caller is not None:
        called, own = _other(scene, doer, memory, caller), False
    if called is None or (own and scene.doc[act.head].lower_ in verbs("acts", "hostile")):
        return None  # an order to one's own army
    if own and how.cue.lemma not in cues():
        return None
    return Roles(called, _beside(scene, doer, memory, called), caller)


def _are_people(scene: Scene, pronoun: Token) -> bool:
    """Whether "them" are private people, who stand last before it: "told the students, urging them to"."""
    roles = ("obj", "iobj", "obl", "nsubj")
    for token in reversed(scene.doc[: pronoun.i]):
        if token.tag_ in ("NNS", "NNPS") and token.dep_ in roles:
            pair = scene.actor_at(token.i)
            return token.lower_ in nouns("actors", "private") or (pair is not None and pair[1].kind == "demonym")
    return False


def _other(scene: Scene, pronoun: Token, memory: Memory, caller: Party) -> Party | None:
    """Whom a pronoun means that cannot be the caller: "Oslo wants it to lift the ban"."""
    span = scene.span(pronoun.i, pronoun.i)
    told = memory.last(span.begin, acts=False, other=caller.code)
    if pronoun.lower_ not in ("it", "them") or told is None:
        return None
    return Party(told.code, told.name, inferred("pronoun", [span, told.span]), caller.at)


def _doer(outer: Token, how: Staged) -> Token | None:
    """Whose act it is: the subject, or whoever a passive says that it is done by."""
    if how.cue.frame != "things" or not is_passive(outer):
        return subject_of(outer)
    agents = (c for c in outer.children if c.dep_.startswith("obl") and c.i > outer.i)
    agent = next((c for c in agents if any(m.lower_ == "by" and m.i < c.i for m in c.children)), None)
    done = next((c for c in outer.children if c.dep_ == "nsubj:pass"), None)
    if agent is not None or done is None or how.stage != "withdrawn":
        return agent
    return next((c for c in done.children if c.dep_ == "nmod:poss"), None)  # "Norway's plan was dropped"


def _beside(scene: Scene, token: Token | None, memory: Memory, first: Party | None) -> tuple[Party, ...]:
    """Those who are named with `first` as doing the same: "India and Pakistan agreed"."""
    if token is None or first is None:
        return ()
    inside = {code for code, _ in first.members} | {first.code}
    others = (political(scene, other, memory) for other in _joined(token))
    named = {party.code: party for party in others if party is not None and party.code not in {*inside, None}}
    return tuple(named.values())


def _joined(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "conj" and child.i > token.i:
            yield child
            yield from _joined(child)


def is_passive(token: Token) -> bool:
    """Whether a verb is said of whom or what it is done to."""
    return any(c.dep_ in ("nsubj:pass", "aux:pass") for c in token.children)


def is_hostile(doc: Doc, act: Act, how: Staged, actor: Party) -> bool:
    """Whether an act is one of war: a threat when it is promised, an order when it is asked of troops."""
    head = doc[act.head]
    wages = any(doc[at].lower_ in nouns("acts", "warfare") for at in range(act.words.first, act.words.last + 1))
    if how.stage in ("requested", "proposed"):
        ordered = how.cue.lemma in ("order", "instruct", "command") or actor.code is None
        return ordered and head.lower_ in verbs("acts", "hostile")
    if how.stage in ("refused", "withdrawn"):
        return False
    if head.pos_ != "VERB":
        return False
    return head.lower_ in verbs("acts", "hostile") or (wages and head.lower_ in verbs("acts", "waging"))


def is_elsewhere(scene: Scene, act: Act) -> bool:
    """Whether an act is a step to membership, which has a record of its own, or one of sport."""
    inside = range(act.words.first, act.words.last + 1)
    elsewhere = nouns("acts", "membership") | nouns("actors", "sport")
    if any(scene.doc[at].lower_ in elsewhere for at in inside):
        return True
    bids = any(scene.doc[at].lower_ in nouns("acts", "bids") for at in inside)
    if bids and any(token.lower_ in elsewhere | verbs("acts", "joining") for token in scene.doc):
        return True
    takes = scene.doc[act.head].lower_ in verbs("acts", "admitting")
    if takes and any(token.lower_ in nouns("acts", "bids") | nouns("acts", "members") for token in scene.doc):
        return True  # "accept Ukraine as a member", "have their applications ratified"
    joins = [at for at in inside if scene.doc[at].lower_ in verbs("acts", "joining")]
    joined = {c.lower_ for c in scene.doc[act.head].children if c.dep_ == "obj"}
    if act.head in joins and (not joined or joined & nouns("acts", "clubs")):
        return True  # "wants to join as well", "join the alliance"
    body = any(place.first in inside and actor.kind == "organisation" for place, actor in scene.actors)
    return body and (bids or bool(joins))
