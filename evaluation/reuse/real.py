"""Articles of files as bases: those of folders that are named, and the example story of this project."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "accession"
LEAST_SENTENCES = 6
SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+(?=[\"“‘'(]?[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class RealArticle:
    """An article that somebody wrote: who printed it, its title, the day, paragraphs of sentences."""

    outlet: str
    title: str
    day: str
    paragraphs: list[list[str]]


def real_articles(folders: Sequence[Path], seed: int) -> list[RealArticle]:
    """The articles of the JSON Lines files of `folders`, each text once, in an order drawn by `seed`."""
    out: dict[str, RealArticle] = {}
    for folder in folders:
        for file in sorted(folder.glob("*.jsonl")):
            for line in file.open(encoding="utf-8"):
                row = json.loads(line)
                found = _article(row["text"], row.get("title"), row.get("outlet"), row.get("published"))
                if found is not None:
                    out.setdefault(row["text"], found)
    articles = list(out.values())
    random.Random(seed).shuffle(articles)
    return articles


def examples() -> list[RealArticle]:
    """The example story's articles that copy from none of the others, where the examples are at hand."""
    found: list[RealArticle | None] = []
    for file in sorted(EXAMPLES.glob("01-*.txt")):
        title, *lines = [line for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]
        story = [line for line in lines if not line.startswith("By ")]
        found.append(_article("\n".join(story), title, "Meridian Press Agency", "2023-04-04"))
    return [each for each in found if each is not None]


def _article(text: str, title: str | None, outlet: str | None, published: str | None) -> RealArticle | None:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if title and lines and lines[0].rstrip(".").startswith(title.strip().rstrip(".")):
        lines = lines[1:]
    paragraphs = [list(sentences(line)) for line in lines]
    if sum(map(len, paragraphs)) < LEAST_SENTENCES:
        return None
    day = (published or "")[:10]
    return RealArticle(outlet or "", title or "", day if _is_day(day) else "2016-01-01", paragraphs)


def sentences(line: str) -> Iterator[str]:
    """The sentences of a line, roughly."""
    begin = 0
    for found in SENTENCE_END.finditer(line):
        yield line[begin : found.end()].rstrip()
        begin = found.end()
    if begin < len(line):
        yield line[begin:]


def _is_day(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10
