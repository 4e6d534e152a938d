"""What a step makes of vocabularies once (patterns, look-up tables), kept for as long as they are in force."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from typing import TypeVar, cast

from onrecord.vocabulary.loading import EXTENSION_VARIABLE

T = TypeVar("T")


def derived(build: Callable[[], T]) -> T:
    """What `build` makes of the vocabularies: called once per process and per user folder of vocabularies."""
    return cast(T, _derived(build, os.environ.get(EXTENSION_VARIABLE)))


@cache
def _derived(build: Callable[[], object], _folder: str | None) -> object:
    return build()
