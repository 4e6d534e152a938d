"""Run the sessions of commands.md anew and write what has changed: python docs/sessions.py

A session keeps as many lines as it shows; `...` stands for what it leaves out. One whose lines all still come is
left as it is. Run it where onrecord is installed, with `sqlite3` on the path. A session of
`onrecord serve`, which goes on until somebody ends it, is left as it is.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = HERE / "commands.md"
SESSION = re.compile(r"```\n(\$ .*?)\n```", re.DOTALL)
ENDLESS = "$ onrecord serve"
CUT = 110  # characters of a line that goes on for long; a session that cuts such lines ends them with " ..."


def main() -> None:
    """Write the page anew."""
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(HERE.parent / "examples", Path(place) / "examples")
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(SESSION.sub(lambda found: _session(found[1], place), page), encoding="utf-8")


def _session(shown: str, place: str) -> str:
    if shown.startswith(ENDLESS):
        return f"```\n{shown}\n```"
    lines: list[str] = []
    for part in re.split(r"\n(?=\$ )", shown):
        command, *old = part.split("\n")
        lines += [command, *_kept(old, _output(command[2:], place))]
    return "```\n" + "\n".join(lines) + "\n```"


def _output(command: str, place: str) -> list[str]:
    """What a terminal of 80 columns would show, both streams in their order."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    settings = {**os.environ, "COLUMNS": "80", "PATH": path, "PYTHONUNBUFFERED": "1"}
    done = subprocess.run(
        command, shell=True, cwd=place, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )  # fmt: skip
    return done.stdout.decode("utf-8").splitlines()


def _kept(old: list[str], new: list[str]) -> list[str]:
    """The lines to show: the old ones where all of them still come, else as many of the new ones."""
    if all(line == "..." or any(one.startswith(line.removesuffix(" ...")) for one in new) for line in old):
        return old
    if old[-1] != "...":
        return new
    cut = any(line.endswith(" ...") for line in old)
    most = len(old) - 1
    short = [f"{line[:CUT].rstrip()} ..." if cut and len(line) > CUT else line for line in new[:most]]
    return [*short, "..."] if len(new) > most else short


if __name__ == "__main__":
    main()
