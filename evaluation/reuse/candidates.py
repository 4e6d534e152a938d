"""The candidate stage of tracing alone, in one process: python candidates.py articles.jsonl pairs.jsonl

Prints what each step took, as JSON: reading the articles, preparing them (words, features), and pairing, which is
the candidate stage itself, from the features of each batch to pairs.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from onrecord.model import Article
from onrecord.reading import read
from onrecord.tracing.dates import days_of
from onrecord.tracing.pairing.candidates import paired
from onrecord.tracing.pairing.collection import Collection, HeldFeatures, held_of, whole_rows
from onrecord.tracing.preparing import Prints, prepared

CHARACTERS = 500_000  # of a batch
STEPS = ("read", "prepare", "pair")


def main() -> None:
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    spent = dict.fromkeys(STEPS, 0.0)
    prints: list[Prints] = []
    about: list[tuple[str, str | None, str | None]] = []
    at = time.perf_counter()
    days = []
    for batch in batches(source):
        at = _clocked(spent, "read", at)
        prints.append(prepared(batch).prints)
        days.append(days_of(batch))
        about += [(each.id, each.outlet, each.published) for each in batch]
        at = _clocked(spent, "prepare", at)
    found = paired(collection(prints, about, np.concatenate(days))).candidates
    _clocked(spent, "pair", at)
    ids = [name for name, _, _ in about]
    with out.open("w", encoding="utf-8") as file:
        for a, b in zip(found.first.tolist(), found.second.tolist(), strict=True):
            file.write(json.dumps({"a": ids[a], "b": ids[b]}) + "\n")
    print(json.dumps({"articles": len(ids), "pairs": len(found.first)} | spent))


def batches(source: Path) -> Iterator[list[Article]]:
    """The articles of a file, so many characters at a time."""
    batch: list[Article] = []
    size = 0
    for article in read([source]):
        if isinstance(article, Article):
            batch.append(article)
            size += len(article.text)
        if size >= CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def collection(
    prints: Sequence[Prints], about: Sequence[tuple[str, str | None, str | None]], day: np.ndarray
) -> Collection:
    """The features of all batches as one collection; about: id, outlet and time of publication of each article."""
    base = np.cumsum([0, *(len(each.rate) for each in prints)])[:-1].astype(np.uint64)

    def joined(family: str) -> np.ndarray:
        rows = np.concatenate([getattr(each, family) + at for each, at in zip(prints, base, strict=True)])
        rows.sort()
        return rows

    outlet = np.unique([each or "" for _, each, _ in about], return_inverse=True)[1]
    known = np.array([bool(each) for _, each, _ in about])
    order = sorted(range(len(about)), key=lambda at: (about[at][2] or "9999", about[at][0]))
    rank = np.empty(len(about), np.int64)
    rank[order] = np.arange(len(about))
    grams = joined("grams")
    return Collection(
        grams=(HeldFeatures(grams),),
        terms=(HeldFeatures(joined("terms")),),
        frames=(HeldFeatures(joined("frames")),),
        same=(HeldFeatures(whole_rows(np.concatenate([each.whole for each in prints]))),),
        rate=np.concatenate([each.rate for each in prints]),
        words=np.concatenate([each.words for each in prints]),
        held=held_of(grams, len(about)),
        outlet=np.where(known, outlet, -1),
        day=day,
        rank=rank,
    )


def _clocked(spent: dict[str, float], step: str, since: float) -> float:
    now = time.perf_counter()
    spent[step] += now - since
    return now


if __name__ == "__main__":
    main()
