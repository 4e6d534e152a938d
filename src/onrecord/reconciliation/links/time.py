"""Entries that come after one another: request and answer, one promise and the next, a promise and its recall."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from onrecord.reconciliation import figures, items
from onrecord.reconciliation.commitments.joining import same_party
from onrecord.reconciliation.links.facts import (
    PROMISED,
    Candidate,
    Deed,
    alike,
    commitment,
    days,
    name_of,
    near,
    one_giver,
    relation,
)
from onrecord.reconciliation.links.same import HANDED
from onrecord.reconciliation.located import Located
from onrecord.reconciliation.words import ENDS
from onrecord.vocabulary import vocabulary

DAYS_ANSWER = 60
"""A request is answered within about this time."""
DAYS_FOLLOW = 200
"""The next promise of the like follows within about this time."""
DAYS_RECALL = 800
"""So far back may lie what is recalled."""
BEFORE, AFTER = 70, 90
"""Characters before and after a sum in which words say that it is a running total."""
DWARFS = 8
"""So many times the middle one of the promises before it."""
SLIGHT = 0.001
"""A sum that is less of another one than this is neither added up by it nor followed by it."""
ANSWERS = PROMISED | {"refused"}


def answers(deeds: Sequence[Deed]) -> Iterator[Candidate]:
    """From each promise or refusal to the nearest earlier request of the same thing by, or for, its taker."""
    asked: dict[str, list[tuple[int, Deed]]] = {}
    for deed in deeds:
        if deed.entry.stage == "requested" and deed.item_class and not deed.unspecific:
            for asker in {deed.actor, deed.recipient} - {None}:
                asked.setdefault(str(asker), []).extend((day, deed) for day in deed.days)
    for requests in asked.values():
        requests.sort(key=lambda one: (one[0], one[1].order))
    for deed in deeds:
        if deed.entry.stage not in ANSWERS or deed.unspecific or deed.recalled or not deed.days:
            continue
        requests = asked.get(deed.recipient or "", [])
        for day, request in reversed(requests[: bisect_right(requests, deed.first, key=lambda one: one[0])]):
            if deed.first - day > DAYS_ANSWER:
                break
            if _answered(request, deed):
                yield Candidate(
                    deed, request, "answers", f"comes {_after(deed.first - day)} a request for {name_of(request)}"
                )
                break


def _answered(request: Deed, deed: Deed) -> bool:
    """Whether a promise gives what was asked for, or a kind of it, and is not the asker's own."""
    if same_party(deed.actor, request.actor) is True or deed.actor is None:
        return False
    if request.item_class == items.ACT or deed.word("actor") is None:
        return False
    if request.item_class not in items.chain(deed.item_class) or relation(deed, request) not in ("same", "kind of"):
        return False
    wanted, told = set(items.words(request.item)), set(items.words(deed.item))
    if not items.models(deed.item) and not wanted & told:
        return False  # a Leopard is the tank that was asked for, a drone hardly the plane
    beyond = wanted - _class_words(request.item_class)
    return not beyond or bool(beyond & told)


@cache
def _class_words(item_class: str | None) -> frozenset[str]:
    """The words by which a class is called; what else an item's name says narrows it ("long-range")."""
    names = vocabulary("items")["classes"].get(item_class, {}).get("names", ())
    return frozenset(word for name in names if len(name.split()) < 3 for word in items.words(name))


def _after(apart: int) -> str:
    return "on the day of" if apart == 0 else f"{days(apart)} after"


def follows(deeds: Sequence[Deed]) -> Iterator[Candidate]:
    """From a new promise to the one before it, among the promises between one giver and one taker by first day."""
    totals = {deed.id for at, deed in enumerate(deeds) if running_total(deed) or _sent_so_far(deed, deeds[:at])}
    for at, deed in enumerate(deeds):
        if not deed.promised or deed.recalled or deed.id in totals or not (deed.figure or _further(deed)):
            continue
        if deed.word("actor") is None or deed.recipient is None:
            continue
        for earlier in reversed(near(deeds, at, DAYS_FOLLOW)):
            if earlier.first == deed.first or not earlier.promised or not earlier.figure or earlier.recalled:
                continue
            other = (deed.figure != earlier.figure and _of_one_size(deed, earlier)) or _further(deed)
            if other and one_giver(deed, earlier) and alike(deed, earlier) and earlier.id not in totals:
                apart = days(deed.first - earlier.first)
                yield Candidate(deed, earlier, "follows", f"promised {apart} after {name_of(earlier)}", 0.4)
                break


