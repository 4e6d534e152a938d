"""`onrecord rule`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import Out, RecordFile
from onrecord.errors import BadInput
from onrecord.model import ACTS

USES = (
    "accept ID, reject ID, merge ID ID, split ID FINDING..., correct ID FIELD VALUE, "
    "settle DISAGREEMENT a|b|both|neither, undo RULING; or list, export, import FILE..."
)


def rule(
    record: RecordFile,
    act: Annotated[str, typer.Argument(metavar="ACT", help=USES, show_default=False)],
    what: Annotated[
        list[str] | None,
        typer.Argument(metavar="WHAT", help="What it is on; unique beginnings of ids will do.", show_default=False),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by", metavar="NAME", envvar="ONRECORD_BY", help="Who decides; else ONRECORD_BY.", show_default=False
        ),
    ] = None,
    why: Annotated[
        str | None, typer.Option("--why", metavar="TEXT", help="The reason, kept with it.", show_default=False)
    ] = None,
    out: Out = None,
) -> None:
    """Decide: accept, reject, merge, split, correct, settle, undo. Rulings outlive every rebuild."""
    words = what or []
    if act not in ("export",) and out is not None:
        raise BadInput("--out goes with export alone")
    if act in ("list", "export") and words:
        raise BadInput(f"{act} takes nothing more, not {' '.join(words)}")
    if act == "list":
        _list(record)
    elif act == "export":
        _export(record, out)
    elif act == "import":
        _import(record, words)
    elif act in ACTS:
        _rule(record, act, words, by, why)
    else:
        raise BadInput(f"there is no ruling {act!r}; there are {USES}")


def _list(record: Path) -> None:
    from onrecord.cli.tables import print_table
    from onrecord.record import EVERYTHING, open_record

    with open_record(record) as opened:
        print_table(opened, "rulings", EVERYTHING)


def _export(record: Path, out: Path | None) -> None:
    from onrecord.cli.output import line, messages
    from onrecord.engines.ruling_files import export_rulings, ruling_lines
    from onrecord.phrases import plural

    if out is None:
        sys.stdout.write(ruling_lines(record))
    else:
        messages().print(line(f"{out}: {plural(export_rulings(record, out), 'ruling')}"), soft_wrap=True)


def _import(record: Path, files: list[str]) -> None:
    from onrecord.cli.rulings import print_imported
    from onrecord.engines.ruling_files import import_rulings

    if not files:
        raise BadInput(f"name the files: onrecord rule {record} import FILE...")
    found = import_rulings(record, files)
    print_imported(found, record)
    if found.rejected:
        raise typer.Exit(1)


def _rule(record: Path, act: str, words: list[str], by: str | None, why: str | None) -> None:
    from onrecord.cli.rulings import print_outcome
    from onrecord.engines.ruling import rule as decide

    print_outcome(decide(record, act, *words, by=by, why=why or ""), record)
