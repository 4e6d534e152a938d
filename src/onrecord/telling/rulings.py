"""A ruling in words."""

from __future__ import annotations

from onrecord.model import Ruling
from onrecord.phrases import plural
from onrecord.record import HeldRuling

SAID = {"overruled": "a later ruling says otherwise", "no longer there": "what it hangs on is not in this record"}
"""Why a ruling does not hold, where its state does not say so itself."""


def decided(one: Ruling) -> str:
    """What a ruling says: its act, and with what."""
    if one.act == "correct":
        return f"correct {one.field} to {one.value}"
    if one.act == "settle":
        return f"settle for {one.choice}" if one.choice in ("both", "neither") else f"settle for side {one.choice}"
    if one.act == "split":
        return f"split off {plural(len(one.anchors), 'finding')}"
    if one.act == "undo":
        return f"undo {one.undoes}"
    return one.act if one.whole or one.act == "merge" else f"{one.act} {plural(len(one.anchors), 'finding')}"


def state_of(held: HeldRuling) -> str:
    """`undone`, `overruled: a later ruling says otherwise`; nothing of a ruling that holds."""
    if held.state == "holds":
        return ""
    return f"{held.state}: {SAID[held.state]}" if held.state in SAID else held.state


def minute(one: Ruling) -> str:
    """When a ruling was made, to the minute: `2023-04-05 09:30 UTC`."""
    return f"{one.at[:16].replace('T', ' ')} UTC"
