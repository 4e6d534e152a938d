"""Texts from outside, fit to be shown."""

from __future__ import annotations

import re

UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, marks that turn the direction of what follows them, and halves of surrogate pairs."""


def legible(text: str) -> str:
    """A text from outside without anything in it that steers a terminal or turns the words around it.

    As long as the text given, so that offsets fit both.
    """
    return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r", " "))
