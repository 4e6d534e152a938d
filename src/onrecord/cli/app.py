"""The application: its commands, and how errors leave it."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from onrecord import __version__
from onrecord.cli import (
    add,
    build,
    changes,
    compare,
    explain,
    export,
    report,
    rule,
    serve,
    show,
    totals,
    trace,
    verify,
)
from onrecord.errors import OnrecordError

log = logging.getLogger(__name__)

DEFECTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, NameError, RuntimeError, TypeError,
    ValueError, ImportError,
)  # fmt: skip
"""What Python raises for a mistake of ours; a command must not end in a traceback even then."""
DONE, FAILED, WRONG = 0, 1, 2
INTERRUPTED = 130  # 128 + SIGINT, as shells have it

COMMANDS: dict[str, Callable[..., None]] = {
    "build": build.build,
    "add": add.add,
    "trace": trace.trace,
    "show": show.show,
    "explain": explain.explain,
    "totals": totals.totals,
    "compare": compare.compare,
    "changes": changes.changes,
    "verify": verify.verify,
    "rule": rule.rule,
    "export": export.export,
    "report": report.report,
    "serve": serve.serve,
}
HELP = (
    "Read many reports of the same events and write the record: who promised, asked for, approved or delivered "
    "what; who said what; how many independent origins stand behind it; where reports disagree.\n\n"
    "Exit status: 0 done; 1 done, with rejected articles under --strict or failures found by verify; "
    "2 wrong use or unreadable input."
)


class Guarded(TyperGroup):
    """A group whose commands end with one line and a status, never with a traceback."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - Typer brings its own copy of Click or uses Click's
        """Run the command."""
        with guarded():
            return super().invoke(ctx)


@contextmanager
def guarded() -> Iterator[None]:
    """Turn what is raised inside into a line on standard error and an exit status."""
    try:
        yield
        sys.stdout.flush()
    except (typer.Exit, typer.Abort):
        raise
    except OnrecordError as error:
        _end(str(error), WRONG)
    except KeyboardInterrupt:
        _end("interrupted; the record is as it was, and running again goes on from here", INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(DONE) from None
    except OSError as error:
        _end(f"{error.filename or 'the output'}: {error.strerror or error}", WRONG)
    except DEFECTS as error:
        log.debug("a defect", exc_info=error)
        _end(f"a defect: {type(error).__name__}: {error}; please report it (--verbose shows where it is)", WRONG)


def _end(message: str, status: int) -> None:
    from onrecord.cli.output import safe

    print(f"onrecord: {safe(' '.join(message.split()))}", file=sys.stderr)  # noqa: T201
    raise typer.Exit(status) from None


def _version(asked: bool) -> None:
    if asked:
        print(f"onrecord {__version__}")  # noqa: T201
        raise typer.Exit


def _root(
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Log every step and every SQL statement to standard error.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    del version  # its callback has answered
    if verbose:
        from onrecord.cli.output import logging_to_messages

        logging_to_messages()


def application() -> typer.Typer:
    """The whole command line."""
    app = typer.Typer(
        name="onrecord", cls=Guarded, help=HELP, no_args_is_help=True, add_completion=False,
        pretty_exceptions_enable=False, context_settings={"help_option_names": ["-h", "--help"]},
    )  # fmt: skip
    app.callback()(_root)
    for name, command in COMMANDS.items():
        app.command(name)(command)
    return app


def run() -> None:
    """Run what the command line of this process asks for."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    application()(prog_name="onrecord")
