"""Arguments: giver, asker and recipient around a chain of triggers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.extraction.commitments.clause import Chain as Chain
from onrecord.extraction.commitments.clause import Clause
from onrecord.extraction.commitments.givers import asker, behalf, beside, giver, noun_owner, refuser, unresolved
from onrecord.extraction.commitments.goods import Good
from onrecord.extraction.commitments.governing import preposition_of
from onrecord.extraction.commitments.groups import TOGETHER
from onrecord.extraction.commitments.lexicon import Word
from onrecord.extraction.commitments.party import Memory, Party
from onrecord.extraction.commitments.party_nouns import is_giver_noun, is_stock
from onrecord.extraction.commitments.phrases import top_of
from onrecord.extraction.commitments.private import speaks_alone
from onrecord.extraction.commitments.receivers import receiver
from onrecord.extraction.commitments.scene import Scene
from onrecord.language.given_names import is_given_name
from onrecord.model import inferred
from onrecord.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Roles:
    """Who is who. `others` are givers named beside the first ("Denmark and Norway"). `nobody`: a subject
    stands there, but it is nobody who could give.
    """

    giver: Party | None
    asker: Party | None
    recipient: Party | None
    others: tuple[Party, ...] = ()
    nobody: bool = False


def roles_of(scene: Scene, chain: Chain, good: Good, memory: Memory) -> Roles:
    """Giver, asker and recipient of `good`, whose innermost trigger is the first of `chain`."""
    clause = Clause(scene, chain, good, memory)
    gives, asks = refuser(clause) or giver(clause), asker(clause)
    if gives is not None and gives.code is None and gives.evidence.rule != TOGETHER:
        gives = behalf(clause) or gives
    if asks is not None and (gives is None or gives.at == asks.at):
        gives = asks if asks.code is not None and _offers(clause) else None
    alone = gives is not None and _is_private_person(clause, gives)
    gives = None if alone else gives
    if asks is not None and gives is None and _is_private_person(clause, asks):
        asks = None  # what a singer or a pundit wishes is no request of a state or a body
    if gives is not None and gives.evidence.rule == TOGETHER:
        return Roles(*_split(gives, asks, receiver(clause, gives)))
    others = beside(clause, gives) if gives is not None and gives.evidence.how == "stated" else ()
    if gives is not None and others and not any(t.lower_ in ("each", "apiece", "respectively") for t in scene.doc):
        gives, *rest = _together(gives, others)
        others = tuple(rest)
    return Roles(gives, asks, receiver(clause, gives), others, gives is None and (alone or unresolved(clause)))


def _is_private_person(clause: Clause, party: Party) -> bool:
    """Whether somebody without a code is only a person's name, of whom no office is told."""
    if party.code is not None or party.members:
        return False
    scene, people = clause.scene, clause.memory.persons
    words = scene.doc[party.at.first : party.at.last + 1]
    names = [token for token in words if token.pos_ == "PROPN"]
    if not names or any(token.tag_ in ("NNS", "NNPS") for token in words):
        return False
    if any(is_giver_noun(token.lower_) or speaks_alone(token.text) for token in words):
        return False
    spans = (scene.span(token.i, token.i) for token in names)
    person = next((p for p in map(people.at, spans) if p is not None), None) if people is not None else None
    described = people is not None and person is not None and people.is_described(person)
    if described or (person is None and names[-1].ent_type_ != "PERSON"):
        return False
    full = person.name.split() if person is not None else [token.text for token in names]
    return len(full) > 1 or is_given_name(full[0])  # one unknown word is as often an island or a movement


def _offers(clause: Clause) -> bool:
    """Whether somebody proposes to give of their own: "the Commission proposes €6m in grants"."""
    at, word = next((pair for pair in clause.chain if pair[1].attitude is not None), clause.chain[0])
    token, offering = clause.scene.doc[at], vocabulary("stages")["offering"]["verbs"]
    alone = len(clause.chain) == 1 or not any(child.dep_ == "ccomp" for child in token.children)
    return alone and word.part == "verb" and word.lemma in offering


def _split(
    group: Party, asks: Party | None, recipient: Party | None
) -> tuple[Party, Party | None, Party | None, tuple[Party, ...]]:
    """Each of those named together as a giver of its own, all of them members of what they give together."""
    parties = [
        Party(code, group.name, inferred(TOGETHER, [group.evidence.spans[0], span]), group.at, group.members)
        for code, span in group.members
    ]
    return parties[0], asks, recipient, tuple(parties[1:])


def _together(first: Party, others: tuple[Party, ...]) -> list[Party]:
    """Givers of one thing, each with all of them as members: what they give, they give together."""
    parties = (first, *others)
    members = tuple((p.code, p.evidence.spans[0]) for p in parties if p.code is not None)
    return [replace(party, members=members) for party in parties]


def owner_of(scene: Scene, good: Good, cue: int, memory: Memory) -> Party | None:
    """Whose aid a phrase says `good` is: "Estonia's military aid", "assistance from Estonia", "Danish support".

    cue: the token that puts a value on it; its subject is looked at too.
    """
    clause = Clause(scene, [(cue, Word(scene.doc[cue].lower_, "noun"))], good, memory)
    tokens = [scene.doc[good.head], scene.doc[cue]]
    tokens += [child for child in scene.doc[cue].children if child.dep_.startswith("nsubj")]
    tokens += [child for token in list(tokens) for child in token.children if child.dep_ == "nmod"]
    for token in tokens:
        party = noun_owner(clause, token)
        if party is not None and party.code is not None:
            return party
    return None


def source_of(scene: Scene, recipient: Party | None) -> Party | None:
    """A state from whose stocks, budget or territory the sentence says things come, for a giver left unnamed."""
    for place, actor in scene.actors:
        top = top_of(scene.doc[place.last])
        behind = scene.doc[place.last + 1].text if place.last + 1 < len(scene.doc) else ""
        headed = place.first == 0 and behind == ":" and not scene.headline  # there it is the topic
        if headed and (recipient is None or actor.code != recipient.code):
            span = scene.span(place.first, place.last)
            return Party(actor.code, actor.name, inferred("named at the head of the note", [span]), place)
        other = recipient is None or actor.code != recipient.code
        if top.i in place and preposition_of(top) != "from":
            continue  # "in Germany" is where, "from German stocks" and "in the German budget" are whence
        if top.dep_.startswith("nmod") and not _is_given(scene, top.head):
            continue  # "despite a warning from Moscow"
        if other and top.dep_.startswith(("obl", "nmod")) and preposition_of(top) in ("from", "in"):
            span = scene.span(place.first, place.last)
            return Party(actor.code, actor.name, inferred("where it comes from", [span]), place)
    return None


def _is_given(scene: Scene, token: Token) -> bool:
    """Whether a noun is a thing, a sum or an act of giving, so that "from" behind it says who gives."""
    places = (place for things in (scene.items, scene.money, scene.numbers) for place, _ in things)
    return token.i in scene.triggers or any(token.i in place for place in places) or is_stock(token.lower_)
