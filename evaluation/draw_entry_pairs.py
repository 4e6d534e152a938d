"""Draw pairs of findings that are one entry, or nearly are, with a fixed seed, for a person to judge; and count.

    python evaluation/draw_entry_pairs.py draw RECORD -o DRAWN.jsonl [--count 150] [--seed 6] [--type commitment]
    python evaluation/draw_entry_pairs.py score JUDGED.jsonl

DRAWN has `count` merged pairs (two findings of different articles in one entry) and `count` near misses (two
findings of different articles in two entries that a reader may take for one), shuffled, no entry and no pair of
entries twice. A near miss is, of commitments, two with one actor and recipient within NEAR_DAYS and with a common
class of item, a common figure, or most words of their items; of membership steps, two on one candidate within
NEAR_DAYS; of statements, two within NEAR_SAID days by speakers with a common surname or actor that share at least
LIKE of the shorter one's words of matter. SHARES says how many are drawn of each type.

A judge adds `"same"`: true or false, whether one entry should hold both; `"why"` in a few words. `score` prints the
precision of merged pairs, the share of near misses that should be one, and recall. The unit of recall is a link: an
entry of five articles has four that hold it together, two entries that should be one lack one. Each type counts as
often as the record has links and near misses of it (`population`, in every row).
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from drawing import draw_or_score
from onrecord import Article, Commitment, Entry, MembershipStep, Record, Statement
from onrecord.model import Finding
from onrecord.vocabulary import vocabulary

NEAR_DAYS, NEAR_SAID, LIKE = 14, 3, 0.5
SHARES = {"commitment": 0.45, "statement": 0.45, "membership": 0.1}
LONG = 4
"""Letters from which a word of an item or a statement is counted as one of matter."""
MOST = 400
"""Findings compared in one block, drawn where there are more: a block is one actor's or one surname's."""
AROUND = 300
"""Characters shown on either side of a finding's words."""


@dataclass(frozen=True, slots=True)
class Held:
    """A finding with its article, the entry that holds it, and what near misses are told by."""

    finding: Finding
    article: Article
    entry: str
    words: frozenset[str]

    @property
    def day(self) -> int | None:
        try:
            return date.fromisoformat((self.article.published or "")[:10]).toordinal()
        except ValueError:
            return None


def held(record: Record) -> list[Held]:
    """Every finding that an entry holds, by id."""
    articles = {article.id: article for article in record.articles()}
    entry_of = {finding: entry.id for entry in record.entries() for finding in entry.findings}
    found = (one for each in record.findings() for one in each.all() if one.id in entry_of)
    rows = [Held(one, articles[one.article], entry_of[one.id], _words(one)) for one in found]
    return sorted(rows, key=lambda row: row.finding.id)


def _words(finding: Finding) -> frozenset[str]:
    text = finding.text if isinstance(finding, Statement) else getattr(finding, "item", None) or ""
    return frozenset(word for word in re.findall(r"\w+", text.lower()) if len(word) >= LONG)


def merged(found: Sequence[Held]) -> dict[str, list[tuple[Held, Held]]]:
    """Pairs of one entry and two articles, by entry."""
    groups: dict[str, list[Held]] = defaultdict(list)
    for each in found:
        groups[each.entry].append(each)
    return {
        entry: pairs
        for entry, group in groups.items()
        if (pairs := [(a, b) for a, b in combinations(group, 2) if a.article.id != b.article.id])
    }


def near_misses(found: Sequence[Held], rng: random.Random) -> Iterator[tuple[Held, Held]]:
    """Pairs of two entries and two articles that a reader may take for one."""
    blocks: dict[object, list[Held]] = defaultdict(list)
    for each in found:
        for key in _blocks(each.finding):
            blocks[key].append(each)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks, key=str):
        block = blocks[key]
        for a, b in combinations(block if len(block) <= MOST else rng.sample(block, MOST), 2):
            pair = (min(a.finding.id, b.finding.id), max(a.finding.id, b.finding.id))
            if a.entry != b.entry and a.article.id != b.article.id and pair not in seen and _near(a, b):
                seen.add(pair)
                yield a, b


def _blocks(finding: Finding) -> Iterable[object]:
    if isinstance(finding, Commitment):
        actor = finding.actor or (finding.actor_name or "").lower()
        return [("c", actor, finding.recipient)] if actor else []
    if isinstance(finding, MembershipStep):
        return [("m", finding.candidate)]
    surname = (finding.speaker.name or "").split()[-1:]
    return [("s", word.lower()) for word in surname] + (
        [("s", finding.speaker.actor)] if finding.speaker.actor else []
    )


