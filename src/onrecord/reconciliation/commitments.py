"""Which commitments are one: same doer, agreeing recipient, item, figures and time."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence, Set
from dataclasses import dataclass, field
from typing import cast

from onrecord.model import Commitment
from onrecord.reconciliation import figures, items
from onrecord.reconciliation.figures import Figure
from onrecord.reconciliation.grouping import Link
from onrecord.reconciliation.located import NO_DAY, Located, days_apart
from onrecord.reconciliation.names import name_words, person, same_name

WINDOW = 12
"""Neighbours compared in sorted-neighbourhood blocking (Hernández and Stolfo 1995); identical facts count once."""
DAYS_VAGUE = 3
"""A promise of "aid" without a figure is the same promise only while its news is fresh."""
DAYS_FIGURE = 60
"""A figure identifies a promise of something unspecific for about this long."""
DAYS_ACT = 60
"""An act that gives no goods ("reopen its embassy") is followed for about this long."""
DAYS_NAMED = 400
"""A named thing ("Patriot") from one giver to one recipient is followed for about this long."""
SAME_NEWS_DAYS = 1
SAME_NEWS_APART = 0.25
"""Two reports of one day may give one sum this differently; further apart, they are two sums."""


ItemKey = tuple[str | None, str | None]
"""An item as written and its class."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a commitment is matched by. Parties are codes, or a name's words where there is no code.

    named: the actor has a code or a proper name; "some countries" of two reports need not be the same countries.
    """

    actor: str | None
    recipient: str | None
    item: str | None
    item_class: str | None
    figures: frozenset[Figure]
    stage: str | None
    target: bool
    named: bool
    located: Located = field(compare=False)


def facts(each: Located) -> Facts:
    """The facts of a commitment."""
    c = cast(Commitment, each.finding)
    return Facts(
        party(c.actor, c.actor_name),
        party(c.recipient, c.recipient_name),
        c.item,
        items.ACT if c.kind == "political" and c.item_class is None else c.item_class,
        figures.figures(each),
        c.stage,
        c.kind == "target",
        c.actor is not None or person(c.actor_name or ""),
        each,
    )


def party(code: str | None, name: str | None) -> str | None:
    """A code, or the name's words, or None when neither is known."""
    return code or (" ".join(name_words(name)) if name else None)


def same_party(a: str | None, b: str | None) -> bool | None:
    """Whether two parties are one; None when one of them is not known."""
    if a is None or b is None:
        return None
    return a == b or (not a.isupper() and not b.isupper() and same_name(a, b))


def traits(f: Facts) -> dict[str, frozenset[Hashable]]:
    """What a group of commitments must agree on."""
    return {
        "figure": frozenset(f.figures),
        f"{OWN_FIGURE}{f.located.article.id}": frozenset(f.figures),
        "actor": frozenset([f.actor] if f.actor else []),
        "recipient": frozenset([f.recipient] if f.recipient else []),
        "item": frozenset([(f.item, f.item_class)] if f.item else []),
        "target": frozenset([f.target]),
        "asked": frozenset([f.stage == "requested"] if f.stage else []),
    }


OWN_FIGURE = "figure in "
"""With an article's id. No text gives one commitment two figures; what it tells apart is two things."""


def agree(field: str, a: Set[Hashable], b: Set[Hashable]) -> bool:
    """Whether two groups may be one: some figure and party in common, no two items that exclude each other."""
    pairs = ((x, y) for x in a for y in b)
    if field.startswith(OWN_FIGURE):
        return all(figures.agree(cast(Figure, x), cast(Figure, y)) for x, y in pairs)
    if field == "figure":
        return any(figures.agree(cast(Figure, x), cast(Figure, y)) for x, y in pairs)
    if field in ("actor", "recipient"):
        return any(same_party(cast(str, x), cast(str, y)) for x, y in pairs)
    if field == "item":
        return all(items.relation(*cast(ItemKey, x), *cast(ItemKey, y)) != "different" for x, y in pairs)
    return a == b


def candidates(commitments: Sequence[Facts]) -> Iterable[tuple[str, str]]:
    """Ids of pairs worth comparing: neighbours in time within each block of one actor and one class or figure."""
    blocks: dict[tuple[object, ...], list[Located]] = {}
    for f in commitments:
        for key in _keys(f):
            blocks.setdefault(key, []).append(f.located)
    for block in blocks.values():
        block.sort(key=lambda each: each.order)
        for number, first in enumerate(block):
            for second in block[number + 1 : number + 1 + WINDOW]:
                yield first.id, second.id


