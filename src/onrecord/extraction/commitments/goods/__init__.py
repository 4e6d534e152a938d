"""Goods: the things and sums of a sentence that may change hands, each with its number, unit and money."""

from onrecord.extraction.commitments.goods.finding import find_goods
from onrecord.extraction.commitments.goods.good import Good
from onrecord.extraction.commitments.goods.pointing import mentions_of

__all__ = ["Good", "find_goods", "mentions_of"]
