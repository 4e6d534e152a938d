"""Each fast stage of tracing beside a slow, plain twin that says the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from itertools import combinations, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Layout, Span, text_sha256
from onrecord.tracing import candidates as stage
from onrecord.tracing.fingerprints import ARTICLE_MASK, GRAM, GRAM_BITS, fingerprints
from onrecord.tracing.folding import words_of_texts
from onrecord.tracing.plain.passages import same_words
from onrecord.tracing.rarity import word_bits
from onrecord.tracing.plain.runs import LEAST_BITS, LEAST_WORDS, shared_runs
from onrecord.tracing.sentences import sentence_spans
from onrecord.tracing.plain.sheets import sheet_of
from onrecord.tracing.plain.similarity import LEAST_ALIKE, LEAST_SHARED, cells_of

WORDS = [
    "harbour",
    "Kolbein",
    "engines",
    "312",
    "herring",
    "the",
    "of",
    "and",
    "crowns",
    "Veskol",
    "loan",
    "survey",
    "to",
]
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(
    lambda words: " ".join(words).capitalize() + "."
)
TEXTS = st.lists(SENTENCES, min_size=1, max_size=6).map(" ".join)


def article(name: str, text: str) -> Article:
    return Article(id=name, text=text, sha256=text_sha256(text), layout=Layout(story=(Span(0, len(text)),)))


def plain_words(text: str) -> list[str]:
    """Folded words, for texts of Latin letters, digits and marks."""
    text = re.sub(r"(?<=\d),(?=\d)", "", text)
    text = re.sub(r"(?<![^\W_])([^\W\d_])\.(?=[^\W\d_](?![^\W_]))", r"\1", text)
    text = "".join(char for char in unicodedata.normalize("NFKD", text) if unicodedata.category(char)[0] != "M")
    return [word.lower() for word in re.findall(r"\d+(?:\.\d+)+|[^\W_]+", text)]


LATIN = st.text(alphabet="abcÀéñ XYZ.,'“”\"-\n0123", max_size=60)


@given(LATIN, LATIN)
def test_words_are_equal_when_their_folded_letters_are(one: str, two: str) -> None:
    words = words_of_texts([one, two])
    spelled = [
        (one, two)[text][begin:end] for text, begin, end in zip(words.text, words.begin, words.end, strict=True)
    ]
    by_hash: dict[int, set[str]] = defaultdict(set)
    by_spelling: dict[str, set[int]] = defaultdict(set)
    for value, word in zip(words.word.tolist(), spelled, strict=True):
        folded = "".join(plain_words(word))
        by_hash[value].add(folded)
        by_spelling[folded].add(value)
    assert all(len(each) == 1 for each in by_hash.values())
    assert all(len(each) == 1 for each in by_spelling.values())


@given(st.lists(LATIN, max_size=5))
def test_a_batch_gives_what_each_text_alone_gives(texts: list[str]) -> None:
    batch = words_of_texts(texts)
    alone = [words_of_texts([text]) for text in texts]
    assert batch.word.tolist() == [word for each in alone for word in each.word.tolist()]
    assert batch.begin.tolist() == [begin for each in alone for begin in each.begin.tolist()]
    assert batch.text.tolist() == [index for index, each in enumerate(alone) for _ in each.word]


def plain_quoted(text: str) -> list[bool]:
    out, straight, depth = [], False, 0
    for char in text:
        if char == "\n":
            straight, depth = False, 0
        straight ^= char == '"'
        depth += (char == "“") - (char == "”")
        out.append(straight or depth > 0)
    return out


@given(LATIN)
def test_quoted_words_are_those_a_reader_counts(text: str) -> None:
    words = words_of_texts([text])
    inside = plain_quoted(text)
    assert words.quoted.tolist() == [inside[begin] for begin in words.begin.tolist()]


def test_forms_of_one_word_fold_together() -> None:
    for one, two in [
        ("U.S.", "US"),
        ("Café", "cafe"),
        ("1,500", "1500"),
        ("Ｗｉｄｅ", "wide"),
        ("ZELENSKÝ", "Zelensky"),
    ]:
        assert words_of_texts([one]).word.tolist() == words_of_texts([two]).word.tolist(), one
    for one, two in [("1.5", "15"), ("vow", "vote"), ("30", "31")]:
        assert words_of_texts([one]).word.tolist() != words_of_texts([two]).word.tolist(), one


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_short_articles_keep_every_telling_gram(texts: list[str]) -> None:
    prints = fingerprints([article(str(index), text) for index, text in enumerate(texts)])
    wanted = set()
    for index, text in enumerate(texts):
        words = words_of_texts([text])
        bits = word_bits(words)
        for at in range(len(words.word) - GRAM + 1):
            if bits[at : at + GRAM].astype(np.float64).sum() >= GRAM_BITS:
                wanted.add((index, tuple(words.word[at : at + GRAM].tolist())))
    assert len(prints.grams) == len(wanted)
    assert Counter((prints.grams & ARTICLE_MASK).tolist()) == Counter(index for index, _ in wanted)


def plain_shared(rows: list[int], limit: int) -> dict[tuple[int, int], float]:
    """Pairs of articles and how many features they share, where no feature has more than `limit` articles."""
    holders: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        holders[row >> 24].add(row & 0xFFFFFF)
    out: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        assert len(held) <= limit
        out.update(combinations(sorted(held), 2))
    return dict(out)


ROWS = st.sets(st.tuples(st.integers(0, 12), st.integers(0, 7)), max_size=60)


@given(ROWS, st.sampled_from([1.0, 2.0, 4.0]))
def test_shared_features_are_counted_as_by_hand(rows: set[tuple[int, int]], least: float) -> None:
    packed = sorted(feature << 24 | index for feature, index in rows)
    outlet = np.arange(8)
    pairs, weight = stage._shared(np.array(packed, dtype=np.uint64), outlet, stage.Limits(8, 8.0, least))
    found = {(int(pair) >> 32, int(pair) & 0xFFFFFFFF): value for pair, value in zip(pairs, weight, strict=True)}
    assert found == {pair: count for pair, count in plain_shared(packed, 8).items() if count >= least}
    blocks = list(stage._blocks(np.array(packed, dtype=np.uint64)))
    assert sum(len(each) for each in blocks) == len(packed)


def test_a_feature_of_very_many_articles_links_each_to_a_few() -> None:
    rows = np.arange(2_000, dtype=np.uint64)
    pairs, weight = stage._shared(rows, np.arange(2_000), stage.Limits(32, 4.0, 0.0))
    assert len(pairs) <= stage.NEIGHBOURS * 2_000
    assert weight.max() < 0.1


def test_what_one_outlet_prints_everywhere_weighs_little_between_its_articles() -> None:
    rows = np.arange(20, dtype=np.uint64)
    _, own = stage._shared(rows, np.zeros(20, np.int64), stage.Limits(32, 4.0, 0.0))
    _, apart = stage._shared(rows, np.arange(20), stage.Limits(32, 4.0, 0.0))
    assert own.max() < 0.1 * apart.max()


def sheets(a: str, b: str):
    articles = [article("a", a), article("b", b)]
    counts = fingerprints(articles).counts
    return [sheet_of(each, counts, np.zeros(0, np.uint64)) for each in articles]


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_cells_are_the_shared_weights_of_sentences(one: str, two: str) -> None:
    a, b = sheets(one, two)
    every = np.ones(len(a.spans), np.bool_), np.ones(len(b.spans), np.bool_)
    cells = cells_of(a, b, *every)
    held = [
        [
            dict(zip(s.stems[s.stem_sentence == i], s.stem_weight[s.stem_sentence == i], strict=True))
            for i in range(len(s.spans))
        ]
        for s in (a, b)
    ]
    wanted = {}
    for (i, left), (j, right) in product(enumerate(held[0]), enumerate(held[1])):
        shared = sum(float(left[stem]) for stem in left.keys() & right.keys())
        total = float(a.total[i] + b.total[j])
        contained = shared / max(min(float(a.total[i]), float(b.total[j])), 1e-6)
        if shared >= LEAST_SHARED and max(2 * shared / max(total, 1e-6), contained - 0.3) >= LEAST_ALIKE:
            wanted[(i, j)] = shared
    found = {(int(i), int(j)): float(value) for i, j, value in zip(cells.a, cells.b, cells.shared, strict=True)}
    assert found.keys() == wanted.keys()
    assert all(abs(found[cell] - wanted[cell]) < 1e-2 for cell in wanted)


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.lists(st.sampled_from(WORDS), max_size=40))
def test_runs_are_equal_words_and_do_not_overlap(one: list[str], two: list[str]) -> None:
    a, b = sheets(" ".join(one), " ".join(two))
    runs = shared_runs(a, b, np.ones(len(a.words), np.bool_), np.ones(len(b.words), np.bool_))
    for run in runs:
        assert run.size >= LEAST_WORDS
        assert a.words[run.a : run.a + run.size].tolist() == b.words[run.b : run.b + run.size].tolist()
    for side in ("a", "b"):
        places = [place for run in runs for place in range(getattr(run, side), getattr(run, side) + run.size)]
        assert len(places) == len(set(places))


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS[:6]), max_size=6, unique=True), st.permutations(WORDS))
def test_the_longest_common_run_is_found(before: list[str], common: list[str]) -> None:
    a, b = sheets(" ".join([*before, *common]), " ".join(common))
    runs = shared_runs(a, b, np.ones(len(a.words), np.bool_), np.ones(len(b.words), np.bool_))
    assert float(b.weight.sum()) < LEAST_BITS or any(run.size >= len(common) for run in runs)


@given(TEXTS)
def test_sentences_are_in_order_and_keep_every_word(text: str) -> None:
    spans = sentence_spans(text, (Span(0, len(text)),))
    assert list(spans) == sorted(spans)
    assert re.findall(r"\w+", text) == [
        word for span in spans for word in re.findall(r"\w+", text[span.begin : span.end])
    ]


def test_sentences_end_where_a_reader_ends_them() -> None:
    text = (
        'Gen. A. B. Dresk met U.S. envoys on Feb. 24. "Will it hold?" he asked. "It must." Then rain fell… '
        "No. 7 was lost! 他走了。她也走了。"
    )
    spans = sentence_spans(text, (Span(0, len(text)),))
    assert [text[span.begin : span.end] for span in spans] == [
        "Gen. A. B. Dresk met U.S. envoys on Feb. 24.",
        '"Will it hold?" he asked.',
        '"It must."',
        "Then rain fell…",
        "No. 7 was lost!",
        "他走了。",
        "她也走了。",
    ]


def test_style_alone_does_not_make_an_edit() -> None:
    assert same_words("“We sail,” she said – at  last", '"We sail", she said - at last')
    assert same_words("The fleet", "the fleet")
    assert not same_words("30 engines", "31 engines")
    assert not same_words("We sail.", "We sail?")
