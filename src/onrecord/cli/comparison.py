"""Two reports side by side in the terminal."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.marking import ADDED, REMOVED, Look, Mark, marked
from onrecord.cli.output import coloured, line, put, results
from onrecord.engines.comparing import Comparison, Piece, PieceRelation
from onrecord.model import Article, Span
from onrecord.phrases import article_name

FIGURE_LOOKS: tuple[Look, Look] = (("bold yellow strike", "[-", "-]"), ("bold yellow", "{+", "+}"))


def print_comparison(found: Comparison) -> None:
    """Print the pieces of both reports, aligned."""
    console = results()
    for letter, article in (("A", found.a), ("B", found.b)):
        put(console, line((f"{letter}  ", "bold"), (article_name(article), "cyan")))
    put(console, "")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0), header_style="bold", expand=True)
    table.add_column("", width=9)
    table.add_column("A", ratio=1, overflow="fold")
    table.add_column("B", ratio=1, overflow="fold")
    for piece in found.pieces:
        table.add_row(_label(piece), *_sides(console, found, piece))
    put(console, table)
    put(console, line(_totals(found)))


def _label(piece: Piece) -> Text:
    out = Text(piece.relation, style="dim" if piece.relation == "equal" else "bold")
    for flag, there in (("figure", piece.figure), ("quote", piece.quote)):
        if there:
            out.append(f"\n{flag}!", style="bold red")
    return out


def _sides(console: Console, found: Comparison, piece: Piece) -> tuple[Text, Text]:
    colour = coloured(console)
    looks = [FIGURE_LOOKS if one.figure else (REMOVED, ADDED) for one in piece.changes]
    marks_a = [Mark(one.a, look[0]) for one, look in zip(piece.changes, looks, strict=True)]
    marks_b = [Mark(one.b, look[1]) for one, look in zip(piece.changes, looks, strict=True)]
    return _side(found.a, piece.a, marks_a, colour), _side(found.b, piece.b, marks_b, colour)


def _side(article: Article, span: Span | None, marks: list[Mark], colour: bool) -> Text:
    return marked(article.text[span.begin : span.end], marks, colour) if span else Text("")


def _totals(found: Comparison) -> str:
    counts = Counter(piece.relation for piece in found.pieces)
    words = ", ".join(f"{counts[relation]} {relation}" for relation in get_args(PieceRelation) if counts[relation])
    flags = [
        f"{sum(getattr(piece, flag) for piece in found.pieces)} with a changed {flag}"
        for flag in ("figure", "quote")
    ]
    shared = f"{found.coverage_a:.0%} of A and {found.coverage_b:.0%} of B are shared"
    return f"{shared}: {words}; {', '.join(flags)}"
