"""`onrecord explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import AsOfDay, ByClock, RecordFile


def explain(
    record: RecordFile,
    id: Annotated[  # noqa: A002 - the argument's name
        str,
        typer.Argument(
            metavar="ID", help="Of an entry, a finding, an article or a disagreement; a unique beginning will do."
        ),
    ],
    as_of: AsOfDay = None,
    clock: ByClock = None,
) -> None:
    """Explain one entry: each article's own words in context, origins, ladder and disagreements."""
    from onrecord.cli.explanation import print_explanation
    from onrecord.cli.opening import opened

    with opened(record, as_of, clock) as shown:
        print_explanation(shown.explain(id), shown.digits())
