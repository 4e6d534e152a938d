"""Articles made ready for tracing: words, sentences and features, as a plain reader finds them."""

from __future__ import annotations

import json
import random
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Layout, Span, Spans, text_sha256
from onrecord.tracing import fingerprints as stage
from onrecord.tracing.fingerprints import ARTICLE_MASK, story_of
from onrecord.tracing.folding import words_of_texts
from onrecord.tracing.preparing import Prepared, prepared
from onrecord.tracing.rarity import word_bits
from onrecord.tracing.rolling import prefix_sums, range_hashes, window_hashes
from onrecord.tracing.sentences import sentence_spans
from onrecord.tracing.sheets import CAPITAL, KEPT, NUMBER, QUOTED, Sheets, joined, taken
from plain_tracing.prints import plain_frame_key, plain_frames, plain_grams, plain_hash, plain_terms, plain_units
from plain_tracing.sentences import plain_sentences
from plain_tracing.words import length_of, plain_words

HOSTILE = st.text(
    alphabet=(
        "abcxyzÀéßøIİıſ XYZ.,.,'’“”„«»\"()-–_\n\n\r\t\u00a0\u200b\u00ad\u0301\u20e30123٣٤๑ⅣⅫ½²…!?。！？"
        "привітΑβςשלום中文字กขะकखि한글ア\u3000\U0001f642\U00020000\ud800\udc00\ue000\x1c\x85Ａ１"
    ),
    max_size=80,
)
TOKENS = (
    "The the harbour Kolbein 312 1,500 2.5 U.S. Gen. A. e.g. No. p.m. Ph.D. B.Sc. p.min min.p x.1 said herring. "
    "crowns! engines? Veskol; loan's example.com example.com. of and in to — … . ! ? .” ) “ \" 他走了。 «она»"
)
BREAKS = ["\n", "\n\n", "\n—\n", "\r\n\r\n", "\n \n"]
PROSE = st.lists(st.sampled_from([*TOKENS.split(), *BREAKS]), max_size=60).map(" ".join)
TEXTS = st.one_of(HOSTILE, PROSE)


def article(text: str, parts: Spans = (), headline: Span | None = None, name: str = "a") -> Article:
    return Article(id=name, text=text, sha256=text_sha256(text), layout=Layout(headline=headline, story=parts))


def parts_of(text: str, cuts: list[int]) -> Spans:
    """Parts of a text between every second pair of cuts."""
    at = sorted({min(cut, len(text)) for cut in cuts})
    return tuple(Span(begin, end) for begin, end in zip(at[::2], at[1::2], strict=False))


CUTS = st.lists(st.integers(0, 80), max_size=8)


def same_groups(values: list[int], keys: list[str]) -> bool:
    """Whether values are equal exactly where keys are."""
    return len(set(values)) == len(set(keys)) == len(set(zip(values, keys, strict=True)))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(TEXTS, CUTS), max_size=4))
def test_words_are_those_of_the_plain_reader(drafts: list[tuple[str, list[int]]]) -> None:
    texts = [text for text, _ in drafts]
    parts = [parts_of(text, cuts) for text, cuts in drafts]
    words = words_of_texts(texts, parts)
    plain = [plain_words(text, each) for text, each in zip(texts, parts, strict=True)]
    every = [word for each in plain for word in each]
    assert words.text.tolist() == [number for number, each in enumerate(plain) for _ in each]
    assert list(zip(words.begin.tolist(), words.end.tolist(), strict=True)) == [(w.begin, w.end) for w in every]
    assert words.length.tolist() == [length_of(word.letters) for word in every]
    assert words.capital.tolist() == [word.capital for word in every]
    assert words.number.tolist() == [word.number for word in every]
    assert words.quoted.tolist() == [word.quoted for word in every]
    assert same_groups(words.word.tolist(), [word.letters for word in every])
    assert same_groups(words.stem.tolist(), [word.stem for word in every])


@settings(max_examples=300, deadline=None)
@given(TEXTS, CUTS)
def test_sentences_are_those_of_the_plain_reader(text: str, cuts: list[int]) -> None:
    for parts in (parts_of(text, cuts), (Span(0, len(text)),)):
        assert list(sentence_spans(text, parts)) == plain_sentences(text, parts)


