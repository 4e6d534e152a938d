"""Floors of a corpus's figures: what is pinned, and pinning anew. A floor falls only when that is asked for."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from pathlib import Path

MARGIN = 0.01
"""How far below the figures floors are pinned: room for rounding between machines, not for a kind that is lost."""


def floors(file: Path) -> dict[str, object]:
    """What is pinned: the corpus's hash and size, and the floor of every figure."""
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def pin(
    file: Path, now: Mapping[str, float], about: Mapping[str, str | int], by: str, *, lower: bool = False
) -> None:
    """Write `now`, less the margin, as floors, behind `about`. Raises SystemExit rather than lower one unasked."""
    pinned = floors(file).get("floors", {})
    assert isinstance(pinned, dict)
    new = {name: max(0.0, math.floor((value - MARGIN) * 100) / 100) for name, value in now.items()}
    down = [f"{name}: {pinned[name]} to {new.get(name)}" for name in pinned if new.get(name, 0.0) < pinned[name]]
    if down and not lower:
        raise SystemExit("floors would fall; give --lower if that is meant:\n  " + "\n  ".join(down))
    lines = [
        f"# Written by evaluation/{by} --pin.",
        *(
            f'{name} = "{value}"' if isinstance(value, str) else f"{name} = {value}"
            for name, value in about.items()
        ),
        "",
        "[floors]",
        *(f'"{name}" = {value}' for name, value in new.items()),
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