def _keys(f: Facts) -> Iterable[tuple[object, ...]]:
    if f.actor is None or not f.named:
        return
    root = f.actor.split()[-1]
    for item_class in items.chain(f.item_class):
        if item_class == f.item_class or not items.generic(item_class):
            yield "class", root, f.target, item_class
    if f.item_class == items.ACT:
        yield "act", root, items.words(f.item)[:1]
    elif not f.item_class and f.item:
        yield "name", root, f.target, items.words(f.item)[-1:]
    for figure in f.figures:
        yield "figure", root, figure.measure, f"{figure.value:.1e}"


def link(x: Facts, y: Facts, aligned: bool, one_doer: Callable[[], bool]) -> Link | None:
    """The link between two commitments, None when they are two.

    aligned:  the two stand at the same place of one passage.
    one_doer: so do the words for their actors, so that another name there is another word on the same doer.
    """
    if x.target != y.target or same_party(x.recipient, y.recipient) is False:
        return None
    if not aligned and x.stage and y.stage and (x.stage == "requested") != (y.stage == "requested"):
        return None  # who asks for a thing is not the one who gives it
    actors = same_party(x.actor, y.actor)
    item = items.relation(x.item, x.item_class, y.item, y.item_class)
    figure = _figures(x.figures, y.figures)
    if aligned and actors is False and not one_doer():
        return None
    if aligned:
        return _aligned_link(x, y, actors, item, figure)
    if not actors or item == "different" or not _timely(x, y, item, figure):
        return None
    if figure == "different":
        return _same_news(x, y, item)
    if item == "unknown" and figure not in ("equal", "rounded"):
        return None
    strength = {"equal": 0.8, "rounded": 0.7}.get(figure, 0.5) + {"same": 0.1, "kind of": 0.0}.get(item, -0.1)
    if x.stage == y.stage:
        strength += 0.05
    apart = days_apart(x.located, y.located)
    return Link(
        x.located.id, y.located.id, round(strength - min(apart if apart is not None else 30, 400) / 4000, 4)
    )


def _aligned_link(x: Facts, y: Facts, actors: bool | None, item: items.ItemRelation, figure: str) -> Link | None:
    """One passage says both: they may differ in one of actor, item and figure, as long as the others hold."""
    odd = (actors is False) + (item == "different") + (figure == "different")
    if odd > 1 or (item == "different" and figure not in ("equal", "none")):
        return None
    return Link(x.located.id, y.located.id, 1.0 - 0.02 * odd, frozenset({"figure", "actor", "item", "asked"}))


def _figures(a: frozenset[Figure], b: frozenset[Figure]) -> str:
    """The closest relation between two sets of figures: equal, rounded, different, or none to compare."""
    found = {figures.compare(x, y) for x in a for y in b}
    if "different" in found and "equal" in found:
        return "different"
    return next((each for each in ("equal", "rounded", "different") if each in found), "none")


def _timely(x: Facts, y: Facts, item: items.ItemRelation, figure: str) -> bool:
    """Whether the time between two reports allows them to speak of one commitment."""
    apart = days_apart(x.located, y.located)
    if x.item_class == y.item_class == items.ACT:
        return item == "same" and (apart is None or apart <= DAYS_ACT)
    vague = items.generic(x.item_class) or items.generic(y.item_class) or not (x.item_class or y.item_class)
    if figure in ("equal", "rounded"):
        return apart is None or apart <= (DAYS_FIGURE if vague else DAYS_NAMED)
    if vague:
        return x.stage == y.stage and item == "same" and apart is not None and apart <= DAYS_VAGUE
    return apart is None or apart <= DAYS_NAMED


def _same_news(x: Facts, y: Facts, item: items.ItemRelation) -> Link | None:
    """Two articles of one day with one giver, taker, thing and stage, whose figures lie near each other."""
    a, b = x.located, y.located
    apart = days_apart(a, b)
    if a.article.id == b.article.id or apart is None or apart > SAME_NEWS_DAYS or x.stage != y.stage:
        return None
    if item != "same" or x.recipient is None or x.recipient != y.recipient or NO_DAY in (a.day, b.day):
        return None
    near = [figures.share_apart(f, g) for f in x.figures for g in y.figures if f.measure == g.measure]
    return Link(a.id, b.id, 0.45, frozenset({"figure"})) if near and max(near) <= SAME_NEWS_APART else None
