"""Judging: all signs about each pair of articles that share passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from onrecord.model import Article, Passage, Reason, Reuse
from onrecord.tracing.credits import Credits
from onrecord.tracing.derivation.belonging import belonging, lifted
from onrecord.tracing.derivation.outside import credited, dated, fuller, named, placed, updated
from onrecord.tracing.derivation.signs import Judged, Sign, judged
from onrecord.tracing.derivation.texts import Desk, Told
from onrecord.tracing.derivation.wording import changes, poorer, rarer, recurring, reported

PAIRS = 256  # judged at a time, so that their texts are folded together
WHOLE = 0.985
"""Where both stories are covered so far and all is verbatim, the words tell nothing."""


def judged_pairs(
    reuse: Iterable[Reuse], articles: Mapping[str, Article], sources: Mapping[str, Credits], desk: Desk
) -> Iterator[Judged]:
    """Each of `reuse` with the signs about it, in order.

    articles, sources: at least of the articles that `reuse` is about, by id. desk: has their words.
    """
    left = iter(reuse)
    while batch := list(islice(left, PAIRS)):
        told = desk.fetch(articles[name] for each in batch if _words_tell(each) for name in (each.a, each.b))
        for each in batch:
            a, b = articles[each.a], articles[each.b]
            one_outlet = a.outlet is not None and a.outlet == b.outlet
            signs = list(_around(each, a, b, (sources[a.id], sources[b.id]), one_outlet))
            if _words_tell(each):
                found, changed, apart = _in_words(told[a.id], told[b.id], each.passages, one_outlet)
                yield judged(each, [*signs, *found], changed, apart)
            else:
                yield judged(each, signs, 0.0, None)


def _words_tell(reuse: Reuse) -> bool:
    copied = all(passage.relation == "verbatim" for passage in reuse.passages)
    return not copied or max(reuse.coverage_a, reuse.coverage_b) < WHOLE


def _around(
    reuse: Reuse, a: Article, b: Article, sources: tuple[Credits, Credits], one_outlet: bool
) -> Iterator[Sign]:
    """The signs that no words need be compared for."""
    yield from dated(a, b)
    yield from named(a, b, sources)
    yield from credited(sources)
    yield from fuller(reuse, one_outlet)
    yield from placed(a, b, reuse)
    yield from lifted(a, b, reuse.passages)
    if one_outlet:
        yield from updated(a, b)


def _in_words(
    a: Told, b: Told, passages: tuple[Passage, ...], one_outlet: bool
) -> tuple[list[Sign], float, Reason | None]:
    """The signs in the words, how much differs, and why a third article may be the source of both."""
    around, both = belonging(a, b, passages)
    found = changes(a.text, b.text, passages)
    if found is None:
        return list(around), 0.0, both
    signs, apart = recurring(a, b, passages, found)
    signs = [*around, *signs, *rarer(a, b, found), *reported(a.text, b.text, passages)]
    if not one_outlet:
        signs += poorer(a.text, b.text, passages)
    return signs, round(found.share, 3), apart or both
