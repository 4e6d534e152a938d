"""Score a record of the two real reports against what a careful reader finds in them.

    python evaluation/score_seeds.py RECORD GOLD.json

Prints a line for every gold statement, commitment, membership step and disagreement, found or not, and every
finding that no gold line accounts for: a person judges whether those are spurious.
A statement counts when its speaker is right and its content, or one of the content's spans, overlaps the gold
extent by at least half (intersection over union of characters): the gold lists every quotation by itself, and
onrecord keeps what one "X said" reports in one statement. How many count by their whole content alone is printed
too. A commitment counts when actor, stage, item and its number or amount are right.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import onrecord

Row = Mapping[str, Any]
PLAIN = str.maketrans("“”‘’„«»", '""\'\'"""')


def plain(text: str) -> str:
    return text.translate(PLAIN).lower()


def stems(text: str | None) -> set[str]:
    return {
        word[:5].replace("armou", "armor")
        for word in re.findall(r"[a-z0-9%]+", (text or "").lower())
        if len(word) > 2
    }


def gold_extents(text: str, row: Row) -> list[set[int]]:
    """Every stretch from the gold's first words to its last words."""
    low, out = plain(text), []
    for begin in re.finditer(re.escape(plain(row["first_words"])), low):
        end = low.find(plain(row["last_words"]), begin.start())
        if 0 <= end - begin.start() < 500:
            out.append(set(range(begin.start(), end + len(row["last_words"]))))
    return out


