"""Commitments: who promises, asks for, approves or delivers what."""

from onrecord.extraction.commitments.commitments import commitments

__all__ = ["commitments"]
