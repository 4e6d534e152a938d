"""Undertakings: acts that give no goods, promised, demanded, weighed, approved, refused or taken back."""

from onrecord.extraction.undertakings.undertakings import undertakings

__all__ = ["undertakings"]
