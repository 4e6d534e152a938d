"""`onrecord trace`."""

from __future__ import annotations

import typer

from onrecord.cli.options import Inputs, Out, Strict


def trace(inputs: Inputs, out: Out = None, strict: Strict = False) -> None:
    """Find out who copied whom: reuse and derivations as JSON Lines, without a record.

    Each line has `table` ("reuse" or "derivations") and then the fields of that table's export.
    """
    from onrecord.cli.files import written
    from onrecord.cli.progress import shown_progress
    from onrecord.cli.summary import print_rejected
    from onrecord.engines.local import trace as run
    from onrecord.record import json_line
    from onrecord.record.rows import derivation_row, reuse_row

    with shown_progress() as progress:
        traced = run(inputs, progress=progress)
    with written(out) as file:
        for reuse in traced.trace.reuse:
            file.write(json_line({"table": "reuse", **reuse_row(reuse)}).encode())
        for derivation in traced.trace.derivations:
            file.write(json_line({"table": "derivations", **derivation_row(derivation)}).encode())
    print_rejected(traced.rejected)
    if strict and traced.rejected:
        raise typer.Exit(1)
