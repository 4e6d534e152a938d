"""Lines of a stream, one at a time, without ever holding one that is too long."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.reading.source import MAX_ARTICLE_BYTES


def bounded_lines(
    stream: BinaryIO, limit: int = MAX_ARTICLE_BYTES, first: int = 1
) -> Iterator[tuple[int, bytes | None]]:
    """Each line with its number (from `first`) and its end mark; None in place of one longer than `limit` bytes."""
    number = first - 1
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit)
            yield number, None
        else:
            yield number, line


def as_utf8(stream: BinaryIO) -> BinaryIO:
    """`stream`, which must be at its start, from after its byte order mark; recoded when that says UTF-16."""
    start = stream.read(3)
    if start.startswith(codecs.BOM_UTF8):
        return stream
    stream.seek(0)
    if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return io.BufferedReader(_Recoded(stream))  # type: ignore[type-var]
    return stream


class _Recoded(io.RawIOBase):
    """UTF-16 bytes as UTF-8 bytes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-16")("replace")
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        while not self._ready:
            chunk = self._stream.read(2**16)
            self._ready = self._decoder.decode(chunk, final=not chunk).encode("utf-8", "replace")
            if not chunk:
                break
        count = min(len(buffer), len(self._ready))
        buffer[:count], self._ready = self._ready[:count], self._ready[count:]
        return count
