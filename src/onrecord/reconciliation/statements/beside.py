"""Beside a quotation that two articles print, what each prints next of the same voice: more of the same utterance.

One outlet breaks a speech where another does not, so a piece may be too short to be known again by its words alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product

from onrecord.reconciliation.grouping import Link
from onrecord.reconciliation.located import Located
from onrecord.reconciliation.statements.pairing import PART
from onrecord.reconciliation.statements.said import Said
from onrecord.reconciliation.statements.telling import likeness

TELLING = 8.0
"""Bits of quoted words that are enough to know a neighbour by."""
STRENGTH = 0.4


def beside(links: Iterable[Link], found: Sequence[Located], every: Mapping[str, Said]) -> Iterator[Link]:
    """A link between the neighbours of linked quotations, where one has nearly all quoted words of the other.

    One step is taken from each link, so nothing is chained.
    """
    near = _neighbours(found, every)
    for link in links:
        for x, y in product(near.get(link.a, ()), near.get(link.b, ())):
            marked = likeness(every[x].marked, every[y].marked)
            if marked.common >= TELLING and marked.contained >= PART:
                yield Link(x, y, STRENGTH, frozenset({"matter", "hour"}))


def _neighbours(found: Sequence[Located], every: Mapping[str, Said]) -> dict[str, list[str]]:
    """By statement with quoted words: those next to it in its article, of one voice."""
    by_article: dict[str, list[Located]] = {}
    for each in found:
        if every[each.id].marked:
            by_article.setdefault(each.article.id, []).append(each)
    near: dict[str, list[str]] = {}
    for mates in by_article.values():
        mates.sort(key=lambda one: one.order)
        for first, second in pairwise(mates):
            if every[first.id].voice == every[second.id].voice:
                near.setdefault(first.id, []).append(second.id)
                near.setdefault(second.id, []).append(first.id)
    return near
