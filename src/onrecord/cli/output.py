"""Where output goes and how text is made safe for it."""

from __future__ import annotations

import logging
import sys

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.record.legible import legible


def results() -> Console:
    """Standard output."""
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=False)


def messages() -> Console:
    """Standard error."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def coloured(console: Console) -> bool:
    """Whether styles show there; where they do not, marks stand in for them."""
    return console.is_terminal and not console.no_color and console.color_system is not None


def safe(text: str) -> str:
    """A text from outside as a terminal may get it: nothing in it that steers the terminal."""
    return legible(text)


def line(*parts: str | tuple[str, str]) -> Text:
    """One line of plain and styled parts; a break in a title or a file's name makes no second line."""
    return Text.assemble(*(_flat(one) if isinstance(one, str) else (_flat(one[0]), one[1]) for one in parts))


def _flat(text: str) -> str:
    return safe(text).replace("\n", " ").replace("\t", " ")


def put(console: Console, what: RenderableType, indent: int = 0) -> None:
    """Print, some columns in; where it goes to a file or a pipe, without the blanks that fill lines up."""
    if console.is_terminal:
        console.print(Padding(what, (0, 0, 0, indent)) if indent else what)
        return
    with console.capture() as captured:
        console.print(Padding(what, (0, 0, 0, indent)) if indent else what)
    for each in captured.get().splitlines():
        console.file.write(each.rstrip() + "\n")


def logging_to_messages() -> None:
    """Send onrecord's log, debug and up, to standard error."""
    logger = logging.getLogger("onrecord")
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
        logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
