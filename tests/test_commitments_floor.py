"""Floors of commitments and membership steps on labelled articles of our own: lowering one is a decision."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest

from onrecord.model import Commitment, Span, stated
from onrecord.model.commitment import STAGES

EVALUATION = Path(__file__).resolve().parents[1] / "evaluation"
LEAST_ARTICLES, LEAST_COVERING, LEAST_ROWS = 90, 2, 50
CLAIMS = {
    **{stage: lambda row, stage=stage: row.get("stage") == stage for stage in STAGES},
    **{flag: lambda row, flag=flag: row.get(flag) for flag in ("conditional", "doubted", "recalled", "additional")},
    "vague number": lambda row: "vague" in (row.get("quantity_bound"), row.get("amount_bound")),
    "undisclosed": lambda row: "undisclosed" in (row.get("quantity_bound"), row.get("amount_bound")),
    "range": lambda row: "range" in (row.get("quantity_bound"), row.get("amount_bound")),
    "bound": lambda row: {"at least", "at most", "about"} & {row.get("quantity_bound"), row.get("amount_bound")},
    "group members": lambda row: row.get("members"),
    "third-party call": lambda row: row.get("said_by"),
    "political": lambda row: row["kind"] == "political",
    "spending goal": lambda row: row["kind"] == "target",
    "share of product": lambda row: row.get("unit", "").startswith("% of "),
    "money forms": lambda row: "amount" in row,
    "bare dollar": lambda row: row.get("currency"),
}
"""What an article that says it covers something must have in at least one of its rows."""


def _parts() -> SimpleNamespace:
    sys.path.insert(0, str(EVALUATION))
    try:
        import commitment_matching as matching
        import labelled
        import labelled_commitments
        import score_own_commitments as scoring
    finally:
        sys.path.remove(str(EVALUATION))
    return SimpleNamespace(plain=labelled, labelled=labelled_commitments, matching=matching, scoring=scoring)


pytestmark = pytest.mark.skipif(
    not (EVALUATION / "labelled_commitments.py").is_file(), reason="no evaluation folder here"
)


@pytest.fixture(scope="module")
def own() -> SimpleNamespace:
    """The loader and the scorer of the evaluation, and the articles."""
    parts = _parts()
    parts.folder = parts.labelled.FOLDER
    parts.articles = parts.labelled.corpus()
    return parts


def test_the_articles_are_those_that_the_floors_were_measured_on(own) -> None:
    pinned = own.scoring.pinning.floors(own.scoring.FLOORS)
    told = "measure and pin anew: score_own_commitments.py --pin"
    assert own.plain.corpus_hash(own.folder) == pinned["sha256"], told
    assert len(own.articles) == pinned["articles"] >= LEAST_ARTICLES
    assert sum(len(each.commitments) for each in own.articles) == pinned["commitments"]
    assert sum(len(each.memberships) for each in own.articles) == pinned["memberships"]


def test_no_figure_falls_below_its_floor(own) -> None:
    now = own.scoring.outcome(own.articles).figures()
    pinned = own.scoring.pinning.floors(own.scoring.FLOORS)["floors"]
    assert {name: now.get(name) for name in pinned if now.get(name, 0.0) < pinned[name]} == {}


def test_everything_that_a_commitment_can_look_like_is_covered_twice(own) -> None:
    known = own.plain.covered(own.folder)
    counted = Counter(name for each in own.articles for name in each.covers)
    assert set(counted) <= set(known)
    assert [name for name in known if counted[name] < LEAST_COVERING] == []


def test_the_stages_are_balanced(own) -> None:
    counted = Counter(label.fields.get("stage") for each in own.articles for label in each.commitments)
    assert {stage: counted[stage] for stage in STAGES if counted[stage] < LEAST_ROWS} == {}


def test_articles_have_what_they_say_they_cover(own) -> None:
    empty = [
        (each.article.id, name)
        for each in own.articles
        for name in each.covers
        if name in CLAIMS and not any(CLAIMS[name](label.fields) for label in each.commitments)
    ]
    assert empty == []


def test_labelled_spans_begin_and_end_with_their_words(own) -> None:
    for each in own.articles:
        for label in each.commitments:
            for span in (*label.item, *label.money, *label.cue, *label.condition):
                words = each.article.text[span.begin : span.end]
                assert words == words.strip(), (each.article.id, label.n, words)


ROW = {"n": 1, "actor": "NOR", "stage": "pledged", "kind": "military"}
TEXT = "Norway ⟦k1 will send⟧ ⟦i1 tanks⟧"


def _labels(own: SimpleNamespace, text: str, rows: list[dict[str, object]]) -> list[object]:
    return own.labelled.labels(own.plain.marked(text, own.labelled.PARTS).spans, rows)


def test_a_row_that_fits_its_text_is_read_with_its_spans(own) -> None:
    (label,) = _labels(own, TEXT, [ROW])
    assert (label.cue, label.item, label.money) == ((Span(7, 16),), (Span(17, 22),), ())


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Norway ⟦k1 will send⟧ tanks", [ROW]),
        ("Norway will send ⟦i1 tanks⟧", [ROW]),
        (TEXT + " and ⟦i2 guns⟧", [ROW]),
        (TEXT, [ROW, ROW]),
        (TEXT, [{**ROW, "stage": "hoped"}]),
        (TEXT, [{**ROW, "kind": "naval"}]),
        (TEXT, [{**ROW, "colour": "green"}]),
        (TEXT, [{**ROW, "actor": "NRW"}]),
        (TEXT, [{**ROW, "members": ["Norway"]}]),
        (TEXT, [{**ROW, "quantity": "ten"}]),
        (TEXT, [{**ROW, "quantity": 9, "quantity_bound": "vague"}]),
        (TEXT, [{**ROW, "quantity_low": 9}]),
        (TEXT, [{**ROW, "amount": 9e6, "currency": "EUR"}]),
        (TEXT, [{**ROW, "conditional": True}]),
        (TEXT, [{**ROW, "unit": "rounds"}]),
        (TEXT, [{**ROW, "date": "in May"}]),
        (TEXT, [{key: value for key, value in ROW.items() if key != "stage"}]),
        (TEXT + " for ⟦m1 €9m⟧", [ROW]),
        (TEXT + " ⟦c1 if asked⟧", [ROW]),
    ],
)
def test_rows_that_do_not_fit_the_text_are_refused(own, text, rows) -> None:
    with pytest.raises(own.plain.BadLabel):
        _labels(own, text, rows)


STEP = {"organisation": "NATO", "candidate": "SWE", "stage": "applied"}


@pytest.mark.parametrize(
    "rows",
    [
        [{**STEP, "stage": "hoping"}],
        [{**STEP, "organisation": "NATOO"}],
        [{**STEP, "members": 3}],
        [{**STEP, "outstanding": ["Hungary"]}],
        [STEP, STEP],
        [{"organisation": "NATO", "stage": "applied"}],
    ],
)
def test_membership_rows_that_cannot_be_meant_are_refused(own, rows) -> None:
    with pytest.raises(own.plain.BadLabel):
        own.labelled.steps(rows)


def _found(stage: str, begin: int, **fields: object) -> Commitment:
    evidence = {"stage": stated(Span(7, 16)), "item": stated(Span(begin, begin + 3))}
    return Commitment("x", "y", **{"actor": "NOR", "stage": stage, "item": "it", "evidence": evidence, **fields})


def _pairs(own: SimpleNamespace, found: list[Commitment], row: dict[str, object] = ROW) -> list[tuple[int, int]]:
    scoring, labels = own.scoring, _labels(own, TEXT, [row])
    return scoring.matched(labels, found, lambda a, b: scoring.closeness(a, b) if scoring.same_stage(a, b) else 0)


def test_a_label_is_matched_once_and_by_actor_stage_and_item(own) -> None:
    right = _found("pledged", 18)
    assert _pairs(own, [right, right]) == [(0, 0)]
    assert _pairs(own, [_found("delivered", 18)]) == []
    assert _pairs(own, [_found("pledged", 40)]) == []
    assert _pairs(own, [_found("pledged", 18, actor="SWE")]) == []


def test_without_a_code_a_shared_word_of_the_names_will_do(own) -> None:
    row = {**ROW, "actor": "Nordic countries"}
    assert _pairs(own, [_found("pledged", 18, actor=None, actor_name="the Nordic countries")], row) == [(0, 0)]
    assert _pairs(own, [_found("pledged", 18, actor=None, actor_name="the Baltic states")], row) == []
    assert _pairs(own, [_found("pledged", 18)], row) == []


def test_as_many_labels_as_possible_are_matched(own) -> None:
    labels = _labels(own, "⟦k1 ⟦k2 Gave⟧⟧ ⟦i1 ⟦i2 tanks⟧ and guns⟧", [{**ROW, "n": n} for n in (1, 2)])
    wide, narrow = _found("pledged", 7), _found("pledged", 14)
    assert own.matching.matched(labels, [wide, narrow], own.matching.closeness) == [(0, 1), (1, 0)]


def test_a_floor_falls_only_when_that_is_asked_for(own, tmp_path) -> None:
    pinning, file = own.scoring.pinning, tmp_path / "floors.toml"
    pinning.pin(file, {"F1": 0.8}, {"articles": 9}, "x.py")
    with pytest.raises(SystemExit, match="F1"):
        pinning.pin(file, {"F1": 0.7}, {"articles": 9}, "x.py")
    assert 0.78 < pinning.floors(file)["floors"]["F1"] < 0.8
    pinning.pin(file, {"F1": 0.7}, {"articles": 9}, "x.py", lower=True)
    assert pinning.floors(file)["floors"]["F1"] < 0.7
