"""What in a text is the story, and what its headline, byline, credits and furniture."""

from __future__ import annotations

import re
from itertools import islice

from onrecord.model import Span, in_utf8
from onrecord.reading.citation import credited_by_citation
from onrecord.reading.credits import credit_at_end, credit_of
from onrecord.reading.dateline import dateline_of
from onrecord.reading.furniture import furniture_of
from onrecord.reading.head import read_head
from onrecord.reading.headline import LOOK_WITHIN, MIN_PROSE_WORDS, find_title, is_headline_like, is_prose, marks
from onrecord.reading.page import Found, Page
from onrecord.reading.paragraphs import Paragraph, has_stop, paragraphs, word_count
from onrecord.reading.suspects import suspects
from onrecord.reading.wires import agencies

HEAD_PROSE = 2  # paragraphs of prose within which a byline may still follow: a deck, or a first sentence above it
TAIL = 4  # paragraphs at the end among which a byline or a date may stand
DATELINE_WITHIN = 4  # paragraphs of story; above the dateline stand a deck or a summary at most
MAX_LABEL_WORDS = 2
FEW_PARAGRAPHS = 3
MAX_NAME_LINE = 120  # characters
MIN_CREDITED = 2  # paragraphs; below one alone an agency in brackets credits a picture as often as the words
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:[^\r\n]{0,2000}\r?\n){1,60}?---[ \t]*(?=\r?\n|\Z)")
_SIGN = re.compile(r"\s*[|•·]\s*|\s+(?=\d)")


def lay_out(text: str, title: str | None = None, byline: str | None = None, data: bytes | None = None) -> Found:
    """The parts of `text` (`data` in UTF-8); a `title` or `byline` known from elsewhere is looked for in it.

    Every character that is no white space is in exactly one span of the layout.
    """
    parts = paragraphs(text, title)
    page = Page(text, parts, [None] * len(parts))
    _mark_front_matter(page)
    _mark_title(page, title)
    lists = _mark_furniture_and_credits(page, in_utf8(text) if data is None else data)
    _keep_a_story(page)
    read_head(page, byline)
    if title is None:
        _mark_headline(page)
    _mark_lists(page, lists)
    _mark_dateline(page)
    _mark_ends(page)
    if "#" in text:
        _mark_heading_signs(page)
    _mark_citation(page, byline)
    return page.found()


def front_matter_end(text: str) -> int:
    """Where the block of fields between "---" lines ends with which Markdown files may begin; 0 without one."""
    found = _FRONT_MATTER.match(text) if text.startswith("---") else None
    return found.end() if found else 0


def _mark_front_matter(page: Page) -> None:
    end = front_matter_end(page.text)
    for number, part in enumerate(page.parts):
        if part.begin >= end:
            return
        page.give(number, "furniture")


def _mark_title(page: Page, title: str | None) -> None:
    found = None if title is None else find_title(page.parts, title)
    if title is not None and found is not None and page.roles[found[0]] is None:
        first, last = found
        page.join(first, last)
        _give_headline(page, first, title)


def _give_headline(page: Page, number: int, title: str | None = None) -> None:
    part = page.parts[number]
    span = Span(part.begin + marks(part.text), part.end)
    page.give(number, "headline")
    page.note("title", title or " ".join(page.text[span.begin : span.end].split()), span)


def _mark_furniture_and_credits(page: Page, data: bytes) -> list[int]:
    """Give furniture and credit lines their roles; returns the numbers of the lines that stand over a list."""
    lists: list[int] = []
    for number, anyhow in suspects(page.text, page.parts, data).items():
        if page.roles[number] is not None:
            continue
        part = page.parts[number]
        kind = furniture_of(part.text, anyhow)
        if kind is not None:
            page.give(number, "furniture")
            if kind.heads_list:
                lists.append(number)
            if kind.source:
                page.credit("page", tuple(agencies().credited(page.text, part.begin, part.end)))
            continue
        credit = credit_of(page.text, part.begin, part.end, anyhow)
        if credit is not None:
            page.give(number, "credit")
            page.people.extend(credit.people)
            page.credit("credit", credit.wires)
    return lists


