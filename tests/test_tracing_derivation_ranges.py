"""Ranges of words, found and put together in columns."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.tracing.derivation import lay_out
from onrecord.tracing.derivation.ranges import disjoint, spread, word_at
from tracing_stories import article

TEXTS = st.lists(st.text("a b\u00e9.", max_size=40), min_size=1, max_size=5)
EDGES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)), max_size=12)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 4), st.integers(0, 45)), max_size=12))
def test_a_word_is_found_by_where_it_begins(texts: list[str], asked: list[tuple[int, int]]) -> None:
    sheets = lay_out([article(f"a{number}", text) for number, text in enumerate(texts)]).sheets
    asked = [(number % len(texts), character) for number, character in asked]
    numbers, characters = np.array(asked, np.int64).reshape(-1, 2).T
    wanted = []
    for number, character in asked:
        rows = range(int(sheets.word_from[number]), int(sheets.word_from[number + 1]))
        wanted.append(next((row for row in rows if sheets.begin[row] >= character), rows.stop))
    assert word_at(sheets, numbers, characters).tolist() == wanted


@given(EDGES)
def test_what_ranges_cover_is_covered_once(edges: list[tuple[int, int]]) -> None:
    begin, size = np.array(edges, np.int64).reshape(-1, 2).T
    order, fresh, left = disjoint(begin, begin + size)
    rows = spread(fresh, left).tolist()
    assert len(rows) == len(set(rows))
    assert set(rows) == {row for at, many in edges for row in range(at, at + many)}
    assert all(edges[which][0] <= at for which, at in zip(order.tolist(), fresh.tolist(), strict=True))
