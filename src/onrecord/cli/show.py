"""`onrecord show`."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import AsOfDay, ByClock, RecordFile, Table

Words = str | None


def _filter(help_: str, *names: str) -> object:
    return typer.Option(*names, help=help_, show_default=False)


def show(  # noqa: PLR0913 - Typer reads a command's options off its parameters
    record: RecordFile,
    table: Table = None,
    actor: Annotated[Words, _filter("A code (UKR, NATO) or part of a name.")] = None,
    recipient: Annotated[Words, _filter("The same, of who receives.")] = None,
    kind: Annotated[Words, _filter("military, financial ...; or a disagreement's kind.")] = None,
    stage: Annotated[Words, _filter("requested, pledged, delivered, joined ...")] = None,
    item: Annotated[Words, _filter("Part of the item's words.")] = None,
    speaker: Annotated[Words, _filter("Part of the speaker's name or role.")] = None,
    article: Annotated[Words, _filter("An article's id (a beginning will do) or path.")] = None,
    type_: Annotated[Words, _filter("Of entries: commitment, membership, statement.", "--type")] = None,
    min_origins: Annotated[int | None, _filter("At least so many independent origins.")] = None,
    cause: Annotated[Words, _filter("Of disagreements: copying error, scope, real dispute ...")] = None,
    open_: Annotated[bool | None, _filter("Disagreements that nothing settled.", "--open/--settled")] = None,
    min_severity: Annotated[float | None, _filter("Of disagreements: at least so severe, 0 to 1.")] = None,
    since: Annotated[Words, _filter("From this day on: 2023-01-20, 2023-01 or 2023.")] = None,
    until: Annotated[Words, _filter("Up to the end of this day, month or year.")] = None,
    disagreement: Annotated[Words, _filter("Entries with one: open, settled, any, or its kind.")] = None,
    words: Annotated[Words, _filter("Part of what somebody said, in any wording.")] = None,
    wording: Annotated[Words, _filter("Statements printed so too: trimmed, altered ...")] = None,
    sort: Annotated[Words, _filter("Entries: day, amount_usd, origins, severity ...; speakers: name.")] = None,
    ascending: Annotated[
        bool | None, _filter("With --sort: which end comes first.", "--ascending/--descending")
    ] = None,
    limit: Annotated[int | None, _filter("At most so many rows.")] = None,
    offset: Annotated[int | None, _filter("Leave out so many rows first.")] = None,
    as_of: AsOfDay = None,
    clock: ByClock = None,
) -> None:
    """Show the record: an overview, or one table with the rows that the filters choose."""
    from onrecord.cli.opening import opened
    from onrecord.cli.overview import print_overview
    from onrecord.cli.tables import print_table
    from onrecord.errors import BadInput
    from onrecord.record import EVERYTHING, Selection

    chosen = Selection(
        actor=actor, recipient=recipient, kind=kind, stage=stage, item=item, speaker=speaker, article=article,
        type=type_, min_origins=min_origins, cause=cause, open=open_, min_severity=min_severity, since=since,
        until=until, disagreement=disagreement, words=words, wording=wording, sort=sort, ascending=ascending,
        limit=limit, offset=offset,
    )  # fmt: skip
    with opened(record, as_of, clock) as shown:
        if table is not None:
            print_table(shown, table, chosen)
        elif chosen == EVERYTHING:
            print_overview(shown, str(record))
        else:
            raise BadInput(f"a filter needs a table, for example: onrecord show {record} entries --min-origins 2")
