"""Verifying rulings: each against the hash that is its id, and the words it hangs on against the articles."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.errors import BadInput
from onrecord.model import Anchor, words_of
from onrecord.record.gate import Gate
from onrecord.record.rulings.lines import ruling_from


def ruling_failures(gate: Gate) -> Iterator[tuple[str, str]]:
    """What does not hold of the rulings of a record: an id and a sentence each."""
    texts: dict[str, str | None] = {}
    for id_, body in gate.all("read rulings", "SELECT id, body FROM rulings ORDER BY id"):
        try:
            ruling = ruling_from(str(body))
        except BadInput as error:
            yield str(id_), str(error)
            continue
        if ruling.id != id_:
            yield str(id_), f"the ruling recorded under this id is {ruling.id}"
        for anchor in (*ruling.anchors, *ruling.others):
            text = texts.setdefault(anchor.sha256, _text(gate, anchor))
            if text is not None and words_of(text, anchor.side.spans) != anchor.side.text:
                yield ruling.id, f"the words that it hangs on in {anchor.side.article} are not those at its spans"


def _text(gate: Gate, anchor: Anchor) -> str | None:
    row = gate.one("read a text", "SELECT text FROM articles WHERE sha256 = ? LIMIT 1", (anchor.sha256,))
    return str(row[0]) if row else None
