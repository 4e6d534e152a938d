"""Datelines: left out of a passage where only one side has one or they differ, since they are each outlet's own.

"KYIV (Agency) - The bridge is open" and "The bridge is open" are the same words but for the dateline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from onrecord.model import Article, Span
from onrecord.tracing.alignment.columns import Pairs
from onrecord.tracing.alignment.stretches import FEW_WORDS, Stretches
from onrecord.tracing.arrays import I64, Bools
from onrecord.tracing.sheets import Sheets

MARK = re.compile(r"(?:[—–―|:]|-{2,3}|-(?=\s))\s*")
"""Ends a dateline, behind the place, an agency and a day."""

REACH = 80  # characters from the place to the mark

NONE = Span(-1, -1)
BEGINNING = 2  # words that are the same on both sides where the sentence begins alike but for the dateline


def dateline_spans(articles: Sequence[Article]) -> list[Span]:
    """By article, the dateline with the mark that ends it; NONE without one."""
    return [_span(article) if "dateline" in article.anchors else NONE for article in articles]


def _span(article: Article) -> Span:
    place = article.anchors["dateline"][0]
    mark = MARK.search(article.text, place.end, place.end + REACH)
    if mark is None or "\n" in article.text[place.end : mark.start()]:
        return NONE
    return Span(place.begin, mark.end())


def behind_datelines(
    sheets: Sheets, pairs: Pairs, found: Stretches, datelines: Sequence[Span]
) -> tuple[Stretches, Bools]:
    """`found` from behind the datelines on, where these are not common words; and which stretches were changed.

    datelines: by article, as `dateline_spans` gives them.
    """
    spans = np.array(datelines, np.int64).reshape(-1, 2)
    changed = np.zeros(len(found), np.bool_)
    dated_a = _begins_with(spans[pairs.first[found.pair]], found.a_from, found.a_to)
    dated_b = _begins_with(spans[pairs.second[found.pair]], found.b_from, found.b_to)
    at = np.flatnonzero(dated_a | dated_b)
    if not len(at):
        return found, changed
    a, a_from, b, b_from = found.a.copy(), found.a_from.copy(), found.b.copy(), found.b_from.copy()
    for i in at.tolist():
        end_a = datelines[pairs.first[found.pair[i]]].end if dated_a[i] else 0
        end_b = datelines[pairs.second[found.pair[i]]].end if dated_b[i] else 0
        left, right = _words(sheets, found.a[i], found.a_end[i]), _words(sheets, found.b[i], found.b_end[i])
        skip_a = int(np.searchsorted(sheets.begin[found.a[i] : found.a_end[i]], end_a))
        skip_b = int(np.searchsorted(sheets.begin[found.b[i] : found.b_end[i]], end_b))
        out_a, out_b = _outside(left, right, skip_a, skip_b)
        if out_a:
            a[i], a_from[i] = found.a[i] + skip_a, end_a
        if out_b:
            b[i], b_from[i] = found.b[i] + skip_b, end_b
        changed[i] = out_a or out_b
    return replace(found, a=a, a_from=a_from, b=b, b_from=b_from), changed


def _begins_with(span: I64, begin: I64, end: I64) -> Bools:
    return np.asarray((span[:, 0] >= begin) & (span[:, 1] < end))


def _words(sheets: Sheets, begin: int, end: int) -> list[int]:
    words: list[int] = sheets.word[begin:end].tolist()
    return words


def _outside(a: list[int], b: list[int], skip_a: int, skip_b: int) -> tuple[bool, bool]:
    """Whether the datelines of both sides, so many words long, are no part of what the two have in common."""
    rest_a, rest_b = a[skip_a:], b[skip_b:]
    if a[:skip_a] == b[:skip_b] or min(len(rest_a), len(rest_b)) < FEW_WORDS:
        return False, False
    alike = rest_a[:BEGINNING] == rest_b[:BEGINNING]
    return (
        skip_a > 0 and (alike or not set(a[:skip_a]) & set(rest_b)),
        skip_b > 0 and (alike or not set(b[:skip_b]) & set(rest_a)),
    )
