"""Speakers: the person or body behind the words that name a source, resolved within the article.

The nearest name is not the rule. A name in the source wins; then what the source says of itself (a role, a
relative pronoun's antecedent); then who stands out before it and fits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from onrecord.extraction.statements.affiliation import spoken_for
from onrecord.extraction.statements.antecedents import body_before, group_before, same_noun_before, somebody_before
from onrecord.extraction.statements.attributions import Attribution
from onrecord.extraction.statements.bodies import Bodies
from onrecord.extraction.statements.described import Described
from onrecord.extraction.statements.frames import phrase_span
from onrecord.extraction.statements.holders import FAINT, LAST_UNNAMED, Holders
from onrecord.extraction.statements.people import People, Person
from onrecord.extraction.statements.profiles import Profiles, meant_by
from onrecord.extraction.statements.resolved import NOBODY, Resolved, again
from onrecord.extraction.statements.roles import Roles, sources
from onrecord.extraction.statements.salience import REACH, Salience, Spoken
from onrecord.extraction.statements.setting import Setting
from onrecord.extraction.statements.turn_labels import TurnLabels
from onrecord.extraction.statements.unnamed import INTRODUCING, is_body, is_definite, is_unnamed, kind_of, part_of
from onrecord.extraction.statements.venues import venue_of
from onrecord.extraction.statements.whom import Whom
from onrecord.language import Sentence
from onrecord.model import Evidence, Span, Speaker, inferred, stated

SINGULAR = {"he": "m", "she": "f", "him": "m", "her": "f", "his": "m", "himself": "m", "herself": "f"}
PLURAL = ("they", "them", "themselves", "their")
NEUTER = ("it", "its", "itself")
FIRST = ("i", "we", "me", "us", "my", "our", "myself", "ourselves")
PLURAL_FIRST = ("we", "us", "our", "ourselves")
SECOND = ("you", "yourself", "yourselves")
SINGULAR_FIRST = ("i", "me", "my", "myself")
RELATIVE = ("who", "which", "that", "whom")
CLAUSES = ("acl:relcl", "acl", "appos", "parataxis", "advcl")
ASIDE = re.compile(r",\s+(?!and\b|or\b)(?=[a-z])")
"""Where a name ends and what is said beside it begins: "Moscow, perhaps for its own people"."""
TEMPORAL = re.compile(
    r"\s+(?:today|yesterday|(?:(?:late|early)\s+)?(?:on|last)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$"
)


__all__ = ["Resolved", "Resolver"]


@dataclass(slots=True)
class Resolver:
    """Resolves the sources of one article, to be asked in the order of the text."""

    text: str
    people: People
    vocabulary: Roles
    sentences: Sequence[Sentence]
    setting: Setting
    quoted: Sequence[Span] = ()
    day: str | None = None
    salience: Salience = field(init=False)
    described: Described = field(init=False)
    profiles: Profiles = field(init=False)
    bodies: Bodies = field(init=False)
    holders: Holders = field(init=False)
    whom: Whom = field(init=False)
    labels: TurnLabels = field(init=False)
    nouns: dict[str, tuple[int, Resolved]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.salience = Salience(self.people, self.sentences, self.quoted)
        self.described = Described(self.text, self.vocabulary, self.people.persons)
        self.profiles = Profiles(self.text, self.vocabulary, self.described, self.day, self.setting)
        self.labels = TurnLabels(self.people)
        self.whom = Whom(self.text, self.people, self.vocabulary)
        self.bodies = Bodies(self.text, self.vocabulary, self.sentences, self.day)
        self.holders = Holders(self.text, self.vocabulary, self.salience, self.described, self.profiles)

    def resolve(self, attribution: Attribution) -> Resolved:
        """Who speaks in `attribution`, and where."""
        found = self._resolved(attribution)
        venue = venue_of(self.text, attribution)
        if venue is not None:
            found = replace(found, venue=venue.words, evidence=dict(found.evidence) | {"venue": stated(venue.span)})
        if found.speaker.name is not None and found.speaker.kind in ("person", "group"):
            self._remember(attribution, found)
        return found

    def _remember(self, attribution: Attribution, found: Resolved) -> None:
        at = attribution.begin if attribution.source is None else attribution.source.begin
        gender = None
        if found.person is not None:
            gender = found.person.gender
        elif attribution.head is not None:
            gender = self.vocabulary.gender.get(attribution.head.lower_)
        by_role = attribution.head is not None and self.vocabulary.is_person(attribution.head.lower_)
        if found.speaker.kind == "person" and (found.person is not None or by_role):
            who = found.person if found.person is not None else self._known(found)
            self.salience.spoken.append(Spoken(at, who, gender, attribution.content))
        if found.person is None and found.speaker.name is not None:
            self.holders.unnamed.append((at, found, frozenset(found.speaker.name.lower().split())))

    def _known(self, found: Resolved) -> Resolved:
        """The earlier resolution of the same unnamed speaker, so that what is said of both counts as one's."""
        return next(
            (old for _, old, _ in reversed(self.holders.unnamed[-LAST_UNNAMED:]) if old.speaker == found.speaker),
            found,
        )

    def _resolved(self, attribution: Attribution) -> Resolved:
        head, sentence, source = attribution.head, attribution.sentence, attribution.source
        if head is None or sentence is None or source is None:
            return NOBODY
        if attribution.verbatim and (label := self._label(source)) is not None:
            return label
        relative = head.lower_ in RELATIVE
        if relative:
            antecedent = self.whom.antecedent(sentence, head)
            if antecedent is None:
                return NOBODY if head.lower_ == "who" else self._as_written(sentence, head, source)
            source = phrase_span(sentence, antecedent, head)
            head = antecedent
        head = self.whom.own_head(sentence, head, source)
        person = self.whom.named(sentence, head, source)
        if person is not None:
            together = None if relative else self._together(sentence, head, person, source)
            return together or self.profiles.named(person, source, stated(source))
        word = head.lower_
        if word in SECOND:
            return NOBODY
        if word in FIRST and head.text != "US":
            return self._first_person(source)
        if word in SINGULAR:
            return self._pronoun(source, SINGULAR[word])
        if word in PLURAL or word in NEUTER:
            return self._thing(source, plural=word in PLURAL)
        if self.vocabulary.is_person(word) and (is_definite(head) or self.holders.is_bare_office(sentence, head)):
            return self._by_role(sentence, head, source)
        return self._as_written(sentence, head, source)

    def _label(self, source: Span) -> Resolved | None:
        """Whom the label of a turn means that is no name: "A" in an interview, "@AnnOrwin"."""
        words = self._words(source)
        if self.labels.asks(words):
            return NOBODY
        person = None
        if self.labels.answers(words):
            person = self.labels.interviewed(source.begin)
        elif words.startswith("@"):
            person = self.labels.named(words)
        elif words.isupper():
            person = self.labels.surnamed(words)
        return (
            None
            if person is None
            else self.profiles.named(person, source, inferred("label", (source, person.full.span)))
        )

    def _by_role(self, sentence: Sentence, head: Token, source: Span) -> Resolved:
        """Who holds the role that the source names, else the words as written."""
        return self.holders.of_role(sentence, head, source) or self._as_written(sentence, head, source)

    def _together(self, sentence: Sentence, head: Token, first: Person, source: Span) -> Resolved | None:
        """Two or more people named side by side, as a group."""
        named = {id(first): first}
        for token in head.subtree:
            if token.dep_ == "conj" and token.head in (head, *head.conjuncts) and token.pos_ == "PROPN":
                person = self.people.at.get(sentence.begin + token.idx)
                if person is not None:
                    named.setdefault(id(person), person)
        if len(named) < 2:
            return None
        full = " and ".join(person.name for person in named.values())
        evidence: Evidence = stated(source)
        if full != self.text[source.begin : source.end]:
            evidence = inferred("fuller name in the article", (source, *(p.full.span for p in named.values())))
        return Resolved(Speaker(full, kind="group"), {"speaker.name": evidence})

    def _words(self, span: Span) -> str:
        return self.text[span.begin : span.end]

    def _as_written(self, sentence: Sentence, head: Token, source: Span) -> Resolved:
        """A body, a group, a document or somebody unnamed under the words that name it, without clauses that only
        describe it."""
        named = next((child for child in head.children if child.dep_ == "appos" and child.pos_ == "PROPN"), None)
        if named is not None and head.pos_ == "NOUN" and is_definite(head) and is_body(head, self.vocabulary):
            return self._as_written(sentence, named, phrase_span(sentence, named))  # "the manufacturer, Elbwerk"
        begin, name = self._own_words(sentence, head, source)
        if not name:
            return NOBODY
        span = Span(begin, begin + len(name))
        if head.pos_ == "PROPN" and (leader := self.profiles.leader(name)) is not None:
            evidence: dict[str, Evidence] = {
                "speaker.name": stated(span),
                "speaker.actor": inferred("known leader", (span,)),
            }
            return Resolved(Speaker(name, None, leader, "person"), evidence)
        upto = sentence.span(head).end if head.lower_ in sources().documents else span.end
        place = Span(begin, min(span.end, max(begin, upto)))
        actor = spoken_for(self.text, place, self.vocabulary, self.day)
        if actor is None and (meant := self.bodies.organisation(sentence, head, source)) is not None:
            return meant
        if (fuller := self.bodies.fuller(head, source)) is not None:
            return fuller
        if (before := self._same_noun(head, source)) is not None:
            return before
        evidence = {"speaker.name": stated(span)}
        code = self._spoken_for(head, place, actor, evidence)
        known = sources()
        if (whole := part_of(head)) is not None:
            head = whole
        kind = kind_of(head, self.vocabulary, known, actor=code is not None)
        anonymous = is_unnamed(head, kind, sentence.doc.text, self.vocabulary, known)
        role = None
        if kind == "person" and not anonymous and self.vocabulary.is_person(head.lower_):
            role, evidence["speaker.role"] = " ".join(name.split()), stated(span)
        resolved = Resolved(Speaker(" ".join(name.split()), role, code, kind, anonymous), evidence)
        if head.pos_ == "NOUN" and " " in name:
            self.nouns[head.lower_] = source.begin, resolved
        return resolved

    def _own_words(self, sentence: Sentence, head: Token, source: Span) -> tuple[int, str]:
        """The words that name the source, with their place: without article, clauses, asides and days."""
        end = source.end
        for child in head.children:
            if child.dep_ in CLAUSES and child.i > head.i:
                end = min(end, sentence.span(child.left_edge).begin)
        if head.pos_ == "PROPN" and (aside := ASIDE.search(self.text, sentence.span(head).end, end)) is not None:
            end = aside.start()
        begin, name = source.begin, self.text[source.begin : end].rstrip(" ,;:-–—(\n\t\r")
        if name[:4].lower() == "the ":
            begin, name = begin + 4, name[4:]
        return begin, TEMPORAL.sub("", name)

    def _spoken_for(
        self, head: Token, place: Span, actor: tuple[str, Span] | None, evidence: dict[str, Evidence]
    ) -> str | None:
        """Whom the words at `place` speak for: by themselves (`actor`), else by the article's setting."""
        if actor is not None:
            if head.text in self._words(actor[1]) and any(child.dep_ == "conj" for child in head.children):
                return None  # "Poland and two of its neighbours"
            evidence["speaker.actor"] = stated(actor[1])
            return actor[0]
        if head.lower_ in sources().documents or head.left_edge.lower_ in INTRODUCING:
            return None
        owner = head.left_edge.lower_
        if owner in NEUTER and self.vocabulary.is_person(head.lower_):
            return self._of_its_body(place, evidence)
        meant, rule = meant_by(self._words(place), self.vocabulary, self.setting)
        if meant is None:
            return None
        evidence["speaker.actor"] = inferred(rule, (place, meant[1]))
        return meant[0]

    def _of_its_body(self, place: Span, evidence: dict[str, Evidence]) -> str | None:
        """Whom "its spokesman" speaks for: the body before, by name or by the article's setting."""
        found = body_before(place.begin, self.sentences, self.people, self.vocabulary, sources())
        if found is None:
            return None
        sentence, token = found
        span = _phrase(sentence, token)
        actor = spoken_for(self.text, span, self.vocabulary, self.day) or self.setting.organisation([token.lower_])
        if actor is None:
            return None
        evidence["speaker.actor"] = inferred("body before", (place, actor[1]))
        return actor[0]

    def _same_noun(self, head: Token, source: Span) -> Resolved | None:
        """ "The campaign" for "the Zandt campaign" of the sentences before, or of a statement before."""
        words = self._words(source).split()
        if len(words) != 2 or words[0].lower() != "the" or head.pos_ != "NOUN":
            return None
        found = same_noun_before(source.begin, head.lower_, self.sentences)
        if found is not None:
            sentence, token = found
            span = _phrase(sentence, token)
            if self._words(span).lower().split() != [word.lower() for word in words]:
                return again(self._as_written(sentence, token, span), "same noun before", source)
        known = self.nouns.get(head.lower_)
        if known is None or not 0 < source.begin - known[0] <= REACH:
            return None
        return again(known[1], "same noun before", source)

    def _first_person(self, source: Span) -> Resolved:
        """ "I" and "we" in what somebody says are that speaker; in the article's own words they are its author."""
        who = self.salience.speaker_of(source.begin)
        if isinstance(who, Person):
            return self.profiles.named(who, source, inferred("first person", (source, who.full.span)))
        if isinstance(who, Resolved):
            return again(who, "first person", source)
        author = self.people.author
        if who is None and self._words(source).lower() in PLURAL_FIRST and self.setting.publisher is not None:
            name, place = self.setting.publisher
            return Resolved(Speaker(name, kind="body"), {"speaker.name": inferred("publisher", (source, place))})
        if who is None and author is not None and self._words(source).lower() in SINGULAR_FIRST:
            evidence = {"speaker.name": inferred("author", (source, author[1]))}
            return Resolved(Speaker(author[0], kind="person"), evidence)
        return NOBODY

    def _pronoun(self, source: Span, gender: str | None) -> Resolved:
        """Who stands out before the pronoun and is not of the other gender."""
        inside = self.salience.quotation(source.begin) is not None
        speaker = self.salience.speaker_of(source.begin) if inside else None
        meant = self.salience.meant(source.begin, gender, [] if speaker is None else [speaker])
        if (meant is None or meant.weight < FAINT) and not inside:
            found = somebody_before(source.begin, gender, self.sentences, self.salience.quotation, self.vocabulary)
            if found is not None:
                sentence, head = found
                span = _phrase(sentence, head)
                by_role = self._by_role if is_definite(head) else self._as_written
                return again(by_role(sentence, head, span), "pronoun", source)
        if meant is None:
            return NOBODY
        if isinstance(meant.who, Person):
            return self.profiles.named(meant.who, source, inferred("pronoun", (source, meant.place)))
        return again(meant.who, "pronoun", source) if isinstance(meant.who, Resolved) else NOBODY

    def _thing(self, source: Span, *, plural: bool) -> Resolved:
        """ "They" and "it": the nearest group or body before it; one person only where no group is near."""
        find = group_before if plural else body_before
        found = find(source.begin, self.sentences, self.people, self.vocabulary, sources())
        if found is not None:
            sentence, token = found
            span = _phrase(sentence, token)
            person = self.whom.named(sentence, token, span)
            together = None if person is None else self._together(sentence, token, person, span)
            resolved = together or self._as_written(sentence, token, span)
            return again(resolved, "pronoun", source) if resolved.speaker.name else NOBODY
        return self._somebody_of_any_gender(source) if plural else NOBODY

    def _somebody_of_any_gender(self, source: Span) -> Resolved:
        """Whom "they" means where no group is near: one person whose gender nothing tells, who stands out."""
        meant = self.salience.meant(source.begin, None)
        if meant is None or meant.weight < FAINT:
            return NOBODY
        if isinstance(meant.who, Person):
            told = meant.who.gender is not None
            return (
                NOBODY
                if told
                else self.profiles.named(meant.who, source, inferred("pronoun", (source, meant.place)))
            )
        return again(meant.who, "pronoun", source) if isinstance(meant.who, Resolved) else NOBODY


def _phrase(sentence: Sentence, head: Token) -> Span:
    """The words of the noun phrase of `head`, which stands somewhere before the source."""
    span = phrase_span(sentence, head, head.head)
    return span if span.begin <= sentence.begin + head.idx < span.end else phrase_span(sentence, head)
