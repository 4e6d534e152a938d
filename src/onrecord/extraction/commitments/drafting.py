"""Drafting: from the goods of a sentence to who does what with them, before values get their final form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.extraction.commitments.arguments import Chain, Roles, owner_of, roles_of, source_of
from onrecord.extraction.commitments.goods import Good, find_goods
from onrecord.extraction.commitments.governing import chain_above, govern, is_way
from onrecord.extraction.commitments.lexicon import Word
from onrecord.extraction.commitments.parties import Memory, Party, statement_at
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.commitments.stages import Staged, stage_of
from onrecord.extraction.commitments.triggers import has_subject, reading
from onrecord.extraction.items import is_container, lineage
from onrecord.language.numbers import Number
from onrecord.model import Stage, inferred
from onrecord.vocabulary import vocabulary

_LISTED = frozenset({"PUNCT", "CCONJ", "DET", "ADJ", "NUM", "NOUN", "PROPN", "ADP", "ADV", "SYM", "X"})
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
        if is_way(scene, good):
            continue
        draft = _draft(scene, place, good, memory, [*earlier, *out])
        if draft is None and previous is not None and previous[1] is not None and _listed(scene, previous[0], good):
            draft = replace(previous[1], good=good)
        previous = (good, draft)
        if draft is not None and _is_sound(draft, memory):
            out += _each(scene, draft)
    return [draft for draft in out if not _is_wrapping(draft, out)]


def _each(scene: Scene, draft: Draft) -> list[Draft]:
    """One draft for each of several givers; numbers that stand in step with them go one to each."""
    givers = [draft.roles.giver, *draft.roles.others]
    if len(givers) == 1 or draft.staged.stage == "requested":
        return [draft]
    numbers = _series(scene, draft.good)
    step = len(numbers) == len(givers)
    goods = [replace(draft.good, number=number) for number in numbers] if step else [draft.good] * len(givers)
    pairs = zip(givers, goods, strict=True)
    return [replace(draft, good=good, roles=replace(draft.roles, giver=giver, others=())) for giver, good in pairs]


def _series(scene: Scene, good: Good) -> list[tuple[Range, Number]]:
    """The numbers before a good, "4 and 6 tanks", in order."""
    if good.number is None:
        return []
    out = [good.number]
    for place, number in reversed(scene.numbers):
        between = scene.doc[place.last + 1 : out[0][0].first]
        if place.last < out[0][0].first and between and all(t.lower_ in (",", "and") for t in between):
            out.insert(0, (place, number))
    return out


def _is_wrapping(draft: Draft, others: Sequence[Draft]) -> bool:
    """Whether the draft only wraps what the sentence then names: "a package of tanks and shells"."""
    good = draft.good
    if (
        good.of is None
        or good.of.name != "aid"
        or good.money is not None
        or good.number is not None
        or good.kind is not None
    ):
        return False
    return any(o.chain[0][0] == draft.chain[0][0] and o.good.whole.first > good.whole.last for o in others)


def _draft(scene: Scene, place: int, good: Good, memory: Memory, earlier: Sequence[Draft]) -> Draft | None:
    link = govern(scene, good)
    if link is None:
        return valued(scene, place, good, memory, earlier) or _fragment(scene, place, good, memory)
    word = scene.triggers[link.trigger]
    if "including" in word.flags and word.act is None and word.attitude is None:
        return _held(scene, place, good, link.trigger, earlier)
    chain: Chain = [(link.trigger, word), *chain_above(scene, link.trigger)]
    if "purpose" in word.flags and len(chain) > 1 and chain[1][1].act is not None and chain[1][1].part == "verb":
        chain = chain[1:]  # "provides €5m to help rebuild": the help is what the money is for
    staged = stage_of(
        scene, chain, direct=link.how != "with" and bool(word.attitude) and _prefers_attitude(word, link.how)
    )
    if staged is None:
        return _fragment(scene, place, good, memory)
    roles = roles_of(scene, chain, good, memory)
    staged = _asked(staged, roles, memory)
    draft = Draft(scene, place, good, chain, staged, roles)
    return replace(draft, roles=_named(draft, memory, earlier))


def _prefers_attitude(word: Word, how: str) -> bool:
    """Words that are both act and attitude ("back") are attitudes to a thing, acts with "with"."""
    return how in ("object", "noun", "subject", "relative") and not word.act


def _asked(staged: Staged, roles: Roles, memory: Memory) -> Staged:
    """Somebody who would receive requests; anybody else who calls for it proposes."""
    asker, giver, recipient = roles.asker, roles.giver, roles.recipient
    if staged.stage not in ("requested", "proposed") or asker is None:
        return staged
    usual = {party.code for party in memory.recipients}
    for_others = recipient is not None and recipient.code != asker.code
    if staged.stage == "requested" and giver is not None and for_others and asker.code not in usual - {None}:
        return replace(staged, stage="proposed")
    for_itself = not for_others and (giver is None or giver.code != asker.code)
    if staged.stage == "proposed" and asker.code is not None and (for_itself or asker.code in usual):
        return replace(staged, stage="requested")
    return staged


def _named(draft: Draft, memory: Memory, earlier: Sequence[Draft]) -> Roles:
    """A giver that the clause leaves out: where things come from, the giver named just before, the main actor."""
    roles, place = draft.roles, draft.place
    if roles.giver is not None or roles.nobody or draft.staged.stage in ("requested", "proposed"):
        return roles
    if not _leaves_out(draft.scene, draft.chain):
        return roles
    source = source_of(draft.scene, roles.recipient)
    if source is not None and source.code not in memory.attackers:
        return replace(roles, giver=source)
    for before in reversed(earlier):
        giver = before.roles.giver
        if place - before.place > _NEAR:
            break
        if giver is not None and giver.code is not None and not _same(giver, roles.recipient):
            spans = giver.evidence.spans
            return replace(
                roles, giver=Party(giver.code, giver.name, inferred("last named giver", spans), giver.at)
            )
    main = memory.main
    receives = {party.code for party in memory.recipients}
    if main is None or main.code in memory.attackers | receives or _same(main, roles.recipient):
        return roles
    if memory.titled and roles.recipient is None:
        return roles  # a note is about one giver throughout; a report names many
    return replace(roles, giver=main)


def _leaves_out(scene: Scene, chain: Chain) -> bool:
    """Whether the innermost trigger is said without its giver: a passive, a noun, a thing that comes."""
    at, word = chain[0]
    token = scene.doc[at]
    if word.part == "noun" or "comes" in word.frames:
        return True
    told_aside = token.dep_ == "acl" and reading(token).tense == "done" and not _is_nominal(scene)
    return reading(token).passive and not told_aside


def _is_nominal(scene: Scene) -> bool:
    """Whether the sentence has no verb of its own: "€5m in aid, approved on Monday"."""
    return not any(t.pos_ in ("VERB", "AUX") and (t.dep_ == "ROOT" or has_subject(t)) for t in scene.doc)


def _same(left: Party, right: Party | None) -> bool:
    return right is not None and left.code == right.code


def _held(scene: Scene, place: int, good: Good, verb: int, earlier: Sequence[Draft]) -> Draft | None:
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
    if last is None or place - last.place > _NEAR or last.roles.giver is None:
        return None
    giver, receiver = last.roles.giver, last.roles.recipient
    roles = Roles(
        replace(giver, evidence=inferred("package's giver", giver.evidence.spans)),
        None,
        receiver and replace(receiver, evidence=inferred("package's recipient", receiver.evidence.spans)),
    )
    word = scene.triggers.get(cue) or Word(scene.doc[cue].lower_, "noun")
    return Draft(scene, place, good, [(cue, word)], Staged(last.staged.stage, (cue,)), roles)


def _listed(scene: Scene, left: Good, right: Good) -> bool:
    """Whether two goods stand in one list, nothing but its own words between them."""
    first, last = left.whole.last + 1, right.whole.first
    if not 0 <= last - first <= _LIST_REACH:
        return False
    between = scene.doc[first:last]
    if any(t.text == ";" for t in between) and any(scene.actor_at(t.i) is not None for t in between):
        return False  # "Norway sent tanks; Denmark, howitzers"
    return all((t.pos_ in _LISTED and t.lower_ not in _BREAKS) or t.lower_ in _HOLDING for t in between)


def _is_sound(draft: Draft, memory: Memory) -> bool:
    """Whether the draft is a commitment at all, not some other sending and giving."""
    good, roles, stage = draft.good, draft.roles, draft.staged.stage
    who = roles.asker if stage == "requested" else roles.giver
    if who is None:
        return False
    if stage == "requested" and not _really_asks(draft, who, memory):
        return False
    if (
        _is_trade_ban(draft)
        or _is_payment(draft)
        or _is_own_purchase(draft)
        or _is_own_strength(draft)
        or _is_pull_back(draft)
    ):
        return False
    if (
        draft.staged.stage == "considered"
        and draft.chain[0][1].attitude == "considered"
        and draft.chain[0][1].part == "verb"
    ):
        generic = good.of is not None and lineage(good.of)[-1] == "aid"
        if len(draft.chain) == 1 and roles.recipient is None and not generic:
            return False
    sure = good.number is not None or good.money is not None or good.kind is not None
    if good.sum_only:
        return roles.recipient is not None or (who.code is not None and good.money is not None)
    if good.of is None:
        return who.code is not None and (roles.recipient is not None or good.kind is not None)
    if good.of.weak and not sure:
        return roles.recipient is not None or (not memory.titled and who.code is not None)
    return who.code is not None or roles.recipient is not None or sure


def _is_trade_ban(draft: Draft) -> bool:
    """Whether somebody keeps goods out ("banned imports of grain"), which refuses nobody help."""
    bans = any(word.lemma in vocabulary("stages")["not_gifts"]["bans"] for _, word in draft.chain)
    kind = draft.good.of.kind if draft.good.of is not None else None
    return bans and draft.staged.stage == "refused" and draft.roles.recipient is None and kind != "military"


def _is_payment(draft: Draft) -> bool:
    """Whether a sum is a fine, a price or a wage, not a gift."""
    good, scene = draft.good, draft.scene
    if good.money is None:
        return False
    table = vocabulary("stages")["not_gifts"]
    behind = scene.doc.text[scene.doc[good.money[0].last].idx + len(scene.doc[good.money[0].last]) :].lstrip(" -")
    each = "|".join(table["unit_price"])
    if re.match(rf"(?:(?:an?|per) \w+|{each})\b", behind, re.I):
        return True
    return good.sum_only and any(token.lower_ in table["nouns"] for token in scene.doc)


def _is_own_purchase(draft: Draft) -> bool:
    """Whether somebody buys for themselves: no receiver, no sum set aside for it."""
    word = draft.chain[0][1]
    buys = "buys" in word.frames and word.part == "verb"
    return buys and draft.roles.recipient is None and draft.good.money is None


def _is_own_strength(draft: Draft) -> bool:
    """Whether somebody only adds to what is their own ("ramps up its air defences")."""
    good, word = draft.good, draft.chain[0][1]
    ours = word.act == "pledged" and word.part == "verb" and draft.staged.stage in ("pledged", "delivered")
    goods = good.of is not None and lineage(good.of)[-1] not in ("aid", "weapons production")
    return ours and goods and draft.roles.recipient is None and good.money is None and good.number is None


def _is_pull_back(draft: Draft) -> bool:
    """Whether somebody moves their own things back ("withdrew an air defence system"), not their help."""
    word, of = draft.chain[0][1], draft.good.of
    own = draft.staged.stage == "withdrawn" and word.attitude == "withdrawn" and word.part == "verb"
    return own and of is not None and of.kind == "military" and lineage(of)[-1] != "aid"


def _really_asks(draft: Draft, who: Party, memory: Memory) -> bool:
    """ "Needs" is a request only from the mouth of whoever needs it."""
    words = [word.lemma for _, word in draft.chain if word.attitude == "requested"]
    if any(word not in ("need", "require", "await") for word in words) or not words:
        return True
    speech = statement_at(memory.statements, draft.scene.span(draft.chain[0][0], draft.chain[0][0]))
    return speech is not None and speech.speaker.actor is not None and speech.speaker.actor == who.code


def _fragment(scene: Scene, place: int, good: Good, memory: Memory) -> Draft | None:
    """A sentence without a verb that names aid: "Donation of ten generators by Japan", "German loan of €10m"."""
    if any(
        t.pos_ in ("VERB", "AUX") and (t.dep_ == "ROOT" or has_subject(t)) and t.lower_ not in _FREE
        for t in scene.doc
    ):
        return None
    nouns = [i for i, word in scene.triggers.items() if word.part == "noun" and (word.act or word.attitude)]
    cue = next((i for i in nouns if i <= good.whole.last), good.head)
    word = scene.triggers.get(cue)
    stage: Stage = (word.act or word.attitude if word is not None and word.part == "noun" else None) or "pledged"
    giver = owner_of(scene, good, cue, memory) or _only_actor(scene, memory)
    if giver is None or stage in ("requested", "proposed"):
        return None
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
    )


def valued(scene: Scene, place: int, good: Good, memory: Memory, earlier: Sequence[Draft]) -> Draft | None:
    """A value put on aid: "The package is worth $400m", "aid from Estonia is estimated at 240 million euros".

    The giver is the one that the phrase names, else the one of the draft just before, whose stage it then has.
    """
    if good.money is None:
        return None
    cue = _value_cue(scene, good)
    if cue is None:
        return None
    owner = owner_of(scene, good, cue, memory)
    if owner is None:
        leaning = _leaning(scene, place, good, cue, earlier)
        alone = leaning is None and good.of is not None and "valuing" in _flags(scene, cue)
        owner = _only_actor(scene, memory) if alone else None
        if owner is None:
            return leaning
    word = scene.triggers.get(cue) or Word(scene.doc[cue].lower_, "noun")
    last = earlier[-1] if earlier and place - earlier[-1].place <= _NEAR else None
    same = last is not None and last.roles.giver is not None and last.roles.giver.code == owner.code
    stage: Stage = last.staged.stage if same and last is not None else "pledged"
    recipient = roles_of(scene, [(cue, word)], good, memory).recipient
    return Draft(scene, place, good, [(cue, word)], Staged(stage, (cue,)), Roles(owner, None, recipient))


def _flags(scene: Scene, at: int) -> frozenset[str]:
    word = scene.triggers.get(at)
    return word.flags if word is not None else frozenset()


def _only_actor(scene: Scene, memory: Memory) -> Party | None:
    """The article's main actor, where the sentence names nobody else."""
    main = memory.main
    receives = {party.code for party in memory.recipients}
    if main is None or main.code in receives | memory.attackers:
        return None
    return main if all(actor.code in receives | {main.code} for _, actor in scene.actors) else None


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
