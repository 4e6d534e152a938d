"""Keeping each process that analyses to one thread."""

from __future__ import annotations

from contextlib import AbstractContextManager


def one_thread() -> AbstractContextManager[object]:
    """Inside, linear algebra uses one thread.

    The parser's matrices are small. Shared among threads they take twice the time on an idle machine, and on a
    busy one, or beside other workers, twenty times as long, since the threads wait for each other spinning.
    """
    import numpy  # noqa: F401 - only libraries that are loaded can be limited
    from threadpoolctl import threadpool_limits

    limits: AbstractContextManager[object] = threadpool_limits(limits=1)
    return limits
