"""Which sentences of two articles are linked: what is said twice is found, and the fast stage is the plain one."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Article, text_sha256
from onrecord.tracing.alignment.cells import cells_of, heavy_words
from onrecord.tracing.alignment.columns import Links, Pairs
from onrecord.tracing.alignment.linking import linked
from onrecord.tracing.alignment.matching import one_to_one
from onrecord.tracing.alignment.order import order_alike
from onrecord.tracing.alignment.places import places_of
from onrecord.tracing.arrays import offsets
from onrecord.tracing.preparing import prepared
from onrecord.tracing.sheets import QUOTED, Sheets, taken
from plain_tracing.linking import order_alike as plain_order
from plain_tracing.linking import plain_links

Word = tuple[int, bool]  # which word, and whether it is quoted
Story = list[list[Word]]


def sheets_of_words(stories: Sequence[Story]) -> Sheets:
    """Sheets of articles whose words are numbers: word n has stem n // 2 and weighs 20 n sixteenths of a bit."""
    sentences = [sentence for story in stories for sentence in story]
    words = [word for sentence in sentences for word in sentence]
    number = np.array([word for word, _ in words], np.int64)
    count = len(words)
    return Sheets(
        word_from=offsets(np.array([sum(map(len, story)) for story in stories], np.int64)),
        word=(number << 16).astype(np.uint32),
        stem=(number // 2 << 16).astype(np.uint32),
        begin=np.arange(count, dtype=np.uint32) * 2,
        end=np.arange(count, dtype=np.uint32) * 2 + 1,
        weight=np.minimum(20 * number, 200).astype(np.uint8),
        flags=np.array([quoted * QUOTED for _, quoted in words], np.uint8),
        sentence_from=offsets(np.array([len(story) for story in stories], np.int64)),
        sentence_word=offsets(np.array([len(sentence) for sentence in sentences], np.int64)),
        sentence_begin=np.zeros(len(sentences), np.uint32),
        sentence_end=np.zeros(len(sentences), np.uint32),
        key=np.array([hash(tuple(word for word, _ in s)) & (1 << 64) - 1 for s in sentences], np.uint64),
        frame=np.array([len(s) * (1 << 50) if len(s) % 3 == 0 else 0 for s in sentences], np.uint64),
        part_from=np.zeros(len(stories) + 1, np.int64),
        part_begin=np.zeros(0, np.uint32),
        part_end=np.zeros(0, np.uint32),
        headline_from=np.zeros(len(stories) + 1, np.int64),
        headline_word=np.zeros(0, np.uint32),
        headline_weight=np.zeros(0, np.uint8),
    )


def sheets_of_texts(texts: Sequence[str]) -> Sheets:
    articles = [Article(id=str(n), text=text, sha256=text_sha256(text)) for n, text in enumerate(texts)]
    return prepared(articles).sheets


def pairs_of(*pairs: tuple[int, int]) -> Pairs:
    return Pairs(np.array([a for a, _ in pairs], np.int64), np.array([b for _, b in pairs], np.int64))


def by_pair(sheets: Sheets, pairs: Pairs, links: Links) -> list[list[tuple[int, int, int, int]]]:
    """Each pair's links, sentences counted in each article."""
    out: list[list[tuple[int, int, int, int]]] = [[] for _ in range(len(pairs))]
    for pair, *ends in zip(links.pair, links.a, links.a_end, links.b, links.b_end, strict=True):
        first = int(sheets.sentence_from[pairs.first[pair]])
        second = int(sheets.sentence_from[pairs.second[pair]])
        out[pair].append((ends[0] - first, ends[1] - first, ends[2] - second, ends[3] - second))
    return out


def links_of_texts(a: str, b: str) -> list[tuple[int, int, int, int]]:
    sheets, pairs = sheets_of_texts([a, b]), pairs_of((0, 1))
    return by_pair(sheets, pairs, linked(sheets, pairs))[0]


# --- What is linked --------------------------------------------------------------------------------------

LOAN = "The Veskol harbour fund lent Kolbein shipyards forty million crowns for new engines."
STRIKE = "Dockers in Tarnby walked out on Tuesday over the price of herring."
SURVEY = "A survey of nine fishing villages found that three in ten families had moved inland."
WEATHER = "Sleet is forecast along the coast until the weekend."
LOAN_TOLD = "Forty million crowns for new engines were lent to Kolbein shipyards by the Veskol harbour fund."


def test_equal_sentences_are_linked_wherever_they_stand() -> None:
    assert links_of_texts(f"{LOAN} {STRIKE} {SURVEY}", f"{SURVEY} {WEATHER} {LOAN}") == [(0, 1, 2, 3), (2, 3, 0, 1)]


def test_a_sentence_told_in_another_order_is_linked() -> None:
    assert links_of_texts(f"{STRIKE} {LOAN}", f"{LOAN_TOLD} {WEATHER}") == [(1, 2, 0, 1)]


def test_sentences_about_other_things_are_not_linked() -> None:
    assert links_of_texts(f"{STRIKE} {LOAN}", f"{SURVEY} {WEATHER}") == []


def test_a_sentence_made_two_is_one_link() -> None:
    one = "The Veskol harbour fund lent Kolbein shipyards forty million crowns, and dockers in Tarnby walked out."
    two = "The Veskol harbour fund lent Kolbein shipyards forty million crowns. Dockers in Tarnby walked out."
    assert links_of_texts(f"{one} {WEATHER}", f"{SURVEY} {two}") == [(0, 1, 1, 3)]
    assert links_of_texts(f"{SURVEY} {two}", f"{one} {WEATHER}") == [(1, 3, 0, 1)]


def test_a_stray_short_sentence_is_linked_only_beside_another_link() -> None:
    assert links_of_texts(f"Not yet. {STRIKE}", f"{SURVEY} {WEATHER} Not yet.") == []
    assert links_of_texts(f"{LOAN} Not yet. {STRIKE}", f"{SURVEY} {LOAN} Not yet.") == [(0, 1, 1, 2), (1, 2, 2, 3)]


def test_a_repeated_sentence_is_linked_with_the_one_in_the_same_company() -> None:
    refrain = "The mayor did not say a word."
    a = f"{LOAN} {refrain} {STRIKE} {refrain} {SURVEY}"
    b = f"{STRIKE} {refrain} {SURVEY}"
    assert links_of_texts(a, b) == [(2, 3, 0, 1), (3, 4, 1, 2), (4, 5, 2, 3)]


TOLD = (
    "The harbour fund of Veskol will lend forty million crowns to the Kolbein shipyards, its chairwoman, Ingrid "
    "Aske, said on Tuesday. With the money the yard is to replace the engines of nine ferries before the winter. "
    "Dockers had walked out in March over unpaid overtime. The engines in use were built in 1978."
)
TOLD_AGAIN = (
    "Engines that date from 1978 still drive the ferries. Nine of them are to be refitted by winter. Ingrid Aske, "
    "who heads the fund, promised Kolbein a loan of forty million crowns on Tuesday from the Veskol harbour fund. "
    "In March overtime that was never paid had sent the dockers on strike."
)


def test_a_story_told_again_in_other_words_is_linked_sentence_by_sentence() -> None:
    assert links_of_texts(TOLD, TOLD_AGAIN) == [(0, 1, 2, 3), (1, 2, 1, 2), (2, 3, 3, 4), (3, 4, 0, 1)]


def test_a_sentence_between_two_links_is_linked_when_its_words_stand_in_one_order() -> None:
    a = "But it was not for the clerks to say when they would come back to it."
    b = "But it was not for the sailors to ask when they would get round to it."
    assert links_of_texts(f"{LOAN} {a} {STRIKE}", f"{LOAN} {b} {STRIKE}") == [
        (n, n + 1, n, n + 1) for n in range(3)
    ]
    assert (1, 2, 1, 2) not in links_of_texts(f"{LOAN} {WEATHER} {STRIKE}", f"{LOAN} {SURVEY} {STRIKE}")


def test_a_new_sentence_does_not_join_a_link_that_is_complete() -> None:
    new = "Kolbein shipyards had asked the Veskol harbour fund for more."
    assert links_of_texts(f"{LOAN} {new} {SURVEY}", f"{LOAN_TOLD} {STRIKE}") == [(0, 1, 0, 1)]


def test_a_name_that_stands_all_over_both_stories_links_none_of_their_sentences() -> None:
    a = ["Kolbein sank.", "Nobody wept for Kolbein then.", "Rain fell upon Kolbein all night.", "So ended Kolbein."]
    b = [
        "Kolbein rose early.",
        "Few people liked old Kolbein.",
        "Bells rang out across Kolbein.",
        "Long live Kolbein!",
    ]
    assert links_of_texts(" ".join(a), " ".join(b)) == []


def test_the_words_of_standing_text_make_no_sentence_alike() -> None:
    sheets, pairs = sheets_of_texts([LOAN, LOAN_TOLD, LOAN]), pairs_of((0, 1), (0, 2))
    standing = np.ones(len(sheets.key), np.bool_)
    assert by_pair(sheets, pairs, linked(sheets, pairs)) == [[(0, 1, 0, 1)], [(0, 1, 0, 1)]]
    assert by_pair(sheets, pairs, linked(sheets, pairs, standing)) == [[], [(0, 1, 0, 1)]]


# --- The plain twin --------------------------------------------------------------------------------------

WORDS = st.tuples(st.integers(0, 15), st.booleans())
STORIES = st.lists(st.lists(WORDS, max_size=6), max_size=8)


def mixed(source: random.Random, story: Story) -> Story:
    """A story told again: sentences moved, cut, joined, and words of them changed."""
    out = [[word if source.random() < 0.8 else (source.randrange(60), False) for word in each] for each in story]
    out = [each for each in out if source.random() < 0.8]
    if len(out) > 2:
        at = source.randrange(len(out) - 1)
        out[at : at + 2] = [out[at] + out[at + 1]]
        at = source.randrange(len(out))
        out.insert(source.randrange(len(out)), out.pop(at))
        half = len(out[0]) // 2
        out[:1] = [out[0][:half], out[0][half:]]
    return out


def story_of(source: random.Random, sentences: int) -> Story:
    quoted = source.random() < 0.3
    return [
        [(min(source.randrange(60), source.randrange(60)), quoted) for _ in range(source.randint(0, 25))]
        for _ in range(sentences)
    ]


@settings(max_examples=300, deadline=None)
@given(st.lists(STORIES, min_size=2, max_size=4), st.booleans())
def test_links_are_those_of_the_plain_twin(stories: list[Story], standing: bool) -> None:
    sheets = sheets_of_words(stories)
    pairs = pairs_of(*((a, b) for a in range(len(stories)) for b in range(a + 1, len(stories))))
    mask = np.arange(len(sheets.key)) % 3 == 0 if standing else None
    found = by_pair(sheets, pairs, linked(sheets, pairs, mask))
    told = None if mask is None else mask.tolist()
    for (a, b), links in zip(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True), found, strict=True):
        assert links == plain_links(sheets, a, b, told)


