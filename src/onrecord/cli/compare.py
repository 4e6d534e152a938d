"""`onrecord compare`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def compare(
    a: Annotated[
        str, typer.Argument(metavar="A", help="A report's file, or with --record an article's id or path.")
    ],
    b: Annotated[str, typer.Argument(metavar="B", help="The other.")],
    record: Annotated[
        Path | None,
        typer.Option("--record", metavar="FILE", help="Take A and B from this record.", show_default=False),
    ] = None,
) -> None:
    """Show two reports side by side, with what changed marked.

    Words only in A stand in [- -], words only in B in {+ +}, or in colours on a terminal.
    """
    from onrecord.cli.comparison import print_comparison
    from onrecord.engines.local import compare as run

    print_comparison(run(a, b, record))
