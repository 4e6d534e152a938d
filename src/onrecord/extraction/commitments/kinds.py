"""Kinds: what is given, as written, its class, and the kind of help that it is."""

from __future__ import annotations

from onrecord.extraction.commitments.draft import Draft
from onrecord.extraction.commitments.goods import Good
from onrecord.extraction.commitments.governing import preposition_of
from onrecord.extraction.commitments.ledger import Ledger
from onrecord.extraction.commitments.parties import Party
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.items import ItemClass, kind_of_modifier, kind_of_receiver
from onrecord.model import Kind, Span, inferred, stated

Antecedent = tuple[ItemClass, Span]
"""What a pointing word stands for, and where that is named."""


def item_of(scene: Scene, good: Good, ledger: Ledger) -> str | None:
    if good.sum_only:
        return None
    ledger.evidence["item"] = stated(scene.span(*good.words))
    return scene.words(*good.words)


def class_of(good: Good, antecedent: Antecedent | None, ledger: Ledger, scene: Scene) -> str | None:
    if good.of is None:
        return None
    here = scene.span(*good.words)
    if antecedent is not None:
        ledger.evidence["item_class"] = inferred("antecedent", [here, antecedent[1]])
        return antecedent[0].name
    ledger.evidence["item_class"] = inferred("item vocabulary", [here])
    return good.of.name


def kind_of(draft: Draft, recipient: Party | None, ledger: Ledger) -> Kind:
    scene, good = draft.scene, draft.good
    here = scene.span(*good.words)
    if good.kind is not None:
        spans = [here] if good.kind_at is None else [scene.span(good.kind_at, good.kind_at)]
        ledger.evidence["kind"] = inferred("item vocabulary", spans)
        return good.kind
    told = _told_kind(draft)
    if told is not None:
        ledger.evidence["kind"] = inferred("purpose", [scene.span(told[1], told[1])])
        return told[0]
    if recipient is not None and draft.roles.recipient is recipient and recipient.evidence.how == "stated":
        for at in range(recipient.at.first, recipient.at.last + 1):
            kind = kind_of_receiver(scene.doc[at].lower_)
            if kind is not None:
                ledger.evidence["kind"] = inferred("receiver", [scene.span(at, at)])
                return kind
    kind = "financial" if good.sum_only else "other"
    ledger.evidence["kind"] = inferred("bare sum" if good.sum_only else "no kind told", [here])
    return kind


_SIGHT = 14  # tokens behind a sum or a bare "aid" that may say what it is for


def _told_kind(draft: Draft) -> tuple[Kind, int] | None:
    """The nearest word around a generic good that tells its kind."""
    doc, good = draft.scene.doc, draft.good
    after = range(good.whole.last + 1, min(good.whole.last + _SIGHT, len(doc)))
    for at in after:
        if doc[at].lower_ in (".", ";"):
            break
        for place, mention in draft.scene.items:
            if place.first == at and mention.of.kind is not None:
                return mention.of.kind, at
        kind = kind_of_modifier(doc[at].lower_)
        if kind is not None:
            return kind, at
        receiver = kind_of_receiver(doc[at].lower_)
        if receiver is not None and preposition_of(doc[at]) in ("to", "for"):
            return receiver, at
    return _kind_of_noun(draft)


def _kind_of_noun(draft: Draft) -> tuple[Kind, int] | None:
    """What the words before the noun that a sum is said of tell: "its military commitment amounts to €5m"."""
    if not draft.good.sum_only:
        return None
    cue = draft.scene.doc[draft.chain[0][0]]
    nouns = [cue, *(child for child in cue.children if child.dep_.startswith("nsubj"))]
    for noun in (n for n in nouns if n.pos_ == "NOUN"):
        for child in noun.children:
            kind = kind_of_modifier(child.lower_) if child.dep_ in ("amod", "compound") else None
            if kind is not None:
                return kind, child.i
    return None
