"""Sheets as bytes and back: what belongs to one article stands together, so that one read fetches it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.tracing.arrays import offsets
from onrecord.tracing.folding import I64
from onrecord.tracing.sheets import Sheets

KINDS = ("word", "sentence", "part", "headline")
"""What a sheet counts; the columns of `sizes`."""

COLUMNS = (
    ("key", "<u8", 1),
    ("frame", "<u8", 1),
    ("word", "<u4", 0),
    ("stem", "<u4", 0),
    ("begin", "<u4", 0),
    ("end", "<u4", 0),
    ("sentence_words", "<u4", 1),
    ("sentence_begin", "<u4", 1),
    ("sentence_end", "<u4", 1),
    ("part_begin", "<u4", 2),
    ("part_end", "<u4", 2),
    ("headline_word", "<u4", 3),
    ("weight", "u1", 0),
    ("flags", "u1", 0),
    ("headline_weight", "u1", 3),
)
"""Name, type and kind of each column, in the order in which an article's stand in its bytes; `sentence_words` are
the words of each sentence, which say where each begins."""

WIDTHS = np.array([sum(np.dtype(t).itemsize for _, t, kind in COLUMNS if kind == k) for k in range(len(KINDS))])
"""Bytes of one word, one sentence, one part, one headline word."""


def packed_sheets(sheets: Sheets) -> tuple[bytes, NDArray[np.uint32]]:
    """The bytes of all articles, one after the other, and (articles, 4) how many words, sentences, parts and
    headline words each has: `lengths` says from these where each article's bytes end."""
    offsets = [np.asarray(getattr(sheets, f"{kind}_from"), np.int64) for kind in KINDS]
    pieces = []
    for name, dtype, kind in COLUMNS:
        values = np.diff(sheets.sentence_word) if name == "sentence_words" else getattr(sheets, name)
        column = np.ascontiguousarray(values, dtype=dtype)
        raw = memoryview(column.tobytes())
        edges = (offsets[kind] * column.itemsize).tolist()
        pieces.append([raw[begin:end] for begin, end in pairwise(edges)])
    sizes = np.stack([np.diff(each) for each in offsets], axis=1).astype(np.uint32)
    return b"".join(chain.from_iterable(zip(*pieces, strict=True))), sizes


def lengths(sizes: NDArray[np.uint32]) -> I64:
    """How many bytes each article's sheet takes."""
    return np.asarray(sizes.astype(np.int64) @ WIDTHS, dtype=np.int64)


def unpacked_sheets(raw: Sequence[memoryview], sizes: NDArray[np.uint32]) -> Sheets:
    """The sheets of the articles whose bytes are given, in that order."""
    counts = sizes.astype(np.int64)
    at = np.zeros(len(raw), np.int64)
    columns: dict[str, NDArray[Any]] = {}
    for name, dtype, kind in COLUMNS:
        end = at + counts[:, kind] * np.dtype(dtype).itemsize
        joined = b"".join([each[b:e] for each, b, e in zip(raw, at.tolist(), end.tolist(), strict=True)])
        columns[name] = np.frombuffer(joined, dtype)
        at = end
    columns["sentence_word"] = offsets(columns.pop("sentence_words").astype(np.int64))
    columns |= {f"{kind}_from": offsets(counts[:, number]) for number, kind in enumerate(KINDS)}
    return Sheets(**columns)
