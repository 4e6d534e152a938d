"""Leaning: goods that are given as what was told before them is: contents, values, lists and fragments."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from onrecord.extraction.commitments.arguments import Chain, Roles, owner_of, roles_of
from onrecord.extraction.commitments.draft import Draft
from onrecord.extraction.commitments.goods import Good
from onrecord.extraction.commitments.governing import preposition_of
from onrecord.extraction.commitments.headed import Headed, headed
from onrecord.extraction.commitments.lexicon import Word
from onrecord.extraction.commitments.parties import Memory, Party, statement_at
from onrecord.extraction.commitments.phrases import top_of
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.commitments.stages import Staged
from onrecord.extraction.commitments.triggers import has_subject
from onrecord.extraction.items import is_container
from onrecord.model import Stage, inferred
from onrecord.vocabulary import vocabulary

_LISTED = frozenset({"PUNCT", "CCONJ", "DET", "ADJ", "NUM", "NOUN", "PROPN", "ADP", "ADV", "SYM", "X"})
_AIMED = ("to", "for", "in", "inside")  # before whoever receives, never before whoever gives
_LIST_REACH = 14  # tokens between two members of one list
_BREAKS = frozenset({".", "?", "!", ":", "“", "”", '"', "to", "from", "by", "against", "at"})
_HOLDERS = frozenset(
    {
        "it",
        "this",
        "that",
        "which",
        "package",
        "first",
        "second",
        "third",
        "latest",
        "list",
        "they",
        "these",
        "one",
        "aid",
        "assistance",
    }
)
_HOLDING = frozenset({"including", "containing", "consisting", "carrying", "comprising", "totalling", "totaling"})
_FREE = frozenset({"guarantee", "guarantees", "loan", "aid", "grant", "package", "support", "supply"})
_UP = 5  # steps from a sum up to the verb that puts it down
NEAR = 2  # sentences back that an unnamed giver or a package may stand


def held(scene: Scene, place: int, good: Good, verb: int, earlier: Sequence[Draft]) -> Draft | None:
    """What a package includes is given as the package is: "The package includes 30 tanks"."""
    token = scene.doc[verb]
    holder = next((c for c in token.children if c.dep_.startswith("nsubj")), None)
    if holder is None and token.i > 0 and scene.doc[token.i - 1].lower_ in _HOLDERS:
        holder = scene.doc[token.i - 1]  # "the first included", taken for an adverb
    if holder is None and token.dep_ == "conj":
        holder = next((c for c in token.head.children if c.dep_.startswith("nsubj")), None)
    if holder is None and token.dep_ in ("acl", "advcl"):
        above = token.head
        holder = (
            above if token.dep_ == "acl" else next((c for c in above.children if c.dep_.startswith("nsubj")), None)
        )
    if holder is None:
        return None
    named = any(holder.i in where for where, _ in scene.items)
    if not named and holder.lower_ not in _HOLDERS and not is_container(holder.lower_):
        return None
    return _leaning(scene, place, good, verb, earlier)


def _leaning(scene: Scene, place: int, good: Good, cue: int, earlier: Sequence[Draft]) -> Draft | None:
    """A draft that has giver, recipient and stage from the one just before."""
    last = earlier[-1] if earlier else None
    if last is None or place - last.place > NEAR or last.roles.giver is None:
        return None
    giver, receiver = last.roles.giver, last.roles.recipient
    roles = Roles(
        replace(giver, evidence=inferred("package's giver", giver.evidence.spans)),
        None,
        receiver and replace(receiver, evidence=inferred("package's recipient", receiver.evidence.spans)),
    )
    word = scene.triggers.get(cue) or Word(scene.doc[cue].lower_, "noun")
    return Draft(scene, place, good, [(cue, word)], Staged(last.staged.stage, (cue,)), roles)


def is_listed(scene: Scene, left: Good, right: Good) -> bool:
    """Whether two goods stand in one list, nothing but its own words between them."""
    first, last = left.whole.last + 1, right.whole.first
    if not 0 <= last - first <= _LIST_REACH:
        return False
    between = scene.doc[first:last]
    if any(one.lower_ == "of" and two.lower_ == "which" for one, two in itertools.pairwise(between)):
        return True  # "€30m, of which €10m is for medicines"
    if any(t.text == ";" for t in between) and any(scene.actor_at(t.i) is not None for t in between):
        return False  # "Norway sent tanks; Denmark, howitzers"
    return all((t.pos_ in _LISTED and t.lower_ not in _BREAKS) or t.lower_ in _HOLDING for t in between)


def fragment(scene: Scene, place: int, good: Good, memory: Memory) -> Draft | None:
    """A sentence without a verb that names aid: "Donation of ten generators by Japan", "German loan of €10m"."""
    head = Headed() if scene.headline else headed(scene)  # "Ukraine Latest: US to train troops" heads no list
    label = head.words.end - scene.sentence.begin if head.words else 0  # of "Delivered so far: 30 vehicles"
    if head.void or any(
        t.pos_ in ("VERB", "AUX")
        and (t.dep_ == "ROOT" or has_subject(t))
        and t.lower_ not in _FREE
        and t.idx >= label
        for t in scene.doc
    ):
        return None
    nouns = [i for i, word in scene.triggers.items() if word.part == "noun" and (word.act or word.attitude)]
    cue = next((i for i in nouns if i <= good.whole.last), good.head)
    word = scene.triggers.get(cue)
    stage: Stage = (word.act or word.attitude if word is not None and word.part == "noun" else None) or "pledged"
    giver = owner_of(scene, good, cue, memory) or head.giver or _only_actor(scene, memory)
    if giver is None or stage in ("requested", "proposed"):
        return None
    if giver is memory.main and memory.titled and good.sum_only:
        return None
    by_heading = head.stage is not None and (word is None or word.part != "noun")
    stage = head.stage if by_heading and head.stage is not None else stage
    told = word is not None and word.part == "noun" and "clausal" not in word.flags
    if scene.headline and any("hostile" in other.flags for other in scene.triggers.values()):
        return None
    aid = good.of is not None and good.of.name in (
        "aid",
        "military aid",
        "humanitarian aid",
        "financial aid",
        "loan",
        "grant",
    )
    bare = giver is memory.main and not memory.titled and scene.doc[good.head].dep_ in ("ROOT", "conj", "appos")
    told = told or by_heading or head.giver is not None
    if not (told or good.money is not None or ((aid or bare) and not scene.headline)):
        return None
    chain: Chain = [(cue, word or Word(scene.doc[cue].lower_, "noun"))]
    return Draft(
        scene,
        place,
        good,
        chain,
        Staged(stage, (cue,)),
        Roles(giver, None, roles_of(scene, chain, good, memory).recipient),
        head.words if by_heading else None,
    )


def valued(scene: Scene, place: int, good: Good, memory: Memory, earlier: Sequence[Draft]) -> Draft | None:
    """A value put on aid: "The package is worth $400m", "aid from Estonia is estimated at 240 million euros".

    The giver is the one that the phrase names, else the one of the draft just before, whose stage it then has.
    """
    if good.money is None:
        return None
    cue = _value_cue(scene, good)
    if cue is None:
        return _recorded(scene, good, place, memory, earlier)
    owner = owner_of(scene, good, cue, memory) or headed(scene).giver
    if owner is None:
        leaning = _leaning(scene, place, good, cue, earlier)
        alone = leaning is None and good.of is not None and "valuing" in _flags(scene, cue)
        owner = _only_actor(scene, memory) if alone else None
        if owner is None:
            return leaning or _recorded(scene, good, place, memory, earlier)
    word = scene.triggers.get(cue) or Word(scene.doc[cue].lower_, "noun")
    last = earlier[-1] if earlier and place - earlier[-1].place <= NEAR else None
    same = last is not None and last.roles.giver is not None and last.roles.giver.code == owner.code
    stage: Stage = last.staged.stage if same and last is not None else "pledged"
    recipient = roles_of(scene, [(cue, word)], good, memory).recipient
    return Draft(scene, place, good, [(cue, word)], Staged(stage, (cue,)), Roles(owner, None, recipient))


def _recorded(scene: Scene, good: Good, place: int, memory: Memory, earlier: Sequence[Draft]) -> Draft | None:
    """What the writer of a note about one giver puts down as that giver's: "Hence we report 12 million euros"."""
    main, verbs = memory.main, vocabulary("items")["recording"]["verbs"]
    if main is None or memory.titled:
        return None
    token = scene.doc[good.head]
    for _ in range(_UP):
        if token.head.i == token.i or token.head.dep_ in ("acl", "acl:relcl"):
            return None
        token = token.head
        words = {child.lower_: child.i for child in token.children}
        if token.lemma_.lower() in verbs and "we" in words:
            break
    else:
        return None
    if statement_at(memory.statements, scene.span(words["we"], words["we"])) is not None:
        return None  # "we" is somebody quoted
    if words.keys() & {"not", "n't", "n’t", "never"}:
        return None
    last = next((draft for draft in reversed(earlier) if _giver_is(draft, main)), None)
    stage: Stage = last.staged.stage if last is not None else "pledged"
    word = scene.triggers.get(token.i) or Word(token.lower_, "verb")
    return Draft(scene, place, good, [(token.i, word)], Staged(stage, (token.i,)), Roles(main, None, None))


