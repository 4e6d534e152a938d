"""Quotations are found as news prints them, in any text, in linear time."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extraction.statements.quotations import quotations
from onrecord.model import Span


def found(text):
    return [text[q.span.begin : q.span.end] for q in quotations(text, [(0, Span(0, len(text)))])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will wait,” she said.", ["“We will wait,”"]),
        ('"We will wait," she said, "for now."', ['"We will wait,"', '"for now."']),
        ("''We will wait,'' Ms. Orwin said.", ["''We will wait,''"]),
        ("''That's not what we don't want,'' Ms. Orwin said.", ["''That's not what we don't want,''"]),
        ("'We will wait,' she said.", ["'We will wait,'"]),
        ("‘We will wait,’ she said.", ["‘We will wait,’"]),
        ("«We will wait», she said.", ["«We will wait»"]),
        ("„We will wait“, she said.", ["„We will wait“"]),
        ('“We will wait," she said.', ['“We will wait,"']),
        ("“We will wait,“ she said, “for now.”", ["“We will wait,“", "“for now.”"]),
        ("« We will wait », she said.", ["« We will wait »"]),
        ("«\u202fWe will wait\u202f», she said.", ["«\u202fWe will wait\u202f»"]),
        ("»We will wait«, she said.", ["»We will wait«"]),
        ("»We will wait», she said.", ["»We will wait»"]),
        ("”We will wait,” she said.", ["”We will wait,”"]),
        ("„We will wait”, she said.", ["„We will wait”"]),
        ("‚We will wait‘, she said.", ["‚We will wait‘"]),
        ("``We will wait,'' she said.", ["``We will wait,''"]),
        ('\\"We will wait,\\" she said.', ['\\"We will wait,\\"']),
        ("&quot;We will wait,&quot; she said.", ["&quot;We will wait,&quot;"]),
        ("&ldquo;We will wait,&#8221; she said.", ["&ldquo;We will wait,&#8221;"]),
        ("She said:“We will wait.”", ["“We will wait.”"]),
    ],
)
def test_every_style_of_marks_is_read(text, expected):
    assert found(text) == expected


def test_a_quotation_that_never_closes_ends_with_its_paragraph():
    text = "“The bridge will open. . I hope they know.  "
    (quotation,) = quotations(text, [(0, Span(0, len(text)))])
    assert text[quotation.span.begin : quotation.span.end] == text.rstrip()
    assert not quotation.closed


def test_a_mark_that_reopens_behind_a_sentence_ends_the_one_that_never_closed():
    assert found("“The bridge will open. “We hope so,” he said.") == ["“The bridge will open.", "“We hope so,”"]


@pytest.mark.parametrize(
    "text",
    [
        "The members' vote was the ministers' last.",
        "It was rock 'n' roll in the '90s, and 'twas good.",
        "He is 6'2\" tall.",
        'the 12" pipe',
        "She didn’t know the boys’ names.",
    ],
)
def test_apostrophes_feet_and_inches_are_no_quotations(text):
    assert found(text) == []


def test_an_apostrophe_does_not_close_a_quotation_in_single_marks():
    assert found("'I don't know the boys' names,' she said.") == ["'I don't know the boys' names,'"]


def test_marks_nested_in_a_quotation_are_its_words():
    assert found("“He told me ‘wait’ and I did,” she said.") == ["“He told me ‘wait’ and I did,”"]


@pytest.mark.parametrize(
    "text",
    [
        '"He told me “wait” and I did," she said.',
        '“He told me "wait" and I did,” she said.',
        "'He told me \"wait\" and I did,' she said.",
        "«He told me «wait» and I did», she said.",
        "“He told me “wait” and I did,” she said.",
        '"The town is no “gift” now. It waits. “Let us go,” he told me," she said.',
    ],
)
def test_marks_of_any_kind_nested_in_a_quotation_are_its_words(text):
    assert found(text) == [text.removesuffix(" she said.").removesuffix(",")]


def test_a_paragraph_that_reopens_without_closing_is_a_quotation_each_time():
    first, second = "'One thing is clear.", "'Two things are not,' she said."
    text = f"{first}\n{second}"
    spans = [(0, Span(0, len(first))), (1, Span(len(first) + 1, len(text)))]
    assert [text[q.span.begin : q.span.end] for q in quotations(text, spans)] == [first, "'Two things are not,'"]
    assert [q.closed for q in quotations(text, spans)] == [False, True]


def test_the_words_of_a_quotation_stand_between_its_marks():
    text = '« We will wait » and \\"see\\" and &quot;hear&quot;'
    inside = quotations(text, [(0, Span(0, len(text)))])
    assert [text[q.words.begin : q.words.end] for q in inside] == ["We will wait", "see", "hear"]


@given(st.text(alphabet="ab .,s'\"“”‘’‚„«»\\&;`\n\u00a0é1", max_size=80))
def test_any_text_gives_quotations_in_order_inside_their_paragraph(text):
    inside = quotations(text, [(0, Span(0, len(text)))])
    at = 0
    for quotation in inside:
        assert at <= quotation.span.begin < quotation.span.end <= len(text)
        assert quotation.span.covers(quotation.words)
        at = quotation.span.end


PIECES = [
    "“a ",
    '" a',
    "'a ",
    "['a",
    "''a ",
    "‘a ",
    '"a" ',
    "“",
    "a' ",
    "'a b's ",
    "‘a 'b “c \"d ",
    "“a “b” ",
    "\\",
    "&#",
]


@pytest.mark.parametrize("piece", PIECES)
def test_twice_the_marks_cost_twice_the_work(piece):
    once, twice = (_calls(piece * (size // len(piece))) for size in (20_000, 40_000))
    assert twice < 2.1 * once


def _calls(text):
    """The calls, built-in functions among them, that reading a paragraph of `text` takes."""
    count = 0

    def seen(frame, event, function):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        quotations(text, [(0, Span(0, len(text)))])
    finally:
        sys.setprofile(before)
    return count


def test_a_paragraph_of_a_million_characters_is_read():
    text = "“a ‘b \"c 'd " * (10**6 // 12)
    assert all(q.span.end <= len(text) for q in quotations(text, [(0, Span(0, len(text)))]))
