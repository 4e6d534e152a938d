"""Floors on a small planted set: lowering one is a decision, not an accident."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from onrecord.tracing import trace

EVALUATION = Path(__file__).resolve().parents[1] / "evaluation"


@pytest.fixture(scope="module")
def outcome():
    if not (EVALUATION / "planted_reuse.py").is_file():
        pytest.skip("the evaluation folder is not beside the tests")
    sys.path.insert(0, str(EVALUATION))
    try:
        import planted_reuse
    finally:
        sys.path.remove(str(EVALUATION))
    drafts, truth = planted_reuse.planted(220, seed=11)
    return planted_reuse.score(trace([planted_reuse.article_of(draft) for draft in drafts]), truth)


FLOORS = {
    "verbatim": 1.0,
    "trimmed": 1.0,
    "edited 10%": 1.0,
    "replaced 35-50%": 1.0,
    "excerpt": 1.0,
    "quotations": 0.8,
    "replaced 60-75%": 0.95,
    "replaced 85-95%": 0.9,
    "headline only": 1.0,
    "updated": 1.0,
}


@pytest.mark.parametrize("kind", FLOORS)
def test_planted_reuse_is_found(outcome, kind: str) -> None:
    assert outcome.recall[kind] >= FLOORS[kind]


def test_what_is_found_was_planted(outcome) -> None:
    assert outcome.precision >= 0.95
    assert outcome.f1_first_six >= 0.95


@pytest.mark.parametrize("kind", FLOORS)
def test_the_later_article_derives_from_the_earlier(outcome, kind: str) -> None:
    assert outcome.direction[kind] >= 0.95