@pytest.mark.parametrize("seed", range(12))
def test_links_of_retold_stories_are_those_of_the_plain_twin(seed: int) -> None:
    source = random.Random(seed)
    stories = [story_of(source, source.randint(1, 25)) for _ in range(6)]
    stories += [mixed(source, story) for story in stories]
    sheets, pairs = sheets_of_words(stories), pairs_of(*((n, n + 6) for n in range(6)), (0, 7), (6, 9))
    found = by_pair(sheets, pairs, linked(sheets, pairs))
    assert found == [
        plain_links(sheets, a, b) for a, b in zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)
    ]
    assert any(found)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(6, 11)), max_size=30, unique=True))
def test_rounds_of_mutually_best_cells_are_a_greedy_matching(cells: list[tuple[int, int]]) -> None:
    used: set[int] = set()
    greedy = []
    for number, ends in enumerate(cells):
        if not used & set(ends):
            greedy.append(number)
            used |= set(ends)
    a, b = (np.array([cell[side] for cell in cells], np.int64) for side in (0, 1))
    assert sorted(one_to_one(a, b, 12).tolist()) == greedy


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.integers(0, 2**32 - 1) | st.integers(0, 3), max_size=90), min_size=1, max_size=6))
def test_order_alike_is_the_share_of_the_longest_common_subsequence(texts: list[list[int]]) -> None:
    words = np.array([word for text in texts for word in text], np.uint32)
    size = np.array([len(text) for text in texts], np.int64)
    first = offsets(size)[:-1]
    back = slice(None, None, -1)
    coded = [[word >> 12 for word in text] for text in texts]
    expected = [plain_order(one, two) for one, two in zip(coded, coded[::-1], strict=True)]
    assert order_alike(words, (first, size), (first[back], size[back])).tolist() == expected


