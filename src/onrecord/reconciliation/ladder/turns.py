"""Turns: where a refusal, a withdrawal or a blocking came between, and which reports are strays.

A single stray report must not turn a ladder to and fro. A turn is one when what was said before and after it has
not many more origins behind it; a step is taken for told too early when many more origins call it undecided after
it.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from itertools import groupby

from onrecord.reconciliation.ladder.stages import DECIDED, LEVEL
from onrecord.reconciliation.ladder.steps import Step, origins_of
from onrecord.reconciliation.located import NO_DAY, days_between

STRAY = 3
"""A turn is a stray when those before it and those after it each have so many times its origins."""
SAME_NEWS_DAYS, SAME_NEWS_STRAY = 3, 2
"""Turns so close may be one piece of news told in two ways; then so many times its origins are enough."""
CONTRADICTED = 3
"""So many origins at least must call a step undecided after it was told, and more than twice those that told it."""
LONG_DAYS = 90
"""Talk of a promise so long after its delivery may be of another one. A bid is one whatever the time."""


@dataclass(slots=True)
class Spell:
    """Steps between two turns.

    sign:  -1 while a reversal stands, 1 else. stray: outvoted by the spells before and after it.
    """

    sign: int
    steps: list[Step] = field(default_factory=list)
    stray: bool = False

    @property
    def first(self) -> str:
        return min(step.when for step in self.steps if step.when)

    @property
    def last(self) -> str:
        return max(step.when for step in self.steps if step.when)


def spells(steps: Sequence[Step]) -> list[Spell]:
    """The dated steps that turn something, cut where they turn, then the strays."""
    runs: list[Spell] = []
    signed = [step for step in steps if step.sign and step.when]
    for _, day in groupby(signed, key=lambda step: step.when):
        for sign, found in _last_word_last(list(day), runs[-1].sign if runs else 1):
            if not runs or runs[-1].sign != sign:
                runs.append(Spell(sign))
            runs[-1].steps += found
    strays: list[Spell] = []
    while (at := _weakest(runs)) is not None:
        before, stray, after = runs[at - 1 : at + 2]
        stray.stray = True
        strays.append(stray)
        runs[at - 1 : at + 2] = [Spell(before.sign, before.steps + after.steps)]
    if runs and _faded(runs[-1], steps):
        runs[-1].stray = True
    return [*runs, *_together(runs, strays)]


def _together(runs: Sequence[Spell], strays: Sequence[Spell]) -> list[Spell]:
    """Strays that fall into one spell as one."""
    out: dict[tuple[int, int], Spell] = {}
    for stray in strays:
        at = next((number for number, run in enumerate(runs) if run.first <= stray.first <= run.last), 0)
        out.setdefault((at, stray.sign), Spell(stray.sign, stray=True)).steps += stray.steps
    return list(out.values())


def _faded(last: Spell, every: Sequence[Step]) -> bool:
    """Whether many more origins went on to tell of a bid, and not that anybody blocks it."""
    told = max(step.located.day or "" for step in last.steps)
    after = {step.origin for step in every if step.bid and step.sign >= 0 and (step.told or "") > told}
    return last.sign < 0 and _outvoted(origins_of(last.steps), after)


def _last_word_last(day: list[Step], standing: int) -> list[tuple[int, list[Step]]]:
    """One day's steps by sign; what more origins say is the day's last word, of two alike what is new."""
    both = [(sign, [step for step in day if step.sign == sign]) for sign in (1, -1)]
    found = [(sign, steps) for sign, steps in both if steps]
    return sorted(found, key=lambda each: (len(origins_of(each[1])), each[0] != standing))


def _weakest(runs: Sequence[Spell]) -> int | None:
    """Where the run with the fewest origins stands that those around it outvote; None when there is none."""
    size = [len(origins_of(run.steps)) for run in runs]
    weak = [at for at in range(1, len(runs) - 1) if _times(runs, at) * size[at] <= min(size[at - 1], size[at + 1])]
    return min(weak, key=lambda at: (size[at], at), default=None)


def _times(runs: Sequence[Spell], at: int) -> int:
    """How many times the origins of a turn those around it need to outvote it."""
    apart = days_between(runs[at - 1].last, runs[at + 1].first)
    return SAME_NEWS_STRAY if apart is not None and apart <= SAME_NEWS_DAYS else STRAY


def contradicted(stage: str, told: Sequence[Step], every: Sequence[Step]) -> list[tuple[list[Step], bool]]:
    """The steps that tell a decided stage, cut where many more origins called it undecided; True for the doubted.

    every: all steps of the ladder. What is further along bears a stage out. Words are weighed in the order in which
    they were published, whatever day they speak of; of one day those that bear it out come first.
    """
    if stage not in DECIDED:
        return [(list(told), False)]
    mine = {step.located.id for step in told}
    run: list[Step] = []
    out: list[tuple[list[Step], bool]] = []
    behind: set[str] = set()
    contrary: set[str] = set()
    others = (each for each in every if each.told and each.located.id not in mine)
    for step in sorted(
        [*told, *others], key=lambda one: (one.located.day or NO_DAY, _against(stage, one), one.order)
    ):
        if not _against(stage, step):
            if run and _outvoted(behind, contrary):
                out.append((run, True))
                run, behind = [], set()
            contrary.clear()
            behind.add(step.origin)
            if step.located.id in mine:
                run.append(step)
        elif run:
            apart = days_between(run[-1].located.day or "", step.located.day or "")
            if apart is not None and (stage == "joined" or apart <= LONG_DAYS):
                contrary.add(step.origin)
    return [*out, (run, _outvoted(behind, contrary))] if run else out


def _against(stage: str, step: Step) -> bool:
    """Whether a step says that `stage` was not reached: an earlier one, or a refusal; "sent" denies no delivery."""
    return LEVEL[step.stage] < min(LEVEL[stage], LEVEL["shipped"])


def _outvoted(behind: Set[str], contrary: Set[str]) -> bool:
    return len(contrary - behind) >= max(CONTRADICTED, 2 * len(behind) + 1)
