"""The variants of one utterance: its wordings, each against the standing one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from onrecord.model import Statement, Variant
from onrecord.reconciliation.disagreements.sides import side
from onrecord.reconciliation.located import Located
from onrecord.reconciliation.variants.closest import Lineage, closest
from onrecord.reconciliation.variants.instants import earliest_first
from onrecord.reconciliation.variants.printings import Printing, printings
from onrecord.reconciliation.variants.reference import reference
from onrecord.reconciliation.variants.relations import relation, tongue


def variants_of(group: Sequence[Located], origins: Mapping[str, str], lineage: Lineage) -> tuple[Variant, ...]:
    """The wordings of the utterance that a group of statements reports, the standing one first.

    Then come those that most articles print, then the earliest. One finding alone has no variants. The order of the
    group makes no difference.
    """
    if len(group) < 2:
        return ()
    by_key: dict[tuple[bool, tuple[str, ...]], list[Printing]] = {}
    for each in printings(group):
        by_key.setdefault(each.key, []).append(each)
    found = [earliest_first(same) for same in by_key.values()]
    standing = found.pop(reference(found, origins))
    every = [standing, *sorted(found, key=_rank)]
    spoken = tongue(cast(Statement, each.finding) for each in group)
    variants = [_variant(same, origins) for same in every]
    for number, same in enumerate(every):
        if number and same[0].marked:
            differences = lineage.compared(standing[0], same[0])
            independent = not set(variants[0].origins) & set(variants[number].origins)
            kind = relation(differences, independent, spoken)
            changes = () if kind == "other part" else differences.changes
            variants[number] = replace(variants[number], relation=kind, changes=changes)
    chosen = closest(every, variants, lineage)
    if chosen is not None:
        variants[chosen[0]] = replace(variants[chosen[0]], closest=chosen[1])
    return tuple(variants)


def _rank(same: Sequence[Printing]) -> tuple[bool, int, tuple[str, str, int, str]]:
    return (not same[0].marked, -len({one.article for one in same}), same[0].findings[0].order)


def _variant(same: Sequence[Printing], origins: Mapping[str, str]) -> Variant:
    """A wording with who prints it."""
    first = same[0]
    findings = tuple(one.id for each in same for one in each.findings)
    return Variant(
        relation="identical" if first.marked else "reported",
        words=side(first.findings[0].article, first.pieces),
        findings=findings,
        articles=tuple(dict.fromkeys(each.article for each in same)),
        origins=tuple(sorted({origins[id_] for id_ in findings})),
    )
