"""A finding's values in the terminal, each with the words that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.output import put, safe
from onrecord.model import Article, Evidence, Finding, Spans, Statement
from onrecord.phrases import converted, fields_of, figure, number

HIDDEN = ("id", "article", "evidence")
BESIDE = {
    "actor": ("actor_name",), "recipient": ("recipient_name",), "item": ("item_class",), "count": ("of",),
    "quantity": ("unit", "quantity_low", "quantity_high"), "amount": ("currency", "amount_low", "amount_high"),
    "date": ("date_precision",), "amount_eur": ("amount_usd", "rate_day"), "amount_usd": ("rate_day",),
    "quantity_bound": ("quantity",), "amount_bound": ("amount",),
}  # fmt: skip
"""Fields that are shown beside another one when both are there; a bound together with its figure."""
HEADS = {"amount_eur": "at the day's rate", "amount_usd": "at the day's rate"}
"""What a row is called where the field's name would not do."""
CUE_FLAGS = {"negated": "denied", "modal": "not told as having happened"}
"""What is said of a statement whose cue does not simply report."""


def print_values(console: Console, finding: Finding, article: Article) -> None:
    """Print each value, whether it is stated or inferred, and its words."""
    print_grid(console, [*_rows(finding, article)], 6)


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


def _rows(finding: Finding, article: Article) -> Iterator[tuple[str, str, str]]:
    if isinstance(finding, Statement):
        yield "mode", finding.mode, f"a matter of {finding.cue_class}"
        told = [words for holds, words in CUE_FLAGS.items() if getattr(finding, holds)]
        if told:
            yield "cue", " and ".join(told), _words(finding.cue, article)
        values: Mapping[str, object] = {
            f"speaker.{name}": getattr(finding.speaker, name) for name in ("name", "role", "actor")
        } | {"venue": finding.venue}
    else:
        values = {name: value for name, value in fields_of(finding).items() if name not in HIDDEN}
    yield from _given(finding, values, article)


def _given(finding: Finding, values: Mapping[str, object], article: Article) -> Iterator[tuple[str, str, str]]:
    there = [name for name in BESIDE if values.get(name) not in (None, False, [])]
    shown_beside = {beside for name in there for beside in _beside(name)}
    for name, value in values.items():
        evidence = finding.evidence.get(name)
        if evidence is not None and evidence.how == "refused":
            yield name, "no value", _basis(evidence, article)
        elif value not in (None, False, []) and name not in shown_beside:
            proofs = (finding.evidence.get(one) for one in (name, name.removesuffix("_bound"), *_beside(name)))
            basis = _basis(next(filter(None, proofs), None), article)
            yield head_of(name), _value(name, value, values), basis + _meant(name, finding, article)


def head_of(name: str) -> str:
    """What a field is called on the screen."""
    return HEADS.get(name) or name.removeprefix("speaker.").removesuffix("_bound").replace("_", " ")


def _meant(name: str, finding: Finding, article: Article) -> str:
    """What an amount's currency rests on, where its words alone do not tell it."""
    currency = finding.evidence.get("currency") if name.removesuffix("_bound") == "amount" else None
    if currency is None or currency.how != "inferred":
        return ""
    return f"; currency: {_basis(currency, article)}"


def _beside(name: str) -> tuple[str, ...]:
    """The fields shown beside `name`, and beside those."""
    own = BESIDE.get(name, ())
    return (*own, *(further for one in own for further in BESIDE.get(one, ())))


def value_of(name: str, values: Mapping[str, object]) -> str:
    """A field's value with what is shown beside it: `13`, `USD 2.6 billion`, `MiG-29 jets (MiG-29)`."""
    bound = f"{name}_bound"
    name = bound if values.get(name) is None and values.get(bound) is not None else name
    shown = name if values.get(name) is not None else next(iter(BESIDE.get(name, ())), name)
    return _value(shown, values.get(shown), values) if values.get(shown) is not None else "none"


def _value(name: str, value: object, values: Mapping[str, object]) -> str:
    beside = values.get(BESIDE.get(name, ("",))[0])
    if name.removesuffix("_bound") in ("amount", "quantity"):
        return figure(values, name.removesuffix("_bound")) or ""
    if name in ("amount_eur", "amount_usd"):
        return f"{converted(values)} ({values.get('rate_day')})"
    if name == "count" and beside is not None:
        return f"{value} of {beside}"
    if isinstance(value, (list, tuple)):
        return ", ".join(str(one) for one in value)
    words = "yes" if value is True else number(value)
    return f"{words} ({beside})" if beside and str(beside).casefold() != words.casefold() else words


def _basis(evidence: Evidence | None, article: Article) -> str:
    if evidence is None:
        return ""
    words = _words(evidence.spans, article)
    return words if evidence.how == "stated" else f"{words}, {evidence.how}: {evidence.rule}"


def _words(spans: Spans, article: Article) -> str:
    return " ... ".join(f"“{' '.join(article.text[span.begin : span.end].split())}”" for span in spans)
