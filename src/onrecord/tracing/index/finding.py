"""Finding what a part of a store shares, and where its articles come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.model import Article, Derivation, Reuse
from onrecord.tracing.alignment.columns import Pairs
from onrecord.tracing.folding import I64, U64
from onrecord.tracing.index.names import Named
from onrecord.tracing.index.result_bytes import packed_derivations, packed_reuse, unpacked_reuse
from onrecord.tracing.index.results import parted
from onrecord.tracing.index.stages import Stages
from onrecord.tracing.index.store import Store
from onrecord.tracing.index.tables import Table
from onrecord.tracing.sheets import Sheets

NOTHING = b"[]"  # no derivations, packed


@dataclass(frozen=True, slots=True)
class Task:
    """A part of the work.

    fresh:   candidate pairs to align.
    numbers: articles whose derivations are to be found: all their pairs are in `fresh` or in `known`.
    known:   pairs of theirs whose reuse is found already; none is in `fresh`.
    """

    fresh: U64
    numbers: I64
    known: U64


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a task: the pairs that share something and what, packed; articles and their derivations, packed,
    where they have any; the links of these to their sources, each two numbers as one."""

    pairs: U64
    reuse: list[bytes]
    numbers: U64
    derivations: list[bytes]
    links: U64


@dataclass(frozen=True, slots=True)
class Given:
    """What all tasks are done with. known: the reuse found already; standing: hashes of standing text."""

    store: Store
    stages: Stages
    known: Table | None
    standing: U64
    named: Named


def done(given: Given, task: Task) -> Done:
    """Align the fresh pairs of `task`, and find its articles' derivations."""
    pairs = np.concatenate((task.fresh, task.known))
    sharing = np.unique(np.concatenate(parted(pairs)))
    every = np.concatenate((sharing, np.setdiff1d(task.numbers, sharing)))
    articles = given.store.some(every)
    sheets = given.store.sheets(sharing)
    by_number = dict(zip(every.tolist(), articles, strict=True))
    found = _aligned(given, task.fresh, (sharing, articles[: len(sharing)], sheets))
    some = np.array([reuse is not None for reuse, _ in found], np.bool_)
    packed = [packed_reuse(reuse, turned) for reuse, turned in found if reuse is not None]
    shared = [*(reuse for reuse, _ in found if reuse is not None), *_known(given, task.known, by_number)]
    derived = _concluded(given, task.numbers, articles, sheets, shared) if len(task.numbers) else {}
    number = {article.id: number for number, article in by_number.items()}
    links = [
        at << 24 | number[each.source] for at, those in derived.items() for each in those if each.source is not None
    ]
    return Done(
        task.fresh[some],
        packed,
        np.array(list(derived), np.uint64),
        [packed_derivations(those) for those in derived.values()],
        np.array(links, np.uint64),
    )


def _aligned(
    given: Given, pairs: U64, those: tuple[I64, Sequence[Article], Sheets]
) -> list[tuple[Reuse | None, bool]]:
    """What each pair shares, and whether the article of the larger number is its `a`.

    those: the numbers of the articles that share anything, in order, with them and their sheets.
    """
    numbers, articles, sheets = those
    if not len(pairs):
        return []
    first, second = (np.searchsorted(numbers, side) for side in parted(pairs))
    ids = [article.id for article in articles]
    both = zip(first.tolist(), second.tolist(), strict=True)
    turned = np.array([ids[one] > ids[two] for one, two in both], np.bool_)
    places = Pairs(np.where(turned, second, first), np.where(turned, first, second))
    found = given.stages.align(articles, sheets, places, given.standing)
    return list(zip(found, turned.tolist(), strict=True))


def _known(given: Given, pairs: U64, articles: Mapping[int, Article]) -> list[Reuse]:
    if given.known is None:
        return []
    first, second = parted(pairs)
    rows = zip(given.known.values(pairs), first.tolist(), second.tolist(), strict=True)
    return [unpacked_reuse(raw, articles[a].id, articles[b].id) for raw, a, b in rows]


def _concluded(
    given: Given, numbers: I64, articles: Sequence[Article], sheets: Sheets, shared: list[Reuse]
) -> dict[int, Sequence[Derivation]]:
    """The derivations of those of the articles `numbers` that have any."""
    ids = given.store.ids(numbers)
    shared.sort(key=lambda each: (each.a, each.b))
    found = given.stages.conclude(articles, sheets, ids, shared, given.named)
    return {number: those for number, those in zip(numbers.tolist(), found, strict=True) if those}