def characters(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    """What the spans cover, less quotation marks and punctuation at their edges."""
    out: set[int] = set()
    for begin, end in spans:
        while begin < end and not text[begin].isalnum():
            begin += 1
        while begin < end and not text[end - 1].isalnum():
            end -= 1
        out.update(range(begin, end))
    return out


def overlap(a: set[int], b: set[int]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def extent_overlap(text: str, content: Sequence[tuple[int, int]], extents: list[set[int]]) -> float:
    """How far the content, or the span of it that does best, overlaps one of the extents."""
    pieces = [content, *([span] for span in content)] if len(content) > 1 else [content]
    return max((overlap(characters(text, p), extent) for p in pieces for extent in extents), default=0.0)


def same_speaker(gold: str, row: Row) -> bool:
    name = plain(row["speaker"]["name"] or "")
    return bool(name) and (plain(gold).split()[-1] in name or plain(gold) in name)


def show(found: bool, what: str) -> None:
    print(("  ok    " if found else "  MISS  ") + what)


def score_statements(gold: Row, texts: Mapping[str, str], rows: list[Row]) -> tuple[int, int]:
    used: set[str] = set()
    hits = total = whole = 0
    for path, wanted in gold.items():
        for row in wanted:
            total += 1
            extents = gold_extents(texts[path], row)
            scored = [(extent_overlap(texts[path], r["content"], extents), r) for r in rows if r["path"] == path]
            best, match = max(scored, key=lambda pair: pair[0], default=(0.0, None))
            right = match is not None and best >= 0.5 and same_speaker(row["speaker"], match)
            hits += right
            if right and match is not None:
                spans = characters(texts[path], match["content"])
                whole += any(overlap(spans, extent) >= 0.5 for extent in extents)
            note = ""
            if match is not None and best >= 0.5:
                used.add(match["id"])
                note = f"  [{best:.2f} {match['mode']}/{row['mode']} {match['speaker']['name']}]"
            show(right, f"{path[:3]} {row['speaker']}: {row['first_words']} ... {row['last_words']}{note}")
    for row in rows:
        if row["id"] not in used:
            print(f"  extra {row['path'][:3]} {row['mode']} {row['speaker']['name']}: {row['text'][:110]!r}")
    print(f"  by whole contents alone: {whole} of {total}")
    return hits, total


def commitment_score(gold: Row, row: Row) -> float:
    right = gold["actor"] == row["actor"]
    right &= "stage" not in gold or gold["stage"] == row["stage"]
    right &= bool(stems(gold["item"]) & stems(f"{row['item']} {row['item_class'] or ''}"))
    right &= "quantity" not in gold or gold["quantity"] == row["quantity"]
    right &= "amount" not in gold or (gold["amount"], gold["currency"]) == (row["amount"], row["currency"])
    if not right:
        return 0.0
    return 1.0 + sum(gold.get(k) == row[k] for k in ("recipient", "kind", "said_by"))


def score_commitments(gold: Row, rows: list[Row]) -> tuple[int, int]:
    used: set[str] = set()
    hits = total = 0
    for path, wanted in gold.items():
        for row in wanted:
            total += 1
            here = [r for r in rows if r["path"] == path and r["id"] not in used]
            match = max(here, key=lambda r: commitment_score(row, r), default=None)
            right = match is not None and commitment_score(row, match) > 0
            hits += right
            note = ""
            if right and match is not None:
                used.add(match["id"])
                wrong = [k for k in ("recipient", "kind", "said_by", "unit") if k in row and row[k] != match[k]]
                note = f"  [but {', '.join(f'{k} {match[k]}' for k in wrong)}]" if wrong else ""
            show(right, f"{path[:3]} {row['actor']} {row.get('stage')} {row['item']}{note}")
    for row in rows:
        if row["id"] not in used:
            keys = ("actor", "actor_name", "stage", "item", "quantity", "amount", "recipient", "said_by")
            print(f"  extra {row['path'][:3]} " + " | ".join(str(row[k]) for k in keys))
    return hits, total


def score_memberships(gold: Row, rows: list[Row]) -> tuple[int, int]:
    used: set[str] = set()
    hits = total = 0
    for path, wanted in gold.items():
        for row in wanted:
            total += 1
            same = [
                r
                for r in rows
                if r["path"] == path
                and all(sorted(r[k]) == sorted(v) if isinstance(v, list) else r[k] == v for k, v in row.items())
            ]
            hits += bool(same)
            used.update(r["id"] for r in same)
            show(bool(same), f"{path[:3]} {row['organisation']} {row['candidate']} {row['stage']}")
    for row in rows:
        if row["id"] not in used:
            keys = ("organisation", "candidate", "stage", "outstanding")
            print(f"  extra {row['path'][:3]} " + " ".join(str(row[k]) for k in keys))
    return hits, total


def score_disagreements(gold: list[Row], rows: list[Row]) -> tuple[int, int]:
    used: set[str] = set()
    hits = 0
    for row in gold:
        parts = [plain(row[side]) for side in ("a", "b") if side in row]
        same = [
            (rank, r)
            for rank, r in enumerate(rows, 1)
            if r["kind"] == row["kind"]
            and all(any(part in plain(r[side]["text"]) for side in "ab") for part in parts)
        ]
        hits += bool(same)
        used.update(r["id"] for _, r in same)
        ranks = ", ".join(f"rank {rank} severity {r['severity']:.2f}" for rank, r in same)
        show(bool(same), f"{row['kind']}: {row['about']}  [{ranks}]")
    for rank, row in enumerate(rows, 1):
        if row["id"] not in used:
            sides = " / ".join(repr(row[side]["text"][:70]) for side in "ab")
            print(f"  extra {rank:3d} {row['severity']:.2f} {row['kind']}: {sides}")
    return hits, len(gold)


def main(record_path: str, gold_path: str) -> None:
    gold = json.loads(Path(gold_path).read_text(encoding="utf-8"))
    record = onrecord.open_record(record_path)
    articles = {row["id"]: row for row in record.rows("articles")}

    def rows(table: str) -> list[Row]:
        return [{**row, "path": articles[row["article"]]["path"]} for row in record.rows(table)]

    texts = {row["path"]: row["text"] for row in articles.values()}
    classes = {row["id"]: row for row in rows("commitments")}
    for row in classes.values():
        row.setdefault("item_class", None)
    for path, expected in gold["articles"].items():
        row = next(r for r in articles.values() if r["path"] == path)
        for key in ("wire", "byline", "dateline"):
            if key in expected:
                show(row[key] == expected[key], f"{path[:3]} {key}: {row[key]}")
    tallies = {
        "statements": score_statements(gold["statements"], texts, rows("statements")),
        "commitments": score_commitments(gold["commitments"], list(classes.values())),
        "memberships": score_memberships(gold["memberships"], rows("memberships")),
        "disagreements": score_disagreements(
            gold["disagreements"], sorted(record.rows("disagreements"), key=lambda r: -r["severity"])
        ),
    }
    for name, (hits, total) in tallies.items():
        print(f"{name:14s} {hits} of {total}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
