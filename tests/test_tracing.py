"""Tracing whole: what two or a few articles share, and what it must hold on any input."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Layout, Reuse, Span, text_sha256
from onrecord.reading import article_from_text
from onrecord.tracing import trace

STORY = """\
The harbour council of Ostrava Bay voted on Tuesday to lend the fishing fleet 40 million crowns for new \
engines.

"We waited nine winters for this money and we will not wait another spring," said Marta Kolbein, who speaks \
for the boat owners. Her members run 312 vessels out of six small ports.

Deputy mayor Ilan Dresk told the chamber that repayment would begin in 2031. He added that insurers had \
asked for a survey of every hull before the loan is paid out.

Opponents fear that the larger yards at Veskol will take most of the orders. The council expects the first \
engines to arrive before the herring season opens in October.
"""

REWRITE = """\
On Tuesday the harbour council of Ostrava Bay agreed to give the fishing fleet a credit of 40 million crowns\
 for newer motors.

"We have waited nine winters for this money and we won't wait another spring," said Marta Kolbein, \
spokeswoman of the boat owners. Her members operate 312 ships from six little ports.

Repayment is to start in 2031, deputy mayor Ilan Dresk told the chamber. Insurers, he said, had demanded a \
survey of each hull before any of the loan is paid.

Critics worry the bigger yards at Veskol could get most of the orders.
"""

OTHER = """\
A cold front reached the northern valleys overnight and closed two mountain passes. Road crews in Tarnec \
said the snow was the heaviest in a decade.

