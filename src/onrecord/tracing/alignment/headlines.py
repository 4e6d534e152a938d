"""Headlines: the titles of two articles that share passages, aligned as one more passage.

A headline is hardly ever evidence of copying: an event's names make titles alike by themselves. So headlines make
no pair of articles a candidate and count for no coverage; but where the stories are shared, what stands in both
titles is one thing told twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from onrecord.model import Article, Passage
from onrecord.tracing.alignment.columns import Pairs
from onrecord.tracing.alignment.coverage import F64
from onrecord.tracing.alignment.evidence import shared_weight
from onrecord.tracing.alignment.order import UNIT, order_alike
from onrecord.tracing.alignment.relations import EDITED_ALIKE, same_words
from onrecord.tracing.alignment.words import weighed_words
from onrecord.tracing.sheets import WEIGHT_UNIT, Sheets

REWRITTEN_ALIKE = 35 * UNIT // 100
"""Share of the words of both, in order, from which one headline is the other rewritten: titles are so short that
names and little words are all that a rewriting leaves."""

OWN_WORDS = 0.5
"""Only where so much of one story is the other's; articles that share a quotation have titles of their own."""

NOTHING = -1.0
"""The coverage of a pair that is no reuse: its headlines are not looked at."""

SHARED_WEIGHT = int(12 * WEIGHT_UNIT)
"""What a rewritten headline must share with the other: two names, or a rare one."""


def headlines(articles: Sequence[Article], sheets: Sheets, pairs: Pairs, coverage: F64) -> Mapping[int, Passage]:
    """By place among `pairs`, the passage that the two headlines are, where they are one.

    coverage: by pair, the larger of both articles'; NOTHING for a pair whose headlines are not asked for.
    """
    start = sheets.headline_from
    size = np.diff(start)
    pair = np.flatnonzero((coverage > NOTHING) & (size[pairs.first] > 0) & (size[pairs.second] > 0))
    one, two = pairs.first[pair], pairs.second[pair]
    alike = order_alike(sheets.headline_word, (start[one], size[one]), (start[two], size[two]))
    maybe = np.flatnonzero((alike >= REWRITTEN_ALIKE) & (alike < EDITED_ALIKE) & (coverage[pair] >= OWN_WORDS))
    weighed = weighed_words(sheets.headline_word, sheets.headline_weight)
    a, b = one[maybe], two[maybe]
    told = alike >= EDITED_ALIKE
    told[maybe] = shared_weight(weighed, (start[a], start[a + 1]), (start[b], start[b + 1])) >= SHARED_WEIGHT
    at = np.flatnonzero(told)
    rows = zip(pair[at].tolist(), one[at].tolist(), two[at].tolist(), alike[at].tolist(), strict=True)
    return {number: _passage(articles[a], articles[b], alike) for number, a, b, alike in rows}


def _passage(a: Article, b: Article, alike: int) -> Passage:
    left, right = a.layout.headline, b.layout.headline
    assert left is not None
    assert right is not None
    if alike == UNIT and same_words(a.text[left.begin : left.end], b.text[right.begin : right.end]):
        return Passage(left, right, "verbatim")
    return Passage(left, right, "edited" if alike >= EDITED_ALIKE else "rewritten")
