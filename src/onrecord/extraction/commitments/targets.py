"""Targets: shares of national product that somebody spends, promises or is called on to spend."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from onrecord.extraction.commitments.arguments import Chain, Roles, roles_of
from onrecord.extraction.commitments.chains import chain_above
from onrecord.extraction.commitments.conditions import is_hypothetical
from onrecord.extraction.commitments.goods import Good
from onrecord.extraction.commitments.lexicon import Word
from onrecord.extraction.commitments.lifting import raised
from onrecord.extraction.commitments.parties import Memory
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.commitments.triggers import reading
from onrecord.language.numbers import Share
from onrecord.model import Stage
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
        if verb is None or is_hypothetical(scene, verb.i):
            continue
        chain: Chain = [(verb.i, _word(scene, verb)), *chain_above(scene, verb.i)]
        stage, tokens = _stage(scene, chain)
        good = Good(place.first, place, place, sum_only=True)
        roles = roles_of(scene, chain, good, memory)
        if stage in ("requested",) and roles.giver is not None:
            stage = "proposed"
        out.append(Target(place, share, stage, tokens, roles, _purpose(scene, place)))
    return out


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
    elif said.tense == "future" and not said.negated:
        stage = "pledged"
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
