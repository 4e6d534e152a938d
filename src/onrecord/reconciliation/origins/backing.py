"""Backing: what each independent origin has behind an entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.model import Backing
from onrecord.reconciliation.located import Located
from onrecord.reconciliation.origins.sourcing import UNKNOWN, Sourcing, strongest


def backing(
    group: Sequence[Located], origins: Mapping[str, str], sourcing: Sourcing = UNKNOWN
) -> tuple[Backing, ...]:
    """One for each origin of a group's findings, by the origin's id; `origins` gives it by the finding's id.

    What an origin tells in several articles is as well sourced as the best of them.
    """
    found: dict[str, list[Located]] = {}
    for each in group:
        found.setdefault(origins[each.id], []).append(each)
    return tuple(
        Backing(
            origin,
            strongest(sourcing.of(each) for each in found[origin]),
            tuple(sorted({each.article.id for each in found[origin]})),
            tuple(sorted(each.id for each in found[origin])),
        )
        for origin in sorted(found)
    )
