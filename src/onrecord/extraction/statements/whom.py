"""Whom the words of a noun phrase name themselves, by head, apposition, title or relative clause."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.extraction.statements.people import People, Person
from onrecord.extraction.statements.role_spans import ROLE_LENGTH
from onrecord.extraction.statements.roles import Roles
from onrecord.language import Sentence
from onrecord.model import Span

CLIMB = 6  # how far up a noun phrase "who" looks for somebody


@dataclass(frozen=True, slots=True)
class Whom:
    """Looks up the people of one article by the tokens of a phrase."""

    text: str
    people: People
    vocabulary: Roles

    def antecedent(self, sentence: Sentence, pronoun: Token) -> Token | None:
        """The head of what a relative pronoun describes: for "who" somebody, further up the phrase if need be."""
        verb = pronoun.head
        token: Token | None = None
        for _ in range(CLIMB):
            if verb.dep_.startswith("acl"):
                token = verb.head
                break
            if verb.head == verb:
                break
            verb = verb.head
        if token is None:
            before = pronoun.i - 1
            while before > 0 and pronoun.doc[before].is_punct:
                before -= 1
            token = pronoun.doc[before] if 0 <= before < pronoun.i else None
            if token is None or token.pos_ not in ("NOUN", "PROPN"):
                return None
        if pronoun.lower_ not in ("who", "whom"):
            return token
        first = token
        for _ in range(CLIMB):
            if self._is_somebody(sentence, token):
                return token
            if token.head == token or token.head.pos_ not in ("NOUN", "PROPN"):
                break
            token = token.head
        return first

    def named(self, sentence: Sentence, head: Token, source: Span) -> Person | None:
        """The person whom the noun phrase of `head` names: its head, or a name in apposition to it."""
        person = self.people.at.get(sentence.begin + head.idx)
        if person is not None:
            return person
        for child in head.children:
            if child.dep_ in ("flat", "appos", "flat:name") or (child.dep_ == "compound" and child.i == head.i + 1):
                for token in (child, *child.children):  # "her rival, the lawyer Ann Orwin"
                    if token == child or token.dep_ in ("flat", "appos"):
                        person = self.people.at.get(sentence.begin + token.idx)
                        if person is not None:
                            return person
        first = head.head if head.dep_ == "conj" else head
        if first.dep_ == "appos" and head.lower_ in self.vocabulary.roles:
            person = self.people.at.get(sentence.begin + first.head.idx)
            if person is not None:  # "Jay Orwin, the club's president", where the source is the president
                return person
        if head.lower_ in self.vocabulary.roles:
            person = self._behind(sentence, head)
            if person is not None:
                return person
            comma_at = self.text.rfind(", ", source.begin, source.end)
            if comma_at >= 0:  # "the ambassador to Norway, Ann Orwin", where the parse takes her for Norway
                return self.people.at.get(comma_at + 2)
        return None

    def _behind(self, sentence: Sentence, role: Token) -> Person | None:
        """Whose name stands behind the role as theirs: "Secretary of State Ann Orwin", of which the parse may take
        the first word alone; nobody in "an aide to Senator Ann Orwin"."""
        at = sentence.begin + role.idx
        for token in role.doc[role.i + 1 : role.i + 1 + ROLE_LENGTH]:
            if token.is_punct or token.pos_ in ("VERB", "AUX"):
                break
            person = self.people.at.get(sentence.begin + token.idx)
            if person is not None:
                mention = person.inside(sentence.span(token))
                own = mention[0].role if mention else None
                return person if own is not None and own.begin <= at < own.end else None
        return None

    def own_head(self, sentence: Sentence, head: Token, source: Span) -> Token:
        """The noun behind a name that only tells whose people or body speaks ("Zandt allies"), where the parse
        takes the name for the head; else `head`."""
        behind = head.i + 1
        while behind < len(head.doc) and self.people.at.get(sentence.begin + head.doc[behind].idx) is not None:
            behind += 1
        if behind == len(head.doc) or self.people.at.get(sentence.begin + head.idx) is None:
            return head
        word = head.doc[behind]
        known = (self.vocabulary.plurals, self.vocabulary.groups, self.vocabulary.bodies, self.vocabulary.roles)
        noun = word.pos_ == "NOUN" and any(word.lower_ in words for words in known)
        return word if noun and sentence.begin + word.idx < source.end else head

    def _is_somebody(self, sentence: Sentence, token: Token) -> bool:
        word = token.lower_
        return (
            self.people.at.get(sentence.begin + token.idx) is not None
            or self.vocabulary.is_person(word)
            or word in self.vocabulary.plurals
            or word in self.vocabulary.groups
        )
