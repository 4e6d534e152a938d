"""Drafting: from the goods of a sentence to who does what with them, before values get their final form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.extraction.commitments.arguments import Chain, Roles, owner_of, roles_of, source_of
from onrecord.extraction.commitments.chains import chain_above
from onrecord.extraction.commitments.dealing import is_unit_price
from onrecord.extraction.commitments.draft import Draft
from onrecord.extraction.commitments.goods import Good, find_goods
from onrecord.extraction.commitments.governing import Link, govern, is_way, preposition_of, told_aside
from onrecord.extraction.commitments.leaning import NEAR, fragment, held, is_listed, valued
from onrecord.extraction.commitments.lexicon import Word, unlocking
from onrecord.extraction.commitments.parties import Memory, Party, party_of
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.commitments.soundness import is_sound
from onrecord.extraction.commitments.stages import Staged, stage_of
from onrecord.extraction.commitments.triggers import has_subject, reading
from onrecord.extraction.items import lineage
from onrecord.language.numbers import Number
from onrecord.model import inferred

_CARRIERS = frozenset({"aircraft", "vehicle", "ship", "helicopter", "truck", "train"})
_OWNING = frozenset({"his", "her", "its", "their", "our", "my"})


def drafts_of(scene: Scene, place: int, memory: Memory, earlier: Sequence[Draft]) -> list[Draft]:
    """The drafts of one scene. `earlier`: those of the sentences before, for what leans on them."""
    out: list[Draft] = []
    previous: tuple[Good, Draft | None] | None = None
    for good in find_goods(scene):
        if is_way(scene, good):
            continue
        if is_unit_price(scene, good) and not good.sum_only:
            good = replace(good, money=None)
        draft = _draft(scene, place, good, memory, [*earlier, *out])
        if (
            draft is None
            and previous is not None
            and previous[1] is not None
            and is_listed(scene, previous[0], good)
        ):
            draft = replace(previous[1], good=good)
        previous = (good, draft)
        if draft is not None and is_sound(draft, memory):
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
    alone = [(replace(giver, members=()) if step and giver else giver, good) for giver, good in pairs]
    return [replace(draft, good=good, roles=replace(draft.roles, giver=giver, others=())) for giver, good in alone]


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
    """Whether the draft only wraps what the sentence then names: "a package of tanks", "a plane with tents"."""
    good, doc = draft.good, draft.scene.doc
    carries = good.of is not None and bool(set(lineage(good.of)) & _CARRIERS)
    if carries and any(_is_carried(doc[other.good.head], doc[good.head]) for other in others):
        return True
    if (
        good.of is None
        or good.of.name != "aid"
        or good.money is not None
        or good.number is not None
        or good.kind is not None
    ):
        return False
    return any(o.chain[0][0] == draft.chain[0][0] and o.good.whole.first > good.whole.last for o in others)


def _is_carried(load: Token, carrier: Token) -> bool:
    """Whether a thing hangs on a vehicle as what it carries: "a plane with tents", "lorries full of food"."""
    token = load
    while token.head.i != token.i and token.head.i > carrier.i and token.head.pos_ not in ("VERB", "AUX"):
        token = token.head
    with_it = token.head.i == carrier.i and preposition_of(token) in ("with", "of", "carrying")
    return load.i > carrier.i and with_it


def _draft(scene: Scene, place: int, good: Good, memory: Memory, earlier: Sequence[Draft]) -> Draft | None:
    link = govern(scene, good)
    if link is not None and _is_sum_reached(scene, link.trigger):
        link = None
    if link is None:
        return valued(scene, place, good, memory, earlier) or fragment(scene, place, good, memory)
    draft = _linked(scene, place, good, link, memory, earlier)
    aside = told_aside(scene, good) if draft is None else None
    if aside is not None and aside != link:
        draft = _linked(scene, place, good, aside, memory, earlier)  # "has yet to deliver the tanks it promised"
    return draft or fragment(scene, place, good, memory)


def _is_sum_reached(scene: Scene, trigger: int) -> bool:
    """Whether a thing only reaches a sum ("the aid has reached €2bn"), not a place."""
    word = scene.triggers[trigger]
    objects = [child.i for child in scene.doc[trigger].children if child.dep_.startswith(("obj", "obl"))]
    sums = any(at in place for at in objects for place, _ in (*scene.money, *scene.numbers))
    return "comes" in word.frames and "valuing" in word.flags and sums


def _linked(
    scene: Scene, place: int, good: Good, link: Link, memory: Memory, earlier: Sequence[Draft]
) -> Draft | None:
    """The draft of a good in the hands of the trigger that `link` names."""
    link = _inward(scene, link)
    word = scene.triggers[link.trigger]
    if word.lemma == "able" and link.how == "relative":
        return None  # "the tanks that they were able to exploit"
    if "including" in word.flags and word.act is None and word.attitude is None:
        return held(scene, place, good, link.trigger, earlier)
    chain: Chain = [(link.trigger, word), *chain_above(scene, link.trigger)]
    if "purpose" in word.flags and len(chain) > 1 and chain[1][1].act is not None and chain[1][1].part == "verb":
        chain = chain[1:]  # "provides €5m to help rebuild": the help is what the money is for
    staged = stage_of(
        scene, chain, direct=link.how != "with" and bool(word.attitude) and _prefers_attitude(word, link.how)
    )
    if staged is None:
        return None
    if staged.stage == "delivered" and good.money is not None and word.lemma in unlocking():
        staged = replace(staged, stage="approved")
    roles = roles_of(scene, chain, good, memory)
    asking = {d.roles.asker.code for d in earlier if d.staged.stage == "requested" and d.roles.asker is not None}
    staged = _asked(staged, chain, roles, {party.code for party in memory.recipients} | asking)
    draft = Draft(scene, place, good, chain, staged, roles)
    return replace(draft, roles=_named(draft, memory, earlier))


def _inward(scene: Scene, link: Link) -> Link:
    """The act inside an attitude that a relative clause tells: "send" of "the arms that they want to send"."""
    word = scene.triggers[link.trigger]
    if link.how != "relative" or word.act is not None or word.part == "noun":
        return link
    for child in scene.doc[link.trigger].children:
        inner = scene.triggers.get(child.i)
        own = any(below.dep_ == "obj" and below.tag_ != "WDT" for below in child.children)
        if child.dep_ == "xcomp" and not own and inner is not None and "gives" in inner.frames:
            return replace(link, trigger=child.i)
    return link


def _prefers_attitude(word: Word, how: str) -> bool:
    """Words that are both act and attitude ("back") are attitudes to a thing, acts with "with"."""
    return how in ("object", "noun", "subject", "relative") and not word.act


def _asked(staged: Staged, chain: Chain, roles: Roles, usual: set[str | None]) -> Staged:
    """Somebody who would receive requests; anybody else who calls for it proposes.

    usual: who receives or asks elsewhere in the article.
    """
    asker, giver, recipient = roles.asker, roles.giver, roles.recipient
    if staged.stage == "requested" and asker is None and giver is not None and len(chain) > 1:
        return replace(staged, stage="proposed")  # "Norway has been asked to send"
    if staged.stage not in ("requested", "proposed") or asker is None:
        return staged
    for_others = recipient is not None and recipient.code != asker.code and not _is_owned(recipient)
    acts = staged.stage == "proposed" or chain[0][1].act is not None  # "asked the WHO for tents" asks for itself
    elsewhere = bool(usual - {None}) and recipient is None and acts
    if giver is not None and (for_others or elsewhere) and asker.code not in usual - {None}:
        return replace(staged, stage="proposed")
    for_itself = not for_others and (giver is None or giver.code != asker.code) and not usual - {None, asker.code}
    if staged.stage == "proposed" and asker.code is not None and (for_itself or asker.code in usual):
        return replace(staged, stage="requested")
    private = asker.code is None and giver is not None and giver.code is not None
    if staged.stage == "requested" and private and recipient is None and chain[0][1].act is not None:
        return replace(staged, stage="proposed")  # "an opposition leader wants Sofia to give generators"
    return staged


def _is_owned(party: Party) -> bool:
    """Whether somebody is named as another's own: "his army", "our troops"."""
    return party.code is None and party.name.split(" ", 1)[0].lower() in _OWNING


