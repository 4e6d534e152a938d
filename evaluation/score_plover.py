"""Tell sentences of giving, agreeing to give, asking and refusing from other political events.

    python evaluation/score_plover.py EVENTS.jsonl

EVENTS: one sentence per line with `text`, `source`, `target`, `event` (a PLOVER root) and `modality` (past, todo).
A sentence counts as one of ours when its event is AID, REQUEST or AGREE still to be done, or a REJECT whose
sentence names goods, money or aid. Printed: precision, recall and F1 of finding any commitment in it, for all such
sentences and for those that name goods, money or aid (PLOVER's own classes are wider: an agreement to resign is an
AGREE); of the sentences found, the share where a commitment's actor is the coded source, not the coded target.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from onrecord.extraction.commitments import commitments
from onrecord.extraction.items import find_items
from onrecord.extraction.statements import statements
from onrecord.language import analyse
from onrecord.language.actors import actor_code, find_actors
from onrecord.language.money import find_money
from onrecord.model import Commitment
from onrecord.reading.article import article_from_text

OURS = {("AID", "past"), ("AID", "todo"), ("REQUEST", "past"), ("REQUEST", "todo"), ("AGREE", "todo")}


def names_aid(text: str) -> bool:
    return bool(find_items(text) or find_money(text))


def is_ours(row: dict[str, Any]) -> bool:
    key = (row["event"], row["modality"])
    return key in OURS or (row["event"] == "REJECT" and names_aid(row["text"]))


def codes(name: str) -> set[str]:
    whole = actor_code(name)
    return ({whole} if whole else set()) | {actor.code for actor in find_actors(name)}


def f1(gold: Sequence[bool], said: Sequence[bool]) -> str:
    hits = sum(g and s for g, s in zip(gold, said, strict=True))
    precision, recall = hits / max(sum(said), 1), hits / max(sum(gold), 1)
    both = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"precision {precision:.3f}  recall {recall:.3f}  F1 {both:.3f}"


def direction(rows: Sequence[dict[str, Any]], found: Sequence[tuple[Commitment, ...]]) -> str:
    right = judged = 0
    for row, here in zip(rows, found, strict=True):
        source, target = codes(row["source"]), codes(row["target"])
        if not (is_ours(row) and here and source and target) or source & target:
            continue
        actors = {c.actor for c in here}
        if actors & (source | target):
            judged += 1
            right += bool(actors & source)
    return f"direction {right / max(judged, 1):.3f} of {judged}"


def main(path: str) -> None:
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    articles = [article_from_text(row["text"], id=row["id"]) for row in rows]
    found = [
        commitments(article, analysis, tuple(statements(article, analysis)))
        for article, analysis in zip(articles, analyse(articles), strict=True)
    ]
    said, gold = [bool(here) for here in found], [is_ours(row) for row in rows]
    print(f"sentences {len(rows)}, ours {sum(gold)}, found {sum(said)}")
    print("all           ", f1(gold, said))
    print("naming aid    ", f1([g and names_aid(r["text"]) for g, r in zip(gold, rows, strict=True)], said))
    print(direction(rows, found))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
