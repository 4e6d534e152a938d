"""Progress on standard error: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from onrecord.cli.output import messages
from onrecord.engines.progress import Progress

NAMES = {
    "read": "reading",
    "trace": "tracing",
    "analyse": "analysing",
    "reconcile": "reconciling",
    "write": "writing",
}
LINES = 4  # plain lines for one step: one for every quarter


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """What a run tells its progress to."""
    console = messages()
    if console.is_terminal:
        with Bars(
            TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
            console=console, transient=True,
        ) as bars:  # fmt: skip
            yield _Bars(bars)
    else:
        yield _Lines(console)


class _Bars:
    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._tasks: dict[str, object] = {}

    def __call__(self, step: str, done: int, total: int | None) -> None:
        if step not in self._tasks:
            self._tasks[step] = self._bars.add_task(NAMES.get(step, step), total=total)
        self._bars.update(self._tasks[step], completed=done, total=total)  # type: ignore[arg-type]


class _Lines:
    def __init__(self, console: Console) -> None:
        self._console = console
        self._said: dict[str, int] = {}

    def __call__(self, step: str, done: int, total: int | None) -> None:
        name = NAMES.get(step, step)
        if total is None:
            if done == 0:
                self._console.print(f"{name} ...", soft_wrap=True)
            return
        part = LINES if total == 0 else done * LINES // total
        if done and part != self._said.get(step):
            self._said[step] = part
            self._console.print(f"{name}: {done} of {total}", soft_wrap=True)
