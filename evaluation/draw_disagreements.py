"""Draw disagreements of a record with a fixed seed, for a person to judge, and count what the judge found.

    python evaluation/draw_disagreements.py draw RECORD -o DRAWN.jsonl [--count 100] [--seed 6] [--kind figure]
    python evaluation/draw_disagreements.py score JUDGED.jsonl

DRAWN has `count` disagreements of the record, or all where there are fewer, each with both sides' words in what
stands around them, their outlets and dates, and what the record says of it: kind, severity, weight, cause, reason.

A judge adds `"real"`: true or false; `"kind_right"` and `"cause_right"`, counted where they are given; `"why"` in
a few words.
Real is what a careful fact-checker would call two reports that differ: the two sides report one thing, and not the
same of it. A wording is real when the two sides are one sentence and only their words differ, so that it is ranked
last; it is not when one of them reports more or something else. A rounded or converted figure is real when one copy
changed what another has. `score` prints how many are real, by kind, and what the rest were.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from drawing import draw_or_score
from onrecord import Article, Disagreement, Record
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
        judged = [row["cause_right"] for row in caused if "cause_right" in row]
        kinds = [row["kind_right"] for row in real if "kind_right" in row]
        lines.append(
            f"{kind or 'all':13} real {len(real)}/{len(some)} = {len(real) / len(some):.2f}"
            f"  kind right {sum(kinds)}/{len(kinds)}  cause given {len(caused)}, right {sum(judged)}/{len(judged)}"
        )
    rest = Counter(f"{row['kind']}: {row.get('why', '')}" for row in rows if not row["real"])
    return "\n".join([*lines, *(f"  not real {count} {why}" for why, count in sorted(rest.items()))])


def main() -> None:
    draw_or_score((__doc__ or "").split("\n")[0], drawn, score, 100, "kind")


if __name__ == "__main__":
    main()
