"""Other tools on a set, each from JSON Lines to pairs. Runs by itself, with any Python that has the tool.

    python peers.py TOOL articles.jsonl pairs.jsonl      TOOL: datasketch, rensa
    python peers.py versions                             which of them this Python has

All get the same: words (\\w+, lower-cased), five in a row as a shingle, 128 permutations, threshold 0.5; a pair
that the tool proposes is kept when half of the shingles of both are shared. Nothing here imports the project.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np
import numpy.typing as npt

SHINGLE, PERMUTATIONS, THRESHOLD, SEED = 5, 128, 0.5, 1
BANDS = 32
"""Of rensa, whose bands must divide the permutations: 32 of 4 rows have their steepest rise at 0.42; datasketch,
asked for 0.5, takes 25 of 5 at 0.53."""

BATCH = 1_000
TOOLS = ("datasketch", "rensa")
WORD = re.compile(r"\w+")
Hashes = npt.NDArray[np.int64]


def main() -> None:
    if sys.argv[1] == "versions":
        print(json.dumps({"python": sys.version.split()[0]} | {tool: _version(tool) for tool in TOOLS}))
        return
    tool, source, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    finders: dict[str, Callable[[Path], Iterator[tuple[str, str]]]] = {"datasketch": datasketch, "rensa": rensa}
    with out.open("w", encoding="utf-8") as file:
        for a, b in finders[tool](source):
            file.write(json.dumps({"a": a, "b": b}) + "\n")


def articles(source: Path) -> Iterator[tuple[str, str]]:
    """The id and the text of each article of a file of JSON Lines."""
    with source.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield row["id"], row["text"]


def shingles(text: str) -> set[str]:
    """Five words in a row, each once; of a shorter text all its words."""
    words = WORD.findall(text.lower())
    return {" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}


def datasketch(source: Path) -> Iterator[tuple[str, str]]:
    """Pairs by MinHashLSH: each article is looked up among those before it."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    ids: list[str] = []
    held: list[Hashes] = []
    for number, (name, text) in enumerate(articles(source)):
        cut = shingles(text)
        sketch = MinHash(num_perm=PERMUTATIONS, seed=SEED)
        sketch.update_batch([each.encode() for each in cut])
        ids.append(name)
        held.append(hashes(cut))
        for other in index.query(sketch):
            if jaccard(held[other], held[number]) >= THRESHOLD:
                yield ids[other], name
        index.insert(number, sketch)


def rensa(source: Path) -> Iterator[tuple[str, str]]:
    """Pairs by RMinHashLSH: all articles go in, then each is looked up. By its calls for many at once."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(THRESHOLD, PERMUTATIONS, BANDS)
    ids: list[str] = []
    held: list[Hashes] = []
    sketches: list[RMinHash] = []
    batch: list[list[str]] = []

    def sketch_batch() -> None:
        made = RMinHash.from_token_sets(batch, PERMUTATIONS, SEED)
        index.insert_many(made, len(sketches))
        sketches.extend(made)
        batch.clear()

    for name, text in articles(source):
        cut = shingles(text)
        ids.append(name)
        held.append(hashes(cut))
        batch.append(list(cut))
        if len(batch) == BATCH:
            sketch_batch()
    sketch_batch()
    for number, found in enumerate(index.query_all(sketches)):
        for other in found:
            if other < number and jaccard(held[other], held[number]) >= THRESHOLD:
                yield ids[other], ids[number]


def hashes(cut: set[str]) -> Hashes:
    """Shingles as they are kept for the check: hashed, since they themselves would be many times as large."""
    return np.fromiter(map(hash, cut), np.int64, len(cut))


def jaccard(one: Hashes, two: Hashes) -> float:
    """Shared shingles as a share of all."""
    shared = len(np.intersect1d(one, two))
    return shared / max(1, len(one) + len(two) - shared)


def _version(tool: str) -> str | None:
    try:
        return version(tool)
    except PackageNotFoundError:
        return None


if __name__ == "__main__":
    main()