def _mark_lists(page: Page, lists: list[int]) -> None:
    """Short lines below "Related topics" and the like, once the story has begun."""
    for head in lists:
        begun = "headline" in page.roles[:head] or any(is_prose(part) for _, part in page.open(0, head))
        for number in range(head + 1, len(page.parts) if begun else 0):
            part = page.parts[number]
            if page.roles[number] is None:
                if is_prose(part) or has_stop(part.text) or dateline_of(page.text, part.begin, part.end):
                    break
                page.give(number, "furniture")


def _keep_a_story(page: Page) -> None:
    """A text that would be all furniture keeps its sentences as story, whatever they begin with."""
    if None in page.roles or len(page.parts) > FEW_PARAGRAPHS:
        return
    for number, part in enumerate(page.parts):
        if page.roles[number] == "furniture" and word_count(part.text, MIN_PROSE_WORDS) >= MIN_PROSE_WORDS:
            page.roles[number] = None


def _mark_headline(page: Page) -> None:
    """The first line with the form of a headline, above the first prose; short labels above it are furniture."""
    above: list[int] = []
    for number, part in page.open():
        if len(above) >= LOOK_WITHIN or (is_prose(part) and not _may_be_headline(page, number)):
            break
        above.append(number)
    found = next((number for number in above if _may_be_headline(page, number)), None)
    if found is None:
        found = _headline_over_dateline(page)
    if found is None or not any(is_prose(part) for _, part in page.open(found + 1)):
        return
    _give_headline(page, found)
    for label in above:
        text = page.parts[label].text
        if label < found and word_count(text, MAX_LABEL_WORDS) <= MAX_LABEL_WORDS and not has_stop(text):
            page.give(label, "furniture")


def _may_be_headline(page: Page, number: int) -> bool:
    part = page.parts[number]
    return is_headline_like(part) and dateline_of(page.text, part.begin, part.end) is None


def _headline_over_dateline(page: Page) -> int | None:
    """A first line that would be a headline but for its full stop, when a dateline follows it."""
    first = [*islice(page.open(), 2)]
    if len(first) < 2:
        return None
    (number, part), (_, following) = first
    without_stop = Paragraph(part.begin, part.end, part.text.rstrip(".”’\"'"))
    dated = dateline_of(page.text, following.begin, following.end) is not None
    return number if dated and is_headline_like(without_stop) and _may_start(page, part) else None


def _may_start(page: Page, part: Paragraph) -> bool:
    return dateline_of(page.text, part.begin, part.end) is None


def _mark_dateline(page: Page) -> None:
    for _, part in islice(page.open(), DATELINE_WITHIN):
        found = dateline_of(page.text, part.begin, part.end)
        if found is None:
            continue
        if found.place is not None:
            words = page.text[found.place.begin : found.place.end]
            page.note("dateline", " ".join(words.split()), found.place)
        if found.day is not None:
            page.note("published", found.day[0], found.day[1])
        page.credit("dateline", found.wires)
        return


def _mark_ends(page: Page) -> None:
    """Credits that stand behind the last sentences of the story, in the same paragraph."""
    story = [number for number, role in enumerate(page.roles) if role is None]
    for number in story[-3:]:
        part = page.parts[number]
        begin = credit_at_end(page.text, part.begin, part.end)
        if begin is None:
            continue
        credit = credit_of(page.text, begin, part.end)
        page.give(number, "story", rest="credit", at=begin)
        if credit is not None:
            page.people.extend(credit.people)
            page.credit("credit", credit.wires if credit.people or len(story) >= MIN_CREDITED else ())


def _mark_citation(page: Page, given: str | None) -> None:
    story = [number for number, role in enumerate(page.roles) if role in (None, "story")]
    if story and not page.credits:
        author = given or page.value("byline")
        begin, end = page.parts[story[0]].begin, page.parts[story[-1]].end
        page.credit("cited", credited_by_citation(page.text, begin, end, author))


def _mark_heading_signs(page: Page) -> None:
    """The "#" before a heading is no part of it."""
    for number, part in enumerate(page.parts):
        signs = marks(part.text)
        role = page.roles[number] or "story"
        if signs and role in ("headline", "story") and number not in page.cuts and signs < len(part.text):
            page.give(number, "furniture", rest=role, at=part.begin + signs)
