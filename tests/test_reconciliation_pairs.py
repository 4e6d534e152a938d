"""Labelled pairs of findings: one entry or two, with floors that pin how well it is told."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from onrecord.model import Trace
from onrecord.reconciliation import reconcile
from reconciliation_values import article, commitment, findings, statement, traced

PAIRS = tomllib.loads((Path(__file__).parent / "reconciliation_pairs.toml").read_text(encoding="utf-8"))
PRECISION, RECALL = 0.95, 0.9
"""Floors over the labelled pairs; lower them only with a reason in the change log."""
FIELDS = {"class": "item_class"}


def commitment_of(name: str, given: dict):
    given = dict(given)
    day, item = given.pop("day", None), given.pop("item")
    figure = given.get("amount", given.get("quantity", ""))
    source = article(name, f"It said {figure} {item} would go there.", published=day)
    fields = {FIELDS.get(key, key): value for key, value in given.items()}
    if "quantity" in fields:
        fields["quantity"] = float(fields["quantity"])
    if fields.get("recipient") == "":
        fields["recipient"] = None
    return source, commitment(source, item, **fields)


def statement_of(name: str, given: dict):
    source = article(name, f"“{given['words']},” it was said.", published=given.get("day"))
    return source, statement(source, given["speaker"], given["words"])


def together(pair: dict, make) -> bool:
    """Whether reconciliation keeps one entry for the pair."""
    (a, x), (b, y) = make("a", pair["a"]), make("b", pair["b"])
    trace = traced((a, b)) if pair.get("aligned") else Trace()
    return len(reconcile([a, b], [findings(a, x), findings(b, y)], trace).entries) == 1


@pytest.mark.parametrize(("kind", "make"), [("commitment", commitment_of), ("statement", statement_of)])
def test_labelled_pairs_are_told_apart_and_together(kind, make):
    told = [(pair["same"], together(pair, make), pair) for pair in PAIRS[kind]]
    wrong = "\n".join(str(pair) for same, merged, pair in told if same != merged)
    merged = [same for same, joined, _ in told if joined]
    same = [joined for one, joined, _ in told if one]
    assert sum(merged) >= PRECISION * len(merged), wrong
    assert sum(same) >= RECALL * len(same), wrong
