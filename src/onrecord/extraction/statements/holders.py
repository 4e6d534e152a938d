"""Holders: who is meant by a role without a name: "the minister", "the alliance's chief", a bare "NATO chief"."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from onrecord.extraction.statements.affiliation import is_former, spoken_for
from onrecord.extraction.statements.described import ROLES, Described, may_belong, possessor
from onrecord.extraction.statements.people import Person
from onrecord.extraction.statements.profiles import Profiles, office_of
from onrecord.extraction.statements.resolved import Resolved, again
from onrecord.extraction.statements.roles import Roles, sources
from onrecord.extraction.statements.salience import Salience
from onrecord.extraction.statements.unnamed import INTRODUCING, is_lead
from onrecord.language import HEADLINE, Sentence
from onrecord.model import Span, inferred, stated

PARAGRAPHS = 2  # within which a role that nobody has may mean who stands out
ROLE_REACH = 800  # characters: how far back "the official" may mean an unnamed one
LEAD = 700  # characters from the text's begin in which a role may stand before the name of who has it
NEXT = 400  # characters behind it in which the lead names whom it has described
LAST_UNNAMED = 6  # unnamed speakers back
FAINT = 60  # the weight under which nobody named stands out: less than an object of the sentence before


@dataclass(slots=True)
class Holders:
    """Finds the holders of roles in one article, to be asked in the order of the text.

    unnamed: the unnamed speakers so far: where, who, and the words of their names.
    """

    text: str
    vocabulary: Roles
    salience: Salience
    described: Described
    profiles: Profiles
    unnamed: list[tuple[int, Resolved, frozenset[str]]] = field(default_factory=list)

    def is_bare_office(self, sentence: Sentence, head: Token) -> bool:
        """Whether a role without an article is one person's all the same: "NATO chief" in a headline."""
        if "Plur" in head.morph.get("Number", []) or head.left_edge.lower_ in INTRODUCING:
            return False
        return head.lower_ in self.vocabulary.offices or (
            sentence.paragraph == HEADLINE and head.lower_ not in sources().insiders
        )

    def of_role(self, sentence: Sentence, head: Token, source: Span) -> Resolved | None:
        """ "The minister", "the alliance's chief": who has that role in the article, else who stands out."""
        words = self.described.words(source)
        own = spoken_for(self.text, source, self.vocabulary, self.profiles.day)
        owner = possessor(head)
        best: tuple[int, float, Person] | None = None
        salient = self.salience.candidates(source.begin, None)
        weights = {id(candidate.who): candidate.weight for candidate in salient}
        near = [candidate.who for candidate in salient if isinstance(candidate.who, Person)]
        for person in self.described.fitting(head.lower_, near):
            likeness = self.described.likeness(head, words, person)
            if likeness is None or not self._may_be(person, head, own, owner):
                continue
            weight = weights.get(id(person), 0.0)
            ahead = weight == 0 and person.mentions[0].span.begin > source.begin
            if ahead and likeness < 2 and source.begin > LEAD:
                continue
            if best is None or (likeness, weight) > best[:2]:
                best = likeness, weight, person
        if best is not None:
            place = best[2].full.span
            return self.profiles.named(best[2], source, inferred("role named before", (source, place)))
        return (
            self._unnamed_before(head, source)
            or self._stands_out(head, source, own, owner)
            or self._newly_described(sentence, head, source)
        )

    def _newly_described(self, sentence: Sentence, head: Token, source: Span) -> Resolved | None:
        """Who has no role elsewhere and is described here: who stands out alone, or in the lead who is named next
        ("The harbour master believes it. “An anchor,” Peter Zandt said."). They keep that role."""
        if any(child.dep_ == "nmod:poss" and child.pos_ == "PRON" for child in head.children):
            return None
        behind = self.text[sentence.span(head).end : source.end]
        if (
            (head.lower_ in sources().insiders and not is_lead(head))
            or head.lower_ in self.vocabulary.groups
            or "," in behind
            or "’s " in behind
            or "'s " in behind
        ):
            return None
        gender = self.vocabulary.gender.get(head.lower_)
        person = self.salience.alone(source.begin, gender, FAINT)
        if person is not None and not self._near(
            self.salience.last_named(person, source.begin).begin, source.begin
        ):
            person = None
        if person is None and source.begin < LEAD:
            person = self.salience.next_named(source.end, NEXT)
        if (
            person is None
            or person.inside(source)
            or person.roles
            or self.profiles.of(person).speaker.role is not None
        ):
            return None
        actor = spoken_for(self.text, source, self.vocabulary, self.profiles.day)
        known = self.profiles.of(person).speaker.actor
        if known is not None and (self._is_former(source) or not self._is_led_by(person, head, source)):
            return None
        if person.gender not in (None, gender or person.gender) or (actor and known not in (None, actor[0])):
            return None
        span = _without_article(self.text, source)
        self.profiles.adopt(person, span)
        return self.profiles.named(person, source, inferred("described", (source, person.full.span)))

    def _is_led_by(self, person: Person, head: Token, source: Span) -> bool:
        """Whether a known leader may be the one described: by their office, and by no other minister's."""
        office = frozenset(office_of(person.name).split())
        if not office or not self.vocabulary.met_by(head.lower_, office):
            return False
        return head.lower_ != "minister" or office - {"minister"} <= self.described.words(source)

    def _may_be(self, person: Person, head: Token, own: tuple[str, Span] | None, owner: Token | None) -> bool:
        """Whether nothing in a description speaks against `person`: another gender, another state, another body."""
        gender = self.vocabulary.gender.get(head.lower_)
        if gender is not None and person.gender not in (None, gender):
            return False
        actor = self.profiles.named(person, person.full.span, stated(person.full.span)).speaker.actor
        if own is not None:
            return actor is None or own[0] == actor
        if owner is not None and not may_belong(owner, actor):
            word = owner.lower_
            return any(word in self.described.words(role) for role in person.roles[:ROLES])
        return True

    def _unnamed_before(self, head: Token, source: Span) -> Resolved | None:
        """The unnamed speaker of that role who was quoted before: "a senior official", then "the official"."""
        for at, resolved, name in reversed(self.unnamed[-LAST_UNNAMED:]):
            if source.begin - at > ROLE_REACH:
                break
            if head.lower_ in name and resolved.speaker.kind == "person":
                if len(name) < len(self._words(source).split()) - 1:
                    return None  # said more fully here
                return again(resolved, "role named before", source)
        return None

    def _stands_out(
        self, head: Token, source: Span, own: tuple[str, Span] | None, owner: Token | None
    ) -> Resolved | None:
        """Who stands out right before a role that the article gives nobody: "the developer"."""
        if owner is not None and not (owner.lower_ == "state" and head.lower_ == "secretary"):
            return None
        if any(child.dep_ == "nmod:poss" for child in head.children):
            return None
        meant = self.salience.meant(source.begin, self.vocabulary.gender.get(head.lower_))
        if meant is None or meant.weight < FAINT or not isinstance(meant.who, Person):
            return None
        last = self.salience.spoken[-1] if self.salience.spoken else None
        at = last.at if last is not None and last.who is meant.who else meant.place.begin
        if not self._near(max(at, meant.place.begin), source.begin):
            return None
        resolved = self.profiles.named(meant.who, source, inferred("role of who stands out", (source, meant.place)))
        if own is not None:
            return resolved if resolved.speaker.actor == own[0] else None
        word = head.lower_
        bare = word not in self.vocabulary.offices and word not in sources().insiders
        return resolved if bare or self._is_former(source) or not meant.who.roles else None

    def _near(self, begin: int, end: int) -> bool:
        """Whether both places are in one paragraph or in two that follow each other."""
        return len([line for line in self.text[begin:end].splitlines() if line.strip()]) <= PARAGRAPHS

    def _words(self, span: Span) -> str:
        return self.text[span.begin : span.end]

    def _is_former(self, span: Span) -> bool:
        return is_former(self._words(span), self.vocabulary)


def _without_article(text: str, span: Span) -> Span:
    """`span` without an article in front."""
    words = text[span.begin : span.end]
    return Span(span.begin + 4, span.end) if words[:4].lower() == "the " else span
