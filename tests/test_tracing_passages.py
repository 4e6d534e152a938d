"""From links to passages: the same as the plain twin, exact, and the same in any batch."""

from __future__ import annotations

import itertools
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Layout, Reuse, Span, text_sha256
from onrecord.tracing.alignment.align import aligned, batch_of, of_links
from onrecord.tracing.alignment.columns import Links, Pairs
from onrecord.tracing.alignment.evidence import shared_weight
from onrecord.tracing.alignment.linking import linked
from onrecord.tracing.alignment.relations import same_words
from onrecord.tracing.alignment.rows import REPEATS, ROW, Ranges, meetings, rows_of
from onrecord.tracing.alignment.standing_text import standing_text
from onrecord.tracing.alignment.words import weighed_words
from onrecord.tracing.fingerprints import ARTICLE_MASK
from onrecord.tracing.folding import U64
from onrecord.tracing.preparing import prepared
from onrecord.tracing.sheets import taken
from plain_tracing.passages import Link, plain_reuse, side_of

NOTHING = np.zeros(0, np.uint64)
TEXT = """
the of and to a in said that harbour Kolbein engines 312 herring crowns Veskol loan survey trawler Tarnec mayor
winter repayment council Dresk hull ferries Lindqvist customs pilot 1,400 breakwater Ostrava
"""
WORDS = TEXT.split()


def article(name: str, text: str, headline: str = "", **fields: str) -> Article:
    """Each line of `text` is a part of the story; lines that begin with "|" are not."""
    whole = f"{headline}\n\n{text}" if headline else text
    story = tuple(
        Span(*found.span())
        for found in re.finditer(r"^[^\n|][^\n]*", whole, re.MULTILINE)
        if not (headline and found.start() == 0)
    )
    layout = Layout(headline=Span(0, len(headline)) if headline else None, story=story)
    return replace(Article(id=name, text=whole, sha256=text_sha256(whole), layout=layout), **fields)


def pairs_of(*pairs: tuple[int, int]) -> Pairs:
    return Pairs(np.array([a for a, _ in pairs], np.int64), np.array([b for _, b in pairs], np.int64))


def every_pair(count: int) -> Pairs:
    return pairs_of(*((a, b) for a in range(count) for b in range(a + 1, count)))


def shared(a: Article, b: Article, standing: U64 = NOTHING) -> Reuse | None:
    return aligned([a, b], prepared([a, b]).sheets, pairs_of((0, 1)), standing)[0]


def told(a: str, b: str) -> list[tuple[str, str, str]]:
    """Relation and words on both sides of what two stories share."""
    one, two = article("a", a), article("b", b)
    found = shared(one, two)
    return [(p.relation, one.text[slice(*p.a)], two.text[slice(*p.b)]) for p in found.passages] if found else []


# --- The plain twin --------------------------------------------------------------------------------------


def sentence_of(source: random.Random, size: int) -> str:
    words = " ".join(source.choices(WORDS, k=size))
    return f'"{words}," he said.' if source.random() < 0.3 else f"{words.capitalize()}."


