"""One of two releases, with what it takes to find out what is the same in the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from onrecord.record.gate import Gate


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as matching needs it; `seal` is a hash over all its values and spans."""

    article: str
    type: str
    seal: str


SIGNED: Mapping[str, str] = {
    "entries": "SELECT id, * FROM entries",
    "entry_articles": "SELECT * FROM entry_articles ORDER BY entry, article",
    "entry_findings": "SELECT * FROM entry_findings ORDER BY entry, finding",
    "entry_origins": "SELECT * FROM entry_origins ORDER BY entry, origin",
    "entry_values": "SELECT * FROM entry_values ORDER BY entry, position",
    "ladder": "SELECT * FROM ladder ORDER BY entry, position",
    "variants": "SELECT * FROM variants ORDER BY entry, position",
    "variant_findings": "SELECT * FROM variant_findings ORDER BY entry, variant, position",
}
"""What an entry is made of: tables whose rows, in order, tell whether two are alike. The entry comes first."""


class Release:
    """A release behind a gate; what is asked for is read once."""

    def __init__(self, gate: Gate) -> None:
        self.gate = gate

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The hash of each article's text, by the article's id."""
        return {
            str(id_): str(sha) for id_, sha in self.gate.all("list articles", "SELECT id, sha256 FROM articles")
        }

    @cached_property
    def findings(self) -> Mapping[str, Told]:
        """Every finding, by id."""
        rows = self.gate.all("list findings", "SELECT id, article, type, seal FROM findings")
        return {str(id_): Told(str(article), str(kind), str(seal)) for id_, article, kind, seal in rows}

    @cached_property
    def entry_of(self) -> Mapping[str, str]:
        """The entry of each finding."""
        rows = self.gate.all("see what belongs together", "SELECT finding, entry FROM entry_findings ORDER BY 1, 2")
        return {str(finding): str(entry) for finding, entry in rows}

    @cached_property
    def signatures(self) -> Mapping[str, int]:
        """A hash over all that is recorded of each entry, by its id; worth nothing in another process."""
        out: dict[str, int] = {}
        for table, sql in SIGNED.items():
            for row in self.gate.each(f"read {table}", sql):
                out[str(row[0])] = hash((out.get(str(row[0]), 0), table, row[1:]))
        return out

    @cached_property
    def meta(self) -> Mapping[str, str]:
        """What made it."""
        return {str(name): str(value) for name, value in self.gate.all("read meta", "SELECT name, value FROM meta")}

    def articles_of(self, findings: Iterable[str]) -> frozenset[str]:
        """The articles that say these findings."""
        return frozenset(self.findings[one].article for one in findings if one in self.findings)
