"""Clocks of an act that gives no goods: the same as those of goods."""

from __future__ import annotations

import pytest

from onrecord.extraction import extract
from onrecord.language import analyse
from onrecord.model import Commitment
from onrecord.reading.article import article_from_text


def only(text: str) -> Commitment:
    article = article_from_text(text, published="2023-01-18")  # a Wednesday
    (one,) = extract(article, next(iter(analyse([article])))).commitments
    return one


@pytest.mark.parametrize(
    ("text", "date", "said_on"),
    [
        ("Norway agreed on Tuesday to mark its border with Sweden.", "2023-01-17", "2023-01-17"),
        ("Norway promised on Monday to reopen its embassy in June.", "2023-06", "2023-01-16"),
        (
            "Norway will reopen its embassy in Kyiv by June, the minister said on Monday.",
            "../2023-06",
            "2023-01-16",
        ),
        ("Russia on Monday refused to renew the grain deal.", "2023-01-16", None),
        ("Serbia cancelled its summit with Kosovo last Friday.", "2023-01-13", None),
        ("Gabon's new rulers promise elections within two years.", "../2025-01", None),
    ],
)
def test_an_act_and_its_telling_have_days_of_their_own(text: str, date: str | None, said_on: str | None) -> None:
    one = only(text)
    assert (one.date, one.said_on) == (date, said_on)
    assert ("date" in one.evidence, "said_on" in one.evidence) == (date is not None, said_on is not None)
