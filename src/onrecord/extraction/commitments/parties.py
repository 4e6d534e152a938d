"""Parties: who a noun phrase stands for, as a code where the text gives one, else by name."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extraction.commitments.affliction import is_stricken
from onrecord.extraction.commitments.groups import Members, both_of, is_some, members_of, part_of
from onrecord.extraction.commitments.party import Memory as Memory
from onrecord.extraction.commitments.party import Party as Party
from onrecord.extraction.commitments.party import statement_at as statement_at
from onrecord.extraction.commitments.party_nouns import (
    description_of,
    is_giver_noun,
    is_no_giver,
    is_no_receiver,
    is_owned,
    is_relational,
)
from onrecord.extraction.commitments.phrases import actors_inside, phrase_of
from onrecord.extraction.commitments.private import is_private
from onrecord.extraction.commitments.pronouns import IT, WE, WHO, pronoun_of
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.commitments.triggers import WEEKDAYS
from onrecord.language.organisations import generic_organisation, organisations_with
from onrecord.model import Span, inferred, stated


def giver_of(scene: Scene, token: Token, memory: Memory) -> Party | None:
    """Who the noun phrase headed by `token` stands for, when that is somebody who could promise or give."""
    named = token.pos_ in ("PROPN", "PRON", "DET") or scene.actor_at(token.i) is not None
    if token.lower_ in WEEKDAYS or any(
        child.lower_ in ("which", "what") for child in token.children if child.i < token.i
    ):
        return None
    if is_no_giver(token.lower_) and token.pos_ in ("PROPN", "NOUN"):
        return None
    known = is_giver_noun(token.lower_) or is_relational(token.lower_) or token.lower_ in WE | IT
    known = known or part_of(token) is not None
    described = any(
        child.dep_ in ("amod", "compound") and child.i < token.i and scene.actor_at(child.i) is not None
        for child in token.children
    )
    if not (named or known or (described and not is_no_receiver(token.lower_))):
        return None
    party = party_of(scene, token, memory)
    if party is None or party.code is None or not is_private(scene, token):
        return party
    return Party(None, party.name, stated(scene.span(*party.at)), party.at)


def party_of(scene: Scene, token: Token, memory: Memory) -> Party | None:
    """Who the noun phrase headed by `token` stands for; None when it names nobody."""
    lower = token.lower_
    if lower in WHO and token.pos_ in ("PRON", "SCONJ", "DET"):
        return None
    person = _person(scene, token, memory)
    if person is not None:
        return person
    both = both_of(scene, token, memory)
    if both is not None:
        return both
    inside = part_of(token)
    if inside is not None:
        return _part(scene, token, inside, memory)
    members = members_of(scene, token)
    if members:
        return _group(scene, token, members)
    actors = [] if _is_somebody_elses(scene, token) else actors_inside(scene, token)
    if not actors and (token.pos_ in ("PRON", "DET") or lower in WE | IT):
        return pronoun_of(scene, token, memory, party_of)
    place = phrase_of(token)
    if actors:
        where, actor = actors[0]
        if actor.kind == "organisation" and is_some(token):
            return Party(None, scene.words(*place), stated(scene.span(*place)), place)
        name = scene.words(place.first, place.last)
        span = scene.span(where.first, where.last)
        evidence = inferred("leader stands for the state", [span]) if actor.kind == "leader" else stated(span)
        return Party(actor.code, name, evidence, place)
    owner = _possessor(token)
    if owner is not None:
        return _owned(scene, token, owner, memory)
    return _by_description(scene, token, memory)


def _group(scene: Scene, token: Token, members: Members) -> Party:
    """A group with the members that the text names; its own code only where its name has one ("EU countries")."""
    place = Range((phrase_of(token).first, token.i))
    name, span = scene.words(*place), scene.span(*place)
    inside = [] if _is_somebody_elses(scene, token) else actors_inside(scene, token)
    own = next(((where, actor) for where, actor in inside if where.last <= token.i), None)
    if own is None:
        return Party(None, name, stated(span), place, members)
    return Party(own[1].code, name, stated(scene.span(*own[0])), place, members)


def _part(scene: Scene, token: Token, whole: Token, memory: Memory) -> Party | None:
    """ "Each of the Baltic states" is they; "several of the allies" is a group without a code."""
    party = party_of(scene, whole, memory)
    if party is None:
        return None
    place = Range((token.i, whole.right_edge.i if whole.right_edge.i - whole.i <= 2 else whole.i))
    name = scene.words(*place)
    if token.lower_ in ("each", "all", "both"):
        return Party(party.code, name, party.evidence, place, party.members)
    return Party(None, name, stated(scene.span(*place)), place)


def _by_description(scene: Scene, token: Token, memory: Memory) -> Party | None:
    """Who is meant by "the country", by a short name ("the Commission"), or only by a name."""
    place = phrase_of(token)
    name, span = scene.words(place.first, place.last), scene.span(place.first, place.last)
    kind = _described_kind(token)
    if kind == "state" and memory.afflicted is not None and is_stricken(token):
        spans = [span, *memory.afflicted.evidence.spans]
        return Party(memory.afflicted.code, name, inferred("definite description", spans), place)
    bare = _is_definite(token) and not any(c.pos_ in ("PROPN", "ADJ", "NOUN") for c in token.children)
    last = memory.named_with(span.begin, token.lower_) if bare else None
    last = last or (memory.last(span.begin, kind) if kind else None)
    meant = (last.code, last.span) if last is not None else memory.usual(kind)
    if meant is not None:
        return Party(meant[0], name, inferred("definite description", [span, meant[1]]), place)
    generic = _organisation(token, memory, span.begin) if meant is None else None
    if generic is not None:
        return Party(generic[0], name, inferred("definite description", [span, generic[1]]), place)
    full = memory.short.get(token.text)
    if full is not None and not any(c.pos_ == "PROPN" for c in token.children):
        return Party(full[0], name, inferred("short for a name told in full", [span, full[1]]), place)
    if token.pos_ == "PROPN" or is_giver_noun(token.lower_) or is_relational(token.lower_):
        return Party(None, name, stated(span), place)
    return None


def _person(scene: Scene, token: Token, memory: Memory) -> Party | None:
    """The person whom a phrase names, for the state or organisation that the article gives them, or for none.

    None where the article does not say who that is.
    """
    names = [token, *(c for c in token.children if c.dep_ in ("flat", "compound", "appos") and c.pos_ == "PROPN")]
    if not any(name.text[0].isupper() for name in names) or memory.persons is None:
        return None
    person = next((p for p in (memory.persons.at(scene.span(t.i, t.i)) for t in names) if p is not None), None)
    if person is None:
        return None
    place = phrase_of(token)
    name, span = scene.words(place.first, place.last), scene.span(place.first, place.last)
    side = memory.persons.side_of(person)
    if side is None:
        return Party(None, name, stated(span), place) if memory.persons.is_described(person) else None
    code, evidence = side
    beside = next(
        (where for where, a in actors_inside(scene, token) if a.code == code and a.kind != "leader"), None
    )
    if beside is not None:
        return Party(code, name, stated(scene.span(*beside)), place)
    if evidence.rule == "known leader":
        return Party(code, name, inferred("leader stands for the state", [span]), place)
    spans = [span, *(s for s in evidence.spans if s != span)]
    return Party(code, name, inferred("person speaks for the state", spans), place)


def _possessor(token: Token) -> Token | None:
    """The "his" of "his government", the "whose" of "whose country": nouns that stand for their owner's state."""
    described = token.tag_ in ("NN", "NNP") and description_of(token.lower_)
    if not described and not is_owned(token.lower_):
        return None
    owners = (c for c in token.children if c.i < token.i and c.dep_ in ("nmod:poss", "poss"))
    return next((c for c in owners if c.lower_ in IT | WE | {"whose"}), None)


