"""What a dataclass's own docstring says of each of its fields, so that it is said once, for code and API alike."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

NAMED = re.compile(r"(?:^|(?<=[.;:] )|(?<=\n))`?(\w+`?(?:(?:,| and) `?\w+`?)*): +", re.MULTILINE)
"""The names that a sentence is about: at the beginning of a line or after another sentence, before a colon."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a docstring says of the whole, and of each field that it names."""

    whole: str
    of: Mapping[str, str]


@cache
def told(kind: type) -> Told:
    """The docstring of a dataclass, taken apart at the names of its fields."""
    text = "\n".join(line.strip() for line in (inspect.getdoc(kind) or "").splitlines())
    names = {one.name for one in fields(kind)}
    found: list[tuple[list[str], int, int]] = []
    for match in NAMED.finditer(text):
        these = re.findall(r"\w+", re.sub(r" and ", ", ", match[1]))
        if set(these) <= names:
            found.append((these, match.start(), match.end()))
    ends = [*(begin for _, begin, _ in found[1:]), len(text)]
    of = {
        name: _sentence(text[begin:end])
        for (these, _, begin), end in zip(found, ends, strict=False)
        for name in these
    }
    return Told(_sentence(text[: found[0][1]] if found else text), of)


def _sentence(text: str) -> str:
    """One line without the end of a sentence that another one follows."""
    return " ".join(text.split()).rstrip(";: ")