def _of_one_size(a: Deed, b: Deed) -> bool:
    """Whether two sums may be promises of the like; four thousand does not follow two billion."""
    sums = sorted(each.number("amount") or 0.0 for each in (a, b))
    return not sums[0] or sums[1] <= sums[0] / SLIGHT


def _further(deed: Deed) -> bool:
    return deed.entry.fields.get("additional") is True


def recalls(deeds: Sequence[Deed]) -> Iterator[Candidate]:
    """From what is only told as of an earlier day, or adds up what was given so far, to what it tells of."""
    for at, deed in enumerate(deeds):
        total = running_total(deed) or _sent_so_far(deed, deeds[:at])
        if not (total or deed.recalled):
            continue
        for earlier in reversed(near(deeds, at, DAYS_RECALL)):
            if (
                earlier.first == deed.first
                or earlier.recalled
                or not earlier.promised
                or not one_giver(deed, earlier)
            ):
                continue
            if total and not running_total(earlier) and _adds(deed, earlier):
                yield Candidate(deed, earlier, "recalls", f"adds up what was given so far, with {name_of(earlier)}")
                break
            if not total and _told_again(deed, earlier):
                yield Candidate(deed, earlier, "recalls", f"tells again of {name_of(earlier)}")
                break


def _sent_so_far(deed: Deed, earlier: Sequence[Deed]) -> bool:
    """Whether a sum that has only ever been told as given, without a day, dwarfs each promise before it.

    News of one delivery counts goods; "the $20bn in weapons sent" adds up what was promised on many days.
    """
    amount, stages = deed.number("amount"), {rung.stage for rung in deed.entry.ladder}
    if amount is None or not stages or not stages <= HANDED or not deed.unspecific or deed.word("date") is not None:
        return False
    sums = [one.number("amount") or 0.0 for one in earlier if one.promised and not one.recalled]
    return bool(sums) and amount >= DWARFS * sorted(sums)[len(sums) // 2]


def _adds(total: Deed, earlier: Deed) -> bool:
    sums = [each.number("amount") for each in (total, earlier)]
    return (
        sums[0] is not None
        and sums[1] is not None
        and total.word("currency") == earlier.word("currency")
        and SLIGHT * sums[0] < sums[1] < sums[0]
        and earlier.unspecific
    )


def _told_again(recall: Deed, earlier: Deed) -> bool:
    """The same thing, with the same figure where there is one."""
    compared = {figures.compare(x, y) for x in recall.figures for y in earlier.figures} - {"incomparable"}
    if recall.figures:
        return bool(compared & {"equal", "rounded"}) and (
            recall.unspecific or earlier.unspecific or relation(recall, earlier) in ("same", "kind of", "unknown")
        )
    return not recall.unspecific and recall.item_class == earlier.item_class and relation(recall, earlier) == "same"


def running_total(deed: Deed) -> bool:
    """Whether most reports of a sum say that it adds up what was given so far."""
    sums = [
        each for each in deed.group if commitment(each).amount is not None and "amount" in each.finding.evidence
    ]
    return bool(sums) and sum(_adds_up(each) for each in sums) * 2 >= len(sums)


def _adds_up(each: Located) -> bool:
    text, span = each.article.text, each.finding.evidence["amount"].spans[0]
    before = ENDS.split(text[max(0, span.begin - BEFORE) : span.begin])[-1]
    after = ENDS.split(text[span.end : span.end + AFTER])[0]
    return bool(_running("before").search(before) or _running("after").search(after))


@cache
def _running(name: str) -> re.Pattern[str]:
    table: Mapping[str, Sequence[str]] = vocabulary("wholes")["running"]
    phrases = sorted(table[name], key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(one) for one in phrases) + r")(?![\w-])", re.I)
