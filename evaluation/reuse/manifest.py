"""The truth about a set, as rows of manifest.jsonl."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from reuse.drafts import Span

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """That `derived` took from `source`; in a "common wire" both took from what is not in the collection.

    dates:    what the two stamps say of who was first: "tell", "silent", "mislead".
    tells:    what in the two texts says it: "cut", "wording", "citation"; None where nothing does.
    wire:     the agency that `derived` (or, in a common wire, any of the two) credits.
    passages: (span in derived, span in source), characters of the texts.
    """

    source: str
    derived: str
    kind: str
    dates: str
    tells: str | None = None
    wire: str | None = None
    passages: tuple[tuple[Span, Span], ...] = ()

    @property
    def pair(self) -> Pair:
        return ordered(self.source, self.derived)

    @property
    def directed(self) -> bool:
        """Whether one of the two took from the other."""
        return self.kind != "common wire"


@dataclass(frozen=True, slots=True)
class Truth:
    """All that is known of a set.

    roots:   of each article that shares any, what it goes back to; two that share a root may be reported as reuse.
    natural: pairs of real articles that share eight words in a row, unplanted.
    about:   the arguments it was made with.
    """

    links: list[Link] = field(default_factory=list)
    roots: dict[str, frozenset[str]] = field(default_factory=dict)
    natural: set[Pair] = field(default_factory=set)
    about: dict[str, Any] = field(default_factory=dict)

    def family(self, a: str, b: str) -> bool:
        """Whether two articles go back to a common one."""
        return bool(self.roots.get(a, frozenset((a,))) & self.roots.get(b, frozenset((b,))))


def ordered(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def link_row(link: Link) -> dict[str, Any]:
    return {"table": "links"} | {name: getattr(link, name) for name in Link.__slots__}


def written(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def read(folder: Path) -> Truth:
    """The truth of the set in `folder`."""
    truth = Truth()
    with (folder / "manifest.jsonl").open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            table = row.pop("table")
            if table == "links":
                row["passages"] = tuple(((a[0], a[1]), (b[0], b[1])) for a, b in row["passages"])
                truth.links.append(Link(**row))
            elif table == "roots":
                truth.roots[row["id"]] = frozenset(row["roots"])
            elif table == "natural":
                truth.natural.add(ordered(row["a"], row["b"]))
            else:
                truth.about.update(row)
    return truth


def natural_pairs(texts: Iterable[tuple[str, list[str]]]) -> set[Pair]:
    """Pairs of articles that share eight words in a row, found otherwise than tracing finds them.

    texts: id and words, lower-cased. Words in a row that more than fifty articles share are a formula.
    """
    holders: dict[int, set[str]] = defaultdict(set)
    for name, words in texts:
        for at in range(len(words) - 7):
            holders[hash(tuple(words[at : at + 8]))].add(name)
    groups = {tuple(sorted(names)) for names in holders.values() if 1 < len(names) <= 50}
    return {ordered(a, b) for names in groups for a, b in combinations(names, 2)}


def about(folder: Path) -> dict[str, Any]:
    """The arguments that the set in `folder` was made with."""
    with (folder / "manifest.jsonl").open(encoding="utf-8") as file:
        found: dict[str, Any] = json.loads(file.readline())
    return found
