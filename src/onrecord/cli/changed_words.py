"""A changed entry in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from onrecord.model import Article, Correction, Disagreement, EntryLink, Rung
from onrecord.phrases import figure, number, origin_name, plural, quantity, speaker, who
from onrecord.record import EntryChange, FieldChange, Gained, Why

Row = tuple[str, str]
T = TypeVar("T")
NOTHING = "not given"
NAMED = 3  # articles that are named; the others are counted
LONG = 90  # characters of a wording or of a disagreement's side, from where on it is cut
BY_ARTICLE = ("new article", "article gone", "new text")


def change_lines(each: EntryChange, articles: Mapping[str, Article]) -> Iterator[Row]:
    """Yield what became of an entry, line by line: a head and words."""
    if each.stage is not None:
        yield "stage", " → ".join(stage or "no stage" for stage in each.stage)
    for one in each.fields:
        yield one.field.replace("_", " "), _field(one, articles)
    before, after = ({entry.accepted for entry in some} for some in (each.before, each.after))
    if each.what == "changed" and before != after:
        yield "accepted", "no longer" if True in before else "by a ruling"
    yield from _both("step", each.rungs, _rung)
    for mark, origins in (("+", each.origins.new), ("-", each.origins.gone)):
        if origins:
            yield (
                f"{mark} {'origin' if len(origins) == 1 else 'origins'}",
                ", ".join(origin_name(one, articles) for one in origins),
            )
    if each.articles and each.what not in ("appeared", "went"):
        counts = ((each.articles.new, "more"), (each.articles.gone, "gone"))
        yield "articles", ", ".join(f"{len(some)} {word}" for some, word in counts if some)
    yield from _both("wording", each.wordings, lambda one: f"“{_cut(one)}”")
    yield from _both("disagreement", each.disagreements, _disagreement)
    for dispute in each.settled:
        state = f"settled: {dispute.settled}" if dispute.settled else "open again"
        yield "disagreement", f"{_disagreement(dispute)}: {state}"
    yield from _both("correction", each.corrections, _correction)
    yield from _both("link", each.links, lambda one: _link(one, each))


def because(why: Why, name: Callable[[str], str]) -> str:
    """A reason, with the articles that it names."""
    if why.reason not in BY_ARTICLE:
        return why.detail
    named = "; ".join(name(one) for one in why.ids[:NAMED])
    more = f" and {len(why.ids) - NAMED} more" if len(why.ids) > NAMED else ""
    return f"{why.reason}: {named}{more}"


def _both(head: str, found: Gained[T], words: Callable[[T], str]) -> Iterator[Row]:
    yield from ((f"+ {head}", words(one)) for one in found.new)
    yield from ((f"- {head}", words(one)) for one in found.gone)


def _field(one: FieldChange, articles: Mapping[str, Article]) -> str:
    """Both values, and who gives the new one."""
    before, after = (_value(one.field, values) for values in (one.before, one.after))
    said = articles.get(one.articles[0]) if one.articles and after != NOTHING else None
    if said is None:
        return f"{before} → {after}"
    day = f", {said.published[:10]}" if said.published else ""
    more = f" and {len(one.articles) - 1} more" if len(one.articles) > 1 else ""
    return f"{before} → {after}  ({said.outlet or said.byline or said.path or said.id}{day}{more})"


def _value(field: str, values: Mapping[str, object]) -> str:
    value = values.get(field)
    if field in ("quantity", "amount"):
        return figure(values, field) or NOTHING
    if field in ("actor", "recipient"):
        code, written = values.get(field), values.get(f"{field}_name")
        return f"{code} ({written})" if code and written else who(values, field)
    if field == "speaker":
        return speaker(values)
    if field == "count" and value is not None and values.get("of") is not None:
        return f"{value} of {values['of']}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(str(one) for one in value) or NOTHING
    return NOTHING if value is None else _cut(number(value))


def _rung(rung: Rung) -> str:
    part = ""
    if rung.quantity is not None:
        part = f"  {quantity(rung.quantity, None)}" + (f" of {number(rung.of)}" if rung.of is not None else "")
    return f"{rung.stage}  {rung.date or 'no date'}{part}"


def _disagreement(one: Disagreement) -> str:
    return f"{one.kind} {one.severity:.2f}: “{_cut(one.a.text)}” against “{_cut(one.b.text)}”"


def _correction(one: Correction) -> str:
    still = f", {plural(len(one.still), 'article')} still with the old" if one.still else ""
    return f"{one.field}: {one.before} → {one.after}{still}"


def _link(one: EntryLink, each: EntryChange) -> str:
    own = {entry.id for entry in (*each.before, *each.after)}
    if len(own) > 1:
        return f"{one.a} {one.relation} {one.b}"
    return f"{one.relation} {one.b}" if one.a in own else f"{one.a} {one.relation} it"


def _cut(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= LONG else f"{flat[:LONG].rsplit(' ', 1)[0]} ..."