# --- Batches ---------------------------------------------------------------------------------------------


def test_links_of_a_pair_do_not_depend_on_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    source = random.Random(5)
    stories = [story_of(source, 12) for _ in range(10)]
    stories += [mixed(source, story) for story in stories]
    sheets = sheets_of_words(stories)
    every = [(a, b) for a in range(20) for b in range(a + 1, 20)]
    whole = dict(zip(every, by_pair(sheets, pairs_of(*every), linked(sheets, pairs_of(*every))), strict=True))
    source.shuffle(every)
    monkeypatch.setattr("onrecord.tracing.alignment.linking.SHARE_WORDS", 700)
    shuffled = by_pair(sheets, pairs_of(*every), linked(sheets, pairs_of(*every)))
    assert shuffled == [whole[pair] for pair in every]
    alone = taken(sheets, np.array([3, 13]))
    assert by_pair(alone, pairs_of((0, 1)), linked(alone, pairs_of((0, 1))))[0] == whole[3, 13]


def test_links_come_by_pair_and_in_order_of_the_first_article() -> None:
    source = random.Random(6)
    stories = [story_of(source, 15) for _ in range(5)]
    sheets = sheets_of_words(stories + [mixed(source, story) for story in stories])
    links = linked(sheets, pairs_of(*((n, n + 5) for n in range(5))))
    order = list(zip(links.pair.tolist(), links.a.tolist(), strict=True))
    assert len(order) > 20
    assert order == sorted(order)


