"""Tell sentences of aid, of agreeing to act, of asking and of refusing aid from other political events.

    python evaluation/score_plover.py EVENTS.jsonl [--misses]

EVENTS: one event per line with `id`, `text` (one sentence), `source`, `target`, `event` (a PLOVER root) and
`modality` (past, todo). A sentence may stand several times with other pairs; it is scored once.

Gold. A sentence is of the class AID, AGREE or REQUEST when one of its events is AID, REQUEST (past or todo) or
AGREE still to be done; of the class REJECT when one is a REJECT and the words right behind the refusal are of
giving or of aid (REFUSED_AID, in this file). Sentences of no class are the others. AGREE past is another event, as
the task has it; the second block leaves sentences out whose only events are AGREE past, because the marks past and
todo of AGREE are noise: "has agreed to ..." and "agreed to ..." stand under both.

Said. Every commitment found in a sentence says a class by its kind and stage; nothing of the gold is used:
    AID      goods, money or aid that are approved, contracted, shipped, delivered
    AGREE    anything pledged or considered
    REQUEST  anything requested or proposed
    REJECT   goods, money or aid refused
and none for goods withdrawn (a SANCTION in PLOVER) and for acts refused, withdrawn or approved.

Figures.
    any         precision, recall, F1 of finding a commitment of any kind and stage in a sentence of the four
    four        the same of finding one that says one of the four classes: the figure that the task asks
    stage-true  as `four`, but a found sentence of ours counts only if one says a class that fits its gold: AID and
                AGREE fit either (PLOVER's AID todo is a pledge), the others only themselves
    recall by class, of `four` and of `stage-true`; and which events the sentences wrongly found have
    direction   of our sentences found (`four`), the share whose source and target are not turned round. Source is
                who gives, agrees, asks or refuses: `said_by` of a call on others, else the actor; target is the
                recipient, or who is called on. A sentence is judged when a side found can be compared to the coded
                source or target: by the codes of both names, or by a name's words of five letters and more. Right
                is a source found in the coded source; turned round is one found in the coded target only.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.extraction.extract import extract
from onrecord.language import analyse
from onrecord.language.actors import actor_code, find_actors
from onrecord.model import Commitment
from onrecord.reading.article import article_from_text

CLASSES = ("AID", "AGREE", "REQUEST", "REJECT")
FITTING = {
    "AID": {"AID", "AGREE"},
    "AGREE": {"AGREE", "AID"},
    "REQUEST": {"REQUEST"},
    "REJECT": {"REJECT"},
}
SAID = {
    "approved": "AID", "contracted": "AID", "shipped": "AID", "delivered": "AID", "pledged": "AGREE",
    "considered": "AGREE", "requested": "REQUEST", "proposed": "REQUEST", "refused": "REJECT",
}  # fmt: skip
"""The class that a commitment's stage says."""

REFUSED_AID = re.compile(
    r"\b(?:refus\w+|declin\w+|reject\w+|den(?:y|ied|ies)|block\w*|veto\w*|rul\w+ out|not|never)\b.{0,30}?"
    r"\b(?:send|giv(?:e|ing)|provid\w+|deliver\w*|suppl\w+|donat\w+|contribut\w+|lend|fund(?:s|ing)?|aid|assistance|"
    r"help|weapons|arms|troops|peacekeepers|loans?|relief|refugees|asylum)\b",
    re.I,
)
"""A refusal with words of giving or of aid behind it."""

ACTS = {"AGREE", "REQUEST"}
"""The classes that an act that gives no goods may be of."""


@dataclass(frozen=True)
class Sentence:
    """One sentence with its events, what was found in it, its classes by the coders, and those that we say."""

    rows: Sequence[dict[str, Any]]
    found: Sequence[Commitment]
    gold: frozenset[str]
    said: frozenset[str]

    @property
    def only_agreed(self) -> bool:
        return not self.gold and all((row["event"], row["modality"]) == ("AGREE", "past") for row in self.rows)

    @property
    def fits(self) -> bool:
        return any(FITTING[one] & self.said for one in self.gold)


def class_of(row: dict[str, Any]) -> str | None:
    """The one of the four classes that a coded event is of."""
    event = str(row["event"])
    if event == "AGREE":
        return event if row["modality"] == "todo" else None
    if event == "REJECT":
        return event if REFUSED_AID.search(row["text"]) else None
    return event if event in CLASSES else None


def said_class(one: Commitment) -> str | None:
    """The one of the four classes that a commitment says."""
    told = SAID.get(one.stage or "")
    return None if one.kind == "political" and told not in ACTS else told


def ratio(part: int, whole: int) -> str:
    return f"{part / max(whole, 1):.3f} ({part}/{whole})"


