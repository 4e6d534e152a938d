"""Which commitments are one: same doer, agreeing recipient, item, figures, and one occasion or one ladder."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence, Set
from typing import cast

from onrecord.reconciliation import figures, items
from onrecord.reconciliation.commitments import timing
from onrecord.reconciliation.commitments.facts import BEHIND, Facts, every_fact, party, same_item, same_party
from onrecord.reconciliation.commitments.one_news import one_by_news
from onrecord.reconciliation.commitments.part_done import OWN_FIGURE, part_done
from onrecord.reconciliation.commitments.timing import Named
from onrecord.reconciliation.figures import Figure
from onrecord.reconciliation.grouping import Link
from onrecord.reconciliation.located import NO_DAY, Located, days_apart, days_between

__all__ = ["agree", "candidates", "every_fact", "link", "party", "same_party", "traits"]

WINDOW, DENSE = 12, 40
"""Neighbours compared in sorted-neighbourhood blocking (Hernández and Stolfo 1995): always, and within the days of
one piece of news."""
ONE_SUM = 0.6
"""Strength of a link by nothing but one sum of the same news."""
SAME_NEWS_APART = 0.25
"""Two reports of one day may give one sum this differently; further apart, they are two sums."""

ItemKey = tuple[str | None, str | None]
"""An item as written and its class."""
Reach = tuple[str, int, bool]
"""A day, how many days the others may lie from it, and whether that holds for all of them."""


def traits(f: Facts) -> dict[str, frozenset[Hashable]]:
    """What a group of commitments must agree on."""
    day = f.located.day
    return {
        "figure": frozenset(f.figures),
        f"{OWN_FIGURE}{f.located.article.id}": frozenset(f.figures),
        "actor": frozenset([f.actor] if f.actor else []),
        "recipient": frozenset([f.recipient] if f.recipient else []),
        "item": frozenset([(f.item, f.item_class)] if f.item and f.named is not Named.ACT else []),
        "act": frozenset([f.side if f.named is Named.ACT else ""]),
        "target": frozenset([f.target]),
        "asked": frozenset([f.side] if f.stage and not (f.figures and f.stage == "proposed") else []),
        "days": frozenset([(day, *_reach(f))] if day else []),
    }


def _reach(f: Facts) -> tuple[int, bool]:
    """Days from the others of its entry within which a commitment must lie, and whether from all of them.

    What is closely named or has a figure may lie far from the others, but takes nothing vague along.
    """
    if f.named is Named.TYPE:
        return timing.DAYS_ASKED if f.side == "requested" else timing.DAYS_TYPE, False
    if any(not each.money and each.value >= timing.FEW for each in f.figures):
        return timing.DAYS_COUNT, False
    return (timing.DAYS_FIGURE, False) if f.figures else (timing.DAYS_BURST[f.named], f.named is Named.VAGUE)


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
    if field == "days":
        return all(_near(cast(Reach, x), cast(Reach, y)) for x, y in pairs)
    return a == b


def _near(x: Reach, y: Reach) -> bool:
    limits = [each[1] for each in (x, y) if each[2]] or [max(x[1], y[1])]
    return (days_between(x[0], y[0]) or 0) <= min(limits)


def candidates(commitments: Sequence[Facts]) -> Iterable[tuple[str, str]]:
    """Ids of pairs worth comparing: neighbours in time within each block of one actor and one class or figure."""
    blocks: dict[tuple[object, ...], list[Located]] = {}
    for f in commitments:
        for key in _keys(f):
            blocks.setdefault(key, []).append(f.located)
    for block in blocks.values():
        block.sort(key=lambda each: each.order)
        for number, first in enumerate(block):
            for place, second in enumerate(block[number + 1 : number + 1 + DENSE]):
                if place >= WINDOW and (days_apart(first, second) or 0) > timing.DAYS_VAGUE:
                    break
                yield first.id, second.id


def _keys(f: Facts) -> Iterable[tuple[object, ...]]:
    if f.actor is None:
        return
    root = f.actor.split()[-1] if f.known else f.actor
    for item_class in items.chain(f.item_class):
        if item_class == f.item_class or not items.generic(item_class):
            yield "class", root, f.target, item_class
    if f.item_class == items.ACT:
        yield "act", root
    elif f.item and not items.chain(f.item_class):
        yield "name", root, f.target, items.words(f.item)[-1:]
    elif items.generic(f.item_class):
        yield "vague", root, f.target
    for figure in f.figures:
        yield "figure", root, figure.measure, f"{figure.value:.1e}"
        if figure.worth:
            yield from (("worth", root, step) for step in figures.steps(figure.worth))


def link(x: Facts, y: Facts, aligned: bool, one_doer: Callable[[], bool]) -> Link | None:
    """The link between two commitments, None when they are two.

    aligned:  the two stand at the same place of one passage.
    one_doer: so do the words for their actors, so that another name there is another word on the same doer.
    """
    if x.target != y.target or same_party(x.recipient, y.recipient) is False:
        return None
    actors = same_party(x.actor, y.actor)
    item = items.relation(x.item, x.item_class, y.item, y.item_class)
    figure = _figures(x.figures, y.figures)
    apart = days_apart(x.located, y.located)
    part = part_done(x, y, item, apart) if actors and figure == "different" else None
    if part is not None:
        return part  # also in one passage, where "the first four" rests on the words for all of them
    if aligned and (apart or 0) <= timing.DAYS_COPIED:
        if actors is False and (_joint(x, y) or _joint(y, x) or not one_doer()):
            return None
        return _aligned_link(x, y, actors, item, figure)
    if not actors or (x.stage and y.stage and (x.side == "requested") != (y.side == "requested")):
        return None  # who asks for a thing is not the one who gives it
    if item == "different" and figure == "equal" and _one_sum(x, y, apart):
        return Link(x.located.id, y.located.id, ONE_SUM, frozenset({"item"}))
    if figure in ("equal", "rounded"):
        one = item != "different" and _one_by_figure(x, y, figure, apart)
    elif figure == "different":
        return _same_news(x, y, item)
    else:
        one = one_by_news(x, y, item, apart)
    return _scored(x, y, item, figure, apart) if one else None


def _one_sum(x: Facts, y: Facts, apart: int | None) -> bool:
    """Whether two reports of one day or the next give one sum of help that each names in its own broad words."""
    broad = x.named is y.named is Named.VAGUE and x.recipient is not None and x.recipient == y.recipient
    sums = {figure.value for figure in x.figures if figure.money} & {each.value for each in y.figures if each.money}
    return broad and x.side == y.side and bool(sums) and apart is not None and apart <= timing.DAYS_NEWS


def _joint(x: Facts, y: Facts) -> bool:
    """Whether the article of `x` tells the same of the actor of `y`: each of two givers has a commitment."""
    return any(mate.actor == y.actor and mate.stage == x.stage and same_item(mate, x) == "same" for mate in x.mates)


def _scored(x: Facts, y: Facts, item: items.ItemRelation, figure: str, apart: int | None) -> Link:
    bare = 0.35 if x.figures or y.figures else 0.5  # what gives no figure hangs together before a figure joins it
    strength = {"equal": 0.8, "rounded": 0.7}.get(figure, bare) + {"same": 0.1, "kind of": 0.0}.get(item, -0.1)
    if x.stage == y.stage:
        strength += 0.05
    strength -= min(apart if apart is not None else 30, 400) / 4000
    return Link(x.located.id, y.located.id, round(strength, 4))


def _aligned_link(x: Facts, y: Facts, actors: bool | None, item: items.ItemRelation, figure: str) -> Link | None:
    """One passage says both: they may differ in one of actor, item and figure, as long as the others hold."""
    odd = (actors is False) + (item == "different") + (figure == "different")
    if odd > 1 or (item == "different" and figure not in ("equal", "none")):
        return None
    bridges = frozenset({"figure", "actor", "item", "act", "asked", "days"})
    return Link(x.located.id, y.located.id, 1.0 - 0.02 * odd, bridges)


def _figures(a: frozenset[Figure], b: frozenset[Figure]) -> str:
    """The closest relation between two sets of figures: equal, rounded, different, or none to compare."""
    found = {figures.compare(x, y) for x in a for y in b}
    if "different" in found and "equal" in found:
        return "different"
    return next((each for each in ("equal", "rounded", "different") if each in found), "none")


def _one_by_figure(x: Facts, y: Facts, figure: str, apart: int | None) -> bool:
    """Whether one figure makes two reports one, for as long as it tells."""
    name = min(x.named, y.named)
    if not x.known or not y.known:
        return apart is not None and apart <= timing.DAYS_NEWS
    later = x.again or y.again or x.stage in BEHIND or y.stage in BEHIND
    if x.more != y.more and not later and (apart or 0) > timing.DAYS_CLASS:
        return False  # as many again
    closer = max(x.named, y.named)
    every = x.figures | y.figures
    limit = max(timing.days_by_figure(each, figure == "equal", name, closer, later) for each in every)
    return apart is None or apart <= limit


def _same_news(x: Facts, y: Facts, item: items.ItemRelation) -> Link | None:
    """Two articles of one day with one giver, taker, thing and stage, whose figures lie near each other."""
    a, b = x.located, y.located
    apart = days_apart(a, b)
    if a.article.id == b.article.id or apart is None or apart > timing.DAYS_NEWS or x.stage != y.stage:
        return None
    if item != "same" or x.recipient is None or x.recipient != y.recipient or NO_DAY in (a.day, b.day):
        return None
    near = [figures.share_apart(f, g) for f in x.figures for g in y.figures if f.measure == g.measure]
    return Link(a.id, b.id, 0.45, frozenset({"figure"})) if near and max(near) <= SAME_NEWS_APART else None
