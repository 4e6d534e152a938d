"""From a text and what is known about it to an article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from onrecord.model import Article, content_id, in_utf8, text_sha256
from onrecord.reading.layout import lay_out
from onrecord.reading.published import iso_date
from onrecord.reading.wires import agencies

GIVEN_FIELDS = ("title", "outlet", "byline", "dateline", "published", "observed", "url", "language", "wire")
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_].*)?")
_BY = re.compile(r"by:?\s+(?=\S)", re.IGNORECASE)


def article_from_text(text: str, *, id: str | None = None, path: str | None = None, **given: str | None) -> Article:  # noqa: A002
    """An article over `text` exactly as given.

    text:  becomes the stored text, no character changed; every span counts its characters.
    id:    kept as it is; without one, the id is content-addressed over text, path and given fields.
    path:  what the article was read from.
    given: title, outlet, byline, dateline, published, observed, url, language, wire: what is known from elsewhere.
           It wins over what the text says, and the text says where it stands. What is neither is None.

    Raises TypeError for any other field.
    """
    if unknown := given.keys() - GIVEN_FIELDS:
        raise TypeError(f"unknown field {min(unknown)!r}; an article has {', '.join(GIVEN_FIELDS)}")
    known = _normalised(given)
    data = in_utf8(text)
    found = lay_out(text, known["title"], known["byline"], data)
    return Article(
        id=id if id is not None else article_id(text, path, given),
        text=text,
        sha256=text_sha256(data),
        path=path,
        title=known["title"] or found.title,
        outlet=known["outlet"],
        byline=known["byline"] or found.byline,
        dateline=known["dateline"] or found.dateline,
        published=known["published"] or found.published,
        url=known["url"],
        language=known["language"],
        wire=known["wire"] or found.wire or agencies().of_outlet(known["outlet"]),
        contributors=found.contributors,
        layout=found.layout,
        anchors=MappingProxyType(found.anchors),
        observed=known["observed"],
    )


def article_id(text: str, path: str | None, given: Mapping[str, str | None]) -> str:
    """The content-addressed id of a text at `path` with the fields `given`; no vocabulary can change it.

    When it was observed says nothing of which article it is.
    """
    told = {field: value.strip() for field, value in given.items() if value and field != "observed"}
    stripped = {field: value for field, value in told.items() if value}
    return content_id("a", text, path, stripped)


def _normalised(given: Mapping[str, str | None]) -> dict[str, str | None]:
    """`given` with every field present, and dates, languages, bylines and agencies in one form each.

    A `published` that is no date, an `observed` that is no day and a `language` that is no code become None.
    """
    known: dict[str, str | None] = dict.fromkeys(GIVEN_FIELDS)
    known.update((field, value.strip() or None) for field, value in given.items() if value)
    if published := known["published"]:
        known["published"] = iso_date(published)
    if observed := known["observed"]:
        day = iso_date(observed) or ""
        known["observed"] = day[:10] if len(day) >= len("2022-11-29") else None
    if language := known["language"]:
        code = _LANGUAGE.fullmatch(language)
        known["language"] = code[1].lower() if code else None
    if byline := known["byline"]:
        known["byline"] = _BY.sub("", byline, count=1) if _BY.match(byline) else byline
    if wire := known["wire"]:
        known["wire"] = agencies().code_of(wire) or wire
    return known
