"""Scores as tables of text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from reuse.findings import Found
from reuse.kinds import KINDS
from reuse.manifest import Pair
from reuse.scoring import Score, Share, ratio, right

ANSWERS = ("right", "wrong", "other", "agency", "unknown")
HEAD = f"{'kind':22} {'pairs':>6} {'recall':>7} | direction" + "".join(f" {answer:>7}" for answer in ANSWERS)


def shown(score: Score) -> Iterator[str]:
    """The lines of a report."""
    yield f"{HEAD} | characters {'found':>6} {'true':>6} {'source':>7}"
    for kind in (kind for kind in KINDS if kind in score.recall):
        answers = score.direction.get(kind, Counter())
        directions = "".join(f" {_of(answers, answer)}" for answer in ANSWERS)
        yield (
            f"{kind:22} {score.recall[kind][1]:6} {_share(score.recall[kind]):>7} |          {directions} |"
            f"            {_share(score.characters.get(kind)):>6} {_share(score.beyond.get(kind)):>6} "
            f"{_share(score.sourced.get(kind)):>7}"
        )
    yield (
        f"pairs {score.pairs}: planted {score.planted}, family {score.family}, natural {score.natural}, "
        f"wrong {len(score.wrong)}"
    )
    yield (
        f"precision strict {score.strict:.4f}, settled {score.settled:.4f}; F1 over the first six strict "
        f"{score.f1:.4f}, settled {score.f1_settled:.4f}"
    )
    if score.direction:
        yield "direction right: " + ", ".join(directions_shown(score))
    if score.characters:
        yield (
            f"passages: {score.shares(score.characters):.4f} of the planted characters found, "
            f"{score.shares(score.beyond):.4f} of those found planted, source named for "
            f"{score.shares(score.sourced):.4f} of the passages that are parts"
        )


def directions_shown(score: Score) -> Iterator[str]:
    """Shares of right directions, by what could tell them."""
    for name, groups in (("dates", score.by_dates), ("text", score.by_text)):
        for group, answers in sorted(groups.items()):
            yield f"{name} {group} {right(answers):.3f} of {answers.total()}"
    decided = sum((answers for group, answers in score.by_text.items() if group != "nothing"), Counter[str]())
    yield f"where the text decides {right(decided):.3f} of {decided.total()}"
    for group, answers in sorted(score.missing.items()):
        yield f"missing original, {group} {right(answers):.3f} of {answers.total()}"
    yield f"agency named {_share(score.wire)} of {score.wire[1]:g}"


def wrong_shown(found: Found, wrong: Iterable[Pair], articles: Path) -> Iterator[str]:
    """Pairs that were not planted, with the beginnings of their passages."""
    wrong = list(wrong)
    wanted = {name for pair in wrong for name in pair}
    rows = (json.loads(line) for line in articles.open(encoding="utf-8")) if wanted else ()
    texts = {row["id"]: (row.get("outlet", ""), row["text"]) for row in rows if row["id"] in wanted}
    for a, b in wrong:
        yield f"not planted: {a} ({texts[a][0]}) and {b} ({texts[b][0]})"
        for ours, theirs in found.pairs[a, b][:4]:
            yield f"    {texts[a][1][slice(*ours)][:110]!r} | {texts[b][1][slice(*theirs)][:110]!r}"


def _share(share: Share | None) -> str:
    return "" if share is None or not share[1] else f"{ratio(share):.3f}"


def _of(answers: Counter[str], answer: str) -> str:
    return f"{answers[answer] / answers.total():7.3f}" if answers.total() else " " * 7
