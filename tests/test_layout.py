"""What is found in plain text: headline, byline, dateline, wire, contributors, furniture."""

from __future__ import annotations

import pytest

from onrecord.model import Article, Span
from onrecord.reading import article_from_text

STORY = "Ostrava will send forty boats to Marland, the minister said on Tuesday."
MORE = "The boats are old but sound, she added, and the crews are already being trained."


def words(article: Article, span: Span | None) -> str | None:
    return None if span is None else article.text[span.begin : span.end]


def story(article: Article) -> list[str]:
    return [article.text[span.begin : span.end] for span in article.layout.story]


def furniture(article: Article) -> list[str]:
    return [article.text[span.begin : span.end] for span in article.layout.furniture]


def credits_of(article: Article) -> list[str]:
    return [article.text[span.begin : span.end] for span in article.layout.credits]


def anchored(article: Article, field: str) -> list[str]:
    return [article.text[span.begin : span.end] for span in article.anchors.get(field, ())]


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ada Penrose", "Ada Penrose"),
        ("BY ADA PENROSE", "ADA PENROSE"),
        ("By: Ada Penrose", "Ada Penrose"),
        ("By: The Northern Ledger Staff", "The Northern Ledger Staff"),
        ("By Ada Penrose 6 Min Read", "Ada Penrose"),
        ("By Ada Penrose | Published Nov 29, 2022", "Ada Penrose"),
        ("By Ada Penrose and Jon Bell", "Ada Penrose and Jon Bell"),
        ("By Ada Penrose, Jon Bell and Cy O’Hara", "Ada Penrose, Jon Bell and Cy O’Hara"),
        ("By Ada Penrose, Associated Press", "Ada Penrose"),
        ("By Ada van der Berg in Ostrava", "Ada van der Berg"),
        ("By Ada Penrose, political correspondent", "Ada Penrose"),
        ("By Reuters", "Reuters"),
        ("By our foreign desk", "our foreign desk"),
        ("Written by Ada Penrose", "Ada Penrose"),
        ("ADA PENROSE, Associated Press", "ADA PENROSE"),
        ("Ada Penrose | 29 November 2022 | 4 min read", "Ada Penrose"),
    ],
)
def test_a_byline_is_found_and_is_no_story(line: str, byline: str) -> None:
    article = article_from_text(f"Ostrava to send forty boats\n\n{line}\n\n{STORY}\n\n{MORE}")
    assert article.byline == byline
    assert anchored(article, "byline") == [byline]
    assert story(article) == [STORY, MORE]
    assert article.title == "Ostrava to send forty boats"


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday",
        "By Tuesday evening the ministers had agreed on nothing.",
        "By 2030 Marland will have sixty boats",
        "By contrast",
        "By the end of the day Lorn was tired of talks",
        "Ada Penrose told the ministers that boats are not enough.",
    ],
)
def test_what_begins_like_a_byline_may_be_story(line: str) -> None:
    article = article_from_text(f"Ostrava to send forty boats\n\n{line}\n\n{STORY}\n\n{MORE}")
    assert article.byline is None
    assert line in story(article)


def test_a_bare_name_above_its_byline_goes_with_it() -> None:
    text = f"Ostrava to send forty boats\n\nAda Penrose\nBy Ada Penrose 6 Min Read\n\n{STORY}\n\n{MORE}"
    article = article_from_text(text)
    assert anchored(article, "byline") == ["Ada Penrose", "Ada Penrose"]
    assert credits_of(article) == ["Ada Penrose", "By Ada Penrose"]
    assert furniture(article) == ["6 Min Read"]


def test_a_byline_may_stand_above_the_headline() -> None:
    article = article_from_text(
        f"By: Ledger Staff\n\nForty boats for Marland; tanks later\n\n\n\n{STORY}\n\n{MORE}"
    )
    assert article.byline == "Ledger Staff"
    assert words(article, article.layout.headline) == "Forty boats for Marland; tanks later"


@pytest.mark.parametrize(
    ("start", "dateline", "wire"),
    [
        ("OSTRAVA, Marland (AP) — ", "OSTRAVA, Marland", "AP"),
        ("OSTRAVA, March 3 (Reuters) - ", "OSTRAVA", "Reuters"),
        ("KYIV — ", "KYIV", None),
        ("KYIV/MOSCOW, 3 March (AFP) – ", "KYIV/MOSCOW", "AFP"),
        ("BEIJING, Nov. 29 (Xinhua) -- ", "BEIJING", "Xinhua"),
        ("NEW YORK, April 1 (UPI) — ", "NEW YORK", "UPI"),
        ("MEXICO CITY - ", "MEXICO CITY", None),
        ("COLUMBIA, S.C. (AP) — ", "COLUMBIA, S.C.", "AP"),
        ("Cleveland (AFP) – ", "Cleveland", "AFP"),
        ("Nairobi, Kenya – ", "Nairobi, Kenya", None),
        ("Dec 29 (Reuters) - ", None, "Reuters"),
        ("(Reuters) - ", None, "Reuters"),
        ("Kyiv, Ukraine CNN — ", "Kyiv, Ukraine", None),
        ("BRUSSELS (Northern Press Agency) — ", "BRUSSELS", "Northern Press Agency"),
        ("BRUSSELS (NPA) — ", "BRUSSELS", "NPA"),
        ("PORTLAND (Maine) — ", "PORTLAND", None),
        ("NATO — ", None, None),
        ("BREAKING — ", None, None),
        ("SURPRISE TRIP - ", None, None),
        ("On Tuesday, Nov 29 — ", None, None),
        ("Lorn, the minister – ", None, None),
    ],
)
def test_a_dateline_gives_place_and_agency_and_stays_in_its_paragraph(
    start: str, dateline: str | None, wire: str | None
) -> None:
    article = article_from_text(f"{start}{STORY}\n\n{MORE}")
    assert (article.dateline, article.wire) == (dateline, wire)
    assert anchored(article, "dateline") == ([dateline] if dateline else [])
    assert story(article)[0] == start + STORY


