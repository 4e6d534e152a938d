"""The vocabulary of membership bids as compiled patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.vocabulary import vocabulary
from onrecord.vocabulary.derived import derived

Pattern = re.Pattern[str]


class MembershipWords:
    """Patterns by table and key of `memberships.toml`; a blank in an entry stands for any white space."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._table = table
        self._compiled: dict[tuple[str, ...], Pattern] = {}

    def pattern(self, *keys: str) -> Pattern:
        """Any of the entries under `keys`, at word boundaries, without regard to case."""
        if keys not in self._compiled:
            self._compiled[keys] = any_of(self.entries(*keys))
        return self._compiled[keys]

    def grammar(self, name: str, **parts: str) -> Pattern:
        """The expression `name` of the grammar, `{part}` in it replaced by what is given."""
        key = ("grammar", name, *parts.values())
        if key not in self._compiled:
            source: str = self._table["grammar"][name]
            for part, value in parts.items():
                source = source.replace("{" + part + "}", value)
            self._compiled[key] = re.compile(source, re.X)
        return self._compiled[key]

    def entries(self, *keys: str) -> list[str]:
        """The entries under `keys`, as the vocabulary has them."""
        at: Any = self._table
        for key in keys:
            at = at[key]
        return list(at)

    def ending(self, *keys: str) -> Pattern:
        """The same entries, at the end of a text, an adjective or two behind them."""
        name = (*keys, "$")
        if name not in self._compiled:
            body = _alternatives(self.entries(*keys))
            self._compiled[name] = re.compile(
                rf"(?<!\w)({body})(?:\s+(?:the|its|their|his|new|fellow|neighbou?ring|war-torn|both))*\s+$", re.I
            )
        return self._compiled[name]

    def starting(self, *keys: str) -> Pattern:
        """The same entries, at the beginning of a text."""
        name = (*keys, "^")
        if name not in self._compiled:
            self._compiled[name] = re.compile(rf"\s+(?:{_alternatives(self.entries(*keys))})(?!\w)", re.I)
        return self._compiled[name]


def any_of(entries: Iterable[str]) -> Pattern:
    """One pattern for any of `entries`, longest first."""
    return re.compile(rf"(?<!\w)(?:{_alternatives(entries)})(?!\w)", re.I)


def _alternatives(entries: Iterable[str]) -> str:
    return "|".join(sorted((entry.replace(" ", r"\s+") for entry in entries), key=len, reverse=True))


def membership_words() -> MembershipWords:
    """The vocabulary that is in force now."""
    return derived(_words)


def _words() -> MembershipWords:
    return MembershipWords(vocabulary("memberships"))
