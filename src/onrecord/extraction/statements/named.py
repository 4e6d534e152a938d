"""Names of people in a sentence: which tokens are somebody's name, without the titles in front of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache

from spacy.tokens import Doc, Token

from onrecord.extraction.statements.roles import Roles, roles, sources
from onrecord.language import Sentence
from onrecord.language.actors import find_actors
from onrecord.language.given_names import is_given_name
from onrecord.vocabulary import vocabulary as table

INITIAL = re.compile(r"[^\W\d_]\.")
NAME_LENGTH = 5  # tokens of the longest name that is taken for a person's
ACRONYM = 5  # letters of the longest word in capitals that is read as an acronym
POSSESSIVE_ENDINGS = ("'s", "’s", "'", "’")
PARTICLES = (
    "de", "da", "del", "della", "der", "den", "di", "du", "la", "le", "van", "von", "zu", "al", "el", "bin", "ibn",
    "ter", "dos", "af", "av", "ben", "abu", "y",
)  # fmt: skip


def names(sentence: Sentence, vocabulary: Roles) -> Iterator[tuple[int, int]]:
    """First and last token index of each person's name: the pipeline's entities, and proper nouns behind a title
    that the pipeline took for something else; without entities, every run of proper nouns."""
    doc = sentence.doc
    found = list(runs(sentence, vocabulary))
    if not doc.has_annotation("ENT_IOB"):
        yield from ((first, last) for first, last, _ in found)
        return
    seen: set[int] = set()
    for entity in doc.ents:
        if entity.label_ != "PERSON" or not any(token.pos_ == "PROPN" for token in entity):
            continue
        last = entity.end - 1
        while last > entity.start and (doc[last].lower_ in POSSESSIVE_ENDINGS or not _may_end_a_name(doc[last])):
            last -= 1
        while last + 1 < len(doc) and INITIAL.fullmatch(doc[last].text) and _in_name(doc[last + 1]):
            last += 1  # "Peter T. King", of which the pipeline takes "Peter T."
        first = own_words(doc, entity.start, last, vocabulary)
        if first is None and not vocabulary.is_title(doc[entity.start].lower_):
            first = entity.start  # a surname that is a role word too, behind a given name that is not known
        if first is None or _is_no_name(doc, first, last) or _is_body(doc[first : last + 1].text):
            continue
        if _is_the(doc, first):
            continue
        seen.update(range(first, last + 1))
        yield first, last
    for first, last, titled in found:
        if titled and seen.isdisjoint(range(first, last + 1)):
            yield first, last


def runs(sentence: Sentence, vocabulary: Roles, known: Set[str] = frozenset()) -> Iterator[tuple[int, int, bool]]:
    """Runs of one to five proper nouns that no word marks as a body's name, and whether a title leads them.
    known: surnames that are so even where they are a role word ("Mr. King")."""
    doc = sentence.doc
    first = 0
    while first < len(doc):
        if not _in_name(doc[first]):
            first += 1
            continue
        last = first
        while last + 1 < len(doc) and (
            _in_name(doc[last + 1])
            or (doc[last + 1].lower_ in PARTICLES and last + 2 < len(doc) and _in_name(doc[last + 2]))
        ):
            last += 1
        if not any(doc[i].lower_ in vocabulary.bodies for i in range(first, last + 1)):
            start = own_words(doc, first, last, vocabulary)
            if start is None and doc[last].text in known:
                start = last
            if start is not None and last - start < NAME_LENGTH:
                yield start, last, start > first or _has_role(doc, start, last, vocabulary)
        first = last + 1


def own_words(doc: Doc, first: int, last: int, vocabulary: Roles) -> int | None:
    """The index at which the name itself begins, behind titles and roles; None when nothing else is there.

    A role word behind a given name is a surname: "John Major", "Peter King".
    """
    begin, given = first, False
    for i in range(first, last + 1):
        word = doc[i].lower_
        if vocabulary.is_title(word) and not given:
            begin = i + 1
        given = given or (is_given_name(doc[i].text) and not vocabulary.is_title(word))
    return begin if begin <= last else None


def _is_the(doc: Doc, first: int) -> bool:
    """Whether "the" and nothing but capitalised words stands in front: "the Selkirk Ledger" is nobody."""
    at = first - 1
    while at >= 0 and _in_name(doc[at]) and doc[at].lower_ not in roles().roles:
        at -= 1
    return at >= 0 and doc[at].lower_ == "the"


def _is_no_name(doc: Doc, first: int, last: int) -> bool:
    """Whether a single word is an acronym where not all is in capitals ("CNN"), a network, a month or a day."""
    word = doc[first].text
    if first < last:
        return False
    if word.isupper() and 1 < len(word) <= ACRONYM and not doc.text.isupper():
        return True
    return word.lower() in sources().occasions or word.lower() in _dates() or word in _agencies()


@cache
def _agencies() -> frozenset[str]:
    return frozenset(form for agency in table("wires")["agency"] for form in agency["prose"])


@cache
def _dates() -> frozenset[str]:
    known = table("dates")["names"]
    return frozenset(names.split()[0].lower() for key in ("months", "weekdays") for names in known[key])


def _is_body(name: str) -> bool:
    """Whether a name taken for a person's is known as a state's or an organisation's."""
    return any(
        actor.kind != "leader" and actor.begin == 0 and actor.end == len(name) for actor in find_actors(name)
    )


def _has_role(doc: Doc, first: int, last: int, vocabulary: Roles) -> bool:
    """Whether the name stands in apposition to a role ("its foreign minister, Ann Orwin") or, of two words or more,
    a role in apposition to it or right in front of it ("foreign minister Ann Orwin")."""
    token = doc[first]
    if last > first and any(
        c.dep_ == "appos" and c.i > last and c.lower_ in vocabulary.roles for c in token.children
    ):
        return True
    if last > first and first and doc[first - 1].lower_ in vocabulary.roles:
        return not any(part.ent_type_ in ("ORG", "PLACE") for part in doc[first : last + 1])
    return token.dep_ == "appos" and token.head.i < token.i and token.head.lower_ in vocabulary.roles


def _may_end_a_name(token: Token) -> bool:
    """Whether a name may end in the token: not "Zandt allies"."""
    return token.pos_ in ("PROPN", "X") or (token.pos_ == "NOUN" and token.text[:1].isupper())


def _in_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper()
