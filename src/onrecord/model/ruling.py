"""Rulings: what a person decided about an entry or a disagreement, kept by content and not by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.model.disagreement import Side

Act = Literal["accept", "reject", "merge", "split", "correct", "settle", "undo"]
ACTS: tuple[Act, ...] = get_args(Act)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a ruling hangs on: a finding, or one side of a disagreement, by the words it stands on.

    finding: its id when the ruling was made (None for a side of a disagreement).
    type:    statement, commitment or membership; for a side the disagreement's kind.
    sha256:  of the article's text, so that another text under the same id is never taken for it.
    side:    the article, the spans that name the thing, and their words.
    """

    finding: str | None
    type: str
    sha256: str
    side: Side


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision of one person.

    id:      content-addressed over all the rest, so that two analysts' files can be put together.
    by, at:  who, and when (ISO 8601 with the zone); `reason` why, in their own words.
    anchors: the findings ruled on (of a disagreement: its two sides); `others`: of a merge, those of the other
             entry.
    field, value: of a correction, the field and the value as JSON.
    choice:  of a settled disagreement, the side that is right: "a", "b", "both" or "neither".
    undoes:  id of the ruling that is taken back.
    shown:   the line that the person saw, for a list of rulings to be read without the record.
    """

    id: str
    act: Act
    by: str
    at: str
    reason: str
    anchors: tuple[Anchor, ...] = ()
    others: tuple[Anchor, ...] = ()
    field: str | None = None
    value: str | None = None
    choice: str | None = None
    undoes: str | None = None
    shown: str = ""