def check_sheets(done: Prepared) -> None:
    """Everything that is laid out is what the plain reader finds in each article."""
    sheets, prints = done.sheets, done.prints
    rows = {name: set(getattr(prints, name).tolist()) for name in ("grams", "terms", "frames")}
    wanted: dict[str, set[int]] = {name: set() for name in rows}
    for number, each in enumerate(done.articles):
        own = taken(sheets, np.array([number]))
        parts = story_of(each)
        words = plain_words(each.text, parts)
        hashes, stems = own.word.tolist(), own.stem.tolist()
        grams = plain_grams(words, hashes)
        packed = {"grams": grams.values(), "frames": plain_frames(words, hashes)}
        for name, values in packed.items():
            wanted[name] |= {value >> 24 << 24 | number for value in values}
        wanted["terms"] |= {stem << 32 | number for stem in plain_terms(words, stems)}
        assert list(zip(own.begin.tolist(), own.end.tolist(), strict=True)) == [(w.begin, w.end) for w in words]
        assert own.weight.tolist() == [max(0, unit - 88) for unit in plain_units(words, stems=True)]
        assert own.flags.tolist() == [
            word.quoted * QUOTED + (at in grams) * KEPT + word.number * NUMBER + word.capital * CAPITAL
            for at, word in enumerate(words)
        ]
        spans = plain_sentences(each.text, parts)
        assert list(zip(own.sentence_begin.tolist(), own.sentence_end.tolist(), strict=True)) == spans
        first = own.sentence_word.tolist()
        assert first[:-1] == [next(at for at, w in enumerate(words) if w.begin >= span.begin) for span in spans]
        assert first[-1] == len(words)
        assert own.key.tolist() == [plain_hash(hashes[a:b]) for a, b in pairwise(first)]
        assert own.frame.tolist() == [plain_frame_key(words[a:b], hashes[a:b]) for a, b in pairwise(first)]
        assert list(zip(own.part_begin.tolist(), own.part_end.tolist(), strict=True)) == list(parts)
        assert prints.words[number] == len(words)
        assert prints.whole[number] == (plain_hash(hashes) if words else 0)
    assert rows == wanted
    assert all(np.array_equal(each, np.unique(each)) for each in (prints.grams, prints.terms, prints.frames))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(TEXTS, CUTS), max_size=4))
def test_what_is_laid_out_is_what_the_plain_reader_finds(drafts: list[tuple[str, list[int]]]) -> None:
    check_sheets(prepared([article(text, parts_of(text, cuts)) for text, cuts in drafts]))


def test_long_stories_keep_a_sample_of_grams_and_all_inside_quotation_marks() -> None:
    source = random.Random(7)
    words = [
        f"{a}{b}{c}" for a in ("kor", "vel", "tam", "ud") for b in ("in", "ash", "ol") for c in ("", "ts", "en")
    ]
    plain = ". ".join(" ".join(source.choices([*words, "the", "of", "and", "to"], k=12)) for _ in range(60))
    quoted = " ".join(source.choices(words, k=30))
    done = prepared([article(f"{plain}. He said: “{quoted}”")])
    check_sheets(done)
    flags = done.sheets.flags
    inside = np.flatnonzero(flags & QUOTED)
    assert (flags[inside[:26]] & KEPT).all()
    assert 0.2 < np.mean(flags & KEPT != 0) < 0.8


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_an_article_is_laid_out_the_same_alone_and_among_others(texts: list[str]) -> None:
    articles = [article(text, name=str(number)) for number, text in enumerate(texts)]
    limit, stage.BATCH_CHARACTERS = stage.BATCH_CHARACTERS, 60
    try:
        together = prepared(articles)
    finally:
        stage.BATCH_CHARACTERS = limit
    alone = [prepared([each]) for each in articles]
    apart = joined([each.sheets for each in alone])
    for field in fields(Sheets):
        assert getattr(together.sheets, field.name).tolist() == getattr(apart, field.name).tolist(), field.name
    for name in ("grams", "terms", "frames"):
        rows = [row + number for number, each in enumerate(alone) for row in getattr(each.prints, name).tolist()]
        assert getattr(together.prints, name).tolist() == sorted(rows)


