"""Targets: shares of national product that somebody spends, promises or is called on to spend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from onrecord.extraction.commitments.arguments import Chain, Roles, roles_of
from onrecord.extraction.commitments.chains import chain_above
from onrecord.extraction.commitments.conditions import is_hypothetical
from onrecord.extraction.commitments.goods import Good
from onrecord.extraction.commitments.lexicon import Word
from onrecord.extraction.commitments.lifting import raised
from onrecord.extraction.commitments.parties import Memory, party_of
from onrecord.extraction.commitments.party import Party
from onrecord.extraction.commitments.scene import Range, Scene, subtree_edges
from onrecord.extraction.commitments.triggers import reading
from onrecord.language.analysis import Sentence
from onrecord.language.numbers import Share, find_shares
from onrecord.model import Stage, stated
from onrecord.vocabulary import vocabulary

_SPENDS = Word("spend", "verb", act="pledged", frames=frozenset({"gives"}))


_REACH = 2
"""Sentences back in which shares are spoken of."""
_PERCENT = frozenset({"%", "percent", "cent", "pct"})
"""What a percentage without words for its whole ends with."""


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


def share_meant(sentences: Sequence[Sentence], place: int) -> str | None:
    """The unit of a share that sentence `place` gives as a bare percentage: what the passage speaks of.

    That is the unit of a share given there or just before; else product, where defence spending was named.
    """
    text = sentences[place].doc.text
    if "%" not in text and "per" not in text.lower():
        return None
    near = [sentence.doc.text for sentence in sentences[max(0, place - _REACH) : place]]
    given = next((shares[-1].unit for one in (text, *reversed(near)) if (shares := find_shares(one))), None)
    if given is not None:
        return given
    return "% of GDP" if any(_spending().search(one) for one in (text, *near)) else None


@cache
def _spending() -> re.Pattern[str]:
    table = vocabulary("items")["targets"]
    return re.compile(r"\b(?:" + "|".join(table["spending"]) + r")\b", re.I)


def find_targets(scene: Scene, memory: Memory) -> list[Target]:
    """The targets of `scene` that somebody is named for."""
    out: list[Target] = []
    for place, share in scene.shares:
        if share.value is None and share.low is None:
            continue
        beside = _beside(scene, place, out, memory)
        if beside is not None:
            out.append(beside)
            continue
        budget = _budget(scene, place)
        verb = _verb_above(scene.doc[place.last], place)
        if verb is None and budget is not None:
            out += _standing(scene, place, share, budget, memory)
        if verb is None or is_hypothetical(scene, verb.i) or _is_missed(verb):
            continue
        alone = not share.stated and scene.doc[place.last].lower_ in _PERCENT
        if alone and _is_other(scene, verb, place):
            continue
        chain: Chain = [(verb.i, _word(scene, verb)), *chain_above(scene, verb.i)]
        stage, tokens = _stage(scene, chain)
        good = Good(place.first, place, place, sum_only=True)
        roles = roles_of(scene, chain, good, memory)
        if stage in ("requested",) and roles.giver is not None:
            stage = "proposed"
        if roles.giver is None and roles.asker is None:
            roles = replace(roles, giver=_counted(scene, verb))
        if roles.giver is None and roles.asker is None and budget is not None and stage in (None, "pledged"):
            out += _standing(scene, place, share, budget, memory, stage)
            continue
        who = roles.giver or roles.asker
        if alone and (who is None or who.code is None) and _purpose(scene, place) is None:
            continue  # "the party got 12%"
        item = _purpose(scene, place)
        out += [Target(place, share, stage, tokens, one, item) for one in _each(roles)]
    return out


def _is_other(scene: Scene, verb: Token, place: Range) -> bool:
    """Whether a bare percentage hangs on words of neither spending nor targets: "won 52% of it"."""
    table = vocabulary("numbers")["shares"]
    above = scene.doc[place.last].head
    at_target = above.lemma_.lower() in table["targets"] or above.lower_ in table["targets"]
    moved = ("obj", "nsubj:pass")
    objects = [c for c in verb.children if c.dep_ in moved and not _holds_share(scene, c)]
    phrases = [scene.words(*subtree_edges(one)) for one in objects]
    if phrases and not any(_spending().search(phrase) or _purposes().search(phrase) for phrase in phrases):
        return True  # "raised its rate to 12%"
    return not (at_target or verb.lemma_ in table["spends"] or verb.lemma_ in table["stands"])


def _holds_share(scene: Scene, token: Token) -> bool:
    edges = subtree_edges(token)
    return any(where.last in edges for where, _ in scene.shares)


def _beside(scene: Scene, place: Range, found: Sequence[Target], memory: Memory) -> Target | None:
    """A share beside another under one verb, with its own spender: "Poland spends 4% of GDP, Greece 3.5%"."""
    last = found[-1] if found else None
    before = next((pair for pair in scene.actors if pair[0].last + 1 == place.first), None)
    if last is None or before is None or last.place.last > before[0].first or last.roles.giver is None:
        return None
    share = next(share for where, share in scene.shares if where == place)
    token = scene.doc[before[0].last]
    party = party_of(scene, token, memory)
    if party is None or any(t.pos_ in ("VERB", "AUX") for t in scene.doc[last.place.last + 1 : place.first]):
        return None
    return replace(last, place=place, share=share, roles=replace(last.roles, giver=party), item=last.item)


def _budget(scene: Scene, place: Range) -> Token | None:
    """The spending whose size the share is: the subject of "Finland's defence budget is 2.4% of GDP"."""
    token = scene.doc[place.last]
    stands = vocabulary("numbers")["shares"]["stands"]
    for _ in range(4):
        subject = next((child for child in token.children if child.dep_.startswith("nsubj")), None)
        if subject is not None:
            phrase = scene.words(subject.left_edge.i, subject.right_edge.i)
            fits = token.pos_ != "VERB" or token.lemma_ in stands
            return subject if fits and _spending().search(phrase) else None
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _standing(
    scene: Scene, place: Range, share: Share, budget: Token, memory: Memory, stage: Stage | None = None
) -> Iterator[Target]:
    """The target that a budget stands at, or will, under the name of its owner."""
    owner = next(
        (c for c in budget.children if c.dep_ in ("nmod:poss", "amod", "compound") and _is_actor(scene, c)), None
    )
    party = party_of(scene, owner, memory) if owner is not None else None
    if party is None or any(c.lower_ in ("not", "n't", "n’t") for c in scene.doc[place.last].children):
        return
    item = Range((budget.i, budget.i))
    roles = Roles(party, None, None)
    yield Target(
        place, share, stage, (scene.doc[place.last].i,) if stage else (), roles, _purpose(scene, place) or item
    )


def _is_actor(scene: Scene, token: Token) -> bool:
    return scene.actor_at(token.i) is not None


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
    elif said.tense == "future" or _is_going_to(scene.doc[at]):
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


def _is_going_to(token: Token) -> bool:
    """Whether the verb stands under "is going to"."""
    above = token.head
    return token.dep_ == "xcomp" and above.lower_ == "going" and any(c.lower_ == "to" for c in token.children)


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
