"""What a tool found: pairs, and from onrecord their passages and derivations."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reuse.drafts import Span
from reuse.manifest import Pair, ordered

Passages = list[tuple[Span, Span]]


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article is said to come from; without passages, all of it."""

    source: str | None
    wire: str | None
    passages: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a tool reports.

    pairs:   by pair of ids, the smaller first, its passages (span in the first, span in the second).
    sources: by article what it is said to come from; empty for tools that do not say.
    """

    pairs: dict[Pair, Passages] = field(default_factory=dict)
    sources: dict[str, list[Source]] = field(default_factory=lambda: defaultdict(list))

    @property
    def directed(self) -> bool:
        return bool(self.sources)


def read(path: Path) -> Found:
    """A list of pairs as JSON Lines with `a` and `b`, or what `onrecord trace` wrote."""
    with path.open(encoding="utf-8") as file:
        return of_rows(json.loads(line) for line in file if line.strip())


def of_rows(rows: Iterable[dict[str, Any]]) -> Found:
    """The rows of one of the two forms."""
    found = Found()
    for row in rows:
        table = row.get("table", "reuse")
        if table == "reuse":
            a, b = row["a"], row["b"]
            passages = [(_span(each["a"]), _span(each["b"])) for each in row.get("passages", ())]
            found.pairs[ordered(a, b)] = passages if a < b else [(theirs, ours) for ours, theirs in passages]
        elif table == "derivations":
            spans = tuple(_span(each) for each in row.get("passages") or ())
            found.sources[row["article"]].append(Source(row.get("source"), row.get("wire"), spans))
    return found


def _span(pair: Iterable[int]) -> Span:
    begin, end = pair
    return begin, end
