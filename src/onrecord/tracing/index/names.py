"""Names: which outlets published the articles of a collection, and which agencies they credit.

Derivation takes these for names of sources, so that they are the one thing besides two articles that it rests on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from onrecord.model import Article

NAME = "names.json"


@dataclass(frozen=True, slots=True)
class Named:
    """The outlets that published articles of a collection, and the agencies that these credit; they only grow."""

    outlets: frozenset[str] = frozenset()
    wires: frozenset[str] = frozenset()

    def __or__(self, other: Named) -> Named:
        return Named(self.outlets | other.outlets, self.wires | other.wires)


def named_by(articles: Iterable[Article]) -> Named:
    """The names of `articles`."""
    outlets: set[str] = set()
    wires: set[str] = set()
    for article in articles:
        if article.outlet is not None:
            outlets.add(article.outlet)
        if article.wire is not None:
            wires.add(article.wire)
    return Named(frozenset(outlets), frozenset(wires))


def write_names(folder: Path, named: Named) -> None:
    """Write the names; lone surrogates as JSON escapes."""
    values = {"outlets": sorted(named.outlets), "wires": sorted(named.wires)}
    (folder / NAME).write_text(json.dumps(values), encoding="utf-8")


def load_names(folder: Path) -> Named:
    """What `write_names` wrote."""
    read = json.loads((folder / NAME).read_text(encoding="utf-8"))
    return Named(frozenset(read["outlets"]), frozenset(read["wires"]))
