"""Inputs that no newsroom makes: they must be finished, in little memory."""

from __future__ import annotations

import base64
import json
import random
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from reuse.measuring import Failed, cost_of, machine
from reuse.newsroom import Newsroom

SEED = 5
MILLION = 1_000_000
LIMIT = 900.0  # seconds, after which an input counts as not finished


def degenerate(scale: float) -> Iterator[str]:
    """A row of Markdown for each input; scale: 1 for the sizes that their names say."""
    yield machine()
    yield ""
    yield "| input | s | processor s | peak MiB |"
    yield "| --- | ---: | ---: | ---: |"
    for name, make in INPUTS.items():
        with tempfile.TemporaryDirectory() as work:
            source = Path(work) / "articles.jsonl"
            _write(make(scale), source)
            try:
                command = [sys.executable, "-m", "onrecord", "trace", str(source), "-o", f"{work}/out.jsonl"]
                cost = cost_of(command, LIMIT)
                yield f"| {name} | {cost.seconds:.1f} | {cost.processor:.1f} | {cost.peak_mib:,.0f} |"
            except Failed as failed:
                yield f"| {name} | failed: {failed} | | |"


def _write(texts: Iterable[str], out: Path) -> None:
    """Texts as rows of JSON Lines; none may be longer than what onrecord takes in one row, 10 MiB."""
    with out.open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            row = {"id": f"a{number}", "outlet": f"Outlet {number % 40}", "text": text}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _story() -> str:
    newsroom = Newsroom(100, SEED)
    told = newsroom.article(newsroom.scene("story", 50))
    return "\n\n".join(" ".join(paragraph) for paragraph in told.paragraphs)


def _one_sentence(scale: float) -> Iterator[str]:
    yield "It shut. " * int(MILLION * scale)


def _same_article(scale: float) -> Iterator[str]:
    story = _story()
    yield from (story for _ in range(int(10_000 * scale)))


def _nearly_same(scale: float) -> Iterator[str]:
    """One story, in each article a few other words."""
    words = _story().split(" ")
    for number in range(int(10_000 * scale)):
        source = random.Random(number)
        yield " ".join(word if source.random() < 0.99 else f"x{source.randrange(10**6)}" for word in words)


def _base64(scale: float) -> Iterator[str]:
    source = random.Random(SEED)
    for _ in range(10):
        yield base64.b64encode(source.randbytes(int(MILLION * scale))).decode()


def _one_word(scale: float) -> Iterator[str]:
    yield "a" * int(10 * MILLION * scale)
    yield "no " * int(3 * MILLION * scale)


def _one_letter_lines(scale: float) -> Iterator[str]:
    yield "x\n\n" * int(MILLION * scale)


def _shared_sentence(scale: float) -> Iterator[str]:
    """Nothing in common but one sentence, which all have."""
    newsroom = Newsroom(10_000, SEED)
    for number in range(int(10_000 * scale)):
        told = newsroom.article(newsroom.scene(f"base/{number}", number), sentences=8)
        yield "\n\n".join(
            [*(" ".join(each) for each in told.paragraphs), "Nobody was told why the bridge had closed."]
        )


INPUTS: dict[str, Callable[[float], Iterator[str]]] = {
    "one sentence a million times": _one_sentence,
    "10,000 equal articles": _same_article,
    "10,000 articles that differ in one word of a hundred": _nearly_same,
    "10 articles of base64, a megabyte each": _base64,
    "one word of ten million letters; one word three million times": _one_word,
    "a million paragraphs of one letter": _one_letter_lines,
    "10,000 articles that share one sentence": _shared_sentence,
}
