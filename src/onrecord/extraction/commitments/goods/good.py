"""Good: one thing, or one sum, that may change hands."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extraction.commitments.scene import Mention, Range
from onrecord.extraction.items import ItemClass
from onrecord.language.money import Money
from onrecord.language.numbers import Number
from onrecord.model import Kind


@dataclass(frozen=True, slots=True)
class Good:
    """One thing, or one sum, of a sentence. Tokens are indices into the sentence.

    head:   the token that stands for it in the parse.
    words:  the item as written, number and determiner left out; for a sum alone, the sum.
    whole:  the item with its number, unit and determiner.
    of:     its class; None for a sum alone and for a counted thing that the vocabulary does not know.
    act:    the verb that is the item itself ("train soldiers"), else None.
    means:  for a pronoun or a bare number, what it stands for.
    kind, kind_at: what the words before a generic noun say, and where.
    """

    head: int
    words: Range
    whole: Range
    of: ItemClass | None = None
    kind: Kind | None = None
    kind_at: int | None = None
    number: tuple[Range, Number] | None = None
    unit: Range | None = None
    money: tuple[Range, Money] | None = None
    sum_only: bool = False
    act: int | None = None
    means: Mention | None = None
