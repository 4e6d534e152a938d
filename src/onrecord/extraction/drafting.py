"""Drafting: from the goods of a sentence to who does what with them, before values get their final form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.extraction.arguments import Chain, Roles, roles_of
from onrecord.extraction.goods import Good, find_goods
from onrecord.extraction.governing import chain_above, govern
from onrecord.extraction.lexicon import Word
from onrecord.extraction.parties import Memory, Party, statement_at
from onrecord.extraction.scene import Scene
from onrecord.extraction.stages import Staged, stage_of
from onrecord.model import inferred

_LISTED = frozenset({"PUNCT", "CCONJ", "DET", "ADJ", "NUM", "NOUN", "PROPN", "ADP", "ADV", "SYM", "X"})
_LIST_REACH = 14  # tokens between two members of one list
_BREAKS = frozenset({".", ";", "?", "!", ":", "“", "”", '"', "to", "from", "by", "against", "at"})
_NEAR = 2  # sentences back that an unnamed giver or a package may stand


@dataclass(frozen=True, slots=True)
class Draft:
    """One good in somebody's hands.

    place: index of the sentence among the article's scenes. chain: its triggers, innermost first.
    """

    scene: Scene
    place: int
    good: Good
    chain: Chain
    staged: Staged
    roles: Roles


def drafts_of(scene: Scene, place: int, memory: Memory, earlier: Sequence[Draft]) -> list[Draft]:
    """The drafts of one scene. `earlier`: those of the sentences before, for what leans on them."""
    out: list[Draft] = []
    previous: tuple[Good, Draft | None] | None = None
    for good in find_goods(scene):
        draft = _draft(scene, place, good, memory, [*earlier, *out])
        if draft is None and previous is not None and previous[1] is not None and _listed(scene, previous[0], good):
            draft = replace(previous[1], good=good)
        previous = (good, draft)
        if draft is not None and _is_sound(draft, memory):
            out.append(draft)
    return out


def _draft(scene: Scene, place: int, good: Good, memory: Memory, earlier: Sequence[Draft]) -> Draft | None:
    link = govern(scene, good)
    if link is None:
        return None
    word = scene.triggers[link.trigger]
    if "including" in word.flags and word.act is None and word.attitude is None:
        return _held(scene, place, good, link.trigger, earlier)
    chain: Chain = [(link.trigger, word), *chain_above(scene, link.trigger)]
    staged = stage_of(scene, chain, direct=link.how != "with" and bool(word.attitude) and _prefers_attitude(word, link.how))
    if staged is None:
        return None
    roles = roles_of(scene, chain, good, memory)
    staged = _asked(staged, roles, memory)
    return Draft(scene, place, good, chain, staged, _named(roles, staged, place, earlier))


def _prefers_attitude(word: Word, how: str) -> bool:
    """Words that are both act and attitude ("back") are attitudes to a thing, acts with "with"."""
    return how in ("object", "noun", "subject", "relative") and not word.act


def _asked(staged: Staged, roles: Roles, memory: Memory) -> Staged:
    """Somebody who would receive requests; anybody else who calls for it proposes, and the reverse."""
    if staged.stage not in ("requested", "proposed") or roles.asker is None or roles.asker.code is None:
        return staged
    receives = roles.recipient is None or roles.recipient.code == roles.asker.code
    usual = {party.code for party in memory.recipients}
    if staged.stage == "requested" and roles.giver is not None and not receives and roles.asker.code not in usual:
        return replace(staged, stage="proposed")
    if staged.stage == "proposed" and roles.asker.code in usual:
        return replace(staged, stage="requested")
    return staged


def _named(roles: Roles, staged: Staged, place: int, earlier: Sequence[Draft]) -> Roles:
    """A giver that the sentence leaves out is the one named just before."""
    if roles.giver is not None or staged.stage in ("requested", "proposed"):
        return roles
    for draft in reversed(earlier):
        giver = draft.roles.giver
        if place - draft.place > _NEAR:
            break
        if giver is not None and giver.code is not None and (roles.recipient is None or giver.code != roles.recipient.code):
            spans = giver.evidence.spans
            return replace(roles, giver=Party(giver.code, giver.name, inferred("last named giver", spans), giver.at))
    return roles


def _held(scene: Scene, place: int, good: Good, verb: int, earlier: Sequence[Draft]) -> Draft | None:
    """What a package includes is given as the package is: "The package includes 30 tanks"."""
    holder = next((c for c in scene.doc[verb].children if c.dep_.startswith("nsubj")), None)
    if holder is None or not earlier or place - earlier[-1].place > _NEAR:
        return None
    named = any(holder.i in where for where, _ in scene.items)
    if not named and holder.lower_ not in ("it", "this", "that", "which", "package"):
        return None
    last = earlier[-1]
    giver = last.roles.giver
    if giver is None:
        return None
    receiver = last.roles.recipient
    roles = replace(
        last.roles,
        giver=replace(giver, evidence=inferred("package's giver", giver.evidence.spans)),
        recipient=receiver and replace(receiver, evidence=inferred("package's recipient", receiver.evidence.spans)),
    )
    return Draft(scene, place, good, [(verb, scene.triggers[verb])], Staged(last.staged.stage, (verb,)), roles)


def _listed(scene: Scene, left: Good, right: Good) -> bool:
    """Whether two goods stand in one list, nothing but its own words between them."""
    first, last = left.whole.last + 1, right.whole.first
    if not 0 <= last - first <= _LIST_REACH:
        return False
    between = scene.doc[first:last]
    return all(t.pos_ in _LISTED and t.lower_ not in _BREAKS or t.lower_ in ("including", "containing", "consisting") for t in between)


def _is_sound(draft: Draft, memory: Memory) -> bool:
    """Whether the draft is a commitment at all, not some other sending and giving."""
    good, roles, stage = draft.good, draft.roles, draft.staged.stage
    who = roles.asker if stage == "requested" else roles.giver
    if who is None:
        return False
    if stage == "requested" and not _really_asks(draft, who, memory):
        return False
    sure = good.number is not None or good.money is not None or good.kind is not None
    if good.sum_only:
        return roles.recipient is not None or (who.code is not None and good.money is not None)
    if good.of is None:
        return who.code is not None and roles.recipient is not None
    if good.of.weak and not sure:
        return roles.recipient is not None
    return who.code is not None or roles.recipient is not None or sure


def _really_asks(draft: Draft, who: Party, memory: Memory) -> bool:
    """ "Needs" is a request only from the mouth of whoever needs it."""
    words = [word.lemma for _, word in draft.chain if word.attitude == "requested"]
    if not words or words[0] not in ("need", "require", "await"):
        return True
    speech = statement_at(memory.statements, draft.scene.span(draft.chain[0][0], draft.chain[0][0]))
    return speech is not None and speech.speaker.actor is not None and speech.speaker.actor == who.code
