"""One promise in several entries: told more broadly, in another currency, for each of several givers, or when it
is delivered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from onrecord.reconciliation import figures, items
from onrecord.reconciliation.commitments.told_again import in_headline
from onrecord.reconciliation.links.facts import (
    DAYS_TOLD_LATE,
    Candidate,
    Deed,
    commitment,
    name_of,
    near,
    one_giver,
    relation,
    written,
)
from onrecord.reconciliation.located import Located
from onrecord.vocabulary import vocabulary

DAYS_ONE_SUM = 3
"""One giver's sum of the same size within these days is the same sum."""
DAYS_BROADER = 1
"""A promise without a figure is the broader word for another one of the same news."""
DAYS_DELIVERED = 400
"""So long after a pledge a delivery of the same thing may be a part of it."""
RATES_APART = 0.025
"""One sum in two currencies, rounded in both, differs by about this much at a day's rate."""
LIST_REACH = 60
"""Characters between two neighbours of a list."""
LISTED = re.compile(r"\s*(?:,|&|and\b|or\b)(?:(?!\b(?:other|including|with|such)\b)[^.;:])*", re.I)
"""What stands between two neighbours of a list; "and other weapons" sums the list up."""
BESIDE = 160
"""Characters around a delivery in which the pledge's number stands."""
ONE_BREATH = 200
"""Characters between two sums of one sentence or two."""
HANDED = frozenset({"shipped", "delivered"})
BOUND = frozenset({"pledged", "approved", "contracted"})


def _pledges(deeds: Sequence[Deed], at: int) -> Iterator[Deed]:
    """What a delivery may be of: what was pledged before, the latest first, then what its own articles tell."""
    yield from reversed(near(deeds, at, DAYS_DELIVERED))
    articles = {each.article.id for each in deeds[at].group}
    for later in deeds[at + 1 :]:
        if later.first - deeds[at].first > DAYS_TOLD_LATE:
            break
        if any(each.article.id in articles for each in later.group):
            yield later


def _said_of(deed: Deed, whole: float) -> bool:
    """Whether a report of a delivery names the larger number right beside its own: "nine of the 13"."""
    number = re.compile(rf"(?<![\w.,]){written(whole)}(?![\w]|[.,]\d)")
    near_by = ((each.article.text, each.extent) for each in deed.group)
    return any(number.search(text, max(0, at.begin - BESIDE), at.end + BESIDE) for text, at in near_by)


def told_broader(deeds: Sequence[Deed]) -> Iterator[Candidate]:
    """ "Kind of" among the promises between one giver and one taker, given by their first day."""
    for at, deed in enumerate(deeds):
        for other in near(deeds, at, DAYS_ONE_SUM):
            if deed.promised != other.promised or not (deed.promised or deed.entry.stage == other.entry.stage):
                continue
            if items.ACT in (deed.item_class, other.item_class) or not one_giver(deed, other):
                continue
            why = _one_sum(deed, other)
            if why:
                narrow, broad = sorted((deed, other), key=_precision)
                yield Candidate(narrow, broad, "kind of", f"{why} {name_of(broad)}", 0.7)
            elif deed.first - other.first <= DAYS_BROADER:
                yield from _vaguer(deed, other)


def _one_sum(a: Deed, b: Deed) -> str:
    """Why two sums are one; "" when they are two."""
    sums = [(each.number("amount"), each.word("currency")) for each in (a, b)]
    if sums[0][0] is None or sums[1][0] is None or _side_by_side(a, b):
        return ""
    if sums[0][1] == sums[1][1]:
        money = [[figure for figure in each.figures if figure.money] for each in (a, b)]
        one = sums[0] == sums[1] or any(figures.compare(x, y) == "rounded" for x in money[0] for y in money[1])
        return "the same sum in the same news as" if one and _not_two_things(a, b) else ""
    euros = [each.number("amount_eur") for each in (a, b)]
    if euros[0] is None or euros[1] is None or abs(euros[0] - euros[1]) > RATES_APART * max(euros[0], euros[1]):
        return ""
    return "the same sum in another currency as" if _not_two_things(a, b) else ""


def _not_two_things(a: Deed, b: Deed) -> bool:
    """Whether one of two sums may be for what the other is for: help in general, or the same goods."""
    return a.unspecific or b.unspecific or relation(a, b) != "different"


