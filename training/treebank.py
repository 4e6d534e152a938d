"""Reading CoNLL-U: the treebanks' sentences as plain values."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

RENAMED = {"obl:npmod": "obl:unmarked", "obl:tmod": "obl:unmarked", "nmod:npmod": "nmod:unmarked"}
"""Labels that older UD releases used and that a few GUM sentences still carry."""


@dataclass(slots=True)
class Sentence:
    """One sentence. `heads` counts from 1, 0 is the root; what is not annotated is None.

    spaces: whether white space follows each word. text, paragraph: as the treebank gives them.
    entities: named persons, organisations and places as (first, last + 1, label) over words.
    """

    words: list[str]
    spaces: list[bool]
    lemmas: list[str] | None = None
    upos: list[str] | None = None
    xpos: list[str] | None = None
    feats: list[str] | None = None
    heads: list[int] | None = None
    labels: list[str] | None = None
    entities: list[tuple[int, int, str]] | None = None
    misc: list[str] = field(default_factory=list)
    document: str = ""
    genre: str = ""
    text: str = ""
    starts_paragraph: bool = False


def sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of a gzipped CoNLL-U file, in order."""
    document, genre, block, comments = "", "", [], []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                comments.append(line)
                if line.startswith("# newdoc id"):
                    document = line.split("=", 1)[1].strip()
                    genre = _genre(document)
            elif line:
                block.append(line.split("\t"))
            elif block:
                yield _sentence(block, comments, document, genre)
                block, comments = [], []


def _genre(document: str) -> str:
    gum = re.match(r"GUM_([a-z]+)_", document)
    return gum.group(1) if gum else document.split("-")[0]


def _sentence(rows: list[list[str]], comments: list[str], document: str, genre: str) -> Sentence:
    spaces: dict[int, bool] = {}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            spaces.update(dict.fromkeys(range(first, last), False))
            spaces[last] = "SpaceAfter=No" not in row[9]
    words = [row for row in rows if row[0].isdigit()]
    text = next((c.split("=", 1)[1].strip() for c in comments if c.startswith("# text =")), "")
    return Sentence(
        words=[row[1].replace(" ", "\u00a0") for row in words],
        spaces=[spaces.get(int(row[0]), "SpaceAfter=No" not in row[9]) for row in words],
        lemmas=[row[2] for row in words],
        upos=[row[3] for row in words],
        xpos=[row[4] for row in words],
        feats=["" if row[5] == "_" else row[5] for row in words],
        heads=[int(row[6]) for row in words],
        labels=[RENAMED.get(row[7], row[7]) for row in words],
        misc=[row[9] for row in words],
        document=document,
        genre=genre,
        text=text,
        starts_paragraph=any(c.startswith(("# newpar", "# newdoc")) for c in comments),
    )
