"""What is read: named streams of bytes, found in directories, files and standard input."""

from __future__ import annotations

import gzip
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from onrecord.errors import BadArticle
from onrecord.model import Rejected

MAX_ARTICLE_BYTES = 10 * 2**20
"""The most bytes one article may have: a text file, a page, a line or a row. The longest reports that news
sites print are under 1 MB; what is longer is a dump, a log or a mistake."""

MAX_DOCUMENT_BYTES = 100 * 2**20
"""The most bytes a JSON document may have, since it is read as a whole; JSON Lines has no such limit."""

STDIN = "-"
GZIP_MAGIC = b"\x1f\x8b"
_SPOOL_BYTES = 2**23
_BUFFER = 2**17  # bytes; more than nearly any article has
_NOTES = frozenset({"readme", "license", "licence", "notice", "changelog", "contributing", "copying", "authors"})


@dataclass(frozen=True, slots=True)
class File:
    """A file on disk, opened by calling it; `size` is in bytes as it lies there, `packed` with gzip."""

    path: Path
    packed: bool
    size: int

    def __call__(self) -> BinaryIO:
        return cast(BinaryIO, gzip.open(self.path, "rb")) if self.packed else self.path.open("rb", _BUFFER)


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a file: from byte `begin` on, where line number `first` begins, `count` of them or all."""

    begin: int = 0
    first: int = 1
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One stream to read.

    name:   the path it goes by in the record, relative to the input that named it, in POSIX form.
    suffix: tells the format, in lower case, without a trailing ".gz" (".jsonl").
    open:   gives the bytes, unpacked; a File, but for standard input.
    lines:  the lines to read of it; other than all of them only for JSON Lines.
    """

    name: str
    suffix: str
    open: Callable[[], BinaryIO]
    lines: Lines = Lines()

    def read(self, limit: int = MAX_ARTICLE_BYTES) -> bytes:
        """All bytes. Raises BadArticle when there are more than `limit` or none."""
        with self.open() as stream:
            data = stream.read(_BUFFER)
            if len(data) == _BUFFER:
                data += stream.read(limit + 1 - _BUFFER)
        if len(data) > limit:
            raise BadArticle(f"larger than {limit / 2**20:.0f} MiB, the most that one input of this kind may have")
        if not data:
            raise BadArticle("empty: the file has no bytes")
        return data


def sources(inputs: Iterable[str | Path], stdin: BinaryIO | None = None) -> Iterator[Source | Rejected]:
    """The streams that `inputs` name, in the order given, directories in sorted order.

    A directory is read recursively, hidden files left out, links followed once. What cannot be opened at all
    comes as Rejected.
    """
    for given in inputs:
        if str(given) == STDIN:
            yield _from_stdin(stdin)
        else:
            yield from _named(Path(given))


def _named(path: Path) -> Iterator[Source | Rejected]:
    try:
        is_directory = path.is_dir()
    except (OSError, ValueError) as error:  # a name too long, or with a NUL
        yield Rejected(shown(str(path)), why_unreadable(error))
        return
    if is_directory:
        yield from _from_directory(path)
    else:
        yield _from_file(path, shown(path.name) or shown(str(path)))


def shown(path: str) -> str:
    """`path` with "/" between its parts, and with bytes that are no characters written as escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace").replace(os.sep, "/")


def _from_directory(top: Path) -> Iterator[Source | Rejected]:
    seen: set[tuple[int, int]] = set()
    waiting = [top]
    while waiting:
        path = waiting.pop()
        name = shown(str(path.relative_to(top)))
        if not path.is_dir():
            yield _from_notes(path, name) or _from_file(path, name)
            continue
        try:
            status = path.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue  # a link back to a directory already read
            seen.add((status.st_dev, status.st_ino))
            inside = sorted(child for child in path.iterdir() if not child.name.startswith("."))
        except OSError as error:
            yield Rejected(name, why_unreadable(error))
        else:
            waiting.extend(reversed(inside))


def _from_notes(path: Path, name: str) -> Rejected | None:
    if path.name.split(".")[0].casefold() in _NOTES:
        return Rejected(name, "a folder's own notes, not an article; name the file itself to read it all the same")
    return None


def _from_file(path: Path, name: str) -> Source | Rejected:
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        return Rejected(name, why_unreadable(error))
    if not stat.S_ISREG(status.st_mode):
        return Rejected(name, "neither a file nor a directory; give a stream as '-' on standard input")
    suffixes = [suffix.lower() for suffix in path.suffixes]
    packed = bool(suffixes) and suffixes[-1] == ".gz"
    if packed:
        suffixes.pop()
    return Source(name, suffixes[-1] if suffixes else "", File(path, packed, status.st_size))


def _from_stdin(stdin: BinaryIO | None) -> Source | Rejected:
    """Standard input, copied aside first (to disk when it is long) so that its kind can be told."""
    import sys

    stream = sys.stdin.buffer if stdin is None else stdin
    spool = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=_SPOOL_BYTES))  # noqa: SIM115
    try:
        shutil.copyfileobj(stream, spool)
    except OSError as error:
        return Rejected(STDIN, why_unreadable(error))
    spool.seek(0)
    packed = spool.read(2) == GZIP_MAGIC
    spool.seek(0)
    plain = cast(BinaryIO, gzip.GzipFile(fileobj=spool, mode="rb")) if packed else spool
    try:
        suffix = _kind_of(plain.read(2**16))
    except (OSError, EOFError) as error:
        return Rejected(STDIN, why_unreadable(error))
    plain.seek(0)
    return Source(STDIN, suffix, lambda: plain)


def _kind_of(start: bytes) -> str:
    """The suffix that fits what a stream starts with: JSON Lines, HTML, else plain text."""
    plain = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if plain.startswith(b"{"):
        return ".jsonl"
    markup = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<!--", b"<?xml")
    return ".html" if plain.startswith(markup) else ".txt"


def why_unreadable(error: BaseException) -> str:
    """A reason for `rejected` from what the system said."""
    match error:
        case FileNotFoundError():
            return "there is no such file or directory"
        case PermissionError():
            return "no permission to read it"
        case EOFError():
            return "the compressed file is cut off before its end"
        case OSError(strerror=str(told)) if told:
            return f"cannot be read: {told.lower()}"
        case _:
            return f"cannot be read: {error}"
