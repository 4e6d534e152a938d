"""Findings: a commitment's values and their evidence, from what was drafted about it."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from onrecord.extraction.commitments.clocks import clocks_of, event_date
from onrecord.extraction.commitments.conversion import converted
from onrecord.extraction.commitments.draft import Draft
from onrecord.extraction.commitments.figures import additional, amount_of, figure_of, quantity_of
from onrecord.extraction.commitments.kinds import Antecedent, class_of, item_of, kind_of
from onrecord.extraction.commitments.ledger import Ledger
from onrecord.extraction.commitments.marks import marks_of
from onrecord.extraction.commitments.parties import Memory, Party
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.commitments.targets import Target
from onrecord.extraction.commitments.voices import said_by, speaker_of
from onrecord.model import Article, Commitment, Evidence, Span, content_id, inferred, stated


def commitment_of(
    article: Article, draft: Draft, recipient: Party | None, antecedent: Antecedent | None, memory: Memory
) -> Commitment:
    """The commitment that `draft` says.

    recipient:  who receives, where the clause or the article says it.
    antecedent: what "such systems" stands for, with its place.
    """
    scene, good, ledger = draft.scene, draft.good, Ledger()
    stage = draft.staged.stage
    who = draft.roles.asker if stage == "requested" else draft.roles.giver
    actor, actor_name = ledger.party("actor", who)
    recipient_code, recipient_name = ledger.party("recipient", recipient)
    ledger.evidence["stage"] = _stage_evidence(draft)
    item = item_of(scene, good, ledger)
    named = class_of(good, antecedent, ledger, scene)
    kind = kind_of(draft, recipient, ledger)
    quantity, unit = quantity_of(scene, good, ledger)
    amount, currency = amount_of(article, scene, good, draft.roles.giver, ledger)
    clocks = clocks_of(article, draft, memory.statements, ledger)
    sums = converted(article, amount, currency, clocks.date, ledger)
    voice = said_by(draft, memory, ledger)
    marks = marks_of(draft, ledger, article.published)
    members = ledger.members(who, shared=good.number is not None or good.money is not None)
    return Commitment(
        id=_id(draft, article, actor),
        article=article.id,
        actor=actor,
        actor_name=actor_name,
        recipient=recipient_code,
        recipient_name=recipient_name,
        members=members,
        kind=kind,
        stage=stage,
        conditional=marks.conditional,
        recalled=marks.recalled,
        doubted=marks.doubted,
        item=item,
        item_class=named,
        quantity=quantity.value,
        quantity_bound=quantity.bound,
        quantity_low=quantity.low,
        quantity_high=quantity.high,
        unit=unit,
        amount=amount.value,
        amount_bound=amount.bound,
        amount_low=amount.low,
        amount_high=amount.high,
        currency=currency,
        amount_eur=sums.eur,
        amount_usd=sums.usd,
        rate_day=sums.day,
        additional=additional(scene, good, ledger),
        date=clocks.date,
        date_precision=clocks.precision,
        said_on=clocks.said_on,
        said_by=voice,
        evidence=MappingProxyType(ledger.evidence),
    )


def _stage_evidence(draft: Draft) -> Evidence:
    """The words that put the draft on its stage: its own, or those of the heading above it."""
    if draft.headed is not None:
        return inferred("stage of the heading", [draft.headed])
    return _cues(draft.scene, draft.staged.tokens)


def _id(draft: Draft, article: Article, actor: str | None) -> str:
    """The id of a draft's finding, by article, stage, actor and the places of good and trigger."""
    scene, trigger = draft.scene, draft.chain[0][0]
    places = [list(scene.span(*draft.good.whole)), list(scene.span(trigger, trigger))]
    return content_id("c", article.id, draft.staged.stage, actor, places)


def target_of(article: Article, scene: Scene, target: Target, memory: Memory) -> Commitment:
    """The commitment that `target` says: a share of national product."""
    ledger = Ledger()
    who = target.roles.asker if target.stage == "requested" else target.roles.giver or target.roles.asker
    actor, actor_name = ledger.party("actor", who)
    members = ledger.members(who, shared=False)
    place = scene.span(*target.place)
    share = figure_of(scene, "quantity", target.share, place, ledger)
    ledger.evidence |= {
        "unit": _unit_evidence(target, place),
        "kind": inferred("share of national product", [place]),
    }
    if target.stage is not None:
        ledger.evidence["stage"] = _cues(scene, target.tokens)
    if target.item is not None:
        ledger.evidence["item"] = stated(scene.span(*target.item))
    recipient, recipient_name = ledger.party("recipient", target.roles.recipient)
    caller = target.roles.asker if target.stage == "proposed" else None
    whens = (event_date(article, scene, at, ledger) for at in (*target.tokens, *target.place))
    return Commitment(
        id=content_id("c", article.id, target.stage, actor, [list(place)]),
        article=article.id,
        actor=actor,
        actor_name=actor_name,
        recipient=recipient,
        recipient_name=recipient_name,
        members=members,
        kind="target",
        stage=target.stage,
        item=scene.words(*target.item) if target.item else None,
        quantity=share.value,
        quantity_bound=share.bound,
        quantity_low=share.low,
        quantity_high=share.high,
        unit=target.share.unit,
        additional=target.share.additional,
        date=next((when for when in whens if when), None),
        said_by=speaker_of(scene, target.tokens, caller, memory, ledger),
        evidence=MappingProxyType(ledger.evidence),
    )


def _unit_evidence(target: Target, place: Span) -> Evidence:
    return stated(place) if target.share.stated else inferred("spending target", [place])


def _cues(scene: Scene, tokens: Sequence[int]) -> Evidence:
    """The trigger words with their auxiliaries and negation."""
    spans: set[Span] = set()
    for at in tokens:
        token = scene.doc[at]
        parts = [
            c.i
            for c in token.children
            if c.dep_.startswith("aux") or c.lower_ in ("not", "n't", "n’t", "never", "no")
        ]
        spans |= {scene.span(i, i) for i in (*parts, at)}
    return stated(*sorted(spans))
