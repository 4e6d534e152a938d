"""Parties: who a noun phrase stands for, as a code where the text gives one, else by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Token

from onrecord.extraction.commitments.lexicon import giver_nouns
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.commitments.triggers import WEEKDAYS
from onrecord.extraction.forms import noun_forms
from onrecord.language.actors import Actor
from onrecord.model import Evidence, Span, Statement, inferred, stated
from onrecord.vocabulary import vocabulary

_INSIDE = ("compound", "amod", "nmod:poss", "flat", "nmod", "appos", "det", "nmod:unmarked", "list", "poss")
_WE = frozenset({"we", "our", "us", "i", "my", "ours"})
_IT = frozenset({"it", "its", "they", "their", "them", "he", "she", "his", "her", "him"})
_PERSONAL = frozenset({"he", "she", "his", "her", "him"})
_WHO = frozenset({"who", "which", "that", "whose", "whom"})


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who gives, asks or receives.

    code:     of the state or organisation, None when the text gives none.
    name:     as written, or the actor's usual name for a pronoun.
    evidence: where that stands.
    at:       the tokens of the phrase in its sentence.
    """

    code: str | None
    name: str
    evidence: Evidence
    at: Range


@dataclass(slots=True)
class Memory:
    """What has been read of the article so far, for pronouns and bare surnames.

    subject:   the last actor that did something. persons: codes and places by surname. statements: the article's.
    titled:    the article has a headline.
    main:      the state that most often does something in the article. attackers: states that wage war in it.
    described: the last state and the last organisation that did something, for "the country", "the alliance".
    """

    statements: Sequence[Statement] = ()
    subject: Party | None = None
    recipients: list[Party] = field(default_factory=list)
    givers: list[Party] = field(default_factory=list)
    persons: dict[str, tuple[str, Span]] = field(default_factory=dict)
    described: dict[str, tuple[str, Span]] = field(default_factory=dict)
    main: Party | None = None
    titled: bool = False
    attackers: frozenset[str] = frozenset()


def giver_of(scene: Scene, token: Token, memory: Memory) -> Party | None:
    """Who the noun phrase headed by `token` stands for, when that is somebody who could promise or give."""
    named = token.pos_ in ("PROPN", "PRON", "DET") or scene.actor_at(token.i) is not None
    if token.lower_ in WEEKDAYS or any(
        child.lower_ in ("which", "what") for child in token.children if child.i < token.i
    ):
        return None
    if token.lower_ in vocabulary("stages")["no_givers"]["nouns"] and token.pos_ in ("PROPN", "NOUN"):
        return None
    known = token.lower_ in giver_nouns() or token.lower_ in _relational() or token.lower_ in _WE | _IT
    described = any(
        child.dep_ in ("amod", "compound") and child.i < token.i and scene.actor_at(child.i) is not None
        for child in token.children
    )
    if not (named or known or (described and not is_no_receiver(token.lower_))):
        return None
    return party_of(scene, token, memory)


def party_of(scene: Scene, token: Token, memory: Memory) -> Party | None:
    """Who the noun phrase headed by `token` stands for; None when it names nobody."""
    lower = token.lower_
    if lower in _WHO and token.pos_ in ("PRON", "SCONJ", "DET"):
        return None
    actors = [] if _is_somebody_elses(scene, token) else _actors_inside(scene, token)
    if not actors and (token.pos_ in ("PRON", "DET") or lower in _WE | _IT):
        return _pronoun(scene, token, memory)
    place = _phrase(token)
    if actors:
        where, actor = actors[0]
        name = scene.words(place.first, place.last)
        span = scene.span(where.first, where.last)
        evidence = inferred("leader stands for the state", [span]) if actor.kind == "leader" else stated(span)
        return Party(actor.code, name, evidence, place)
    owner = _possessor(token)
    if owner is not None:
        return _owned(scene, token, owner, memory)
    known = memory.persons.get(token.text) or next(
        (memory.persons[t.text] for t in scene.doc[place.first : place.last + 1] if t.text in memory.persons), None
    )
    name, span = scene.words(place.first, place.last), scene.span(place.first, place.last)
    if known is not None:
        return Party(known[0], name, inferred("person speaks for the state", [span, known[1]]), place)
    meant = memory.described.get(_described_kind(token))
    if meant is not None:
        return Party(meant[0], name, inferred("definite description", [span, meant[1]]), place)
    if token.pos_ == "PROPN" or lower in giver_nouns():
        return Party(None, name, stated(span), place)
    return None


