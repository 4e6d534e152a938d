"""Disagreements after rulings: whose they are now, which are new between merged entries, which are settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.model import Disagreement, Ruling, RulingState, Side, Unruled
from onrecord.reconciliation.disagreements.fields import Aligned, field_disagreements
from onrecord.reconciliation.located import Located, spans_of
from onrecord.reconciliation.rulings.anchors import Placed, settles
from onrecord.reconciliation.rulings.correcting import said_so

Kept = tuple[Disagreement, Unruled]
"""A disagreement, and what it was before rulings."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where findings stand after rulings.

    entries:  the ruled groups by the ids of their entries; `base`: the base groups that rulings touch.
    entry_of: the entry of each of their findings; `rejected`: who rejects the others.
    splits:   of each base group, the last ruling that split it.
    """

    entries: Mapping[str, Sequence[Located]]
    base: Mapping[str, Sequence[Located]]
    entry_of: Mapping[str, str]
    rejected: Mapping[str, Ruling]
    splits: Mapping[str, Ruling]

    def owned(self, kept: Kept) -> Kept:
        """A disagreement of a touched base group, with the entry that has it now."""
        one, before = kept
        group = self.base.get(before.base or "")
        if group is None:
            return replace(one, settled=before.apart or before.settled), before
        a, b = self._at(one.a, group), self._at(one.b, group)
        gone = next((self.rejected[id_] for id_ in (a, b) if id_ is not None and id_ in self.rejected), None)
        homes = [self.entry_of[id_] for id_ in (a, b) if id_ is not None and id_ in self.entry_of]
        homes = homes or [self.entry_of[each.id] for each in group if each.id in self.entry_of][:1]
        split = self.splits.get(before.base or "") if len(set(homes)) > 1 else None
        why = gone or split
        apart = said_so(why) if why else None
        entry = homes[0] if homes else None
        return replace(one, entry=entry, settled=apart or before.settled), replace(before, apart=apart)

    def _at(self, side: Side, group: Sequence[Located]) -> str | None:
        """The finding of a group that stands where a side lies."""
        near = ((_overlap(each, side), each) for each in group if each.article.id == side.article)
        found = [(common, each) for common, each in near if common]
        return min(found, key=lambda one: (-one[0], one[1].order), default=(0, None))[1].id if found else None  # type: ignore[union-attr]

    def added(self, old: Sequence[Kept], aligned: Aligned, taken: Callable[[str], bool]) -> Iterator[Kept]:
        """Disagreements in a field between findings of several base groups that now are one entry.

        old: what the touched base groups bring along; taken: whether an id is a base disagreement's.
        """
        base_of = {each.id: id_ for id_, group in self.base.items() for each in group}
        for entry in sorted(self.entries):
            group = self.entries[entry]
            if len({base_of[each.id] for each in group}) < 2:
                continue
            known = {_words(one) for one, _ in old if one.entry == entry}
            for one in field_disagreements(group, aligned):
                sides = [
                    {base_of[each.id] for each in group if each.article.id == side.article and _overlap(each, side)}
                    for side in (one.a, one.b)
                ]
                if sides[0] & sides[1] or taken(one.id) or _words(one) in known:
                    continue
                known.add(_words(one))
                yield replace(one, entry=entry), Unruled(one.id, None, one.settled, None, True)


@dataclass
class Settling:
    """Rulings that settle disagreements, over disagreements at hand."""

    hash_of: Callable[[str], str | None]
    states: dict[str, RulingState] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)

    def settled(self, kept: Sequence[Kept], rulings: Iterable[Placed]) -> tuple[list[Kept], list[Settled]]:
        """The disagreements as settled, and which ruling settles which; later rulings win."""
        by_id = {one.id: (one, before) for one, before in kept}
        by_kind: dict[tuple[str, frozenset[str | None]], list[Disagreement]] = {}
        for one, _ in kept:
            hashes = frozenset(self.hash_of(side.article) for side in (one.a, one.b))
            by_kind.setdefault((one.kind, hashes), []).append(one)
        last: dict[str, Settled] = {}
        for ruling in sorted((each.ruling for each in rulings), key=lambda ruling: ruling.order):
            wanted = (ruling.anchors[0].type, frozenset(one.sha256 for one in ruling.anchors))
            match = self._match(ruling, by_kind.get(wanted, ()))
            if match is None:
                self.states[ruling.id] = "no longer there"
                continue
            self.found[ruling.id] = match.disagreement
            self.states[ruling.id] = "holds"
            if match.disagreement in last:
                self.states[last[match.disagreement].ruling.id] = "overruled"
            last[match.disagreement] = match
        for id_, match in last.items():
            one, before = by_id[id_]
            by_id[id_] = replace(one, settled=_settled(match)), before
        return list(by_id.values()), [last[id_] for id_ in sorted(last)]

    def _match(self, ruling: Ruling, near: Iterable[Disagreement]) -> Settled | None:
        found = [(way, one) for one in near if (way := settles(ruling, one, self.hash_of)) is not None]
        if not found:
            return None
        (_, turned), one = min(found, key=lambda each: (-each[0][0], each[1].id))
        side = {"a": "b", "b": "a"}.get(str(ruling.choice)) if turned else None
        return Settled(ruling, one.id, side or str(ruling.choice))


@dataclass(frozen=True, slots=True)
class Settled:
    """A ruling on a disagreement, and the side of it that it chooses as the disagreement stands."""

    ruling: Ruling
    disagreement: str
    choice: str


def _settled(match: Settled) -> str:
    what = {"a": "for side a", "b": "for side b", "both": "for both sides", "neither": "for neither side"}
    return f"ruled {what[match.choice]} by {match.ruling.by}: {match.ruling.reason}"


def _overlap(each: Located, side: Side) -> int:
    spans = (*spans_of(each.finding), *each.core)
    return sum(max(0, min(x.end, y.end) - max(x.begin, y.begin)) for x in spans for y in side.spans)


def _words(one: Disagreement) -> tuple[str, ...]:
    return (one.kind, *sorted(" ".join(side.text.split()).casefold() for side in (one.a, one.b)))
