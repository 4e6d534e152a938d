"""Collecting the articles of a run's inputs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from onrecord.engines.progress import Progress, counted
from onrecord.errors import BadInput
from onrecord.model import Article, Rejected

AnyPath = str | os.PathLike[str]

SHOWN_REASONS = 3


def collected(inputs: Iterable[AnyPath] | AnyPath, progress: Progress) -> tuple[list[Article], list[Rejected]]:
    """The distinct articles of `inputs`, by id, and what could not be used.

    Raises BadInput when no article could be read, with the first reasons, or for what is no name of an input: an
    empty one would be the folder that the process happens to stand in.
    """
    from onrecord.reading import read

    named = named_inputs(inputs)
    paths = [one if one == "-" else Path(one) for one in named]
    found = counted(read(paths, sys.stdin.buffer if "-" in named else None), "read", None, progress)
    articles: list[Article] = []
    rejected: list[Rejected] = []
    for one in found:
        if isinstance(one, Rejected):
            rejected.append(one)
        else:
            articles.append(one)
    if not articles:
        raise BadInput(nothing_left("nothing could be read", rejected))
    kept, clashing = distinct_articles(articles)
    return kept, [*rejected, *clashing]


def named_inputs(inputs: Iterable[AnyPath] | AnyPath) -> list[AnyPath]:
    """The names of the inputs: "-" and paths. Raises BadInput for what is no name of an input."""
    named = [inputs] if isinstance(inputs, (str, os.PathLike)) or not isinstance(inputs, Iterable) else list(inputs)
    for name in named:
        if not isinstance(name, (str, os.PathLike)) or not os.fspath(name):
            raise BadInput(f"an input is the name of a directory or a file, or '-', not {name!r}")
    return named


def distinct_articles(articles: Iterable[Article]) -> tuple[list[Article], list[Rejected]]:
    """One article per id, sorted, and the others as rejected."""
    from onrecord.reading import distinct

    kept, clashing = distinct(articles)
    return list(kept), list(clashing)


def nothing_left(what: str, rejected: list[Rejected]) -> str:
    """A message that says `what` and the first reasons."""
    if not rejected:
        return f"{what}: the input holds no file of a kind that onrecord reads"
    reasons = "; ".join(f"{one.path}: {one.reason}" for one in rejected[:SHOWN_REASONS])
    more = len(rejected) - SHOWN_REASONS
    return f"{what}: {reasons}" + (f"; and {more} more" if more > 0 else "")
