"""The latest result of a step that several others ask for while they read one article."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def latest(function: Callable[P, T]) -> Callable[P, T]:
    """Let `function` give its last result again when it is asked with the very same objects.

    For positional arguments that nobody changes, and a result that nobody changes.
    """
    last: list[tuple[tuple[object, ...], T]] = []

    @wraps(function)
    def asked(*given: P.args, **named: P.kwargs) -> T:
        if named:
            return function(*given, **named)
        kept = last[-1] if last else None
        if kept is not None and len(kept[0]) == len(given) and all(map(_same, kept[0], given)):
            return kept[1]
        made = function(*given)  # type: ignore[call-arg]
        last[:] = [(given, made)]
        return made

    return asked


def _same(one: object, other: object) -> bool:
    return one is other
