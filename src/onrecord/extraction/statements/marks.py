"""Quotation marks: which characters they are, and whether one opens or closes by what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from onrecord.model import Span

CLOSERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "“": ("”", "“", '"'),
        "”": ("”", "“", '"'),
        "„": ("“", "”", '"'),
        "«": ("»",),
        "»": ("«", "»"),
        '"': ('"', "”"),
        "''": ("''",),
        "``": ("''",),
        "‘": ("’",),
        "‚": ("‘", "’"),
        "'": ("'",),
    }
)
"""Each opening mark with the marks that close it; mixed pairs are common where text went through several hands."""

PAIRS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"“": ("”",), "„": ("“", "”"), "«": ("»",), "»": ("«",), '"': ('"',)}
)
"""Each opening mark with those that close it where nobody has mixed them."""

SINGLE = "‘’‚'"
MARK = re.compile(
    r"\\?(?:''|``|[“”„«»\"‘’‚'])|&(?:[lrb]dquo|quot|[lr]aquo|[lrs]squo|sbquo|apos"
    r"|#0{0,4}(?:34|39|171|187|821[6-8]|822[0-2])|#[xX]0{0,4}(?:22|27|[aA][bB]|[bB][bB]|201[89abcdeABCDE]));"
)
NAMED: Mapping[str, str] = MappingProxyType(
    {
        "ldquo": "“",
        "rdquo": "”",
        "bdquo": "„",
        "quot": '"',
        "laquo": "«",
        "raquo": "»",
        "lsquo": "‘",
        "rsquo": "’",
        "sbquo": "‚",
        "apos": "'",
    }
)
OPENS_AFTER = "([{—–-/:;,.…>“\"‘'«„‚"
ENDS_OR_JOINS = ".,;:"
NEVER_BEFORE_SINGLE = ".,;'‘"
SENTENCE_ENDS = (".", "!", "?", "…")
INCHES = re.compile(r"\d['’]\s?\d{1,2}$|\d$")
ELIDED = re.compile(r"\d0s|(?:em|tis|twas|til|till|cause|bout|n|round)\b", re.IGNORECASE)
NEAR = 12  # characters of context that decide what a mark is


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark in a text: its place, with a backslash that escapes it, and the character it stands for."""

    begin: int
    end: int
    sign: str


def marks(text: str, paragraph: Span) -> list[Mark]:
    """The quotation marks of a paragraph, apostrophes among them, in order."""
    return [
        Mark(match.start(), match.end(), _sign(match.group()))
        for match in MARK.finditer(text, paragraph.begin, paragraph.end)
    ]


def _sign(written: str) -> str:
    if not written.startswith("&"):
        return written.removeprefix("\\")
    name = written[1:-1]
    if not name.startswith("#"):
        return NAMED[name]
    return chr(int(name[2:], 16) if name[1] in "xX" else int(name[1:]))


def opens(text: str, mark: Mark, paragraph: Span) -> bool:
    """Whether the mark can open a quotation, by the characters beside it."""
    before = text[mark.begin - 1] if mark.begin > paragraph.begin else " "
    after = text[mark.end] if mark.end < paragraph.end else " "
    apart = before.isspace() or before in OPENS_AFTER
    sign = mark.sign
    if sign in ("“", "„", "«"):
        return apart or not after.isspace()
    if sign == "”":  # a closing mark used to open: only where nothing else makes sense
        return apart and before not in ".,;:…" and after.isalnum()
    if sign == "»":
        return before.isspace() and after.isalnum()
    if sign == "’" or after.isspace():
        return False
    if sign in SINGLE:
        return _opens_single(text, mark, before, after)
    return apart and not (before in ENDS_OR_JOINS and after in ".,;:)")


def _opens_single(text: str, mark: Mark, before: str, after: str) -> bool:
    if not (before.isspace() or (before in OPENS_AFTER and before not in NEVER_BEFORE_SINGLE)):
        return False
    if not (after.isalnum() or after in '“"$…[«'):
        return False
    return not ELIDED.match(text, mark.end, mark.end + NEAR)


def closes(text: str, mark: Mark, opening: str, paragraph: Span) -> bool:
    """Whether the mark can close a quotation that the mark `opening` has opened."""
    before = text[mark.begin - 1]
    after = text[mark.end] if mark.end < paragraph.end else " "
    if mark.sign == "”" or (mark.sign == "»" and opening == "«") or (mark.sign == "''" and opening == "``"):
        return True
    if mark.sign in "“«»":  # an opening mark typed, or used, for a closing one
        return not before.isspace() and not after.isalnum()
    if before.isspace() and after.isalnum():
        return False
    feet = INCHES.search(text, max(paragraph.begin, mark.begin - 6), mark.begin)
    return not (feet and ("'" in feet.group() or "’" in feet.group()) and after == " ")


def opens_afresh(text: str, mark: Mark, opening: Mark, paragraph: Span) -> bool:
    """Whether a new quotation starts here although the last one never closed: a sentence ended before it."""
    if mark.sign in "”»" or mark.end >= paragraph.end or not text[mark.end].isalnum():
        return False
    before = text[max(opening.end, mark.begin - NEAR) : mark.begin]
    return before != before.rstrip() and before.rstrip().endswith(SENTENCE_ENDS)
