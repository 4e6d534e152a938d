"""Planted reuse: sets of articles in which it is known who took what from whom, and how tracing does on them.

python evaluation/planted_reuse.py make OUT --articles 1000 [--bases FOLDER ...]  a set, in the folder OUT
python evaluation/planted_reuse.py score OUT [--undated] [--wrong 20]             trace it, and score that
python evaluation/planted_reuse.py score OUT --found FILE                         score what a tool wrote
python evaluation/planted_reuse.py benchmark OUT [--python PEERS/bin/python]      onrecord and other tools
python evaluation/planted_reuse.py curve WORK [--sizes 1000 10000]                time and accuracy by size
python evaluation/planted_reuse.py incremental OUT [--new 1000]                   an index that grows
    python evaluation/planted_reuse.py degenerate                                     inputs no newsroom makes
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from reuse import benchmark, curve, degenerate, findings, making, manifest, showing, tracing
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


def compare(given: argparse.Namespace) -> None:
    runner = benchmark.runner_of(given.python, given.options)
    for line in benchmark.compared(given.folder, given.tools, runner, given.repeat):
        print(line, flush=True)


def draw_curve(given: argparse.Namespace) -> None:
    for line in curve.curve(given.work, given.sizes, given.seed, given.options):
        print(line, flush=True)


def grow(given: argparse.Namespace) -> None:
    from reuse.incremental import incremental  # what it needs of the index is not needed by the others

    for line in incremental(given.folder / "articles.jsonl", given.new, given.asked, given.workers):
        print(line, flush=True)


def spoil(given: argparse.Namespace) -> None:
    for line in degenerate.degenerate(given.scale):
        print(line, flush=True)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = top.add_subparsers(dest="command", required=True)
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
    _add_timed(commands)
    return top


def _add_timed(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands that measure time. They want the machine for themselves."""
    comparer = commands.add_parser("benchmark", help="onrecord and other tools in turn, as a table of Markdown")
    comparer.set_defaults(run=compare)
    comparer.add_argument("folder", type=Path)
    comparer.add_argument("--tools", nargs="+", default=list(benchmark.TITLES), choices=list(benchmark.TITLES))
    comparer.add_argument("--python", help="the Python that has the other tools (requirements-peers.txt)")
    comparer.add_argument("--repeat", type=int, default=3)
    drawer = commands.add_parser("curve", help="onrecord on sets of growing size, as a table of Markdown")
    drawer.set_defaults(run=draw_curve)
    drawer.add_argument("work", type=Path, help="where the sets are made and kept")
    drawer.add_argument("--sizes", type=int, nargs="+", default=list(curve.SIZES))
    drawer.add_argument("--seed", type=int, default=1)
    for each in (comparer, drawer):
        each.add_argument(
            "--options", nargs="*", default=[], help="what else `onrecord trace` is given, as --options=-x"
        )
    grower = commands.add_parser("incremental", help="one article asked about, many added, and all anew")
    grower.set_defaults(run=grow)
    grower.add_argument("folder", type=Path)
    grower.add_argument("--new", type=int, default=1000)
    grower.add_argument("--asked", type=int, default=200)
    grower.add_argument("--workers", type=int, default=1)
    spoiler = commands.add_parser("degenerate", help="inputs that no newsroom makes: time and memory")
    spoiler.set_defaults(run=spoil)
    spoiler.add_argument("--scale", type=float, default=1.0, help="smaller inputs for a quick look")


def main() -> None:
    given = parser().parse_args()
    given.run(given)


if __name__ == "__main__":
    main()
