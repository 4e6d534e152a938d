"""Alignment of many pairs of articles: from links of sentences to what each pair shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.model import Article, Reuse, Span
from onrecord.tracing.alignment.columns import Links, Pairs
from onrecord.tracing.alignment.coverage import coverages
from onrecord.tracing.alignment.datelines import behind_datelines, dateline_spans
from onrecord.tracing.alignment.evidence import Shared, chance, enough
from onrecord.tracing.alignment.headlines import NOTHING, headlines
from onrecord.tracing.alignment.linking import linked
from onrecord.tracing.alignment.passages import merged_stretches, reuses
from onrecord.tracing.alignment.places import shares
from onrecord.tracing.alignment.relations import (
    VERBATIM,
    edited_or_rewritten,
    equal_words,
    loose,
    verbatim,
)
from onrecord.tracing.alignment.runs import runs
from onrecord.tracing.alignment.standing_text import standing_text
from onrecord.tracing.alignment.stretches import (
    beside_telling,
    chosen,
    overlapping,
    stretches_of,
    telling,
    whole_links,
)
from onrecord.tracing.alignment.words import Words, words_of
from onrecord.tracing.arrays import U64, Bools
from onrecord.tracing.sheets import Sheets

SHARE_WORDS = 1_000_000
"""Words of the pairs that are worked on together, both sides counted: some tens of megabytes at most."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles with what alignment knows of them.

    standing:  (sentences) which are standing text.
    words:     what is known of their words.
    datelines: by article, where its dateline stands.
    """

    articles: Sequence[Article]
    sheets: Sheets
    standing: Bools
    words: Words
    datelines: Sequence[Span]


def batch_of(articles: Sequence[Article], sheets: Sheets, standing: U64) -> Batch:
    """The batch of `articles` with their sheets; standing: as for `aligned`."""
    text = standing_text(sheets, standing)
    return Batch(articles, sheets, text.sentences, words_of(sheets, text.weight), dateline_spans(articles))


def aligned(articles: Sequence[Article], sheets: Sheets, pairs: Pairs, standing: U64) -> list[Reuse | None]:
    """What each pair of articles shares; None where that is too little to tell of copying.

    articles, sheets: the distinct articles that `pairs` speaks of.
    standing:         the hashes of grams that are standing text, sorted, as the candidate stage finds them.
    What is said of a pair depends on its two articles and on `standing` only.
    """
    batch = batch_of(articles, sheets, standing)
    out: list[Reuse | None] = []
    for share in shares(sheets, pairs, SHARE_WORDS):
        part = Pairs(pairs.first[share], pairs.second[share])
        out += of_links(batch, part, linked(sheets, part, batch.standing))
    return out


def of_links(batch: Batch, pairs: Pairs, links: Links) -> list[Reuse | None]:
    """What each pair shares, given the links between its sentences."""
    shared = _shared(batch, pairs, whole_links(batch.sheets, links))
    shared = shared.of(~chance(batch.words, shared, coverages(batch.sheets, pairs, shared.found).max(axis=1)))
    same, goes_on = verbatim(batch.articles, pairs, shared.found, shared.equal)
    found, first = merged_stretches(shared.found, goes_on)
    relation = np.where(same, VERBATIM, shared.relation)[first]
    coverage = coverages(batch.sheets, pairs, found)
    good = enough(batch.articles, pairs, batch.words, shared, coverage)
    kept = good[found.pair]
    found, relation = found.of(kept), relation[kept]
    heads = headlines(batch.articles, batch.sheets, pairs, np.where(good, coverage.max(axis=1), NOTHING))
    return reuses(batch.articles, pairs, found, relation, (coverage, heads))


def _shared(batch: Batch, pairs: Pairs, links: Links) -> Shared:
    """The linked sentences that tell, and the runs outside of them."""
    sheets = batch.sheets
    tells = telling(sheets, batch.standing, links)
    kept = beside_telling(links, tells)
    links, tells = chosen(links, kept), tells[kept]
    found, trimmed = behind_datelines(sheets, pairs, stretches_of(sheets, links), batch.datelines)
    single = (links.a_end - links.a == 1) & (links.b_end - links.b == 1)
    equal = np.asarray(single & ~trimmed & (sheets.key[links.a] == sheets.key[links.b]))
    other = np.flatnonzero(trimmed | ~single)
    equal[other] = equal_words(sheets, found.of(other))
    relation = edited_or_rewritten(sheets, found, equal)
    framed = single & (sheets.frame[links.a] == sheets.frame[links.b]) & (sheets.frame[links.a] != 0)
    firm = ~loose(found, relation)
    rows = runs(sheets, pairs, chosen(links, firm), batch.standing, batch.words)
    shared = Shared(found, relation, equal, tells, framed)
    return shared.of(firm | ~overlapping(found, rows)).with_runs(rows) if len(rows) else shared
