"""Variants: the wordings in which articles print one utterance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.model.disagreement import Side

VariantRelation = Literal["identical", "trimmed", "re-translated", "altered", "other part", "reported"]
VARIANT_RELATIONS: tuple[VariantRelation, ...] = get_args(VariantRelation)
ChangeKind = Literal["cut", "left out", "added", "replaced", "spelling", "contraction", "brackets"]
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)


@dataclass(frozen=True, slots=True)
class VariantChange:
    """Words inside the marks of the reference and what stands for them in a variant.

    kind: `cut` at an edge, between two pieces or at an ellipsis; `left out` and `added` without any mark of it;
          `replaced`; and what is no other word: `spelling`, `contraction`, an editor's `brackets`.
    before, after: the words in the reference's article and in the variant's; one of them may be empty.
    """

    kind: ChangeKind
    before: Side
    after: Side


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of an utterance, with the findings that print it.

    relation: to the reference, the entry's standing wording, which comes first and is `identical` with itself;
              `reported` when no words stand inside quotation marks.
    words:    the words inside the marks where they were printed first, without the marks.
    findings, articles: ids, the earliest published first. origins: ids, sorted.
    changes:  word by word against the reference, in the order of its words; none for a report.
    closest:  why this is the variant closest to the origin; None unless lineage or dates say so.
    """

    relation: VariantRelation
    words: Side
    findings: tuple[str, ...]
    articles: tuple[str, ...]
    origins: tuple[str, ...]
    changes: tuple[VariantChange, ...] = ()
    closest: str | None = None
