"""Rulings in files: what one analyst decided, put together with what another did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from onrecord.engines.applying import apply
from onrecord.engines.ruling import AnyPath, writing_to
from onrecord.errors import BadInput
from onrecord.model import Rejected, Ruling
from onrecord.record.files import whole_file
from onrecord.record.opening import open_to_read
from onrecord.record.rulings.held import HeldRuling, held_rulings
from onrecord.record.rulings.lines import ruling_from, ruling_line


@dataclass(frozen=True, slots=True)
class ImportedRulings:
    """What came of files of rulings.

    new:      the rulings that the record did not hold, with whether each holds now.
    known:    how many it held already.
    rejected: lines that are no rulings, as FILE:LINE, with reasons.
    """

    new: tuple[HeldRuling, ...]
    known: int
    rejected: tuple[Rejected, ...]


def export_rulings(record: AnyPath, out: AnyPath) -> int:
    """Write every ruling of a record to the file `out`, one line of JSON each, and return their number.

    The same ruling is the same line in every file, so `sort -u` puts two files together. The file appears whole or
    not at all, and no record is replaced (BadInput).
    """
    lines = ruling_lines(record)
    with whole_file(Path(out)) as file:
        file.write(lines.encode("utf-8"))
    return lines.count("\n")


def ruling_lines(record: AnyPath) -> str:
    """Every ruling of a record as `export_rulings` writes them."""
    gate = open_to_read(Path(record))
    try:
        return "".join(f"{ruling_line(one.ruling)}\n" for one in held_rulings(gate))
    finally:
        gate.close()


def import_rulings(record: AnyPath, files: Iterable[AnyPath]) -> ImportedRulings:
    """Take the rulings of `files` into a record, beside those that it holds; doing so again changes nothing.

    Of rulings that contradict each other the later one wins. A line that is no ruling, or was changed after it was
    made, is rejected with the reason, and the others are taken. Raises BadInput for a file that cannot be read.
    """
    found: dict[str, Ruling] = {}
    rejected: list[Rejected] = []
    for path in files:
        for number, line in enumerate(_lines(Path(path)), 1):
            if not line.strip():
                continue
            try:
                ruling = ruling_from(line)
                found[ruling.id] = ruling
            except BadInput as error:
                rejected.append(Rejected(f"{path}:{number}", str(error)))
    with writing_to(record, "write rulings") as gate:
        known = {one.ruling.id for one in held_rulings(gate)}
        new = sorted(set(found) - known)
        if new:
            apply(gate, [found[id_] for id_ in new])
        return ImportedRulings(tuple(held_rulings(gate, new)), len(found) - len(new), tuple(rejected))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise BadInput(f"{path}: {why}; name a file that `onrecord rule FILE export` wrote") from error
