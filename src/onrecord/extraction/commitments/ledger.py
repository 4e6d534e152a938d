"""Ledger: the evidence of a commitment as its values come together."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.extraction.commitments.parties import Party
from onrecord.model import Evidence, stated


@dataclass(slots=True)
class Ledger:
    """Values and evidence as they come together."""

    evidence: dict[str, Evidence] = field(default_factory=dict)

    def party(self, name: str, party: Party | None) -> tuple[str | None, str | None]:
        """Note who fills the role `name`; code and name."""
        if party is None:
            return None, None
        if party.code is not None:
            self.evidence[name] = party.evidence
        self.evidence[f"{name}_name"] = party.evidence
        return party.code, party.name

    def members(self, party: Party | None, *, shared: bool) -> tuple[str, ...]:
        """Note the members of a group, or who shares the figure of what several give together.

        shared: there is a figure that they could share.
        """
        if party is None or not party.members or not (shared or party.code is None):
            return ()
        self.evidence["members"] = stated(*(span for _, span in party.members))
        return tuple(code for code, _ in party.members)
