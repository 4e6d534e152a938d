"""How fast pages answer: a server over a record, asked for a sample of each kind of page, cold and warm.

    python evaluation/benchmark_pages.py RECORD [--each N] [--seed N] [--json OUT]

Each page is asked for over HTTP on this machine, as a reader's browser does. Cold: the server has just been
started, has read its templates, as `onrecord serve` does in its first second, and has made no page; every page is
asked for once. Warm: each is asked for again. Exit status 1: the limits do not hold, or a page was not shown. Other
work on the machine counts against the pages, so its load is told too.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from statistics import median

from onrecord.pages.kinds import PageKind
from onrecord.pages.registry import KINDS
from onrecord.pages.rendering import prepare
from onrecord.record import Record, open_record
from onrecord.web.addresses import LiveAddresses
from onrecord.web.app import application
from onrecord.web.listening import listen
from onrecord.web.shelf import Shelf

MEDIAN_LIMIT, MOST_LIMIT = 50.0, 300.0
"""Milliseconds: of the median page, and of the slowest."""
SLOWEST = 10
HEAD = f"{'median':>8}{'95th':>8}{'max':>8}"
WORDS = (
    "", "Ukraine", "Slovakia", "SVK", "howitz", "prime minister", '"prime minister" -Poland', "tanks OR howitzers",
    "United States military aid", "the", "ukr", "Zelensky said", "NATO membership", "nothing of the kind",
)  # fmt: skip
"""What readers search for: a word that is everywhere, rare ones, phrases, none."""
FILTERED: Mapping[str, Sequence[Mapping[str, object]]] = {
    "commitments": [{"actor": "USA"}, {"recipient": "UKR", "stage": "pledged"}, {"item": "tank"}, {"page": 2}],
    "statements": [{"page": 2}, {"actor": "UKR"}],
    "disagreements": [{"page": 2}],
    "articles": [{"page": 2}],
    "search": [{"q": words} for words in WORDS]
    + [{"q": "ukraine", "show": "articles", "page": 3}, {"q": "war", "since": "2022-03-01", "until": "2022-03-31"}],
}
"""Lists as readers narrow them; a field that a list has no filter for is passed over."""


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds by the clock, and of work: of the processor, for reader and server together."""

    clock: float
    work: float


@dataclass(frozen=True, slots=True)
class Asked:
    """One page: its kind, its address, and how long it took, cold and warm; None: it was not shown."""

    kind: str
    address: str
    cold: Took | None
    warm: Took | None


def addresses(record: Record, each: int, seed: int) -> list[tuple[str, str]]:
    """A sample of the pages of a record: kinds and addresses."""
    rng = random.Random(seed)
    to = LiveAddresses().to
    out: list[tuple[str, str]] = []
    for name, kind in KINDS.items():
        every = sorted({to(name, **_given(query)) for query in kind.every(record)})
        more = [to(name, **one) for one in FILTERED.get(name, ()) if set(one) <= _fields(kind)]
        every = [one for one in every if "page=0" not in one]  # whole lists, which the static site alone links to
        some = rng.sample(every, min(each, len(every)))
        out += [(name, address) for address in dict.fromkeys((*some, *more, *_default(kind)))]
    rng.shuffle(out)
    return out


def _given(query: object) -> dict[str, object]:
    return {one.name: getattr(query, one.name) for one in fields(query)}  # type: ignore[arg-type]


def _fields(kind: PageKind) -> set[str]:
    return {one.name for one in fields(kind.query)}


def _default(kind: PageKind) -> list[str]:
    return [] if "{" in kind.path else [kind.path]


@contextmanager
def served(path: Path) -> Iterator[tuple[str, int]]:
    """A server of its own over the record."""
    import uvicorn

    shelf = Shelf(path)
    prepare()
    config = uvicorn.Config(
        application(shelf), http="h11", ws="none", lifespan="off", log_config=None, access_log=False
    )
    server = uvicorn.Server(config)
    with listen("127.0.0.1", 0) as listener:
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        try:
            yield "127.0.0.1", int(listener.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join(10)
            shelf.close()


def measured(path: Path, asked: Sequence[tuple[str, str]]) -> list[Asked]:
    """Each page cold, then each warm."""
    with served(path) as place:
        connection = http.client.HTTPConnection(*place, timeout=60)
        _took(connection, "/static/site.css")  # the server's own first answer is no page
        cold = [_took(connection, address) for _, address in asked]
        warm = [_took(connection, address) for _, address in asked]
        connection.close()
    return [Asked(*one, before, after) for one, before, after in zip(asked, cold, warm, strict=True)]


def _took(connection: http.client.HTTPConnection, address: str) -> Took | None:
    began, worked = time.perf_counter(), time.process_time()
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    took = Took((time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000)
    return took if answer.status == 200 else None


def report(found: Sequence[Asked]) -> bool:
    """Print the table, and return whether the limits hold and every page was shown."""
    times = [(one, one.cold, one.warm) for one in found if one.cold is not None and one.warm is not None]
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; all in milliseconds")
    print(f"{'':<20}{'cold':>24}{'cold, work alone':>24}{'warm':>24}")
    print(f"{'kind':<14}{'pages':>6}{HEAD * 3}")
    for kind in [*KINDS, None]:
        some = [(cold, warm) for one, cold, warm in times if kind in (None, one.kind)]
        if some:
            cold, warm = [one[0] for one in some], [one[1].clock for one in some]
            rows = _row([one.clock for one in cold]), _row([one.work for one in cold]), _row(warm)
            print(f"{kind or 'all':<14}{len(some):>6}{''.join(rows)}")
    for one, cold, warm in sorted(times, key=lambda each: -each[1].work)[:SLOWEST]:
        print(f"slowest: {cold.clock:7.1f} cold ({cold.work:.1f} of work), {warm.clock:6.1f} warm  {one.address}")
    failed = [one.address for one in found if one.cold is None or one.warm is None]
    for address in failed[:SLOWEST]:
        print(f"not shown: {address}")
    by_clock = _holds([each.clock for _, *both in times for each in both]) and not failed
    by_work = _holds([each.work for _, *both in times for each in both]) and not failed
    print(f"median < {MEDIAN_LIMIT:.0f} ms and none over {MOST_LIMIT:.0f} ms, cold and warm: {_verdict(by_clock)}")
    print(f"the same of the work alone, whatever else the machine does: {_verdict(by_work)}")
    return by_clock


def _holds(every: Sequence[float]) -> bool:
    return median(every) < MEDIAN_LIMIT and max(every) < MOST_LIMIT


def _verdict(holds: bool) -> str:
    return "holds" if holds else "DOES NOT HOLD"


def _row(some: Sequence[float]) -> str:
    ordered = sorted(some)
    return f"{median(ordered):>8.1f}{ordered[int(0.95 * (len(ordered) - 1))]:>8.1f}{ordered[-1]:>8.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", type=Path)
    parser.add_argument("--each", type=int, default=40, help="pages of each kind, at most (40)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", type=Path, help="write each page's times there")
    given = parser.parse_args()
    with open_record(given.record) as record:
        asked = addresses(record, given.each, given.seed)
    found = measured(given.record, asked)
    if given.json:
        given.json.write_text(json.dumps([asdict(one) for one in found]))
    sys.exit(0 if report(found) else 1)


if __name__ == "__main__":
    main()
