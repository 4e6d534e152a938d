"""Speakers: the person or body behind the words that name a source, resolved within the article.

The nearest name is not the rule. A name in the source wins; then what the source says of itself (a role, a
relative pronoun's antecedent); then who spoke or acted last and fits.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from onrecord.extraction.statements.attributions import Attribution
from onrecord.extraction.statements.frames import SUBJECTS, phrase_span
from onrecord.extraction.statements.people import Mention, People, Person
from onrecord.extraction.statements.roles import Roles
from onrecord.language import Sentence
from onrecord.language.actors import Actor, find_actors
from onrecord.language.organisations import generic_nouns
from onrecord.model import NO_EVIDENCE, Evidence, EvidenceMap, Span, Speaker, inferred, stated

SINGULAR = {"he": "m", "she": "f", "him": "m", "her": "f", "his": "m", "himself": "m", "herself": "f"}
PLURAL = ("they", "them", "themselves", "their")
NEUTER = ("it", "its", "itself")
RELATIVE = ("who", "which", "that", "whom")
REACH = 2500  # characters: how far back a pronoun or a role may point
LAST_MENTIONS = 40  # how many mentions back a pronoun's person is sought
LAST_SPOKEN = 6  # how many statements back
PARAGRAPHS = 2  # within which a bare role may mean who spoke last
ROLE_REACH = 800  # characters: how far back a bare role ("the minister") may mean who spoke last
DEFINITE = ("the", "this", "that", "its", "their", "his", "her", "our")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A speaker with the evidence for each of its fields and for the venue; `person` when it is somebody whom the
    article names."""

    speaker: Speaker
    evidence: EvidenceMap = field(default_factory=lambda: NO_EVIDENCE)
    person: Person | None = None
    venue: str | None = None


NOBODY = Resolved(Speaker())