def _owned(scene: Scene, token: Token, owner: Token, memory: Memory) -> Party:
    """ "His government" is of the state that "he" stands for; where that is unknown it is only a name."""
    if owner.lower_ == "whose":
        clause = next((t for t in (token, *token.ancestors) if t.dep_.startswith("acl")), None)
        meant = party_of(scene, clause.head, memory) if clause is not None else None
    else:
        meant = pronoun_of(scene, owner, memory, party_of)
    place = phrase_of(token)
    name, span = scene.words(place.first, place.last), scene.span(place.first, place.last)
    if meant is None or meant.code is None:
        return Party(None, name, stated(span), place)
    spans = [span, *(s for s in meant.evidence.spans if s != span)]
    name = meant.name if owner.lower_ == "whose" else name
    return Party(meant.code, name, inferred("the state of whoever it belongs to", spans), place)


def _is_somebody_elses(scene: Scene, token: Token) -> bool:
    """Whether the phrase only names whose ally or foe somebody is: "Ukraine's biggest allies"."""
    if not is_relational(token.lower_) or scene.actor_at(token.i) is not None:
        return False
    doc = scene.doc
    before = any(
        place.last + 1 < token.i <= place.last + 4 and doc[place.last + 1].lower_ in ("'s", "’s", "'", "’")
        for place, _ in scene.actors
    )
    behind = token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "of" and scene.actor_at(token.i + 2) is not None
    return before or behind


def _organisation(token: Token, memory: Memory, begin: int) -> tuple[str, Span] | None:
    """The one organisation named before whose body or kind a noun names: "the Commission", "the bloc"."""
    codes = {*generic_organisation(token.lower_), *organisations_with(token.text)} if _is_definite(token) else set()
    if not codes or any(child.pos_ == "PROPN" for child in token.children):
        return None
    found = {told.code: told.span for told in memory.told if told.code in codes and told.span.begin < begin}
    return next(iter(found.items())) if len(found) == 1 else None


def _described_kind(token: Token) -> str:
    """ "organisation" for "the alliance", "state" for "the country": a singular noun with a definite article."""
    definite = _is_definite(token) or any(
        child.tag_ == "PRP$" or child.dep_ == "nmod:poss" for child in token.children
    )
    return description_of(token.lower_) if definite and token.tag_ in ("NN", "NNP") else ""


def _is_definite(token: Token) -> bool:
    """Whether a singular noun has "the" before it."""
    return token.tag_ in ("NN", "NNP") and any(child.lower_ in ("the", "this") for child in token.children)
