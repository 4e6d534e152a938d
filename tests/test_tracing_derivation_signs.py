"""What speaks for one of two articles having taken from the other, and how sure that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Passage, Reuse
from onrecord.tracing.credits import credits_of, naming
from onrecord.tracing.derivation import Judged, derivations, judged_pairs, lay_out
from onrecord.tracing.derivation.comparing import TELLING, Counted, counted
from onrecord.tracing.derivation.signs import confidence
from onrecord.tracing.derivation.texts import told
from onrecord.tracing.sheets import QUOTED
from tracing_stories import MUSEUM, ORCHARD, WEIR, article, changed, shared, whole

SPUN = changed(WEIR, weir="barrier", gates="portals", ferries="barges", Tarnec="Torneck", ministers="viziers")

TOLD_ANEW = (
    "Nobody will walk on dry ground at Orrin before two years are over: that is how long the weir stays shut.",
    "Dry walls come first, engineers say, and then the gates from 1931.",
    "From one purse, 9 million talers go to those in Tarnec whose boats lie idle.",
    "In September there is to be word on whether autumn rain may pass by the north gate.",
    "An hour is all that Tarnec would have if the water came.",
    "Mending comes first and sailing second, according to Petra Olvang of the river board.",
)


def judged(a: Article, b: Article, reuse: Reuse) -> Judged:
    articles = [a, b]
    (pair,) = judged_pairs(
        [reuse], {each.id: each for each in articles}, credits_of(articles, naming(articles)), lay_out
    )
    return pair


def kinds(pair: Judged) -> dict[str, float]:
    """The weight of each kind of sign."""
    return {sign.reason.kind: sign.weight for sign in pair.signs}


def test_the_words_that_recur_in_both_were_there_first() -> None:
    a, b = article("a", *SPUN), article("b", *WEIR)
    pair = judged(a, b, whole(a, b))
    assert kinds(pair)["wording"] > 0.8
    reason = pair.signs[0].reason
    assert "“barrier” for “weir”" in reason.detail
    assert "barrier" in {a.text[slice(*span)] for span in reason.spans}


def test_replaced_word_for_word_the_version_in_rarer_words_is_the_rewrite() -> None:
    plain = (
        "The town council asked the people of Tarnec on Friday to use less water till the month is out.",
        "Many houses near the old mill had no water last week, and the school closed for two days.",
        "We will start again with the work on the pipes when the ground is dry, said leader Hugo Brandt.",
    )
    strained = (
        "The town council besought the inhabitants of Tarnec on Friday to expend less water till the month is out.",
        "Numerous dwellings near the antique mill possessed no water last week, and the academy shut for two days.",
        "We will recommence with the toil on the conduits when the terrain is arid, uttered chieftain Hugo Brandt.",
    )
    a, b = article("a", *strained), article("b", *plain)
    pair = judged(a, b, whole(a, b))
    assert pair.score > 0.8
    assert set(kinds(pair)) == {"wording"}


def test_plainer_words_make_no_source_of_a_story_told_anew() -> None:
    a, b = article("a", *TOLD_ANEW), article("b", *WEIR)
    assert judged(a, b, whole(a, b)).score > -0.8


def test_who_tells_what_the_other_quotes_is_the_later() -> None:
    quoted = (
        '"We will not open the gates before the walls are dry and the last crack has been filled," Olvang said.'
    )
    reported = "Olvang said that the gates would stay shut until the walls had dried and no crack was left."
    a, b = article("a", *WEIR[:2], quoted), article("b", *WEIR[:2], reported)
    pair = judged(a, b, whole(a, b))
    assert kinds(pair)["reported"] < -0.8
    reason = next(sign.reason for sign in pair.signs if sign.reason.kind == "reported")
    assert b.text[slice(*reason.spans[0])] == reported


def test_a_passage_belongs_to_the_story_that_speaks_of_the_same() -> None:
    a, b = article("a", *WEIR, MUSEUM[1], MUSEUM[3]), article("b", *MUSEUM)
    pair = judged(a, b, shared(a, b, [(6, 1), (7, 3)]))
    assert kinds(pair)["belonging"] > 0.6
    words = {a.text[slice(*span)] for sign in pair.signs for span in sign.reason.spans}
    assert "Brandt" in words


def test_a_passage_that_two_stories_on_one_matter_share_belongs_to_neither() -> None:
    a, b = article("a", *WEIR[:3]), article("b", WEIR[1], *WEIR[3:])
    assert abs(kinds(judged(a, b, shared(a, b, [(1, 0)]))).get("belonging", 0.0)) < 0.6


def test_a_paragraph_that_begins_with_he_was_lifted_from_where_his_name_stands_before_it() -> None:
    host = "Roofs are dear in Vessen this year."
    a = article("a", host, MUSEUM[2], ORCHARD[3])
    b = article("b", f"{MUSEUM[1]} {MUSEUM[2]}", *MUSEUM[3:])
    at = b.text.index(MUSEUM[2])
    span = type(a.layout.story[1])(at, at + len(MUSEUM[2]))
    reuse = Reuse("a", "b", "verbatim", 0.4, 0.2, (Passage(a.layout.story[1], span, "verbatim"),))
    pair = judged(a, b, reuse)
    assert kinds(pair)["lifted"] > 0
    assert "“He”" in next(sign.reason.detail for sign in pair.signs if sign.reason.kind == "lifted")


def test_the_fuller_report_is_the_source_of_the_cut_but_not_of_one_outlets_own_versions() -> None:
    pairs = [(at, at) for at in range(4)]
    a, b = article("a", *WEIR[:4]), article("b", *WEIR)
    assert kinds(judged(a, b, shared(a, b, pairs)))["completeness"] > 0.8
    a, b = article("a", *WEIR[:4], outlet="Lake Echo"), article("b", *WEIR, outlet="Lake Echo")
    assert "completeness" not in kinds(judged(a, b, shared(a, b, pairs)))


@pytest.mark.parametrize(
    ("one", "two", "least", "most"),
    [
        ("2024-05-03", "2024-05-01", 1.9, 2.1),
        ("2024-05-02", "2024-05-01", 1.7, 1.8),
        ("2024-05-01T12:00:00", "2024-05-01T09:00:00", 1.7, 1.8),
        ("2024-05-01T12:00:00+02:00", "2024-05-01T09:00:00+00:00", 1.9, 2.1),
        ("2024-05-01T12:00:00", "2024-05-01", 0.0, 0.0),
        ("2024-05-01T09:00:30Z", "2024-05-01T09:00:00Z", 0.0, 0.0),
        ("soon", "2024-05-01", 0.0, 0.0),
    ],
)
def test_a_date_weighs_as_much_as_its_precision_and_its_zone_allow(
    one: str, two: str, least: float, most: float
) -> None:
    a, b = article("a", *WEIR, published=one), article("b", *WEIR, published=two)
    assert least <= judged(a, b, whole(a, b)).score <= most
    a, b = article("a", *WEIR, published=two), article("b", *WEIR, published=one)
    assert least <= -judged(a, b, whole(a, b)).score <= most


def test_confidence_grows_with_the_signs_and_stays_below_one() -> None:
    values = [confidence(score) for score in (0.0, 0.8, -0.8, 2.0, 6.0)]
    assert values[0] == 0.0
    assert values[1] == values[2] < values[3] < values[4] <= 1.0


WORDS = [
    "lake",
    "weir",
    "Tarnec",
    "the",
    "said",
    "gates",
    "Olvang",
    "1931",
    "of",
    "herring",
    "“harbour",
    "wool”",
    "is",
]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join), min_size=1, max_size=4)
HOSTILE = st.lists(st.text(max_size=30), min_size=1, max_size=3)
DATES = st.sampled_from([None, "2024-05-01", "2024-05-02T10:00:00", "2024", "never"])


@st.composite
def pairs(draw: st.DrawFn, texts: st.SearchStrategy[list[str]]) -> tuple[Article, Article, Reuse]:
    parts = [[part.replace("\r", " ") for part in draw(texts)] for _ in "ab"]
    a, b = (
        article(name, *part, published=draw(DATES), outlet=draw(st.sampled_from([None, "Lake Echo", "Bay Post"])))
        for name, part in zip("ab", parts, strict=True)
    )
    story = a.layout.story, b.layout.story
    count = draw(st.integers(0, min(len(story[0]), len(story[1]))))
    relations = [draw(st.sampled_from(["verbatim", "edited", "rewritten"])) for _ in range(count)]
    passages = tuple(Passage(story[0][at], story[1][at], relation) for at, relation in enumerate(relations))
    return a, b, Reuse("a", "b", "edited", draw(st.floats(0, 1)), draw(st.floats(0, 1)), passages)


def turned(a: Article, b: Article, reuse: Reuse) -> tuple[Article, Article, Reuse]:
    """The same pair with its articles' ids exchanged."""
    passages = tuple(Passage(each.b, each.a, each.relation) for each in reuse.passages)
    one, two = replace(b, id="a"), replace(a, id="b")
    return one, two, Reuse("a", "b", reuse.relation, reuse.coverage_b, reuse.coverage_a, passages)