def _giver_is(draft: Draft, party: Party) -> bool:
    return draft.roles.giver is not None and draft.roles.giver.code == party.code


def _flags(scene: Scene, at: int) -> frozenset[str]:
    word = scene.triggers.get(at)
    return word.flags if word is not None else frozenset()


def _only_actor(scene: Scene, memory: Memory) -> Party | None:
    """The article's main actor, where the sentence names nobody else but whom or where it is for."""
    main = memory.main
    receives = {party.code for party in memory.recipients}
    if main is None or main.code in receives | memory.attackers:
        return None
    others = [pair for pair in scene.actors if pair[1].code not in receives | {main.code}]
    if others and len(others) < len(scene.actors) and any(token.pos_ == "VERB" for token in scene.doc):
        return None  # beside another in a sentence that does something: the main actor may have any part in it
    return main if all(preposition_of(top_of(scene.doc[where.last])) in _AIMED for where, _ in others) else None


def _value_cue(scene: Scene, good: Good) -> int | None:
    """The word that puts the good's money on it, near the sum."""
    if good.money is None:
        return None
    first = good.money[0].first
    for at in range(first - 1, max(first - 9, -1), -1):
        word = scene.triggers.get(at)
        if scene.doc[at].text in (".", ";", ","):
            return None
        if (word is not None and "valuing" in word.flags) or scene.doc[at].lower_ in (
            "worth",
            "amounting",
            "totalling",
        ):
            return at
    if good.of is not None and good.of.kind != "reconstruction":
        return good.head
    return None