def _named(draft: Draft, memory: Memory, earlier: Sequence[Draft]) -> Roles:
    """A giver that the clause leaves out: where things come from, the giver named just before, the main actor."""
    roles, place = draft.roles, draft.place
    if roles.giver is not None or roles.nobody or draft.staged.stage in ("requested", "proposed"):
        return roles
    if not _leaves_out(draft.scene, draft.chain):
        return roles
    at, word = draft.chain[0]
    owner = _heading(draft.scene, memory) or (
        owner_of(draft.scene, draft.good, at, memory) if "comes" in word.frames and word.lemma != "go" else None
    )
    if owner is not None and not _same(owner, roles.recipient):
        return replace(roles, giver=owner)
    if draft.staged.stage == "contracted" and word.part == "noun":
        return replace(roles, giver=_awarder(draft, memory))  # whose contract it is the text would say
    source = source_of(draft.scene, roles.recipient)
    if source is not None and source.code not in memory.attackers:
        return replace(roles, giver=source)
    for before in reversed(earlier):
        giver = before.roles.giver
        if place - before.place > NEAR:
            break
        if giver is not None and giver.code is not None and not _same(giver, roles.recipient):
            spans = giver.evidence.spans
            return replace(
                roles, giver=Party(giver.code, giver.name, inferred("last named giver", spans), giver.at)
            )
    if draft.staged.stage == "refused":
        return roles  # "jets cannot be delivered, X warned": no guess whose jets
    main = memory.main
    receives = {party.code for party in memory.recipients}
    if main is None or main.code in memory.attackers | receives or _same(main, roles.recipient):
        return roles
    if memory.titled and roles.recipient is None:
        return roles  # a note is about one giver throughout; a report names many
    return replace(roles, giver=main)


def _awarder(draft: Draft, memory: Memory) -> Party | None:
    """By whom a contract was awarded or an order placed."""
    verbs = {at for at, _ in draft.chain[1:]}
    agents = (t for t in draft.scene.doc if t.dep_ == "obl:agent" and t.head.i in verbs)
    return next((party for t in agents if (party := party_of(draft.scene, t, memory)) is not None), None)


def _heading(scene: Scene, memory: Memory) -> Party | None:
    """Whose entry of a list the sentence is: "Bulgaria: 90 carriers will be sent"."""
    for place, _ in scene.actors[: 0 if scene.headline else 1]:  # in a headline it is the topic
        behind = scene.doc[place.last + 1].text if place.last + 1 < len(scene.doc) else ""
        if place.first == 0 and behind == ":":
            return party_of(scene, scene.doc[place.last], memory)
    return None


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
