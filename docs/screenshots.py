"""Screenshots of every kind of page, to be looked at: light and dark, wide and on a phone.

    python docs/screenshots.py RECORD FOLDER [--readme ENTRY]

It serves RECORD, takes up to two things of each kind of page, and writes FOLDER/KIND-N-LOOK.png. With --readme it
only writes the pictures of the README, entry.png and words.png in docs/images, of one entry's page. It needs
Chromium, and what the tests need.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from itertools import islice
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from onrecord import open_record
from onrecord.pages.registry import KINDS
from onrecord.web.addresses import LiveAddresses

IMAGES = Path(__file__).parent / "images"
WIDE, PHONE = (1280, 900), (390, 844)
LOOKS = {"light": (WIDE, "light"), "dark": (WIDE, "dark"), "phone": (PHONE, "light"), "phone-dark": (PHONE, "dark")}
EACH = 2
TALLEST = 6_000  # pixels of a page that are kept


@contextmanager
def served(record: Path) -> Iterator[str]:
    """The address of a server over the record."""
    command = [sys.executable, "-m", "onrecord", "serve", str(record), "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        line = next(line for line in server.stdout if "http" in line)
        yield line[line.index("http") :].split()[0].rstrip("/")
    finally:
        server.terminate()
        server.wait(20)


def addresses(record: Path) -> Iterator[tuple[str, str]]:
    """Names and addresses of the pages that are taken."""
    with open_record(record) as opened:
        for name, kind in KINDS.items():
            for number, query in enumerate(islice(kind.every(opened), EACH)):
                asked = {one.name: getattr(query, one.name) for one in fields(query)}
                yield f"{name}-{number}", LiveAddresses().to(name, **asked)


def take(browser: Browser, address: str, look: str, out: Path) -> None:
    """One screenshot."""
    (width, height), scheme = LOOKS[look]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    tall = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": width, "height": max(height, tall)})
    page.screenshot(path=out)
    context.close()


def take_readme(browser: Browser, address: str) -> None:
    """The two pictures of the README: an entry's head, and each report's words down to where they disagree."""
    context = browser.new_context(viewport={"width": 1180, "height": 900}, color_scheme="light")
    page = context.new_page()
    page.goto(address)

    def top(heading: str) -> float:
        box = page.get_by_role("heading", name=heading, exact=True).bounding_box()
        assert box is not None, heading
        return box["y"] - 12

    for name, begin, end in (
        ("entry", 0.0, top("What the articles say")),
        ("words", top("What the articles say"), top("Origins")),
    ):
        clip = {"x": 0, "y": begin, "width": 1180, "height": end - begin}
        page.screenshot(path=IMAGES / f"{name}.png", full_page=True, clip=clip)  # type: ignore[arg-type]
    context.close()


def main() -> None:
    """Take what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("record", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("screenshots"))
    parser.add_argument("--readme", metavar="ENTRY")
    given = parser.parse_args()
    with served(given.record) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-quic"]
        )
        if given.readme:
            take_readme(browser, f"{home}/entries/{given.readme}")
            return
        given.folder.mkdir(parents=True, exist_ok=True)
        for name, address in addresses(given.record):
            for look in LOOKS:
                take(browser, home + address, look, given.folder / f"{name}-{look}.png")


if __name__ == "__main__":
    main()
