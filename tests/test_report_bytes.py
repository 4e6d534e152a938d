"""The same record gives the same bytes: in any number of processes, and in whatever order its articles came."""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from onrecord import build
from onrecord.publishing import making
from onrecord.publishing.writing import report

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "accession"
DAY = "2023-04-01"


def contents(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    record = tmp_path_factory.mktemp("first") / "accession.db"
    build([EXAMPLE], record=record, observed=DAY)
    return record


@pytest.fixture(scope="module")
def published(built, tmp_path_factory):
    site = tmp_path_factory.mktemp("alone") / "site"
    report(built, site, workers=1)
    return contents(site)


def test_several_processes_write_what_one_writes(built, published, tmp_path, monkeypatch):
    monkeypatch.setattr(making, "FEW", 0)
    report(built, tmp_path / "site", workers=2)
    assert contents(tmp_path / "site") == published


def test_articles_in_another_order_give_the_same_site(published, tmp_path):
    record = tmp_path / "accession.db"
    build(sorted(EXAMPLE.iterdir(), reverse=True), record=record, observed=DAY)
    report(record, tmp_path / "site")
    assert contents(tmp_path / "site") == published


def test_neither_the_clock_nor_the_order_of_hashes_shows(built, published, tmp_path):
    script = "import sys; from onrecord.publishing.writing import report; report(*sys.argv[1:])"
    site = tmp_path / "site"
    env = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    os.spawnve(os.P_WAIT, sys.executable, [sys.executable, "-c", script, str(built), str(site)], env)
    assert contents(site) == published
