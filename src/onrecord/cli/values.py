"""A finding's values in the terminal, each with the words that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.output import put, safe
from onrecord.model import Article, Evidence, Finding
from onrecord.telling.values import GivenValue, given, quoted


def print_values(console: Console, finding: Finding, article: Article) -> None:
    """Print each value, whether it is stated or inferred, and its words."""
    print_grid(console, [(one.head, one.value, _basis(one, article)) for one in given(finding)], 6)


def print_grid(console: Console, rows: Iterable[Sequence[str]], indent: int) -> None:
    """Print rows in aligned columns without a head; the last column is folded."""
    rows = [list(row) for row in rows]
    if not rows:
        return
    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for at in range(len(rows[0])):
        last = at == len(rows[0]) - 1
        grid.add_column(no_wrap=at == 0, overflow="fold", ratio=1 if last else None)
    for row in rows:
        grid.add_row(*(Text(safe(cell)) for cell in row))
    put(console, grid, indent)


def _basis(one: GivenValue, article: Article) -> str:
    if one.evidence is None:
        return one.note
    currency = f"; currency: {_words(one.currency, article)}" if one.currency is not None else ""
    return _words(one.evidence, article) + currency


def _words(evidence: Evidence, article: Article) -> str:
    words = quoted(evidence.spans, article)
    return words if evidence.how == "stated" else f"{words}, {evidence.how}: {evidence.rule}"
