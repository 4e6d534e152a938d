"""Clause: a good, the triggers around it, and which of their dependents are parties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.extraction.commitments.gaps import gapped_subject
from onrecord.extraction.commitments.goods import Good
from onrecord.extraction.commitments.governing import preposition_of
from onrecord.extraction.commitments.lexicon import Word
from onrecord.extraction.commitments.parties import Memory, Party, giver_of, party_of
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.commitments.subjects import subject_of

Chain = Sequence[tuple[int, Word]]

ASKING = frozenset({"requested", "proposed"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A good in somebody's hands.

    chain: its triggers, innermost first. memory: what the article has told so far.
    """

    scene: Scene
    chain: Chain
    good: Good
    memory: Memory

    def party(self, token: Token | None, *, receives: bool = False) -> Party | None:
        """Who `token` stands for, unless it belongs to the goods."""
        if token is None or token.i in self.good.words:
            return None
        if not (receives and _is_of_somebody(self.scene, token)) and any(
            token.i in place and mention.of.name != "fund" for place, mention in self.scene.items
        ):
            return None
        if any(token.i in place for place, _ in self.scene.money):
            return None
        return (party_of if receives else giver_of)(self.scene, token, self.memory)

    def first(self, tokens: Iterator[Token], *, loose: bool) -> Party | None:
        """The first of `tokens` that is a party; unless `loose`, a pronoun counts only with a code."""
        for token in tokens:
            party = self.party(token)
            if party is not None and (loose or party.code or token.pos_ in ("PROPN", "NOUN")):
                return party
        return None

    def subject(self, token: Token) -> Party | None:
        """Who is the subject of the verb `token`."""
        return self.party(gapped_subject(self.scene, token, self.good) or subject_of(self.scene, token))


def _is_of_somebody(scene: Scene, token: Token) -> bool:
    """Whether a thing that is a receiver names its state: "generators for Ukrainian hospitals"."""
    owned = any(c.dep_ in ("amod", "nmod:poss", "compound") and scene.actor_at(c.i) for c in token.children)
    return owned and preposition_of(token) in ("to", "for")


def marked(token: Token, prepositions: tuple[str, ...]) -> Iterator[Token]:
    """The dependents of `token` behind one of `prepositions`."""
    for child in token.children:
        if child.dep_.startswith(("obl", "nmod")) and preposition_of(child) in prepositions:
            yield child
