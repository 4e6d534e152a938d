"""Antecedents: what a word that points back stands for ("such systems", "the package")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from onrecord.extraction.commitments.draft import Draft
from onrecord.extraction.items import ItemClass, lineage
from onrecord.model import Commitment, Span, inferred

_POINTING = frozenset({"such", "these", "those", "this", "that", "the", "them", "it"})
_SAME = 2  # sentences back that "the package" may speak of
_BACK = 6  # item mentions back that "such systems" may mean


def _points(draft: Draft) -> bool:
    """Whether the words of a good point back ("the aid", "such systems")."""
    good = draft.good
    lead = draft.scene.doc[max(0, good.whole.first - 1) : good.words.last]
    return any(token.lower_ in _POINTING for token in lead)


def of_known_kind(one: Commitment, draft: Draft, before: Sequence[tuple[Draft, Commitment]]) -> Commitment:
    """ "The package" is of the kind of what its giver was said to give just before."""
    if one.kind != "other" or one.actor is None or draft.good.sum_only or not _points(draft):
        return one
    for earlier, other in reversed(before):
        if draft.place - earlier.place > _SAME:
            break
        if other.actor == one.actor and other.kind not in ("other", "target"):
            spans = [draft.scene.span(*draft.good.words), *other.evidence["kind"].spans]
            evidence = {**one.evidence, "kind": inferred("antecedent", spans)}
            return replace(one, kind=other.kind, evidence=MappingProxyType(evidence))
    return one


def antecedent_of(draft: Draft, seen: Sequence[tuple[ItemClass, Span]]) -> tuple[ItemClass, Span] | None:
    """The narrower thing that "such systems" or "the tanks" stands for, the nearest one named before."""
    good, scene = draft.good, draft.scene
    if good.means is not None and good.means.of is not None:
        return good.means.of, good.means.span
    if good.of is None or good.number is not None:
        return None
    if not _points(draft):
        return None
    here = scene.span(*good.words)
    for of, span in reversed(seen[-_BACK:]):
        if of.name != good.of.name and good.of.name in lineage(of) and span.end <= here.begin:
            return of, span
    return None
