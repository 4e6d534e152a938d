"""Score which statements reconciliation makes one entry, on labelled pairs of our own (said/pairs.toml).

    python evaluation/score_said.py [--wrong] [--pin [--lower]]

`--wrong` prints the pairs that are judged wrongly, `--pin` writes the figures as floors for the tests.
"""

from __future__ import annotations

import argparse
import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pinning
from onrecord.model import Article, Findings, Layout, Span, Speaker, Statement, Trace, content_id, text_sha256
from onrecord.reconciliation import reconcile

FOLDER = Path(__file__).parent / "said"
PAIRS, FLOORS = FOLDER / "pairs.toml", FOLDER / "floors.toml"
START = datetime(2023, 1, 10, tzinfo=UTC)
MARKS = "“”"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports, and whether they are of one utterance."""

    kind: str
    same: bool
    reports: tuple[tuple[Article, Findings], ...]
    words: tuple[str, ...]


def pairs(file: Path = PAIRS) -> list[Pair]:
    """The labelled pairs, as articles and findings."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return [
        Pair(
            row["kind"],
            row["same"],
            tuple(_report(name, row[name], table["speakers"]) for name in "ab"),
            tuple(row[name][-1] for name in "ab"),
        )
        for row in table["pair"]
    ]


def _report(name: str, given: Sequence[Any], speakers: Mapping[str, Any]) -> tuple[Article, Findings]:
    who, hour, cue, content = given
    speaker = Speaker(**speakers[who])
    text = f"{speaker.name} {cue} {content}"
    at = len(text) - len(content)
    span = Span(at, len(text))
    published = (START + timedelta(hours=hour)).isoformat()
    article = Article(
        id=name, text=text, sha256=text_sha256(text), layout=Layout(story=(Span(0, len(text)),)),
        published=published, outlet=f"Outlet {name}",
    )  # fmt: skip
    mode = "mixed" if any(mark in content for mark in MARKS) else "indirect"
    statement = Statement(
        content_id("s", name, span), name, mode, speaker, (), (Span(at - len(cue) - 1, at - 1),), (span,), content
    )  # type: ignore[arg-type]
    return article, Findings(name, (statement,), (), ())


def together(pair: Pair) -> bool:
    """Whether reconciliation makes one entry of a pair's two statements."""
    articles, findings = zip(*pair.reports, strict=True)
    return len(reconcile(articles, findings, Trace()).entries) == 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """How every pair was judged."""

    judged: tuple[tuple[Pair, bool], ...]

    def figures(self) -> dict[str, float]:
        """Precision and recall of entries over the pairs."""
        joined = [pair.same for pair, one in self.judged if one]
        same = [one for pair, one in self.judged if pair.same]
        return {"precision": sum(joined) / len(joined), "recall": sum(same) / len(same)}

    def wrong(self) -> list[Pair]:
        return [pair for pair, one in self.judged if one != pair.same]


def outcome(every: Sequence[Pair]) -> Outcome:
    """Reconcile every pair by itself."""
    return Outcome(tuple((pair, together(pair)) for pair in every))


def about(every: Sequence[Pair]) -> dict[str, str | int]:
    """What floors are pinned with: the file's hash, the number of pairs and of those that are one."""
    return {
        "sha256": hashlib.sha256(PAIRS.read_bytes()).hexdigest(),
        "pairs": len(every),
        "same": sum(pair.same for pair in every),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="print the pairs that are judged wrongly")
    parser.add_argument("--pin", action="store_true", help="write the figures as floors")
    parser.add_argument("--lower", action="store_true", help="let a floor fall")
    given = parser.parse_args()
    every = pairs()
    result = outcome(every)
    print(len(every), "pairs", {name: round(value, 3) for name, value in result.figures().items()})
    for pair in result.wrong() if given.wrong else ():
        print("one" if pair.same else "two", pair.kind, *pair.words, sep=" | ")
    if given.pin:
        pinning.pin(FLOORS, result.figures(), about(every), "score_said.py", lower=given.lower)


if __name__ == "__main__":
    main()
