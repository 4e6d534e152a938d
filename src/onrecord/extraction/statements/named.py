"""Names of people in a sentence: which tokens are somebody's name, without the titles in front of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

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


@dataclass(frozen=True, slots=True)
class Named:
    """The names in one sentence, each by first and last token index.

    own:   people's names.
    other: proper nouns that are somebody's name only where their last word is a surname known from elsewhere.
    """

    own: list[tuple[int, int]]
    other: list[tuple[int, int]]


def names(sentence: Sentence, vocabulary: Roles) -> Named:
    """The names of `sentence`: the pipeline's entities, and proper nouns behind a title that the pipeline took for
    something else; without entities, every run of proper nouns."""
    doc = sentence.doc
    own: list[tuple[int, int]] = []
    other: list[tuple[int, int]] = []
    seen: set[int] = set()
    labelled = doc.has_annotation("ENT_IOB")
    for entity in doc.ents if labelled else ():
        if entity.label_ != "PERSON":
            continue
        name = _of_entity(doc, entity, vocabulary)
        if name is not None:
            seen.update(range(name[0], name[1] + 1))
            own.append(name)
    for first, last in _titled(doc, vocabulary):
        if seen.isdisjoint(range(first, last + 1)):
            seen.update(range(first, last + 1))
            own.append((first, last))
    for first, last in _runs(doc):
        if not seen.isdisjoint(range(first, last + 1)) or any(
            doc[i].lower_ in vocabulary.bodies for i in range(first, last + 1)
        ):
            continue
        last = without_letters(doc, first, last, vocabulary)
        start = own_words(doc, first, last, vocabulary)
        titled = start is not None and (
            start > first or _has_role(doc, start, last, vocabulary) or _has_given_name(doc, start, last)
        )
        begin = last if start is None else start  # "Mr. King": a role word may be a surname that is known
        if last - begin < NAME_LENGTH:
            (own if titled or (start is not None and not labelled) else other).append((begin, last))
    return Named(own, other)


def _of_entity(doc: Doc, entity: SpacySpan, vocabulary: Roles) -> tuple[int, int] | None:
    """The name in what the pipeline takes for a person, without titles and what stands behind it."""
    last = entity.end - 1
    while last > entity.start and (doc[last].lower_ in POSSESSIVE_ENDINGS or not _may_end_a_name(doc[last])):
        last -= 1
    while last + 1 < len(doc) and INITIAL.fullmatch(doc[last].text) and _in_name(doc[last + 1]):
        last += 1  # "Peter T. King", of which the pipeline takes "Peter T."
    last = without_letters(doc, entity.start, _whole(doc, last), vocabulary)
    if not any(token.pos_ == "PROPN" for token in doc[entity.start : last + 1]):
        return None
    first = own_words(doc, entity.start, last, vocabulary)
    while (
        first
        and _in_name(doc[first - 1])
        and doc[first - 1].ent_type_ == ""
        and _are_one(doc[first - 1], doc[first])
        and not vocabulary.is_title(doc[first - 1].lower_)
    ):
        first -= 1  # "Wang Yi", of which the pipeline takes "Yi"
    while first is not None and first > 1 and _is_hyphen(doc[first - 1]) and doc[first - 2].text[:1].isupper():
        first -= 2  # "Odd-Arne Vik"
    if first is None and not vocabulary.is_title(doc[entity.start].lower_):
        first = entity.start  # a surname that is a role word too, behind a given name that is not known
    if first is None or _is_no_name(doc, first, last) or _is_body(doc[first : last + 1].text):
        return None
    return None if _is_the(doc, first) or _is_a_firm(doc, first, last, vocabulary) else (first, last)


def _is_a_firm(doc: Doc, first: int, last: int, vocabulary: Roles) -> bool:
    """Whether the form of a company stands in or behind the name ("Zandt Oil AS"), or what explains it is a body
    ("the operator Zandtline")."""
    behind = doc[last + 1].text if last + 1 < len(doc) else ""
    if doc[last].text in vocabulary.firms or behind in vocabulary.firms:
        return True
    head = doc[first].head
    return doc[first].dep_ in ("flat", "appos") and head.i < first and head.lower_ in sources().institutions


def _whole(doc: Doc, last: int) -> int:
    """The index of a name's last token with what the pipeline leaves out: "Maria van | der Aa", "Orwin | -Beck"."""
    at = last
    while at + 1 < len(doc) and doc[at + 1].lower_ in PARTICLES[:-1]:
        at += 1
    if (at > last or doc[last].lower_ in PARTICLES) and at + 1 < len(doc) and doc[at + 1].text[:1].isupper():
        last = at + 1
    while last + 2 < len(doc) and _is_hyphen(doc[last + 1]) and doc[last + 2].text[:1].isupper():
        last += 2
    return last


