"""Every link of the static site leads to a page and a place that are there, and every page is reached by one."""

from __future__ import annotations

import json
import shutil

import pytest

from onrecord import build
from onrecord.pages.registry import KINDS
from onrecord.publishing.writing import report
from site_links import broken, reached, read


@pytest.fixture(scope="module")
def site(example, tmp_path_factory):
    folder = tmp_path_factory.mktemp("published") / "site"
    report(example, folder)
    return folder


def test_every_link_leads_to_a_page_and_a_place_that_are_there(site):
    assert broken(site) == []


def test_a_link_that_leads_nowhere_would_be_seen(site, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(site, copy)
    page = copy / "index.html"
    wrong = '<a href="entries/none.html">a</a><a href="#no">b</a><img src="//example.org/x"><a href="../x">c</a>'
    page.write_text(page.read_text(encoding="utf-8").replace("</main>", f"{wrong}</main>"), encoding="utf-8")
    assert len(broken(copy)) == 4


def test_every_page_is_reached_from_the_first(site):
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert pages - reached(site) == set()


def test_the_site_says_the_same_wherever_it_is_moved(site, tmp_path):
    moved = tmp_path / "deep" / "inside" / "another place"
    shutil.copytree(site, moved)
    assert broken(moved) == []
    assert not any(address.startswith("/") for path in moved.rglob("*.html") for _, address in read(path).links)


def test_nothing_of_a_server_is_shown(site):
    for path in sorted(site.rglob("*.html")):
        tags = read(path).tags
        forms = [held for tag, held in tags if tag == "form"]
        assert all((held.get("method") or "get").lower() == "get" for held in forms), path
        links = {address.partition("?")[0] for _, address in read(path).links}
        assert not links & {f"{name}.html" for name, kind in KINDS.items() if kind.live}, path
        assert not any("/api/" in one or one.startswith("/download") for one in links), path


def test_each_page_allows_itself_no_script_or_style_but_the_files_beside_it(site):
    for path in sorted(site.rglob("*.html")):
        tags = read(path).tags
        policies = [held["content"] for tag, held in tags if held.get("http-equiv") == "Content-Security-Policy"]
        assert len(policies) == 1, path
        assert "default-src 'none'" in policies[0]
        assert "unsafe" not in policies[0]
        assert not [held for tag, held in tags if tag == "script" and "src" not in held], path
        assert not [tag for tag, held in tags if tag == "style" or "style" in held], path
        assert not [name for _, held in tags for name in held if name.startswith("on")], path


ODD_IDS = [
    "A",
    "a",
    "con",
    "../x",
    "x/y?z#q",
    "ü",
    "a%20b",
    '"><script>',
    ".hidden",
    "i" * 400,
    "a~~b",
    "dot.",
    "a b",
]


def test_articles_with_odd_ids_have_pages_of_their_own_that_links_find(tmp_path):
    told = "Slovakia pledged 13 tanks to Ukraine, the defence ministry in Bratislava said on Friday."
    lines = [
        json.dumps({"id": id_, "title": f"Report {place}", "outlet": f"Outlet {place}", "text": told})
        for place, id_ in enumerate(ODD_IDS)
    ]
    (tmp_path / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    build([tmp_path / "reports.jsonl"], record=tmp_path / "odd.db")
    summary = report(tmp_path / "odd.db", tmp_path / "site")
    assert summary.pages["article"] == len(ODD_IDS)
    assert broken(tmp_path / "site") == []
    pages = {path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*.html")}
    assert len({page.casefold() for page in pages}) == len(pages) == sum(summary.pages.values())
    assert pages - reached(tmp_path / "site") == set()
