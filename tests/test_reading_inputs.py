"""Directories, files and standard input: what is found, in which order, under which name."""

from __future__ import annotations

import gzip
import io
import os
from pathlib import Path

import pytest

from onrecord.model import Article, Rejected
from onrecord.reading import read

STORY = "Ostrava will send forty boats to Marland, the minister said on Tuesday."


def paths_of(inputs: list[Path | str]) -> list[str | None]:
    return [found.path for found in read(inputs)]


def reason_of(found: Article | Rejected) -> str:
    assert isinstance(found, Rejected)
    return found.reason


def test_a_directory_is_read_recursively_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/two.txt", "b/a/deep.txt", "a.txt", ".hidden.txt", ".git/config.txt", "c.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(STORY + name)
    assert paths_of([tmp_path]) == ["a.txt", "b/a/deep.txt", "b/two.txt", "c.md"]


def test_a_file_given_directly_goes_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "sub" / "one.TXT"
    file.parent.mkdir()
    file.write_text(STORY)
    assert paths_of([file]) == ["one.TXT"]


def test_a_hidden_file_given_directly_is_read(tmp_path: Path) -> None:
    file = tmp_path / ".one.txt"
    file.write_text(STORY)
    assert isinstance(next(read([file])), Article)


@pytest.mark.parametrize("name", ["report.docx", "report", "archive.tar.gz"])
def test_an_unknown_kind_is_rejected_and_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(STORY)
    for inputs in ([tmp_path], [tmp_path / name]):
        (found,) = read(inputs)
        assert found.path == name
        assert "is not read" in reason_of(found)
        assert ".jsonl" in reason_of(found)


def test_notes_of_a_folder_are_no_articles_unless_named(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(STORY)
    (found,) = read([tmp_path])
    assert "notes" in reason_of(found)
    assert isinstance(next(read([tmp_path / "README.md"])), Article)


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (tmp_path / "b.txt").write_text(STORY)
    first, second = read([tmp_path])
    assert isinstance(first, Rejected)
    assert isinstance(second, Article)


def test_a_missing_file_is_rejected(tmp_path: Path) -> None:
    (found,) = read([tmp_path / "missing.txt"])
    assert found == Rejected("missing.txt", "there is no such file or directory")


def test_links_that_lead_back_are_followed_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone.txt")
    assert paths_of([tmp_path]) == ["a.txt", "nowhere.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_rejected_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (found,) = read([tmp_path])
    assert "neither a file nor a directory" in reason_of(found)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_rejected(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(STORY)
    file.chmod(0)
    assert "permission" in reason_of(next(read([tmp_path])))


def test_a_failure_of_the_system_is_a_reason_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(STORY)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert reason_of(next(read([tmp_path]))) == "no permission to read it"


def test_a_name_that_is_no_unicode_can_still_be_stored(tmp_path: Path) -> None:
    try:
        file = Path(os.fsdecode(os.fsencode(str(tmp_path)) + b"/caf\xe9.txt"))
        file.write_text(STORY)
    except OSError:
        pytest.skip("this file system takes only Unicode names")
    (found,) = read([tmp_path])
    assert isinstance(found, Article)
    assert found.path == "caf\\xe9.txt"


@pytest.mark.parametrize(
    ("sent", "title", "path"),
    [
        (STORY.encode(), None, "-"),
        (('\n {"text": "' + STORY + '", "title": "Boats"}\n').encode(), "Boats", "-:2"),
        (gzip.compress(('{"text": "' + STORY + '", "title": "Boats"}\n').encode()), "Boats", "-:1"),
        (
            f"<!DOCTYPE html><html><body><h1>Boats</h1><p>{STORY}</p><p>{STORY}</p></body></html>".encode(),
            "Boats",
            "-",
        ),
    ],
)
def test_standard_input_is_taken_for_what_it_looks_like(sent: bytes, title: str | None, path: str) -> None:
    (article,) = read(["-"], stdin=io.BytesIO(sent))
    assert isinstance(article, Article)
    assert (article.title, article.path) == (title, path)
    assert STORY in article.text


def test_empty_standard_input_is_rejected() -> None:
    (found,) = read(["-"], stdin=io.BytesIO(b""))
    assert found.path == "-"
    assert "empty" in reason_of(found)


def test_the_same_file_has_the_same_id_however_it_was_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (by_folder,) = read([tmp_path])
    (by_name,) = read([str(tmp_path / "a.txt")])
    assert by_folder == by_name


def test_two_files_with_one_text_are_two_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(STORY)
    first, second = read([tmp_path])
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.sha256 == second.sha256
    assert first.id != second.id
