"""One article per id, whatever the order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Article
from onrecord.reading import article_from_text, distinct

ARTICLES = st.lists(
    st.builds(
        lambda text, given_id, path, title: article_from_text(text, id=given_id, path=path, title=title),
        st.sampled_from(["One boat.", "Two boats.", "Three boats."]),
        st.sampled_from([None, "x", "y"]),
        st.sampled_from(["a.txt", "b.txt", None]),
        st.sampled_from([None, "Boats"]),
    ),
    max_size=8,
)


@settings(deadline=None)
@given(ARTICLES.flatmap(lambda articles: st.tuples(st.just(articles), st.permutations(articles))))
def test_the_order_of_reading_does_not_matter(both: tuple[list[Article], list[Article]]) -> None:
    one, other = both
    assert distinct(one) == distinct(other)


@settings(deadline=None)
@given(ARTICLES)
def test_every_id_is_kept_once_and_nothing_is_lost(articles: list[Article]) -> None:
    kept, rejected = distinct(articles)
    assert [article.id for article in kept] == sorted({article.id for article in articles})
    assert len(kept) + len(rejected) == len(articles)


def test_a_copy_and_a_clash_have_different_reasons() -> None:
    first = article_from_text("One boat.", id="x", path="a.txt")
    copy = article_from_text("One boat.", id="x", path="b.txt")
    clash = article_from_text("Two boats.", id="x", path="c.txt")
    kept, rejected = distinct([clash, copy, first])
    smallest = min(first.sha256, clash.sha256)
    assert [article.sha256 for article in kept] == [smallest]
    reasons = " | ".join(row.reason for row in rejected)
    assert "also that of another text" in reasons
    (_, (duplicate,)) = distinct([copy, first])
    assert duplicate.path == "b.txt"
    assert duplicate.reason == "duplicate of a.txt: the same id and text"
