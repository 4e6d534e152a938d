"""Where the words of a search stand in texts: the same tokens and stems as the index has, so the same words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from onrecord.model import Span
from onrecord.record.gate import Gate
from onrecord.record.search_words import NO_WORD, wanted

Key = TypeVar("Key")
TOKENIZER = "porter unicode61 remove_diacritics 2"
"""As in schema.sql."""


def words_index() -> Gate:
    """An empty index in memory of rows (key, title, words), with the tokens and stems of the record's own."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    gate = Gate(connection, ":memory:")
    gate.all("make an index", f'CREATE VIRTUAL TABLE search USING fts5 (title, words, tokenize = "{TOKENIZER}")')
    return gate


def found_in(words: str, texts: Mapping[Key, str]) -> Mapping[Key, tuple[Span, ...]]:
    """Where the words of a search stand in each text, by the text's key; a phrase is one span.

    A text in which not all of them stand has those that do.
    """
    asked = wanted(words)
    match = " OR ".join(atom.match for group in asked.groups for atom in group)
    if not match or not texts:
        return {}
    keys = list(texts)
    shown = [plain(texts[key]) for key in keys]
    begin, end = _marks(shown)
    gate = words_index()
    try:
        gate.many(
            "index some texts",
            "INSERT INTO search (rowid, title, words) VALUES (?, '', ?)",
            list(enumerate(shown)),
        )
        sql = "SELECT rowid, highlight(search, 1, ?, ?) FROM search WHERE search MATCH ?"
        rows = gate.all("see where the words stand", sql, (begin, end, match))
    finally:
        gate.close()
    found = ((int(at or 0), str(marked)) for at, marked in rows)
    return {keys[at]: _spans(shown[at], marked, begin, end) for at, marked in found}


def plain(text: str) -> str:
    """A text as long as the given one without what SQLite would stumble over; no word has such a character."""
    return NO_WORD.sub(" ", text)


def _marks(texts: Iterable[str]) -> tuple[str, str]:
    """Two characters that stand in none of the texts: of those that Unicode keeps free for such uses."""
    held = set().union(*texts)
    free = [char for char in map(chr, range(0xFDD0, 0xFDF0)) if char not in held]
    return (free[0], free[1]) if len(free) > 1 else ("\x01", "\x02")


def _spans(text: str, marked: str, begin: str, end: str) -> tuple[Span, ...]:
    """The spans of the text that stand between the marks; none where the text did not come back as it is."""
    if marked.replace(begin, "").replace(end, "") != text:
        return ()
    out: list[Span] = []
    at, opened = 0, 0
    for piece in _cut(marked, begin, end):
        if piece == begin:
            opened = at
        elif piece == end:
            out.append(Span(opened, at))
        else:
            at += len(piece)
    return tuple(out)


def _cut(marked: str, begin: str, end: str) -> Sequence[str]:
    out: list[str] = []
    for piece in marked.split(begin):
        inside, mark, after = piece.partition(end)
        out += [begin, inside, *([mark, after] if mark else [])]
    return out[1:]
