"""Arguments: giver, asker and recipient around a chain of triggers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.extraction.commitments.goods import Good
from onrecord.extraction.commitments.governing import preposition_of
from onrecord.extraction.commitments.lexicon import Word, marker
from onrecord.extraction.commitments.parties import (
    Memory,
    Party,
    giver_of,
    is_giver_noun,
    is_no_receiver,
    is_theme,
    party_of,
)
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.commitments.triggers import is_headline_future, reading
from onrecord.model import inferred, stated
from onrecord.vocabulary import vocabulary

Chain = Sequence[tuple[int, Word]]

_BEHALF = 9  # tokens from "on behalf of" to the name of whoever it is
_ASKING = frozenset({"requested", "proposed"})


@dataclass(frozen=True, slots=True)
class Roles:
    """Who is who. `others` are givers named beside the first ("Denmark and Norway"). `nobody`: a subject
    stands there, but it is nobody who could give.
    """

    giver: Party | None
    asker: Party | None
    recipient: Party | None
    others: tuple[Party, ...] = ()
    nobody: bool = False


def roles_of(scene: Scene, chain: Chain, good: Good, memory: Memory) -> Roles:
    """Giver, asker and recipient of `good`, whose innermost trigger is the first of `chain`."""
    finder = _Finder(scene, chain, good, memory)
    giver, asker = finder.refuser() or finder.giver(), finder.asker()
    if giver is not None and giver.code is None:
        giver = finder.behalf() or giver
    if giver is not None and asker is not None and giver.at == asker.at:
        giver = None
    others = finder.beside(giver) if giver is not None and giver.evidence.how == "stated" else ()
    return Roles(giver, asker, finder.recipient(giver), others, giver is None and finder.unresolved())


def owner_of(scene: Scene, good: Good, cue: int, memory: Memory) -> Party | None:
    """Whose aid a phrase says `good` is: "Estonia's military aid", "assistance from Estonia", "Danish support".

    cue: the token that puts a value on it; its subject is looked at too.
    """
    finder = _Finder(scene, [(cue, Word(scene.doc[cue].lower_, "noun"))], good, memory)
    tokens = [scene.doc[good.head], scene.doc[cue]]
    tokens += [child for child in scene.doc[cue].children if child.dep_.startswith("nsubj")]
    tokens += [child for token in list(tokens) for child in token.children if child.dep_ == "nmod"]
    for token in tokens:
        party = finder.noun_owner(token)
        if party is not None and party.code is not None:
            return party
    return None


def source_of(scene: Scene, recipient: Party | None) -> Party | None:
    """A state from whose stocks, budget or territory the sentence says things come, for a giver left unnamed."""
    for place, actor in scene.actors:
        top = scene.doc[place.last]
        while top.dep_ in ("compound", "nmod:poss", "amod", "flat") and top.head.i != top.i:
            top = top.head
        other = recipient is None or actor.code != recipient.code
        if top.i in place and preposition_of(top) != "from":
            continue  # "in Germany" is where, "from German stocks" and "in the German budget" are whence
        if other and top.dep_.startswith(("obl", "nmod")) and preposition_of(top) in ("from", "in"):
            span = scene.span(place.first, place.last)
            return Party(actor.code, actor.name, inferred("where it comes from", [span]), place)
    return None


@dataclass(frozen=True, slots=True)
class _Finder:
    scene: Scene
    chain: Chain
    good: Good
    memory: Memory

    def giver(self) -> Party | None:
        at, word = self.chain[0]
        token = self.scene.doc[at]
        if word.attitude in _ASKING and not word.act:
            found = self._addressee(token)
        elif word.act and "takes" in word.frames and word.part == "verb" and "gives" not in word.frames:
            return self._first(self._marked(token, ("from", "by")), loose=True)
        elif word.act and "comes" in word.frames:
            return self._first(self._marked(self.scene.doc[self.good.head], ("from", "by")), loose=True)
        elif word.part == "noun":
            found = self.noun_owner(token)
        else:
            found = self._actor_of_verb(token, word)
        return found or self._controller()

    def asker(self) -> Party | None:
        asking = [pair for pair in reversed(self.chain) if pair[1].attitude in _ASKING]
        for at, word in sorted(asking, key=lambda pair: pair[1].lemma == "need"):
            if word.attitude in _ASKING:
                token = self.scene.doc[at]
                if word.part == "noun":
                    carried = token.head.lower_ in vocabulary("stages")["carrying"]["verbs"]
                    return self.noun_owner(token) or (self._support_subject(token) if carried else None)
                return self._party(self._subject(token))
        return None

    def behalf(self) -> Party | None:
        """For whom somebody acts: "a minister promised on behalf of the government of Iceland"."""
        for at in range(len(self.scene.doc) - 3):
            if [t.lower_ for t in self.scene.doc[at : at + 3]] == ["on", "behalf", "of"]:
                behind = [(place, actor) for place, actor in self.scene.actors if at < place.first <= at + _BEHALF]
                return next((Party(a.code, a.name, stated(self.scene.span(*p)), p) for p, a in behind), None)
        return None

    def _actor_of_verb(self, token: Token, word: Word) -> Party | None:
        how = reading(token)
        if how.passive:
            return self._first(self._marked(token, ("by",)), loose=True)
        if word.part == "adjective":
            return self._party(self._subject(token))
        return self._party(self._subject(token))

    def _controller(self) -> Party | None:
        """The giver by what stands above: whoever promised, was asked, or announced."""
        inner = self.scene.doc[self.chain[0][0]]
        for at, word in self.chain[1:]:
            token = self.scene.doc[at]
            if word.part == "noun":
                found = self.noun_owner(token) or self._support_subject(token)
            elif word.control == "object" and word.attitude:
                found = self._addressee(token)
                if found is None and word.attitude in _ASKING:
                    return None
            else:
                found = self._party(self._subject(token))
                if found is not None and word.flags & {"report", "announcing"} and inner.dep_ != "xcomp":
                    found = replace(found, evidence=inferred("who announces gives", found.evidence.spans))
            if found is not None:
                return found
        return self._support_subject(inner) if self.chain[0][1].part == "noun" else None

    def _addressee(self, token: Token) -> Party | None:
        """Who is asked: "asked Norway", "called on partners", "demand from Berlin"."""
        for child in token.children:
            if child.dep_ in ("obj", "iobj") and child.i != self.good.head:
                party = self._party(child)
                if party is not None:
                    return party
        return self._first(self._marked(token, ("on", "upon", "from", "to", "of")), loose=False)

    def noun_owner(self, token: Token) -> Party | None:
        """The owner of a noun: "Japan's pledge", "a US donation", "a package from Norway"."""
        for child in token.children:
            if child.dep_ in ("nmod:poss", "poss", "compound", "amod") and child.i < token.i:
                pair = self.scene.actor_at(child.i)
                if pair is not None and is_theme(child, pair[1]):
                    continue
                if pair is not None or child.dep_ == "nmod:poss" or is_giver_noun(child.lower_):
                    party = party_of(self.scene, child, self.memory)
                    if party is not None:
                        return party
        found = self._first(self._marked(token, ("from", "by")), loose=True)
        if found is None and token.i != self.good.head:
            found = self._first(self._marked(self.scene.doc[self.good.head], ("from", "by")), loose=True)
        return found

    def refuser(self) -> Party | None:
        """Who refuses what another wanted to give: "the US rejected Poland's plan to send jets"."""
        for at, word in reversed(self.chain[1:]):
            if word.attitude == "refused" and word.part == "verb":
                return self._party(self._subject(self.scene.doc[at]))
        return None

    def _support_subject(self, token: Token) -> Party | None:
        """The subject of the verb that carries a noun: "Japan made a pledge", "ministers announced a package"."""
        head = token.head
        for _ in range(3):
            if head.pos_ in ("VERB", "AUX"):
                if token.dep_.startswith(("nsubj", "csubj")):
                    return None
                return self._party(self._subject(head)) if not reading(head).passive else None
            token, head = head, head.head
        return None

    def _party(self, token: Token | None, *, receives: bool = False) -> Party | None:
        if token is None or token.i in self.good.words:
            return None
        if any(token.i in place and mention.of.name != "fund" for place, mention in self.scene.items):
            return None
        if any(token.i in place for place, _ in self.scene.money):
            return None
        return (party_of if receives else giver_of)(self.scene, token, self.memory)

    def _first(self, tokens: Iterator[Token], *, loose: bool) -> Party | None:
        for token in tokens:
            party = self._party(token)
            if party is not None and (loose or party.code or token.pos_ in ("PROPN", "NOUN")):
                return party
        return None

    def _marked(self, token: Token, prepositions: tuple[str, ...]) -> Iterator[Token]:
        for child in token.children:
            if child.dep_.startswith(("obl", "nmod")) and preposition_of(child) in prepositions:
                yield child

    def _subject(self, token: Token) -> Token | None:
        """The subject of `token`, through relative clauses, coordination and subjectless clauses."""
        for _ in range(6):
            child = self._own_subject(token)
            if child is not None:
                relative = child.tag_ in ("WP", "WDT") or child.lower_ in ("who", "which")
                return token.head if relative and token.dep_.startswith("acl") else child
            mistaken = [
                c for c in token.children if c.dep_ == "compound" and c.i < token.i and token.pos_ == "VERB"
            ]
            if mistaken:  # "The Czech government plans", taken for one noun phrase
                return mistaken[-1]
            if is_headline_future(token):
                return token.head
            marked = any(c.dep_ == "mark" and c.i < token.i for c in token.children)
            if token.dep_.startswith("acl") and marked and reading(token).tense == "gerund":
                above = next((a for a in token.ancestors if a.pos_ == "VERB"), None)
                if above is None:
                    return None
                token = above
                continue
            if (
                token.dep_.startswith("acl")
                and reading(token).tense == "gerund"
                and token.head.pos_ in ("NOUN", "PROPN")
            ):
                return token.head
            if token.dep_ not in ("conj", "xcomp", "advcl", "parataxis", "obl"):
                return None
            governor = self.scene.triggers.get(token.head.i)
            controlled = governor is not None and (token.dep_ == "xcomp" or governor.control == "object")
            if controlled and token.dep_ != "conj":
                return None  # control decides
            token = token.head
        return None

    def _own_subject(self, token: Token) -> Token | None:
        """The nearest subject right under `token`, before it if there is one there."""
        found = [
            child
            for child in token.children
            if child.dep_.startswith("nsubj") and child.lower_ != "what" and not self._labelled(child, token)
        ]
        before = [child for child in found if child.i < token.i]
        return before[-1] if before else next(iter(found), None)

    def _labelled(self, subject: Token, verb: Token) -> bool:
        """Whether a "subject" is only a headline's label: "Ukraine latest: Poland asks"."""
        return any(t.text == ":" for t in self.scene.doc[subject.i : verb.i])

    def unresolved(self) -> bool:
        """Whether the innermost verb has a subject that names nobody who could give."""
        at, word = self.chain[0]
        token = self.scene.doc[at]
        if word.part != "verb" or reading(token).passive or "takes" in word.frames or "comes" in word.frames:
            return False
        subject = self._subject(token)
        return subject is not None and subject.i not in self.good.whole and subject.pos_ != "PRON"

    def beside(self, giver: Party) -> tuple[Party, ...]:
        """Givers coordinated with `giver`, each with a code of its own."""
        out: list[Party] = []
        for token in self.scene.doc[giver.at.first : giver.at.last + 1]:
            for child in token.children:
                if child.dep_ == "conj" and child.i > giver.at.last and child.pos_ in ("PROPN", "NOUN"):
                    party = self._party(child)
                    if party is not None and party.code is not None and party.code != giver.code:
                        out.append(party)
        return tuple(out)

    def recipient(self, giver: Party | None) -> Party | None:
        """Who receives: "Ukraine" in "send Ukraine", "to Ukraine's army", "aid for Kyiv", "arm Ukraine with"."""
        at, word = self.chain[0]
        token = self.scene.doc[at]
        for candidate in self._receivers(token, word):
            party = self._party(candidate, receives=True)
            if party is None or (giver is not None and giver.code == party.code and party.code):
                continue
            if party.code is None and candidate.pos_ == "PRON":
                continue
            return party
        return None

    def _receivers(self, token: Token, word: Word) -> Iterator[Token]:
        good = self.scene.doc[self.good.head]
        if "takes" in word.frames and word.part == "verb" and not word.frames & {"gives"}:
            subject = self._subject(token)
            if subject is not None:
                yield subject
        for child in token.children:
            equipped = child.dep_ == "obj" and ("equips" in word.frames or "trains" in word.frames)
            if (child.dep_ == "iobj" or equipped) and child.i not in self.good.whole:
                yield child
        for child in token.children if "buys" in word.frames else ():
            passed_on = self.scene.triggers.get(child.i)
            if child.dep_ in ("advcl", "xcomp", "acl") and passed_on is not None and "gives" in passed_on.frames:
                yield from (c for c in child.children if c.dep_ in ("iobj", "obj") and c.i not in self.good.whole)
        before = self.scene.doc[self.good.words.first - 1] if self.good.words.first else None
        named = self.scene.actor_at(before.i) if before is not None and before.dep_ == "compound" else None
        if before is not None and named is not None and "gives" in word.frames and is_theme(before, named[1]):
            yield before  # "give Ukraine warplanes", taken for one noun phrase
        for owner in (good, token, *good.ancestors):
            yield from self._towards(owner)
        for place, _ in self.scene.actors:
            top = self._top(place.last)
            if (preposition_of(top) in ("to", "for") and self._near(top) and not is_no_receiver(top.lower_)) or (
                top.dep_ == "obj" and top.head.lower_ in marker("helping") and self._near(top)
            ):
                yield top
        if before is not None and named is not None:
            yield before

    def _towards(self, owner: Token) -> Iterator[Token]:
        for child in owner.children:
            if (
                child.dep_.startswith(("obl", "nmod"))
                and preposition_of(child) in ("to", "for")
                and not is_no_receiver(child.lower_)
            ):
                yield child

    def _top(self, at: int) -> Token:
        """The head of the noun phrase that token `at` describes."""
        token = self.scene.doc[at]
        while token.dep_ in ("compound", "nmod:poss", "amod", "flat", "poss") and token.head.i != token.i:
            token = token.head
        return token

    def _near(self, token: Token) -> bool:
        low = min(self.chain[0][0], self.good.whole.first)
        return low - 1 <= token.i <= max(self.chain[0][0], self.good.whole.last) + 25
