"""Which entries of one release are which of the other: those that have findings in common, or one id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.record.releases.correspondence import Correspondence
from onrecord.record.releases.release import Release

OLD, NEW = 0, 1
Node = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Matched:
    """Entries of both releases that hang together, those with most in common first; either may be empty."""

    before: tuple[str, ...]
    after: tuple[str, ...]


def matched(old: Release, new: Release, same: Correspondence) -> Iterator[Matched]:
    """Yield every entry of both releases once, with those that it has findings in common with."""
    common = Counter(
        (old.entry_of[a], new.entry_of[b])
        for a, b in same.findings.items()
        if a in old.entry_of and b in new.entry_of
    )
    parents: dict[Node, Node] = {}
    nodes = [*((OLD, id_) for id_ in old.signatures), *((NEW, id_) for id_ in new.signatures)]
    for a, b in (*common, *((id_, id_) for id_ in old.signatures if id_ in new.signatures)):
        first, second = sorted((_root(parents, (OLD, a)), _root(parents, (NEW, b))))
        if first != second:
            parents[second] = first
    groups: dict[Node, tuple[list[str], list[str]]] = {}
    for release, id_ in nodes:
        groups.setdefault(_root(parents, (release, id_)), ([], []))[release].append(id_)
    for before, after in groups.values():
        yield _ordered(before, after, common)


def _ordered(before: list[str], after: list[str], common: Counter[tuple[str, str]]) -> Matched:
    """The pair with most in common first on both sides, one that kept its id before others."""
    if len(before) == len(after) == 1 or not before or not after:
        return Matched(tuple(sorted(before)), tuple(sorted(after)))
    pairs = ((a, b) for a in before for b in after if (a, b) in common or a == b)
    first, second = min(pairs, key=lambda pair: (-common[pair], pair[0] != pair[1], pair))

    def rank_old(id_: str) -> tuple[bool, int, str]:
        return (id_ != first, -common[id_, second], id_)

    def rank_new(id_: str) -> tuple[bool, int, str]:
        return (id_ != second, -common[first, id_], id_)

    return Matched(tuple(sorted(before, key=rank_old)), tuple(sorted(after, key=rank_new)))


def _root(parents: dict[Node, Node], node: Node) -> Node:
    while node in parents:
        above = parents[node]
        if above in parents:
            parents[node] = parents[above]
        node = above
    return node
