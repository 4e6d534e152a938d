"""Derivation: where each article, and each shared passage of it, most likely came from.

Three kinds of answer: an article of the collection; a named agency or outlet, whose own story may be missing from
the collection; unknown. A derivation with passages speaks of those; one without, of all the rest of the article.
What no derivation speaks of is the article's own.

    credits   whom each article names as its source
    signs     weighed: beside the words (outside), in what differs (wording), in what stands around (belonging)
    judging   all signs about each pair
    claims    what speaks for each possible source of an article's passages
    assigning each passage to its likeliest source
    rings     no article comes from itself by way of others

All but the last speak of one pair or one article, so an index can do them anew for those alone that are touched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onrecord.model import Article, Derivation, Reuse
from onrecord.tracing.credits import credits_of, naming
from onrecord.tracing.derivation.assigning import of_article
from onrecord.tracing.derivation.judging import judged_pairs
from onrecord.tracing.derivation.rings import without_rings
from onrecord.tracing.derivation.signs import Judged, Shared, seen_from
from onrecord.tracing.derivation.texts import LaidOut, LayOut, lay_out
from onrecord.tracing.sheets import Sheets

__all__ = [
    "Judged",
    "LaidOut",
    "LayOut",
    "Shared",
    "derivations",
    "judged_pairs",
    "lay_out",
    "of_article",
    "seen_from",
    "without_rings",
]


def derivations(
    articles: Sequence[Article], reuse: Sequence[Reuse], _: object = None, *, sheets: Sheets | None = None
) -> list[Derivation]:
    """The derivations of all `articles`, by article id; those of one article whole first, then by passages.

    reuse: among `articles`. The third parameter is ignored. sheets: of `articles` in their order, where at hand.
    """
    by_id = {article.id: article for article in articles}
    sources = credits_of(articles, naming(articles))
    shared: dict[str, list[Shared]] = defaultdict(list)
    for pair in judged_pairs(reuse, by_id, sources, lay_out if sheets is None else _at_hand(articles, sheets)):
        a, b = by_id[pair.reuse.a], by_id[pair.reuse.b]
        shared[a.id].append(seen_from(pair, a, b))
        shared[b.id].append(seen_from(pair, b, a))
    found: list[Derivation] = []
    for name in sorted(by_id):
        found += of_article(by_id[name], shared.get(name, ()), sources)
    return without_rings(found)


def _at_hand(articles: Sequence[Article], sheets: Sheets) -> LayOut:
    laid_out = LaidOut(sheets, {article.id: place for place, article in enumerate(articles)})
    return lambda _: laid_out
