"""The sentence that a finding stands in, where it tells enough to have one author."""

from __future__ import annotations

from onrecord.model import Span
from onrecord.reconciliation.words import Wording

LEAST_OWN = 7
"""Words outside quotation marks: two desks hardly ever write a headline of seven words alike by chance."""


def own_sentence(wording: Wording, span: Span) -> tuple[str, ...] | None:
    """The words of the sentence around `span`, as they are compared; None where it is short or mostly quoted."""
    article = wording.article
    parts = (*((article.layout.headline,) if article.layout.headline else ()), *article.layout.story)
    part = next((part for part in parts if part.overlaps(span)), None)
    if part is None:
        return None
    words = wording.within(part)
    inside = {word.sentence for word in words if word.begin < span.end and word.end > span.begin}
    sentence = [word for word in words if word.sentence in inside]
    if sum(not word.quoted for word in sentence) < LEAST_OWN:
        return None
    return tuple(word.key for word in sentence)
