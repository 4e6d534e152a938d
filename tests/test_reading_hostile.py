"""Files that are no articles: each ends as a row in `rejected` with a reason, never as a traceback."""

from __future__ import annotations

import codecs
import gzip
import os
from pathlib import Path

import pytest

from onrecord.model import Article, Rejected
from onrecord.reading import article_from_text, read

STORY = "Ostrava will send forty boats to Marland, the minister said on Tuesday."
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8


def only(tmp_path: Path, name: str, content: bytes) -> Article | Rejected:
    (tmp_path / name).write_bytes(content)
    (found,) = read([tmp_path / name])
    return found


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\r\n ", "white space"),
        ("a.txt", "\u3000\u2028".encode(), "white space"),
        ("a.txt", b"*** --- ***", "no words"),
        ("a.txt", PNG, "binary"),
        ("a.md", os.urandom(3000) + b"\0", "binary"),
        ("a.txt", b"words \x01\x02\x03\x04 and control " * 20, "binary"),
        ("a.txt", codecs.BOM_UTF8 + b"\xff\xfe\xfa", "mark of utf-8"),
        ("a.txt", ("Żółw said “yes” " * 40).encode()[:-2] + b"\xff\xff. And on it went.", "damaged UTF-8"),
        ("a.txt", bytes(range(128, 256)) * 40, "encoding"),
        ("a.html", b"", "empty"),
        ("a.html", PNG, "binary"),
        (
            "a.html",
            b"<html><head><title>Sections</title></head><body><nav>Home</nav></body></html>",
            "no main text",
        ),
        ("a.html", b"<html><body>" + b"<div>" * 20_000, "no main text"),
        ("a.json", b"", "empty"),
        ("a.jsonl", b"", "empty"),
        ("a.csv", b"", "no column `text`"),
        ("a.txt.gz", gzip.compress(STORY.encode() * 50)[:-20], "cut off"),
        ("a.txt.gz", b"\x1f\x8b\x08\x00garbage of all kinds", "read"),
        ("a.txt", b"x" * 50_000_000, "larger than 10 MiB"),
        ("a.html", b"<p>" + b"x" * 11_000_000, "larger than 10 MiB"),
        ("a.txt.gz", gzip.compress(b"x" * 50_000_000), "larger than 10 MiB"),
        ("a.jsonl", b'{"text": "' + b"x" * 50_000_000 + b'"}', "longer than 10 MiB"),
        ("a.csv", b"text\n" + b"x" * 50_000_000, "longer than 10 MiB"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "",
)
def test_it_is_rejected_with_its_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    found = only(tmp_path, name, content)
    assert isinstance(found, Rejected)
    assert found.path.startswith(name)
    assert reason in found.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_are_detected_and_line_ends_stay(tmp_path: Path, encoding: str) -> None:
    text = "“We agree,” the café’s owner said.\r\nIt was Tuesday – and the naïve façade fell.\rThe end.\n" * 4
    found = only(tmp_path, "a.txt", text.encode(encoding))
    assert isinstance(found, Article)
    assert found.text == text


def test_a_page_is_read_in_the_encoding_it_declares(tmp_path: Path) -> None:
    body = "<p>Премьер-министр заявил, что лодки будут отправлены весной, и поблагодарил соседей.</p>" * 3
    page = f'<html><head><meta charset="windows-1251"><title>Лодки</title></head><body>{body}</body>'
    found = only(tmp_path, "a.html", page.encode("cp1251"))
    assert isinstance(found, Article)
    assert "Премьер-министр" in found.text


@pytest.mark.parametrize(
    "text",
    [
        "(" * 200_000,
        "By " * 100_000,
        "By Ada Penrose\n" * 20_000,
        "some words go on\n" * 20_000,
        "KYIV, Ukraine " * 20_000,
        "---\n" + "a: b\n" * 50_000,
        "AP reports " * 20_000,
        "“" * 100_000,
        "a | " * 100_000,
        "#" * 100_000,
        "a/b " * 50_000,
        "follow é " * 50_000,
        "ılık follow / " * 20_000,
        "(photo) \n\n" * 20_000,
    ],
    ids=lambda text: text[:12],
)
def test_a_long_and_odd_text_is_laid_out_all_the_same(text: str) -> None:
    article = article_from_text(text)
    covered = sum(span.end - span.begin for span in (*article.layout.story, *article.layout.furniture))
    assert covered > 0
