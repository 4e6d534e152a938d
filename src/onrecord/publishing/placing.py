"""Putting a folder in place, whole or not at all, without losing a file that is not ours.

A report is written into a working folder beside its place and put there by a rename. What a killed run leaves is
cleared away by the next.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from onrecord.errors import BadInput
from onrecord.record.draft import remove
from onrecord.record.opening import held_alone

MARK = "onrecord-report.txt"
HEADING = "Written by onrecord report, which replaces these files when it is run again:\n"
LITTER = (".DS_Store", "Thumbs.db", "desktop.ini")  # what systems leave in any folder that somebody looks into
SITE, OLD, LOCK = "site", "old", "lock"
SHOWN = 3


@contextmanager
def put_in_place(out: Path, record: Path, force: bool) -> Iterator[Path]:
    """A folder to write to; once the block ends well, it stands at `out` in place of the report that stood there.

    Files may be kept beside that folder meanwhile; they go when it does. Whoever writes there marks it (`mark`).
    record: what is read meanwhile.
    force:  files at `out` that are no part of a report stay beside the pages; without it there may be none.
    Raises BadInput when `out` may not be replaced, RecordError when another run writes there.
    """
    place = _place(out, record)
    _refuse_others(out, others(place), force)
    work = place.with_name(place.name + ".writing")
    if work.exists() and not (work / LOCK).exists():
        raise BadInput(f"{work} stands where a report keeps its work: move it away, then run again")
    work.mkdir(parents=True, exist_ok=True)
    with _alone(work, out):
        try:
            _settle(work, place)
            _clear(work, place)
            (work / SITE).mkdir()
            yield work / SITE
            _swap(work, place, out, force)
        finally:
            _clear(work, place)


def mark(site: Path) -> None:
    """Note down, in the folder of a report that is complete, which files are the report's."""
    lines = "".join(f"{name}\n" for name in sorted(_files(site)))
    (site / MARK).write_text(HEADING + lines, encoding="utf-8", newline="\n")


def others(place: Path) -> list[str]:
    """The files under `place` that no report wrote there, by their paths from there."""
    return sorted(set(_files(place)) - _ours(place))


@contextmanager
def _alone(work: Path, out: Path) -> Iterator[None]:
    """Keep other runs out of the working folder; it is gone afterwards, where nothing had to stay in it."""
    held = False
    try:
        with held_alone(work / LOCK, f"another run is writing {out}: wait for it to end, then run again"):
            held = True
            yield
    finally:
        if held:
            with suppress(OSError):  # a run may have come in just now
                remove(work / LOCK)
                work.rmdir()


def _place(out: Path, record: Path) -> Path:
    """Where the folder stands, links followed."""
    place = out.resolve()
    if place.exists() and not place.is_dir():
        raise BadInput(f"{out} is a file: name the folder that the report is to be")
    inside = "the record stands in it" if place in record.resolve().parents else None
    if place == Path.cwd() or place in Path.cwd().parents:
        inside = "you are in it"
    if inside is not None:
        raise BadInput(f"{out} would be replaced as a whole, and {inside}: name a folder of its own")
    return place


def _refuse_others(out: Path, found: Sequence[str], force: bool) -> None:
    found = [one for one in found if Path(one).name not in LITTER]
    if found and not force:
        some = ", ".join(found[:SHOWN]) + (f" and {len(found) - SHOWN} more" if len(found) > SHOWN else "")
        raise BadInput(
            f"{out} holds what no report wrote ({some}): name another folder, or keep all that beside the pages "
            "with --force"
        )


def _files(place: Path) -> Iterator[str]:
    """All files under a folder by their paths from there, and folders that are links."""
    for folder, folders, names in os.walk(place):
        above = Path(folder).relative_to(place).as_posix()
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in (*names, *linked):
            yield name if above == "." else f"{above}/{name}"


def _ours(place: Path) -> set[str]:
    """The files that the mark in `place` names, and the mark; none where there is no mark."""
    try:
        said = (place / MARK).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return set()
    return {MARK, *said.removeprefix(HEADING).splitlines()} if said.startswith(HEADING) else set()


def _swap(work: Path, place: Path, out: Path, force: bool) -> None:
    """Put the site in place, and what else stood there beside its pages."""
    kept = others(place)
    _refuse_others(out, kept, force)
    _refuse_collisions(out, kept, list(_files(work / SITE)))
    if place.exists():
        try:
            place.rename(work / OLD)
        except OSError as error:
            raise BadInput(f"{out} cannot be replaced ({error.strerror}): name a folder inside it") from error
        _settle(work, place)
    else:
        (work / SITE).rename(place)


def _refuse_collisions(out: Path, kept: Sequence[str], new: Sequence[str]) -> None:
    files = {name.casefold() for name in new}
    folders = _above(files)
    for one in kept:
        name = one.casefold()
        if name in files | folders or not files.isdisjoint(_above([name])):
            raise BadInput(f"{out / one} is not ours and stands where a file of the report goes: move it away")


def _above(names: Iterable[str]) -> set[str]:
    return {above.as_posix() for name in names for above in PurePosixPath(name).parents}


def _settle(work: Path, place: Path) -> None:
    """Complete a swap that has begun, also that of a run that was killed over it."""
    old, site = work / OLD, work / SITE
    if old.exists() and not place.exists():
        for one in others(old):
            (site / one).parent.mkdir(parents=True, exist_ok=True)
            (old / one).rename(site / one)
        site.rename(place)


def _clear(work: Path, place: Path) -> None:
    """Remove what a run works with, but nothing that a report has taken out of the way and not given back."""
    if (work / OLD).exists() and (others(work / OLD) or not place.exists()):
        raise BadInput(f"{work / OLD} holds what stood at {place}: move it back or away, then run again")
    for path in sorted(work.iterdir()):
        if path.is_dir():
            shutil.rmtree(path)
        elif not path.name.startswith(LOCK):
            path.unlink()
