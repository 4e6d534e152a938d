"""Furniture: lines that belong to the page and not to the story."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.errors import BadVocabulary
from onrecord.vocabulary import vocabulary

MAX_WORDS = 90  # no kind of furniture in the vocabulary is longer
_DEFAULT_MAX_WORDS = 12
_LEAD = re.compile(r"[\s(\[*_>•·\ufeff-]*")
_EDGES = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of furniture.

    source:     an agency named in it is the source of the text.
    heads_list: short lines below it belong to it.
    """

    name: str
    source: bool
    heads_list: bool
    max_words: int
    shape: re.Pattern[str]


RULE = Kind("rule", False, False, MAX_WORDS, re.compile(r"\W+"))
"""A line without a letter or a digit."""


@dataclass(frozen=True, slots=True)
class _Furniture:
    whole: Mapping[str, Kind]
    kinds: tuple[Kind, ...]
    any_shape: re.Pattern[str]


def furniture_of(line: str) -> Kind | None:
    """The kind of furniture that `line` is, or None when it may be story."""
    words = line.split(None, MAX_WORDS)
    if len(words) > MAX_WORDS:
        return None
    if not any(map(str.isalnum, line)):
        return RULE
    known = _furniture()
    if len(words) <= _DEFAULT_MAX_WORDS:
        exact = known.whole.get(_EDGES.sub("", " ".join(words)).casefold())
        if exact is not None:
            return exact
    start = found.end() if (found := _LEAD.match(line)) else 0
    if known.any_shape.match(line, start) is None:
        return None
    fitting = (kind for kind in known.kinds if len(words) <= kind.max_words and kind.shape.match(line, start))
    return next(fitting, None)


@cache
def _furniture() -> _Furniture:
    whole: dict[str, Kind] = {}
    kinds: list[Kind] = []
    for row in vocabulary("furniture").get("furniture", ()):
        kind = _kind(row)
        kinds.append(kind)
        whole.update((_EDGES.sub("", phrase).casefold(), kind) for phrase in row.get("whole", ()))
    return _Furniture(whole, tuple(kinds), _pattern([kind.shape.pattern for kind in kinds]))


def _kind(row: Mapping[str, Any]) -> Kind:
    begins = [re.escape(phrase) + (r"(?!\w)" if phrase[-1].isalpha() else "") for phrase in row.get("begins", ())]
    patterns = [rf"(?:{pattern})\Z" for pattern in row.get("patterns", ())]
    try:
        max_words = row.get("max_words", _DEFAULT_MAX_WORDS)
        flags = bool(row.get("source")), bool(row.get("heads_list"))
        return Kind(row["name"], *flags, max_words, _pattern([*begins, *patterns]))
    except (re.error, KeyError) as error:
        name = row.get("name")
        raise BadVocabulary(f"furniture.toml: the kind {name!r} does not fit its form: {error}") from error


def _pattern(either: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(either) or r"(?!)", re.IGNORECASE | re.DOTALL)
