"""What reconciliation hands on."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Correction, Disagreement, Entry, EntryLink, KnownSpeaker


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Entries, links between them and corrections, sorted by id; disagreements from the gravest to the slightest,
    ties by id; who speaks, by name."""

    entries: tuple[Entry, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    speakers: tuple[KnownSpeaker, ...] = ()
    links: tuple[EntryLink, ...] = ()
    corrections: tuple[Correction, ...] = ()
