"""Statements: which are one utterance."""
