"""When a labelled and a found commitment are one, and which pairs of an article belong together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from labelled_commitments import CODE, Label
from onrecord.model import Commitment, Span

SMALL = frozenset(["the", "a", "an", "of", "and", "for", "its", "their", "his", "her", "some", "other"])


def matched(
    labels: Sequence[Label], found: Sequence[Commitment], score: Callable[[Label, Commitment], int]
) -> list[tuple[int, int]]:
    """As many pairs as possible, each label and finding once; the closest first."""
    near = [
        sorted((j for j in range(len(found)) if score(label, found[j])), key=lambda j: -score(label, found[j]))
        for label in labels
    ]
    holder: dict[int, int] = {}

    def placed(i: int, tried: set[int]) -> bool:
        free = [j for j in near[i] if j not in holder]
        for j in [*free, *(j for j in near[i] if j in holder)]:
            if j not in tried:
                tried.add(j)
                if j not in holder or placed(holder[j], tried):
                    holder[j] = i
                    return True
        return False

    order = sorted(range(len(labels)), key=lambda i: -max((score(labels[i], found[j]) for j in near[i]), default=0))
    for i in order:
        placed(i, set())
    return sorted((i, j) for j, i in holder.items())


def same_stage(label: Label, one: Commitment) -> bool:
    return bool(label.fields.get("stage") == one.stage)


def closeness(label: Label, one: Commitment) -> int:
    """How near a finding is to a label but for the stage; 0 where actor, item and money do not make it the same."""
    row = label.fields
    if not _same_actor(row["actor"], one.actor, one.actor_name):
        return 0
    item = _overlap(label.item, spans_of(one, "item"))
    money = _close(row.get("amount"), one.amount) and row.get("currency") == one.currency
    if "amount" not in row and one.amount is None:  # a range, a vague sum: its words
        money = _overlap(label.money, spans_of(one, "amount_bound") or spans_of(one, "amount_low"))
    target = row["kind"] == one.kind == "target" and _close(row.get("quantity"), one.quantity)
    if not (item or money or target):
        return 0
    rest = sum(agree(row, one, name) for name in ("quantity", "amount", "kind", "recipient", "recalled"))
    return 1 + rest + 8 * item + 8 * money + 8 * target


def _same_actor(wanted: str, code: str | None, name: str | None) -> bool:
    if CODE.fullmatch(wanted):
        return wanted == code
    return code is None and ((not wanted and not name) or bool(_words(wanted) & _words(name)))


def _words(name: str | None) -> set[str]:
    return set(re.findall(r"\w+", (name or "").casefold())) - SMALL


def spans_of(one: Commitment, name: str) -> tuple[Span, ...]:
    return one.evidence[name].spans if name in one.evidence else ()


def _overlap(a: Iterable[Span], b: Iterable[Span]) -> bool:
    others = list(b)
    return any(x.begin < y.end and y.begin < x.end for x in a for y in others)


def _close(a: float | None, b: float | None) -> bool:
    return a is not None and b is not None and abs(a - b) <= 0.005 * abs(a)


def field_of(one: Commitment, name: str) -> object:
    if name == "recipient":
        return one.recipient or one.recipient_name
    return getattr(one, name)


def agree(row: Mapping[str, Any], one: Commitment, name: str) -> bool:
    """Whether a field says the same on both sides."""
    wanted, got = row.get(name), field_of(one, name)
    if not wanted or not got:
        return not wanted and not got
    if isinstance(got, float | int) and not isinstance(got, bool):
        return _close(wanted, got)
    if name == "recipient":
        return _same_actor(wanted, one.recipient, one.recipient_name)
    if name in ("unit", "said_by"):
        return bool(_words(wanted) & _words(str(got)))
    if name == "members":
        return sorted(wanted) == sorted(one.members)
    return bool(wanted == got)
