"""How onrecord does from a thousand articles to hundreds of thousands: time, memory, accuracy, where time goes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from reuse import findings, making, manifest
from reuse.benchmark import CANDIDATES, steps_shown
from reuse.measuring import Cost, cost_of, machine
from reuse.scoring import Score, right, score

SIZES = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000)
COLUMNS = (
    "articles", "s", "articles/s", "processor s", "peak MiB", "F1 over the first six", "precision", "60-75%",
    "85-95%", "direction, dated", "characters found",
)  # fmt: skip


def curve(work: Path, sizes: Sequence[int], seed: int, options: Sequence[str]) -> Iterator[str]:
    """A row of Markdown for each size; the sets are kept in the folder `work`, and not made again."""
    yield machine()
    yield ""
    yield f"| {' | '.join(COLUMNS)} |"
    yield "|" + " ---: |" * len(COLUMNS)
    steps: list[str] = []
    timed = ["--timings"] if "--timings" in _help() else []
    for size in sizes:
        folder = work / f"i{size}"
        if not (folder / "manifest.jsonl").is_file() or manifest_of(folder) != (size, seed):
            making.made(folder, size, seed, [])
        out = folder / "trace.jsonl"
        cost = cost_of([*_trace(), str(folder / "articles.jsonl"), "-o", str(out), *timed, *options])
        result = score(findings.read(out), manifest.read(folder))
        out.unlink()
        yield _row(size, cost, result)
        if timed:
            steps.append(f"{size:,}: {cost.said}")
        alone = cost_of([sys.executable, str(CANDIDATES), str(folder / "articles.jsonl"), str(out)])
        out.unlink()
        steps.append(f"{size:,}, candidates alone: {steps_shown(alone.said)}")
    yield ""
    yield from steps


def _row(size: int, cost: Cost, result: Score) -> str:
    cells = (
        f"{size:,}", f"{cost.seconds:.1f}", f"{size / cost.seconds:,.0f}", f"{cost.processor:.1f}",
        f"{cost.peak_mib:,.0f}", f"{result.f1:.4f}", f"{result.strict:.4f}",
        f"{result.recall_of(['replaced 60-75%']):.3f}", f"{result.recall_of(['replaced 85-95%']):.3f}",
        f"{right(result.by_dates['tell']):.3f}", f"{result.shares(result.characters):.4f}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def manifest_of(folder: Path) -> tuple[int, int]:
    """The size and the seed that the set in `folder` was made with."""
    about = manifest.about(folder)
    return about["articles"], about["seed"]


def _trace() -> list[str]:
    return [sys.executable, "-m", "onrecord", "trace"]


def _help() -> str:
    return subprocess.run([*_trace(), "--help"], capture_output=True, text=True, check=True).stdout
