"""Properties of variants that hold for any quoted words: exact spans, no dependence on order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Derivation, Trace, words_of
from onrecord.reconciliation import reconcile
from reconciliation_values import traced
from variant_values import printed

LINE = (
    "we will not never sign the bridge stays shut closed until frost is out don't do 400 4,000 harbour harbor port "
    "[sic] [W]e ... … ’ ' ‘ ” “ \" » he's n't U.S. \N{COMBINING ACUTE ACCENT} \ud800 said, –"
)
WORDS = st.sampled_from(LINE.split(" "))
QUOTES = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
SAID = st.builds(
    "{}{}{}".format, st.sampled_from(["“", '"', "«", "", "he would “"]), QUOTES, st.sampled_from('”"»')
)
DAYS = st.sampled_from([None, "2023-01-10", "2023-01-10T10:00:00Z", "2023-01-10T12:30:00+02:00", "2023-01-11"])
REPORTS = st.lists(st.tuples(SAID, DAYS), min_size=2, max_size=5)


def reports(said: list) -> list:
    return [
        printed(f"a{number}", {"name": "Teodor Vance", "said": words, "day": day, "outlet": "One"})
        for number, (words, day) in enumerate(said)
    ]


@settings(max_examples=120, deadline=None)
@given(REPORTS)
def test_every_wording_and_change_stands_where_it_is_said_to(said):
    both = reports(said)
    articles = [article for article, _ in both]
    texts = {article.id: article.text for article in articles}
    trace = traced(*((a, b) for n, a in enumerate(articles) for b in articles[n + 1 :]))
    for entry in reconcile(articles, [found for _, found in both], trace).entries:
        printing = [finding for each in entry.variants for finding in each.findings]
        assert sorted(printing) == (list(entry.findings) if len(entry.findings) > 1 else [])
        assert sum(each.closest is not None for each in entry.variants) <= 1
        for each in entry.variants:
            sides = (each.words, *(side for one in each.changes for side in (one.before, one.after)))
            for side in sides:
                assert all(0 <= span.begin < span.end <= len(texts[side.article]) for span in side.spans)
                assert side.text == words_of(texts[side.article], side.spans)
            assert all(one.before.spans or one.after.spans for one in each.changes)
            assert each.relation != "identical" or all(
                one.kind in ("spelling", "contraction", "brackets") for one in each.changes
            )


@settings(max_examples=80, deadline=None)
@given(REPORTS, st.randoms(use_true_random=False))
def test_variants_do_not_depend_on_the_order_of_anything(said, shuffler):
    both = reports(said)
    articles = [article for article, _ in both]
    pairs = [(a, b) for n, a in enumerate(articles) for b in articles[n + 1 :]]
    derived = tuple(Derivation(b.id, a.id, None, 0.8) for a, b in pairs[:2])
    trace = traced(*pairs, derivations=derived)
    expected = reconcile(articles, [found for _, found in both], trace)
    mixed = shuffler.sample(both, len(both))
    turned = Trace(trace.reuse[::-1], derived[::-1])
    assert reconcile([article for article, _ in mixed], [found for _, found in mixed[::-1]], turned) == expected


@settings(max_examples=60, deadline=None)
@given(SAID)
def test_copies_print_one_wording(words: str):
    both = reports([(words, None), (words, "2023-01-10")])
    trace = traced((both[0][0], both[1][0]))
    entries = reconcile([article for article, _ in both], [found for _, found in both], trace).entries
    assert all(len(entry.variants) == 1 for entry in entries if len(entry.findings) > 1)