def _possessor(token: Token) -> Token | None:
    """The "his" of "his government", the "whose" of "whose country": nouns that stand for their owner's state."""
    if token.tag_ not in ("NN", "NNP") or not any(token.lower_ in nouns for nouns in _descriptions().values()):
        return None
    owners = (c for c in token.children if c.i < token.i and c.dep_ in ("nmod:poss", "poss"))
    return next((c for c in owners if c.lower_ in _IT | _WE | {"whose"}), None)


def _owned(scene: Scene, token: Token, owner: Token, memory: Memory) -> Party:
    """ "His government" is of the state that "he" stands for; where that is unknown it is only a name."""
    if owner.lower_ == "whose":
        clause = next((t for t in (token, *token.ancestors) if t.dep_.startswith("acl")), None)
        meant = party_of(scene, clause.head, memory) if clause is not None else None
    else:
        meant = _pronoun(scene, owner, memory)
    place = _phrase(token)
    name, span = scene.words(place.first, place.last), scene.span(place.first, place.last)
    if meant is None or meant.code is None:
        return Party(None, name, stated(span), place)
    spans = [span, *(s for s in meant.evidence.spans if s != span)]
    name = meant.name if owner.lower_ == "whose" else name
    return Party(meant.code, name, inferred("the state of whoever it belongs to", spans), place)


def _is_somebody_elses(scene: Scene, token: Token) -> bool:
    """Whether the phrase only names whose ally or foe somebody is: "Ukraine's biggest allies"."""
    if token.lower_ not in _relational() or scene.actor_at(token.i) is not None:
        return False
    doc = scene.doc
    before = any(
        place.last + 1 < token.i <= place.last + 4 and doc[place.last + 1].lower_ in ("'s", "’s", "'", "’")
        for place, _ in scene.actors
    )
    behind = token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "of" and scene.actor_at(token.i + 2) is not None
    return before or behind


def _described_kind(token: Token) -> str:
    """ "organisation" for "the alliance", "state" for "the country": a singular noun with a definite article."""
    definite = any(
        child.lower_ in ("the", "this") or child.tag_ == "PRP$" or child.dep_ == "nmod:poss"
        for child in token.children
    )
    if not definite or token.tag_ not in ("NN", "NNP"):
        return ""
    return next((kind for kind, nouns in _descriptions().items() if token.lower_ in nouns), "")


def _actors_inside(scene: Scene, token: Token) -> list[tuple[Range, Actor]]:
    """Actors in the noun phrase, the one that the head names first, then those right before it, then behind."""
    here = scene.actor_at(token.i)
    found = [here] if here is not None else []
    queue: list[Token] = sorted(_describers(token), key=lambda t: (t.i > token.i, abs(token.i - t.i)))
    for _ in range(12):
        if not queue:
            break
        child = queue.pop(0)
        pair = scene.actor_at(child.i)
        if pair is not None and pair not in found:
            found.append(pair)
        queue.extend(_describers(child))
    return found


def _describers(token: Token) -> Iterable[Token]:
    for child in token.children:
        if child.dep_ not in _INSIDE:
            continue
        case = next((c.lower_ for c in child.children if c.dep_ == "case" and c.i < child.i), "")
        if child.dep_ != "nmod" or case in ("of", "from", "for", ""):
            yield child


