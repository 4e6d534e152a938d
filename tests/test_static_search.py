"""The static site's search: the same bytes for the same record, and in a browser the same finds as live."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from browser_values import browser
from onrecord.publishing.search_index import write_index
from onrecord.publishing.writing import report
from onrecord.record import open_record
from onrecord.record.search_marks import words_index
from onrecord.record.search_names import names
from onrecord.record.search_words import wanted
from reconciliation_values import article, commitment, findings
from released_values import write_reconciled
from ruling_values import world, write

QUERIES = (
    "slovakia", "SVK", "Slovakia howitz", "howitzers ukraine", '"prime minister"', '"has delivered eight"', "the",
    "jets OR tanks", "jets -Slovakia", 'delivered -"remaining nine"', "tan", "zebra", "-jets", "United States aid",
    "us troops", "US", 'an "open phrase', "OR x OR y |", "Türkiye turkiye", 'co-operation "a-b c"', "Zelenskyy's",
    "NEAR(a b)", '-"x y" z', "fighter -jets OR planes ukr", "İstanbul STRASSE Straße ﬁre Ⅷ 北京 привет Ёлка",
    "the of and to in", "",
)  # fmt: skip
ENDINGS = """
s es sses ies ss ed eed ing ating bling izing hopping falling hissing fizzed failing filing y ational tional enci
anci izer bli alli entli eli ousli ization ation ator alism iveness fulness ousness aliti iviti biliti logi icate
ative alize iciti ical ful ness al ance ence er ic able ible ant ement ment ent ion sion tion ou ism ate iti ous
ive ize e ll
"""
BEGINNINGS = """
a b be tr oa cr y ski relat hop fall condition vietnam gener adopt commun éc bø x1 control rate cease
"""
WORDS = [beginning + ending for beginning in BEGINNINGS.split() for ending in ENDINGS.split()] + [
    "ponies", "ties", "caress", "cats", "feed", "agreed", "plastered", "motoring", "sized", "happy", "sky", "say",
    "ß", "ŁÓDŹ", "naïve", "Ñandú", "x" * 70 + "ing", "1990s", "U2s", "probate", "roll", "controll", "Erdoğan", "İ",
]  # fmt: skip


@pytest.fixture(scope="module")
def site(example, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("static") / "site"
    report(example, folder)
    return folder


@pytest.fixture(scope="module")
def chromium_open():
    with browser() as opened:
        yield opened


@pytest.fixture
def tab(site, chromium_open):
    """The search page as it is opened from a disk; nothing may be complained of."""
    page = chromium_open.new_page()
    page.set_default_timeout(15_000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto((site / "search.html").as_uri())
    yield page
    page.close()
    assert complaints == []


def files_of(record: Path, folder: Path) -> dict[str, bytes]:
    with open_record(record) as opened:
        write_index(opened, folder)
    return {one.name: one.read_bytes() for one in sorted(folder.iterdir())}


def test_the_same_record_gives_the_same_bytes_in_whatever_order_it_was_read(tmp_path):
    some, found, trace = world()
    one = write(tmp_path / "one.db", some, found, trace)
    other = write(tmp_path / "other.db", some[::-1], found[::-1], trace)
    assert files_of(one, tmp_path / "1") == files_of(one, tmp_path / "2") == files_of(other, tmp_path / "3")


def test_long_indexes_are_cut_between_beginnings_and_every_word_can_be_found(tmp_path, monkeypatch, example):
    monkeypatch.setattr("onrecord.publishing.search_index.SIZE", 300)
    files = files_of(example, tmp_path / "index")
    index = data_of(files["index.js"])
    assert len(index["terms"]) == sum(name.startswith("t") for name in files) > 5
    assert len(index["docs"]) == sum(name.startswith("d") for name in files) > 5
    assert index["terms"] == sorted(index["terms"])
    stems = [set(data_of(files[f"t{at}.js"])) for at in range(len(index["terms"]))]
    for at, (some, begins) in enumerate(zip(stems, index["terms"], strict=True)):
        after = index["terms"][at + 1] if at + 1 < len(stems) else "\uffff"
        assert all(begins <= stem[:2] < after for stem in some)
    rows = [row for at in range(len(index["docs"])) for row in data_of(files[f"d{at}.js"])]
    assert len(rows) == sum(index["types"].values()) + index["articles"]


def data_of(file: bytes) -> object:
    found = re.fullmatch(r'onrecord\("\w+",(.*)\);\n', file.decode("utf-8"), re.DOTALL)
    return json.loads(found[1])


def test_stems_in_the_browser_are_those_of_the_record(tab):
    index = words_index()
    index.many("index", "INSERT INTO search (rowid, title, words) VALUES (?, '', ?)", list(enumerate(WORDS)))
    index.all("see stems", "CREATE VIRTUAL TABLE stems USING fts5vocab (search, instance)")
    theirs: dict[int, list[str]] = {at: [] for at in range(len(WORDS))}
    for term, doc in index.all("read", "SELECT term, doc FROM stems ORDER BY doc, offset"):
        theirs[doc].append(term)
    index.close()
    ours = tab.evaluate("all => all.map(text => tokens(text).map(([word]) => stem(word)))", WORDS)
    assert {WORDS[at]: some for at, some in theirs.items()} == dict(zip(WORDS, ours, strict=True))


def test_queries_are_taken_apart_in_the_browser_as_in_the_record(tab):
    known = {" ".join(words): [name, *others] for words, (name, others) in names().known.items()}
    given = {"known": known, "longest": names().longest}
    for query in QUERIES:
        ours = tab.evaluate("([query, names]) => wanted(query, names)", [query, given])
        theirs = wanted(query)
        assert [[(one["words"], one["begins"]) for one in group] for group in ours["groups"]] == [
            [(one.words, one.begins) for one in group] for group in theirs.groups
        ], query
        assert [one["words"] for one in ours["without"]] == [one.words for one in theirs.without], query


def test_the_browser_finds_what_the_record_finds_in_the_same_order(tab, example):
    with open_record(example) as record:
        for query in QUERIES:
            ours = tab.evaluate(
                """async query => {
                    const index = await opened(), asked = wanted(query, index.names);
                    const found = asked.groups.length ? await search(index, asked) : [];
                    return Promise.all(found.map(async one => (await shown(index, one))[0]));
                }""",
                query,
            )
            for place, folder in (("entries", "entries/"), ("articles", "articles/")):
                theirs = record.search(query, place, limit=1000).ids
                ids = [one.removeprefix(folder).removesuffix(".html") for one in ours if one.startswith(folder)]
                assert ids == list(theirs), (query, place)


def test_a_search_from_the_disk_shows_lines_that_lead_to_pages(tab, site):
    tab.goto((site / "search.html").as_uri() + "?q=slovakia+jets")
    tab.locator("#found a.what").first.wait_for()
    assert tab.locator("#found mark").first.inner_text().casefold() in ("slovakia", "jets", "jet")
    links = tab.locator("#found a.what").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert links
    assert all((site / one).is_file() for one in links)
    tab.locator("#found .tabs").get_by_role("link", name=re.compile("^Articles")).click()
    tab.wait_for_url(re.compile("show=articles"))
    tab.locator("#found .found a.what").first.wait_for()
    assert tab.locator("#found .lines").count() == 0


def test_nothing_found_says_what_each_word_finds(tab, site):
    tab.goto((site / "search.html").as_uri() + "?q=zebra+jets")
    tab.locator("#found .nothing").wait_for()
    assert "zebra alone: nothing" in tab.locator("#found").inner_text()
    assert re.search(r"jets alone: \d+ articles and entries", tab.locator("#found").inner_text())


def test_hostile_words_stay_words_in_the_browser(tmp_path, chromium_open):
    hostile = "<img src=x onerror=\"document.title='owned'\"></script><script>document.title='owned'</script>"
    one = article("a", f"Slovakia pledged 13 howitzers {hostile} to Ukraine.\u2028 \ud800", title=hostile)
    said = findings(one, commitment(one, "howitzers", shown="13", quantity=13.0))
    report(write_reconciled(tmp_path / "odd.db", [(one, said)]), tmp_path / "site")
    page = chromium_open.new_page()
    page.goto((tmp_path / "site" / "search.html").as_uri() + "?q=howitzers+img")
    page.locator("#found a.what").first.wait_for()
    assert "onerror" in page.locator("#found").inner_text()
    assert page.locator("#found img, #found script").count() == 0
    assert page.title() != "owned"
    page.close()