@dataclass(slots=True)
class Resolver:
    """Resolves the sources of one article, to be asked in the order of the text."""

    text: str
    people: People
    vocabulary: Roles
    sentences: Sequence[Sentence]
    quoted: Sequence[Span] = ()
    day: str | None = None
    spoken: list[tuple[int, Resolved]] = field(default_factory=list)

    def resolve(self, attribution: Attribution) -> Resolved:
        """Who speaks in `attribution`."""
        found = self._resolved(attribution)
        if found.speaker.name is not None:
            at = attribution.begin if attribution.source is None else attribution.source.begin
            self.spoken.append((at, found))
        return found

    def _resolved(self, attribution: Attribution) -> Resolved:
        head, sentence, source = attribution.head, attribution.sentence, attribution.source
        if head is None or sentence is None or source is None:
            return NOBODY
        seen = 0
        while head.lower_ in RELATIVE and head.head.dep_.startswith("acl") and seen < 3:
            head = head.head.head
            source = phrase_span(sentence, head, attribution.head)
            seen += 1
        person = self._named(sentence, head)
        if person is not None:
            return self._person(person, source, stated(source))
        word = head.lower_
        if word in SINGULAR:
            return self._pronoun(source, SINGULAR[word])
        if word in PLURAL or word in NEUTER:
            return self._thing(source, plural=word in PLURAL)
        if self._is_definite(head) and self.vocabulary.is_person(word):
            return self._role(sentence, head, source)
        return self._as_written(sentence, head, source)

    def _named(self, sentence: Sentence, head: Token) -> Person | None:
        """The person whom the noun phrase of `head` names: its head, or a name in apposition."""
        for token in (head, *(c for c in head.children if c.dep_ in ("flat", "appos", "compound", "flat:name"))):
            if token == head or token.dep_ != "compound" or head.lower_ not in self.vocabulary.roles:
                person = self.people.at.get(sentence.begin + token.idx)
                if person is not None:
                    return person
        if head.lower_ in self.vocabulary.roles:
            behind = head.i + 1
            if behind < len(head.doc) and head.doc[behind].pos_ == "PROPN":
                return self.people.at.get(sentence.begin + head.doc[behind].idx)
        return None

    def _person(self, person: Person, source: Span, name_evidence: Evidence) -> Resolved:
        own = next((m for m in person.inside(source) if m.role), None)
        role = own.role if own is not None else person.role
        if name_evidence.how == "stated" and " ".join(self._words_in(person, source)) != person.name:
            name_evidence = inferred("fuller name in the article", (person.full.span, source))
        evidence = {"speaker.name": name_evidence}
        if role is not None:
            evidence["speaker.role"] = stated(role)
        code, actor_evidence = self._actor_of(person, role)
        if code is not None and actor_evidence is not None:
            evidence["speaker.actor"] = actor_evidence
        words = None if role is None else self.text[role.begin : role.end]
        return Resolved(Speaker(person.name, words, code), evidence, person)

    def _words_in(self, person: Person, source: Span) -> tuple[str, ...]:
        return max((m.words for m in person.inside(source)), key=len, default=())

    def _actor_of(self, person: Person, role: Span | None) -> tuple[str | None, Evidence | None]:
        roles = [role] if role is not None else []
        roles += [other for other in person.roles if other != role]
        for span in roles:
            if self._is_former(span):
                continue
            actor = self._actor_in(span)
            if actor is not None:
                return actor.code, stated(Span(span.begin + actor.begin, span.begin + actor.end))
        for actor in find_actors(person.name, self.day):
            if actor.kind == "leader":
                return actor.code, inferred("known leader", (person.full.span,))
        return None, None

    def _is_former(self, span: Span) -> bool:
        words = self.text[span.begin : span.end].lower().split()
        return any(word in self.vocabulary.former or word.startswith("ex-") for word in words)

    def _actor_in(self, span: Span) -> Actor | None:
        return next(
            (a for a in find_actors(self.text[span.begin : span.end], self.day) if a.kind != "leader"), None
        )

    def _as_written(self, sentence: Sentence, head: Token, source: Span) -> Resolved:
        """A body or a group under the words that name it, without clauses that only describe it."""
        end = source.end
        for child in head.children:
            if child.dep_ in ("acl:relcl", "acl", "appos", "parataxis", "advcl") and child.i > head.i:
                end = min(end, sentence.span(child.left_edge).begin)
        name = self.text[source.begin : end].rstrip(" ,;:-–—(\n")
        begin = source.begin
        for article in ("the ", "The "):
            if name.startswith(article):
                name, begin = name[4:], begin + 4
        if not name:
            return NOBODY
        span = Span(begin, begin + len(name))
        evidence = {"speaker.name": stated(span)}
        actor = self._actor_in(span)
        if actor is None and (meant := self._organisation(sentence, head, source)) is not None:
            return meant
        if actor is not None:
            evidence["speaker.actor"] = stated(Span(span.begin + actor.begin, span.begin + actor.end))
        return Resolved(Speaker(name, None, None if actor is None else actor.code), evidence)

    def _organisation(self, sentence: Sentence, head: Token, source: Span) -> Resolved | None:
        """ "The alliance", "the world's largest trade bloc": the organisation that such a noun may mean and that is
        named last before it, in its sentence or in the one before."""
        if not self._is_definite(head):
            return None
        index = bisect_left(self.sentences, sentence.begin, key=lambda other: other.begin)
        begin = self.sentences[max(0, index - 1)].begin
        for actor in reversed(find_actors(self.text[begin : source.begin], self.day)):
            if actor.kind == "organisation" and head.lower_ in generic_nouns(actor.code):
                named = Span(begin + actor.begin, begin + actor.end)
                evidence = inferred("organisation named before", (source, named))
                return Resolved(
                    Speaker(actor.name, None, actor.code), {"speaker.name": evidence, "speaker.actor": evidence}
                )
        for at, resolved in self.spoken[-1:]:
            code = resolved.speaker.actor
            if at >= begin and resolved.person is None and code and head.lower_ in generic_nouns(code):
                return self._again(resolved, "organisation named before", source)
        return None

    def _pronoun(self, source: Span, gender: str) -> Resolved:
        """The last person who spoke or was a subject, and whose title does not say otherwise."""
        for person, mention in self._last_persons(source.begin):
            if person.gender in (None, gender):
                return self._person(person, source, inferred("pronoun", (source, mention.span)))
        last = self._last_single(source.begin)
        return NOBODY if last is None else self._again(last, "pronoun", source)

    def _last_persons(self, before: int) -> list[tuple[Person, Mention]]:
        """Persons by how likely a pronoun at `before` means them: who spoke or was a subject last, then the others.
        Names inside quotations are the speakers' own business."""
        index = bisect_left(self.people.places, before, key=lambda place: place[0].span.begin)
        near: list[tuple[int, Person, Mention]] = []
        for mention, person in reversed(self.people.places[max(0, index - LAST_MENTIONS) : index]):
            if before - mention.span.begin > REACH:
                break
            if not self._in_quotation(mention.span.begin):
                near.append((mention.span.begin, person, mention))
        acting = [place for place in near if place[2].subject]
        for at, resolved in self.spoken[-LAST_SPOKEN:]:
            if resolved.person is not None and 0 < before - at <= REACH:
                mentions = resolved.person.mentions
                known = bisect_left(mentions, at + 1, key=lambda mention: mention.span.begin)
                acting.append((at, resolved.person, mentions[max(0, known - 1)]))
        acting.sort(key=lambda place: -place[0])
        return [place[1:] for place in acting] + [place[1:] for place in near if not place[2].subject]

    def _in_quotation(self, at: int) -> bool:
        index = bisect_right(self.quoted, at, key=lambda span: span.begin) - 1
        return index >= 0 and at < self.quoted[index].end

    def _last_single(self, before: int) -> Resolved | None:
        for begin, resolved in reversed(self.spoken):
            if before - begin > REACH:
                return None
            name = resolved.speaker.name
            if resolved.person is None and name and any(map(self.vocabulary.is_person, name.lower().split())):
                return resolved
        return None

    def _again(self, resolved: Resolved, rule: str, source: Span) -> Resolved:
        spans = resolved.evidence["speaker.name"].spans if "speaker.name" in resolved.evidence else ()
        evidence = dict(resolved.evidence) | {"speaker.name": inferred(rule, (source, *spans))}
        return Resolved(resolved.speaker, evidence, resolved.person)

    def _thing(self, source: Span, *, plural: bool) -> Resolved:
        """ "They" and "it": the nearest subject before it that is no person's name and is of the same number."""
        index = bisect_left(self.sentences, source.begin, key=lambda sentence: sentence.end)
        for sentence in reversed(self.sentences[max(0, index - 2) : index + 1]):
            for token in reversed(sentence.doc):
                if sentence.begin + token.idx < source.begin and self._may_be(sentence, token, plural):
                    found = self._as_written(sentence, token, phrase_span(sentence, token, token.head))
                    return self._again(found, "pronoun", source) if found.speaker.name else NOBODY
        return NOBODY

    def _may_be(self, sentence: Sentence, token: Token, plural: bool) -> bool:
        if token.dep_ not in (*SUBJECTS, "nsubj:pass") or token.pos_ not in ("NOUN", "PROPN"):
            return False
        if self.people.at.get(sentence.begin + token.idx) is not None and not plural:
            return False
        if not plural and self.vocabulary.is_person(token.lower_):
            return False
        several = "Plur" in token.morph.get("Number", []) or any(c.dep_ == "conj" for c in token.children)
        return several == plural

    def _near(self, begin: int, end: int) -> bool:
        """Whether both places are in one paragraph or in two that follow each other."""
        return len([line for line in self.text[begin:end].splitlines() if line.strip()]) <= PARAGRAPHS

    def _is_definite(self, head: Token) -> bool:
        first = head.left_edge
        return first.lower_ in DEFINITE or any(c.dep_ == "nmod:poss" for c in head.children)

    def _role(self, sentence: Sentence, head: Token, source: Span) -> Resolved:
        """ "The minister", "the former prime minister": who has that role in the article, else who spoke last."""
        word = head.lower_
        actor = self._actor_in(source)
        candidates = self._last_persons(source.begin)
        for person, mention in candidates:
            roles = [self.text[role.begin : role.end].lower() for role in person.roles]
            if any(word in role.split() for role in roles):
                return self._person(person, source, inferred("role named before", (source, mention.span)))
        if actor is not None and not self._is_former(source):
            for person, mention in candidates:
                if self._actor_of(person, person.role)[0] == actor.code:
                    return self._person(person, source, inferred("role and side", (source, mention.span)))
        for begin, resolved in reversed(self.spoken):
            if source.begin - begin > ROLE_REACH:
                break
            name = (resolved.speaker.name or "").lower()
            if resolved.person is None and word in name.split():
                return self._again(resolved, "role named before", source)
            if resolved.person is not None and not self._near(begin, source.begin):
                break
            if resolved.person is not None and (actor is None or self._is_former(source)):
                return self._again(resolved, "role of who spoke last", source)
        return self._as_written(sentence, head, source)
