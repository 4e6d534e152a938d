"""What a command costs: time, processor, memory of all the processes that it starts."""

from __future__ import annotations

import os
import platform
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import IO

SAMPLED = 0.1  # seconds between two looks at memory


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, seconds of processor, the most memory that all processes held together in MiB.

    said: the last line that the command wrote.
    """

    seconds: float
    processor: float
    peak_mib: float
    said: str = ""


class Failed(Exception):
    """A command that ended with an error; its last words are the message."""


def cost_of(command: Sequence[str], limit: float | None = None) -> Cost:
    """Run `command` to its end. Raises Failed when it fails, or takes longer than `limit` seconds."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=said, start_new_session=True)
        watcher = _Watcher(process.pid)
        watcher.start()
        late = threading.Timer(limit or threading.TIMEOUT_MAX, os.killpg, (process.pid, signal.SIGKILL))
        late.daemon = True
        late.start()
        _, status, used = os.wait4(process.pid, 0)
        late.cancel()
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        watcher.stop()
        if process.returncode == -signal.SIGKILL:
            raise Failed(f"killed after {seconds:.0f} s, with {watcher.peak_mib:,.0f} MiB")
        if process.returncode:
            raise Failed(_last_line(said))
        return Cost(seconds, used.ru_utime + used.ru_stime, watcher.peak_mib, _last_line(said))


def _last_line(said: IO[bytes]) -> str:
    said.seek(0)
    lines = said.read().decode(errors="replace").strip().splitlines()
    return lines[-1].strip() if lines else ""


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each."""
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        statistics.median(cost.processor for cost in costs),
        statistics.median(cost.peak_mib for cost in costs),
        costs[-1].said,
    )


class _Watcher(threading.Thread):
    """Adds up the memory of a process and its children while they run.

    Memory that several share counts once; the most that one process ever held is not missed between two looks.
    """

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self._root = root
        self._over = threading.Event()
        self.peak_mib = 0.0

    def run(self) -> None:
        while not self._over.wait(SAMPLED):
            family = _family(self._root)
            together = sum(_field(process, "smaps_rollup", "Pss:") for process in family)
            one = max((_field(process, "status", "VmHWM:") for process in family), default=0.0)
            self.peak_mib = max(self.peak_mib, together / 1024, one / 1024)

    def stop(self) -> None:
        self._over.set()
        self.join()


def _family(root: int) -> list[int]:
    """A process and all that it started, as far as /proc says."""
    out, queue = [], [root]
    while queue:
        process = queue.pop()
        out.append(process)
        try:
            for task in Path(f"/proc/{process}/task").iterdir():
                queue += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return out


def _field(process: int, file: str, name: str) -> float:
    """KiB that /proc gives of a process under a name; 0 when it is gone."""
    for line in _lines(f"/proc/{process}/{file}"):
        if line.startswith(name):
            return float(line.split()[1])
    return 0.0


def machine() -> str:
    """One line on what this runs on."""
    model = next(
        (line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), ""
    )
    names = ", ".join(f"{name} {version(name)}" for name in ("onrecord", "numpy", "rapidfuzz"))
    return f"{os.cpu_count()} cores {model}, {platform.system()}, Python {platform.python_version()}, {names}"


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
