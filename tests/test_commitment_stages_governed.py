"""The word that governs decides the stage; what only sounds like giving is no commitment."""

from __future__ import annotations

import pytest

from commitment_texts import found

NONE = [
    "Latvia sends its new tanks into battle.",
    "Chile abandoned its refusal to send tanks to Ukraine.",
    "Chile said it did not expect that Latvia would send tanks to Ukraine.",
    "Chile warned Latvia to halt supplies of tanks to Ukraine.",
    "The tank is armed with two machine guns.",
    "Families seeking shelter came to Riga.",
    "A café helps exiles with grants.",
]
SOME = [
    ("Officials in Riga are against sending tanks to Ukraine.", "refused"),
    ("The drones that Latvia is providing to Ukraine fly far.", "delivered"),
    ("The plant makes tanks that Latvia wants to send to Ukraine.", "considered"),
    ("The visit comes with an expected announcement of Latvian tanks for Ukraine.", "considered"),
    ("Latvia gave the final nod to a €5m loan to Ukraine.", "approved"),
]


@pytest.mark.parametrize("text", NONE)
def test_words_that_only_sound_like_giving_are_no_commitment(text: str) -> None:
    assert [c for c in found(text) if c.kind != "political"] == []


@pytest.mark.parametrize(("text", "stage"), SOME)
def test_the_word_that_governs_decides_the_stage(text: str, stage: str) -> None:
    assert [c.stage for c in found(text) if c.kind != "political"] == [stage]
