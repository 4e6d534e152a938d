"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Directories, files (.txt .md .html .jsonl .csv, also .gz), or - for standard input.",
    ),
]
RecordFile = Annotated[Path, typer.Argument(metavar="FILE", help="The record.", show_default=False)]
RecordOption = Annotated[
    Path, typer.Option("--record", metavar="FILE", help="Where the record stands.", show_default=False)
]
Workers = Annotated[
    int, typer.Option("--workers", metavar="N", min=1, help="Processes that analyse; the record is the same.")
]
Pipeline = Annotated[
    str | None,
    typer.Option(
        "--pipeline", metavar="NAME", help="Another UD-style spaCy pipeline, by name or path.", show_default=False
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with status 1 when any article was rejected.")]
Observed = Annotated[
    str | None,
    typer.Option(
        "--observed",
        metavar="DATE",
        help="The day the articles were seen; today when not given.",
        show_default=False,
    ),
]
AsOfDay = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DAY",
        help="What was on record when that day ended (2023-01-20).",
        show_default=False,
    ),
]
ByClock = Annotated[
    str | None,
    typer.Option(
        "--clock",
        metavar="CLOCK",
        help="With --as-of: an article's day is that it was published (the default) or observed.",
        show_default=False,
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", "-o", metavar="OUT", help="The file to write; standard output when not given.", show_default=False
    ),
]

TABLE_NAMES = (
    "articles, statements, commitments, memberships, speakers, reuse, derivations, entries, links, corrections, "
    "disagreements, rulings, rejected"
)
Table = Annotated[
    str | None,
    typer.Argument(metavar="TABLE", help=f"{TABLE_NAMES}; an overview when not given.", show_default=False),
]
ExportTable = Annotated[str, typer.Argument(metavar="TABLE", help=f"{TABLE_NAMES}.", show_default=False)]
