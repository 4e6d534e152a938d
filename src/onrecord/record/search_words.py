"""What a reader types into the search field, taken apart: no text is ever a mistake in it.

    howitzers ukraine      both words; the last one also as the beginning of a longer word
    "prime minister"       these words in this order
    tanks OR howitzers     either
    jets -Poland           jets, and nothing that names Poland

Accents and letters' case do not matter; a state's or an organisation's name finds its code too, and the reverse.
`static/search.js` takes queries apart in the same way; `tests/test_static_search.py` compares the two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.errors import BadInput
from onrecord.record.search_names import Names, names

MOST = 40
"""Words and phrases that one search takes; FTS5 has its limits too."""
BEGINS = 3
"""A beginning of a word this long finds longer ones."""

_PART = re.compile(r'(?P<minus>-?)"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)')
NO_WORD = re.compile("[\x00\ud800-\udfff]")
"""What ends a text for SQLite, and halves of surrogate pairs."""


@dataclass(frozen=True, slots=True)
class Atom:
    """Words in a row, or, where `begins`, a word and all that begin so."""

    words: str
    begins: bool = False

    @property
    def match(self) -> str:
        """It as FTS5 reads it. The whole word counts as well as its beginning, so that it ranks first."""
        quoted = f'"{self.words}"'
        return f"({quoted} OR {quoted}*)" if self.begins else quoted


@dataclass(frozen=True, slots=True)
class Wanted:
    """What must be there: of each group one of its atoms; and what must not. Empty groups: nothing is asked for."""

    groups: tuple[tuple[Atom, ...], ...] = ()
    without: tuple[Atom, ...] = ()

    @property
    def match(self) -> str | None:
        """It as FTS5 reads it; None where nothing is asked for that must be there."""
        if not self.groups:
            return None
        there = " AND ".join(_either(group) for group in self.groups)
        return f"({there}) NOT {_either(self.without)}" if self.without else there


def wanted(typed: str) -> Wanted:
    """What is asked for. Raises BadInput for more than MOST words."""
    parts = list(_parts(NO_WORD.sub(" ", typed)))
    if len(parts) > MOST:
        raise BadInput(f"a search takes at most {MOST} words and phrases, not {len(parts)}: ask for fewer")
    groups: list[tuple[Atom, ...]] = []
    without: list[Atom] = []
    known, at, joined = names(), 0, False
    while at < len(parts):
        if parts[at].either:
            joined, at = bool(groups), at + 1
            continue
        taken, atoms = _taken(parts, at, known)
        if parts[at].minus:
            without += atoms
        elif joined:
            groups[-1] = tuple(dict.fromkeys((*groups[-1], *atoms)))
        else:
            groups.append(atoms)
        joined, at = False, at + taken
    return Wanted(tuple(groups), tuple(dict.fromkeys(without)))


def folded(text: str) -> tuple[str, ...]:
    """The words of a text as the index tells them apart, before stems: without case and accents."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return tuple(
        "".join(char if _of_a_word(char) else " " for char in bare if not unicodedata.combining(char)).split()
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """A word or phrase as typed; `minus`: it must not be there; `either`: it is the word OR."""

    words: str
    minus: bool = False
    phrase: bool = False
    either: bool = False


def _parts(typed: str) -> Iterator[_Part]:
    for found in _PART.finditer(typed):
        if (phrase := found["phrase"]) is not None:
            part = _Part(phrase, bool(found["minus"]), phrase=True)
        elif found["word"] in ("OR", "|"):
            yield _Part("", either=True)
            continue
        else:
            bare = found["word"].removeprefix("-")
            part = _Part(bare, bare != found["word"])
        if any(_of_a_word(char) for char in part.words):
            yield part


def _taken(parts: list[_Part], at: int, known: Names) -> tuple[int, tuple[Atom, ...]]:
    """How many parts from `at` on belong together, and what they ask for."""
    first = parts[at]
    if first.phrase:
        return 1, (Atom(first.words),)
    row = [first.words]
    for part in parts[at + 1 : at + known.longest]:
        if part.phrase or part.minus or part.either or first.minus:
            break
        row.append(part.words)
    for size in range(len(row), 0, -1):
        written = " ".join(row[:size])
        others = known.others(written, folded(written))
        if others:
            return size, (Atom(written), *(Atom(other) for other in others))
    begins = at == len(parts) - 1 and not first.minus and len("".join(folded(first.words))) >= BEGINS
    return 1, (Atom(first.words, begins and len(folded(first.words)) == 1),)


def _either(atoms: tuple[Atom, ...]) -> str:
    return atoms[0].match if len(atoms) == 1 else f"({' OR '.join(atom.match for atom in atoms)})"


def _of_a_word(char: str) -> bool:
    """Letters, numbers and characters of private use, as SQLite's tokenizer has it."""
    return unicodedata.category(char) == "Co" or char.isalnum()
