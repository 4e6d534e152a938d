"""The words inside the quotation marks of a statement's content."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Span, Spans, Statement

CLOSING = {"“": "”“", "„": "“”", "«": "»", "‹": "›", "»": "«", '"': '"', "‘": "’", "'": "'", "`": "'`"}
"""By opening mark: the marks that may close it."""
UNSURE = "'`"
"""Marks that are apostrophes as well: without one that closes they open nothing."""
MARKS = frozenset("“”„«»‹›\"‘’'`")
NESTED = 300
"""Characters that are looked back over for where a quotation inside a quotation began."""
LOOSE = frozenset(" \t\n\r\xa0,;:–—-")
"""What stands at the edge of quoted words and is no part of them."""


def quoted(statement: Statement, text: str) -> Spans:
    """The pieces of the content that stand inside quotation marks, without the marks; none of an indirect report.

    All the content of a direct statement is quoted, also where no mark is left in it (a transcript).
    """
    if statement.mode == "indirect":
        return ()
    pieces: list[Span] = []
    for span in sorted(statement.content):
        inside = [_bare(span, text)] if statement.mode == "direct" else _inside(span, text)
        pieces += [piece for piece in inside if any(char.isalnum() for char in text[piece.begin : piece.end])]
    return tuple(pieces)


def _bare(span: Span, text: str) -> Span:
    """A quotation without its marks and loose punctuation; a quotation inside it keeps its own marks."""
    begin, end = span
    while begin < end and (text[begin] in LOOSE or text[begin] in MARKS):
        begin += 1
    while end > begin and (text[end - 1] in LOOSE or (text[end - 1] in MARKS and not _kept(text, begin, end - 1))):
        end -= 1
    return Span(begin, end)


def _kept(text: str, begin: int, at: int) -> bool:
    """Whether the mark at `at` closes what was opened after `begin`."""
    return any(
        text[place] in CLOSING and text[at] in CLOSING[text[place]] and _opens(text, place)
        for place in range(max(begin, at - NESTED), at)
    )


def _inside(span: Span, text: str) -> Iterator[Span]:
    """The stretches inside marks of content that is quoted in part."""
    at, apostrophes = span.begin, set[str]()
    while at < span.end:
        if text[at] in apostrophes or not _opens(text, at):
            at += 1
            continue
        end = _closing(text, at, span.end)
        if end is None:
            apostrophes.add(text[at])  # what is not closed from here on is not closed further on
        else:
            yield _bare(Span(at, end), text)
            at = end
        at += 1


def _opens(text: str, at: int) -> bool:
    if text[at] not in CLOSING or (at and text[at - 1].isalnum()):
        return False
    after = text[at + 1 : at + 2]
    return bool(after) and not after.isspace()


def _closing(text: str, opening: int, end: int) -> int | None:
    """Where the mark at `opening` is closed, the content's end where it never is, None where it then is none."""
    marks = CLOSING[text[opening]]
    for at in range(opening + 2, end):
        apart = text[at] not in UNSURE + '"’' or not text[at + 1 : at + 2].isalnum()
        if text[at] in marks and apart and not text[at - 1].isspace():
            return at
    return None if text[opening] in UNSURE else end
