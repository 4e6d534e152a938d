"""Draw disagreements of a record with a fixed seed, for a person to judge, and count what the judge found.

    python evaluation/draw_disagreements.py draw RECORD -o DRAWN.jsonl [--count 100] [--seed 6] [--kind figure]
    python evaluation/draw_disagreements.py score JUDGED.jsonl

DRAWN has `count` disagreements of the record, or all where there are fewer, each with both sides' words in what
stands around them, their outlets and dates, and what the record says of it: kind, severity, weight, cause, reason.

A judge adds `"real"`: true or false; `"kind_right"` and `"cause_right"` where they are not; `"why"` in a few words.
Real is what a careful fact-checker would call two reports that differ: the two sides report one thing, and not the
same of it. A wording is real when the two sides are one sentence and only their words differ, so that it is ranked
last; it is not when one of them reports more or something else. A rounded or converted figure is real when one copy
changed what another has. `score` prints how many are real, by kind, and what the rest were.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord import Article, Disagreement, Record, open_record
from onrecord.model import Side

AROUND = 250
"""Characters shown on either side of a side's words."""


def drawn(record: Record, count: int, seed: int, kind: str | None = None) -> list[dict[str, Any]]:
    """`count` disagreements as rows for a judge, in the order drawn."""
    articles = {article.id: article for article in record.articles()}
    found = sorted((one for one in record.disagreements() if kind in (None, one.kind)), key=lambda one: one.id)
    chosen = random.Random(seed).sample(found, min(count, len(found)))
    return [_row(one, articles) for one in chosen]


def _row(one: Disagreement, articles: Mapping[str, Article]) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "severity": one.severity,
        "weight": one.weight,
        "cause": one.cause,
        "settled": one.settled,
        "reason": one.reason,
        "a": _side(one.a, articles[one.a.article]),
        "b": _side(one.b, articles[one.b.article]),
    }


def _side(side: Side, article: Article) -> dict[str, Any]:
    """One side with the text around it, its own words between double brackets."""
    begin, end = min(span.begin for span in side.spans), max(span.end for span in side.spans)
    before, after = article.text[max(0, begin - AROUND) : begin], article.text[end : end + AROUND]
    text = f"{before}[[{article.text[begin:end]}]]{after}"
    return {"outlet": article.outlet, "published": article.published, "text": re.sub(r"\s+", " ", text)}


def score(rows: Sequence[Mapping[str, Any]]) -> str:
    """How many of the judged are real, by kind and over all, with right kind and cause; why the others are not."""
    lines = []
    for kind in (*sorted({row["kind"] for row in rows}), None):
        some = [row for row in rows if kind in (None, row["kind"])]
        real = [row for row in some if row["real"]]
        caused = [row for row in real if row["cause"] is not None]
        right = sum(row.get("cause_right", True) for row in caused)
        lines.append(
            f"{kind or 'all':13} real {len(real)}/{len(some)} = {len(real) / len(some):.2f}"
            f"  kind right {sum(row.get('kind_right', True) for row in real)}/{len(real)}"
            f"  cause given {len(caused)}, right {right}"
        )
    rest = Counter(f"{row['kind']}: {row.get('why', '')}" for row in rows if not row["real"])
    return "\n".join([*lines, *(f"  not real {count} {why}" for why, count in sorted(rest.items()))])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    commands = parser.add_subparsers(dest="command", required=True)
    draw = commands.add_parser("draw")
    draw.add_argument("record", type=Path)
    draw.add_argument("-o", "--out", type=Path, required=True)
    draw.add_argument("--count", type=int, default=100)
    draw.add_argument("--seed", type=int, default=6)
    draw.add_argument("--kind")
    commands.add_parser("score").add_argument("judged", type=Path)
    given = parser.parse_args()
    if given.command == "draw":
        with open_record(given.record) as record:
            rows = drawn(record, given.count, given.seed, given.kind)
        given.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        print(f"{len(rows)} disagreements")
    else:
        print(score([json.loads(line) for line in given.judged.read_text(encoding="utf-8").splitlines()]))


if __name__ == "__main__":
    main()
