"""Making a set: articles.jsonl and manifest.jsonl, chunk by chunk, so that memory does not grow with the set."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reuse.drafts import Draft, rendered
from reuse.kinds import KINDS
from reuse.manifest import Link, link_row, natural_pairs, written
from reuse.real import RealArticle, examples, real_articles
from reuse.units import unit
from reuse.world import World

CHUNK = 2_000
SELDOM_OR_OFTEN = {"round-up": 1, "updated": 3, "common wire": 3, "long": 0}
DECK = dict.fromkeys(KINDS, 2) | dict.fromkeys(KINDS[:8], 4) | SELDOM_OR_OFTEN
"""How many units of each kind come in one round, shuffled."""

ARTICLES_PER_LONG = 5_000
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some articles of a set, shuffled, and the links that were planted with them."""

    drafts: list[Draft]
    links: list[Link]


def made(out: Path, articles: int, seed: int, bases: Sequence[Path]) -> dict[str, int]:
    """Write the set to the folder `out`; says how many articles, words and links it has."""
    real = [*real_articles(bases, seed), *examples()]
    out.mkdir(parents=True, exist_ok=True)
    count = {"articles": 0, "words": 0, "links": 0}
    real_words: list[tuple[str, list[str]]] = []
    with (
        (out / "articles.jsonl").open("w", encoding="utf-8") as file,
        (out / "manifest.jsonl").open("w", encoding="utf-8") as manifest,
    ):
        about = {"articles": articles, "seed": seed, "bases": [folder.name for folder in bases]}
        manifest.writelines(written([{"table": "about"} | about]))
        for chunk in chunks(articles, seed, real):
            for draft in chunk.drafts:
                row = article_row(draft)
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                count["words"] += len(WORD.findall(row["text"]))
                if bases:
                    real_words.append((draft.id, WORD.findall(" ".join(s.text for s in draft.sentences()).lower())))
            count["articles"] += len(chunk.drafts)
            count["links"] += len(chunk.links)
            manifest.writelines(written(truth_rows(chunk)))
        natural = sorted(natural_pairs(real_words))
        manifest.writelines(written({"table": "natural", "a": a, "b": b} for a, b in natural))
    return count


def truth_rows(chunk: Chunk) -> Iterator[dict[str, Any]]:
    """The links of a chunk, and the roots of those of its articles that have others than themselves."""
    for link in chunk.links:
        yield link_row(link)
    for draft in chunk.drafts:
        if draft.roots != {draft.id}:
            yield {"table": "roots", "id": draft.id, "roots": sorted(draft.roots)}


def article_row(draft: Draft) -> dict[str, Any]:
    """An article with the fields that users give."""
    row = {"id": draft.id, "outlet": draft.outlet, "title": draft.title, "published": draft.published}
    return {key: value for key, value in row.items() if value} | {"text": rendered(draft).text}


def chunks(articles: int, seed: int, real: Sequence[RealArticle]) -> Iterator[Chunk]:
    """Exactly so many articles: bases in order of their numbers, among them what was taken from any of them."""
    world = World(articles, seed, real)
    rounds = _rounds(articles, seed)
    number = done = base = 0
    while done < articles:
        size = min(CHUNK, articles - done)
        last = done + size == articles
        drafts: list[Draft] = []
        links: list[Link] = []
        until = world.bases if last else min(world.bases, round((done + size) / articles * world.bases))
        drafts += (world.base(each) for each in range(base, until))
        while len(drafts) < size:
            made_unit = unit(world, next(rounds), number)
            number += 1
            if made_unit is not None and len(drafts) + len(made_unit.drafts) <= size:
                drafts += made_unit.drafts
                links += made_unit.links
        base = until
        done += size
        random.Random(f"{seed}/order/{done}").shuffle(drafts)
        yield Chunk(drafts, links)


def _rounds(articles: int, seed: int) -> Iterator[str]:
    """Kinds of units, each as often as its deck has it; long reports come at even distances."""
    source = random.Random(f"{seed}/kinds")
    longs = max(1, articles // ARTICLES_PER_LONG) if articles >= 200 else 0
    planted = 0
    per_long = max(1, int(articles * 0.4 / max(1, longs)))
    while True:
        deck = [kind for kind, count in DECK.items() for _ in range(count)]
        source.shuffle(deck)
        for kind in deck:
            if planted % per_long == 0 and longs > 0:
                longs -= 1
                yield "long"
            planted += 1
            yield kind
