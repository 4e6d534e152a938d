"""Entries: one for each group of findings that are about one thing."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import cast

from onrecord.model import Entry, EntryType, Statement, Variant, content_id
from onrecord.model.commitment import Commitment
from onrecord.reconciliation.corrections.corrections import corrected, superseded
from onrecord.reconciliation.ladder import ladder, stage_of
from onrecord.reconciliation.located import Located
from onrecord.reconciliation.origins.backing import backing
from onrecord.reconciliation.origins.origins import Origins
from onrecord.reconciliation.standing import field_values, standing_fields
from onrecord.reconciliation.variants import Lineage, variants_of


def entry_of(group: Sequence[Located], origins: Origins, lineage: Lineage) -> Entry:
    """The entry of one group of findings, given in canonical order.

    Its id comes from the first of them (earliest article, then place in the text), so later articles that join the
    entry leave it alone.
    """
    kind = entry_type(group[0])
    sources = origins.of(group)
    rungs = () if kind == "statement" else ladder(group, sources)
    later = superseded(corrected(group, sources, origins.passages))
    fields = {name: each.value for name, each in standing_fields(kind, group, sources, later).items()}
    values = () if kind == "statement" else field_values(kind, group, sources, later)
    variants = variants_of(group, sources, lineage) if kind == "statement" else ()
    if variants:
        fields |= _standing_words(variants[0], group)
    return Entry(
        id=entry_id(group),
        type=kind,
        fields=MappingProxyType(fields),
        stage=None if kind == "statement" else stage_of(group, sources),
        ladder=rungs,
        articles=tuple(sorted({each.article.id for each in group})),
        origins=tuple(sorted(set(sources.values()))),
        findings=tuple(sorted(each.id for each in group)),
        variants=variants,
        backing=backing(group, sources, origins.sourcing),
        values=values,
    )


def entry_id(group: Sequence[Located]) -> str:
    """The id of the entry of one group of findings, given in canonical order."""
    return content_id("e", entry_type(group[0]), group[0].id)


def _standing_words(standing: Variant, group: Sequence[Located]) -> dict[str, object]:
    """Mode and text as the article gives them that printed the standing wording first."""
    printed = [
        cast(Statement, each.finding)
        for each in group
        if each.id in standing.findings
        and each.article.id == standing.words.article
        and any(span.overlaps(piece) for span in each.core for piece in standing.words.spans)
    ]
    return {"mode": printed[0].mode, "text": " ".join(each.text for each in printed)}


def entry_type(each: Located) -> EntryType:
    """The type of entry that a finding belongs to."""
    if isinstance(each.finding, Statement):
        return "statement"
    return "commitment" if isinstance(each.finding, Commitment) else "membership"
