"""Draw commitments that extraction found, with a fixed seed, for a person to judge; and count the judgements.

    python evaluation/draw_commitments.py draw INPUT... -o DRAWN.jsonl [--count 200] [--seed 5]
    python evaluation/draw_commitments.py score JUDGED.jsonl

DRAWN has one commitment per line with its values, the words that each rests on, and the article's text. A judge
adds `"wrong"`: a list of what is wrong in it, empty when it is right. Wrong are: `none` (no commitment at all),
`actor`, `stage`, `item`, `quantity`, `amount`, `currency`, `recipient`, `kind`, `conditional`, `date`, `said_by`.
A commitment is right when there is one and actor, stage, item, quantity, amount and currency are; the other fields
are counted apart. Articles that print one sentence give the same commitment; each is drawn at most once.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.engines.analysing import findings_here
from onrecord.model import Article, Commitment, Findings
from onrecord.reading import read

CORE = frozenset({"none", "actor", "stage", "item", "quantity", "amount", "currency"})
SURE = 1.96  # standard deviations of a 95% interval


def found_in(inputs: Sequence[Path]) -> Iterator[tuple[Article, Commitment]]:
    """Every commitment of the articles in `inputs`, with its article."""
    articles = [each for each in read(inputs) if isinstance(each, Article)]
    for article, outcome in findings_here(articles, None):
        if isinstance(outcome, Findings):
            yield from ((article, one) for one in outcome.commitments)


def as_row(article: Article, one: Commitment) -> dict[str, Any]:
    """What a judge needs: the values that were found, their words, and the text."""
    values = {name: getattr(one, name) for name in one.__slots__ if name not in ("id", "article", "evidence")}
    words = {name: [article.text[s.begin : s.end] for s in e.spans] for name, e in sorted(one.evidence.items())}
    return {
        "id": one.id,
        "article": article.id,
        "outlet": article.outlet,
        "published": article.published,
        "values": {name: value for name, value in values.items() if value not in (None, False, ())},
        "words": words,
        "text": article.text,
    }


def drawn(rows: Sequence[dict[str, Any]], count: int, seed: int) -> list[dict[str, Any]]:
    """`count` of `rows`, none twice by values and words: the same ones for the same rows and seed."""
    once = {json.dumps([row["values"], row["words"]], sort_keys=True): row for row in rows}
    return random.Random(seed).sample([once[key] for key in sorted(once)], min(count, len(once)))


def interval(right: int, of: int) -> tuple[float, float]:
    """Wilson's 95% interval of a share."""
    share, square = right / of, SURE**2 / of
    middle, reach = share + square / 2, SURE * math.sqrt(share * (1 - share) / of + square / of / 4)
    return (middle - reach) / (1 + square), (middle + reach) / (1 + square)


def line(name: str, rows: Sequence[dict[str, Any]]) -> str:
    right = sum(not CORE & set(row["wrong"]) for row in rows)
    low, high = interval(right, len(rows))
    return f"{name:14} {right:3} of {len(rows):3}  {right / len(rows):.3f}  ({low:.2f} to {high:.2f})"


def tally(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Precision over all, by stage and by kind, and what was wrong."""
    yield line("all", rows)
    for field in ("stage", "kind"):
        for name in sorted({str(row["values"].get(field)) for row in rows}):
            yield line(name, [row for row in rows if str(row["values"].get(field)) == name])
    wrong = Counter(what for row in rows for what in row["wrong"])
    yield "wrong: " + ", ".join(f"{what} {count}" for what, count in wrong.most_common())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ways = parser.add_subparsers(dest="way", required=True)
    draw = ways.add_parser("draw")
    draw.add_argument("inputs", nargs="+", type=Path)
    draw.add_argument("--count", type=int, default=200)
    draw.add_argument("--seed", type=int, default=5)
    draw.add_argument("-o", "--out", type=Path, required=True)
    score = ways.add_parser("score")
    score.add_argument("judged", type=Path)
    given = parser.parse_args()
    if given.way == "score":
        rows = [json.loads(each) for each in given.judged.read_text(encoding="utf-8").splitlines()]
        print("\n".join(tally(rows)))
        return
    rows = [as_row(*pair) for pair in found_in(given.inputs)]
    chosen = drawn(rows, given.count, given.seed)
    given.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in chosen), encoding="utf-8")
    print(f"{len(rows)} commitments, {len(chosen)} drawn with seed {given.seed}")


if __name__ == "__main__":
    main()
