"""What hangs on the entries of two releases, found by entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from onrecord.model import Correction, Disagreement, EntryLink
from onrecord.record.releases.around import Around
from onrecord.record.releases.matching import Matched
from onrecord.record.releases.release import Release
from onrecord.record.releases.values import Gained

T = TypeVar("T")


class ByEntry(Generic[T]):
    """Values that came and went, by the entries that they are of."""

    def __init__(self, found: Gained[T], entries: Callable[[T], Iterable[str | None]]) -> None:
        self._new, self._gone = _by(found.new, entries), _by(found.gone, entries)

    def of(self, pair: Matched) -> Gained[T]:
        """Those of a pair; what went may name an entry by its id in either release."""
        gone = dict.fromkeys((*pair.after, *pair.before))
        return Gained(_all(self._new, pair.after), _all(self._gone, gone))


class Hanging:
    """All of it."""

    def __init__(self, found: Around, old: Release, new: Release) -> None:
        self.disagreements: ByEntry[Disagreement] = ByEntry(found.disagreements, _entry)
        self.links: ByEntry[EntryLink] = ByEntry(found.links, lambda one: (one.a, one.b))
        self.corrections: ByEntry[Correction] = ByEntry(found.corrections, lambda one: (one.entry,))
        self._settled = _by(found.settled, _entry)
        named = {id_ for one in (*found.rulings.new, *found.rulings.gone) for id_ in one.named}
        self._ruled = {
            release.entry_of[id_] for release in (old, new) for id_ in named if id_ in release.entry_of
        } | named

    def settled(self, pair: Matched) -> tuple[Disagreement, ...]:
        """Disagreements of a pair that are settled now, or open again."""
        return _all(self._settled, pair.after)

    def on(self, pair: Matched) -> bool:
        """Whether anything came or went that hangs on a pair."""
        return bool(
            self.disagreements.of(pair) or self.links.of(pair) or self.corrections.of(pair) or self.settled(pair)
        ) or not self._ruled.isdisjoint((*pair.before, *pair.after))


def ownerless(found: Gained[Disagreement]) -> Gained[Disagreement]:
    """Those of no entry."""
    return Gained(*(tuple(one for one in some if one.entry is None) for some in (found.new, found.gone)))


def _entry(one: Disagreement) -> tuple[str | None]:
    return (one.entry,)


def _by(found: Iterable[T], entries: Callable[[T], Iterable[str | None]]) -> dict[str | None, list[T]]:
    out: dict[str | None, list[T]] = {}
    for one in found:
        for id_ in entries(one):
            out.setdefault(id_, []).append(one)
    return out


def _all(held: Mapping[str | None, Sequence[T]], ids: Iterable[str]) -> tuple[T, ...]:
    """What hangs on the entries, each once: a link may join two of them."""
    return tuple(dict.fromkeys(one for id_ in ids for one in held.get(id_, ())))
