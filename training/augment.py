"""Variants of a training sentence that news has and treebanks lack: headlines, missing full stops, wrong case."""

from __future__ import annotations

import random
from dataclasses import replace

from treebank import Sentence

SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "by",
        "and",
        "or",
        "but",
        "with",
        "from",
        "as",
        "vs",
        "over",
        "into",
    ]
)
TITLE_CASE, CAPITALS, LOWER_CASE, NO_STOP = 0.03, 0.015, 0.015, 0.06
"""Shares of the sentences that are changed in each way."""


def varied(sentence: Sentence, rng: random.Random) -> Sentence:
    """`sentence` itself, or a variant with the same analysis."""
    draw = rng.random()
    words = sentence.words
    if draw < TITLE_CASE:
        words = [w if w.lower() in SMALL and i else w[:1].upper() + w[1:] for i, w in enumerate(words)]
    elif draw < TITLE_CASE + CAPITALS:
        words = [w.upper() for w in words]
    elif draw < TITLE_CASE + CAPITALS + LOWER_CASE:
        words = [w.lower() for w in words]
    elif draw < TITLE_CASE + CAPITALS + LOWER_CASE + NO_STOP:
        return _without_stop(sentence)
    else:
        return sentence
    return replace(sentence, words=words, lemmas=None) if words != sentence.words else sentence


def _without_stop(sentence: Sentence) -> Sentence:
    s = sentence
    if s.heads is None or len(s.words) < 4 or s.words[-1] not in {".", "!", "?"} or len(s.words) in s.heads:
        return s
    cut = slice(0, -1)
    return replace(
        s,
        words=s.words[cut], spaces=s.spaces[cut], heads=s.heads[cut],
        labels=s.labels and s.labels[cut], lemmas=s.lemmas and s.lemmas[cut], upos=s.upos and s.upos[cut],
        xpos=s.xpos and s.xpos[cut], feats=s.feats and s.feats[cut], misc=s.misc[cut],
    )  # fmt: skip
