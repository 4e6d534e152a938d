"""One row of a table (a JSON object, a line of CSV) into an article."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from onrecord.errors import BadArticle
from onrecord.model import Article
from onrecord.reading.article import GIVEN_FIELDS, article_from_text, article_id
from onrecord.reading.headline import titled

ALIASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "text": ("body", "content", "full_text"),
        "title": ("headline",),
        "outlet": ("publisher", "source"),
        "byline": ("author",),
        "published": ("date", "published_at", "publishedAt"),
        "observed": ("fetched", "fetched_at", "retrieved_at", "crawled_at"),
        "language": ("lang",),
        "url": ("link",),
    }
)
"""Other names under which feeds and archives keep a field; used only where the field itself is missing."""

SUMMARIES = ("description", "summary")
"""What a feed's item has in place of a text."""

_NAMES = MappingProxyType({field: frozenset({field, *ALIASES.get(field, ())}) for field in GIVEN_FIELDS})

ABSENT = frozenset({"", "none", "na", "n/a", "nan", "null", "-"})
"""What data frames and spreadsheets write for "no value" (in lower case); never used for `text` and `id`."""

_JSON_KINDS = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}


def article_from_row(row: Mapping[str, object], path: str) -> Article:
    """The article of one row read at `path` ("file:line").

    Its id, when the row has none, does not depend on the file's name or the line, so rows may move.
    Raises BadArticle when `text` is missing or has no words, or when a field is not a string.
    """
    text = _value(row, "text")
    if text is None:
        text = _feed_item(row)
    if text is None:
        there = [str(name) for name, value in row.items() if value is not None]
        raise BadArticle(f"no `text`; the fields with a value are {', '.join(there) or 'none at all'}"[:300])
    _checked_words(text)
    given = given_fields(row)
    return article_from_text(text, id=_given_id(row) or article_id(text, None, given), path=path, **given)


def given_fields(row: Mapping[str, object]) -> dict[str, str]:
    """The fields of an article that `row` gives a value for, under their own names or an alias.

    Raises BadArticle when one is not a string.
    """
    values = ((field, _absent(_value(row, field))) for field in GIVEN_FIELDS if not _NAMES[field].isdisjoint(row))
    return {field: value for field, value in values if value is not None}


def _feed_item(row: Mapping[str, object]) -> str | None:
    """The text of a feed's item, which has none of its own: title and description, a blank line between."""
    for name in SUMMARIES:
        summary = row.get(name)
        if isinstance(summary, str):
            return titled(_absent(_value(row, "title")), _checked_characters(summary, name))
    return None


def checked_text(text: str) -> str:
    """`text` itself. Raises BadArticle when it has no words, or what cannot be stored."""
    return _checked_characters(_checked_words(text), "text")


def _checked_words(text: str) -> str:
    if not text:
        raise BadArticle("empty: there is no text")
    if text.isspace():
        raise BadArticle("empty: only white space")
    if not any(map(str.isalnum, text)):
        raise BadArticle("no words: not one letter or digit")
    if "\0" in text:
        raise BadArticle("binary data, not text: it has NUL characters")
    return text


def _value(row: Mapping[str, object], field: str) -> str | None:
    value = row.get(field)
    if isinstance(value, str):
        return _checked_characters(value, field)
    if value is not None:
        raise BadArticle(f"`{field}` is {_JSON_KINDS.get(type(value), 'not text')}, not a string")
    for alias in ALIASES.get(field, ()):
        other = row.get(alias)
        if isinstance(other, str):
            return _checked_characters(other, alias)
    return None


def _given_id(row: Mapping[str, object]) -> str | None:
    value = row.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    given = _value(row, "id")
    return None if given is None or not given.strip() else given


def _absent(value: str | None) -> str | None:
    if value is None:
        return None
    stripped = value.strip()
    return None if stripped.casefold() in ABSENT else stripped


def _checked_characters(value: str, field: str) -> str:
    if not value.isascii():
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as error:
            raise BadArticle(
                f"`{field}` has half of a surrogate pair at character {error.start}, which is no character"
            ) from error
    return value