def retold(source: random.Random, sentences: Sequence[str]) -> list[str]:
    """The sentences with some left out, some changed, some set into others, some told at another place."""
    out = []
    for sentence in sentences:
        words = sentence.split()
        how = source.random()
        if how < 0.2:
            words = [source.choice(WORDS) if source.random() < 0.3 else word for word in words]
        elif how < 0.3:
            words = [*source.choices(WORDS, k=25), *words[: len(words) // 2 + 8], *source.choices(WORDS, k=25)]
        elif how < 0.4:
            words = [word.replace('"', "“") for word in words]
        elif how < 0.5:
            continue
        out.append(" ".join(words).rstrip(".") + ".")
    if source.random() < 0.3:
        source.shuffle(out)
    return out


def newsroom(seed: int) -> list[Article]:
    """Six articles that share some of their sentences."""
    source = random.Random(seed)
    stories = [[sentence_of(source, source.randint(1, 30)) for _ in range(source.randint(0, 9))] for _ in range(3)]
    stories += [[*retold(source, story), *source.choice(stories)[:2]] for story in stories]
    out = []
    for number, story in enumerate(stories):
        text = "".join(
            f"{each}{source.choice((' ', ' ', chr(10), chr(10) + '| note' + chr(10)))}" for each in story
        )
        headline = " ".join(source.choices(WORDS[8:14], k=5)) if source.random() < 0.7 else ""
        day = source.choice((None, "2024-03-01", "2024-03-02T10:00:00", "2024-05-01"))
        outlet = source.choice((None, "Quay Gazette", "Tarnec Post"))
        out.append(replace(article(f"{number}", text or "-", headline), published=day, outlet=outlet))
    return out


def some_standing(articles: Sequence[Article], source: random.Random) -> U64:
    grams = np.unique(prepared(articles).prints.grams & ~ARTICLE_MASK)
    count = source.choice((0, 0, len(grams) // 6, len(grams) // 2))
    return np.sort(np.array(source.sample(grams.tolist(), count), np.uint64))


def by_pair(links: Links, pairs: Pairs, sentence_from: Sequence[int]) -> dict[int, list[Link]]:
    out: dict[int, list[Link]] = defaultdict(list)
    for pair, a, a_end, b, b_end in zip(links.pair, links.a, links.a_end, links.b, links.b_end, strict=True):
        left, right = int(sentence_from[pairs.first[pair]]), int(sentence_from[pairs.second[pair]])
        out[int(pair)].append((int(a) - left, int(a_end) - left, int(b) - right, int(b_end) - right))
    return out


def check_against_twin(articles: Sequence[Article], standing: U64) -> int:
    """How many of the pairs share something, after they were found equal to what the twin says."""
    sheets = prepared(articles).sheets
    pairs = every_pair(len(articles))
    links = linked(sheets, pairs, standing_text(sheets, standing).sentences)
    found = of_links(batch_of(articles, sheets, standing), pairs, links)
    known = frozenset(standing.tolist())
    sides = [side_of(each, sheets, number, known) for number, each in enumerate(articles)]
    rows = by_pair(links, pairs, sheets.sentence_from.tolist())
    for pair, (a, b) in enumerate(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)):
        assert found[pair] == plain_reuse(sides[a], sides[b], rows[pair])
    assert found == aligned(articles, sheets, pairs, standing)
    return sum(each is not None for each in found)


def test_what_articles_share_is_what_the_plain_twin_says() -> None:
    source = random.Random(11)
    shared_pairs = 0
    for seed in range(60):
        articles = newsroom(seed)
        shared_pairs += check_against_twin(articles, some_standing(articles, source))
    assert shared_pairs > 100


TINY = st.lists(st.sampled_from(WORDS[:14]), min_size=1, max_size=18).map(lambda words: " ".join(words) + ".")


@settings(max_examples=60, deadline=None)
@given(st.lists(TINY, max_size=4), st.lists(TINY, max_size=4), st.sampled_from((" ", "\n", "\n| advert\n", "")))
def test_tiny_articles_share_what_the_plain_twin_says(one: list[str], two: list[str], gap: str) -> None:
    texts = [gap.join(one), gap.join([*two, *one]), " ".join(two)]
    check_against_twin([article(str(n), text) for n, text in enumerate(texts)], NOTHING)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 5), max_size=40), st.lists(st.integers(0, 5), max_size=40), st.data())
def test_rows_meet_where_the_same_words_stand_in_a_row(one: list[int], two: list[int], data: st.DataObject) -> None:
    word = np.array([*one, *two], np.uint32)
    cut = data.draw(st.integers(0, len(one)))
    a = Ranges(np.zeros(2, np.int64), np.array([0, cut]), np.array([cut, len(one)]))
    b = Ranges(np.zeros(1, np.int64), np.array([len(one)]), np.array([len(word)]))
    places_a = [at for at in range(len(one) - ROW + 1) if not at < cut < at + ROW]
    places_b = range(len(one), len(word) - ROW + 1)
    rows = [{at: tuple(word[at : at + ROW].tolist()) for at in places} for places in (places_a, places_b)]
    often = [{row for row in side.values() if list(side.values()).count(row) > REPEATS} for side in rows]
    wanted = {
        (i, j)
        for i, row in rows[0].items()
        for j, other in rows[1].items()
        if row == other and row not in often[0] | often[1]
    }
    _, at_a, at_b = meetings(rows_of(word), a, b)
    assert sorted(zip(at_a.tolist(), at_b.tolist(), strict=True)) == sorted(wanted)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 255)), max_size=30), st.data())
