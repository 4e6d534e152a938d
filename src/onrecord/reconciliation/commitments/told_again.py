"""Told again: what a headline says in short and its own story says again is one commitment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.reconciliation import figures, items
from onrecord.reconciliation.commitments.facts import Facts, same_party
from onrecord.reconciliation.grouping import Link
from onrecord.reconciliation.located import Located

SAME, KIND = 0.95, 0.9
"""A headline sums up its own story: surer than any likeness between two articles that share no passage."""


def in_headline(each: Located) -> bool:
    """Whether a finding stands in its article's headline."""
    headline = each.article.layout.headline
    return headline is not None and headline.overlaps(each.extent)


def told_again(commitments: Iterable[Facts]) -> Iterator[Link]:
    """A link from each commitment of a headline to the one of its story that it sums up, where that is plain.

    Where the story has the same thing more than once the first is taken; where it only has several narrower things
    ("arms" over tanks and shells) the headline sums up all of them, and stays by itself.
    """
    by_article: dict[str, tuple[list[Facts], list[Facts]]] = {}
    for each in commitments:
        heads, story = by_article.setdefault(each.located.article.id, ([], []))
        (heads if in_headline(each.located) else story).append(each)
    for heads, story in by_article.values():
        for head in heads:
            mates = [each for each in story if _one_deed(head, each)]
            same = [each for each in mates if _relation(head, each) == "same"]
            others = [each for each in heads if each is not head]
            narrower = [each for each in mates if _narrower(each, head) and not _summed_up(each, others)]
            if same:
                first = min(same, key=lambda each: each.located.order)
                yield Link(head.located.id, first.located.id, SAME)
            elif len(narrower) == 1:
                yield Link(head.located.id, narrower[0].located.id, KIND)


def _summed_up(told: Facts, heads: list[Facts]) -> bool:
    """Whether the headline says it by a name of its own: "jets and weapons" over planes."""
    return any(_one_deed(head, told) and _relation(head, told) != "different" for head in heads)


def _one_deed(head: Facts, told: Facts) -> bool:
    return (
        same_party(head.actor, told.actor) is True
        and same_party(head.recipient, told.recipient) is not False
        and head.stage is not None
        and head.stage == told.stage
        and head.target == told.target
        and all(figures.agree(x, y) for x in head.figures for y in told.figures)
    )


def _relation(head: Facts, told: Facts) -> items.ItemRelation:
    return items.relation(head.item, head.item_class, told.item, told.item_class)


def _narrower(told: Facts, head: Facts) -> bool:
    return _relation(head, told) == "kind of" and head.item_class in items.chain(told.item_class)
