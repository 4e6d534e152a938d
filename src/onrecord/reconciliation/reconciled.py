"""What reconciliation hands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.model import Correction, Disagreement, Entry, EntryLink, KnownSpeaker, RulingState, Unruled


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Entries, links between them and corrections, sorted by id; disagreements from the gravest to the slightest,
    ties by id; who speaks, by name.

    grouped: the group of each finding before rulings; unruled: what each disagreement was before rulings.
    unruled_links, unruled_corrections: between groups and of groups, before rulings.
    states:  whether each ruling holds; settled: the disagreement that a ruling has settled, by the ruling's id.
    """

    entries: tuple[Entry, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    speakers: tuple[KnownSpeaker, ...] = ()
    links: tuple[EntryLink, ...] = ()
    corrections: tuple[Correction, ...] = ()
    grouped: tuple[tuple[str, str], ...] = ()
    unruled: tuple[Unruled, ...] = ()
    unruled_links: tuple[EntryLink, ...] = ()
    unruled_corrections: tuple[Correction, ...] = ()
    states: Mapping[str, RulingState] = field(default_factory=dict)
    settled: Mapping[str, str] = field(default_factory=dict)
