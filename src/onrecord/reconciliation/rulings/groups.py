"""Groups as people ruled them: a pure layer over the groups that were found automatically.

Rulings are gone through in their order (by time, then id), so of two that contradict each other the later one wins.
A ruling touches only the groups in which its findings stand; so one ruling needs only those, and the result is the
same whether rulings are applied one by one or all at once, and in whatever order they came in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.model import Act, Ruling, RulingState, words_of
from onrecord.reconciliation.entries import entry_type
from onrecord.reconciliation.located import Located
from onrecord.reconciliation.rulings.anchors import Placed

Group = list[Located]


@dataclass(frozen=True, slots=True)
class RuledGroup:
    """One group as ruled, in canonical order, with the base groups that its findings come from.

    rulings:     those that hold and made it what it is.
    corrections: those of its values, the last one on each field, in their order.
    accepted:    somebody has confirmed it.
    """

    findings: Group
    bases: tuple[str, ...]
    rulings: tuple[Ruling, ...]
    corrections: tuple[Ruling, ...]
    accepted: bool


@dataclass(frozen=True, slots=True)
class Regrouped:
    """The groups, in canonical order; which ruling rejects which finding; whether each ruling holds."""

    groups: tuple[RuledGroup, ...]
    rejected: Mapping[str, Ruling]
    states: Mapping[str, RulingState]


def regrouped(base: Mapping[str, Sequence[Located]], rulings: Iterable[Placed]) -> Regrouped:
    """The groups of `base` (by id) under the `rulings` on them; those taken back are not among the rulings."""
    standing = sorted(rulings, key=lambda one: one.ruling.order)
    table = _Table(base)
    for one in standing:
        table.apply(one)
    return table.result(standing)


def touched(named: Iterable[str], rulings: Iterable[Placed], base_of: Mapping[str, str]) -> frozenset[str]:
    """The base groups that rulings tie to those `named`, directly or through others.

    rulings: all of them, also those taken back; base_of: the base group of every finding that they are on.
    """
    ties: dict[str, set[str]] = {}
    for one in rulings:
        bases = [base_of[id_] for id_ in (*one.here, *one.there) if id_ in base_of]
        for each in bases:
            ties.setdefault(each, set()).add(bases[0])
            ties.setdefault(bases[0], set()).add(each)
    found: set[str] = set()
    steps = list(named)
    while steps:
        new = steps.pop()
        if new not in found:
            found.add(new)
            steps += ties.get(new, ())
    return frozenset(found)


@dataclass
class _Table:
    """Who stands where while rulings are gone through."""

    base: Mapping[str, Sequence[Located]]
    located: dict[str, Located] = field(default_factory=dict)
    home: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    rejected: dict[str, Ruling] = field(default_factory=dict)
    base_of: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for id_, group in self.base.items():
            self.members[id_] = [each.id for each in group]
            for each in group:
                self.home[each.id], self.base_of[each.id], self.located[each.id] = id_, id_, each

    def apply(self, one: Placed) -> None:
        """Do what a ruling says to the groups as they stand."""
        if one.ruling.act == "merge":
            self._merge(one)
        elif one.ruling.act == "split" and one.here:
            self._move(one.here, f"split {one.ruling.id}")
        elif one.ruling.act == "reject":
            self.rejected |= dict.fromkeys(self._covered(one), one.ruling)
        elif one.ruling.act == "accept":
            for id_ in self._covered(one):
                self.rejected.pop(id_, None)

    def _merge(self, one: Placed) -> None:
        a, b = self._home(one.here), self._home(one.there)
        if a is not None and b is not None and a != b and self._type(a) == self._type(b):
            first, second = sorted((a, b))
            self._move(self.members[second], first)

    def _move(self, ids: Sequence[str], target: str) -> None:
        for id_ in list(ids):
            self.members[self.home[id_]].remove(id_)
            self.members.setdefault(target, []).append(id_)
            self.home[id_] = target

    def _type(self, group: str) -> str:
        return entry_type(self.located[self.members[group][0]])

    def _home(self, ids: Iterable[str]) -> str | None:
        """The group in which most of the findings stand; of several the one whose first finding is the earliest."""
        counts = Counter(self.home[id_] for id_ in ids)
        firsts = {group: min(self.located[id_].order for id_ in self.members[group]) for group in counts}
        return min(counts, key=lambda group: (-counts[group], firsts[group]), default=None)

    def _covered(self, one: Placed) -> list[str]:
        """The findings that an acceptance or a rejection is on. One of a whole entry takes along those beside them
        that stand on the same words: a further copy of what was rejected is rejected too."""
        if not one.ruling.whole:
            return list(one.here)
        words = {(self.home[id_], _words(self.located[id_])) for id_ in one.here}
        homes = dict.fromkeys(self.home[id_] for id_ in one.here)
        beside = (id_ for home in homes for id_ in self.members[home])
        alike = [id_ for id_ in beside if (self.home[id_], _words(self.located[id_])) in words]
        return list(dict.fromkeys((*one.here, *alike)))

    def result(self, standing: Sequence[Placed]) -> Regrouped:
        """The groups as they stand after all, and what has come of each ruling."""
        states = {one.ruling.id: self._state(one) for one in standing}
        last = {self._target(one): one.ruling.id for one in standing if one.ruling.act == "correct" and one.here}
        for one in standing:
            if one.ruling.act == "correct" and one.here and last[self._target(one)] != one.ruling.id:
                states[one.ruling.id] = "overruled"
        on: dict[str, list[Ruling]] = {}
        for one in standing:
            if states[one.ruling.id] == "holds":
                for home in {self._home(one.here), self._home(one.there)} - {None}:
                    on.setdefault(str(home), []).append(one.ruling)
        groups = [group for id_ in self.members if (group := self._group(id_, on.get(id_, [])))]
        groups.sort(key=lambda group: group.findings[0].order)
        return Regrouped(tuple(groups), self.rejected, states)

    def _target(self, one: Placed) -> tuple[str | None, str | None]:
        return self._home(one.here), one.ruling.field

    def _state(self, one: Placed) -> RulingState:
        act: Act = one.ruling.act
        if not one.here or (act == "merge" and not one.there):
            return "no longer there"
        together = self._home(one.here) == self._home(one.there)
        if act == "reject":
            holds = any(self.rejected.get(id_) is one.ruling for id_ in self._covered(one))
        elif act in ("accept", "correct"):
            holds = any(id_ not in self.rejected for id_ in self.members[str(self._home(one.here))])
            holds = holds and not (act == "accept" and all(id_ in self.rejected for id_ in one.here))
        else:
            holds = together if act == "merge" else not together
        return "holds" if holds else "overruled"

    def _group(self, id_: str, rulings: Sequence[Ruling]) -> RuledGroup | None:
        alive = sorted(
            (self.located[one] for one in self.members[id_] if one not in self.rejected), key=lambda one: one.order
        )
        if not alive:
            return None
        return RuledGroup(
            alive,
            tuple(sorted({self.base_of[each.id] for each in alive})),
            tuple(rulings),
            tuple(one for one in rulings if one.act == "correct"),
            any(one.act == "accept" for one in rulings),
        )


def _words(each: Located) -> str:
    return words_of(each.article.text, each.core).casefold()
