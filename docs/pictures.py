"""Draw the README's pictures from real sessions on the example story.

    python docs/pictures.py RECORD

RECORD is a record of examples/accession. Each picture is an SVG of what a terminal shows; run this again when the
output changes, and look at the result.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

import onrecord

HERE = Path(__file__).resolve().parent
WIDTH = 104
# The reader's own monospace font: a picture fetches nothing.
PLAIN_FORMAT = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL).replace(
    "Fira Code, monospace", "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
)


def session(*words: str) -> str:
    """What the command prints on a colour terminal."""
    environment = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "PYTHONHASHSEED": "0"}
    command = [str(Path(sys.executable).with_name("onrecord")), *words]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def draw(name: str, title: str, shown: str) -> None:
    console = Console(record=True, width=WIDTH, file=Path(os.devnull).open("w"), force_terminal=True)  # noqa: SIM115
    console.print(Text.from_ansi(shown))
    console.save_svg(str(HERE / "images" / f"{name}.svg"), title=title, code_format=PLAIN_FORMAT, unique_id=name)


def main(path: str) -> None:
    with onrecord.open_record(path) as record:
        entry = next(e for e in record.entries() if e.fields.get("actor") == "USA" and e.fields.get("currency"))
    draw("explain", f"onrecord explain accession.db {entry.id[:8]}", session("explain", path, entry.id))
    story = HERE.parent / "examples" / "accession"
    files = [str(story / "01-meridian-press.txt"), str(story / "04-quickread-daily.txt")]
    title = "onrecord compare 01-meridian-press.txt 04-quickread-daily.txt"
    draw("compare", title, session("compare", *files))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