@settings(max_examples=60, deadline=None)
@given(pairs(TEXTS) | pairs(HOSTILE))
def test_a_pair_is_judged_alike_whichever_article_has_the_smaller_id(drawn: tuple[Article, Article, Reuse]) -> None:
    here, there = judged(*drawn), judged(*turned(*drawn))
    assert here.score == pytest.approx(-there.score, abs=0.35 if here.score == 0 or there.score == 0 else 1e-6)
    assert (here.apart is None) == (there.apart is None)


@settings(max_examples=60, deadline=None)
@given(pairs(TEXTS) | pairs(HOSTILE))
def test_reasons_stand_in_the_words_of_the_article_that_took(drawn: tuple[Article, Article, Reuse]) -> None:
    a, b, reuse = drawn
    texts = {"a": a.text, "b": b.text}
    for each in derivations([a, b], [reuse]):
        assert each.evidence
        for reason in each.evidence:
            assert all(0 <= span.begin < span.end <= len(texts[each.article]) for span in reason.spans)


def plainly_counted(a: Article, b: Article, reuse: Reuse) -> Counted:
    """What `counted` says of one pair, word by word; without how far the passages belong."""
    laid_out = lay_out([a, b])
    sheets, stories = laid_out.sheets, (told(a, laid_out), told(b, laid_out))
    inside, changes, common, quoted, rows = [], [], [], [], []
    for side, story in enumerate(stories):
        spans = [(passage.a, passage.b)[side] for passage in reuse.passages]
        places = [
            [at for at in range(story.first, story.last) if span.begin <= sheets.begin[at] < span.end]
            for span in spans
        ]
        inside.append({at for each in places for at in each})
        edited = {at for passage, each in zip(reuse.passages, places, strict=True) if passage.relation != "verbatim"
                  for at in each}  # fmt: skip
        changes.append(Counter(int(sheets.stem[at]) for at in edited))
        copied = inside[-1] - edited
        common.append({int(sheets.stem[at]) for at in copied if sheets.weight[at] >= TELLING})
        quoted.append([sum(bool(sheets.flags[at] & QUOTED) for at in each) for each in places])
        rows.append([(each[0] - story.first, each[-1] + 1 - story.first) for each in places if each])
    telling = [
        {int(sheets.stem[at]) for at in range(story.first, story.last) if sheets.weight[at] >= TELLING}
        for story in stories
    ]
    more = [changes[side] - changes[1 - side] for side in (0, 1)]
    kept = tuple(
        sum(
            1
            for stem in more[side]
            if stem in telling[side] and (stem in changes[1 - side] or stem in common[side])
        )
        for side in (0, 1)
    )
    size = max(1, *(each.total() for each in changes))
    tells = [
        tuple(
            at
            for at, passage in enumerate(reuse.passages)
            if passage.relation != "verbatim" and not quoted[side][at] and quoted[1 - side][at] >= 5
        )
        for side in (0, 1)
    ]
    rest = tuple(len(story.stem) - len(own) for story, own in zip(stories, inside, strict=True))
    differ = max(each.total() for each in more) / size
    return Counted(differ, kept, rest, (0.0, 0.0), tuple(tells), *map(np.array, rows))


