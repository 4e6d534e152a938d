"""Whether an entry is counted in a total, and if not, why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, get_args

from onrecord.model import Entry, EntryLink

Measure = Literal["money", "goods"]
LeftOutReason = Literal[
    "rejected by a ruling",
    "superseded stage",
    "another stage",
    "recalled only",
    "no figure",
    "vague or undisclosed",
    "unresolved currency",
    "joint gift counted once",
    "part of a counted whole",
    "told more broadly elsewhere",
]
"""Why an entry is left out: somebody has rejected it; a request that was answered; talk, a request or a refusal,
which promises nothing; told as of an earlier day, or a running total; no number; "dozens", "undisclosed", "1 to 2
billion"; money whose currency is not known; one gift of several givers; what a package, a larger sum or a pledge
already holds; the same promise in other words."""
NO_RIVAL = ("a part of it", "taken back")
"""Of a figure that does not stand: why it is none that it might be instead."""
LEFT_OUT_REASONS: tuple[LeftOutReason, ...] = get_args(LeftOutReason)


@dataclass(frozen=True, slots=True)
class Counted:
    """An entry that is counted.

    value, unit: the figure and its currency, or what is counted. eur, usd: converted, None without a rate.
    low, high:   of a figure in open dispute, between which values the reports lie; else None.
    copies:      by origin how many articles more than one tell it.
    why:         in a short sentence.
    """

    entry: str
    value: float
    unit: str
    eur: float | None
    usd: float | None
    low: float | None
    high: float | None
    copies: Mapping[str, int]
    why: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An entry that is not counted, with its figure where it has one, and the entry `instead` that holds it."""

    entry: str
    value: float | None
    unit: str | None
    reason: LeftOutReason
    instead: str | None
    why: str


def ways(
    entries: Sequence[Entry],
    links: Iterable[EntryLink],
    measure: Measure,
    stages: Collection[str],
    disputed: Collection[str],
) -> dict[str, Counted | LeftOut]:
    """By entry, how it goes into a total of those that stand at one of `stages`.

    Only what is there itself takes the place of something else: a part of a package counts where the package is not
    among `entries`, or has no figure of the measure.
    """
    known = sorted(links, key=lambda link: (link.a, link.b, link.relation))
    recalled = {link.a: link for link in reversed(known) if link.relation == "recalls"}
    answered = {link.b: link for link in reversed(known) if link.relation == "answers"}
    out: dict[str, Counted | LeftOut] = {}
    able: dict[str, Entry] = {}
    for entry in entries:
        left = _unable(entry, measure, stages, recalled, answered)
        if left is None:
            able[entry.id] = entry
        else:
            out[entry.id] = left
    holders = _holders(able, known)
    for id_, entry in able.items():
        held = _held(entry, able, holders, measure)
        out[id_] = held or _counted(entry, measure, id_ in disputed)
    return out


def figure_of(entry: Entry, measure: Measure) -> tuple[float | None, str | None]:
    """An entry's figure and its unit; a share of an economy is neither money nor a number of things."""
    fields = entry.fields
    if measure == "money":
        return _number(fields.get("amount")), _word(fields.get("currency"))
    unit = _word(fields.get("unit"))
    if unit is not None and "%" in unit:
        return None, None
    thing = _word(fields.get("item_class")) or _word(fields.get("item")) or "things"
    return _number(fields.get("quantity")), f"{thing} ({unit})" if unit else thing


def _unable(
    entry: Entry,
    measure: Measure,
    stages: Collection[str],
    recalled: Mapping[str, EntryLink],
    answered: Mapping[str, EntryLink],
) -> LeftOut | None:
    """What by itself keeps an entry out of a total."""
    value, unit = figure_of(entry, measure)

    def left(reason: LeftOutReason, why: str, instead: str | None = None) -> LeftOut:
        return LeftOut(entry.id, value, unit, reason, instead, why)

    if entry.stage not in stages:
        if entry.id in answered:
            return left("superseded stage", "has been answered", answered[entry.id].a)
        return left("another stage", f"stands as {entry.stage}" if entry.stage else "has no stage")
    if entry.id in recalled:
        return left("recalled only", recalled[entry.id].reason, recalled[entry.id].b)
    if entry.fields.get("recalled"):
        return left("recalled only", "every report tells it as of an earlier day")
    if value is None:
        bound = entry.fields.get("amount_bound" if measure == "money" else "quantity_bound")
        if bound is not None:
            return left("vague or undisclosed", f"the figure is {'a range' if bound == 'range' else bound}")
        return left("no figure", "no report gives a number" if measure == "goods" else "no report gives a sum")
    if unit is None:
        return left("unresolved currency", "no report tells whose money it is")
    return None


