"""People: who is named in an article, where, and with which role; the short names joined to the full ones."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.extraction.statements.frames import SUBJECTS, phrase_span
from onrecord.extraction.statements.roles import Roles
from onrecord.language import Analysis, Sentence
from onrecord.language.actors import find_actors
from onrecord.model import Article, Span

NAME_LENGTH = 5  # tokens of the longest name that is taken for a person's
ROLE_LENGTH = 8  # tokens of the longest role in front of a name
POSSESSIVES = ("his", "her", "its", "their", "our", "my", "your")
PARTICLES = (
    "de",
    "da",
    "del",
    "della",
    "der",
    "den",
    "di",
    "du",
    "la",
    "le",
    "van",
    "von",
    "al",
    "el",
    "bin",
    "ibn",
    "ter",
    "dos",
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named.

    span:    the name itself, without titles.
    words:   the name's words.
    role:    the span of the words that say who the person is here, None when none do.
    subject: whether the name stands as (or in) the subject of its sentence.
    gender:  "m" or "f" where a title tells, else None.
    """

    span: Span
    words: tuple[str, ...]
    role: Span | None
    subject: bool
    gender: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the article names.

    name:     the fullest name; `full` is the first mention that gives it.
    mentions: every mention, in the order of the text.
    roles:    where the article says who they are, each wording once, in the order of the text.
    gender:   "m" or "f" where some title tells.
    """

    name: str
    full: Mention
    mentions: tuple[Mention, ...]
    roles: tuple[Span, ...]
    gender: str | None

    @property
    def role(self) -> Span | None:
        """Where the article first says who they are."""
        return self.roles[0] if self.roles else None

    def inside(self, span: Span) -> tuple[Mention, ...]:
        """The mentions that begin inside `span`."""
        first = bisect_left(self.mentions, span.begin, key=lambda mention: mention.span.begin)
        last = bisect_left(self.mentions, span.end, lo=first, key=lambda mention: mention.span.begin)
        return self.mentions[first:last]


def person_of(text: str, mentions: list[Mention]) -> Person:
    """The person of these mentions, which are in the order of the text."""
    full = max(mentions, key=lambda mention: len(mention.words))
    roles: dict[str, Span] = {}
    for mention in mentions:
        if mention.role is not None:
            roles.setdefault(text[mention.role.begin : mention.role.end], mention.role)
    gender = next((mention.gender for mention in mentions if mention.gender), None)
    return Person(" ".join(full.words), full, tuple(mentions), tuple(roles.values()), gender)


@dataclass(frozen=True, slots=True)
class People:
    """Everybody whom an article names.

    persons: in the order of their first mention.
    at:      the person by the character at which any token of a mention begins.
    places:  every mention's begin with its person, in order.
    """

    persons: tuple[Person, ...]
    at: Mapping[int, Person]
    places: tuple[tuple[Mention, Person], ...]


def people(article: Article, analysis: Analysis, vocabulary: Roles) -> People:
    """Who is named in `article`. Surnames and first names alone belong to the nearest fuller name before them,
    else to the first one after them."""
    names = [list(_names(sentence, vocabulary)) for sentence in analysis.sentences]
    known = {
        sentence.doc[last].text
        for sentence, found in zip(analysis.sentences, names, strict=True)
        for first, last in found
        if last > first
    }
    mentions = [
        mention
        for sentence, found in zip(analysis.sentences, names, strict=True)
        for mention in _mentions(article.text, sentence, _completed(sentence, found, known, vocabulary), vocabulary)
    ]
    groups = _grouped(mentions)
    persons = [person_of(article.text, group) for group in groups]
    at: dict[int, Person] = {}
    for person in persons:
        for mention in person.mentions:
            begin = mention.span.begin
            for word in mention.words:
                begin = article.text.find(word, begin, mention.span.end)
                if begin < 0:
                    break
                at[begin] = person
                begin += len(word)
    places = sorted(((m, person) for person in persons for m in person.mentions), key=lambda pair: pair[0].span)
    return People(tuple(persons), at, tuple(places))


def _grouped(mentions: list[Mention]) -> list[list[Mention]]:
    groups: list[list[Mention]] = []
    by_name: dict[str, list[Mention]] = {}
    full = {mention.words[-1].casefold() for mention in mentions if len(mention.words) > 1}
    first = {mention.words[0].casefold() for mention in mentions if len(mention.words) > 1}
    waiting: dict[str, list[Mention]] = {}
    for mention in mentions:
        key = " ".join(mention.words).casefold()
        last = mention.words[-1].casefold()
        if len(mention.words) == 1 and last not in by_name and (last in full or last in first):
            waiting.setdefault(last, []).append(mention)
            continue
        group = by_name.get(key) or (by_name.get(last) if len(mention.words) == 1 else None)
        if group is None:
            group = _same_with_middle(mention, by_name)
        if group is None:
            group = []
            groups.append(group)
        group.append(mention)
        by_name[key] = group
        if len(mention.words) > 1:
            by_name[last] = group
            by_name.setdefault(mention.words[0].casefold(), group)
            for word in (last, mention.words[0].casefold()):
                group.extend(waiting.pop(word, ()))
    groups.extend(waiting.values())
    for group in groups:
        group.sort(key=lambda mention: mention.span)
    return sorted(groups, key=lambda group: group[0].span)


def _same_with_middle(mention: Mention, by_name: Mapping[str, list[Mention]]) -> list[Mention] | None:
    """The group of "Antony Blinken" for "Antony J. Blinken", and the other way round."""
    if len(mention.words) < 2:
        return None
    group = by_name.get(mention.words[-1].casefold())
    if group and any(m.words[0].casefold() == mention.words[0].casefold() and len(m.words) > 1 for m in group):
        return group
    return None


def _completed(
    sentence: Sentence, found: list[tuple[int, int]], known: set[str], vocabulary: Roles
) -> list[tuple[int, int]]:
    """`found` with the proper nouns that end in a surname known from elsewhere in the article."""
    seen = {i for first, last in found for i in range(first, last + 1)}
    further = [
        (first, last)
        for first, last, _ in _runs(sentence, vocabulary)
        if sentence.doc[last].text in known and seen.isdisjoint(range(first, last + 1))
    ]
    return sorted([*found, *further]) if further else found


def _mentions(
    text: str, sentence: Sentence, names: Iterable[tuple[int, int]], vocabulary: Roles
) -> Iterator[Mention]:
    doc = sentence.doc
    for first, last in names:
        first = max((i + 1 for i in range(first, last) if _is_title(doc[i].lower_, vocabulary)), default=first)
        tokens = [doc[i] for i in range(first, last + 1) if doc[i].pos_ != "PUNCT"]
        words = tuple(token.text for token in tokens if token.lower_ not in ("'s", "’s"))
        if not words or _is_title(words[-1].lower(), vocabulary):
            continue
        head = _head(tokens)
        before = doc[first - 1].lower_ if first else ""
        role = _role_span(sentence, head, first, vocabulary)
        yield Mention(
            sentence.span(doc[first], tokens[-1]),
            words,
            role,
            any(
                token.dep_ in (*SUBJECTS, "nsubj:pass")
                for token in (head, head.head if head.dep_ in ("appos", "flat") else head)
            ),
            vocabulary.gender.get(before) or _gender(text, role, vocabulary),
        )


def _is_title(word: str, vocabulary: Roles) -> bool:
    return word in vocabulary.titles or word in vocabulary.roles


def _gender(text: str, role: Span | None, vocabulary: Roles) -> str | None:
    if role is None:
        return None
    return next(
        (vocabulary.gender[w] for w in text[role.begin : role.end].lower().split() if w in vocabulary.gender), None
    )


def _names(sentence: Sentence, vocabulary: Roles) -> Iterator[tuple[int, int]]:
    """First and last token index of each person's name: the pipeline's entities, and proper nouns behind a title
    that the pipeline took for something else; without entities, every run of proper nouns."""
    doc = sentence.doc
    runs = list(_runs(sentence, vocabulary))
    if not doc.has_annotation("ENT_IOB"):
        yield from ((first, last) for first, last, _ in runs)
        return
    seen: set[int] = set()
    for entity in doc.ents:
        if entity.label_ != "PERSON" or not any(token.pos_ == "PROPN" for token in entity):
            continue
        last = entity.end - 1
        while last > entity.start and (
            doc[last].lower_ in ("'s", "’s") or doc[last].pos_ not in ("PROPN", "X", "NOUN")
        ):
            last -= 1
        if not _is_body(doc[entity.start : last + 1].text):
            seen.update(range(entity.start, last + 1))
            yield entity.start, last
    for first, last, titled in runs:
        if titled and seen.isdisjoint(range(first, last + 1)):
            yield first, last


def _is_body(name: str) -> bool:
    """Whether a name taken for a person's is known as a state's or an organisation's."""
    return any(
        actor.kind != "leader" and actor.begin == 0 and actor.end == len(name) for actor in find_actors(name)
    )


