"""Evidence: the spans that a value rests on, and how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from onrecord.model.span import Span, Spans

How = Literal["stated", "inferred", "refused"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value stands in the article.

    spans: the words it rests on, never empty.
    how:   `stated` when those words say it, `inferred` when a rule concluded it from them, `refused` when they seem
           to say a value but may be read in several ways, so that there is none.
    rule:  the rule's name when inferred, why there is no value when refused, else None.
    """

    spans: Spans
    how: How = "stated"
    rule: str | None = None

    def __post_init__(self) -> None:
        if not self.spans:
            raise ValueError("evidence needs at least one span")
        if (self.how == "stated") != (self.rule is None):
            raise ValueError("an inferred value names its rule, a refused one the reason, a stated one has none")


EvidenceMap = Mapping[str, Evidence]
"""Evidence by the name of the field that it supports."""

NO_EVIDENCE: EvidenceMap = MappingProxyType({})


def stated(*spans: Span) -> Evidence:
    """Evidence that says the value in so many words."""
    return Evidence(tuple(spans))


def inferred(rule: str, spans: Iterable[Span]) -> Evidence:
    """Evidence from which `rule` concluded the value."""
    return Evidence(tuple(spans), "inferred", rule)


def refused(reason: str, spans: Iterable[Span]) -> Evidence:
    """Words that give no value, and why."""
    return Evidence(tuple(spans), "refused", reason)