def _holders(able: Mapping[str, Entry], links: Iterable[EntryLink]) -> dict[str, list[EntryLink]]:
    """By entry the links to what may be counted instead of it: its whole, or who tells it more narrowly."""
    out: dict[str, list[EntryLink]] = {}
    for link in sorted(links, key=lambda one: (one.relation != "part of", one.a, one.b)):
        if link.a in able and link.b in able:
            if link.relation == "part of":
                out.setdefault(link.a, []).append(link)
            elif link.relation == "kind of":
                out.setdefault(link.b, []).append(link)
    return out


def _held(
    entry: Entry, able: Mapping[str, Entry], holders: Mapping[str, Sequence[EntryLink]], measure: Measure
) -> LeftOut | None:
    """Why an entry is held by another one that is counted; None when it is to be counted itself."""
    path = [entry.id]
    while path[-1] in holders:
        link = holders[path[-1]][0]
        further = link.b if link.relation == "part of" else link.a
        if further in path:
            path = [min(path[path.index(further) :])]  # a circle: one of it is counted
            break
        path.append(further)
    if path[-1] == entry.id:
        return None
    return replace(_left_out(entry, holders[entry.id][0], able, measure), instead=path[-1])


def _left_out(entry: Entry, link: EntryLink, able: Mapping[str, Entry], measure: Measure) -> LeftOut:
    value, unit = figure_of(entry, measure)
    reason: LeftOutReason = "told more broadly elsewhere"
    if link.relation == "part of":
        whole = able[link.b]
        shared = entry.fields.get("members")
        joint = bool(shared) and shared == whole.fields.get("members") and value == figure_of(whole, measure)[0]
        reason = "joint gift counted once" if joint else "part of a counted whole"
    instead = link.b if link.relation == "part of" else link.a
    return LeftOut(entry.id, value, unit, reason, instead, link.reason)


def _counted(entry: Entry, measure: Measure, disputed: bool) -> Counted:
    value, unit = figure_of(entry, measure)
    assert value is not None
    assert unit is not None
    name = "amount" if measure == "money" else "quantity"
    given = [
        number
        for one in entry.values
        if one.field == name
        and one.why not in NO_RIVAL
        and (number := _number(one.value.get(name))) is not None
        and _same_unit(one.value, entry)
    ]
    open_ = disputed and len({*given, value}) > 1
    money = measure == "money"
    return Counted(
        entry.id,
        value,
        unit,
        _number(entry.fields.get("amount_eur")) if money else None,
        _number(entry.fields.get("amount_usd")) if money else None,
        min(*given, value) if open_ else None,
        max(*given, value) if open_ else None,
        MappingProxyType({one.origin: len(one.articles) - 1 for one in entry.backing if len(one.articles) > 1}),
        _why(entry, open_),
    )


def _why(entry: Entry, disputed: bool) -> str:
    parts = [str(entry.stage)]
    shared = entry.fields.get("members")
    if isinstance(shared, Sequence) and len(shared) > 1:
        parts.append(f"a joint gift of {', '.join(str(one) for one in shared)}")
    if disputed:
        parts.append("the figure is in dispute")
    elif entry.fields.get("doubted"):
        parts.append("doubted")
    return "; ".join(parts)


def _same_unit(value: Mapping[str, object], entry: Entry) -> bool:
    return all(value.get(name) == entry.fields.get(name) for name in ("currency", "unit") if name in value)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _word(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
