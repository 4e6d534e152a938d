"""A browser, a server and a static site for tests that walk through pages as a reader does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""What Chromium is called on one system or another."""
QUIET = [
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
PHONE, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def chromium() -> str:
    """Where Chromium is. Without one a test is skipped, but on a machine of CI it fails."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("there is no Chromium; .ci/run installs it")
        pytest.skip("there is no Chromium on this machine")
    return found


@contextmanager
def browser() -> Iterator[object]:
    """A Chromium without a window."""
    from playwright.sync_api import sync_playwright

    where = chromium()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=where, args=QUIET)
        try:
            yield opened
        finally:
            opened.close()


@dataclass(frozen=True)
class Served:
    """Where a server answers readers (without a slash at its end), and where reviewers sign in."""

    address: str
    review: str


@contextmanager
def serving(record: Path) -> Iterator[Served]:
    """`onrecord serve` over a record, as a user starts it."""
    command = [sys.executable, "-m", "onrecord", "serve", str(record), "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        told = ""
        while not ("review?" in told and told.count("http") >= 2):
            line = server.stdout.readline()
            assert line, f"the server ended: {told}"
            told += line
        readers, reviewers = re.findall(r"http://[^\s]+", told)[:2]
        yield Served(readers.rstrip("/"), reviewers)
    finally:
        server.terminate()
        server.wait(20)
        server.stdout.close()
