"""A resolved source: the speaker with the evidence for what is said of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.extraction.statements.people import Person
from onrecord.model import NO_EVIDENCE, EvidenceMap, Span, Speaker, inferred


@dataclass(frozen=True, slots=True)
class Resolved:
    """A speaker with the evidence for each of its fields and for the venue; `person` when it is somebody whom the
    article names."""

    speaker: Speaker
    evidence: EvidenceMap = field(default_factory=lambda: NO_EVIDENCE)
    person: Person | None = None
    venue: str | None = None


NOBODY = Resolved(Speaker())


def again(resolved: Resolved, rule: str, source: Span) -> Resolved:
    """`resolved` under other words: `source` means it by `rule`."""
    spans = resolved.evidence["speaker.name"].spans if "speaker.name" in resolved.evidence else ()
    evidence = {name: value for name, value in resolved.evidence.items() if name != "venue"}
    evidence["speaker.name"] = inferred(rule, (source, *spans))
    return Resolved(resolved.speaker, evidence, resolved.person)
