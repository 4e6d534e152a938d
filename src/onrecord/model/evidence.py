"""Evidence: the spans that a value rests on, and how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from onrecord.model.span import Span, Spans

How = Literal["stated", "inferred"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value stands in the article.

    spans: the words it rests on, never empty.
    how:   `stated` when those words say it, `inferred` when a rule concluded it from them.
    rule:  the rule's name when inferred, else None.
    """

    spans: Spans
    how: How = "stated"
    rule: str | None = None

    def __post_init__(self) -> None:
        if not self.spans:
            raise ValueError("evidence needs at least one span")
        if (self.how == "inferred") != (self.rule is not None):
            raise ValueError("an inferred value names its rule, a stated one has none")


EvidenceMap = Mapping[str, Evidence]
"""Evidence by the name of the field that it supports."""

NO_EVIDENCE: EvidenceMap = MappingProxyType({})


def stated(*spans: Span) -> Evidence:
    """Evidence that says the value in so many words."""
    return Evidence(tuple(spans))


def inferred(rule: str, spans: Iterable[Span]) -> Evidence:
    """Evidence from which `rule` concluded the value."""
    return Evidence(tuple(spans), "inferred", rule)
