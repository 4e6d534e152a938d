"""The lines around the headline: author, dates, reading time. The same lines may stand at the end of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model import Span
from onrecord.reading.byline import Byline, byline_of, is_affiliation
from onrecord.reading.date_lines import is_labelled, published_in
from onrecord.reading.furniture import furniture_of
from onrecord.reading.headline import is_prose
from onrecord.reading.names import is_person, words
from onrecord.reading.page import Page
from onrecord.reading.paragraphs import Paragraph, has_stop, word_count
from onrecord.reading.wires import agencies

HEAD_PROSE = 2  # paragraphs of prose within which a byline may still follow: a deck, or a first sentence above it
MAX_HEAD = 40  # paragraphs; above the story of a page stand at most its menus and share buttons
TAIL = 4  # paragraphs at the end among which a byline or a date may stand
MAX_LINE = 160  # characters of a line that holds an author, a date and a reading time
MAX_SEGMENT_WORDS = 8
MAX_AFFILIATION_WORDS = 6
_SIGNS = "|•·"  # between the facts of a line
_SIGN = re.compile(rf"\s*[{_SIGNS}]\s*")
_BEHIND_NAME = re.compile(r"\s+(?=\d)|\s+in\s+(?=[^\W\d_a-z])")


def read_head(page: Page, given: str | None) -> None:
    """Find the byline and the day of publication; `given` is a byline known from elsewhere."""
    head = _head_end(page)
    count = len(page.parts)
    tail = range(max(head, count - TAIL), count)
    short = [number for number in (*range(head), *tail) if len(page.parts[number].text) <= MAX_LINE]
    dated: list[int] = []
    for number in short:
        if page.roles[number] is not None:
            continue
        part = page.parts[number]
        if _mark_date(page, number, part, trusted=number < head) or _mark_segments(page, number, part):
            dated.append(number)
        elif (byline := byline_of(page.text, part.begin, part.end)) is not None:
            _give_byline(page, number, byline)
    if count > 1:
        _mark_bare_names(page, head, given, dated, short)


def _head_end(page: Page) -> int:
    """The number of the paragraph with which the story is well under way."""
    prose = 0
    end = min(MAX_HEAD, len(page.parts))
    for number in range(end):
        if page.roles[number] is None and is_prose(page.parts[number]):
            prose += 1
            if prose > HEAD_PROSE:
                return number
    return end


def _mark_date(page: Page, number: int, part: Paragraph, *, trusted: bool) -> bool:
    """Whether a paragraph is a line of dates; unless `trusted`, it is that of publication only if it says so."""
    found = published_in(part.text)
    if found is None:
        return False
    page.give(number, "furniture")
    if trusted or is_labelled(part.text):
        _note_day(page, part.begin, found)
    return True


def _note_day(page: Page, begin: int, found: tuple[str | None, int, int]) -> None:
    value, first, last = found
    if value is not None:
        page.note("published", value, Span(begin + first, begin + last))


def _mark_segments(page: Page, number: int, part: Paragraph) -> bool:
    """Whether a paragraph is a line of facts with signs between ("PTI | Nov 29, 2022", "Jane Doe · 3 min read")."""
    if not any(map(part.text.__contains__, _SIGNS)):
        return False
    segments = [*_segments(part)]
    if len(segments) < 2 or any(word_count(text, MAX_SEGMENT_WORDS) > MAX_SEGMENT_WORDS for text, _ in segments):
        return False
    days = [(span, day) for text, span in segments if (day := published_in(text)) is not None]
    if not days and not any(furniture_of(text) is not None for text, _ in segments):
        return False
    for span, day in days:
        _note_day(page, span.begin, day)
    named = False
    for text, span in segments:
        byline = byline_of(page.text, span.begin, span.end)
        if byline is None and (is_person(text) or agencies().code_of(text) is not None):
            byline = Byline(text, span, span.end, tuple(agencies().credited(page.text, span.begin, span.end)))
        if byline is not None:
            named = True
            _note_byline(page, byline)
    page.give(number, "credit" if named else "furniture")
    return True


def _segments(part: Paragraph) -> Iterator[tuple[str, Span]]:
    begin = 0
    for sign in (*_SIGN.finditer(part.text), None):
        end = sign.start() if sign else len(part.text)
        if begin < end:
            yield part.text[begin:end], Span(part.begin + begin, part.begin + end)
        begin = sign.end() if sign else end


def _note_byline(page: Page, byline: Byline) -> None:
    page.note("byline", byline.value, byline.span)
    page.credit("byline", byline.wires)


def _give_byline(page: Page, number: int, byline: Byline) -> None:
    """Give a byline its role; what stands behind it in the line ("6 Min Read") may be furniture."""
    part = page.parts[number]
    behind = page.text[byline.end : part.end].strip(" \t|•·–—-,*_")
    day = published_in(behind)
    if behind and (day is not None or furniture_of(behind) is not None):
        page.give(number, "credit", rest="furniture", at=byline.end)
        if day is not None:
            _note_day(page, page.text.index(behind, byline.end), day)
    else:
        page.give(number, "credit")
    _note_byline(page, byline)
    for after, following in page.open(number + 1, number + 2):
        few = word_count(following.text, MAX_AFFILIATION_WORDS) <= MAX_AFFILIATION_WORDS
        if few and not has_stop(following.text) and is_affiliation(following.text.split(",")[0]):
            page.give(after, "credit")


def _mark_bare_names(page: Page, head: int, given: str | None, dated: list[int], short: list[int]) -> None:
    """Of the lines `short` those that hold a name and nothing else: the byline's own name, or one beside a date."""
    known = {name.casefold() for name in (given, page.value("byline")) if name}
    for number in short:
        if page.roles[number] is not None or not (known or number < head):
            continue
        part = page.parts[number]
        if known and part.text.casefold() in known:
            page.give(number, "credit")
            page.note("byline", page.value("byline") or part.text, part.span())
        elif 0 < number < head and page.value("byline") is None and _may_name(part.text):
            name = _bare_name(part.text)
            if _is_author(name) and _is_beside(number, part.text[len(name) :].strip(), dated):
                page.give(number, "credit")
                page.note("byline", name, Span(part.begin, part.begin + len(name)))


def _may_name(line: str) -> bool:
    """Whether a line begins with two words of a name, as every line does in which `_bare_name` finds an author."""
    first, second, *_ = (*line.split(None, 2), "", "")
    return first[:1].isupper() and (second[:1].isupper() or second in words("names", "particles"))


def _is_beside(number: int, behind: str, dated: list[int]) -> bool:
    """Whether a name stands beside a line of dates, or has a reading time or the like `behind` it."""
    return number - 1 in dated or number + 1 in dated or (behind != "" and furniture_of(behind) is not None)


def _bare_name(line: str) -> str:
    """The line without a place or a reading time behind a name ("Jane Doe in Kyiv", "Jane Doe 6 min read")."""
    behind = _BEHIND_NAME.search(line)
    return line[: behind.start()] if behind else line


def _is_author(name: str) -> bool:
    """Whether a line of its own could be an author's name; one in capitals is a label as often."""
    return is_person(name) and not name.isupper()
