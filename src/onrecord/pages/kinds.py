"""Page kinds: what a page is made from, and how the live and the static site both make it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.record import Record
from onrecord.record.rows import ExportRow

Tables = Mapping[str, Iterable[ExportRow]]
"""Rows by the name of the table that they are of."""


def nothing(_record: Record, _query: Any) -> Tables:  # noqa: ANN401 - of any kind of page
    """No rows to download."""
    return {}


@dataclass(frozen=True, slots=True)
class PageKind:
    """One kind of page.

    name:     by which templates and addresses call it ("entry"); its template is `NAME.html`.
    path:     its live address; a part in braces is the field of the query that stands there ("/entries/{id}").
    query:    a frozen dataclass: what a page of this kind is asked for. Fields are texts, numbers, booleans and
              tuples of texts, each with a default but those that stand in the path.
    page:     a frozen dataclass: what it shows, of plain values only, so that the API can write it as JSON.
    make:     makes the page from the record and a query. Raises NotFound and BadInput.
    every:    the queries whose pages the static site has.
    rows:     what may be downloaded: the export rows behind the page, all of them, by table.
    section:  the word for it in the navigation, None for pages that are reached from others.
    doc:      one sentence for the API's documentation.
    live:     it is a page of the live site only.
    """

    name: str
    path: str
    query: type
    page: type
    make: Callable[[Record, Any], Any]
    every: Callable[[Record], Iterable[Any]]
    doc: str
    rows: Callable[[Record, Any], Tables] = field(default=nothing)
    section: str | None = None
    live: bool = False
