"""One entry as a page that stands alone: nothing beside it is asked for, and nothing in it is folded away."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import application
from onrecord.errors import BadInput, NotFound
from onrecord.publishing.single import alone, report_entry
from onrecord.record import Selection, open_record
from site_links import read


@pytest.fixture(scope="module")
def entries(example):
    """The entry of each type that most articles tell of."""
    with open_record(example) as record:
        return [
            next(iter(record.entries(Selection(type=one)))).id for one in ("commitment", "membership", "statement")
        ]


@pytest.fixture(scope="module")
def pages(example, entries, tmp_path_factory):
    folder = tmp_path_factory.mktemp("single")
    for one in entries:
        report_entry(example, one, folder / f"{one}.html")
    return [folder / f"{one}.html" for one in entries]


def test_nothing_beside_the_page_is_asked_for(pages):
    for page in pages:
        seen = read(page)
        asked = [address for _, address in seen.links if not address.startswith(("#", "data:"))]
        assert [one for one in asked if not re.match(r"https?://", one)] == []
        assert not [tag for tag, held in seen.tags if tag != "a" and str(held.get("href") or "").startswith("http")]
        assert not [tag for tag, held in seen.tags if tag in ("script", "form", "iframe") or "src" in held]


def test_its_policy_names_its_own_style_and_nothing_else(pages):
    for page in pages:
        text = page.read_text(encoding="utf-8")
        style = re.search(r"<style>(.*?)</style>", text, re.S).group(1)
        policy = next(held["content"] for _, held in read(page).tags if "http-equiv" in held)
        named = b64encode(sha256(style.encode()).digest()).decode()
        assert f"style-src 'sha256-{named}'" in policy
        assert "default-src 'none'" in policy
        assert "script-src" not in policy


def test_its_links_lead_to_places_in_it(pages):
    for page in pages:
        seen = read(page)
        assert len(seen.ids) == len(set(seen.ids))
        assert {one[1:] for _, one in seen.links if one.startswith("#")} <= set(seen.ids)


def test_nothing_is_folded_away(pages):
    for page in pages:
        assert all("open" in held for tag, held in read(page).tags if tag == "details")


def test_links_that_lead_nowhere_in_the_page_are_left_as_their_words():
    text = '<a href="#here">a</a> <a class="b" href="#there">c</a> <p id="here"></p><details class="d"></details>'
    assert alone(text) == (
        '<a href="#here">a</a> <a class="b">c</a> <p id="here"></p><details open class="d"></details>'
    )


def test_a_beginning_of_the_id_will_do_and_an_unknown_one_is_told(example, entries, tmp_path):
    out = tmp_path / "entry.html"
    assert report_entry(example, entries[0][:8], out) == entries[0]
    with pytest.raises(NotFound, match="e-0nowhere"):
        report_entry(example, "e-0nowhere", out)
    with pytest.raises(BadInput, match="is a folder"):
        report_entry(example, entries[0], tmp_path)
    with pytest.raises(BadInput, match="is a record"):
        report_entry(example, entries[0], example)


def test_the_command_writes_it(example, entries, tmp_path):
    out = tmp_path / "entry.html"
    asked = [
        "report",
        str(example),
        "--entry",
        entries[0],
        "-o",
        str(out),
        "--title",
        "Ours",
        "--as-of",
        "2023-12-31",
    ]
    ran = CliRunner().invoke(application(), asked)
    assert ran.exit_code == 0, ran.stderr
    text = out.read_text(encoding="utf-8")
    assert "As of <strong>2023-12-31</strong>" in text
    assert "Ours</title>" in text
    assert list(tmp_path.iterdir()) == [out]
