"""Tracing's own stages, put together for an index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields, replace
from functools import lru_cache

import numpy as np

from onrecord.model import Article, Derivation, Reuse
from onrecord.tracing.alignment.align import aligned
from onrecord.tracing.credits import Credits, Naming, credits_of, naming
from onrecord.tracing.dates import days_of
from onrecord.tracing.derivation import Shared, judged_pairs, of_article, seen_from, without_rings
from onrecord.tracing.derivation.texts import LaidOut
from onrecord.tracing.folding import I64, U64
from onrecord.tracing.index.names import Named
from onrecord.tracing.index.results import Met
from onrecord.tracing.index.segments import outlet_hash
from onrecord.tracing.index.stages import Stages
from onrecord.tracing.index.store import Store
from onrecord.tracing.pairing.arrivals import added, partners
from onrecord.tracing.pairing.candidates import Pairing, paired
from onrecord.tracing.pairing.collection import Collection, HeldFeatures, held_of, whole_rows
from onrecord.tracing.pairing.crowds import Crowds
from onrecord.tracing.pairing.scores import Candidates, unpacked
from onrecord.tracing.preparing import Prepared, prepared
from onrecord.tracing.sheets import Sheets

UNDATED = "9999"  # after all that is dated


def tracing_stages() -> Stages:
    """The stages of tracing as they are."""
    return Stages(prepared, meet, meet_one, aligned, conclude, credited, without_rings)


def collection_of(store: Store, rank: I64, part: slice) -> Collection:
    """Some of the articles of a store, as the candidate stage looks at them; a segment begins and ends with them.

    rank: of all articles.
    """
    rows = store.articles[part]
    outlet = np.unique(store.articles["outlet"], return_inverse=True)
    numbered = np.where(store.articles["outlet"] == 0, -1, outlet[1])[part]
    segments = store.segments_in(part.start, part.stop)
    return Collection(
        grams=tuple(each.features["grams"] for each in segments),
        terms=tuple(each.features["terms"] for each in segments),
        frames=tuple(each.features["frames"] for each in segments),
        same=(HeldFeatures(whole_rows(rows["whole"]), part.start),),
        rate=rows["rate"].copy(),
        words=rows["words"].astype(np.int64),
        held=rows["held"].astype(np.int64),
        outlet=numbered,
        day=rows["day"].astype(np.int64),
        rank=rank[part],
    )


def meet(store: Store, before: int, known: Met | None) -> Met:
    """All candidate pairs of a store: a `stages.Meet`."""
    rank = store.time_ranks(UNDATED)
    if known is None or before == 0:
        return _met(paired(collection_of(store, rank, slice(0, len(store)))))
    old = collection_of(store, rank, slice(0, before))
    return _met(added(_pairing(known), old, collection_of(store, rank, slice(before, len(store)))))


@lru_cache(maxsize=1)
def _whole(store: Store) -> Collection:
    """All articles of a store, ranked with odd numbers, so that there is room for one more between."""
    return collection_of(store, 2 * store.time_ranks(UNDATED) + 1, slice(0, len(store)))


def meet_one(store: Store, one: Prepared, known: Met) -> tuple[I64, U64]:
    """The candidates beside one article: a `stages.MeetOne`."""
    if not len(store):
        return np.zeros(0, np.int64), known.standing
    found = partners(_pairing(known), _whole(store), _collection_of_one(store, one))
    return found.candidates.first, found.standing


def _collection_of_one(store: Store, one: Prepared) -> Collection:
    number = len(store)
    (article,) = one.articles
    prints = one.prints
    hashed = np.uint64(outlet_hash(article.outlet))
    outlets = np.unique(store.articles["outlet"])
    at = int(np.searchsorted(outlets, hashed))  # an outlet that the store does not know is a number of its own
    return Collection(
        grams=(HeldFeatures(prints.grams, number),),
        terms=(HeldFeatures(prints.terms, number),),
        frames=(HeldFeatures(prints.frames, number),),
        same=(HeldFeatures(whole_rows(prints.whole), number),),
        rate=prints.rate,
        words=prints.words,
        held=held_of(prints.grams, 1),
        outlet=np.array([_number_of_outlet(outlets, hashed, at)], np.int64),
        day=days_of([article]),
        rank=np.array([2 * store.rank_in_time(article, UNDATED)], np.int64),
    )


def _number_of_outlet(outlets: U64, hashed: np.uint64, at: int) -> int:
    if hashed == 0:
        return -1
    return at if at < len(outlets) and outlets[at] == hashed else len(outlets)


def _pairing(found: Met) -> Pairing:
    candidates = Candidates(*unpacked(found.pairs), found.state["score"])
    crowds = Crowds(*(found.state[f"crowd_{field.name}"] for field in fields(Crowds)))
    return Pairing(candidates, found.standing, crowds)


def _met(found: Pairing) -> Met:
    crowds = {f"crowd_{field.name}": getattr(found.crowds, field.name) for field in fields(Crowds)}
    return Met(found.candidates.pair, found.standing, {"score": found.candidates.score, **crowds})


def conclude(
    articles: Sequence[Article], sheets: Sheets, touched: Sequence[str], reuse: Sequence[Reuse], named: Named
) -> list[list[Derivation]]:
    """The derivations of the articles `touched`: a `stages.Conclude`."""
    by_id = {article.id: article for article in articles}
    sources = credits_of(articles, _naming(named))
    laid_out = LaidOut(sheets, {article.id: place for place, article in enumerate(articles[: len(sheets)])})
    wanted = frozenset(touched)
    shared: dict[str, list[Shared]] = defaultdict(list)
    for pair in judged_pairs(reuse, by_id, sources, lambda _: laid_out):
        a, b = by_id[pair.reuse.a], by_id[pair.reuse.b]
        if a.id in wanted:
            shared[a.id].append(seen_from(pair, a, b))
        if b.id in wanted:
            shared[b.id].append(seen_from(pair, b, a))
    return [list(of_article(by_id[name], shared.get(name, ()), sources)) for name in touched]


def credited(articles: Sequence[Article], named: Named) -> list[Credits]:
    """Whom each of `articles` credits: a `stages.Credited`."""
    found = credits_of([_numbered(article, place) for place, article in enumerate(articles)], _naming(named))
    return [found[str(place)] for place in range(len(articles))]


def _numbered(article: Article, place: int) -> Article:
    """The same article under the id `place`: credits are told apart by id."""
    return replace(article, id=str(place))


def _naming(named: Named) -> Naming:
    """What is taken for a source's name in a collection with these outlets and agencies."""
    stubs = [Article(id="", text="", sha256="", outlet=outlet) for outlet in sorted(named.outlets)]
    stubs += [Article(id="", text="", sha256="", wire=wire) for wire in sorted(named.wires)]
    return naming(stubs)