@pytest.mark.parametrize(
    ("line", "people", "wire"),
    [
        (
            "Ada Penrose in Oslo and Jon Bell in New York contributed to this report.",
            ("Ada Penrose", "Jon Bell"),
            None,
        ),
        (
            "Associated Press writers Ada Penrose and Jon Bell contributed to this story.",
            ("Ada Penrose", "Jon Bell"),
            "AP",
        ),
        ("(Reporting by Ada Penrose in Oslo; Editing by Jon Bell)", ("Ada Penrose", "Jon Bell"), None),
        (
            "Additional reporting by Ada Penrose, Jon Bell and Cy de Vries",
            ("Ada Penrose", "Jon Bell", "Cy de Vries"),
            None,
        ),
        ("CNN’s Ada Penrose contributed reporting.", ("Ada Penrose",), None),
        ("The Associated Press contributed to this report.", (), "AP"),
        ("With inputs from PTI", (), "PTI"),
        ("— Reuters", (), "Reuters"),
        ("(AFP)", (), "AFP"),
    ],
)
def test_credit_lines_name_contributors_and_agencies(line: str, people: tuple[str, ...], wire: str | None) -> None:
    article = article_from_text(f"Ostrava to send forty boats\n\n{STORY}\n\n{MORE}\n\n{line}")
    assert credits_of(article) == [line]
    assert article.contributors == people
    assert tuple(anchored(article, "contributors")) == people
    assert article.wire == wire


@pytest.mark.parametrize(
    "line",
    [
        "Rising prices and long winters contributed to this report of misery, she said.",
        "Reporting by the ministry has shown that boats are late.",
        "Editing by hand takes weeks, the office said.",
        "The sanctions contributed to the fall of the government.",
    ],
)
def test_sentences_with_the_words_of_a_credit_are_story(line: str) -> None:
    article = article_from_text(f"Ostrava to send forty boats\n\n{STORY}\n\n{line}")
    assert line in story(article)
    assert article.contributors == ()


def test_a_credit_behind_the_last_sentence_is_cut_from_the_story() -> None:
    article = article_from_text(
        f"Forty boats for Marland\n\n{STORY}\n\n{MORE} (Reporting by Ada Penrose; Editing by Jon Bell)"
    )
    assert story(article) == [STORY, MORE]
    assert article.contributors == ("Ada Penrose", "Jon Bell")


@pytest.mark.parametrize(
    "line",
    [
        "6 Min Read",
        "Share This Article",
        "Leave a comment",
        "Follow AP’s coverage of the war in Marland:",
        "Sign up for our morning newsletter.",
        "Read more: Marland asks for planes",
        "Related: Marland asks for planes",
        "© 2022 The Northern Ledger",
        "All rights reserved.",
        "Advertisement",
        "Facebook Twitter WhatsApp",
        "12 comments",
        "https://ledger.example/boats",
        "* * *",
        "Follow Ada Penrose on Twitter @adapenrose.",
        "This story has been updated.",
        "Image caption, Lorn in Ostrava",
        "[1/3] Eva Lorn speaks in Ostrava on Tuesday. REUTERS/Max Muster",
    ],
)
@pytest.mark.parametrize("place", ["above", "inside", "below"])
def test_furniture_is_no_story_wherever_it_stands(line: str, place: str) -> None:
    parts = {
        "above": ["Ostrava to send forty boats", line, STORY, MORE],
        "inside": ["Ostrava to send forty boats", STORY, line, MORE],
        "below": ["Ostrava to send forty boats", STORY, MORE, line],
    }[place]
    article = article_from_text("\n\n".join(parts))
    assert furniture(article) == [line]
    assert story(article) == [STORY, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell in Ostrava after the ministers had spoken to reporters in the capital.",
        "Read the treaty, Lorn told the ministers, and then speak.",
        "Follow the money, investigators in Marland like to say.",
        "For more than ten years Marland has asked for boats.",
        "“Sign up for the army,” the posters say.",
        "More than forty boats are on their way.",
        "Related crimes will be tried in Ostrava, the court said on Monday.",
    ],
)
def test_sentences_that_begin_like_furniture_are_story(line: str) -> None:
    assert line in story(article_from_text(f"Ostrava to send forty boats\n\n{STORY}\n\n{line}\n\n{MORE}"))