def test_shared_weight_counts_each_word_once(words: list[tuple[int, int]], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(words)))
    column = weighed_words(np.array([w for w, _ in words], np.uint32), np.array([w for _, w in words], np.uint8))
    left, right = words[:cut], words[cut:]
    there = {word for word, weight in right if weight}
    wanted = sum(max(w for word, w in left if word == each) for each in {word for word, _ in left} & there)
    begin, end = np.array([0]), np.array([cut])
    assert shared_weight(column, (begin, end), (end, np.array([len(words)]))).tolist() == [wanted]


# --- What always holds -----------------------------------------------------------------------------------


def test_passages_are_exact_and_never_overlap() -> None:
    for seed in range(30):
        articles = newsroom(seed)
        text = {each.id: each.text for each in articles}
        found = aligned(articles, prepared(articles).sheets, every_pair(6), NOTHING)
        for reuse in (each for each in found if each):
            for side in ("a", "b"):
                spans = sorted(getattr(passage, side) for passage in reuse.passages)
                assert all(one.end <= two.begin for one, two in itertools.pairwise(spans))
            for passage in reuse.passages:
                same = same_words(text[reuse.a][slice(*passage.a)], text[reuse.b][slice(*passage.b)])
                assert same == (passage.relation == "verbatim")
            assert [passage.a for passage in reuse.passages] == sorted(passage.a for passage in reuse.passages)


