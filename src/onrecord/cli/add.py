"""`onrecord add`."""

from __future__ import annotations

import typer

from onrecord.cli.options import Inputs, Observed, Pipeline, RecordOption, Strict, Workers


def add(
    inputs: Inputs,
    record: RecordOption,
    workers: Workers = 1,
    pipeline: Pipeline = None,
    strict: Strict = False,
    observed: Observed = None,
) -> None:
    """Add new reports to a record without redoing the old.

    The record is then the same as if all its reports had been built at once.
    """
    from onrecord.cli.progress import shown_progress
    from onrecord.cli.summary import print_summary
    from onrecord.engines.local import add as run

    with shown_progress() as progress:
        summary = run(inputs, record, workers=workers, pipeline=pipeline, progress=progress, observed=observed)
    print_summary(summary)
    if strict and summary.rejected:
        raise typer.Exit(1)
