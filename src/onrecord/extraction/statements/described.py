"""Described people: whom "the minister", "the alliance's chief", "the former prime minister" means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Token

from onrecord.extraction.statements.affiliation import is_former
from onrecord.extraction.statements.people import Person
from onrecord.extraction.statements.roles import Roles
from onrecord.language.organisations import generic_organisation
from onrecord.model import Span

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*\.?")
PARTS = re.compile(r"\band\b|[,;/]|\b(?:of|for|to|in|at|from|on|with)\b.*?(?=\band\b|[,;/]|$)")
LITTLE = frozenset((
    "the", "a", "an", "of", "for", "to", "in", "and", "at", "on", "by", "his", "her", "its", "their", "our", "this",
    "that", "with", "s",
))  # fmt: skip

MOST = 40  # people of one role who are all looked at; of more only those who stand out before the description
ROLES = 12  # wordings of one person's role that are looked at


@dataclass(slots=True)
class Described:
    """The people of an article by the words of their roles."""

    text: str
    vocabulary: Roles
    persons: Iterable[Person]
    _by_word: dict[str, list[Person]] | None = field(default=None)

    def fitting(self, word: str, near: Iterable[Person]) -> list[Person]:
        """The people who may be spoken of as `word` (lower case), in the order of their first mention; of too many,
        only those `near`."""
        words = (word, *sorted(self.vocabulary.wider.get(word, ())))
        holders = [self._index().get(each, ()) for each in words]
        if sum(map(len, holders)) > MOST:
            holders = [[person for person in near if self._has_one(person, words)]]
        found = {id(person): person for held in holders for person in held}
        return sorted(found.values(), key=lambda person: person.mentions[0].span)

    def _has_one(self, person: Person, words: Iterable[str]) -> bool:
        said = {word for role in person.roles[:ROLES] for word in self.heads(role)}
        return not said.isdisjoint(words)

    def likeness(self, head: Token, words: frozenset[str], person: Person) -> int | None:
        """How well the article's words for `person` fit a description, None when none does: every own word of the
        description counts, and the very noun."""
        own = words - LITTLE - {head.lower_}
        former = is_former(" ".join(words), self.vocabulary)
        best: int | None = None
        for role in person.roles[:ROLES]:
            said = self.words(role)
            if not self.vocabulary.met_by(head.lower_, self.heads(role)):
                continue
            over = is_former(self.text[role.begin : role.end], self.vocabulary)
            if former and not over:
                continue
            penalty = int(over and not former)
            fit = 2 * len(own & said) + (head.lower_ in said) - penalty
            best = fit if best is None else max(best, fit)
        return best

    def words(self, span: Span) -> frozenset[str]:
        """The words of `span` in lower case, without full stops."""
        return frozenset(
            word
            for match in WORD.finditer(self.text, span.begin, span.end)
            for word in {match.group().lower(), match.group().lower().rstrip(".")}
        )

    def heads(self, span: Span) -> frozenset[str]:
        """The nouns of a role that say what somebody is: "chairman" of "Republican chairman of the committee"."""
        found: set[str] = set()
        for part in PARTS.split(self.text[span.begin : span.end].lower()):
            words = [
                word.rstrip(".") if word.rstrip(".") in self.vocabulary.roles else word
                for word in WORD.findall(part)
            ]
            known = [word for word in words if self.vocabulary.is_title(word)]
            if len(known) > 1 and known[-1] == "general":
                known[-1:] = [f"{known[-2]}-general"]  # "secretary general", "attorney general": no soldiers
            found.update(known[-1:])
        return frozenset(found)

    def _index(self) -> Mapping[str, list[Person]]:
        if self._by_word is None:
            self._by_word = {}
            for person in self.persons:
                seen = {word for role in person.roles for word in self.heads(role)}
                for word in sorted(seen):
                    self._by_word.setdefault(word, []).append(person)
        return self._by_word


def possessor(head: Token) -> Token | None:
    """Whose the described person is: the alliance of "the alliance's chief", the club of "head of the club"."""
    for child in head.children:
        if child.dep_ == "nmod:poss" and child.pos_ != "PRON":
            return child
    for child in head.children:
        if child.dep_ == "nmod" and any(case.lower_ in ("of", "for") for case in child.children):
            return child
    return None


def may_belong(owner: Token, actor: str | None) -> bool:
    """Whether a generic noun ("the alliance") may mean the organisation `actor`."""
    return actor is not None and actor in generic_organisation(owner.lower_)
