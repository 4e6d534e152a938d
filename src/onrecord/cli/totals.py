"""`onrecord totals`."""

from __future__ import annotations

from typing import Annotated, cast

import typer

from onrecord.cli.options import AsOfDay, ByClock, RecordFile

Words = str | None


def _filter(help_: str, *names: str) -> object:
    return typer.Option(*names, help=help_, show_default=False)


def totals(  # noqa: PLR0913 - Typer reads a command's options off its parameters
    record: RecordFile,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="NAMES",
            help="actor, recipient, kind, stage, item, month, quarter, year; with commas; '' for one total.",
        ),
    ] = "actor",
    of: Annotated[
        str, typer.Option("--of", metavar="MEASURE", help="money, or goods (numbers of things).")
    ] = "money",
    currency: Annotated[
        str | None,
        typer.Option(
            "--currency", metavar="CODE", help="EUR or USD: convert at the rate of each day.", show_default=False
        ),
    ] = None,
    actor: Annotated[Words, _filter("A code (UKR, NATO) or part of a name.")] = None,
    recipient: Annotated[Words, _filter("The same, of who receives.")] = None,
    kind: Annotated[Words, _filter("military, financial ...")] = None,
    stage: Annotated[Words, _filter("requested, pledged, delivered ...; what is promised when not given.")] = None,
    item: Annotated[Words, _filter("Part of the item's words.")] = None,
    min_origins: Annotated[int | None, _filter("At least so many independent origins.")] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="List every entry that is counted or left out, and why.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Write one JSON object for each total.")] = False,
    as_of: AsOfDay = None,
    clock: ByClock = None,
) -> None:
    """Add up what is promised, without counting anything twice, and say what is left out and why."""
    from onrecord.cli.opening import opened
    from onrecord.cli.sums import print_json, print_totals
    from onrecord.errors import BadInput
    from onrecord.record import Measure, Selection

    if currency is not None and currency.upper() not in ("EUR", "USD"):
        raise BadInput(f"--currency is EUR or USD, not {currency!r}")
    chosen = Selection(
        actor=actor, recipient=recipient, kind=kind, stage=stage, item=item, min_origins=min_origins
    )  # fmt: skip
    names = [name.strip() for name in by.split(",") if name.strip()]
    with opened(record, as_of, clock) as shown:
        found = shown.totals(names, chosen, cast(Measure, of))
        if json:
            print_json(found)
        else:
            print_totals(shown, found, currency.upper() if currency else None, explain)
