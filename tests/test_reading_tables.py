"""JSON Lines, JSON and CSV: fields, their other names, and rows that are no articles."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Rejected
from onrecord.reading import read

STORY = "Ostrava will send forty boats to Marland, the minister said on Tuesday."


def written(tmp_path: Path, name: str, content: str | bytes) -> list[Article | Rejected]:
    file = tmp_path / name
    if isinstance(content, bytes):
        file.write_bytes(content)
    else:
        file.write_text(content, encoding="utf-8", newline="")
    return [*read([file])]


def article(found: Article | Rejected) -> Article:
    assert isinstance(found, Article), found
    return found


def reason(found: Article | Rejected) -> str:
    assert isinstance(found, Rejected), found
    return found.reason


def test_every_field_of_a_row_is_kept(tmp_path: Path) -> None:
    row = {
        "text": STORY,
        "id": "x-1",
        "title": "Forty boats",
        "outlet": "The Northern Ledger",
        "byline": "Ada Penrose",
        "published": "2022-11-29 15:04:00+01:00",
        "url": "https://ledger.example/1",
        "language": "en-GB",
        "dateline": "OSTRAVA",
        "wire": "Associated Press",
        "gold": {"is": "ignored"},
    }
    found = article(written(tmp_path, "a.jsonl", json.dumps(row) + "\n")[0])
    assert (found.id, found.text, found.path) == ("x-1", STORY, "a.jsonl:1")
    assert (found.title, found.outlet, found.byline) == ("Forty boats", "The Northern Ledger", "Ada Penrose")
    assert (found.published, found.language) == ("2022-11-29T15:04:00+01:00", "en")
    assert (found.dateline, found.wire) == ("OSTRAVA", "AP")


@settings(deadline=None)
@given(st.text(min_size=1).filter(lambda text: any(map(str.isalnum, text)) and "\0" not in text))
def test_the_stored_text_is_exactly_the_given_string(text: str) -> None:
    line = json.dumps({"text": text}).encode() + b"\n"
    (found,) = read(["-"], stdin=io.BytesIO(line))
    assert article(found).text == text


def test_bad_lines_are_rejected_where_they_stand_and_the_others_go_on(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": STORY}),
        '{"text": "cut of',
        json.dumps({"title": "no text"}),
        json.dumps({"text": 5}),
        "",
        json.dumps(["a", "list"]),
        json.dumps({"text": STORY, "title": ["a"]}),
        json.dumps({"text": "   "}),
        '{"text": "half \\ud83d a pair"}',
        json.dumps({"text": "a\0b"}),
        "[" * 100_000,
        json.dumps({"text": "The last one is fine."}),
    ]
    found = written(tmp_path, "a.jsonl", "\n".join(lines))
    reasons = {row.path: row.reason for row in found if isinstance(row, Rejected)}
    assert [row.path for row in found if isinstance(row, Article)] == ["a.jsonl:1", "a.jsonl:12"]
    assert "not valid JSON" in reasons["a.jsonl:2"]
    assert "no `text`" in reasons["a.jsonl:3"]
    assert reasons["a.jsonl:4"] == "`text` is a number, not a string"
    assert "not a JSON object" in reasons["a.jsonl:6"]
    assert reasons["a.jsonl:7"] == "`title` is a list, not a string"
    assert "white space" in reasons["a.jsonl:8"]
    assert "surrogate" in reasons["a.jsonl:9"]
    assert "NUL" in reasons["a.jsonl:10"]
    assert "not" in reasons["a.jsonl:11"]


def test_a_line_in_no_utf8_is_rejected_alone(tmp_path: Path) -> None:
    content = b'{"text": "caf\xe9"}\n' + json.dumps({"text": STORY}).encode()
    first, second = written(tmp_path, "a.jsonl", content)
    assert "UTF-8" in reason(first)
    assert article(second).text == STORY


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_byte_order_marks_are_understood(tmp_path: Path, encoding: str) -> None:
    mark = codecs.BOM_UTF16_LE if encoding == "utf-16-le" else b""
    content = mark + (json.dumps({"text": "Żółw"}, ensure_ascii=False) + "\n").encode(encoding)
    assert article(written(tmp_path, "a.jsonl", content)[0]).text == "Żółw"


def test_a_line_that_is_too_long_is_rejected_without_the_others(tmp_path: Path) -> None:
    content = json.dumps({"text": "x" * 11_000_000}) + "\n" + json.dumps({"text": STORY}) + "\n"
    first, second = written(tmp_path, "a.jsonl", content)
    assert "longer than 10 MiB" in reason(first)
    assert article(second).path == "a.jsonl:2"


def test_a_truncated_archive_keeps_what_came_before(tmp_path: Path) -> None:
    rows = "".join(json.dumps({"text": f"{STORY} {number * 7919}"}) + "\n" for number in range(5000))
    packed = gzip.compress(rows.encode())
    found = written(tmp_path, "a.jsonl.gz", packed[: len(packed) // 2])
    assert isinstance(found[0], Article)
    assert "cut off" in reason(found[-1])
    assert sum(isinstance(row, Rejected) for row in found) <= 2


def test_a_file_that_only_says_it_is_packed_is_rejected(tmp_path: Path) -> None:
    (found,) = written(tmp_path, "a.jsonl.gz", json.dumps({"text": STORY}))
    assert "cannot be read" in reason(found)


@pytest.mark.parametrize("absent", [None, "", "  ", "None", "NA", "n/a", "nan", "null"])
def test_what_data_frames_write_for_nothing_is_nothing(tmp_path: Path, absent: str | None) -> None:
    row = {"text": STORY, "title": absent, "byline": absent, "wire": absent, "id": None}
    found = article(written(tmp_path, "a.jsonl", json.dumps(row))[0])
    assert (found.title, found.byline, found.wire) == (None, None, None)


def test_fields_go_by_other_names_only_where_their_own_is_missing(tmp_path: Path) -> None:
    row = {
        "body": STORY,
        "headline": "Boats",
        "source": {"id": 1},
        "publisher": "Ledger",
        "author": "A",
        "date": "2022",
    }
    found = article(written(tmp_path, "a.jsonl", json.dumps(row))[0])
    assert (found.text, found.title, found.outlet) == (STORY, "Boats", "Ledger")
    assert (found.byline, found.published) == ("A", "2022")
    both = article(
        written(tmp_path, "b.jsonl", json.dumps({"text": STORY, "body": "other", "title": "T", "headline": "H"}))[0]
    )
    assert (both.text, both.title) == (STORY, "T")


def test_an_item_of_a_feed_has_its_title_in_its_text(tmp_path: Path) -> None:
    found = article(
        written(tmp_path, "a.jsonl", json.dumps({"title": "Forty boats pledged", "description": STORY}))[0]
    )
    assert found.text == f"Forty boats pledged\n\n{STORY}"
    assert found.layout.headline == (0, 19)
    alone = article(
        written(tmp_path, "b.jsonl", json.dumps({"title": "Forty boats pledged", "description": ""}))[0]
    )
    assert alone.text == "Forty boats pledged"


def test_a_title_beside_a_text_is_not_put_into_it(tmp_path: Path) -> None:
    found = article(written(tmp_path, "a.jsonl", json.dumps({"title": "Forty boats pledged", "text": STORY}))[0])
    assert found.text == STORY
    assert found.layout.headline is None
    assert "title" not in found.anchors


def test_a_date_that_is_none_costs_the_date_and_not_the_article(tmp_path: Path) -> None:
    found = article(written(tmp_path, "a.jsonl", json.dumps({"text": STORY, "published": "last week"}))[0])
    assert found.published is None


def test_numbers_are_ids_and_an_empty_id_is_none(tmp_path: Path) -> None:
    content = "\n".join(json.dumps({"text": STORY, "id": given}) for given in (7, "", " "))
    first, second, third = map(article, written(tmp_path, "a.jsonl", content))
    assert first.id == "7"
    assert second.id == third.id != ""


def test_the_id_of_a_row_does_not_depend_on_file_or_line(tmp_path: Path) -> None:
    rows = [json.dumps({"text": STORY, "outlet": name}) for name in ("A", "B")]
    ids = [article(row).id for row in written(tmp_path, "a.jsonl", "\n".join(rows))]
    turned = [article(row).id for row in written(tmp_path, "b.jsonl", "\n".join(reversed(rows)))]
    assert ids == turned[::-1]
    assert ids[0] != ids[1]


@pytest.mark.parametrize("document", ['{"articles": 1}', "[]", "3", '"text"', '{"text": null}'])
def test_json_without_articles_is_rejected_once(tmp_path: Path, document: str) -> None:
    (found,) = written(tmp_path, "a.json", document)
    assert found.path == "a.json"
    assert "without articles" in reason(found)


def test_json_may_hold_one_article_or_a_list(tmp_path: Path) -> None:
    assert article(written(tmp_path, "a.json", json.dumps({"text": STORY}))[0]).path == "a.json"
    first, second = written(tmp_path, "b.json", json.dumps([{"text": STORY}, {"title": "x"}]))
    assert article(first).path == "b.json:1"
    assert (second.path, reason(second)[:9]) == ("b.json:2", "no `text`")


def test_broken_json_is_rejected(tmp_path: Path) -> None:
    assert "not valid JSON" in reason(written(tmp_path, "a.json", '{"text": ')[0])
    assert isinstance(written(tmp_path, "b.json", "[" * 200_000)[0], Rejected)


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ","), ("b.tsv", "\t"), ("c.csv", ";")])
def test_tables_with_a_header_are_read(tmp_path: Path, name: str, delimiter: str) -> None:
    out = io.StringIO()
    table = csv.writer(out, delimiter=delimiter)
    table.writerows([["ID", "Text ", "title"], ["1", 'Two lines,\nand "quotes"; here.', "T"], ["2", STORY, ""]])
    first, second = map(article, written(tmp_path, name, out.getvalue()))
    assert (first.id, first.text, first.title) == ("1", 'Two lines,\nand "quotes"; here.', "T")
    assert (first.path, second.path) == (f"{name}:2", f"{name}:4")


def test_rows_that_do_not_fit_the_header_are_rejected(tmp_path: Path) -> None:
    content = f"id,text\n1,{STORY.replace(',', '')}\n2,one, two, three\n3\n4,Fine words.\n"
    found = written(tmp_path, "a.csv", content)
    assert [isinstance(row, Article) for row in found] == [True, False, False, True]
    assert "4 values for 2 columns" in reason(found[1])
    assert "no `text`" in reason(found[2])


def test_a_table_without_a_text_column_is_rejected(tmp_path: Path) -> None:
    (found,) = written(tmp_path, "a.csv", "id,name\n1,x\n")
    assert "no column `text`" in reason(found)


def test_a_quotation_mark_that_is_never_closed_does_not_fill_the_memory(tmp_path: Path) -> None:
    line = "words " * 100_000 + "\n"
    found = written(tmp_path, "a.csv", 'text\n"' + line * 40)
    assert found
    assert all(isinstance(row, Rejected) for row in found[:1])


def test_rows_swallowed_by_an_open_quotation_mark_are_no_article(tmp_path: Path) -> None:
    first, *rest = written(tmp_path, "a.csv", 'text\nboats came\n"more boats came\nand more\nmore still\n')
    assert article(first).text == "boats came"
    assert [(reason(one), one.path) for one in rest if isinstance(one, Rejected)] == [
        ("a quotation mark here is not closed by the end, line 5", "a.csv:3")
    ]
    whole = written(tmp_path, "b.csv", 'text\n"two\nlines"')
    assert [article(one).text for one in whole] == ["two\nlines"]


def test_a_table_in_windows_letters_is_understood(tmp_path: Path) -> None:
    content = "text,title\n" + "The minister of Besançon said “we agree” at the café in Genève.,Réunion\n" * 3
    found = article(written(tmp_path, "a.csv", content.encode("cp1252"))[0])
    assert found.text == "The minister of Besançon said “we agree” at the café in Genève."


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_at_all_are_a_traceback(data: bytes) -> None:
    for start in (b"", b'{"text": "', b"<html><p>", b"\x1f\x8b", codecs.BOM_UTF16_LE):
        for found in read(["-"], stdin=io.BytesIO(start + data)):
            assert isinstance(found, Article | Rejected)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_table_is_a_traceback(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("tables")
    for name in ("a.csv", "b.tsv", "c.json", "d.md", "e.jsonl.gz", "f.txt.gz"):
        (folder / name).write_bytes((b"text,title\n" if name == "a.csv" else b"") + data)
    for found in read([folder]):
        assert isinstance(found, Article | Rejected)