@settings(max_examples=60, deadline=None)
@given(st.lists(pairs(TEXTS), min_size=1, max_size=4))
def test_counting_over_columns_is_counting_word_by_word(drawn: Sequence[tuple[Article, Article, Reuse]]) -> None:
    renamed = []
    for number, (a, b, reuse) in enumerate(drawn):
        one, two = replace(a, id=f"{number}a"), replace(b, id=f"{number}b")
        renamed.append((one, two, reuse))
    laid_out = lay_out([each for a, b, _ in renamed for each in (a, b)])
    places = tuple(np.arange(side, 2 * len(renamed), 2) for side in (0, 1))
    found = counted(laid_out.sheets, places, [reuse for _, _, reuse in renamed])
    for number, (got, (a, b, reuse)) in enumerate(zip(found, drawn, strict=True)):
        wanted = plainly_counted(a, b, reuse)
        assert got.differ == pytest.approx(wanted.differ)
        assert (got.kept, got.rest, got.reported) == (wanted.kept, wanted.rest, wanted.reported)
        for rows, plain, place in zip(
            (got.rows_a, got.rows_b), (wanted.rows_a, wanted.rows_b), (0, 1), strict=True
        ):
            first = int(laid_out.sheets.word_from[2 * number + place])
            assert [[begin - first, end - first] for begin, end in rows.tolist() if begin < end] == plain.tolist()
