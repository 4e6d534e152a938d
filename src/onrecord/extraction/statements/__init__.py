"""Statements: who says, thinks or intends what."""

from onrecord.extraction.statements.statements import statements

__all__ = ["statements"]