def _near(a: Held, b: Held) -> bool:
    days = abs(a.day - b.day) if a.day is not None and b.day is not None else 0
    x, y = a.finding, b.finding
    share = len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))
    if isinstance(x, Statement):
        return days <= NEAR_SAID and share >= LIKE and min(len(a.words), len(b.words)) >= LONG
    if days > NEAR_DAYS or not isinstance(x, Commitment) or not isinstance(y, Commitment):
        return days <= NEAR_DAYS
    figures = {(x.amount, x.currency), (x.quantity, None)} & {(y.amount, y.currency), (y.quantity, None)}
    classes = _lineage(x.item_class) & _lineage(y.item_class)
    return bool(classes) or any(figure[0] is not None for figure in figures) or share > LIKE


def _lineage(item_class: str | None) -> frozenset[str]:
    """A class and those that it belongs to, without the broadest where there is a narrower one."""
    classes = vocabulary("items").get("classes", {})
    out: list[str] = []
    while item_class in classes and item_class not in out:
        out.append(item_class)
        item_class = classes[item_class].get("broader")
    return frozenset(out[:2])


def drawn(record: Record, count: int, seed: int, type_: str | None = None) -> list[dict[str, Any]]:
    """`count` merged pairs and `count` near misses, as rows for a judge."""
    rng = random.Random(seed)
    entries = {entry.id: entry for entry in record.entries()}
    found = [each for each in held(record) if type_ in (None, entries[each.entry].type)]
    groups = merged(found)
    links = [rng.choice(groups[entry]) for entry in sorted(groups) for _ in entries[entry].articles[1:]]
    missed = {tuple(sorted((a.entry, b.entry))): (a, b) for a, b in sorted(near_misses(found, rng), key=_ids)}
    rows = []
    for sort, pairs in (("merged", links), ("near", list(missed.values()))):
        by_type: dict[str, list[tuple[Held, Held]]] = defaultdict(list)
        for pair in pairs:
            by_type[entries[pair[0].entry].type].append(pair)
        for kind, some in sorted(by_type.items()):
            once = {(a.entry, b.entry): (a, b) for a, b in rng.sample(some, len(some))}
            size = round(count * (1 if type_ else SHARES[kind]))
            rows += [_row(sort, kind, len(some), pair, entries) for pair in list(once.values())[:size]]
    rng.shuffle(rows)
    return rows


def _ids(pair: tuple[Held, Held]) -> tuple[str, str]:
    return pair[0].finding.id, pair[1].finding.id


def _row(
    sort: str, kind: str, population: int, pair: tuple[Held, Held], entries: dict[str, Entry]
) -> dict[str, Any]:
    return {
        "sort": sort,
        "type": kind,
        "population": population,
        "a": _side(pair[0], entries),
        "b": _side(pair[1], entries),
    }


def _side(each: Held, entries: dict[str, Entry]) -> dict[str, Any]:
    finding, text = each.finding, each.article.text
    spans = (
        finding.content
        if isinstance(finding, Statement)
        else [s for e in finding.evidence.values() for s in e.spans]
    )
    begin, end = min((s.begin for s in spans), default=0), max((s.end for s in spans), default=0)
    names = [
        name for name in finding.__slots__ if name not in ("id", "article", "evidence", "source", "cue", "content")
    ]
    values = {name: getattr(finding, name) for name in names}
    return {
        "finding": finding.id,
        "entry": each.entry,
        "articles in entry": len(entries[each.entry].articles),
        "outlet": each.article.outlet,
        "published": each.article.published,
        "values": {name: str(value) for name, value in values.items() if value not in (None, False, ())},
        "text": text[max(0, begin - AROUND) : end + AROUND],
    }


def score(rows: Sequence[dict[str, Any]]) -> str:
    """Precision, the share of near misses that are one, and recall, of each type and over all."""
    lines = []
    for kind in (*sorted({row["type"] for row in rows}), None):
        some = [row for row in rows if kind in (None, row["type"])]
        of = {sort: [row for row in some if row["sort"] == sort] for sort in ("merged", "near")}
        right, missed = (_estimate(of[sort]) for sort in ("merged", "near"))
        all_merged = sum({row["type"]: row["population"] for row in of["merged"]}.values())
        told = " ".join(f"{sort} {sum(row['same'] for row in each)}/{len(each)}" for sort, each in of.items())
        precision = right / all_merged if all_merged else 0.0
        recall = right / (right + missed) if right + missed else 0.0
        lines.append(f"{kind or 'all':12} {told}  precision {precision:.3f}  recall {recall:.3f}")
    return "\n".join(lines)


def _estimate(rows: Sequence[dict[str, Any]]) -> float:
    """How many pairs of the record are one thing, by the share of those judged of each type."""
    kinds = {row["type"] for row in rows}
    total = 0.0
    for kind in kinds:
        some = [row for row in rows if row["type"] == kind]
        total += some[0]["population"] * sum(row["same"] for row in some) / len(some)
    return total


def main() -> None:
    draw_or_score((__doc__ or "").split("\n")[0], drawn, score, 150, "type")


if __name__ == "__main__":
    main()
