"""Bodies spoken of by a common noun: "the alliance", "the bank"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from onrecord.extraction.statements.affiliation import spoken_for
from onrecord.extraction.statements.resolved import Resolved
from onrecord.extraction.statements.roles import Roles
from onrecord.extraction.statements.salience import REACH
from onrecord.extraction.statements.unnamed import is_definite
from onrecord.language import Sentence
from onrecord.language.actors import find_actors
from onrecord.language.organisations import generic_nouns
from onrecord.model import Evidence, Span, Speaker, inferred


@dataclass(slots=True)
class Bodies:
    """The bodies that an article names."""

    text: str
    vocabulary: Roles
    sentences: Sequence[Sentence]
    day: str | None
    known: dict[str, list[Span]] | None = field(default=None)

    def organisation(self, sentence: Sentence, head: Token, source: Span) -> Resolved | None:
        """ "The alliance", "the world's largest trade bloc": the organisation that such a noun may mean and that is
        named last before it, in its sentence or in the one before."""
        if not is_definite(head):
            return None
        index = bisect_right(self.sentences, sentence.begin, key=lambda other: other.begin) - 1
        begin = self.sentences[max(0, index - 1)].begin
        for actor in reversed(find_actors(self.text[begin : source.begin], self.day)):
            if actor.kind == "organisation" and head.lower_ in generic_nouns(actor.code):
                named = Span(begin + actor.begin, begin + actor.end)
                evidence = inferred("organisation named before", (source, named))
                return Resolved(
                    Speaker(actor.name, None, actor.code, "body"),
                    {"speaker.name": evidence, "speaker.actor": evidence},
                )
        return None

    def fuller(self, head: Token, source: Span) -> Resolved | None:
        """ "The bank", "the department": the body named last before it whose name holds that noun."""
        if head.pos_ != "NOUN" or head.lower_ not in self.vocabulary.bodies or len(self._words(source).split()) > 2:
            return None
        if head.left_edge.lower_ != "the":
            return None
        places = self._named().get(head.lower_, [])
        before = bisect_left(places, source.begin, key=lambda span: span.begin)
        if not before or source.begin - places[before - 1].begin > REACH:
            return None
        named = places[before - 1]
        evidence: dict[str, Evidence] = {"speaker.name": inferred("body named before", (source, named))}
        actor = spoken_for(self.text, named, self.vocabulary, self.day)
        if actor is not None:
            evidence["speaker.actor"] = inferred("body named before", (source, actor[1]))
        code = None if actor is None else actor[0]
        return Resolved(Speaker(" ".join(self._words(named).split()), None, code, "body"), evidence)

    def _named(self) -> dict[str, list[Span]]:
        """Where bodies are named in more than one word, by each word that marks a body ("bank")."""
        if self.known is None:
            self.known = {}
            for sentence in self.sentences:
                for entity in sentence.doc.ents:
                    if entity.label_ != "ORG" or len(entity) < 2:
                        continue
                    first = entity[0] if entity[0].lower_ != "the" else entity[1]
                    span = sentence.span(first, entity[-1])
                    for token in entity:
                        if token.lower_ in self.vocabulary.bodies:
                            self.known.setdefault(token.lower_, []).append(span)
        return self.known

    def _words(self, span: Span) -> str:
        return self.text[span.begin : span.end]
