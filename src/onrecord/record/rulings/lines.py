"""Rulings as lines of JSON, one ruling a line, and back. Lines of two files can be put together as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.errors import BadInput
from onrecord.model import ACTS, CHOICES, Anchor, Ruling, Side, Span, with_id

AT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z")
TYPES = ("statement", "commitment", "membership")
NAMES = (
    "id",
    "act",
    "by",
    "at",
    "reason",
    "anchors",
    "others",
    "whole",
    "field",
    "value",
    "choice",
    "undoes",
    "shown",
)
HELD_FIELDS = (*NAMES[:5], "state", "settled", *NAMES[5:])
"""The columns of the table `rulings`."""
WORDS = ("field", "value", "choice", "undoes")


def ruling_row(ruling: Ruling) -> dict[str, object]:
    """A ruling as a row: every field, in one order."""
    return {
        name: [_anchor_row(one) for one in getattr(ruling, name)] if name in ("anchors", "others") else value
        for name, value in ((name, getattr(ruling, name)) for name in NAMES)
    }


def _anchor_row(anchor: Anchor) -> dict[str, object]:
    return {
        "finding": anchor.finding,
        "type": anchor.type,
        "sha256": anchor.sha256,
        "article": anchor.side.article,
        "spans": [[span.begin, span.end] for span in anchor.side.spans],
        "words": anchor.side.text,
    }


def ruling_line(ruling: Ruling) -> str:
    """A ruling as one line of JSON, the same for the same ruling; what it does not have is left out."""
    row = {name: value for name, value in ruling_row(ruling).items() if value not in (None, [], False, "")}
    return json.dumps(row, ensure_ascii=True, separators=(", ", ": "))


def ruling_from(line: str) -> Ruling:
    """The ruling of a line. Raises BadInput, with the reason, for a line that is none or was changed by hand."""
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BadInput(f"not valid JSON: {error}") from None
    if not isinstance(row, dict) or not set(row) <= set(NAMES):
        raise BadInput(f"not a ruling: an object with {', '.join(NAMES)}")
    try:
        ruling = _ruling(row)
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(f"not a ruling: {type(error).__name__}: {error}") from None
    _check(ruling)
    named = with_id(ruling)
    if row.get("id") not in (None, named.id):
        raise BadInput(f"its id {row['id']} does not fit its content, so it was changed after it was made")
    return named


def _ruling(row: Mapping[str, Any]) -> Ruling:
    for name in ("act", "by", "at", "reason"):
        if not isinstance(row[name], str) or not row[name].strip():
            raise ValueError(f"{name} is a text")
    for name in (*WORDS, "shown"):
        if not isinstance(row.get(name, ""), str):
            raise ValueError(f"{name} is a text")
    return Ruling(
        "", row["act"], row["by"], row["at"], row["reason"],
        _anchors(row.get("anchors", [])), _anchors(row.get("others", [])), bool(row.get("whole", False)),
        row.get("field"), row.get("value"), row.get("choice"), row.get("undoes"), row.get("shown", ""),
    )  # fmt: skip


def _anchors(rows: Sequence[Mapping[str, Any]]) -> tuple[Anchor, ...]:
    return tuple(
        Anchor(
            None if row["finding"] is None else str(row["finding"]),
            str(row["type"]),
            str(row["sha256"]),
            Side(str(row["article"]), tuple(Span(int(a), int(b)) for a, b in row["spans"]), str(row["words"])),
        )
        for row in rows
    )


def _check(one: Ruling) -> None:
    """Raise BadInput for a ruling that could not have been made."""
    both = (*one.anchors, *one.others)
    if one.act not in ACTS:
        raise BadInput(f"there is no act {one.act!r}; there are {', '.join(ACTS)}")
    if not AT.fullmatch(one.at):
        raise BadInput(f"`at` is a time in UTC like 2023-04-05T09:30:00.000000Z, not {one.at!r}")
    if one.act == "undo":
        fits = one.undoes is not None and not both
    elif one.act == "settle":
        fits = len(one.anchors) == 2 and one.choice in CHOICES and not one.others
    else:
        fits = bool(one.anchors) and len({each.type for each in both}) == 1 and both[0].type in TYPES
        fits = fits and (one.act != "merge" or bool(one.others))
        fits = fits and (one.act != "correct" or (one.field is not None and one.value is not None))
    if not fits:
        raise BadInput(f"a ruling to {one.act} needs more, or holds what does not belong to it")
