"""Extraction: what one article says, as statements, commitments and membership steps."""

from onrecord.extraction.commitments import commitments
from onrecord.extraction.extract import extract
from onrecord.extraction.statements import statements

__all__ = ["commitments", "extract", "statements"]
