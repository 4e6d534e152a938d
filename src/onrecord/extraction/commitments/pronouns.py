"""Pronouns: whom "we", "it" and "they" may mean."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from onrecord.extraction.commitments.party import Memory, Party, statement_at
from onrecord.extraction.commitments.party_nouns import is_giver_noun, is_owned, is_relational
from onrecord.extraction.commitments.persons import Persons
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.statements.people import Person
from onrecord.language.actors import Actor
from onrecord.model import Span, inferred

WE = frozenset({"we", "our", "us", "i", "my", "ours"})
IT = frozenset({"it", "its", "they", "their", "them", "he", "she", "his", "her", "him"})
WHO = frozenset({"who", "which", "that", "whose", "whom"})
_THINGS = frozenset({"it", "its"})
_PERSONAL = frozenset({"he", "she", "his", "her", "him"})


def pronoun_of(
    scene: Scene, token: Token, memory: Memory, named: Callable[[Scene, Token, Memory], Party | None]
) -> Party | None:
    """Whom the pronoun `token` means: the speaker, a subject before it, the last that did something.

    named: who a noun stands for.
    """
    lower = token.lower_
    span = scene.span(token.i, token.i)
    place = Range((token.i, token.i))
    if lower in WE:
        return _speaker(scene, token, memory)
    if lower not in IT:
        return None
    own, others = _own_subjects(token), False
    for subject in _subjects_before(scene, token):
        if subject.i in own or subject.is_ancestor(token):
            continue
        party = named(scene, subject, memory) if subject.pos_ != "PRON" else None
        thing = party is not None and lower in _THINGS and _is_person(scene, subject, memory)
        many = lower in _PERSONAL and subject.tag_ in ("NNS", "NNPS")
        if thing or many or (party is not None and _is_somebodys(scene, subject)):
            others = others or lower in _THINGS
            continue
        if party is not None and not (lower in _PERSONAL and _is_bare(party)):
            return Party(party.code, party.name, inferred("pronoun", [span, *party.evidence.spans]), place)
    if lower == "its" or others:
        near = _nearest(scene, token)
        if near is not None:
            return Party(near[1].code, near[1].name, inferred("pronoun", [span, scene.span(*near[0])]), place)
    if lower in _PERSONAL and memory.persons is not None:
        person = memory.persons.meant(lower, span.begin)
        if person is not None:
            return _for(person, token, span, memory.persons)
    return _last_subject(span, place, memory, personal=lower in _PERSONAL)


def _is_somebodys(scene: Scene, subject: Token) -> bool:
    """Whether a subject only belongs to whom its phrase names: "the minister's exit", "the Danish offer"."""
    known = is_giver_noun(subject.lower_) or is_relational(subject.lower_) or is_owned(subject.lower_)
    return subject.pos_ == "NOUN" and scene.actor_at(subject.i) is None and not known


def _is_person(scene: Scene, token: Token, memory: Memory) -> bool:
    """Whether a subject is a person by name, whom "it" cannot mean: "Meyer warned Oslo as it weighed the plan"."""
    here = scene.actor_at(token.i)
    if here is not None:
        return here[1].kind == "leader"
    names = [token, *(c for c in token.children if c.dep_ in ("flat", "compound", "appos") and c.pos_ == "PROPN")]
    people = memory.persons
    return people is not None and any(people.at(scene.span(t.i, t.i)) is not None for t in names)


def _nearest(scene: Scene, token: Token) -> tuple[Range, Actor] | None:
    """The state or organisation named last before "it" in the sentence: "from Kenya, its embassy said"."""
    before = [pair for pair in scene.actors if pair[0].last < token.i and pair[1].kind != "leader"]
    return before[-1] if before else None


def _last_subject(span: Span, place: Range, memory: Memory, *, personal: bool) -> Party | None:
    """The actor that did something last before `span`; by the name of a state only where no person is meant."""
    last = memory.subject
    told = None if personal else memory.last(span.begin)
    if told is not None and (last is None or last.evidence.spans[0].begin < told.span.begin):
        return Party(told.code, told.name, inferred("pronoun", [span, told.span]), place)
    if last is not None and not (personal and _is_bare(last)):
        return Party(last.code, last.name, inferred("pronoun", [span, *last.evidence.spans]), place)
    return None


def _for(meant: tuple[Person, Span], token: Token, span: Span, persons: Persons) -> Party | None:
    """For whom the person speaks whom "he" means; None where the article does not tell."""
    person, named = meant
    side = persons.side_of(person)
    if side is None:
        return None
    code, evidence = side
    return Party(code, person.name, inferred("pronoun", [span, named, *evidence.spans]), Range((token.i, token.i)))


def _speaker(scene: Scene, token: Token, memory: Memory) -> Party | None:
    """For whom the speaker of the words around "we" speaks."""
    span = scene.span(token.i, token.i)
    speech = statement_at(memory.statements, span)
    if speech is None or speech.speaker.actor is None:
        return None
    spoken = speech.evidence.get("speaker.actor")
    spans = [span, *(spoken.spans if spoken else speech.source)]
    return Party(speech.speaker.actor, token.text, inferred("speaker says we", spans), Range((token.i, token.i)))


def _is_bare(party: Party) -> bool:
    """Whether a party is a state or an organisation by its own name, so that "he" cannot mean it."""
    first = party.evidence.spans[0]
    return party.evidence.how == "stated" and party.code is not None and first.end - first.begin == len(party.name)


def _own_subjects(token: Token) -> set[int]:
    """Subjects that an object pronoun cannot mean: "Zelenskiy urged them" is not about Zelenskiy."""
    if token.dep_.startswith("nsubj") or token.dep_ == "nmod:poss":
        return set()
    verbs = [v for v in token.ancestors if v.pos_ in ("VERB", "AUX")][:2]
    return {c.i for v in verbs for c in v.children if c.dep_.startswith("nsubj")}


def _subjects_before(scene: Scene, token: Token) -> list[Token]:
    """Subjects of the sentence before `token`, the nearest clause above it first."""
    above = [t.i for t in token.ancestors]
    subjects = [t for t in scene.doc[: token.i] if t.dep_.startswith("nsubj") and t.pos_ != "PRON"]
    return sorted(subjects, key=lambda t: (t.head.i not in above, -t.i))
