"""`onrecord build`."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import Inputs, Observed, Pipeline, RecordOption, Strict, Workers


def build(  # noqa: PLR0913 - Typer reads a command's options off its parameters
    inputs: Inputs,
    record: RecordOption,
    workers: Workers = 1,
    pipeline: Pipeline = None,
    strict: Strict = False,
    observed: Observed = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a record even if it holds articles that INPUT does not.")
    ] = False,
) -> None:
    """Read reports, trace copies, extract who promised and said what, and write the record.

    A record that stands at FILE is replaced only by a complete one that holds all its articles (see --force).
    """
    from onrecord.cli.progress import shown_progress
    from onrecord.cli.summary import print_summary
    from onrecord.engines.local import build as run

    with shown_progress() as progress:
        summary = run(
            inputs, record, workers=workers, pipeline=pipeline, force=force, progress=progress, observed=observed
        )
    print_summary(summary)
    if strict and summary.rejected:
        raise typer.Exit(1)
