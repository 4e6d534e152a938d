"""`onrecord changes`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Words = str | None


def _filter(help_: str, *names: str) -> object:
    return typer.Option(*names, help=help_, show_default=False)


def changes(  # noqa: PLR0913 - Typer reads a command's options off its parameters
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The older record.", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The newer record.", show_default=False)],
    json: Annotated[bool, typer.Option("--json", help="JSON Lines, one line for each change.")] = False,
    type_: Annotated[Words, _filter("commitment, membership or statement.", "--type")] = None,
    actor: Annotated[Words, _filter("A code (UKR, NATO) or part of a name.")] = None,
    recipient: Annotated[Words, _filter("The same, of who receives.")] = None,
    kind: Annotated[Words, _filter("military, financial ...")] = None,
    stage: Annotated[Words, _filter("requested, pledged, delivered, joined ..., before or after.")] = None,
    item: Annotated[Words, _filter("Part of the item's words.")] = None,
    speaker: Annotated[Words, _filter("Part of the speaker's name or role.")] = None,
    min_origins: Annotated[int | None, _filter("At least so many independent origins.")] = None,
    limit: Annotated[
        int | None, _filter("At most so many of each kind of change; 50, and with --json all, when not given.")
    ] = None,
) -> None:
    """Compare two records: what appeared, went and changed, and why.

    Filters choose entries by what they are in either record.
    """
    from onrecord.cli.changed import print_changes, print_json
    from onrecord.record import Selection, open_record
    from onrecord.record import changes as changes_of

    chosen = Selection(
        actor=actor,
        recipient=recipient,
        kind=kind,
        stage=stage,
        item=item,
        speaker=speaker,
        type=type_,
        min_origins=min_origins,
    )
    with open_record(old) as before, open_record(new) as after:
        found = changes_of(before, after, chosen)
        if json:
            print_json(found, limit)
        else:
            print_changes(found, before, after, limit)
