"""`onrecord verify`."""

from __future__ import annotations

import typer

from onrecord.cli.options import RecordFile


def verify(record: RecordFile) -> None:
    """Check every text against its hash, every span against its text, every value against its spans.

    Exits with status 1 when anything fails.
    """
    from onrecord.cli.output import line, results
    from onrecord.phrases import plural
    from onrecord.record import open_record

    with open_record(record) as opened:
        found = opened.verify()
    console = results()
    for failure in found.failures:
        console.print(line((failure.what, "bold red"), ": ", failure.why), soft_wrap=True)
    checked = (
        f"{plural(found.articles, 'article')}, {plural(found.findings, 'finding')}, {plural(found.spans, 'span')}"
    )
    if found.failures:
        failed = plural(len(found.failures), "failure")
        console.print(line((f"{failed}", "bold red"), f" in {checked}"), soft_wrap=True)
        raise typer.Exit(1)
    console.print(line(("every value holds", "bold green"), f": {checked}"), soft_wrap=True)
