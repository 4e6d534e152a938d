"""Which words changed between two wordings of one thing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from onrecord.model import Span

WORD = re.compile(r"\w+(?:[.,'’]\w+)*|[$€£¥%]")
FIGURE = re.compile(r"(?<![A-Z]-)(?<!\b[A-Z][a-z]-)(?<!\d)(?<!\d[.,])\d+(?:[.,]\d+)*")
"""A number, but for one that is part of a name: "MiG-29" and "Su-27" have none, "mid-2023" has one."""
FOLDED = str.maketrans({"‘": "'", "’": "'"})


@dataclass(frozen=True, slots=True)
class WordChange:
    """A stretch of `a` and what stands for it in `b`; one of the two may be empty.

    a, b:   offsets into the two texts given.
    figure: whether a number is among the changed words.
    """

    a: Span
    b: Span
    figure: bool


def word_changes(a: str, b: str) -> list[WordChange]:
    """Where the words of `a` and `b` differ, in order. Punctuation and case are no difference."""
    words_a, words_b = [*WORD.finditer(a)], [*WORD.finditer(b)]
    folded_a = [_folded(word.group()) for word in words_a]
    folded_b = [_folded(word.group()) for word in words_b]
    out: list[WordChange] = []
    for code in LCSseq.opcodes(folded_a, folded_b):
        if code.tag != "equal":
            here = _place(words_a, code.src_start, code.src_end, a)
            there = _place(words_b, code.dest_start, code.dest_end, b)
            out.append(WordChange(here, there, bool(figures_in(a, here) or figures_in(b, there))))
    return _joined(out, a, b)


def figures_in(text: str, span: Span) -> list[str]:
    """The numbers among the words of a place."""
    return FIGURE.findall(text, span.begin, span.end)


def _folded(word: str) -> str:
    word = word.translate(FOLDED).casefold()
    return word if any(map(str.isdigit, word)) else word.replace(".", "")  # "U.S." is "US", "1.5" is not "15"


def _place(words: list[re.Match[str]], first: int, last: int, text: str) -> Span:
    if first == last:
        at = words[first].start() if first < len(words) else len(text)
        return Span(at, at)
    begin, end = words[first].start(), words[last - 1].end()
    opened = text.count("(", begin, end) - text.count(")", begin, end)
    return Span(begin, end + 1 if opened > 0 and text[end : end + 1] == ")" else end)


def _joined(found: list[WordChange], a: str, b: str) -> list[WordChange]:
    """Neighbours with nothing but spaces between them as one change."""
    out: list[WordChange] = []
    for one in found:
        last = out[-1] if out else None
        if last and not a[last.a.end : one.a.begin].strip() and not b[last.b.end : one.b.begin].strip():
            out[-1] = WordChange(_over(last.a, one.a), _over(last.b, one.b), last.figure or one.figure)
        else:
            out.append(one)
    return out


def _over(first: Span, second: Span) -> Span:
    if first.begin == first.end:
        return second
    return first if second.begin == second.end else Span(first.begin, second.end)
