"""Targets: shares of national product that somebody spends, promises or is called on to spend."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from onrecord.extraction.commitments.arguments import Chain, Roles, roles_of
from onrecord.extraction.commitments.chains import chain_above
from onrecord.extraction.commitments.conditions import is_hypothetical
from onrecord.extraction.commitments.goods import Good
from onrecord.extraction.commitments.lexicon import Word
from onrecord.extraction.commitments.lifting import raised
from onrecord.extraction.commitments.parties import Memory
from onrecord.extraction.commitments.party import Party
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.commitments.triggers import reading
from onrecord.language.numbers import Share
from onrecord.model import Stage, stated
from onrecord.vocabulary import vocabulary

_SPENDS = Word("spend", "verb", act="pledged", frames=frozenset({"gives"}))


@dataclass(frozen=True, slots=True)
class Target:
    """One share with its stage (None for a standing target), the tokens that give the stage, and who is who.

    item: the tokens that say what the share is for, None when the sentence does not.
    """

    place: Range
    share: Share
    stage: Stage | None
    tokens: tuple[int, ...]
    roles: Roles
    item: Range | None


def find_targets(scene: Scene, memory: Memory) -> list[Target]:
    """The targets of `scene` that somebody is named for."""
    out: list[Target] = []
    for place, share in scene.shares:
        if share.value is None and share.low is None:
            continue
        verb = _verb_above(scene.doc[place.last], place)
        if verb is None or is_hypothetical(scene, verb.i) or _is_missed(verb):
            continue
        chain: Chain = [(verb.i, _word(scene, verb)), *chain_above(scene, verb.i)]
        stage, tokens = _stage(scene, chain)
        good = Good(place.first, place, place, sum_only=True)
        roles = roles_of(scene, chain, good, memory)
        if stage in ("requested",) and roles.giver is not None:
            stage = "proposed"
        if roles.giver is None and roles.asker is None:
            roles = replace(roles, giver=_counted(scene, verb))
        item = _purpose(scene, place)
        out += [Target(place, share, stage, tokens, one, item) for one in _each(roles)]
    return out


def _is_missed(verb: Token) -> bool:
    """Whether somebody is said to stay below the share: "missed the 2% target", "does not spend 2%"."""
    missed = vocabulary("numbers")["shares"]["missed"]
    if verb.lemma_ in missed or (verb.dep_ == "xcomp" and verb.head.lemma_ in missed):
        return True
    said = reading(verb)
    return said.negated and said.tense in ("present", "done", "ongoing", "possible")


def _each(roles: Roles) -> Iterator[Roles]:
    """The roles for every one of those who meet, promise or are asked for one share together."""
    yield replace(roles, others=())
    for other in roles.others:
        yield replace(roles, giver=other, others=())


def _counted(scene: Scene, verb: Token) -> Party | None:
    """So many of a group: "11 of the 31 allies"; the count is no figure of the target's."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.pos_ != "NUM" or not any(child.dep_ == "nmod" for child in subject.children):
        return None
    place = Range((subject.left_edge.i, subject.right_edge.i))
    if scene.doc[place.first].dep_ == "advmod" and place.first < subject.i:
        place = Range((place.first + 1, place.last))  # "only 11"
    return Party(None, scene.words(*place), stated(scene.span(*place)), place)


def _verb_above(token: Token, place: Range) -> Token | None:
    for _ in range(10):
        if token.i not in place and token.pos_ in ("VERB", "AUX"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _word(scene: Scene, verb: Token) -> Word:
    word = scene.triggers.get(verb.i)
    return word if word is not None and word.attitude is not None and word.part == "verb" else _SPENDS


def _stage(scene: Scene, chain: Chain) -> tuple[Stage | None, tuple[int, ...]]:
    at, word = chain[0]
    said = reading(scene.doc[at])
    stage: Stage | None = None
    if word.attitude is not None:
        stage = None if said.negated else word.attitude
    elif said.tense == "future":
        stage = "refused" if said.negated else "pledged"
    elif said.tense == "obligation":
        stage = "proposed"
    elif said.tense == "possible":
        stage = "considered"
    used = [at]
    for above, outer in chain[1:]:
        if outer.attitude is None:
            continue
        new, dead = raised(stage, outer, reading(scene.doc[above]))
        if not dead and new != stage:
            stage = new
            used.append(above)
    return stage, tuple(used)


def _purpose(scene: Scene, place: Range) -> Range | None:
    """The nearest words that say what is spent on, behind the share first."""
    text, doc = scene.doc.text, scene.doc
    edge = doc[place.last].idx
    found = [(m.start() < edge, abs(m.start() - edge), m) for m in _purposes().finditer(text)]
    if not found:
        return None
    match = min(found, key=lambda entry: entry[:2])[2]
    inside = [t.i for t in doc if match.start() <= t.idx < match.end()]
    return Range((inside[0], inside[-1])) if inside else None


@cache
def _purposes() -> re.Pattern[str]:
    names = sorted(vocabulary("items")["targets"]["names"], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(name) for name in names) + r")\b", re.I)
