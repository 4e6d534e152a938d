"""What reconciliation hands on."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Disagreement, Entry, KnownSpeaker


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Entries sorted by id; disagreements from the gravest to the slightest, ties by id; who speaks, by name."""

    entries: tuple[Entry, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    speakers: tuple[KnownSpeaker, ...] = ()
