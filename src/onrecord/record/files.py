"""Writing a file that appears whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import BadInput
from onrecord.record.opening import is_record


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that stands at `path` once the block ends well; a link there is followed, a device written to.

    Raises BadInput when a record stands there, which no export may replace, and OSError as `open` does.
    """
    place = path.resolve()
    if place.exists() and not place.is_file():
        with place.open("wb") as device:
            yield device
        return
    if place.is_file() and is_record(place):
        raise BadInput(f"{path} is a record, which is not replaced by what comes out of one: name another file")
    part = place.with_name(place.name + ".part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)
