"""Headlines: where the title stands in the text."""

from __future__ import annotations

import re

from onrecord.reading.paragraphs import Paragraph, has_stop, word_count

MIN_WORDS, MAX_WORDS = 3, 32
MAX_STOPPED_WORDS = 18  # of a headline that ends in "?", "!" or "U.S."; a longer one is a sentence of the story
MAX_LENGTH = 250  # characters; the longest headlines of tabloids stay under 200
MIN_PROSE_WORDS = 8
MIN_OPEN_PROSE_WORDS = 40  # without a stop at the end
LOOK_WITHIN = 8  # paragraphs; before a headline stand a byline, a date, a section's name and share buttons at most
MAX_PIECES = 3  # paragraphs that one title may stand in: a headline, and a deck that the title repeats
SIMILAR = 0.6  # share of the shorter one's words that two versions of one headline have in common
_FIRST = 40  # characters in which the first word of a paragraph ends as a rule
_WORD = re.compile(r"\w+")
_SITE_SIGNS = "|–—-"  # between a headline and the site's name
_SITE = re.compile(rf"\s+[{_SITE_SIGNS}]\s+")
_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]\.){2,}\Z")
_MARKS = re.compile(r"#{1,6}[ \t]+")


def is_prose(paragraph: Paragraph) -> bool:
    """Whether a paragraph reads like the story: sentences, not a headline or a label."""
    least = MIN_PROSE_WORDS if has_stop(paragraph.text) else MIN_OPEN_PROSE_WORDS
    return word_count(paragraph.text, least) >= least


def find_title(paragraphs: list[Paragraph], title: str) -> tuple[int, int] | None:
    """First and last number of the paragraphs that are the `title` known from elsewhere.

    They have the same words, or are one line in a headline's form with most of them.
    """
    if paragraphs and paragraphs[0].text == title and len(title) <= MAX_LENGTH and _WORD.search(title):
        return 0, 0
    wanted = [_words(title)]
    parts = _SITE.split(title) if any(map(title.__contains__, _SITE_SIGNS)) else []
    if len(parts) > 1 and word_count(parts[0], MIN_WORDS) >= MIN_WORDS:
        wanted.append(_words(title[: title.rindex(parts[-1])]))  # without the site's name behind it
    starts = tuple({words[0] for words in wanted if words})
    for first in range(min(LOOK_WITHIN, len(paragraphs))):
        begin = paragraphs[first].text[:_FIRST].casefold()
        if (begin[0].isalnum() and not begin.startswith(starts)) or _first_word(
            paragraphs[first].text
        ) not in starts:
            continue
        last = _run_of(paragraphs[first : first + MAX_PIECES], wanted)
        if last is not None:
            return first, first + last
    for number, paragraph in enumerate(paragraphs[:LOOK_WITHIN]):
        if is_prose(paragraph):
            return None
        if is_headline_like(paragraph) and _similar(set(_words(paragraph.text)), set(wanted[-1])):
            return number, number
    return None


def is_headline_like(paragraph: Paragraph) -> bool:
    """Whether a line has the form of a headline: some words, capitalised, no full stop at its end."""
    text = paragraph.text
    first = next(filter(str.isalnum, text), "")
    if len(text) > MAX_LENGTH or not first or first.islower():
        return False
    if not MIN_WORDS <= word_count(text, MAX_WORDS) <= MAX_WORDS or not any(map(str.isalpha, text)):
        return False
    if has_stop(text) and word_count(text, MAX_STOPPED_WORDS) > MAX_STOPPED_WORDS:
        return False
    ends_open = not text.rstrip("\"'”’»)]*_").endswith((".", ":", ";", ","))
    ends_open = ends_open or text.endswith(("...", "...’", "...”"))
    return ends_open or _ABBREVIATION.search(text) is not None


def titled(title: str | None, body: str) -> str:
    """`body` below its title and a blank line; alone when it begins with a line that is the title, or has none."""
    title = (title or "").strip()
    first_line = body.lstrip().split("\n", 1)[0]
    if not title or _words(first_line) == _words(title):
        return body
    return f"{title}\n\n{body}" if body.strip() else title


def marks(text: str) -> int:
    """How many characters of Markdown's heading marks `text` begins with ("# ")."""
    found = _MARKS.match(text) if text.startswith("#") else None
    return found.end() if found else 0


def _run_of(paragraphs: list[Paragraph], wanted: list[list[str]]) -> int | None:
    """How many paragraphs after the first it takes to have the words of one of `wanted`; None when none do."""
    longest = max(map(len, wanted))
    so_far: list[str] = []
    if not any(map(str.isalnum, paragraphs[0].text)):
        return None
    for number, paragraph in enumerate(paragraphs):
        if len(paragraph.text) > MAX_LENGTH and len(paragraph.text) > 30 * longest:
            return None
        so_far += _words(paragraph.text)
        if so_far and so_far in wanted:
            return number
        if len(so_far) >= longest:
            return None
    return None


def _similar(a: set[str], b: set[str]) -> bool:
    return len(a & b) >= SIMILAR * min(len(a), len(b)) and min(len(a), len(b)) >= MIN_WORDS


def _first_word(text: str) -> str | None:
    """The first of the `_words` of a text."""
    begin = text[:_FIRST].casefold()
    found = _WORD.search(begin)
    if found is None or found.end() == len(begin):
        found = _WORD.search(text.casefold())
    return found[0] if found else None


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
