"""A finding's values as they are shown: what each is called, what stands beside it, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache

from onrecord.model import (
    Article,
    Commitment,
    Evidence,
    EvidenceMap,
    Finding,
    MembershipStep,
    Spans,
    Statement,
    stated,
)
from onrecord.phrases import converted, figure, number

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
EMPTY: tuple[object, ...] = (None, False, [], ())
"""Values that are none."""
SPEAKER = ("name", "role", "actor")


@dataclass(frozen=True, slots=True)
class GivenValue:
    """One value of a finding.

    field:    its name in the record; head, value: what it is called, and the value, in words.
    evidence: what it rests on; None where that is not one place of the text.
    currency: of an amount, what its currency was concluded from, where its own words do not tell it.
    note:     said in place of the words where there are none.
    """

    field: str
    head: str
    value: str
    evidence: Evidence | None
    currency: Evidence | None = None
    note: str = ""


def given(finding: Finding) -> Iterator[GivenValue]:
    """Every value that a finding gives, and every one that its words only seem to give."""
    if not isinstance(finding, Statement):
        yield from _given(values_of(finding), finding.evidence)
        return
    yield GivenValue("mode", "mode", finding.mode, None, note=f"a matter of {finding.cue_class}")
    told = [words for holds, words in CUE_FLAGS.items() if getattr(finding, holds)]
    if told:
        yield GivenValue("cue", "cue", " and ".join(told), stated(*finding.cue) if finding.cue else None)
    values = {f"speaker.{name}": getattr(finding.speaker, name) for name in SPEAKER}
    yield from _given({**values, "venue": finding.venue}, finding.evidence)


def values_of(finding: Finding) -> Mapping[str, object]:
    """The values of a commitment or a membership step by field, in the order of the model."""
    return {name: getattr(finding, name) for name in _fields()[type(finding)]}


@cache
def _fields() -> Mapping[type, tuple[str, ...]]:
    return {
        kind: tuple(one.name for one in fields(kind) if one.name not in HIDDEN)
        for kind in (Commitment, MembershipStep)
    }


def shown_fields(values: Mapping[str, object]) -> list[str]:
    """The fields that have a value and are not shown beside another one."""
    there = [name for name in BESIDE if values.get(name) not in EMPTY]
    beside = {one for name in there for one in shown_beside(name)}
    return [name for name, value in values.items() if value not in EMPTY and name not in beside | {*HIDDEN}]


def _given(values: Mapping[str, object], evidence: EvidenceMap) -> Iterator[GivenValue]:
    shown = {*shown_fields(values)}
    for name, value in values.items():
        basis = evidence.get(name)
        if basis is not None and basis.how == "refused":
            yield GivenValue(name, name, "no value", basis)
        elif name in shown:
            proofs = (evidence.get(one) for one in (name, name.removesuffix("_bound"), *shown_beside(name)))
            found = next(filter(None, proofs), None)
            yield GivenValue(name, head_of(name), worded(name, value, values), found, _currency(name, evidence))


def head_of(name: str) -> str:
    """What a field is called."""
    return HEADS.get(name) or name.removeprefix("speaker.").removesuffix("_bound").replace("_", " ")


def _currency(name: str, evidence: EvidenceMap) -> Evidence | None:
    """What an amount's currency rests on, where its words alone do not tell it."""
    currency = evidence.get("currency") if name.removesuffix("_bound") == "amount" else None
    return currency if currency is not None and currency.how == "inferred" else None


def shown_beside(name: str) -> tuple[str, ...]:
    """The fields shown beside `name`, and beside those."""
    own = BESIDE.get(name, ())
    return (*own, *(further for one in own for further in BESIDE.get(one, ())))


def value_of(name: str, values: Mapping[str, object]) -> str:
    """A field's value with what is shown beside it: `13`, `USD 2.6 billion`, `MiG-29 jets (MiG-29)`."""
    bound = f"{name}_bound"
    name = bound if values.get(name) is None and values.get(bound) is not None else name
    shown = name if values.get(name) is not None else next(iter(BESIDE.get(name, ())), name)
    return worded(shown, values.get(shown), values) if values.get(shown) is not None else "none"


def worded(name: str, value: object, values: Mapping[str, object]) -> str:
    """A value that is there, with what is shown beside it."""
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


def quoted(spans: Spans, article: Article) -> str:
    """The words of the spans, each in quotation marks."""
    return " ... ".join(f"“{' '.join(article.text[span.begin : span.end].split())}”" for span in spans)