def _phrase(token: Token) -> Range:
    """From the phrase's first describing word to its last name part; articles and clauses left out."""
    first, last = token.i, token.i
    for child in token.children:
        if (
            child.dep_
            in ("compound", "amod", "nmod:poss", "flat", "nummod", "poss", "advmod", "det", "nmod:unmarked")
            and child.i < first
        ):
            first = min(first, child.left_edge.i)
        elif child.dep_ in ("flat", "compound") and child.i > last:
            last = max(last, child.right_edge.i)
        elif (child.dep_ == "appos" and child.pos_ != "PROPN") or (
            child.dep_ == "nmod" and not any(c.lower_ == "of" for c in child.children if c.dep_ == "case")
        ):
            continue
        elif child.dep_ in ("nmod", "appos") and child.i > last and child.i - last <= 6 and not _has_clause(child):
            last = max(last, child.right_edge.i)
    doc = token.doc
    while first < token.i and doc[first].lower_ in ("the", "a", "an", "“", '"', "'", "‘"):
        first += 1
    while last > token.i and doc[last].is_punct:
        last -= 1
    return Range((first, last))


def _has_clause(token: Token) -> bool:
    return any(t.pos_ == "VERB" for t in token.subtree) or token.right_edge.i - token.left_edge.i > 8


def _pronoun(scene: Scene, token: Token, memory: Memory) -> Party | None:
    lower = token.lower_
    span = scene.span(token.i, token.i)
    place = Range((token.i, token.i))
    if lower in _WE:
        speech = statement_at(memory.statements, span)
        if speech is not None and speech.speaker.actor is not None:
            spoken = speech.evidence.get("speaker.actor")
            spans = [span, *(spoken.spans if spoken else speech.source)]
            return Party(speech.speaker.actor, token.text, inferred("speaker says we", spans), place)
        return None
    if lower not in _IT:
        return None
    own = _own_subjects(token)
    for subject in _subjects_before(scene, token):
        if subject.i in own:
            continue
        party = party_of(scene, subject, memory) if subject.pos_ != "PRON" else None
        if party is not None and not (lower in _PERSONAL and _is_bare(party)):
            return Party(party.code, party.name, inferred("pronoun", [span, *party.evidence.spans]), place)
    if memory.subject is not None and not (lower in _PERSONAL and _is_bare(memory.subject)):
        last = memory.subject
        return Party(last.code, last.name, inferred("pronoun", [span, *last.evidence.spans]), place)
    return None


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


def statement_at(statements: Sequence[Statement], span: Span) -> Statement | None:
    """The shortest statement whose content covers `span`."""
    covering = [s for s in statements if any(content.covers(span) for content in s.content)]
    return min(covering, key=lambda s: sum(c.end - c.begin for c in s.content), default=None)


def is_theme(token: Token, actor: Actor) -> bool:
    """Whether a state's full name before a noun says whom it is for ("the Ukraine package"), not whose."""
    return actor.kind == "state" and token.dep_ == "compound" and not token.text.isupper() and "." not in token.text


def is_giver_noun(word: str) -> bool:
    """Whether `word` (lower case) is a noun that can give or promise."""
    return word in giver_nouns()


def is_no_receiver(word: str) -> bool:
    """Whether `word` (lower case) behind "to" or "for" receives nothing."""
    return word in _not_receivers()


@cache
def _relational() -> frozenset[str]:
    return frozenset(form for noun in vocabulary("stages")["relational"]["nouns"] for form in noun_forms(noun))


@cache
def _descriptions() -> dict[str, frozenset[str]]:
    return {kind: frozenset(nouns) for kind, nouns in vocabulary("stages")["descriptions"].items()}


@cache
def _not_receivers() -> frozenset[str]:
    return frozenset(form for noun in vocabulary("stages")["not_receivers"]["nouns"] for form in noun_forms(noun))
