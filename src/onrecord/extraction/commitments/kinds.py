"""Kinds: what is given, as written, its class, and the kind of help that it is."""

from __future__ import annotations

from onrecord.extraction.commitments.draft import Draft
from onrecord.extraction.commitments.goods import Good
from onrecord.extraction.commitments.ledger import Ledger
from onrecord.extraction.commitments.parties import Party
from onrecord.extraction.commitments.purposes import purpose_of
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.items import ItemClass, kind_of_receiver
from onrecord.model import Kind, Span, inferred, stated

Antecedent = tuple[ItemClass, Span]
"""What a pointing word stands for, and where that is named."""


def item_of(scene: Scene, good: Good, ledger: Ledger) -> str | None:
    if good.sum_only:
        return None
    if good.means is not None and good.number is not None and good.number[0] == good.words:
        here = scene.span(*good.words)  # "another 6" names nothing itself
        ledger.evidence["item"] = inferred("antecedent", [here, good.means.span])
        return good.means.words
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
    """The kind of help: what the good is, else what it is for, else who receives it.

    Money takes the kind of what it is for ("a grant for hospitals"), and is financial where nothing says.
    """
    scene, good = draft.scene, draft.good
    here = scene.span(*good.words)
    instrument = good.of is not None and good.of.instrument and good.kind_at is None
    if good.means is not None and good.kind is not None:
        ledger.evidence["kind"] = inferred("antecedent", [here, good.means.span])
        return good.kind
    if good.kind is not None and not instrument:
        spans = [here] if good.kind_at is None else [scene.span(good.kind_at, good.kind_at)]
        ledger.evidence["kind"] = inferred("item vocabulary", spans)
        return good.kind
    told = purpose_of(draft)
    if told is not None:
        ledger.evidence["kind"] = inferred("purpose", [scene.span(told[1], told[1])])
        return told[0]
    if recipient is not None and draft.roles.recipient is recipient and recipient.evidence.how == "stated":
        for at in range(recipient.at.first, recipient.at.last + 1):
            kind = kind_of_receiver(scene.doc[at].lower_)
            if kind is not None:
                ledger.evidence["kind"] = inferred("receiver", [scene.span(at, at)])
                return kind
    if instrument and good.kind is not None:
        ledger.evidence["kind"] = inferred("item vocabulary", [here])
        return good.kind
    kind = "financial" if good.sum_only else "other"
    ledger.evidence["kind"] = inferred("bare sum" if good.sum_only else "no kind told", [here])
    return kind
