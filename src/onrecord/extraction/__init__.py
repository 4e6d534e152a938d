"""Extraction: what one article says, as statements, commitments and membership steps."""

from onrecord.extraction.statements import statements

__all__ = ["statements"]
