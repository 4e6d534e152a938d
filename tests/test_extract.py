"""Extraction as a whole: each finding once, on words that are there."""

from __future__ import annotations

import pytest

from onrecord.extraction import extract
from onrecord.language import analyse
from onrecord.model import Findings
from onrecord.reading import article_from_text


def findings(text: str) -> Findings:
    article = article_from_text(text)
    (analysis,) = analyse([article])
    return extract(article, analysis)


@pytest.mark.parametrize(
    "text",
    [
        "In Norway, which borders Russia, some shopkeepers are worried the strike could spread.",
        "Forms are too long for most families, the council admits, and vows to shorten them by June.",
        "A small group was behind the leak, new evidence reportedly suggests, but the minister knew nothing.",
        "She was offered an “insulting” amount of money--$4,000--to come back, the singer Ada Lind claimed.",
    ],
)
def test_findings_are_distinct_and_rest_on_words(text: str) -> None:
    found = findings(text)
    ids = [finding.id for finding in found.all()]
    assert found.statements
    assert len(ids) == len(set(ids))
    for statement in found.statements:
        assert all(
            text[begin:end].strip() for begin, end in (*statement.source, *statement.cue, *statement.content)
        )