def _side_by_side(a: Deed, b: Deed) -> bool:
    """Whether one article gives both sums in one breath, which makes them two; its headline is another breath."""
    places: dict[str, list[Located]] = {}
    for each in a.group:
        if commitment(each).amount is not None:
            places.setdefault(each.article.id, []).append(each)
    return any(
        abs(one.extent.begin - each.extent.begin) < ONE_BREATH and in_headline(one) == in_headline(each)
        for each in b.group
        if commitment(each).amount is not None
        for one in places.get(each.article.id, ())
    )


def _vaguer(a: Deed, b: Deed) -> Iterator[Candidate]:
    """The one of two promises of one news that names help in general and no figure, over the one that says what."""
    for broad, narrow in ((a, b), (b, a)):
        fresh = broad.days[-1] - broad.days[0] <= DAYS_ONE_SUM
        if broad.figures or not fresh or broad.recalled or narrow.recalled or broad.item_class not in _umbrellas():
            continue
        if narrow.item_class in _umbrellas() and not narrow.figures:
            continue
        below = broad.item_class in items.chain(narrow.item_class)
        if (below or broad.word("kind") == narrow.word("kind")) and _one_story(broad, narrow):
            yield Candidate(narrow, broad, "kind of", f"told in the same article as {name_of(broad)}", 0.5)


def _one_story(broad: Deed, narrow: Deed) -> bool:
    """Whether one article tells both at one stage, and not side by side in one list."""
    for x in broad.group:
        for y in narrow.group:
            a, b = commitment(x), commitment(y)
            if x.article.id != y.article.id or a.stage != b.stage or a.recalled or b.recalled:
                continue
            first, second = sorted((x.extent, y.extent))
            between = x.article.text[first.end : second.begin]
            if len(between) > LIST_REACH or not LISTED.fullmatch(between):
                return True
    return False


@cache
def _umbrellas() -> frozenset[str | None]:
    return frozenset(vocabulary("wholes")["umbrellas"])


def _precision(deed: Deed) -> tuple[int, int, int, tuple[str, str, int, str]]:
    """The one that says most comes first: by its class, its origins, its articles, then the earlier one."""
    depth = items.Item(deed.item, deed.word("item_class")).precision
    return (-depth, -len(deed.entry.origins), -len(deed.entry.articles), deed.order)


def joint_gifts(deeds: Iterable[Deed]) -> Iterator[Candidate]:
    """Several givers of one gift, each with the whole figure: the others are part of the one told first."""
    gifts: dict[tuple[object, ...], dict[str, Deed]] = {}
    for deed in deeds:
        for each in deed.group:
            one = commitment(each)
            if one.members and (one.amount is not None or one.quantity is not None) and one.actor in one.members:
                what = (one.amount, one.currency, one.quantity, one.item_class or one.item)
                gifts.setdefault((each.article.id, one.members, what), {})[deed.id] = deed
    for (_, members, _), shared in gifts.items():
        takers = {deed.recipient for deed in shared.values()}
        givers = sorted((deed for deed in shared.values() if deed.actor not in takers), key=lambda deed: deed.order)
        for deed in givers[1:]:
            first = givers[0]
            if deed.actor != first.actor:
                names = ", ".join(str(one) for one in members if one != deed.actor)  # type: ignore[attr-defined]
                yield Candidate(deed, first, "part of", f"one joint gift with {names}, told whole for each", 0.95)


def deliveries(deeds: Sequence[Deed]) -> Iterator[Candidate]:
    """ "Part of" from a delivery of some pieces to the pledge of more of the same, given by their first day."""
    for at, deed in enumerate(deeds):
        quantity = deed.number("quantity")
        if (
            deed.entry.stage not in HANDED
            or quantity is None
            or deed.unspecific
            or deed.number("amount") is not None
        ):
            continue
        for pledge in _pledges(deeds, at):
            whole = pledge.number("quantity")
            same = one_giver(deed, pledge) and relation(deed, pledge) in ("same", "kind of")
            if (
                same
                and pledge.entry.stage in BOUND
                and whole is not None
                and quantity <= whole
                and (
                    _said_of(deed, whole)
                    or (deed.item_class == pledge.item_class and not pledge.word("quantity_bound"))
                )
            ):
                reason = f"{deed.entry.stage} out of {name_of(pledge)} that were {pledge.entry.stage}"
                yield Candidate(deed, pledge, "part of", reason, 0.55)
                break
