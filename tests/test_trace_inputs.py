"""Tracing inputs: in memory, through an index, with several processes: the same every time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import onrecord
from onrecord.engines.tracing import trace
from onrecord.errors import BadInput, RecordError
from onrecord.tracing.index import manifest

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "accession"

pytestmark = pytest.mark.skipif(not EXAMPLE.is_dir(), reason="the example story is not beside the tests")


@pytest.fixture(scope="module")
def at_once() -> onrecord.Traced:
    return trace(EXAMPLE)


def test_an_index_finds_what_tracing_in_memory_finds(at_once, tmp_path) -> None:
    assert trace(EXAMPLE, index=tmp_path / "kept") == at_once


def test_several_processes_find_the_same(at_once) -> None:
    assert trace(EXAMPLE, workers=2) == at_once


def test_what_came_earlier_is_kept_and_what_is_there_is_passed_over(at_once, tmp_path) -> None:
    files = sorted(EXAMPLE.iterdir())
    kept = tmp_path / "kept"
    first = trace(files[:4], index=kept)
    assert 0 < len(first.articles) < len(at_once.articles)
    both = trace(files[2:], index=kept)
    assert both.trace == at_once.trace
    assert both.rejected == ()
    again = trace(files, index=kept)
    assert (again.trace, again.rejected) == (at_once.trace, ())


def test_what_cannot_be_read_is_rejected_and_the_rest_is_traced(at_once, tmp_path) -> None:
    torn = tmp_path / "torn.jsonl"
    torn.write_text('{"text":', encoding="utf-8")
    found = trace([EXAMPLE, torn], index=tmp_path / "kept", workers=2)
    assert found.trace == at_once.trace
    assert [row.path for row in found.rejected] == ["torn.jsonl:1"]


def test_an_index_of_other_rules_is_made_anew(at_once, tmp_path) -> None:
    kept = tmp_path / "kept"
    trace(EXAMPLE, index=kept)
    place = kept / manifest.NAME
    held = json.loads(place.read_text(encoding="utf-8"))
    place.write_text(json.dumps({**held, "rules": "of long ago"}), encoding="utf-8")
    assert trace(EXAMPLE, index=kept) == at_once


def test_an_impossible_number_of_workers_is_refused() -> None:
    with pytest.raises(BadInput, match="at least 1"):
        trace(EXAMPLE, workers=0)


def test_nothing_to_read_and_no_index_are_said(tmp_path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(BadInput, match="nothing could be read"):
        trace(empty, index=tmp_path / "kept")
    file = tmp_path / "file.txt"
    file.write_text("no index", encoding="utf-8")
    with pytest.raises(RecordError):
        trace(EXAMPLE, index=file)


def test_the_command_writes_the_same_with_an_index(tmp_path) -> None:
    from typer.testing import CliRunner

    from onrecord.cli.app import application

    runner, app = CliRunner(), application()
    plain = runner.invoke(app, ["trace", str(EXAMPLE)])
    kept = runner.invoke(app, ["trace", str(EXAMPLE), "--index", str(tmp_path / "kept"), "--workers", "2"])
    assert plain.exit_code == kept.exit_code == 0
    assert kept.stdout == plain.stdout
