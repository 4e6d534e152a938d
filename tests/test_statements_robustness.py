"""Odd and long input is read, and the calls it costs grow with its length (scans within a call are not counted)."""

from __future__ import annotations

import cProfile

import pytest

from onrecord.extraction import statements
from onrecord.language import analyse
from onrecord.reading.article import article_from_text

SIZES = (50_000, 100_000)


def calls(text):
    article = article_from_text(text, id="a")
    (analysis,) = analyse([article])
    profile = cProfile.Profile()
    profile.enable()
    found = statements(article, analysis)
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats()), found


@pytest.mark.parametrize(
    "piece",
    [
        '" ',
        "“a ",
        "([",
        "said ",
        "it's 'a' ",
        "They said it would help. ",
        '"We wait," said Ann Orwin, "and see." ',
        'Ann Orwin said "a" ',
        '"We wait and see." ',
        'Ann Orwin: "We wait." ',
        "ANN ORWIN: We wait.\n\n",
    ],
)
def test_twice_the_text_costs_about_twice_the_calls(piece):
    (once, _), (twice, found) = (calls("Ann Orwin spoke first. " + piece * (size // len(piece))) for size in SIZES)
    assert twice < 2.6 * once
    for statement in found:
        assert all(begin < end for begin, end in statement.content)
