"""The shipped pipeline: what it says about plain sentences, and how articles are analysed with it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import NotInstalled
from onrecord.language import HEADLINE, analyse, load_pipeline
from onrecord.language.pipeline import Parses, Wording
from onrecord.model import Article, Layout, Span, text_sha256


def article(text: str, headline: Span | None = None, ident: str = "a") -> Article:
    begin = headline.end if headline else 0
    layout = Layout(headline=headline, story=(Span(begin, len(text)),) if len(text) > begin else ())
    return Article(id=ident, text=text, sha256=text_sha256(text), layout=layout)


def test_sentences_lie_where_their_words_stand() -> None:
    text = "Ministers meet in Oslo\nThe minister spoke on Monday. “We will help,” she said."
    (analysis,) = analyse([article(text, Span(0, 22))])
    assert [text[s.begin : s.end] for s in analysis.sentences] == [s.doc.text for s in analysis.sentences]
    assert [s.paragraph for s in analysis.sentences] == [HEADLINE, 0, 0]


def test_a_sentence_that_two_articles_print_is_parsed_once() -> None:
    one, two = analyse(
        [article("The road is open. It rained."), article("It snowed. The road is open.", ident="b")]
    )
    assert one.sentences[0].doc is two.sentences[1].doc


def test_a_sentence_met_in_an_earlier_call_is_not_parsed_again() -> None:
    memory = Parses(load_pipeline())
    road, rain = Wording("The road is open.", "The road is open."), Wording("It rained.", "It rained.")
    first = memory.of([road])[road]
    assert memory.of([rain, road])[road] is first


def test_memory_of_parses_keeps_to_its_size() -> None:
    memory = Parses(load_pipeline(), remembered=2)
    assert len(memory.of([Wording(word, word) for word in ("One.", "Two.", "Three.")])) == 3
    assert len(memory._docs) == 2


def test_a_title_is_read_in_sentence_case_and_handed_back_as_printed() -> None:
    text = "Norway Sends Ferries To Malta\nIt said so on Monday."
    (analysis,) = analyse([article(text, Span(0, 29))])
    headline = analysis.sentences[0]
    assert headline.doc.text == text[:29]
    assert [(token.text, token.pos_) for token in headline.doc][:3] == [
        ("Norway", "PROPN"),
        ("Sends", "VERB"),
        ("Ferries", "NOUN"),
    ]
    assert headline.doc[1].dep_ == "ROOT"


def test_one_title_beside_two_stories_is_read_as_each_story_writes_its_words() -> None:
    title = "Harbour Workers Meet Steel Over Wages"
    name = article(title + "\nThe firm Steel did not answer. A worker of Steel spoke.", Span(0, len(title)))
    metal = article(title + "\nThe price of steel fell.", Span(0, len(title)), ident="b")
    one, two = analyse([name, metal])
    assert one.sentences[0].doc is not two.sentences[0].doc
    assert one.sentences[0].doc.text == two.sentences[0].doc.text == title


def test_an_article_without_words_has_no_sentences() -> None:
    empty, blank, normal = analyse([article(""), article(" \n\t "), article("It rained.")])
    assert (empty.sentences, blank.sentences, len(normal.sentences)) == ((), (), 1)


def test_an_unknown_pipeline_is_named_in_the_error() -> None:
    with pytest.raises(NotInstalled, match="no_such_pipeline"):
        load_pipeline("no_such_pipeline")


@given(st.text(alphabet=st.characters(codec=None), max_size=200))
@settings(deadline=None, max_examples=60)
def test_any_text_is_analysed(text: str) -> None:
    (analysis,) = analyse([article(text)])
    for sentence in analysis.sentences:
        assert text[sentence.begin : sentence.end] == sentence.doc.text
        assert all(token.head.i < len(sentence.doc) for token in sentence.doc)
