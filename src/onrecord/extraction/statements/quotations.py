"""Quotations: what stands inside quotation marks, found on the raw text of an article's paragraphs.

A parser cuts sentences inside quotations, so they are found before and without it. One pass over each
paragraph, linear in its length, with at most one quotation open at a time: marks nested inside it are its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model import Span

CLOSERS = {
    "“": ("”", "“", '"'),
    "”": ("”", "“", '"'),
    "„": ("“", "”", '"'),
    "«": ("»",),
    "»": ("«",),
    '"': ('"', "”"),
    "''": ("''",),
    "``": ("''",),
    "‘": ("’",),
    "'": ("'",),
}
"""Each opening mark with the marks that close it; mixed pairs are common where text went through several hands."""

MARK = re.compile(r"''|``|[“”„«»\"‘']")
SINGLE = "‘'"
OPENS_AFTER = " \t\n\r\u00a0\u2009([{—–-/:;,.…>“\"‘'«„"
NEVER_BEFORE_SINGLE = ".,;'‘"
ENDS_SPEECH = ".,!?…;—"
INCHES = re.compile(r"\d['’]\s?\d{1,2}$|\d$")
ELIDED = re.compile(r"\d0s|(?:em|tis|twas|til|till|cause|bout|n|round)\b", re.IGNORECASE)
INDENT = 12  # characters of context that decide what a mark is


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation, outer marks included.

    span:      from the opening mark to behind the closing one; to the paragraph's last word when it never closes.
    words:     the span inside the marks.
    paragraph: index of its paragraph among those given.
    closed:    whether the closing mark stands in the text.
    mark:      the opening mark.
    """

    span: Span
    words: Span
    paragraph: int
    closed: bool
    mark: str


def quotations(text: str, paragraphs: Iterable[tuple[int, Span]]) -> tuple[Quotation, ...]:
    """The quotations of the (numbered) `paragraphs` of `text`, in order."""
    return tuple(
        quotation
        for number, paragraph in paragraphs
        for quotation in _in_paragraph(text, number, paragraph)
        if quotation.words.begin < quotation.words.end
    )


def _in_paragraph(text: str, number: int, paragraph: Span) -> list[Quotation]:
    found: list[Quotation] = []
    begin, mark = -1, ""
    at = paragraph.begin
    while match := MARK.search(text, at, paragraph.end):
        here, at = match.group(), match.end()
        if begin < 0:
            if _opens(text, match, paragraph):
                if here in SINGLE:
                    end = _single_end(text, match.end(), paragraph.end, CLOSERS[here][0])
                    if end > 0:
                        found.append(_quotation(text, Span(match.start(), end), number, here, closed=True))
                        at = end
                else:
                    begin, mark = match.start(), here
        elif here in CLOSERS[mark] and _closes(text, match, mark, paragraph):
            found.append(_quotation(text, Span(begin, match.end()), number, mark, closed=True))
            begin = -1
        elif here not in SINGLE and _reopens(text, match, begin, paragraph):
            end = begin + len(text[begin : match.start()].rstrip())
            found.append(_quotation(text, Span(begin, end), number, mark, closed=False))
            begin, mark = match.start(), here
    if begin >= 0:
        end = begin + len(text[begin : paragraph.end].rstrip())
        found.append(_quotation(text, Span(begin, end), number, mark, closed=False))
    return found


def _quotation(text: str, span: Span, number: int, mark: str, *, closed: bool) -> Quotation:
    begin = span.begin + len(mark)
    end = span.end - (2 if text.endswith("''", begin, span.end) else 1) if closed else span.end
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return Quotation(span, Span(begin, max(begin, end)), number, closed, mark)


def _opens(text: str, match: re.Match[str], paragraph: Span) -> bool:
    before = text[match.start() - 1] if match.start() > paragraph.begin else " "
    after = text[match.end()] if match.end() < paragraph.end else " "
    mark = match.group()
    if mark in "“„«":
        return not (after.isspace() and before not in OPENS_AFTER)
    if mark == "”":  # a closing mark used to open: only where nothing else makes sense
        return before in OPENS_AFTER and before not in ".,;:…" and after.isalnum()
    if mark == "»":
        return before.isspace() and after.isalnum()
    if after.isspace():
        return False
    if mark in SINGLE:
        return _opens_single(text, match.end(), before, after)
    return before in OPENS_AFTER and not (before in ".,;:" and after in ".,;:)")


def _opens_single(text: str, end: int, before: str, after: str) -> bool:
    if before not in OPENS_AFTER or before in NEVER_BEFORE_SINGLE or not (after.isalnum() or after in '“"$…['):
        return False
    return not ELIDED.match(text, end, end + INDENT)


def _closes(text: str, match: re.Match[str], mark: str, paragraph: Span) -> bool:
    before = text[match.start() - 1]
    after = text[match.end()] if match.end() < paragraph.end else " "
    here = match.group()
    if here in "”»" or (here == "''" and mark == "``"):
        return True
    if here == "“":  # an opening mark typed for a closing one
        return not before.isspace() and not after.isalnum()
    if before.isspace() and after.isalnum():
        return False
    feet = INCHES.search(text, max(paragraph.begin, match.start() - 6), match.start())
    return not (feet and ("'" in feet.group() or "’" in feet.group()) and after == " ")


def _reopens(text: str, match: re.Match[str], begin: int, paragraph: Span) -> bool:
    """Whether a new quotation starts here although the last one never closed: a sentence ended before it."""
    if match.group() in "”»" or match.end() >= paragraph.end or not text[match.end()].isalnum():
        return False
    before = text[max(begin + 1, match.start() - INDENT) : match.start()]
    return before != before.rstrip() and before.rstrip()[-1:] in (".", "!", "?", "…")


def _single_end(text: str, begin: int, limit: int, closers: str) -> int:
    """End (behind the mark) of the single-quoted stretch from `begin`, or -1 when no mark can close it.

    A mark between letters is an apostrophe; one behind an `s` may be a plural's, and closes only when
    nothing better follows before the next opening.
    """
    fallback = -1
    for match in re.compile(f'[{closers}‘“”"]').finditer(text, begin, limit):
        mark, at = match.group(), match.start()
        before = text[at - 1]
        after = text[at + 1] if at + 1 < limit else " "
        if mark not in closers:
            if mark == "‘" and before in OPENS_AFTER:
                break
            continue
        if after.isalnum():
            if before in OPENS_AFTER and before not in NEVER_BEFORE_SINGLE:
                break
            continue
        if before in ENDS_SPEECH or before not in "sS":
            return match.end()
        fallback = match.end()
    return fallback
