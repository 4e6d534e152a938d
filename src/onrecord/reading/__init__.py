"""Reading: files of many kinds into articles."""

from onrecord.reading.article import article_from_text
from onrecord.reading.distinct import distinct
from onrecord.reading.reader import read
from onrecord.reading.shares import Share, read_share, shares

__all__ = ["Share", "article_from_text", "distinct", "read", "read_share", "shares"]
