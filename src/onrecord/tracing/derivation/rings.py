"""Rings: no article comes from itself by way of others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.model import Derivation, Reason

RING = Reason("ring", "would make this article come from itself by way of others")

Link = tuple[str, str]


def without_rings(found: Sequence[Derivation]) -> list[Derivation]:
    """`found` with the least sure links of every ring made unknown, all that are equally unsure alike.

    So the outcome hangs neither on order nor on ids, and what lies in no ring stays as it is.
    """
    sure: dict[Link, float] = {}
    for each in found:
        if each.source:
            link = each.article, each.source
            sure[link] = max(sure.get(link, 0.0), each.confidence)
    broken = set[Link]()
    while weakest := _weakest(sure):
        broken |= weakest
        for link in weakest:
            del sure[link]
    if not broken:
        return list(found)
    return [_unlinked(each) if each.source and (each.article, each.source) in broken else each for each in found]


def _unlinked(each: Derivation) -> Derivation:
    confidence = 0.0 if each.wire is None else each.confidence
    return replace(each, source=None, confidence=confidence, evidence=(RING, *each.evidence))


def _weakest(sure: Mapping[Link, float]) -> set[Link]:
    """The least sure links of each group of articles that come from each other, directly or not."""
    group = _groups(sure)
    least: dict[int, float] = {}
    inside = [link for link in sure if link[0] in group and group[link[0]] == group.get(link[1])]
    for link in inside:
        number = group[link[0]]
        least[number] = min(least.get(number, 1.0), sure[link])
    return {link for link in inside if sure[link] == least[group[link[0]]]}


def _groups(links: Mapping[Link, float]) -> dict[str, int]:
    """A number for each strongly connected component of more than one article, by article (Tarjan, 1972)."""
    sources: dict[str, list[str]] = defaultdict(list)
    for article, source in links:
        sources[article].append(source)
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    waiting: list[str] = []
    done: set[str] = set()
    out: dict[str, int] = {}
    for root in list(sources):
        stack = [_entered(root, sources, order, lowest, waiting)] if root not in order else []
        while stack:
            node, rest = stack[-1]
            for source in rest:
                if source not in order:
                    stack.append(_entered(source, sources, order, lowest, waiting))
                    break
                if source not in done:
                    lowest[node] = min(lowest[node], order[source])
            else:
                stack.pop()
                if stack:
                    lowest[stack[-1][0]] = min(lowest[stack[-1][0]], lowest[node])
                if lowest[node] == order[node]:
                    _closed(node, waiting, done, out)
    return out


def _entered(
    node: str, sources: Mapping[str, list[str]], order: dict[str, int], lowest: dict[str, int], waiting: list[str]
) -> tuple[str, Iterator[str]]:
    order[node] = lowest[node] = len(order)
    waiting.append(node)
    return node, iter(sources.get(node, ()))


def _closed(node: str, waiting: list[str], done: set[str], out: dict[str, int]) -> None:
    at = len(waiting) - 1
    while waiting[at] != node:
        at -= 1
    members = waiting[at:]
    del waiting[at:]
    done.update(members)
    if len(members) > 1:
        out.update(dict.fromkeys(members, len(out)))