def _runs(sentence: Sentence, vocabulary: Roles) -> Iterator[tuple[int, int, bool]]:
    """Runs of one to five proper nouns that no word marks as a body's name, and whether a title leads them."""
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
        words = [doc[i].lower_ for i in range(first, last + 1)]
        if not any(word in vocabulary.bodies for word in words) and not _is_title(words[-1], vocabulary):
            start = max((i for i, word in enumerate(words) if _is_title(word, vocabulary)), default=-1) + first + 1
            if last - start < NAME_LENGTH:
                yield start, last, start > first or _has_role(doc, start, last, vocabulary)
        first = last + 1


def _has_role(doc: Doc, first: int, last: int, vocabulary: Roles) -> bool:
    """Whether the name stands in apposition to a role ("its foreign minister, Ann Orwin") or, of two words or more,
    right behind one ("foreign minister Ann Orwin")."""
    token = doc[first]
    if last > first and first and doc[first - 1].lower_ in vocabulary.roles:
        return not any(part.ent_type_ in ("ORG", "PLACE") for part in doc[first : last + 1])
    return token.dep_ == "appos" and token.head.i < token.i and token.head.lower_ in vocabulary.roles


def _in_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper()


def _head(tokens: list[Token]) -> Token:
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in inside), tokens[0])


