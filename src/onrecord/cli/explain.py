"""`onrecord explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import RecordFile


def explain(
    record: RecordFile,
    id: Annotated[  # noqa: A002 - the argument's name
        str,
        typer.Argument(
            metavar="ID", help="Of an entry, a finding, an article or a disagreement; a unique beginning will do."
        ),
    ],
) -> None:
    """Explain one entry: each article's own words in context, origins, ladder and disagreements."""
    from onrecord.cli.explanation import print_explanation
    from onrecord.record import open_record

    with open_record(record) as opened:
        print_explanation(opened.explain(id), opened.digits())
