"""Reading results back as values of the model."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from onrecord.model import Derivation, Reuse
from onrecord.tracing.folding import I64, U64
from onrecord.tracing.index.result_bytes import unpacked_derivations, unpacked_reuse
from onrecord.tracing.index.results import Results, linked, parted
from onrecord.tracing.index.store import Store

READ_AT_ONCE = 4096


def reuse_at(store: Store, results: Results, pairs: U64) -> Iterator[Reuse]:
    """The reuse of these pairs, in that order."""
    first, second = parted(pairs)
    values = zip(results.reuse.values(pairs), store.ids(first), store.ids(second), strict=True)
    return (unpacked_reuse(*each) for each in values)


def reuse_in_order(store: Store, results: Results) -> Iterator[Reuse]:
    """All reuse, in the order of the two ids."""
    rank = store.id_ranks()
    first, second = (rank[numbers] for numbers in parted(results.reuse.keys))
    order = np.argsort(linked(np.minimum(first, second), np.maximum(first, second)))
    for at in range(0, len(order), READ_AT_ONCE):
        yield from reuse_at(store, results, results.reuse.keys[order[at : at + READ_AT_ONCE]])


def derivations_at(store: Store, results: Results, numbers: I64) -> Iterator[Derivation]:
    """The derivations of these articles, in that order."""
    keys = numbers.astype(np.uint64)
    keys = keys[results.derivations.has(keys)]
    values = results.derivations.values(keys)
    mended = np.flatnonzero(results.mended.has(keys))
    for place, value in zip(mended.tolist(), results.mended.values(keys[mended]), strict=True):
        values[place] = value
    for raw, id in zip(values, store.ids(keys.astype(np.int64)), strict=True):  # noqa: A001
        yield from unpacked_derivations(raw, id)


def derivations_in_order(store: Store, results: Results) -> Iterator[Derivation]:
    """All derivations, in the order of their articles' ids."""
    order = np.argsort(store.id_ranks())
    for at in range(0, len(order), READ_AT_ONCE):
        yield from derivations_at(store, results, order[at : at + READ_AT_ONCE])
