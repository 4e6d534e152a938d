"""The sentences of a text, found gap by gap between its words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from onrecord.model import Span, Spans
from onrecord.vocabulary import vocabulary
from plain_tracing.words import PlainWord, folded, is_skipped, plain_words

CLOSING = "\"'”’»)]」』"


def plain_sentences(text: str, parts: Spans) -> list[Span]:
    """The sentences of the given parts."""
    return [sentence for part in parts for sentence in _sentences(text, part)]


def _sentences(text: str, part: Span) -> Iterator[Span]:
    words = plain_words(text, (part,))
    if not words:
        return
    begin = _begin(text, part.begin)
    for before, (word, following) in zip([None, *words], pairwise(words), strict=False):
        cut = _cut(text, before, word, following)
        if cut:
            yield Span(begin, cut[0])
            begin = _begin(text, cut[1])
    yield Span(begin, _end(text, min(part.end, len(text))))


def _cut(text: str, before: PlainWord | None, word: PlainWord, following: PlainWord) -> tuple[int, int] | None:
    """Where the sentence ends, and from where on the next begins."""
    stops = not text[following.begin].islower() and not _abbreviated(text, before, word)
    for at in range(word.end, following.begin):
        behind = at + 1
        if text[at] == "\n":
            while _is_blank(text[behind]) and text[behind] != "\n":
                behind += 1
            if text[behind] == "\n":
                return _end(text, at), behind + 1
        elif text[at] in ".!?…。！？":
            while text[behind] in CLOSING:
                behind += 1
            full = text[at] in "。！？" and text[at + 1] not in "。！？"
            if stops and (full or (text[at] in ".!?…" and text[behind].isspace())):
                return behind, behind
    return None


def _abbreviated(text: str, before: PlainWord | None, word: PlainWord) -> bool:
    """Whether the dot behind a word belongs to it."""
    if text[word.end] != ".":
        return False
    joined = before is not None and text[before.end : word.begin] == "." and not (before.number or word.number)
    initials = len(word.letters) > 0 and text[word.begin + 1 : word.begin + 2] == "." and word.end > word.begin + 1
    single = word.capital and len(word.letters) == 1
    known = {"".join(map(folded, listed)) for listed in vocabulary("tracing")["abbreviations"]}
    return joined or (initials and not word.number) or single or word.letters in known


def _is_blank(char: str) -> bool:
    return char.isspace() or is_skipped(char)


def _begin(text: str, at: int) -> int:
    while _is_blank(text[at]):
        at += 1
    return at


def _end(text: str, at: int) -> int:
    while _is_blank(text[at - 1]):
        at -= 1
    return at
