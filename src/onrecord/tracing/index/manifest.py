"""The manifest: one small JSON file that says what an index consists of; replacing it is what commits a change.

What it does not name is no part of the index: a killed run's leavings, which the next writer removes.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from onrecord.errors import RecordError
from onrecord.tracing.index.files import sync
from onrecord.tracing.index.segments import SegmentInfo

FORMAT = 2
NAME = "manifest.json"
LEFT = ("lock", f"{NAME}.part")  # what may be left where an index was about to be made
PART = re.compile(r"(?:segment|results)-[0-9]{8}(?:-[0-9]+)?")
"""How the folders of an index are named: what they hold, the generation that they came with, and a number."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index consists of.

    rules:      the fingerprint of the rules that its sheets, features and results were made with.
    generation: how many changes were committed; the next one's files bear this number.
    segments:   in the order in which their articles are numbered.
    results:    the folder of the pairs, reuse and derivations, with the bytes of each of its files; None before
                the first.
    """

    rules: str
    generation: int = 0
    segments: tuple[SegmentInfo, ...] = ()
    results: SegmentInfo | None = None
    format: int = field(default=FORMAT)

    @property
    def articles(self) -> int:
        """How many articles the index holds."""
        return sum(segment.articles for segment in self.segments)

    def parts(self) -> tuple[SegmentInfo, ...]:
        """All folders that belong to the index."""
        return self.segments if self.results is None else (*self.segments, self.results)


def load(folder: Path) -> Manifest:
    """The manifest of the index in `folder`. Raises RecordError when there is none, or none that can be read."""
    path = folder / NAME
    try:
        return _manifest(json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RecordError(f"{folder} holds no index of tracing: name a new or empty folder to make one") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RecordError(
            f"{path} cannot be read ({error}): the index is broken; remove the folder and add the articles anew"
        ) from error


def _manifest(read: Mapping[str, Any]) -> Manifest:
    if read["format"] != FORMAT:
        raise ValueError(f"it is of format {read['format']}, this onrecord reads format {FORMAT}")
    results = read["results"]
    return Manifest(
        rules=str(read["rules"]),
        generation=int(read["generation"]),
        segments=tuple(_info(each) for each in read["segments"]),
        results=None if results is None else _info(results),
    )


def _info(read: Mapping[str, Any]) -> SegmentInfo:
    if not PART.fullmatch(read["name"]):
        raise ValueError(f"{read['name']!r} is no name of a part")
    files = {str(name): int(size) for name, size in read["files"].items()}
    return SegmentInfo(str(read["name"]), int(read["articles"]), files)


def commit(folder: Path, manifest: Manifest, new: Iterable[SegmentInfo] = ()) -> Manifest:
    """Make `manifest` that of the index in `folder`, whole or not at all; returns it with its generation.

    new: those of its parts that the manifest before did not name.
    """
    committed = replace(manifest, generation=manifest.generation + 1)
    for part in new:
        for name in part.files:
            sync(folder / part.name / name)
        sync(folder / part.name)
    part_path = folder / f"{NAME}.part"
    with part_path.open("w", encoding="utf-8") as file:
        json.dump(asdict(committed), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    part_path.replace(folder / NAME)
    sync(folder)
    return committed


def damage(folder: Path, manifest: Manifest) -> str | None:
    """What is missing or cut off of the files that `manifest` names; None when nothing is."""
    for part in manifest.parts():
        for name, size in part.files.items():
            path = folder / part.name / name
            try:
                found = path.stat().st_size
            except FileNotFoundError:
                return f"{path} is missing"
            if found != size:
                return f"{path} has {found} bytes where {size} were written"
    return None


def remove_orphans(folder: Path, manifest: Manifest) -> None:
    """Remove what a killed run left in `folder`. Only for whom holds the lock."""
    named = {part.name for part in manifest.parts()}
    for path in list(folder.iterdir()):
        if path.is_dir() and path.name not in named and PART.fullmatch(path.name):
            shutil.rmtree(path, ignore_errors=True)
    (folder / f"{NAME}.part").unlink(missing_ok=True)