def _is_hyphen(token: Token) -> bool:
    """Whether the token joins two words without a blank on either side."""
    return token.text in "-‑" and not token.whitespace_ and token.i > 0 and not token.nbor(-1).whitespace_


def without_letters(doc: Doc, first: int, last: int, vocabulary: Roles) -> int:
    """The index of a name's last token without letters after it ("Ann Orwin MP")."""
    while last > first and doc[last].text.isupper() and doc[last].lower_ in vocabulary.letters:
        last -= 1
    return last


def _has_given_name(doc: Doc, first: int, last: int) -> bool:
    """Whether proper nouns that the pipeline takes for no body begin with a known given name and act or are
    explained, as people do: not "Victoria Station"."""
    if (
        last == first
        or not is_given_name(doc[first].text)
        or any(t.ent_type_ == "ORG" for t in doc[first : last + 1])
    ):
        return False
    inside = range(first, last + 1)
    head = next((token for token in doc[first : last + 1] if token.head.i not in inside), doc[first])
    if _is_the(doc, first) or _is_body(doc[first : last + 1].text):
        return False
    acts = head.dep_ in ("nsubj", "nsubj:pass", "appos")
    explained = any(
        c.dep_ == "appos" or (c.dep_ == "acl:relcl" and any(word.lower_ == "who" for word in c.children))
        for c in head.children
    )
    return acts and (explained or doc[first].ent_type_ == "")


def _are_one(before: Token, token: Token) -> bool:
    """Whether the parse joins two proper nouns as one person's names, or a given name and a surname."""
    if token.dep_ == "flat" and token.head == before:
        return True
    return before.dep_ in ("compound", "flat") and before.head == token and is_given_name(before.text)


def _titled(doc: Doc, vocabulary: Roles) -> Iterator[tuple[int, int]]:
    """The capitalised words behind a title, whatever the parse takes them for: "Cllr Desmond Prior"."""
    for token in doc:
        if token.lower_ not in vocabulary.titles or token.is_lower or vocabulary.is_person(token.lower_):
            continue
        last = token.i
        while last + 1 < len(doc) and last - token.i < NAME_LENGTH and doc[last + 1].is_title:
            last += 1
        if last > token.i and not any(vocabulary.is_title(part.lower_) for part in doc[token.i + 1 : last + 1]):
            yield token.i + 1, last


def _runs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Runs of capitalised proper nouns, particles between them included."""
    first = last = -1
    for token in doc:
        if token.pos_ == "PROPN" and token.text[:1].isupper():
            if (
                first < 0
                or not all(doc[i].lower_ in PARTICLES for i in range(last + 1, token.i))
                or token.i > last + 2
            ):
                if first >= 0:
                    yield first, last
                first = token.i
            last = token.i
    if first >= 0:
        yield first, last


def own_words(doc: Doc, first: int, last: int, vocabulary: Roles) -> int | None:
    """The index at which the name itself begins, behind titles and roles; None when nothing else is there.

    A role word behind a given name is a surname: "John Major", "Peter King".
    """
    begin, given = first, False
    for i in range(first, last + 1):
        word = doc[i].lower_
        if not given and (vocabulary.is_title(word) or word[:1].isdigit()):
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
    inside = range(first, last + 1)
    token = next((token for token in doc[first : last + 1] if token.head.i not in inside), doc[first])
    if last > first and any(
        c.dep_ == "appos" and c.i > last and c.lower_ in vocabulary.roles for c in token.children
    ):
        return True
    if last > first and first and doc[first - 1].lower_ in vocabulary.roles:
        return not any(part.ent_type_ in ("ORG", "PLACE") for part in doc[first : last + 1])
    if token.dep_ != "appos" or token.head.i >= token.i:
        return False
    role = token.head
    if role.dep_ == "nmod" and doc[first - 1].text == "," and last > first:
        role = role.head  # "the president of the council, Ann Orwin", where the parse takes her for the council
    return role.lower_ in vocabulary.roles


def _may_end_a_name(token: Token) -> bool:
    """Whether a name may end in the token: not "Zandt allies"."""
    return token.pos_ in ("PROPN", "X") or (token.pos_ == "NOUN" and token.text[:1].isupper())


def _in_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper()
