"""Labelled pairs of statements: one utterance in other words, cut or retold, or two that are merely alike."""

from __future__ import annotations

import tomllib
from pathlib import Path

from onrecord.model import Trace
from onrecord.reconciliation import reconcile
from reconciliation_values import traced
from variant_values import printed

PAIRS = tomllib.loads((Path(__file__).parent / "variant_pairs.toml").read_text(encoding="utf-8"))["pair"]
PRECISION, RECALL = 0.95, 0.8
"""Floors over the labelled pairs; lower them only with a reason in the change log."""


def together(pair: dict) -> bool:
    """Whether each statement of the pair shares its entry with one of the other article."""
    (a, x), (b, y) = printed("a", pair["a"]), printed("b", pair["b"])
    trace = traced((a, b)) if pair.get("aligned") else Trace()
    return all(len(entry.articles) == 2 for entry in reconcile([a, b], [x, y], trace).entries)


def test_one_utterance_is_told_from_two():
    told = [(pair["same"], together(pair), pair) for pair in PAIRS]
    wrong = "\n".join(str(pair) for same, merged, pair in told if same != merged)
    merged = [same for same, joined, _ in told if joined]
    same = [joined for one, joined, _ in told if one]
    assert sum(merged) >= PRECISION * len(merged), wrong
    assert sum(same) >= RECALL * len(same), wrong


def test_the_pairs_hold_both_kinds_in_numbers():
    assert sum(pair["same"] for pair in PAIRS) >= 35
    assert sum(not pair["same"] for pair in PAIRS) >= 25
