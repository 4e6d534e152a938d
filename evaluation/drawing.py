"""The command line of what is drawn from a record for a person to judge: `draw` and `score`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from onrecord import Record, open_record

Rows = Sequence[dict[str, Any]]
Draw = Callable[[Record, int, int, str | None], Rows]


def draw_or_score(
    about: str,
    drawn: Draw,
    score: Callable[[Rows], str],
    count: int,
    only: str,
) -> None:
    """Do what this process's command line asks for: write what `drawn` gives, or print what `score` says of it.

    drawn: takes the record, how many, the seed, and what the option `only` says.
    count: how many are drawn when nothing is said. only: the name of the option that narrows what is drawn.
    """
    parser = argparse.ArgumentParser(description=about)
    commands = parser.add_subparsers(dest="command", required=True)
    draw = commands.add_parser("draw")
    draw.add_argument("record", type=Path)
    draw.add_argument("-o", "--out", type=Path, required=True)
    draw.add_argument("--count", type=int, default=count)
    draw.add_argument("--seed", type=int, default=6)
    draw.add_argument(f"--{only}", dest="only")
    commands.add_parser("score").add_argument("judged", type=Path)
    given = parser.parse_args()
    if given.command == "draw":
        with open_record(given.record) as record:
            rows = drawn(record, given.count, given.seed, given.only)
        given.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        print(f"{len(rows)} drawn")
    else:
        print(score([json.loads(line) for line in given.judged.read_text(encoding="utf-8").splitlines()]))
