"""What in a text is the story, and what its headline, byline, credits and furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.model import Span
from onrecord.reading.byline import Byline, byline_of
from onrecord.reading.citation import credited_by_citation
from onrecord.reading.credits import credit_at_end, credit_of
from onrecord.reading.dateline import dateline_of
from onrecord.reading.furniture import furniture_of
from onrecord.reading.headline import LOOK_WITHIN, MIN_PROSE_WORDS, find_title, is_headline_like, is_prose, marks
from onrecord.reading.names import is_person
from onrecord.reading.page import Found, Page, Source
from onrecord.reading.paragraphs import STOP, Paragraph, paragraphs, word_count
from onrecord.reading.published import is_labelled, published_in
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


def lay_out(text: str, title: str | None = None, byline: str | None = None) -> Found:
    """The parts of `text`; a `title` or `byline` known from elsewhere is looked for in it.

    Every character that is no white space is in exactly one span of the layout.
    """
    parts = paragraphs(text, title)
    page = Page(text, parts, [None] * len(parts))
    _mark_front_matter(page)
    _mark_title(page, title)
    _mark_furniture_and_credits(page)
    _keep_a_story(page)
    _mark_head(page, byline)
    if title is None:
        _mark_headline(page)
    _mark_dateline(page)
    _mark_ends(page)
    _mark_heading_signs(page)
    _mark_citation(page, byline)
    return page.found()


def front_matter_end(text: str) -> int:
    """Where the block of fields between "---" lines ends with which Markdown files may begin; 0 without one."""
    found = _FRONT_MATTER.match(text) if text.startswith("---") else None
    return found.end() if found else 0


def _mark_front_matter(page: Page) -> None:
    end = front_matter_end(page.text)
    for number, part in page.open():
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


def _mark_furniture_and_credits(page: Page) -> None:
    for number, part in page.open():
        kind = furniture_of(part.text)
        if kind is not None:
            page.give(number, "furniture")
            if kind.source:
                _credit(page, "page", tuple(agencies().credited(page.text, part.begin, part.end)))
            continue
        credit = credit_of(page.text, part.begin, part.end)
        if credit is not None:
            page.give(number, "credit")
            page.people.extend(credit.people)
            _credit(page, "credit", credit.wires)


def _keep_a_story(page: Page) -> None:
    """Furniture stands beside a story: a text that would have none keeps its sentences, whatever they begin with."""
    if any(page.open()) or len(page.parts) > FEW_PARAGRAPHS:
        return
    for number, part in enumerate(page.parts):
        if page.roles[number] == "furniture" and word_count(part.text, MIN_PROSE_WORDS) >= MIN_PROSE_WORDS:
            page.roles[number] = None


def _credit(page: Page, how: Source, wires: Iterable[tuple[str, Span]]) -> None:
    page.credits.extend((how, code, span) for code, span in wires)


def _head_end(page: Page) -> int:
    """The number of the paragraph with which the story is well under way."""
    prose = 0
    for number, part in page.open():
        prose += is_prose(part)
        if prose > HEAD_PROSE:
            return number
    return len(page.parts)


def _mark_head(page: Page, given: str | None) -> None:
    head = _head_end(page)
    tail = max(head, len(page.parts) - TAIL)
    dated: list[int] = []
    for first, last in ((0, head), (tail, len(page.parts))):
        for number, part in page.open(first, last):
            if _mark_date(page, number, part, trusted=number < head):
                dated.append(number)
            elif (byline := byline_of(page.text, part.begin, part.end)) is not None:
                _give_byline(page, number, byline)
    if len(page.parts) > 1:
        _mark_bare_names(page, head, given, dated)


def _mark_date(page: Page, number: int, part: Paragraph, *, trusted: bool) -> bool:
    """Whether a paragraph is a line of dates. One that is not `trusted` is that of publication only if it says so."""
    found = published_in(part.text)
    if found is None:
        return False
    value, begin, end = found
    page.give(number, "furniture")
    if value is not None and (trusted or is_labelled(part.text)):
        page.note("published", value, Span(part.begin + begin, part.begin + end))
    return True


def _give_byline(page: Page, number: int, byline: Byline) -> None:
    """Give a byline its role; what stands behind it in the line ("6 Min Read") may be furniture."""
    part = page.parts[number]
    behind = page.text[byline.end : part.end].strip(" \t|•·–—-,")
    dates = published_in(behind)
    if behind and (dates is not None or furniture_of(behind) is not None):
        page.give(number, "credit", rest="furniture", at=byline.end)
        if dates is not None and dates[0] is not None:
            begin = page.text.index(behind, byline.end)
            page.note("published", dates[0], Span(begin + dates[1], begin + dates[2]))
    else:
        page.give(number, "credit")
    page.note("byline", byline.value, byline.span)
    _credit(page, "byline", byline.wires)


def _mark_bare_names(page: Page, head: int, given: str | None, dated: list[int]) -> None:
    """Lines that hold a name and nothing else: the byline's own name, or one beside a date."""
    known = {name.casefold() for name in (given, page.value("byline")) if name}
    tail = max(head, len(page.parts) - TAIL)
    for number, part in (*page.open(0, head), *page.open(tail)):
        if len(part.text) > MAX_NAME_LINE:
            continue
        name = _name_before_sign(part.text)
        beside = number - 1 in dated or number + 1 in dated or name != part.text
        if part.text.casefold() in known:
            page.give(number, "credit")
            page.note("byline", page.value("byline") or part.text, part.span())
        elif beside and number < head and is_person(name) and page.value("byline") is None and any(page.open(0, number)):
            page.give(number, "credit", rest="furniture", at=part.begin + len(name))
            page.note("byline", name, Span(part.begin, part.begin + len(name)))