Schools stayed shut in eleven villages, and buses ran an hour late. Forecasters expect milder air by the \
weekend, when the passes should open again to lorries.
"""


def article(id: str, text: str, **fields: str) -> Article:  # noqa: A002
    story = tuple(Span(*found.span()) for found in re.finditer(r"[^\n]+", text))
    return replace(Article(id=id, text=text, sha256=text_sha256(text), layout=Layout(story=story)), **fields)


def shared(a: str, b: str) -> Reuse | None:
    found = trace([article("a", a), article("b", b)]).reuse
    return found[0] if found else None


def words(text: str, span: Span) -> str:
    return text[span.begin : span.end]


def test_a_reprint_is_one_verbatim_passage_by_paragraphs_of_any_layout() -> None:
    reflowed = STORY.replace("\n\n", "\n").replace('"We', "“We").replace('spring,"', "spring,”")
    found = shared(STORY, reflowed)
    assert found is not None
    assert [passage.relation for passage in found.passages] == ["verbatim"]
    assert found.coverage_a == found.coverage_b == 1.0


def test_unrelated_articles_share_nothing() -> None:
    assert shared(STORY, OTHER) is None


def test_a_trimmed_copy_is_covered_whole_and_its_source_in_part() -> None:
    found = shared(STORY, STORY.split("\n\n")[0] + "\n\n" + STORY.split("\n\n")[1])
    assert found is not None
    assert found.coverage_b == 1.0
    assert 0.3 < found.coverage_a < 0.6


def test_a_rewrite_is_aligned_sentence_by_sentence() -> None:
    found = shared(STORY, REWRITE)
    assert found is not None
    pairs = {(words(STORY, p.a)[:12], words(REWRITE, p.b)[:12]): p.relation for p in found.passages}
    assert pairs[("The harbour ", "On Tuesday t")] in ("edited", "rewritten")
    assert pairs[('"We waited n', '"We have wai')] == "edited"
    assert pairs[("Deputy mayor", "Repayment is")] == "rewritten"
    assert pairs[("He added tha", "Insurers, he")] in ("edited", "rewritten")
    assert pairs[("Opponents fe", "Critics worr")] in ("edited", "rewritten")


def test_passages_may_cross_and_come_from_several_sources() -> None:
    first, second, third, _ = STORY.strip().split("\n\n")
    mixed = f"{OTHER}\n{third}\n\n{first}\n"
    found = trace([article("a", STORY), article("b", mixed), article("c", OTHER)]).reuse
    assert [(each.a, each.b) for each in found] == [("a", "b"), ("b", "c")]
    places = [(passage.a.begin, passage.b.begin) for passage in found[0].passages]
    assert places == sorted(places)
    assert [b for _, b in places] != sorted(b for _, b in places)
    assert second not in mixed


def test_a_quotation_inside_another_story_is_found() -> None:
    quote = "We waited nine winters for this money and we will not wait another spring"
    host = (
        f'{OTHER}\nAt sea the mood was no better: "{quote}," a skipper was heard to say as the ferries lay idle.\n'
    )
    found = shared(STORY, host)
    assert found is not None
    assert len(found.passages) == 1
    assert quote in words(STORY, found.passages[0].a)
    assert quote in words(host, found.passages[0].b)


def test_one_sentence_made_two_is_one_passage() -> None:
    joined = "The council lent 40 million crowns to the fleet and Marta Kolbein thanked the mayor of Ostrava Bay."
    split = "The council lent 40 million crowns to the fleet. Marta Kolbein thanked the mayor of Ostrava Bay."
    rest = STORY.split("\n\n")[2]
    found = shared(f"{joined}\n\n{rest}", f"{split}\n\n{rest}")
    assert found is not None
    assert Span(0, len(split)) in [passage.b for passage in found.passages]


def test_a_follow_up_is_no_rewrite() -> None:
    later = (
        "Ostrava Bay has paid out the 40 million crowns that the harbour council lent the fishing fleet. "
        "Deputy mayor Ilan Dresk said the survey of hulls was complete."
    )
    own = "The first boats sailed on Sunday with a brass band on the mole, and the bakers of Veskol gave out rolls."
    articles = [
        article("a", STORY, published="2024-03-05"),
        article("b", f"{later}\n\n{own}", published="2024-05-20"),
    ]
    assert trace(articles).reuse == ()


def test_furniture_and_credits_are_not_compared() -> None:
    note = "Sign up for the Ostrava Bay morning letter and read Marta Kolbein every Tuesday before breakfast."
    texts = [f"{STORY}\n{note}\n", f"{OTHER}\n{note}\n"]
    articles = [
        replace(each, layout=Layout(story=each.layout.story[:-1], furniture=each.layout.story[-1:]))
        for each in (article("a", texts[0]), article("b", texts[1]))
    ]
    assert trace(articles).reuse == ()


def test_an_outlets_standing_note_is_not_reuse() -> None:
    note = "The Quay Gazette is owned by 4,000 readers and thanks the Lindqvist foundation for support."
    articles = [
        article(f"q{day}", f"{_prose(day)}\n\n{note}", outlet="The Quay Gazette", published=f"2024-03-{day:02}")
        for day in range(1, 28, 3)
    ]
    assert trace(articles).reuse == ()


def _prose(seed: int) -> str:
    source = random.Random(seed)
    return " ".join(
        f"{_name(source)} {_name(source).lower()} the {_name(source)} of {_name(source)} on {_name(source)}."
        for _ in range(12)
    )


def _name(source: random.Random) -> str:
    return "".join(source.choice("bdfgklmnprstvz") + source.choice("aeiou") for _ in range(4)).title()


@pytest.mark.parametrize(
    "text",
    [
        "Совет порта во вторник одобрил кредит рыбацкому флоту в сорок миллионов крон на новые двигатели.",
        "港務委員會星期二投票決定借給漁船隊四千萬克朗購買新的發動機，首批發動機將在十月鯡魚季節開始之前運抵港口。",
        "صوت مجلس الميناء يوم الثلاثاء على إقراض أسطول الصيد أربعين مليون كرونة لشراء محركات جديدة قبل موسم الصيد.",
        "สภาท่าเรือลงมติเมื่อวันอังคารให้กองเรือประมงกู้เงินสี่สิบล้านโครนเพื่อซื้อเครื่องยนต์ใหม่ก่อนฤดูจับปลาในเดือนตุลาคม",
    ],
)
def test_copies_are_found_in_any_script(text: str) -> None:
    found = shared(text, text + "\n")
    assert found is not None
    assert found.relation == "verbatim"


def test_a_story_that_begins_at_once_is_found() -> None:
    sentence = STORY.split("\n\n")[0]
    found = shared(sentence, sentence)
    assert found is not None
    assert found.passages[0].a == Span(0, len(sentence))


def test_a_story_that_hundreds_print_each_a_little_changed_is_still_shared() -> None:
    copies = [article(f"c{index:03}", f"{STORY}\nEdition {_prose(index)[:60]}") for index in range(200)]
    found = trace(copies).reuse
    touched = {name for each in found for name in (each.a, each.b)}
    assert len(touched) == 200
    assert len(found) <= 48 * 200
    assert min(each.coverage_a for each in found) > 0.8


PIECES = [*STORY.replace("\n\n", " ").split(". "), *REWRITE.replace("\n\n", " ").split(". "), *OTHER.split(". ")]
COLLECTIONS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(PIECES), min_size=1, max_size=7),
        st.sampled_from([None, "2024-03-01", "2024-03-02T10:00:00+00:00"]),
        st.sampled_from([None, "Quay Gazette", "Bay Post"]),
        st.sampled_from([None, "AP"]),
    ),
    min_size=1,
    max_size=6,
)


def collection(drawn: list) -> list[Article]:
    return [
        article(f"x{index}", ". ".join(pieces), published=published, outlet=outlet, wire=wire)
        for index, (pieces, published, outlet, wire) in enumerate(drawn)
    ]


@settings(max_examples=40, deadline=None)
@given(COLLECTIONS, st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(drawn: list, source: random.Random) -> None:
    articles = collection(drawn)
    shuffled = list(articles)
    source.shuffle(shuffled)
    assert trace(articles) == trace(shuffled)


@settings(max_examples=40, deadline=None)
@given(COLLECTIONS)
def test_spans_lie_in_the_story_and_coverage_is_a_share(drawn: list) -> None:
    articles = {each.id: each for each in collection(drawn)}
    found = trace(list(articles.values()))
    for reuse in found.reuse:
        assert reuse.a < reuse.b
        assert 0 < reuse.coverage_a <= 1
        assert 0 < reuse.coverage_b <= 1
        for passage in reuse.passages:
            assert words(articles[reuse.a].text, passage.a).strip()
            assert words(articles[reuse.b].text, passage.b).strip()
            assert passage.b.end <= len(articles[reuse.b].text)
    for derivation in found.derivations:
        assert derivation.source != derivation.article
        assert (derivation.confidence == 0) == (derivation.source is None and derivation.wire is None)
        assert derivation.evidence


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [""],
        ["", "   \n", "."],
        ["word"] * 300,
        [STORY] * 300,
        ["The same small sentence stands here again. " * 20_000, STORY],
        ["QUJD" * 50_000, "QUJD" * 50_000],
        ["x " * 60_000, "x " * 60_000],
        ["\ud800 broken \ud800 text"] * 2,
    ],
    ids=["none", "empty", "blank", "one word", "identical", "repeated", "base64", "one token", "surrogates"],
)
def test_degenerate_collections_end_and_stay_small(texts: list[str]) -> None:
    found = trace([article(f"d{index:04}", text) for index, text in enumerate(texts)])
    assert len(found.reuse) <= 4 * len(texts)


IDEOGRAPHS = (
    "河港城的议会星期二决定为三百户受灾家庭修建新的住房。市长说，第一批房屋将在十月以前完工，费用由省政府和一家银行共同承担。"
    "去年春天的洪水冲毁了两座桥梁和一所学校，许多居民至今住在帐篷里。反对派议员批评这项计划来得太晚，并要求公布合同的全部内容。"
)
KANA = (
    "政府は火曜日、洪水で家を失った三百世帯のために新しい住宅を建てると発表した。市長によると、最初の住宅は十月までに完成する予定で、"
    "費用は県と銀行が負担する。野党の議員は計画が遅すぎると批判し、契約の公開を求めた。"
)


@pytest.mark.parametrize("text", [IDEOGRAPHS, KANA])
def test_an_edited_copy_is_found_in_scripts_without_spaces(text: str) -> None:
    edited = text.replace("三百", "四百").replace("市長", "知事").replace("市长", "省长").replace("新", "大")
    others = [IDEOGRAPHS, KANA]
    others.remove(text)
    articles = [article_from_text(each, id=str(at)) for at, each in enumerate((text, edited, *others))]
    (found,) = trace(articles).reuse
    assert (found.a, found.b) == ("0", "1")
    assert "edited" in {passage.relation for passage in found.passages}
    assert min(found.coverage_a, found.coverage_b) > 0.9