def _role_span(sentence: Sentence, head: Token, first: int, vocabulary: Roles) -> Span | None:
    """The words that say who a named person is: in front ("Foreign Minister X"), behind ("X, head of Y,") or
    as what the name explains ("its foreign minister, X")."""
    doc = sentence.doc
    for child in head.children:
        if child.dep_ == "appos" and child.i > head.i and _names_a_role(child, vocabulary):
            return _without_article(sentence, phrase_span(sentence, child), child)
    if head.dep_ == "appos" and _names_a_role(head.head, vocabulary) and head.head.i < head.i:
        role = head.head
        last = max(
            (c.right_edge.i for c in role.children if c.dep_ == "nmod" and c.right_edge.i < first), default=role.i
        )
        return sentence.span(doc[_role_begin(role)], doc[last])
    start = first
    while start > 0 and first - start < ROLE_LENGTH and _in_role(doc[start - 1]):
        start -= 1
    while start < first and (doc[start].pos_ in ("PART", "PUNCT") or doc[start].lower_ in POSSESSIVES):
        start += 1
    inner = [i for i in range(start, first) if doc[i].lower_ in vocabulary.roles]
    if inner:
        return sentence.span(doc[start], doc[first - 1])
    return None


def _in_role(token: Token) -> bool:
    return token.pos_ in ("PROPN", "NOUN", "ADJ", "PART") or token.text == "-"


def _role_begin(role: Token) -> int:
    """Index of the first word of the phrase of `role` that is no article, possessive pronoun or conjunction."""
    first = role.left_edge
    while first.i < role.i and (
        first.pos_ in ("DET", "CCONJ", "PUNCT", "ADV", "SCONJ") or first.lower_ in POSSESSIVES
    ):
        first = role.doc[first.i + 1]
    return first.i


def _names_a_role(token: Token, vocabulary: Roles) -> bool:
    return token.lower_ in vocabulary.roles or any(
        child.dep_ in ("compound", "flat", "conj") and child.lower_ in vocabulary.roles for child in token.children
    )


def _without_article(sentence: Sentence, span: Span, head: Token) -> Span:
    doc = sentence.doc
    first = head.left_edge
    relative = min(
        (c.left_edge.i for c in head.children if c.dep_ in ("acl:relcl", "acl", "appos", "conj") and c.i > head.i),
        default=None,
    )
    if first.pos_ == "DET" and first.i < head.i:
        span = Span(sentence.span(doc[first.i + 1]).begin, span.end)
    if relative is not None and relative > head.i:
        last = doc[relative - 1]
        while last.i > head.i and last.pos_ in ("PUNCT", "CCONJ"):
            last = doc[last.i - 1]
        span = Span(span.begin, min(span.end, sentence.span(last).end))
    return span
