"""Properties of reconciliation that hold for any text: spans lie in their articles, order never matters."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Reuse, Trace, words_of
from onrecord.reconciliation import reconcile
from reconciliation_values import article, findings, statement, traced

WORDS = st.sampled_from(
    [
        "the",
        "some",
        "all",
        "ministers",
        "Ukraine",
        "Russia",
        "tanks",
        "tank",
        "howitzers",
        "14",
        "30",
        "million",
        "$",
        "“",
        "”",
        '"',
        "not",
        "never",
        "if",
        "reportedly",
        "said",
        "pledged",
        "refused",
        "against",
        "for",
        "US",
        "U.S.",
        "nonlethal",
        "non-lethal",
        "he",
        "it",
        "they",
        "[sic]",
        "https://a.b/c",
        ".",
        ",",
        "–",
        "don’t",
        "will",
        "may",
        "vote",
        "«voted»",
        "Zelensky",
        "Zelenskiy",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_every_side_stands_in_its_article(first: str, second: str):
    a, b = article("a", first), article("b", second)
    by_id = {"a": a, "b": b}
    for found in reconcile([a, b], [], traced((a, b))).disagreements:
        assert 0.0 < found.severity <= 1.0
        assert found.reason
        for side in (found.a, found.b):
            text = by_id[side.article].text
            assert side.spans
            assert all(0 <= span.begin < span.end <= len(text) for span in side.spans)
            assert side.text == words_of(text, side.spans)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_order_of_articles_and_of_reuse_makes_no_difference(texts, shuffler):
    articles = [article(f"a{n}", text) for n, text in enumerate(texts)]
    values = [findings(each, statement(each, "Marta Lind", each.text)) for each in articles]
    trace = traced(*((a, b) for n, a in enumerate(articles) for b in articles[n + 1 :]))
    expected = reconcile(articles, values, trace)
    mixed = Trace(tuple(shuffler.sample(trace.reuse, len(trace.reuse))), trace.derivations)
    assert reconcile(shuffler.sample(articles, len(articles)), values[::-1], mixed) == expected


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_copies_never_disagree_in_words(text: str):
    a, b = article("a", text), article("b", text)
    assert reconcile([a, b], [], traced((a, b))).disagreements == ()


def test_trace_and_findings_of_unknown_articles_are_left_out():
    a, b = article("a", "The port reopened."), article("b", "The port was reopened.")
    trace = traced((a, b))
    assert reconcile([a], [findings(b, statement(b, "Marta Lind", "The port"))], trace).entries == ()


def test_reuse_without_passages_is_no_evidence():
    a, b = article("a", "The port reopened."), article("b", "The port did not reopen.")
    assert reconcile([a, b], [], Trace((Reuse("a", "b", "edited", 0.0, 0.0, ()),))).disagreements == ()
