"""Extraction: statements, commitments and membership steps of one article."""

from onrecord.extraction.extract import extract

__all__ = ["extract"]