def test_what_a_pair_shares_depends_on_its_two_articles_only(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [replace(each, id=f"{seed}-{each.id}") for seed in range(5) for each in newsroom(seed)]
    sheets, pairs = prepared(articles).sheets, every_pair(len(articles))
    whole = aligned(articles, sheets, pairs, NOTHING)
    assert sum(each is not None for each in whole) > 10
    order = np.random.default_rng(1).permutation(len(pairs))
    monkeypatch.setattr("onrecord.tracing.alignment.align.SHARE_WORDS", 300)
    shuffled = aligned(articles, sheets, Pairs(pairs.first[order], pairs.second[order]), NOTHING)
    assert shuffled == [whole[place] for place in order.tolist()]
    for place in np.flatnonzero([each is not None for each in whole]).tolist()[:10]:
        two = np.array([pairs.first[place], pairs.second[place]])
        alone = aligned([articles[n] for n in two], taken(sheets, two), pairs_of((0, 1)), NOTHING)
        assert alone == [whole[place]]


# --- What readers see ------------------------------------------------------------------------------------

LOAN = "The Veskol harbour fund lent Kolbein shipyards forty million crowns for new diesel engines on Tuesday."
STRIKE = "Dockers in Tarnby walked out before dawn over the price of herring and the hiring of foreign pilots."
SURVEY = "A survey of nine fishing villages found that three families in ten had moved inland since the storm."
QUOTE = "we waited nine winters for this loan and the herring will not wait another spring"


def test_sentences_of_equal_words_are_joined_over_white_space_alone() -> None:
    assert told(f"{LOAN} {STRIKE}\n{SURVEY}", f"{LOAN}\n\n{STRIKE} {SURVEY}") == [
        ("verbatim", f"{LOAN} {STRIKE}\n{SURVEY}", f"{LOAN}\n\n{STRIKE} {SURVEY}")
    ]
    found = told(f"{LOAN}\n| Share this\n{STRIKE}", f"{LOAN}\n| Share this\n{STRIKE}")
    assert found == [("verbatim", LOAN, LOAN), ("verbatim", STRIKE, STRIKE)]


def test_a_link_of_several_equal_sentences_says_what_links_of_each_say() -> None:
    a, b = article("a", f"{LOAN} {STRIKE}\n| Share this\n{SURVEY}"), article("b", f"{LOAN}\n{STRIKE} {SURVEY}")
    sheets = prepared([a, b]).sheets
    batch, pairs = batch_of([a, b], sheets, NOTHING), pairs_of((0, 1))
    each = Links(*(np.array(column) for column in ([0] * 3, [0, 1, 2], [1, 2, 3], [3, 4, 5], [4, 5, 6])))
    whole = Links(*(np.array([column]) for column in (0, 0, 3, 3, 6)))
    found = of_links(batch, pairs, whole)
    assert found == of_links(batch, pairs, each)
    assert found[0] is not None
    assert [a.text[slice(*passage.a)] for passage in found[0].passages] == [f"{LOAN} {STRIKE}", SURVEY]


def test_the_style_of_quotation_marks_makes_no_edit() -> None:
    a, b = f'"{QUOTE.capitalize()}," said Kolbein.', f"“{QUOTE.capitalize()},” said Kolbein."
    assert told(f"{LOAN} {a}", f"{LOAN} {b}") == [("verbatim", f"{LOAN} {a}", f"{LOAN} {b}")]


def test_a_mark_that_changes_the_sense_is_an_edit() -> None:
    assert [relation for relation, _, _ in told(f"{LOAN} {STRIKE}", f"{LOAN} {STRIKE[:-1]}?")] == [
        "verbatim",
        "edited",
    ]


def test_a_quotation_set_into_another_sentence_is_found_where_it_stands() -> None:
    host = (
        "Nobody on the mole at Tarnec that night, where sleet hung over the customs shed and pilots played cards, "
        f'had expected to hear "{QUOTE}" from the mayor of so rich a town, and some threw caps into the water.'
    )
    assert told(f'"{QUOTE}"', host) == [("verbatim", QUOTE, QUOTE)]


def test_a_copy_in_a_text_without_sentence_marks_is_found() -> None:
    source = random.Random(3)
    copied = " ".join(source.choices(WORDS, k=30))
    a = " ".join([*source.choices(WORDS, k=60), copied, *source.choices(WORDS, k=90)])
    b = " ".join([copied, *source.choices(WORDS, k=200)])
    found = told(a, b)
    assert [copied in passage for _, passage, _ in found] == [True]
    assert len(found[0][1]) < 2 * len(copied)


def test_items_of_a_few_words_are_reuse_when_they_are_the_same_as_wholes() -> None:
    item = "Three people were hurt in a house fire."
    assert told(item, item) == [("verbatim", item, item)]
    assert told(item, f"{item} {SURVEY} {STRIKE}") == []


def test_one_sentence_of_the_same_make_is_no_reuse() -> None:
    a = "This report was checked by our editors in Tarnby and was not paid for by Lindqvist."
    b = "This forecast was checked by three editors in Veskol and was not paid for by Kolbein."
    assert told(f"{a} {LOAN}", f"{b} {SURVEY}") == []


def test_one_sentence_on_the_same_event_in_other_words_is_no_reuse() -> None:
    a = (
        "President Ilan Dresk of Norland met his Tarnec counterpart, Marta Kolbein, in Ostrava on Friday for talks "
        "on herring quotas, the first such visit in nine winters and a sign that a quarrel over customs fades."
    )
    b = (
        "Marta Kolbein of Tarnec told reporters in Ostrava on Friday that President Ilan Dresk and Norland owe her "
        "country 40 million crowns for herring landed since May, and that no trawler will sail before they pay."
    )
    assert told(a, b) == []
    edited = a.replace("met his", "saw his").replace("for talks on", "to speak of").replace("such visit", "trip")
    assert len(told(a, edited)) == 1


def test_sentences_on_the_same_matter_beside_a_shared_quotation_are_no_passages() -> None:
    before = "Marta Kolbein of Tarnec spoke to bakers and pilots in Veskol about the price of diesel on Tuesday."
    after = "In Veskol few pilots had heard of Kolbein before, and by Wednesday she was the talk of all Tarnec."
    halves = WORDS[8:20], WORDS[20:]
    source = random.Random(4)
    own = [" ".join(f"A {' '.join(source.choices(half, k=20))}." for _ in range(9)) for half in halves]
    quotation = f'"{QUOTE.capitalize()}."'
    found = told(f"{before} {quotation} {own[0]}", f"{after} {quotation} {own[1]}")
    assert found == [("verbatim", quotation, quotation)]


def test_what_an_outlet_says_again_in_a_small_part_is_its_own_background() -> None:
    source = random.Random(2)
    halves = WORDS[8:20], WORDS[20:]
    stories = [" ".join(f"{' '.join(source.choices(half, k=20))}." for _ in range(12)) for half in halves]
    a, b = (article(name, f"{story} {LOAN}") for name, story in zip("ab", stories, strict=True))
    assert shared(a, b) is not None
    assert shared(replace(a, outlet="Quay Gazette"), replace(b, outlet="Tarnec Post")) is not None
    assert shared(replace(a, outlet="Quay Gazette"), replace(b, outlet="Quay Gazette")) is None
    c, d = (article(name, f'{story} "{QUOTE}."') for name, story in zip("cd", stories, strict=True))
    assert shared(replace(c, outlet="Quay Gazette"), replace(d, outlet="Quay Gazette")) is not None


DATED = "OSTRAVA, Norland (NPA) — "


def with_dateline(name: str, text: str) -> Article:
    plain = article(name, text)
    return replace(plain, anchors=MappingProxyType({"dateline": (Span(0, text.index(" (")),)}))


def test_a_dateline_on_one_side_is_no_part_of_the_passage() -> None:
    a, b = with_dateline("a", f"{DATED}{LOAN} {SURVEY}"), article("b", f"{LOAN} {SURVEY}")
    found = shared(a, b)
    assert found is not None
    assert [(p.relation, a.text[slice(*p.a)]) for p in found.passages] == [("verbatim", f"{LOAN} {SURVEY}")]
    assert found.coverage_b == 1.0
    turned = shared(replace(b, id="a"), replace(a, id="b"))
    assert turned is not None
    assert [(p.a, p.b) for p in turned.passages] == [(p.b, p.a) for p in found.passages]


def test_two_datelines_are_left_out_when_they_differ_and_kept_when_they_agree() -> None:
    a, b = with_dateline("a", f"{DATED}{LOAN}"), with_dateline("b", f"TARNEC, Norland (Quay Press) — {LOAN}")
    found = shared(a, b)
    assert found is not None
    assert [a.text[slice(*p.a)] for p in found.passages] == [LOAN]
    assert [b.text[slice(*p.b)] for p in found.passages] == [LOAN]
    same = shared(a, replace(a, id="b"))
    assert same is not None
    assert [p.a for p in same.passages] == [Span(0, len(a.text))]


def test_a_dateline_that_is_told_in_the_other_sentence_stays() -> None:
    closed = "Sleet closed two schools in the old town on Tuesday, the Norland fund said."
    a = with_dateline("a", f"{DATED}{closed} {LOAN}")
    b = article("b", f"Sleet, the fund of Norland said, on Tuesday closed two schools in old Ostrava. {LOAN}")
    found = shared(a, b)
    assert found is not None
    assert found.passages[0].a.begin == 0


def test_standing_text_counts_only_inside_a_shared_stretch() -> None:
    note = "The Quay Gazette is owned by 4,000 readers and thanks the Lindqvist foundation for its support."
    grams = prepared([article("n", note)]).prints.grams
    standing = np.unique(grams & ~ARTICLE_MASK)
    a, b = article("a", f"{LOAN} {note}"), article("b", f"{SURVEY} {note}")
    assert shared(a, b) is not None
    assert shared(a, b, standing) is None
    copy = shared(a, replace(a, id="b"), standing)
    assert copy is not None
    assert [passage.a for passage in copy.passages] == [Span(0, len(a.text))]


# --- Hostile input ---------------------------------------------------------------------------------------


def test_no_pairs_and_articles_without_words_share_nothing() -> None:
    empty = [article("a", ""), article("b", "—!?"), article("c", "_"), article("d", LOAN)]
    sheets = prepared(empty).sheets
    assert aligned(empty, sheets, pairs_of(), NOTHING) == []
    assert aligned(empty, sheets, every_pair(4), NOTHING) == [None] * 6


@pytest.mark.parametrize(
    "text", ["base " * 20_000, f"{LOAN} " * 3_000, "QmFzZTY0" * 5_000, "ever on and on we go " * 4_000]
)
def test_texts_that_repeat_themselves_come_to_an_end(text: str) -> None:
    a, b, c = article("a", text), article("b", text), article("c", f"{STRIKE} {text[: len(text) // 3]} {SURVEY}")
    found = aligned([a, b, c], prepared([a, b, c]).sheets, every_pair(3), NOTHING)
    assert len(found) == 3


def test_tangled_runs_give_way_to_the_longest() -> None:
    source = random.Random(8)
    rows = [" ".join(source.choices(WORDS, k=10)) for _ in range(6)]
    a = " ".join(source.choices(rows, k=120))
    b = " ".join(source.choices(rows, k=90))
    one, two = article("a", a), article("b", f"{SURVEY} {b}")
    check_against_twin([one, two], NOTHING)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=80), min_size=2, max_size=4))
def test_any_characters_give_spans_inside_the_texts(texts: list[str]) -> None:
    articles = [article(str(n), text + LOAN) for n, text in enumerate(texts)]
    for reuse in aligned(articles, prepared(articles).sheets, every_pair(len(articles)), NOTHING):
        for passage in reuse.passages if reuse else ():
            assert 0 <= passage.a.begin < passage.a.end <= len(articles[int(reuse.a)].text)
            assert 0 <= passage.b.begin < passage.b.end <= len(articles[int(reuse.b)].text)