def _name_before_sign(line: str) -> str:
    """What stands before a sign and a date or a reading time ("Jane Doe | 6 min read"), else the line."""
    sign = _SIGN.search(line)
    if sign is None:
        return line
    behind = line[sign.end() :]
    fits = furniture_of(behind) is not None or published_in(behind) is not None
    return line[: sign.start()] if fits else line


def _mark_headline(page: Page) -> None:
    """The first line that has the form of a headline, above the first prose; short labels above it are furniture."""
    above: list[int] = []
    for number, part in page.open():
        if len(above) >= LOOK_WITHIN or (is_prose(part) and not _may_be_headline(page, number)):
            break
        above.append(number)
    number = next((number for number in above if _may_be_headline(page, number)), None)
    if number is None:
        number = _headline_over_dateline(page)
    if number is None or not any(is_prose(part) for _, part in page.open(number + 1)):
        return
    _give_headline(page, number)
    for label in above:
        text = page.parts[label].text
        if label < number and word_count(text, MAX_LABEL_WORDS) <= MAX_LABEL_WORDS and not STOP.search(text):
            page.give(label, "furniture")


def _may_be_headline(page: Page, number: int) -> bool:
    part = page.parts[number]
    return is_headline_like(part) and dateline_of(page.text, part.begin, part.end) is None


def _headline_over_dateline(page: Page) -> int | None:
    """A first line that would be a headline but for its full stop, when a dateline follows it."""
    first = [entry for _, entry in zip(range(2), page.open(), strict=False)]
    if len(first) < 2:
        return None
    (number, part), (_, following) = first
    without_stop = Paragraph(part.begin, part.end, part.text.rstrip(".”’\"'"))
    dated = dateline_of(page.text, following.begin, following.end) is not None
    return number if dated and is_headline_like(without_stop) and _may_start(page, part) else None


def _may_start(page: Page, part: Paragraph) -> bool:
    return dateline_of(page.text, part.begin, part.end) is None


def _mark_dateline(page: Page) -> None:
    for _, (_, part) in zip(range(DATELINE_WITHIN), page.open(), strict=False):
        found = dateline_of(page.text, part.begin, part.end)
        if found is None:
            continue
        if found.place is not None:
            words = page.text[found.place.begin : found.place.end]
            page.note("dateline", " ".join(words.split()), found.place)
        if found.day is not None:
            page.note("published", found.day[0], found.day[1])
        _credit(page, "dateline", found.wires)
        return


def _mark_ends(page: Page) -> None:
    """Credits that stand behind the last sentences of the story, in the same paragraph."""
    story = [*page.open()]
    for number, part in story[-3:]:
        begin = credit_at_end(page.text, part.begin, part.end)
        if begin is None:
            continue
        credit = credit_of(page.text, begin, part.end)
        page.give(number, "story", rest="credit", at=begin)
        if credit is not None:
            page.people.extend(credit.people)
            _credit(page, "credit", credit.wires if credit.people or len(story) >= MIN_CREDITED else ())


def _mark_citation(page: Page, given: str | None) -> None:
    story = [part for _, part in page.open()]
    if story and not page.credits:
        author = given or page.value("byline")
        _credit(page, "cited", credited_by_citation(page.text, story[0].begin, story[-1].end, author))


def _mark_heading_signs(page: Page) -> None:
    """The "#" before a heading is no part of it."""
    for number, part in enumerate(page.parts):
        signs = marks(part.text)
        role = page.roles[number] or "story"
        if signs and role in ("headline", "story") and number not in page.cuts and signs < len(part.text):
            page.give(number, "furniture", rest=role, at=part.begin + signs)
