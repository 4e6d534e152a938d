"""Marks: what a text says of a commitment beside its stage: a condition, an earlier day, a doubt."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extraction.commitments.conditions import condition_of
from onrecord.extraction.commitments.draft import Draft
from onrecord.extraction.commitments.ledger import Ledger
from onrecord.extraction.commitments.recalling import recall_of
from onrecord.extraction.commitments.vouching import vouched
from onrecord.model import stated


@dataclass(frozen=True, slots=True)
class Marks:
    """What a text says of a commitment beside its stage, as `Commitment` has it."""

    conditional: bool
    recalled: bool
    doubted: bool


def marks_of(draft: Draft, ledger: Ledger, day: str | None) -> Marks:
    """The marks of `draft`, with their words as evidence. day: of publication, ISO 8601."""
    condition = condition_of(draft.scene, draft.staged.tokens)
    if condition is not None:
        ledger.evidence["conditional"] = stated(condition)
    doubt = vouched(draft.scene, draft.chain[0][0])
    if doubt is not None:
        ledger.evidence["doubted"] = stated(doubt.words)
    recall = recall_of(draft, day)
    if recall is not None:
        ledger.evidence["recalled"] = stated(recall)
    return Marks(condition is not None, recall is not None, doubt is not None)
