"""Planted reuse: sets of articles in which it is known who took what from whom, and how tracing does on them.

python evaluation/planted_reuse.py make OUT --articles 1000 [--bases FOLDER ...]  a set, in the folder OUT
python evaluation/planted_reuse.py score OUT [--undated] [--wrong 20]             trace it, and score that
python evaluation/planted_reuse.py score OUT --found FILE                         score what a tool wrote
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from reuse import findings, making, manifest, showing, tracing
from reuse.scoring import score


def make(given: argparse.Namespace) -> None:
    began = time.perf_counter()
    count = making.made(given.out, given.articles, given.seed, given.bases)
    shown = ", ".join(f"{number:,} {what}" for what, number in count.items())
    print(f"{shown} in {time.perf_counter() - began:.1f} s")


def score_set(given: argparse.Namespace) -> None:
    truth = manifest.read(given.folder)
    if given.found:
        found = findings.read(given.found)
    else:
        found, cost = tracing.traced(given.folder / "articles.jsonl", dated=not given.undated)
        print(cost)
    result = score(found, truth, not given.undated)
    print("\n".join(showing.shown(result)))
    for line in showing.wrong_shown(found, result.wrong[: given.wrong], given.folder / "articles.jsonl"):
        print(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    maker = commands.add_parser("make", help="write articles.jsonl and manifest.jsonl")
    maker.set_defaults(run=make)
    maker.add_argument("out", type=Path)
    maker.add_argument("--articles", type=int, default=1000)
    maker.add_argument("--seed", type=int, default=1)
    maker.add_argument("--bases", type=Path, nargs="*", default=[], help="folders of JSON Lines with real articles")
    scorer = commands.add_parser("score", help="how tracing does on a set")
    scorer.set_defaults(run=score_set)
    scorer.add_argument("folder", type=Path)
    scorer.add_argument("--undated", action="store_true", help="withhold the dates of publication")
    scorer.add_argument("--wrong", type=int, default=0, help="show this many pairs that were not planted")
    scorer.add_argument("--found", type=Path, help="JSON Lines with a and b, or what `onrecord trace` wrote")
    given = parser.parse_args()
    given.run(given)


if __name__ == "__main__":
    main()
