"""`onrecord trace`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import Inputs, Out, Strict

TraceWorkers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        help="Processes that share the work; by default one, or one for each processor where the input is large.",
        show_default=False,
    ),
]
IndexFolder = Annotated[
    Path | None,
    typer.Option(
        "--index",
        metavar="DIR",
        help="A folder that keeps what was found: only articles that it does not hold yet are traced, and all that "
        "it holds is written.",
        show_default=False,
    ),
]


def trace(
    inputs: Inputs,
    out: Out = None,
    index: IndexFolder = None,
    workers: TraceWorkers = None,
    strict: Strict = False,
) -> None:
    """Find out who copied whom: reuse and derivations as JSON Lines, without a record.

    Each line has `table` ("reuse" or "derivations") and then the fields of that table's export.
    """
    from onrecord.cli.files import written
    from onrecord.cli.progress import shown_progress
    from onrecord.cli.summary import print_rejected
    from onrecord.engines.tracing import traced
    from onrecord.record import json_line
    from onrecord.record.rows import derivation_row, reuse_row

    with shown_progress() as progress, traced(inputs, workers, index, progress) as found, written(out) as file:
        for reuse in found.reuse:
            file.write(json_line({"table": "reuse", **reuse_row(reuse)}).encode())
        for derivation in found.derivations:
            file.write(json_line({"table": "derivations", **derivation_row(derivation)}).encode())
        rejected = found.rejected
    print_rejected(rejected)
    if strict and rejected:
        raise typer.Exit(1)
