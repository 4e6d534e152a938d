"""What a step makes of vocabularies once (patterns, look-up tables), kept for as long as they are in force."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache, lru_cache, wraps
from typing import ParamSpec, TypeVar, cast

from onrecord.vocabulary.loading import EXTENSION_VARIABLE

P = ParamSpec("P")
T = TypeVar("T")
_kept: list[Callable[[], None]] = []


def forget() -> None:
    """Forget every remembered result, as a measurement needs it."""
    for clear in _kept:
        clear()


def derived(build: Callable[[], T]) -> T:
    """What `build` makes of the vocabularies: called once per process and per user folder of vocabularies."""
    return cast(T, _derived(build, os.environ.get(EXTENSION_VARIABLE)))


@cache
def _derived(build: Callable[[], object], _folder: str | None) -> object:
    return build()


def remembered(size: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Let a function that reads vocabularies remember its last `size` results.

    For functions of hashable arguments whose results nobody changes. A user's other folder of vocabularies is asked
    anew.
    """

    def remembering(function: Callable[P, T]) -> Callable[P, T]:
        @lru_cache(size)
        def kept(_folder: str | None, *given: P.args, **named: P.kwargs) -> T:
            return function(*given, **named)

        _kept.append(kept.cache_clear)

        @wraps(function)
        def asked(*given: P.args, **named: P.kwargs) -> T:
            return kept(os.environ.get(EXTENSION_VARIABLE), *given, **named)  # type: ignore[arg-type]

        return asked

    return remembering