def test_a_text_of_one_sentence_is_story_whatever_it_begins_with() -> None:
    text = "Video: the minister of Ostrava explains where the forty boats will go in spring"
    assert story(article_from_text(text)) == [text]


def test_a_deck_and_headings_inside_stay_story() -> None:
    deck = "Minister rules out tanks but says that boats will follow in spring"
    article = article_from_text(
        f"Forty boats for Marland\n\n{deck}\n\nOSTRAVA (AP) — {STORY}\n\nWho sends what\n\n{MORE}"
    )
    assert article.title == "Forty boats for Marland"
    assert story(article) == [deck, f"OSTRAVA (AP) — {STORY}", "Who sends what", MORE]


@pytest.mark.parametrize(
    "given_title", ["Forty boats for Marland", "Forty boats for Marland | The Ledger", "forty boats, for Marland!"]
)
def test_a_given_title_is_anchored_where_it_stands(given_title: str) -> None:
    article = article_from_text(f"Forty boats for Marland.\n\n{STORY}", title=given_title)
    assert article.title == given_title
    assert words(article, article.layout.headline) == "Forty boats for Marland."


def test_a_given_title_that_is_not_there_leaves_the_first_line_to_the_story() -> None:
    article = article_from_text(f"Talks in the capital went on\n\n{STORY}", title="Forty boats for Marland")
    assert article.layout.headline is None
    assert story(article) == ["Talks in the capital went on", STORY]


def test_given_fields_win_over_those_found() -> None:
    text = f"Forty boats for Marland\n\nBy Ada Penrose\n\nNov 29, 2022\n\nOSTRAVA (AP) — {STORY}\n\n{MORE}"
    article = article_from_text(text, byline="Jon Bell", published="2022-11-30", wire="Reuters", dateline="OSLO")
    assert (article.byline, article.published, article.wire, article.dateline) == (
        "Jon Bell",
        "2022-11-30",
        "Reuters",
        "OSLO",
    )


def test_lines_broken_inside_a_sentence_are_one_paragraph() -> None:
    text = f"{STORY}\n\nMarland cannot win in the longer term without\n\nbuilding more boats, Lorn said.\n\n{MORE}"
    assert story(article_from_text(text)) == [
        STORY,
        "Marland cannot win in the longer term without\n\nbuilding more boats, Lorn said.",
        MORE,
    ]


def test_text_wrapped_at_a_width_is_put_together() -> None:
    text = (
        "Ministers of nine countries agreed on Tuesday to send boats, trucks and\n"
        "medicine to Marland before winter. Marland had asked for all of them in\n"
        "October. Lorn said that the talks had been long, that Norland would be\n"
        "next, and that everybody was tired.\n\n"
        "The boats are old.\n"
    )
    first, second = story(article_from_text(text))
    assert first.endswith("everybody was tired.")
    assert second == "The boats are old."


def test_lines_that_end_with_a_stop_are_paragraphs_of_their_own() -> None:
    assert story(article_from_text(f"{STORY}\n{MORE}")) == [STORY, MORE]
    alike = [f"The minister of country {letter} said: “We spoke for an hour about boats.”" for letter in "ABCDEF"]
    assert story(article_from_text("\n".join(alike))) == alike


def test_an_agency_is_credited_by_citation_only_where_nobody_else_is_the_author() -> None:
    cited = f"AP concludes that Marland will wait. {MORE}"
    staff = article_from_text(f"By: Ledger Staff\n\nForty boats for Marland\n\n{STORY}\n\n{cited}")
    assert staff.wire == "AP"
    assert anchored(staff, "wire_cited") == ["AP"]
    author = article_from_text(f"By Ada Penrose\n\nForty boats for Marland\n\n{STORY}\n\n{cited}")
    assert author.wire is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Lorn told Reuters that the boats were ready.",
        "A Reuters/Ipsos poll found that most agree.",
        "Reuters could not reach the minister.",
        "According to an AP count, nine countries agreed.",
        "She spoke in an interview with AFP.",
    ],
)
def test_an_agency_that_only_heard_or_counted_is_no_wire(sentence: str) -> None:
    assert article_from_text(f"By: Ledger Staff\n\nForty boats for Marland\n\n{STORY}\n\n{sentence}").wire is None


def test_a_picture_is_no_credit_for_the_words() -> None:
    article = article_from_text(
        f"Forty boats for Marland\n\n(Max Muster/AFP via Getty Images)\n\n{STORY}\n\n{MORE}"
    )
    assert article.wire is None
    assert story(article) == [STORY, MORE]


def test_an_agency_that_is_the_outlet_is_the_wire() -> None:
    assert article_from_text(STORY, outlet="reuters.com").wire == "Reuters"


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(TypeError, match="headlin"):
        article_from_text(STORY, headlin="x")
