"""Rulings: what a person decided about an entry or a disagreement, kept by content and not by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from onrecord.model.disagreement import Side
from onrecord.model.identity import content_id

Act = Literal["accept", "reject", "merge", "split", "correct", "settle", "undo"]
ACTS: tuple[Act, ...] = get_args(Act)
Choice = Literal["a", "b", "both", "neither"]
CHOICES: tuple[Choice, ...] = get_args(Choice)
RulingState = Literal["holds", "undone", "overruled", "no longer there"]
"""Whether a ruling has its effect: it `holds`; somebody has taken it back (`undone`); a later ruling says otherwise
(`overruled`); or what it hangs on, a finding, a disagreement or another ruling, is `no longer there` to rule on."""
RULING_STATES: tuple[RulingState, ...] = get_args(RulingState)


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
             entry, of a split, those that stay behind.
    whole:   it is on an entry as a whole, not on single findings.
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
    whole: bool = False
    field: str | None = None
    value: str | None = None
    choice: Choice | None = None
    undoes: str | None = None
    shown: str = ""

    @property
    def order(self) -> tuple[str, str]:
        """By which a later ruling wins over an earlier one. `at` is in UTC and always of one form."""
        return (self.at, self.id)


@dataclass(frozen=True, slots=True)
class Unruled:
    """What a disagreement was before rulings, so that they can be taken back.

    base:    the group, before rulings, that it belonged to; None where it belonged to none.
    settled: how it was settled without them; `apart`: how a split or a rejection settles it.
    added:   it is one between entries that somebody merged.
    """

    disagreement: str
    base: str | None
    settled: str | None
    apart: str | None = None
    added: bool = False


def with_id(ruling: Ruling) -> Ruling:
    """The ruling under the id that its content has."""
    anchors = [[_content(one) for one in some] for some in (ruling.anchors, ruling.others)]
    rest = (
        ruling.act, ruling.by, ruling.at, ruling.reason, anchors, ruling.whole, ruling.field, ruling.value,
        ruling.choice, ruling.undoes, ruling.shown,
    )  # fmt: skip
    return replace(ruling, id=content_id("r", *rest))


def _content(anchor: Anchor) -> list[object]:
    side = anchor.side
    spans = [list(span) for span in side.spans]
    return [anchor.finding, anchor.type, anchor.sha256, side.article, spans, side.text]


def undone(rulings: Iterable[Ruling]) -> frozenset[str]:
    """The ids of those that another one takes back which is not taken back itself."""
    undoing: dict[str, list[str]] = {}
    for one in rulings:
        if one.undoes is not None:
            undoing.setdefault(one.undoes, []).append(one.id)
    known: dict[str, bool] = {}
    for target in undoing:
        _stands(target, undoing, known)
    return frozenset(id_ for id_, stands in known.items() if not stands)


def _stands(wanted: str, undoing: Mapping[str, list[str]], known: dict[str, bool]) -> None:
    """Settle whether `wanted` stands, after all that undoes it; a long chain of undoings is no deep recursion."""
    waiting = [wanted]
    while waiting:
        open_ = [one for one in undoing.get(waiting[-1], ()) if one not in known and one not in waiting]
        if open_:
            waiting += open_[:1]
            continue
        done = waiting.pop()
        known[done] = not any(known.get(one, False) for one in undoing.get(done, ()))
