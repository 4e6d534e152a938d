"""Words, features and sentences beside slow, plain twins that say the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Article, Layout, Span, text_sha256
from onrecord.tracing.alignment.relations import same_words
from onrecord.tracing.fingerprints import ARTICLE_MASK, GRAM, GRAM_BITS
from onrecord.tracing.folding import words_of_texts
from onrecord.tracing.preparing import prepared
from onrecord.tracing.rarity import word_bits
from onrecord.tracing.sentences import sentence_spans

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
    prints = prepared([article(str(index), text) for index, text in enumerate(texts)]).prints
    wanted = set()
    for index, text in enumerate(texts):
        words = words_of_texts([text])
        bits = word_bits(words)
        for at in range(len(words.word) - GRAM + 1):
            if bits[at : at + GRAM].astype(np.float64).sum() >= GRAM_BITS:
                wanted.add((index, tuple(words.word[at : at + GRAM].tolist())))
    assert len(prints.grams) == len(wanted)
    assert Counter((prints.grams & ARTICLE_MASK).tolist()) == Counter(index for index, _ in wanted)


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
