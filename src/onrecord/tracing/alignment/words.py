"""What is known of a batch's words beside the words: what they weigh, where quotations are, their rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.tracing.alignment.ragged import summed
from onrecord.tracing.alignment.rows import Rows, rows_of
from onrecord.tracing.arrays import I64, U32, U64, Bools
from onrecord.tracing.sheets import QUOTED, U8, Sheets

QUOTED_PART = 7, 10
"""Of a stretch's words more than this part stands inside quotation marks: it is a quotation."""


@dataclass(frozen=True, slots=True)
class Words:
    """The columns of a batch's words that evidence is read from.

    weighed:      the words with their weights, packed (`weighed_words`); standing text weighs nothing.
    told, quoted: (words + 1) what all words before each place weigh, and how many of them are quoted.
    rows:         the rows that they make.
    """

    weighed: U64
    told: I64
    quoted: I64
    rows: Rows

    def are_quotations(self, begin: I64, end: I64) -> Bools:
        """Which of the ranges of words are quotations."""
        part, of = QUOTED_PART
        return np.asarray(of * (self.quoted[end] - self.quoted[begin]) > part * (end - begin))


def words_of(sheets: Sheets, weight: U8) -> Words:
    """The words of a batch; weight: (words) as `standing_text` gives it."""
    quoted = summed((sheets.flags & QUOTED) != 0)
    return Words(weighed_words(sheets.word, weight), summed(weight), quoted, rows_of(sheets.word))


def weighed_words(word: U32, weight: U8) -> U64:
    """Each word and its weight in one number: 32 bits, one that is free, and 8."""
    out = word.astype(np.uint64) << np.uint64(9)
    out |= weight
    return out
