"""Processes that share some work, and are gone when it ends, however it ends."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Thread, current_thread, main_thread


@contextmanager
def pool(workers: int, prepare: Callable[[], None]) -> Iterator[ProcessPoolExecutor]:
    """Processes that are gone when this ends; each calls `prepare` when it starts."""
    made = ProcessPoolExecutor(workers, get_context("spawn"), prepare)
    try:
        yield made
    finally:
        made.shutdown(wait=False, cancel_futures=True)


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Processes started inside inherit deafness to Ctrl-C, which reaches them too; their parent answers it."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def end_with_parent() -> None:
    """A worker does not outlive its parent."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
