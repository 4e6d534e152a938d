"""People: who is named in an article, where, and with which role; the short names joined to the full ones."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Token

from onrecord.extraction.latest import latest
from onrecord.extraction.statements.frames import SUBJECTS
from onrecord.extraction.statements.named import NAME_LENGTH, PARTICLES, POSSESSIVE_ENDINGS, Named, names
from onrecord.extraction.statements.role_spans import role_span, side_span
from onrecord.extraction.statements.roles import Roles
from onrecord.language import Analysis, Sentence
from onrecord.language.given_names import gender_of, given_names, skeleton, surname_first, without_accents
from onrecord.model import Article, Span

BEARERS = 20  # people of one surname among whom one of the right gender is sought


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named.

    span:    the name itself, without titles.
    words:   the name's words.
    begins:  where each of its tokens begins.
    role:    the span of the words that say who the person is here, None when none do.
    side:    what they are "of" ("Maria Orwin of Norway").
    weight:  how much the place in its sentence makes a pronoun mean this person: see `salience`.
    subject: whether the name stands as (or in) the subject of its sentence.
    gender:  "m" or "f" where a title or a role tells, else None.
    """

    span: Span
    words: tuple[str, ...]
    begins: tuple[int, ...]
    role: Span | None
    side: Span | None
    weight: int
    subject: bool
    gender: str | None

    @property
    def surname(self) -> str:
        """The family name without accents, in lower case, as far as one tells."""
        return without_accents(self.words[0 if surname_first(self.words) else -1])

    @property
    def given(self) -> str | None:
        """The given name or its initial, None of a surname alone."""
        if len(self.words) == 1 or self.words[0].lower() in PARTICLES:
            return None
        return without_accents(self.words[1 if surname_first(self.words) else 0])


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the article names.

    name:     the fullest name; `full` is the first mention that gives it.
    mentions: every mention, in the order of the text.
    roles:    where the article says who they are, each wording once, in the order of the text.
    gender:   "m" or "f" where some title, a role or the given name tells.
    """

    name: str
    full: Mention
    mentions: tuple[Mention, ...]
    roles: tuple[Span, ...]
    gender: str | None

    def inside(self, span: Span) -> tuple[Mention, ...]:
        """The mentions that begin inside `span`."""
        first = bisect_left(self.mentions, span.begin, key=lambda mention: mention.span.begin)
        last = bisect_left(self.mentions, span.end, lo=first, key=lambda mention: mention.span.begin)
        return self.mentions[first:last]


def person_of(text: str, mentions: list[Mention]) -> Person:
    """The person of these mentions, which are in the order of the text."""
    full = max(mentions, key=lambda mention: (len(mention.words), sum(len(word) > 2 for word in mention.words)))
    wordings: dict[str, Span] = {}
    for mention in mentions:
        if mention.role is not None:
            wordings.setdefault(text[mention.role.begin : mention.role.end], mention.role)
    told = next((mention.gender for mention in mentions if mention.gender), None)
    given = next((m.given for m in mentions if m.given and len(m.given) > 2), None)
    gender = told or (gender_of(given) if given else None)
    return Person(" ".join(full.words), full, tuple(mentions), tuple(wordings.values()), gender)


@dataclass(frozen=True, slots=True)
class People:
    """Everybody whom an article names.

    persons: in the order of their first mention.
    at:      the person by the character at which any token of a mention begins.
    places:  every mention with its person, in the order of the text.
    author:  the byline's words with their place, where they name one person.
    """

    persons: tuple[Person, ...]
    at: Mapping[int, Person]
    places: tuple[tuple[Mention, Person], ...]
    author: tuple[str, Span] | None = None


@latest
def people(article: Article, analysis: Analysis, vocabulary: Roles) -> People:
    """Who is named in `article`. Surnames and first names alone belong to the fuller name that they are part of."""
    found = [names(sentence, vocabulary) for sentence in analysis.sentences]
    known = {
        sentence.doc[last].text.casefold()
        for sentence, named in zip(analysis.sentences, found, strict=True)
        for first, last in named.own
        if last > first or (first and sentence.doc[first - 1].lower_ in vocabulary.roles)
    }
    mentions = [
        mention
        for sentence, named in zip(analysis.sentences, found, strict=True)
        for mention in _mentions(article.text, sentence, _completed(sentence, named, known, vocabulary), vocabulary)
    ]
    persons = [person_of(article.text, group) for group in grouped(mentions)]
    at = {begin: person for person in persons for mention in person.mentions for begin in mention.begins}
    places = sorted(((m, person) for person in persons for m in person.mentions), key=lambda pair: pair[0].span)
    return People(tuple(persons), at, tuple(places), _author(article))


def _author(article: Article) -> tuple[str, Span] | None:
    """Who wrote the article, where its byline names one person."""
    words, anchors = (article.byline or "").split(), article.anchors.get("byline", ())
    if not 1 < len(words) <= NAME_LENGTH or not anchors or "and" in words:
        return None
    return " ".join(words), anchors[0]


@dataclass(slots=True)
class _Named:
    """A person in the making: mentions with a given name, then those without."""

    mentions: list[Mention] = field(default_factory=list)
    gender: str | None = None

    def add(self, mention: Mention) -> None:
        self.mentions.append(mention)
        self.gender = self.gender or mention.gender


def grouped(mentions: list[Mention]) -> list[list[Mention]]:
    """`mentions` by person, the persons in the order of their first mention."""
    persons, by_surname, by_given = _fully_named(mentions)
    alone: dict[str, _Named] = {}
    spelt = {skeleton(surname): bearers for surname, bearers in reversed(by_surname.items())}
    for mention in mentions:
        if mention.given is not None:
            continue
        bearers = (
            by_surname.get(mention.surname)
            or by_given.get(without_accents(mention.words[0]))
            or spelt.get(skeleton(mention.surname))
        )
        if bearers is None:
            person = alone.get(mention.surname)
            if person is None:
                person = alone[mention.surname] = _Named()
                persons.append(person)
        else:
            person = _whom(mention, bearers) or alone.get(f"{mention.surname} {mention.gender}")
            if person is None:
                person = alone[f"{mention.surname} {mention.gender}"] = _Named()
                persons.append(person)
        person.mentions.append(mention)
    groups = [sorted(person.mentions, key=lambda mention: mention.span) for person in persons]
    return sorted(groups, key=lambda group: group[0].span)


@dataclass(slots=True)
class _Bearers:
    """Those who bear one surname (or one given name), in the order in which the article names them in full."""

    order: list[_Named] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def add(self, person: _Named) -> None:
        if id(person) not in self.seen:
            self.seen.add(id(person))
            self.order.append(person)


def _fully_named(
    mentions: list[Mention],
) -> tuple[list[_Named], dict[str, _Bearers], dict[str, _Bearers]]:
    """The people named with given name and surname, by surname and by given name. "Antony J. Blinken", "A. Blinken"
    and "Tony Blinken" are one."""
    persons: list[_Named] = []
    index: dict[tuple[str, str | int], _Named] = {}
    by_surname: dict[str, _Bearers] = {}
    by_given: dict[str, _Bearers] = {}
    forms = given_names().forms
    for mention in mentions:
        given = mention.given
        if given is None:
            continue
        initial = given.rstrip(".")
        keys: list[str | int] = [given, *sorted(forms.get(given, ())), f"={skeleton(given)}"]
        person = next((index[mention.surname, key] for key in keys if (mention.surname, key) in index), None)
        if person is None and len(initial) == 1:
            person = index.get((mention.surname, initial + "*"))
        if person is None and len(initial) > 1:
            person = index.get((mention.surname, given[0]))
        if person is None:
            person = _Named()
            persons.append(person)
        person.add(mention)
        for key in (*keys, initial if len(initial) == 1 else given[0] + "*"):
            index.setdefault((mention.surname, key), person)
        by_surname.setdefault(mention.surname, _Bearers()).add(person)
        by_given.setdefault(given, _Bearers()).add(person)
    return persons, by_surname, by_given


def _whom(mention: Mention, bearers: _Bearers) -> _Named | None:
    """Whom a surname alone means that several people bear: the one whom the article names first, since the others
    get their given name each time; never somebody of the other gender."""
    if mention.gender is None:
        return bearers.order[0]
    fitting = (person for person in bearers.order[:BEARERS] if _gender(person) in (None, mention.gender))
    return next(fitting, None)


def _gender(person: _Named) -> str | None:
    return person.gender or next((gender_of(m.given) for m in person.mentions[:1] if m.given), None)


def _completed(sentence: Sentence, named: Named, known: set[str], vocabulary: Roles) -> list[tuple[int, int]]:
    """The people's names in `sentence`, with the proper nouns that end in a surname known from elsewhere, in
    capitals too, and with such a surname behind a given name where the pipeline takes it for something else."""
    doc = sentence.doc
    further = [(first, last) for first, last in named.other if _is_known(doc[last], known)]
    taken = {i for first, last in (*named.own, *further) for i in range(first, last + 1)}
    for token in doc[1:]:
        before = token.nbor(-1)
        if (
            _is_known(token, known)
            and token.i not in taken
            and before.i not in taken
            and before.pos_ == "PROPN"
            and before.text[:1].isupper()
            and before.ent_type_ == ""
            and not vocabulary.is_title(before.lower_)
        ):
            further.append((before.i, token.i))
    return sorted([*named.own, *further]) if further else named.own


def _is_known(token: Token, known: set[str]) -> bool:
    """Whether a capitalised word is among the surnames `known`."""
    return token.text[:1].isupper() and token.lower_ in known


def _mentions(
    text: str, sentence: Sentence, found: Iterable[tuple[int, int]], vocabulary: Roles
) -> Iterator[Mention]:
    doc = sentence.doc
    for first, last in found:
        tokens = [t for t in doc[first : last + 1] if not t.is_space and t.lower_ not in POSSESSIVE_ENDINGS]
        tokens = [t for t in tokens if t.pos_ != "PUNCT" or t.text in "-.‑"]
        if not tokens or (len(tokens) > 1 and vocabulary.is_title(tokens[0].lower_)):
            continue
        span = sentence.span(tokens[0], tokens[-1])
        words = tuple(" ".join(text[span.begin : span.end].split()).split())
        head = _head(tokens)
        if head.dep_ == "flat" and head.head.i < first and head.head.lower_ in vocabulary.titles:
            head = head.head  # "Mrs Ann Orwin", where the parse takes the title for the head
        before = doc[first - 1].lower_ if first else ""
        role = role_span(text, sentence, head, first, vocabulary)
        subject, weight = _place(head)
        yield Mention(
            span,
            words,
            tuple(sentence.begin + token.idx for token in tokens),
            role,
            side_span(sentence, tokens[-1]),
            weight,
            subject,
            vocabulary.gender.get(before) or _told(text, role, vocabulary),
        )


SUBJECT, MAIN, OBJECT, OBLIQUE, ANY = 80, 80, 50, 40, 80
"""Weights of a mention's place after Lappin and Leass (1994): as a subject, as one not inside another noun phrase
or a subordinate clause, as an object, as anything else of the verb, and for being mentioned at all."""


def _place(head: Token) -> tuple[bool, int]:
    """Whether a name of this head is a subject, and its weight."""
    token = head
    while token.dep_ in ("appos", "flat", "flat:name") and token.head != token:
        token = token.head
        if token.dep_ in (*SUBJECTS, "nsubj:pass"):
            break
    verb = token.head
    main = verb.dep_ in ("ROOT", "root") or (
        verb.dep_ in ("conj", "parataxis") and verb.head.dep_ in ("ROOT", "root")
    )
    if token.dep_ in (*SUBJECTS, "nsubj:pass"):
        return True, ANY + SUBJECT + (MAIN if main else MAIN // 2)
    if token.dep_ in ("obj", "iobj"):
        return False, ANY + (OBJECT if main else OBJECT // 2)
    return False, ANY + OBLIQUE if token.dep_.startswith("obl") and main else ANY // 2


def _told(text: str, role: Span | None, vocabulary: Roles) -> str | None:
    if role is None:
        return None
    words = text[role.begin : role.end].lower().split()
    return next((vocabulary.gender[word] for word in reversed(words) if word in vocabulary.gender), None)


def _head(tokens: list[Token]) -> Token:
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in inside), tokens[0])
