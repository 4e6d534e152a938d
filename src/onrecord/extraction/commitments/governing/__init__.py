"""Governing: which trigger of a sentence has a good in its hands."""

from onrecord.extraction.commitments.governing.link import How, Link
from onrecord.extraction.commitments.governing.linking import govern, is_way
from onrecord.extraction.commitments.governing.prepositions import preposition_of
from onrecord.extraction.commitments.governing.sideways import told_aside

__all__ = ["How", "Link", "govern", "is_way", "preposition_of", "told_aside"]
