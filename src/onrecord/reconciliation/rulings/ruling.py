"""Rulings over what was reconciled: from base groups and their disagreements to entries as ruled.

A run and a single ruling go the same way: a run hands in all groups, a single ruling those that it touches.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Article, Disagreement, Entry, FieldValue, Ruling, RulingState, Side, undone
from onrecord.reconciliation.disagreements.fields import Aligned
from onrecord.reconciliation.entries import entry_id
from onrecord.reconciliation.linking import same_place
from onrecord.reconciliation.located import Located
from onrecord.reconciliation.passages import Passages
from onrecord.reconciliation.rulings.anchors import Place, Placed, place_of, placed
from onrecord.reconciliation.rulings.correcting import corrected, preferred
from onrecord.reconciliation.rulings.disagreements import Kept, Settled, Settling, Standing
from onrecord.reconciliation.rulings.groups import RuledGroup, regrouped

SIDES = ("a", "b")


@dataclass(frozen=True, slots=True)
class AtHand:
    """What there is to apply rulings to.

    groups:  base groups by id: all of them, or those that rulings touch; in canonical order.
    kept:    their disagreements and those that may be settled, with what they were before rulings.
    aligned: whether two findings stand at the same place of a passage.
    taken:   whether an id is that of a disagreement that was there before rulings.
    hash_of: the hash of an article's text by the article's id; None for one that is not at hand.
    """

    groups: Mapping[str, Sequence[Located]]
    kept: Sequence[Kept]
    aligned: Aligned
    taken: Callable[[str], bool]
    hash_of: Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Ruled:
    """What comes of rulings.

    entries, disagreements: as ruled; states: of each ruling that holds on groups or disagreements at hand.
    settled: which disagreement each ruling that settles one has found.
    heirs:   of each group at hand the entry that has most of its findings, ties by id; None where there is none.
    """

    entries: tuple[Entry, ...]
    kept: tuple[Kept, ...]
    states: Mapping[str, RulingState]
    settled: Mapping[str, str]
    heirs: Mapping[str, str | None]


@dataclass
class Everything:
    """A whole collection, to apply rulings to.

    base, kept: its groups before rulings, in canonical order, and its disagreements.
    touched:    after `ruled`, the groups that rulings are on; the others' entries are what they were.
    """

    base: Mapping[str, Sequence[Located]]
    kept: Sequence[Kept]
    aligned: Aligned
    articles: Mapping[str, Article]
    touched: frozenset[str] = frozenset()

    def ruled(self, rulings: Sequence[Ruling], entry_of: Callable[[Sequence[Located]], Entry]) -> Ruled:
        """The entries of the groups that rulings touch, all disagreements, and the state of every ruling."""
        gone = undone(rulings)
        known = {each.id: place_of(each) for group in self.base.values() for each in group} if rulings else {}
        in_text: dict[str, list[Place]] = {}
        for place in known.values():
            in_text.setdefault(place.sha256, []).append(place)
        standing = [
            placed(one, known.get, lambda sha256: in_text.get(sha256, ())) for one in rulings if one.id not in gone
        ]
        bases = {before.disagreement: before.base for _, before in self.kept}
        settling = Settling(self._hash_of)
        settling.settled(self.kept if rulings else (), [one for one in standing if one.ruling.act == "settle"])
        base_of = {each.id: id_ for id_, group in self.base.items() for each in group}
        named = [base_of[id_] for one in standing for id_ in (*one.here, *one.there)]
        named += [base for id_ in settling.found.values() if (base := bases[id_]) is not None]
        self.touched = frozenset(named)
        hands = {id_: group for id_, group in self.base.items() if id_ in self.touched}
        at_hand = AtHand(hands, self.kept, self.aligned, bases.__contains__, self._hash_of)
        out = ruled(at_hand, standing, entry_of)
        return replace(out, states={**states_without_groups(rulings, gone), **out.states})

    def _hash_of(self, article: str) -> str | None:
        return self.articles[article].sha256 if article in self.articles else None


def states_without_groups(rulings: Sequence[Ruling], gone: Collection[str]) -> dict[str, RulingState]:
    """The states of rulings that have been taken back, and of those that take others back."""
    known = {one.id for one in rulings}
    out: dict[str, RulingState] = {
        one.id: "holds" if one.undoes in known else "no longer there" for one in rulings if one.act == "undo"
    }
    return out | {one.id: "undone" for one in rulings if one.id in gone}


def aligned_in(passages: Passages) -> Aligned:
    """Whether two findings stand at the same place of an aligned passage."""

    def aligned(a: Located, b: Located) -> bool:
        places = passages.projected(a.article.id, a.extent)
        return any(other == b.article.id and same_place(there, b.extent) for other, there in places)

    return aligned


def ruled(at_hand: AtHand, rulings: Sequence[Placed], entry_of: Callable[[Sequence[Located]], Entry]) -> Ruled:
    """The entries and disagreements of the groups at hand under `rulings`, of which none has been taken back."""
    on_groups = [one for one in rulings if one.ruling.act not in ("settle", "undo")]
    new = regrouped(at_hand.groups, on_groups)
    groups = {entry_id(group.findings): group for group in new.groups}
    standing = _standing(at_hand, groups, new.rejected, on_groups)
    old = [standing.owned(kept) for kept in at_hand.kept]
    every = [*old, *standing.added(old, at_hand.aligned, at_hand.taken)]
    settling = Settling(at_hand.hash_of)
    kept, settled = settling.settled(every, [one for one in rulings if one.ruling.act == "settle"])
    of_entry: dict[str, list[tuple[Settled, Disagreement]]] = {}
    by_id = {one.id: one for one, _ in kept}
    for match in settled:
        entry = by_id[match.disagreement].entry
        if entry is not None:
            of_entry.setdefault(entry, []).append((match, by_id[match.disagreement]))
    entries = (_entry(entry_of(group.findings), group, of_entry.get(id_, ())) for id_, group in groups.items())
    heirs = {id_: _heir(group, standing.entry_of) for id_, group in at_hand.groups.items()}
    return Ruled(tuple(entries), tuple(kept), {**new.states, **settling.states}, settling.found, heirs)


def _heir(group: Sequence[Located], entry_of: Mapping[str, str]) -> str | None:
    counts = Counter(entry_of[each.id] for each in group if each.id in entry_of)
    return min(counts, key=lambda id_: (-counts[id_], id_), default=None)


def _standing(
    at_hand: AtHand, groups: Mapping[str, RuledGroup], rejected: Mapping[str, Ruling], rulings: Iterable[Placed]
) -> Standing:
    base_of = {each.id: id_ for id_, group in at_hand.groups.items() for each in group}
    splits = {
        base_of[id_]: one.ruling
        for one in sorted(rulings, key=lambda one: one.ruling.order)
        if one.ruling.act == "split"
        for id_ in one.here
    }
    return Standing(
        {id_: group.findings for id_, group in groups.items()},
        at_hand.groups,
        {each.id: id_ for id_, group in groups.items() for each in group.findings},
        rejected,
        splits,
    )


def _entry(entry: Entry, group: RuledGroup, settled: Sequence[tuple[Settled, Disagreement]]) -> Entry:
    """An entry with the values that were ruled, in the order of the rulings, and with what holds for it."""
    by_ruling = {match.ruling.id: (match, one) for match, one in settled}
    every = [*group.corrections, *(match.ruling for match, _ in settled)]
    for ruling in sorted(every, key=lambda one: one.order):
        if ruling.id in by_ruling:
            entry = _chosen(entry, group.findings, *by_ruling[ruling.id])
        else:
            entry = corrected(entry, [ruling])
    ids = sorted({one.id for one in group.rulings} | set(by_ruling))
    return replace(entry, rulings=tuple(ids), accepted=group.accepted)


def _chosen(entry: Entry, findings: Sequence[Located], match: Settled, one: Disagreement) -> Entry:
    """The entry with the value of the chosen side, where the two sides give two values of a field."""
    if match.choice not in SIDES:
        return entry
    right, wrong = (one.a, one.b) if match.choice == "a" else (one.b, one.a)
    against = list(_given(entry, findings, wrong))
    for row in _given(entry, findings, right):
        if row not in against and any(other.field == row.field for other in against):
            return preferred(entry, row, match.ruling)
    return entry


def _given(entry: Entry, findings: Sequence[Located], side: Side) -> Iterator[FieldValue]:
    """The entry's values that stand on the words of one side."""
    by_id = {each.id: each for each in findings if each.article.id == side.article}
    for row in entry.values:
        if any(_rests_on(by_id[id_], row, side) for id_ in row.findings if id_ in by_id):
            yield row


def _rests_on(each: Located, row: FieldValue, side: Side) -> bool:
    spans = [
        span for name in row.value if name in each.finding.evidence for span in each.finding.evidence[name].spans
    ]
    return any(x.overlaps(y) for x in spans for y in side.spans)