# --- Hostile input ---------------------------------------------------------------------------------------


def test_articles_without_sentences_and_sentences_without_words_have_no_links() -> None:
    sheets = sheets_of_words([[], [[], []], [[(1, False)]], [[]]])
    pairs = pairs_of((0, 1), (0, 3), (1, 2), (1, 3), (2, 3))
    assert by_pair(sheets, pairs, linked(sheets, pairs)) == [[], [], [], [], []]
    assert len(linked(sheets, pairs_of())) == 0
    nothing = taken(sheets, np.zeros(0, np.int64))
    assert len(linked(nothing, pairs_of())) == 0


def test_a_sentence_that_stands_ten_thousand_times_is_linked_as_often() -> None:
    sentence = [(word, False) for word in (9, 12, 15, 18, 21)]
    sheets = sheets_of_words([[sentence] * 10_000, [sentence] * 9_000])
    links = linked(sheets, pairs_of((0, 1)))
    assert len(links) == 9_000
    assert (links.b == links.a + 10_000).all()


def test_meetings_of_common_words_are_bounded_and_rare_words_still_link() -> None:
    common = [(word, False) for word in (2, 4, 6)]
    a = [[*common, (100 + 2 * n, False), (9_000 + 2 * n, False)] for n in range(4_000)]
    b = [[*common, (100 + 2 * n, False), (9_000 + 2 * n, False), (3, False)] for n in range(0, 4_000, 2)]
    sheets, pairs = sheets_of_words([a, b]), pairs_of((0, 1))
    places = places_of(sheets, pairs)
    cells, _ = cells_of(heavy_words(sheets, None), places, np.flatnonzero(places.sentence >= 0))
    assert len(cells) < 30_000
    assert len(linked(sheets, pairs)) == 2_000
