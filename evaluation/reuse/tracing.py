"""Tracing a set in this process, and what that costs."""

from __future__ import annotations

import json
import resource
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from onrecord import Trace
from onrecord import trace as trace_inputs
from reuse.findings import Found, Source
from reuse.manifest import ordered


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock and of processor, and the most memory held, of a process and of those it started."""

    articles: int
    seconds: float
    processor: float
    peak_mib: float

    def __str__(self) -> str:
        return (
            f"{self.articles:,} articles from JSON Lines to derivations in {self.seconds:.1f} s "
            f"({self.processor:.1f} s of processor, peak {self.peak_mib:.0f} MiB): "
            f"{self.articles / self.seconds:.0f} articles/s, {self.articles / self.processor:.0f} per processor "
            "second"
        )


def traced(articles: Path, dated: bool = True) -> tuple[Found, Cost]:
    """What onrecord finds in a file of articles, with or without their dates."""
    with tempfile.TemporaryDirectory() as folder:
        if not dated:
            articles = undated(articles, Path(folder) / "articles.jsonl")
        began, used = time.perf_counter(), time.process_time() + _children()
        result = trace_inputs([articles])
        seconds, processor = time.perf_counter() - began, time.process_time() + _children() - used
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    return found_in(result.trace), Cost(len(result.articles), seconds, processor, peak)


def found_in(trace: Trace) -> Found:
    """A Trace as findings."""
    found = Found()
    for reuse in trace.reuse:
        passages = [((p.a.begin, p.a.end), (p.b.begin, p.b.end)) for p in reuse.passages]
        found.pairs[ordered(reuse.a, reuse.b)] = passages
    for each in trace.derivations:
        spans = tuple((span.begin, span.end) for span in each.passages)
        found.sources[each.article].append(Source(each.source, each.wire, spans))
    return found


def undated(articles: Path, out: Path) -> Path:
    """The same articles without their dates, written to `out`."""
    with articles.open(encoding="utf-8") as file, out.open("w", encoding="utf-8") as copy:
        for line in file:
            row = json.loads(line)
            row.pop("published", None)
            copy.write(json.dumps(row, ensure_ascii=False) + "\n")
    return out


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
