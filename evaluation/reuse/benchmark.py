"""onrecord and other tools in turn on the same files, each in processes of its own, from JSON Lines to pairs."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reuse import findings, manifest
from reuse.findings import Found
from reuse.kinds import FIRST_SIX
from reuse.manifest import Truth
from reuse.measuring import Cost, Failed, cost_of, machine, middle
from reuse.scoring import Score, ratio, score

PEERS = Path(__file__).with_name("peers.py")
CANDIDATES = Path(__file__).with_name("candidates.py")
SHOWN_KINDS = (*FIRST_SIX, "replaced 60-75%", "replaced 85-95%")
TITLES = {
    "onrecord": "onrecord, to directed passages",
    "candidates": "onrecord, candidates alone",
    "rensa": "rensa RMinHash 0.5",
    "datasketch": "datasketch MinHashLSH 0.5",
    "passim": "passim, all pairs",
}


@dataclass(slots=True)
class Row:
    """A tool on a set: what each run cost and how well it did, or why it did not run."""

    tool: str
    costs: list[Cost] = field(default_factory=list)
    score: Score | None = None
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Runner:
    """How tools are run.

    python:  the interpreter that has the peers. passim: the command, None when it is not installed.
    options: what else `onrecord trace` is given.
    """

    python: str
    passim: str | None
    options: tuple[str, ...] = ()

    def run(self, tool: str, articles: Path, out: Path) -> Cost:
        """One run of a tool. Raises Failed."""
        if tool == "onrecord":
            return cost_of(
                [sys.executable, "-m", "onrecord", "trace", str(articles), "-o", str(out), *self.options]
            )
        if tool == "candidates":
            return cost_of([sys.executable, str(CANDIDATES), str(articles), str(out)])
        if tool == "passim":
            if self.passim is None:
                raise Failed("not installed")
            return self._run_passim(articles, out)
        return cost_of([self.python, str(PEERS), tool, str(articles), str(out)])

    def _run_passim(self, articles: Path, out: Path) -> Cost:
        """passim 2 writes its pairwise alignments as JSON Lines into a folder; offsets are characters."""
        folder = out.with_suffix(".passim")
        cost = cost_of([self.passim or "", "--all-pairs", "--pairwise", str(articles), str(folder)])
        with out.open("w", encoding="utf-8") as file:
            for part in sorted((folder / "align.json").glob("part-*")):
                for line in part.open(encoding="utf-8"):
                    file.write(json.dumps(passim_row(json.loads(line))) + "\n")
        return cost


def passim_row(row: dict[str, Any]) -> dict[str, Any]:
    """A row of passim's pairwise alignments as a pair with one passage."""
    passage = {"a": [row["begin"], row["end"]], "b": [row["begin2"], row["end2"]]}
    return {"a": row["id"], "b": row["id2"], "passages": [passage]}


def rows(folder: Path, tools: Sequence[str], runner: Runner, repeat: int) -> list[Row]:
    """Every tool `repeat` times on the set in `folder`, in turn, so that a slow minute hits all alike."""
    truth = manifest.read(folder)
    installed = versions(runner.python)
    out = [Row(tool, missing="" if installed.get(tool, "ours") else "not installed") for tool in tools]
    with tempfile.TemporaryDirectory() as work:
        for turn in range(repeat):
            for row in out:
                if not row.missing:
                    _run(row, runner, folder, Path(work) / f"{row.tool}-{turn}.jsonl", truth)
    return out


def _run(row: Row, runner: Runner, folder: Path, out: Path, truth: Truth) -> None:
    try:
        row.costs.append(runner.run(row.tool, folder / "articles.jsonl", out))
    except Failed as failed:
        row.missing = str(failed) or "failed"
        return
    if row.score is None:
        row.score = score(_pairs_of(out), truth)


def _pairs_of(out: Path) -> Found:
    return findings.read(out)


def versions(python: str) -> dict[str, str | None]:
    """Of the peers, and of that Python; empty when it does not run."""
    try:
        said = subprocess.run([python, str(PEERS), "versions"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return {"datasketch": None, "rensa": None}
    found: dict[str, str | None] = json.loads(said.stdout)
    return found


def runner_of(python: str | None, options: Sequence[str]) -> Runner:
    """The runner for a Python that has the peers; this one when none is named."""
    python = python or sys.executable
    beside = Path(python).with_name("passim")
    return Runner(python, str(beside) if beside.exists() else shutil.which("passim"), tuple(options))


def table(result: Sequence[Row], articles: int) -> Iterator[str]:
    """The rows as a table of Markdown; speeds are of the median run, with the slowest and the fastest."""
    yield (
        "| | articles/s (slowest - fastest) | processor s | peak MiB | recall: "
        + ", ".join(SHOWN_KINDS)
        + " | F1 over the first six | precision |"
    )
    yield "| --- | ---: | ---: | ---: | --- | ---: | ---: |"
    for row in result:
        title = TITLES.get(row.tool, row.tool)
        if row.missing or row.score is None:
            yield f"| {title} | {row.missing} | | | | | |"
            continue
        cost = middle(row.costs)
        speeds = sorted(articles / each.seconds for each in row.costs)
        precision = f"{row.score.f1:.3f} | {row.score.strict:.3f}"
        recall = " / ".join(_figure(ratio(row.score.recall.get(kind, (0, 0)))) for kind in SHOWN_KINDS)
        yield (
            f"| {title} | {articles / cost.seconds:,.0f} ({speeds[0]:,.0f} - {speeds[-1]:,.0f}) | "
            f"{cost.processor:.1f} | {cost.peak_mib:,.0f} | {recall} | {precision} |"
        )


def compared(folder: Path, tools: Sequence[str], runner: Runner, repeat: int) -> Iterator[str]:
    """The whole report on a set."""
    with (folder / "articles.jsonl").open("rb") as file:
        articles = sum(1 for _ in file)
    yield f"{articles:,} articles, {repeat} runs each. {machine()}; peers: {_peers(runner)}."
    yield ""
    result = rows(folder, tools, runner, repeat)
    yield from table(result, articles)
    yield ""
    yield from ratios(result)
    for row in result:
        if row.tool == "candidates" and row.costs:
            yield f"{TITLES[row.tool]}: {steps_shown(row.costs[-1].said)}"


def ratios(result: Sequence[Row]) -> Iterator[str]:
    """How many times faster onrecord is than each other tool, by the median runs."""
    speeds = {row.tool: middle(row.costs).seconds for row in result if row.costs}
    for tool in speeds:
        if "onrecord" in speeds and tool not in ("onrecord", "candidates"):
            yield f"onrecord is {speeds[tool] / speeds['onrecord']:.2f} times as fast as {tool}."


def steps_shown(said: str) -> str:
    """What candidates.py says of its steps, in words."""
    steps = json.loads(said)
    articles, pairs = steps.pop("articles"), steps.pop("pairs")
    shown = [f"{step} {seconds:.2f} s ({articles / seconds:,.0f} articles/s)" for step, seconds in steps.items()]
    return f"{pairs:,} pairs; one process, {', '.join(shown)}"


def _peers(runner: Runner) -> str:
    found = versions(runner.python)
    named = [f"{tool} {number or 'not installed'}" for tool, number in found.items()]
    return ", ".join([*named, f"passim {runner.passim or 'not installed'}"])


def _figure(value: float) -> str:
    """A share as in a table: 1, .97, 0."""
    return f"{value:.2f}".removeprefix("0") if 0.005 <= value < 0.995 else f"{value:.0f}"
