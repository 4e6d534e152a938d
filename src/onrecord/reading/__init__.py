"""Reading: files of many kinds into articles."""

from onrecord.reading.article import article_from_text
from onrecord.reading.distinct import distinct
from onrecord.reading.reader import read

__all__ = ["article_from_text", "distinct", "read"]