def test_a_headline_outside_the_story_has_words_of_its_own() -> None:
    text = "Harbour Loan Agreed\n\nThe loan for the harbour was agreed."
    story = (Span(21, len(text)),)
    inside = [article(text, parts, Span(0, 19)) for parts in ((Span(0, len(text)),), ())]  # (): all is story
    sheets = prepared([article(text, story, Span(0, 19)), *inside]).sheets
    assert sheets.headline_from.tolist() == [0, 3, 3, 3]
    assert sheets.headline_word.tolist() == words_of_texts(["harbour loan agreed"]).word.tolist()


def test_forms_of_one_word_fold_together_in_any_script() -> None:
    for one, two in [
        ("U.S.", "US"),
        ("12,345.5", "12345.5"),
        ("КИЇВ", "київ"),
        ("Ζεύς", "ζευς"),
        ("co\u00adop\u200beration", "cooperation"),
        ("Z\u0301elensky", "zelensky"),
        ("x" * 40 + "Y" * 40, "x" * 40 + "y" * 40),
        ("\u0915\u093f\u0915", "\u0915\u0915"),
    ]:
        assert words_of_texts([one]).word.tolist() == words_of_texts([two]).word.tolist(), one


def test_words_that_differ_in_one_letter_differ() -> None:
    word = "abcdefgh" * 10
    for length in (1, 7, 8, 9, 16, 17, 63, 64, 65, 80):
        one = word[:length]
        others = [one[:at] + "z" + one[at + 1 :] for at in range(length)] + [one + "a", one[:-1]]
        assert words_of_texts([one]).word[0] not in words_of_texts(others).word.tolist()


def test_what_a_word_tells_is_what_is_listed_or_goes_by_its_length() -> None:
    words = words_of_texts(["the minister zyxwvut zyx 4711"])
    plain = plain_words("the minister zyxwvut zyx 4711", (Span(0, 29),))
    assert (word_bits(words) * 16).tolist() == plain_units(plain)
    assert word_bits(words)[0] < 5 < 10 < word_bits(words)[3] < word_bits(words)[2]


@given(st.lists(st.integers(0, (1 << 64) - 1), max_size=30), st.integers(1, 12))
def test_rolling_hashes_are_those_of_each_run(words: list[int], size: int) -> None:
    sums = prefix_sums(np.array(words, np.uint64))
    assert window_hashes(sums, size).tolist() == [
        plain_hash(words[at : at + size]) for at in range(len(words) - size + 1)
    ]
    bounds = np.array([0, *sorted({size, len(words)} - {0}), len(words)]).clip(max=len(words))
    assert range_hashes(sums, bounds).tolist() == [plain_hash(words[a:b]) for a, b in pairwise(bounds)]


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [""],
        ["", "...\n\n—", "a"],
        ["x" * 4_000_000],
        ["Ab1+/" * 200_000],
        ["中" * 200_000],
        ["." * 500_000],
        ["a." * 200_000],
        ["\u0301" * 200_000],
        ["The loan was agreed. " * 50_000],
        ['"”' * 100_000 + " end."],
    ],
    ids=[
        "nothing",
        "empty",
        "no words",
        "token",
        "base64",
        "ideographs",
        "dots",
        "initials",
        "marks",
        "same",
        "quotes",
    ],
)
def test_degenerate_articles_are_laid_out(texts: list[str]) -> None:
    done = prepared([article(text, name=str(number)) for number, text in enumerate(texts)])
    sheets = done.sheets
    assert len(sheets) == len(texts) == len(done.prints.rate) == len(done.prints.whole)
    assert sheets.word_from[-1] == len(sheets.word) == sheets.sentence_word[-1]
    assert (sheets.begin < sheets.end).all()
    assert ((done.prints.grams & ARTICLE_MASK) < max(len(texts), 1)).all()


def test_real_articles_are_laid_out_as_the_plain_reader_finds(shared_data: Path) -> None:
    files = sorted((shared_data / "polnear").rglob("*.jsonl")) or sorted(shared_data.rglob("*.jsonl"))
    texts = [json.loads(line).get("text") or "" for file in files[:1] for line in file.open(encoding="utf-8")]
    texts = [text for text in texts if isinstance(text, str) and text][:6]
    if not texts:
        pytest.skip("no texts in the real data")
    check_sheets(prepared([article(text[:3_000]) for text in texts]))
