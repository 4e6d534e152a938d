"""What holds for the layout of any text at all."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Span
from onrecord.reading import article_from_text
from onrecord.reading.paragraphs import paragraphs

PIECES = st.sampled_from(
    [
        "By Ada Penrose 6 Min Read",
        "By: The Northern Ledger Staff",
        "KYIV, Ukraine (AP) — ",
        "Ministers agree on forty boats for Ostrava",
        "The ministers agreed on forty boats, the office said on Monday.",
        "Share This Article",
        "Ada Penrose in Oslo and Jon Bell in New York contributed to this report.",
        "(Reporting by Ada Penrose; Editing by Jon Bell)",
        "Nov 29, 2022",
        "# Heading",
        "---",
        "title: Something",
        "***",
        "and the second half goes on",
        "\n",
        "\n\n",
        "\r\n",
        "\u2028",
        " ",
        "\t",
        "(AFP)",
        "— Reuters",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=30).map("".join))


def spans_of(article: Article) -> list[Span]:
    layout = article.layout
    headline = [layout.headline] if layout.headline else []
    return sorted([*headline, *layout.story, *layout.credits, *layout.furniture])


@settings(deadline=None)
@given(TEXTS)
@example("# ")
@example("#a")
@example("---\ntitle: x\n---")
@example("By ")
@example("\x1c—\x85")
def test_every_character_but_white_space_is_in_exactly_one_span(text: str) -> None:
    article = article_from_text(text)
    spans = spans_of(article)
    for span in spans:
        assert 0 <= span.begin < span.end <= len(text)
    for before, after in pairwise(spans):
        assert before.end <= after.begin
    covered = {place for span in spans for place in range(*span)}
    assert all(text[place].isspace() for place in range(len(text)) if place not in covered)


@settings(deadline=None)
@given(TEXTS)
def test_spans_of_each_part_are_in_the_order_of_the_text(text: str) -> None:
    layout = article_from_text(text).layout
    for spans in (layout.story, layout.credits, layout.furniture):
        assert list(spans) == sorted(spans)


@settings(deadline=None)
@given(TEXTS, st.none() | st.text(max_size=60), st.none() | st.text(max_size=30))
def test_reading_twice_gives_equal_articles_and_keeps_the_text(
    text: str, title: str | None, byline: str | None
) -> None:
    first = article_from_text(text, title=title, byline=byline)
    second = article_from_text(text, title=title, byline=byline)
    assert first == second
    assert first.text == text


@settings(deadline=None)
@given(TEXTS)
def test_every_anchor_lies_in_the_text_and_a_value_is_what_stands_there(text: str) -> None:
    article = article_from_text(text)
    for field, spans in article.anchors.items():
        assert spans
        for span in spans:
            assert 0 <= span.begin < span.end <= len(text)
            words = " ".join(text[span.begin : span.end].split())
            if field in ("title", "byline", "dateline"):
                assert words.casefold() == getattr(article, field).casefold()
            if field == "contributors":
                assert words in article.contributors


@given(TEXTS)
def test_paragraphs_begin_and_end_where_lines_do(text: str) -> None:
    lines, at = [], 0
    for piece in text.splitlines(keepends=True):
        if line := piece.strip():
            begin = at + piece.index(line)
            lines.append((begin, begin + len(line)))
        at += len(piece)
    found = paragraphs(text)
    begins, ends = {begin for begin, _ in lines}, {end for _, end in lines}
    assert all(part.text == text[part.begin : part.end] for part in found)
    assert {part.begin for part in found} <= begins
    assert {part.end for part in found} <= ends
    assert all(sum(part.begin <= begin and end <= part.end for part in found) == 1 for begin, end in lines)
