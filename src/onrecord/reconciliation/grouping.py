"""Groups from links: union-find that refuses to join what contradicts itself."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from onrecord.reconciliation.located import Located


@dataclass(frozen=True, slots=True)
class Link:
    """Two findings judged to be about one thing.

    strength: 0 to 1, how sure; stronger links are followed first.
    bridges:  the fields in which the two may differ all the same, because an aligned passage says they are one.
    """

    a: str
    b: str
    strength: float
    bridges: frozenset[str] = frozenset()


Traits = Mapping[str, frozenset[Hashable]]
"""By field: the values that a group must agree on. Fields not given agree with everything."""

Agree = Callable[[str, Set[Hashable], Set[Hashable]], bool]
"""Whether two groups' values of a field may stand in one group; neither set is empty."""


def grouped(
    items: Sequence[Located], links: Iterable[Link], traits: Mapping[str, Traits], agree: Agree
) -> list[list[Located]]:
    """`items` in groups, each in canonical order, the groups in the order of their first member.

    Links are followed from the strongest to the weakest, ties by the two findings' canonical order, so the result
    depends on neither the order of articles nor of links. A link is passed over when it would put two values that
    do not agree into one group, unless the link bridges that field.
    """
    place = {each.id: number for number, each in enumerate(items)}
    parent = list(range(len(items)))
    held: dict[int, dict[str, set[Hashable]]] = {
        place[each.id]: {field: set(values) for field, values in traits[each.id].items()} for each in items
    }

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    def rank(link: Link) -> tuple[float, int, int]:
        first, second = sorted((place[link.a], place[link.b]))
        return (-link.strength, first, second)

    for link in sorted(links, key=rank):
        a, b = sorted((root(place[link.a]), root(place[link.b])))
        if a == b or not _compatible(held[a], held[b], link.bridges, agree):
            continue
        parent[b] = a
        for field, values in held.pop(b).items():
            held[a].setdefault(field, set()).update(values)
    groups: dict[int, list[Located]] = {}
    for number, each in enumerate(items):
        groups.setdefault(root(number), []).append(each)
    return [groups[key] for key in sorted(groups)]


def _compatible(
    a: Mapping[str, set[Hashable]], b: Mapping[str, set[Hashable]], bridges: frozenset[str], agree: Agree
) -> bool:
    for field in a.keys() & b.keys():
        if field not in bridges and a[field] and b[field] and not agree(field, a[field], b[field]):
            return False
    return True
