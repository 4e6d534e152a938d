"""Score commitments on texts that the Kiel Institute coded by hand.

    python evaluation/score_kiel.py COMMITMENTS.jsonl [PREDICTIONS.jsonl]

COMMITMENTS: one text per line with its coding (`id`, `published`, `text`, `gold` with actor, kind, amounts,
quantities). PREDICTIONS: where to write what was found, one line per text, for other scorers; optional.

Printed are the shares that the coding gives: texts with a commitment by the coded actor; of those, texts where one
has the coded kind; coded amounts and numbers found on a commitment of that actor (a number also needs an item that
shares a word stem); commitments per text and the share of them by the coded actor.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from onrecord.extraction import extract
from onrecord.language import analyse
from onrecord.model import Commitment
from onrecord.reading.article import article_from_text


def found_in(rows: Sequence[dict[str, Any]]) -> list[tuple[Commitment, ...]]:
    """What onrecord finds in each text, goods and undertakings, in order."""
    articles = [article_from_text(row["text"], id=row["id"], published=row.get("published")) for row in rows]
    pairs = zip(articles, analyse(articles), strict=True)
    return [extract(article, analysis).commitments for article, analysis in pairs]


def stems(text: str | None) -> set[str]:
    words = re.findall(r"[a-z0-9]+", (text or "").lower())
    return {word[:5] for word in words if len(word) > 2 or word.isdigit()}


def close(found: float | None, coded: float) -> bool:
    return found is not None and abs(found - coded) <= 0.005 * abs(coded)


def score(rows: Sequence[dict[str, Any]], found: Iterable[tuple[Commitment, ...]]) -> Counter[str]:
    tally: Counter[str] = Counter()
    for row, all_found in zip(rows, found, strict=True):
        gold = row["gold"]
        mine = [c for c in all_found if c.actor == gold["actor"]]
        tally += Counter(
            texts=1,
            found=len(all_found),
            mine=len(mine),
            actor=bool(mine),
            kind=any(c.kind == gold["kind"] for c in mine),
            amounts=len(gold["amounts"]),
            quantities=len(gold["quantities"]),
        )
        for a in gold["amounts"]:
            tally["amount"] += any(close(c.amount, a["value"]) and c.currency == a["currency"] for c in mine)
        for q in gold["quantities"]:
            tally["quantity"] += any(
                close(c.quantity, q["number"]) and bool(stems(c.item) & stems(q["item"])) for c in mine
            )
    return tally


def as_row(identity: str, found: Iterable[Commitment]) -> str:
    fields = ("actor", "recipient", "kind", "stage", "item", "quantity", "unit", "amount", "currency")
    return json.dumps({"id": identity, "commitments": [{f: getattr(c, f) for f in fields} for c in found]})


def main(texts: str, predictions: str | None = None) -> None:
    rows = [json.loads(line) for line in Path(texts).read_text(encoding="utf-8").splitlines()]
    found = found_in(rows)
    if predictions is not None:
        lines = (as_row(row["id"], here) for row, here in zip(rows, found, strict=True))
        Path(predictions).write_text("\n".join(lines) + "\n", encoding="utf-8")
    t = score(rows, found)
    print(
        f"texts {t['texts']}  actor {t['actor'] / t['texts']:.3f}  kind {t['kind'] / max(t['actor'], 1):.3f}"
        f"  amount {t['amount'] / max(t['amounts'], 1):.3f}  quantity {t['quantity'] / max(t['quantities'], 1):.3f}"
        f"  per text {t['found'] / t['texts']:.2f} (own {t['mine'] / max(t['found'], 1):.2f})"
    )


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
