"""Whom articles credit and cite."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.tracing.citations import citations, citations_of, names_of
from onrecord.tracing.credits import credits_of, naming
from onrecord.vocabulary import vocabulary
from tracing_stories import WEIR, article

OUTLETS = frozenset({"Lake Echo", "The Lake Echo on Sunday", "Ørsted Posten", "Tarnec Today", "Echo"})


def cited(text: str, outlet: str | None = None) -> list[tuple[str, str, bool]]:
    (found,) = citations([article("a", text, outlet=outlet)], names_of(OUTLETS))
    return [(each.name, text[slice(*each.span)], each.whole) for each in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The gates leak, the Lake Echo reported on Monday.", ("Lake Echo", "Lake Echo reported", False)),
        ("Olvang told Tarnec Today that the gates leak.", ("Tarnec Today", "told Tarnec Today", False)),
        ("In an interview with the Lake Echo on Sunday, she wept.",
         ("The Lake Echo on Sunday", "interview with the Lake Echo on Sunday", False)),
        ("It rained, according to Ørsted Posten.", ("Ørsted Posten", "according to Ørsted Posten", False)),
        ("The weir leaked twice last year, AP reported.", ("AP", "AP reported", False)),
        ("This story was originally published by the Lake Echo.",
         ("Lake Echo", "originally published by the Lake Echo", True)),
    ],
)  # fmt: skip
def test_a_name_with_the_words_of_a_citation_is_one(text: str, wanted: tuple[str, str, bool]) -> None:
    assert cited(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "The Lake Echo is delivered before breakfast.",
        "The LakeEcho reported rain.",
        "Lake Echoes reported by night make the herons rise.",
        "He rode home on his bicycle; SLAP reported nothing.",
        "",
    ],
)
def test_a_name_alone_or_part_of_a_word_is_no_citation(text: str) -> None:
    assert cited(text) == []


def test_an_outlet_does_not_cite_itself() -> None:
    assert cited("The gates leak, the Lake Echo reported on Monday.", outlet="Lake Echo") == []


def test_an_outlet_of_any_name_can_be_asked_for() -> None:
    text = "The gates leak, according to lake-echo.example, and the ferries lie still."
    assert [text[slice(*each.span)] for each in citations_of(article("a", text), "lake-echo.example")] == [
        "according to lake-echo.example"
    ]


def test_a_citation_covers_its_paragraph_from_its_sentence_on() -> None:
    text = f"{WEIR[0]} {WEIR[1]} The Lake Echo reported that the gates leak. {WEIR[2]}"
    one = article("a", text, WEIR[3])
    other = article("b", *WEIR, outlet="Lake Echo")
    (credit,) = credits_of([one, other], naming([one, other]))["a"].cited
    assert [one.text[slice(*span)] for span in credit.spans] == [
        "The Lake Echo reported that the gates leak.",
        WEIR[2],
    ]


def test_a_text_of_nothing_but_citations_is_read_once() -> None:
    one = article("a", "The gates leak, AP reported. " * 5_000, "AP reported rain.\n" * 5_000)
    cited = credits_of([one], naming([one]))["a"].cited
    assert len(cited) == 10_000


PIECES = ["Lake Echo", "Tarnec Today", "Echo", "AP", "CNN", "New York Times", "told", "reported", "according to",
          "the", "said", ",", ".", "\n", "–", "ø", "Ørsted Posten", "interview with", "wrote in"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join) | st.text(max_size=20), max_size=5))
def test_the_scan_of_many_texts_finds_what_one_pattern_finds_in_each(texts: list[str]) -> None:
    articles = [article(f"a{at}", text) for at, text in enumerate(texts)]
    found = [
        [(each.name, each.span.begin, each.span.end) for each in found]
        for found in citations(articles, names_of(OUTLETS))
    ]
    assert found == [plainly_cited(each.text) for each in articles]


def plainly_cited(text: str) -> list[tuple[str, int, int]]:
    """The citations of a text by one pattern of all names, tried at every place."""
    names = {name.removeprefix("The "): name for name in (*vocabulary("tracing")["outlets"], *sorted(OUTLETS))}
    for row in vocabulary("wires")["agency"]:
        names |= {form.removeprefix("The "): row["code"] for form in row["prose"]}
    either = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
    venues = "|".join(map(re.escape, vocabulary("tracing")["venues"]))
    verbs = "|".join(map(re.escape, vocabulary("wires")["citation"]["verbs"]))
    kinds = "outlet|newspaper|daily|agency|broadcaster|magazine|site"
    before = re.compile(rf"\b(?:{venues})\s+(?:[Tt]he\s+|[\w’']+\s+(?:{kinds})\s+)?\Z")
    after = re.compile(rf"\s+(?:{verbs})\b")
    out = []
    for found in re.finditer(rf"(?<![\w-])(?:{either})(?![\w-])", text):
        cue = before.search(text, max(0, found.start() - 70), found.start())
        verb = None if cue else after.match(text, found.end(), found.end() + 40)
        if cue or verb:
            end = verb.end() if verb else found.end()
            out.append((names[found[0]], cue.start() if cue else found.start(), end))
    return out


def test_another_agencys_story_on_an_agencys_own_site_is_the_other_agencys() -> None:
    text = "HARROW, Ruritania (AP) — The weir leaked again on Monday."
    place = text.index("AP")
    told = article("a", text, outlet="Reuters", wire="AP", anchors={"wire": (Span(place, place + 2),)})
    own = article("b", "The weir leaked again on Monday.", outlet="Reuters")
    whole = {id_: found.whole for id_, found in credits_of([told, own], naming([told, own])).items()}
    assert [(whole[id_].name, whole[id_].published) for id_ in "ab"] == [("AP", False), ("Reuters", True)]


def test_a_round_up_in_one_paragraph_does_not_all_rest_on_whom_it_names_first() -> None:
    told = [f"The weir leaked for the {day} time." for day in ("second", "third", "fourth", "fifth")]
    text = " ".join(["The gates leak, the Lake Echo reported on Monday.", *told])
    source = article("a", text, outlet="Post")
    echo = article("b", "It rained.", outlet="Lake Echo")
    (credit,) = credits_of([source, echo], naming([source, echo]))["a"].cited
    assert [text[slice(*span)].strip() for span in credit.spans][1:] == told[:2]
