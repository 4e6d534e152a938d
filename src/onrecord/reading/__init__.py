"""Reading: files of many kinds into articles."""

from onrecord.reading.article import article_from_text

__all__ = ["article_from_text"]
