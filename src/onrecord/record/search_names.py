"""Names that stand for a code of the record and codes that stand for a name, so that a search finds both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.record.code_names import names_by_code
from onrecord.vocabulary.derived import derived


@dataclass(frozen=True, slots=True)
class Names:
    """Names and codes.

    known:   by the words of a name, without case and accents: the name as the vocabulary writes it, and what else
             to look for.
    longest: the words of the longest name.
    """

    known: Mapping[tuple[str, ...], tuple[str, tuple[str, ...]]]
    longest: int

    def others(self, written: str, words: tuple[str, ...]) -> tuple[str, ...]:
        """What else to look for. What is written in capitals ("US", "CAN") must be asked for so: "us" is a word."""
        name, others = self.known.get(words, ("", ()))
        return () if name.isupper() and not written.isupper() else others


def names() -> Names:
    """The states and organisations of the vocabularies and of ISO 3166."""
    return derived(_names)


def _names() -> Names:
    from onrecord.record.search_words import folded

    known: dict[tuple[str, ...], tuple[str, tuple[str, ...]]] = {}
    for code, called in names_by_code().items():
        usual = next((name for name in called if not _alike(name, code)), None)
        if usual is not None:
            known.setdefault(folded(code), (code, (usual,)))
        for name in called:
            if not _alike(name, code):
                known.setdefault(folded(name), (name, (code,)))
    return Names(known, max(map(len, known), default=1))


def _alike(name: str, code: str) -> bool:
    return re.sub(r"\W", "", name).casefold() == code.casefold()
