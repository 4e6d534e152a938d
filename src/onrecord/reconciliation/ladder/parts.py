"""Parts: steps taken for a part of what was promised, and how much of it they make together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

from onrecord.model import Commitment
from onrecord.reconciliation.ladder.stages import IN_PART, LEVEL
from onrecord.reconciliation.ladder.steps import Step, origins_of, steps
from onrecord.reconciliation.located import Located, days_between
from onrecord.vocabulary import vocabulary

BEFORE = 30
"""Characters before a figure or an item in which the words stand that say what it is a part of."""
SAME_PART_DAYS = 14
"""A part that is told as a further one twice within so many days is one part."""
FIGURE_LATER_DAYS = 3
"""A step that is told without a figure has the figure that is told so many days later."""
WHOLE = 0.98
"""A figure this close to the promised one is all of it."""


@dataclass(slots=True)
class Part:
    """Reports of one state of affairs: so many were delivered by then, None where nobody says."""

    total: float | None
    steps: list[Step] = field(default_factory=list)


def promised(found: Iterable[Step]) -> float | None:
    """How many were promised, by the most origins and then the latest word; None where no promise gives a count."""
    behind: dict[float, set[str]] = {}
    latest: dict[float, str] = {}
    for step in found:
        count = _count(step)
        if count is not None and LEVEL[step.stage] == LEVEL["pledged"] and _exact(step):
            behind.setdefault(count, set()).add(step.origin)
            latest[count] = max(latest.get(count, ""), step.located.day or "")
    most = max((len(origins) for origins in behind.values()), default=0)
    return max(
        (count for count in behind if len(behind[count]) == most), key=lambda one: (latest[one], one), default=None
    )


def parts(told: Sequence[Step], whole: float | None) -> list[Part]:
    """The reports of one stage by how much was done: a new part where the total grew.

    A figure is a total unless its text says that it comes on top of others; then it adds. "The remaining" and "all"
    make it whole. A smaller figure told later is an older one, and a report without a figure says nothing new.
    """
    out: list[Part] = []
    added: dict[float, str] = {}
    for day, found in groupby(told, key=lambda step: step.when):
        reports = list(found)
        step = _main(reports, whole)
        before = out[-1].total if out else None
        total = _total(step, before, whole, added) if step else None
        grown = total is not None and before is not None and total > before
        anew = total is not None and before is None and bool(out) and not _soon(out[-1].steps, day)
        if not out or grown or anew:
            out.append(Part(total, reports))
        else:
            out[-1].total = before if before is not None else total
            out[-1].steps += reports
    return out


def told_in_part(group: Sequence[Located], origins: Mapping[str, str]) -> frozenset[str]:
    """Ids of findings that tell how much of a promise was done so far: their figure is not the promise's."""
    found = steps(group, origins)
    whole = promised(found)
    return frozenset(
        step.located.id for step in found if step.stage in IN_PART and not is_whole(_count(step), whole)
    )


def is_whole(total: float | None, whole: float | None) -> bool:
    """Whether that much is all; it is where one of the two is not known."""
    return total is None or whole is None or total >= WHOLE * whole


def _main(reports: Sequence[Step], whole: float | None) -> Step | None:
    """The report of one day whose figure most origins give; of two alike the larger figure."""
    told: dict[float, list[Step]] = {}
    for step in reports:
        count = _count(step) or (whole if _says(step, "rest") or _says(step, "whole") else None)
        if count is not None:
            told.setdefault(count, []).append(step)
    best = min(told, key=lambda count: (-len(origins_of(told[count])), -count), default=None)
    return None if best is None else min(told[best], key=lambda step: (not _adds(step), step.order))


def _total(step: Step, before: float | None, whole: float | None, added: dict[float, str]) -> float | None:
    count = _count(step)
    if _says(step, "rest") and whole is not None:
        return whole
    if count is None:
        return whole
    if not _adds(step) or before is None:
        return count
    last = days_between(added.get(count, ""), step.when or "")
    if last is not None and last <= SAME_PART_DAYS:
        return before
    added[count] = step.when or ""
    return before + count


def _adds(step: Step) -> bool:
    return (step.commitment is not None and step.commitment.additional) or _says(step, "rest")


def _exact(step: Step) -> bool:
    return step.commitment is not None and step.commitment.quantity_bound is None


def _count(step: Step) -> float | None:
    """The count that a step gives, where it is meant as one."""
    commitment = step.commitment
    if commitment is None or commitment.quantity_bound not in (None, "about") or "%" in (commitment.unit or ""):
        return None
    return commitment.quantity


def _soon(told: Sequence[Step], day: str | None) -> bool:
    """Whether a figure of `day` belongs to what was told without one before."""
    apart = days_between(max(step.when or "" for step in told), day or "")
    return apart is not None and apart <= FIGURE_LATER_DAYS


def _says(step: Step, what: str) -> bool:
    return told_as(step.located, what)


def told_as(each: Located, what: str) -> bool:
    """Whether the words right before a commitment's figure or item say that it is the rest, or the whole."""
    commitment = each.finding
    return isinstance(commitment, Commitment) and any(
        _words(what).search(words) for words in _leads(each.article.text, commitment)
    )


def _leads(text: str, commitment: Commitment) -> Iterable[str]:
    for name in ("quantity", "item"):
        evidence = commitment.evidence.get(name)
        if evidence is not None and evidence.spans:
            begin, end = evidence.spans[0].begin, evidence.spans[0].end
            yield text[max(0, begin - BEFORE) : begin]
            yield text[begin:end].split(" ")[0] + " "


@cache
def _words(what: str) -> re.Pattern[str]:
    phrases = "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in vocabulary("parts")[what])
    return re.compile(rf"\b(?:{phrases})\s+(?:of\s+)?(?:the\s+|its\s+|their\s+|those\s+|these\s+)?$", re.IGNORECASE)
