"""Floors of telling one utterance from two on labelled pairs of our own, and that no order matters to it."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Findings, Trace
from onrecord.reconciliation import reconcile

EVALUATION = Path(__file__).resolve().parents[1] / "evaluation"
LEAST = 25
"""Pairs of either sort, and kinds of which each has two pairs at least."""

pytestmark = pytest.mark.skipif(not (EVALUATION / "score_said.py").is_file(), reason="no evaluation folder here")


@pytest.fixture(scope="module")
def own() -> SimpleNamespace:
    sys.path.insert(0, str(EVALUATION))
    try:
        import score_said as scoring
    finally:
        sys.path.remove(str(EVALUATION))
    return SimpleNamespace(scoring=scoring, pairs=scoring.pairs())


def test_the_pairs_are_those_that_the_floors_were_measured_on(own) -> None:
    pinned = own.scoring.pinning.floors(own.scoring.FLOORS)
    now = own.scoring.about(own.pairs)
    assert {name: pinned[name] for name in now} == now, "measure and pin anew: score_said.py --pin"


def test_no_figure_falls_below_its_floor(own) -> None:
    now = own.scoring.outcome(own.pairs).figures()
    pinned = own.scoring.pinning.floors(own.scoring.FLOORS)["floors"]
    assert {name: now[name] for name in pinned if now[name] < pinned[name]} == {}


def test_both_sorts_of_pairs_are_there_in_numbers(own) -> None:
    assert min(Counter(pair.same for pair in own.pairs).values()) >= LEAST
    assert min(Counter(pair.kind for pair in own.pairs).values()) >= 2


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_groups_of_many_like_statements_do_not_depend_on_the_order_of_articles(shuffler) -> None:
    sys.path.insert(0, str(EVALUATION))
    try:
        from score_said import pairs
    finally:
        sys.path.remove(str(EVALUATION))
    reports = [_named(report, f"{number}{side}") for number, pair in enumerate(pairs()[:14])
               for side, report in zip("ab", pair.reports, strict=True)]  # fmt: skip
    articles, findings = (list(column) for column in zip(*reports, strict=True))
    expected = reconcile(articles, findings, Trace())
    shuffled = shuffler.sample(articles, len(articles))
    assert reconcile(shuffled, findings[::-1], Trace()) == expected


def _named(report: tuple[Article, Findings], name: str) -> tuple[Article, Findings]:
    """A report under a name of its own, so that many stand side by side."""
    article, findings = report
    statements = tuple(replace(one, id=f"{one.id}{name}", article=name) for one in findings.statements)
    return replace(article, id=name), Findings(name, statements, (), ())
