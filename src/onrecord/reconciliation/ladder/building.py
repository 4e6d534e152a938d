"""Building: from the steps of an entry to its rungs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.model import Rung
from onrecord.reconciliation.ladder.bids import ratifying
from onrecord.reconciliation.ladder.dates import Claim, day_of
from onrecord.reconciliation.ladder.parts import is_whole, parts, promised
from onrecord.reconciliation.ladder.stages import FINAL, IN_PART, LEVEL, REVERSALS, rank
from onrecord.reconciliation.ladder.steps import Step, steps
from onrecord.reconciliation.ladder.turns import Spell, contradicted, spells
from onrecord.reconciliation.located import NO_DAY, Located


@dataclass(slots=True)
class Draft:
    """A rung in the making.

    spell: the number of the stretch between two turns that it lies in.
    """

    stage: str
    steps: list[Step]
    spell: int
    doubted: bool = False
    quantity: float | None = None
    of: float | None = None
    by: tuple[str, ...] = ()
    outstanding: tuple[str, ...] = ()
    day: Claim | None = field(default=None)

    @property
    def first(self) -> str:
        return min((step.when for step in self.steps if step.when), default=NO_DAY)


def ladder(group: Sequence[Located], origins: Mapping[str, str]) -> tuple[Rung, ...]:
    """The rungs of an entry in the order of their days; `origins` gives the independent source of each finding.

    Consecutive reports of a stage are one rung, and a stage stands twice where a reversal lies between, or where
    part after part is delivered. A report that looks back on an earlier stage gives it no day.
    """
    found = steps(group, origins)
    turns = spells(found)
    out = [*_turning(found, turns), *_ratified(found, turns)]
    for step in found:
        if step.stage != "ratification" and not (step.sign and step.when):
            _settle(step, out, turns)
    for draft in out:
        draft.doubted |= all(_in_doubt(step) for step in draft.steps)
    for draft in sorted(out, key=lambda one: -LEVEL[one.stage]):
        draft.day = _day(draft, out)
    return tuple(_rung(draft) for draft in _in_order(_looking_back(out)))


def _looking_back(out: list[Draft]) -> list[Draft]:
    """The rungs without those that only look back on an earlier one of their stage, which take their steps."""
    kept = [draft for draft in out if draft.day]
    for draft in (draft for draft in out if not draft.day):
        before = [mate for mate in kept if mate.stage == draft.stage and mate.spell < draft.spell]
        if before:
            max(before, key=lambda mate: mate.spell).steps += draft.steps
        else:
            kept.append(draft)
    return kept


def _turning(found: Sequence[Step], turns: Sequence[Spell]) -> Iterator[Draft]:
    """The rungs of what is dated and turns something, spell by spell."""
    for number, spell in enumerate(turns):
        stages: dict[tuple[str, str], list[Step]] = {}
        for step in spell.steps:
            by = _blocker(step, spell) if step.stage == "blocked" else ""
            if step.stage != "ratification":
                stages.setdefault((step.stage, by), []).append(step)
        for (stage, _), told in stages.items():
            for draft in _of_stage(stage, sorted(told, key=lambda step: step.order), found, number):
                draft.doubted |= spell.stray
                yield draft


def _blocker(step: Step, spell: Spell) -> str:
    """Who blocks: where a report names nobody, who is first said to in the spell."""
    named = [each.bid.by for each in sorted(spell.steps, key=lambda one: one.order) if each.bid and each.bid.by]
    return (step.bid and step.bid.by) or (named[0] if named else "")


def _of_stage(stage: str, told: list[Step], found: Sequence[Step], number: int) -> Iterator[Draft]:
    whole = promised(found) if stage in IN_PART else None
    for some, doubted in contradicted(stage, told, found):
        if stage not in IN_PART:
            yield Draft(stage, some, number, doubted, by=_by(some))
            continue
        for part in parts(some, whole):
            of = whole if whole is not None and part.total is not None and part.total <= whole else None
            in_part = not is_whole(part.total, whole)
            yield Draft(stage, part.steps, number, doubted and not in_part, part.total, of)


def _ratified(found: Sequence[Step], turns: Sequence[Spell]) -> Iterator[Draft]:
    for each in ratifying(found):
        number = _spell_of(each.steps[0], turns)
        yield Draft(
            "ratification", each.steps, number, each.doubted, each.count, each.of, each.by, each.outstanding
        )


def _settle(step: Step, out: list[Draft], turns: Sequence[Spell]) -> None:
    """Put a step that turns nothing, or has no day, to the rung of its stage, or make it one."""
    told = step.when or step.located.day or NO_DAY
    mates = [draft for draft in out if draft.stage == step.stage]
    earlier = [draft for draft in mates if draft.first <= told]
    mate = max(earlier, key=lambda draft: draft.first, default=None) or min(
        mates, key=lambda draft: draft.first, default=None
    )
    if mate is None:
        mate = Draft(step.stage, [], _spell_of(step, turns))
        out.append(mate)
    mate.steps.append(step)
    mate.by = tuple(sorted({*mate.by, *_by([step])}))


def _spell_of(step: Step, turns: Sequence[Spell]) -> int:
    """The spell that a step falls into: the first that is not over by then, strays left out."""
    lasting = [number for number, spell in enumerate(turns) if not spell.stray]
    when = step.when or step.located.day or NO_DAY
    return next((number for number in lasting if turns[number].last >= when), lasting[-1] if lasting else 0)


def _by(found: Iterable[Step]) -> tuple[str, ...]:
    return tuple(sorted({step.bid.by for step in found if step.bid and step.bid.by}))


def _in_doubt(step: Step) -> bool:
    return step.commitment is not None and step.commitment.doubted


def _day(draft: Draft, further: Iterable[Draft]) -> Claim | None:
    """The day of a rung. An article that tells it after a stage `further` along looks back, and gives it no day."""
    level = LEVEL[draft.stage]
    later = min(
        (
            other.day.end if other.day else other.first
            for other in further
            if other.spell == draft.spell
            and LEVEL[other.stage] > level
            and other.stage not in (*REVERSALS, "considered")
            and not other.doubted
        ),
        default=NO_DAY,
    )
    claims: dict[Claim, set[str]] = {}
    told: list[str] = []
    for step in draft.steps:
        if step.claim is not None:
            claims.setdefault(step.claim, set()).add(step.origin)
        elif step.told is not None and step.told <= later:
            told.append(step.told)
    return day_of(claims, told)


def _in_order(out: list[Draft]) -> list[Draft]:
    def key(draft: Draft) -> tuple[str, int, int, int, tuple[str, int, tuple[str, str, int, str]]]:
        # of a month, what comes first may have come on its first day and what ends the matter on its last
        day = (draft.day.end if draft.stage in FINAL else draft.day.start) if draft.day else draft.first
        return (day, draft.spell, LEVEL[draft.stage], rank(draft.stage), draft.steps[0].order)

    ordered = sorted((draft for draft in out if draft.day), key=key)
    for draft in sorted((draft for draft in out if not draft.day), key=lambda one: (rank(one.stage), key(one))):
        further = [
            at
            for at, other in enumerate(ordered)
            if LEVEL[other.stage] > LEVEL[draft.stage] and other.spell >= draft.spell
        ]
        ordered.insert(further[0] if further else len(ordered), draft)
    return ordered


def _rung(draft: Draft) -> Rung:
    told = [each.located for each in draft.steps]
    return Rung(
        draft.stage,
        draft.day.date if draft.day else None,
        tuple(sorted({each.article.id for each in told})),
        tuple(sorted(each.id for each in told)),
        min((each.day for each in told if each.day), default=None),
        min((each.article.observed for each in told if each.article.observed), default=None),
        draft.quantity,
        draft.of,
        draft.by,
        draft.outstanding,
        draft.doubted,
    )