def f1(pairs: Iterable[tuple[bool, bool]]) -> str:
    """Precision, recall and F1 of pairs (is ours, counted as ours)."""
    pairs = list(pairs)
    hits = sum(g and s for g, s in pairs)
    precision, recall = hits / max(sum(s for _, s in pairs), 1), hits / max(sum(g for g, _ in pairs), 1)
    both = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"precision {precision:.3f}  recall {recall:.3f}  F1 {both:.3f}"


@cache
def codes(name: str) -> frozenset[str]:
    whole = actor_code(name)
    return frozenset({*([whole] if whole else []), *(actor.code for actor in find_actors(name))})


def words(name: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"[^\W\d_]{5,}", name.lower())}


def alike(code: str | None, name: str | None, coded: str) -> bool:
    """Whether who was found is in the coded name, by code or by words."""
    there = codes(coded)
    if code is not None and there:
        return code in there
    return bool(name) and bool(words(name or "") & words(coded))


def sides(one: Commitment) -> tuple[tuple[str | None, str | None], tuple[str | None, str | None]]:
    """Source and target as found, each a code and a name."""
    actor = (one.actor, one.actor_name)
    if one.stage == "proposed" and one.said_by and one.said_by != one.actor_name:
        own = codes(one.said_by)
        return (next(iter(sorted(own)), None), one.said_by), actor
    return actor, (one.recipient, one.recipient_name)


def direction(sentences: Sequence[Sentence]) -> str:
    right = judged = 0
    for sentence in sentences:
        if not (sentence.gold and sentence.said):
            continue
        rows = [row for row in sentence.rows if class_of(row)]
        found = [sides(one) for one in sentence.found if said_class(one)]
        straight = any(alike(*source, row["source"]) for row in rows for source, _ in found)
        turned = any(
            (alike(*source, row["target"]) and not alike(*source, row["source"]))
            or (alike(*target, row["source"]) and not alike(*target, row["target"]))
            for row in rows
            for source, target in found
        )
        if straight or turned:
            judged += 1
            right += straight and not (turned and not straight)
    return f"direction {ratio(right, judged)}"


def read(path: str) -> list[Sentence]:
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        grouped.setdefault(row["text"], []).append(row)
    articles = [article_from_text(text, id=str(own[0]["id"])) for text, own in grouped.items()]
    out: list[Sentence] = []
    for article, analysis, own in zip(articles, analyse(articles), grouped.values(), strict=True):
        found = extract(article, analysis).commitments
        gold = frozenset(one for row in own if (one := class_of(row)))
        out.append(Sentence(own, found, gold, frozenset(one for c in found if (one := said_class(c)))))
    return out


def report(sentences: Sequence[Sentence]) -> None:
    ours = [s for s in sentences if s.gold]
    print(
        f"sentences {len(sentences)}, ours {len(ours)}, any commitment in {sum(bool(s.found) for s in sentences)}"
    )
    for name, rest in (
        ("AGREE past is other", sentences),
        ("without AGREE past", [s for s in sentences if not s.only_agreed]),
    ):
        print(f"{name}:")
        print("  any         ", f1((bool(s.gold), bool(s.found)) for s in rest))
        print("  four        ", f1((bool(s.gold), bool(s.said)) for s in rest))
        print("  stage-true  ", f1((bool(s.gold), s.fits if s.gold else bool(s.said)) for s in rest))
    for one in CLASSES:
        own = [s for s in ours if one in s.gold]
        found, fitting = sum(bool(s.said) for s in own), sum(s.fits for s in own)
        print(f"  {one:8} recall {ratio(found, len(own))}  stage-true {ratio(fitting, len(own))}")
    agreed = [s for s in sentences if s.only_agreed]
    print(f"AGREE past found as one of the four: {ratio(sum(bool(s.said) for s in agreed), len(agreed))}")
    wrong = Counter(f"{r['event']} {r['modality']}" for s in sentences if s.said and not s.gold for r in s.rows)
    print("found in others:", ", ".join(f"{event} {n}" for event, n in wrong.most_common()))
    print(direction(sentences))


def misses(sentences: Sequence[Sentence]) -> None:
    for sentence in sentences:
        if bool(sentence.gold) == bool(sentence.said):
            continue
        events = "+".join(f"{r['event']} {r['modality']}" for r in sentence.rows)
        row = sentence.rows[0]
        print(
            "missed" if sentence.gold else "wrong ",
            f"{row['id']} {events} [{row['source']} -> {row['target']}] {row['text']}",
        )
        for one in sentence.found:
            print(
                "      ",
                one.kind,
                one.stage,
                one.actor or one.actor_name,
                "->",
                one.recipient or one.recipient_name,
                one.item,
                one.said_by,
            )


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    scored = read(sys.argv[1])
    report(scored)
    if "--misses" in sys.argv[2:]:
        misses(scored)
