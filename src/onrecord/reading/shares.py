"""Inputs in shares of about the same work, for several processes to read at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from onrecord.model import Article, Rejected
from onrecord.reading.reader import read_source
from onrecord.reading.source import File, Lines, Source, sources

MIN_CUT = 2**20  # bytes; a smaller file is read sooner than cut
_CUT = frozenset({".jsonl", ".ndjson"})
_WORK = MappingProxyType({".html": 100.0, ".htm": 100.0})
"""How much longer a byte takes than one of JSON Lines: a page must be parsed."""
_UNPACKED = 4.0  # bytes that a byte of a packed text gives
_CHUNK = 2**20
_RECODED = (b"\xff\xfe", b"\xfe\xff")  # with which UTF-16 begins, where a line does not end with one byte


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the inputs, to be read on its own: whole files, and lines of large ones.

    It can be pickled and read in another process of this machine, unless standard input is in it.
    """

    sources: tuple[Source | Rejected, ...]


def shares(inputs: Iterable[str | Path], parts: int, stdin: BinaryIO | None = None) -> list[Share]:
    """At most `parts` shares of `inputs` (as for `read`), of about the same work; an empty one is left out.

    Read one after the other they give what `read(inputs)` gives, in its order and with the same paths. Only plain
    files of JSON Lines are cut, at line ends; any other file is in one share as a whole. To number the lines of a
    file that is cut, it is read up to its last cut.
    """
    found = [*sources(inputs, stdin)]
    parts = max(parts, 1)
    step = sum(map(_work, found)) / parts
    out: list[list[Source | Rejected]] = [[] for _ in range(parts)]
    done = 0.0
    for source in found:
        work = _work(source)
        ends = [number * step - done for number in range(1, parts) if done < number * step < done + work]
        pieces = _cut(source, [end / work for end in ends])
        first = done if len(pieces) > 1 else done + work / 2
        for number, piece in enumerate(pieces, start=int(first / step) if step else 0):
            if piece is not None:
                out[min(number, parts - 1)].append(piece)
        done += work
    return [Share(tuple(some)) for some in out if some]


def read_share(share: Share) -> Iterator[Article | Rejected]:
    """The articles of a share, and what could not be read."""
    for source in share.sources:
        if isinstance(source, Rejected):
            yield source
        else:
            yield from read_source(source)


def _work(source: Source | Rejected) -> float:
    """How long it takes to read, in bytes of JSON Lines."""
    if isinstance(source, Rejected) or not isinstance(source.open, File):
        return 0.0
    return source.open.size * _WORK.get(source.suffix, 1.0) * (_UNPACKED if source.open.packed else 1.0)


def _cut(source: Source | Rejected, where: list[float]) -> list[Source | Rejected | None]:
    """`source` in pieces that end near the shares `where` of it, None for an empty one; in one when whole."""
    if isinstance(source, Rejected) or not where or not _may_be_cut(source):
        return [source]
    pieces: list[Source | Rejected | None] = []
    begin, first = 0, 1
    try:
        with source.open() as stream:
            size = stream.seek(0, 2)
            stream.seek(0)
            for share in where:
                end, count = _line_end(stream, begin, int(share * size))
                pieces.append(replace(source, lines=Lines(begin, first, count)) if count else None)
                begin, first = end, first + count
    except OSError:
        return [source]  # reading it says what is wrong with it
    pieces.append(replace(source, lines=Lines(begin, first)) if begin < size else None)
    return pieces


def _may_be_cut(source: Source) -> bool:
    file = source.open
    if source.suffix not in _CUT or not isinstance(file, File) or file.packed or file.size < MIN_CUT:
        return False
    try:
        with file() as stream:
            return stream.read(2) not in _RECODED
    except OSError:
        return False


def _line_end(stream: BinaryIO, at: int, target: int) -> tuple[int, int]:
    """Where the line ends in which the byte before `target` is, and how many lines end from `at` to there."""
    count = 0
    if target <= at:
        return at, 0  # a line that is longer than a share
    while at < target - 1 and (chunk := stream.read(min(_CHUNK, target - 1 - at))):
        at += len(chunk)
        count += chunk.count(b"\n")
    while chunk := stream.readline(_CHUNK):
        at += len(chunk)
        if chunk.endswith(b"\n"):
            return at, count + 1
    return at, count + 1
