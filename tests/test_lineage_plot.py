"""The drawn lineage of a story: every article on its day, below the one that it comes from, as text and links."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from markupsafe import escape

from injection_texts import CORPUS
from onrecord.pages.plots.lineage import MOST, drawn
from onrecord.pages.reports import Changes
from onrecord.pages.story import Teller
from onrecord.pages.telling_articles import ArticleLine
from onrecord.record.legible import legible

SVG = "{http://www.w3.org/2000/svg}"


def teller(id_, day="2023-04-04", source=None, wire=None, **given):
    line = ArticleLine(id_, given.pop("name", f"Paper {id_}"), given.pop("title", None), day, wire, None, 0)
    whole = {
        "depth": 0, "source": source, "source_name": source, "wire": wire, "confidence": 0.5, "partly": False,
        "base": source, "base_name": source, "relation": None, "shared": None, "changes": None,
    }  # fmt: skip
    return Teller(line, **(whole | given))


def to(kind, fragment="", /, **query):
    return f"/{kind}/{query['id']}"


def parsed(tellers, to=to):
    return ElementTree.fromstring(f'<a xmlns="http://www.w3.org/2000/svg">{drawn(tellers, to)}</a>')


def words(tree):
    return ["".join(one.itertext()) for one in tree.iter(f"{SVG}text")]


def circles(tree):
    """The place of the circle in each link."""
    found = {}
    for link in tree.iter(f"{SVG}a"):
        if "href" in link.attrib:
            circle = next(link.iter(f"{SVG}circle"))
            found[link.attrib["href"]] = (float(circle.attrib["cx"]), float(circle.attrib["cy"]))
    return found


def test_nobody_is_no_picture():
    assert drawn([], to) == ""


def test_each_article_is_a_link_and_later_ones_stand_further_right():
    some = [teller("a", "2023-04-04"), teller("b", "2023-04-06", "a"), teller("c", "2023-04-05", "a")]
    placed = circles(parsed(some))
    assert list(placed) == ["/article/a", "/article/b", "/article/c"]
    assert placed["/article/a"][0] < placed["/article/c"][0] < placed["/article/b"][0]
    assert len({y for _, y in placed.values()}) == 3


def test_an_agency_stands_above_its_articles_with_a_line_to_each():
    tree = parsed([teller("a", wire="MPA"), teller("b", wire="MPA")])
    assert [one for one in words(tree) if "MPA" in one] == ["MPA"]
    assert len([one for one in tree.iter(f"{SVG}path") if one.attrib["class"] == "edge"]) == 2


def test_a_line_is_broken_where_only_passages_come_from_there():
    tree = parsed([teller("a"), teller("b", source="a", partly=True), teller("c", source="a")])
    edges = [one for one in tree.iter(f"{SVG}path") if one.attrib["class"] == "edge"]
    assert sorted("stroke-dasharray" in one.attrib for one in edges) == [False, True]


def test_how_much_was_taken_and_changed_figures_stand_beside_the_name():
    changed = Changes(1, 2, 0, 0, 0, 2, 0)
    tree = parsed([teller("a"), teller("b", source="a", relation="edited", shared=0.64, changes=changed)])
    assert "Paper b · edited 64% · 2 changed figures" in words(tree)


def test_articles_of_one_name_are_told_apart_by_their_headlines():
    both = [teller("a", name="Ledger", title="Ships sail"), teller("b", name="Ledger", title="Ships return")]
    assert {"Ledger: Ships sail", "Ledger: Ships return"} <= set(words(parsed(both)))
    assert "Ledger" in words(parsed([both[0], teller("b", title="Ships return")]))


@pytest.mark.parametrize("day", [None, "2023", "2023-04"])
def test_days_known_less_closely_or_not_at_all_are_drawn_too(day):
    assert len(circles(parsed([teller("a", day), teller("b", "2023-04-06", "a")]))) == 2


def test_a_picture_of_many_says_how_many_are_left_to_the_table():
    tree = parsed([teller(str(number)) for number in range(MOST + 7)])
    assert len(circles(tree)) == MOST
    assert "and 7 more, in the table" in words(tree)


def test_a_link_to_a_page_that_a_site_lacks_is_left_as_its_words():
    assert "<a" not in drawn([teller("a")], lambda *_, **__: "")


@pytest.mark.parametrize("text", CORPUS)
def test_hostile_words_stay_words(text):
    one = replace(teller("a", name=text, title=text, wire=text), relation="edited", shared=0.5)
    picture = drawn([one, teller("b", source="a")], to)
    assert escape(text)[:20] in picture
    if text.isprintable():
        tree = ElementTree.fromstring(f'<a xmlns="http://www.w3.org/2000/svg">{legible(picture)}</a>')
        assert {one.tag.removeprefix(SVG) for one in tree.iter()} <= {
            "a", "svg", "title", "path", "circle", "text", "tspan",
        }  # fmt: skip
