"""Floors of statements on labelled articles of our own: lowering one is a decision, not an accident."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

EVALUATION = Path(__file__).resolve().parents[1] / "evaluation"
LEAST_ARTICLES, LEAST_COVERING = 60, 2
CLAIMS = {
    "anonymous": lambda row: row.get("anonymous"),
    "negated cue": lambda row: row.get("negated"),
    "modal cue": lambda row: row.get("modal"),
    "venue": lambda row: row.get("venue"),
    "chain": lambda row: row.get("within"),
    "thought": lambda row: row["class"] == "thought",
    "intent": lambda row: row["class"] == "intent",
    "document": lambda row: row["kind"] == "document",
    "institution": lambda row: row["kind"] == "body",
    "collective": lambda row: row["kind"] == "group",
    "partial quotation": lambda row: row["mode"] == "mixed",
    "role alone": lambda row: row.get("role"),
    "name and role": lambda row: row.get("role"),
}
"""What an article that says it covers something must have in at least one of its rows."""


def _parts() -> SimpleNamespace:
    sys.path.insert(0, str(EVALUATION))
    try:
        import labelled
        import score_own_statements as scoring
    finally:
        sys.path.remove(str(EVALUATION))
    return SimpleNamespace(labelled=labelled, scoring=scoring)


pytestmark = pytest.mark.skipif(not (EVALUATION / "labelled.py").is_file(), reason="no evaluation folder here")


@pytest.fixture(scope="module")
def own() -> SimpleNamespace:
    """The loader and the scorer of the evaluation, and the articles."""
    parts = _parts()
    parts.articles = parts.labelled.corpus()
    return parts


def test_the_articles_are_those_that_the_floors_were_measured_on(own) -> None:
    pinned = own.scoring.floors()
    assert own.labelled.corpus_hash() == pinned["sha256"], "measure and pin anew: score_own_statements.py --pin"
    assert len(own.articles) == pinned["articles"] >= LEAST_ARTICLES
    assert sum(len(each.statements) for each in own.articles) == pinned["statements"]


def test_no_figure_falls_below_its_floor(own) -> None:
    now, pinned = own.scoring.outcome(own.articles).figures(), own.scoring.floors()["floors"]
    assert now.keys() == pinned.keys()
    assert {name: value for name, value in now.items() if value < pinned[name]} == {}


def test_everything_that_a_statement_can_look_like_is_covered_twice(own) -> None:
    known = own.labelled.covered()
    counted = Counter(name for each in own.articles for name in each.covers)
    assert set(counted) <= set(known)
    assert [name for name in known if counted[name] < LEAST_COVERING] == []


def test_articles_have_what_they_say_they_cover(own) -> None:
    empty = [
        (each.article.id, name)
        for each in own.articles
        for name in each.covers
        if name in CLAIMS and not any(CLAIMS[name](label.fields) for label in each.statements)
    ]
    assert empty == []


def test_labelled_spans_begin_and_end_with_their_words(own) -> None:
    for each in own.articles:
        for label in each.statements:
            for span in (*label.source, *label.cue, *label.content):
                words = each.article.text[span.begin : span.end]
                assert words == words.strip(), (each.article.id, label.n, words)


def test_marked_text_gives_its_words_and_where_they_stand(own) -> None:
    text, spans = own.labelled.marked("⟦t1 ⟦s2 He⟧ ⟦c2 left⟧ ⟦t2 early⟧⟧, ⟦s1 she⟧ ⟦c1 said⟧. ⟦t1 Yes.⟧")
    assert text == "He left early, she said. Yes."
    pieces = {key: [text[span.begin : span.end] for span in each] for key, each in spans.items()}
    assert pieces == {
        ("t", 1): ["He left early", "Yes."],
        ("s", 2): ["He"],
        ("c", 2): ["left"],
        ("t", 2): ["early"],
        ("s", 1): ["she"],
        ("c", 1): ["said"],
    }


PLAIN = st.text().filter(lambda text: not set(text) & set("⟦⟧"))


@given(PLAIN, PLAIN.filter(bool), PLAIN)
def test_any_text_around_a_tag_is_kept(before, inside, behind) -> None:
    text, spans = _parts().labelled.marked(f"{before}⟦t12 {inside}⟧{behind}")
    assert text == before + inside + behind
    assert {key: list(each) for key, each in spans.items()} == {
        ("t", 12): [(len(before), len(before) + len(inside))]
    }


@pytest.mark.parametrize("text", ["⟦s1 open", "close⟧", "⟦x1 unknown⟧", "⟦s no number⟧", "⟦s1 ⟧", "⟦words⟧"])
def test_marks_that_do_not_fit_are_refused(own, text) -> None:
    with pytest.raises(own.labelled.BadLabel):
        own.labelled.marked(text)


ROW = {"n": 1, "speaker": "Ann Orwin", "kind": "person", "class": "speech", "mode": "direct"}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("⟦s1 Ann⟧ spoke", [ROW]),
        ("⟦t1 Yes⟧ and ⟦t2 no⟧", [ROW]),
        ("⟦t1 Yes⟧", [ROW, ROW]),
        ("⟦t1 Yes⟧", [{**ROW, "mode": "loud"}]),
        ("⟦t1 Yes⟧", [{**ROW, "tone": "loud"}]),
        ("⟦t1 Yes⟧", [{**ROW, "within": 1}]),
        ("⟦t1 Yes⟧", [{**ROW, "within": 7}]),
        ("⟦t1 Yes⟧", [{key: value for key, value in ROW.items() if key != "speaker"}]),
    ],
)
def test_rows_that_do_not_fit_the_text_are_refused(own, text, rows) -> None:
    with pytest.raises(own.labelled.BadLabel):
        own.labelled.labels(own.labelled.marked(text).spans, rows)


def test_a_floor_falls_only_when_that_is_asked_for(own, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(own.scoring, "FLOORS", tmp_path / "floors.toml")
    own.scoring.pin({"all F1": 0.8}, 60, 500, lower=False)
    first = own.scoring.floors()["floors"]["all F1"]
    own.scoring.pin({"all F1": 0.9}, 60, 500, lower=False)
    higher = own.scoring.floors()["floors"]["all F1"]
    assert first < higher < 0.9
    with pytest.raises(SystemExit, match="all F1"):
        own.scoring.pin({"all F1": 0.7}, 60, 500, lower=False)
    assert own.scoring.floors()["floors"]["all F1"] == higher
    own.scoring.pin({"all F1": 0.7}, 60, 500, lower=True)
    assert own.scoring.floors()["floors"]["all F1"] < 0.7
