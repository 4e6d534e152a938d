"""Trees, names and lemmas out of scores: the quick ways checked against slow, plain ones."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.parsing.decoding import NameDecoder, tree
from onrecord.language.parsing.features import SHAPES, Gazetteer, ngram_buckets, shape, word_key
from onrecord.language.parsing.lemmas import Lemmatiser, apply_rule, lemma_rule

MARKS = ["O", "B-A", "I-A", "E-A", "S-A", "B-C", "I-C", "E-C", "S-C"]


def is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        at, steps = word, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True


def best_total(arcs: np.ndarray) -> float:
    n = len(arcs)
    trees = (heads for heads in product(range(n + 1), repeat=n) if is_tree(heads))
    return max(float(sum(arcs[i, h] for i, h in enumerate(heads))) for heads in trees)


@given(st.integers(1, 4), st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=150)
def test_the_tree_is_the_best_one(n: int, seed: int) -> None:
    arcs = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    arcs[np.arange(n), np.arange(n) + 1] = -1e4
    heads = tree(arcs)
    assert is_tree(tuple(heads.tolist()))
    if n <= 3:  # only the three likeliest roots are tried
        assert arcs[np.arange(n), heads].sum() == pytest.approx(best_total(arcs), abs=1e-4)


@pytest.mark.parametrize("n", [300, 1500])
def test_a_long_cycle_still_becomes_a_tree(n: int) -> None:
    arcs = np.zeros((n, n + 1), dtype=np.float32)
    arcs[np.arange(n), (np.arange(n) + 1) % n + 1] = 5.0
    assert is_tree(tuple(tree(arcs).tolist()))


@pytest.mark.parametrize("n", [390, 900])
def test_scores_without_sense_still_make_a_tree(n: int) -> None:
    arcs = np.random.default_rng(3).normal(size=(n, n + 1)).astype(np.float32)
    arcs[np.arange(n), np.arange(n) + 1] = -1e4
    assert is_tree(tuple(tree(arcs).tolist()))


@given(st.integers(1, 4), st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=60)
def test_names_are_the_best_well_formed_row_of_marks(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, len(MARKS))).astype(np.float32)

    def fits(row: tuple[str, ...]) -> bool:
        pairs = zip(("O", *row), (*row, "O"), strict=True)
        return all((b[0] in "IE" and a[1:] == b[1:]) if a[0] in "BI" else b[0] in "OBS" for a, b in pairs)

    rows = [row for row in product(MARKS, repeat=n) if fits(row)]
    best = max(rows, key=lambda row: sum(scores[i, MARKS.index(mark)] for i, mark in enumerate(row)))
    found = NameDecoder(MARKS).names(scores)
    assert {i for first, last, _ in found for i in range(first, last)} == {
        i for i, m in enumerate(best) if m != "O"
    }
    assert [first for first, _, _ in found] == [i for i, mark in enumerate(best) if mark[0] in "BS"]


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_a_lemma_rule_gives_back_the_lemma_it_was_made_from(form: str, lemma: str) -> None:
    assert apply_rule(form, lemma_rule(form, lemma)) == lemma or form.lower() != form


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("said", "say"), ("countries", "country"), ("Ministers", "minister"), ("was", "be"), ("U.S.", "U.S.")],
)
def test_a_lemma_rule_fits_english(form: str, lemma: str) -> None:
    assert apply_rule(form, lemma_rule(form, lemma)) == lemma


def test_a_rule_that_cuts_more_than_there_is_leaves_the_form() -> None:
    assert apply_rule("as", "-3|y") == "as"


def test_the_lexicon_goes_before_the_rule() -> None:
    lemmatiser = Lemmatiser(["-1|"], {"NOUN": {"series": "series"}})
    assert lemmatiser.lemma("Series", "NOUN", 0) == "series"
    assert lemmatiser.lemma("cities", "VERB", 0) == "citie"


def test_typographic_marks_and_digits_do_not_make_other_words() -> None:
    assert word_key("“") == word_key('"')
    assert word_key("2,023") == word_key("1,999")
    assert ngram_buckets("Don’t", 100) == ngram_buckets("don't", 100)


@given(st.text(max_size=40))
def test_every_form_has_features(form: str) -> None:
    assert 0 <= shape(form) < SHAPES
    buckets = ngram_buckets(form, 50)
    assert buckets
    assert all(0 <= bucket < 50 for bucket in buckets)


def test_the_gazetteer_takes_the_longest_name() -> None:
    gazetteer = Gazetteer({"North Vale": 1, "North": 2, "North Vale City": 2})
    words = ["The", "North", "Vale", "City", "council", "of", "North", "Vale", "and", "North"]
    assert gazetteer.classes(words) == [
        0, 5, 6, 6, 0, 0, 2, 3, 0, 4,
    ]  # fmt: skip
