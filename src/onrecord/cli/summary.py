"""The summary of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.cli.output import line, messages, results
from onrecord.engines.running import Summary
from onrecord.model import Rejected
from onrecord.phrases import plural

SHOWN_REJECTED = 20


def print_summary(summary: Summary) -> None:
    """Print what a run did."""
    console, counts = results(), summary.counts
    console.print(line((str(summary.record), "bold"), ": ", counted(counts)), soft_wrap=True)
    old = counts["articles"] - summary.analysed
    if old:
        console.print(line(f"{summary.analysed} analysed now, {old} before"), soft_wrap=True)
    if summary.renewed:
        console.print("onrecord or its pipeline has changed: the old articles were analysed anew", soft_wrap=True)
    if summary.waiting:
        waits = "ruling waits for what is" if summary.waiting == 1 else "rulings wait for what is"
        where = f"onrecord show {summary.record} rulings"
        console.print(line(f"{summary.waiting} {waits} no longer there: {where}"), soft_wrap=True)
    print_rejected(summary.rejected, f": onrecord show {summary.record} rejected")
    console.print(line(f"see it with: onrecord show {summary.record}"), soft_wrap=True)


def print_rejected(rejected: Sequence[Rejected], all_of_them: str = "") -> None:
    """Say on standard error what was rejected and why; of many the first, and `all_of_them` where the rest is."""
    console = messages()
    for one in rejected[:SHOWN_REJECTED]:
        console.print(line(("rejected ", "yellow"), one.path, ": ", one.reason), soft_wrap=True)
    if len(rejected) > SHOWN_REJECTED:
        console.print(line(f"... and {len(rejected) - SHOWN_REJECTED} more rejected{all_of_them}"), soft_wrap=True)


def counted(counts: Mapping[str, int]) -> str:
    """Counts of a record as one line."""
    return ", ".join((
        plural(counts["articles"], "article"),
        plural(counts["origins"], "origin"),
        plural(counts["commitment entries"], "commitment"),
        plural(counts["membership entries"], "membership bid"),
        plural(counts["statement entries"], "statement"),
        plural(counts["disagreements"], "disagreement"),
        f"{counts['rejected']} rejected",
    ))  # fmt: skip
