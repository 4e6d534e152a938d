"""Score onrecord's statements against PolNeAR's attributions.

    python evaluation/score_polnear.py GOLD.jsonl [--limit N] [--pipeline NAME] [-o PREDICTED.jsonl]

GOLD holds one article per line: {"id", "text", "title", "statements": [{"source": [[b, e], ...], "cue": [...],
"content": [...]}, ...]}. One cue makes one attribution there, and one statement here; statements are scored as they
are exported.

Printed for quoted statements and for all: precision, recall and F1 of content at intersection over union of at
least 0.5, the same for exact content (edges without marks and punctuation), and the share of matched statements
whose source overlaps the gold one.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from onrecord.extraction import statements
from onrecord.language import analyse
from onrecord.model import Statement
from onrecord.reading.article import article_from_text

Row = dict[str, Any]
DOUBLE = '"“”„«»'
TRIM = DOUBLE + "‘’ \t\n\r\u00a0.,;:!?-–—…"


def characters(spans: Iterable[Sequence[int]]) -> set[int]:
    return {i for begin, end in spans for i in range(begin, end)}


def trimmed(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    """The content's characters without marks and punctuation at the edges of its pieces."""
    out: set[int] = set()
    for begin, end in spans:
        while begin < end and text[begin] in TRIM:
            begin += 1
        while end > begin and text[end - 1] in TRIM:
            end -= 1
        out.update(range(begin, end))
    return out


def overlap(a: set[int], b: set[int]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def row_of(statement: Statement) -> Row:
    """A statement in PolNeAR's layout."""
    return {name: [list(span) for span in getattr(statement, name)] for name in ("source", "cue", "content")}


def matched(gold: list[set[int]], predicted: list[set[int]]) -> list[tuple[int, int, float]]:
    """One-to-one pairs of contents that overlap by at least half, the best first."""
    pairs = [(overlap(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted) if g & p]
    out: list[tuple[int, int, float]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for score, i, j in sorted(pairs, reverse=True):
        if score >= 0.5 and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            out.append((i, j, score))
    return out


def same_source(gold: set[int], predicted: set[int]) -> bool:
    return bool(gold and predicted) and (overlap(gold, predicted) >= 0.5 or gold <= predicted or predicted <= gold)


def tally(text: str, gold: list[Row], predicted: list[Row], counts: dict[str, dict[str, int]]) -> None:
    """Add one article's figures to `counts`."""
    pairs = matched([trimmed(text, g["content"]) for g in gold], [trimmed(text, p["content"]) for p in predicted])

    def is_quoted(row: Row) -> bool:
        return any(c in DOUBLE for begin, end in row["content"] for c in text[begin:end])

    sources = [[characters(row.get("source") or []) for row in rows] for rows in (gold, predicted)]
    for kind in ("quoted", "all"):
        taken = [[kind == "all" or is_quoted(row) for row in rows] for rows in (gold, predicted)]
        add_matches(counts[kind], pairs, taken, sources)


def add_matches(
    count: dict[str, int],
    pairs: Iterable[tuple[int, int, float]],
    taken: Sequence[Sequence[bool]],
    sources: Sequence[Sequence[set[int]]],
) -> None:
    """Add to `count` what one article's matched `pairs` come to, of the rows that are `taken`; these and the
    `sources` are given for gold and for predicted rows."""
    (in_gold, in_predicted), (gold_sources, predicted_sources) = taken, sources
    count["gold"] += sum(in_gold)
    count["predicted"] += sum(in_predicted)
    for i, j, score in pairs:
        count["found"] += in_gold[i]
        count["right"] += in_predicted[j]
        count["found exactly"] += in_gold[i] and score == 1.0
        count["right exactly"] += in_predicted[j] and score == 1.0
        if in_gold[i] and gold_sources[i]:
            count["with source"] += 1
            count["same source"] += same_source(gold_sources[i], predicted_sources[j])


FIELDS = ("gold", "predicted", "found", "right", "found exactly", "right exactly", "with source", "same source")


def figures(count: dict[str, int]) -> dict[str, float]:
    """Precision, recall and F1 of content and of exact content, and the share of right speakers."""
    out: dict[str, float] = {}
    for name, suffix in (("", ""), ("exact ", " exactly")):
        precision = count[f"right{suffix}"] / count["predicted"] if count["predicted"] else 0.0
        recall = count[f"found{suffix}"] / count["gold"] if count["gold"] else 0.0
        out[f"{name}P"], out[f"{name}R"] = precision, recall
        out[f"{name}F1"] = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    out["speaker"] = count["same source"] / count["with source"] if count["with source"] else 0.0
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--pipeline")
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    gold = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines()][: options.limit]
    articles = [article_from_text(row["text"], id=row["id"], title=row.get("title")) for row in gold]
    counts = {kind: dict.fromkeys(FIELDS, 0) for kind in ("quoted", "all")}
    lines = []
    for row, article, analysis in zip(gold, articles, analyse(articles, options.pipeline), strict=True):
        predicted = [row_of(statement) for statement in statements(article, analysis)]
        tally(row["text"], row["statements"], predicted, counts)
        lines.append(json.dumps({"id": row["id"], "statements": predicted}))
    if options.output:
        options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for kind, count in counts.items():
        shown = "  ".join(f"{name} {value:.3f}" for name, value in figures(count).items())
        print(f"{kind:7s} gold {count['gold']:5d}  predicted {count['predicted']:5d}  {shown}")


if __name__ == "__main__":
    main()
