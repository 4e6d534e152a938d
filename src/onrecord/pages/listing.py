"""Lists that filters choose from: what was asked for, what else may be, and which part of the list a page shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from onrecord.errors import BadInput, NotFound
from onrecord.record.code_names import code_of, names_of, usual_name

PER_PAGE = 50
WHOLE = 0
"""The number of a page that shows the whole list: that of a site without a server."""
SHAPE = ("sort", "ascending", "page")
"""Fields of a query that choose nothing."""
OFFERED = 80
"""Values that are offered where there are more."""

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a filter may be given, what it is called, and how many it would leave.

    names: by which it may be asked for too, where it is a code.
    """

    value: str
    label: str
    count: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter in force: the query's field, what the filter and its value are called.

    without: how many there would be without it; counted where nothing fits all filters.
    """

    name: str
    head: str
    value: str
    without: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a list a page shows.

    count: of those that the filters choose; of: of all there are. page, pages: this page and the last; page 0 shows
    the whole list. first: the number of its first row, 0 where there is none.
    """

    count: int
    of: int
    page: int
    pages: int
    first: int


def part_of(keys: Sequence[Key], of: int, page: int, size: int = PER_PAGE) -> tuple[Part, Sequence[Key]]:
    """The part of a list on a page, and its keys. Raises NotFound for a page that the list does not have."""
    if page == WHOLE:
        return Part(len(keys), of, page, 1, min(1, len(keys))), keys
    pages = max(1, -(-len(keys) // size))
    if page < 0:
        raise BadInput(f"pages are numbered from 1, and 0 is the whole list: there is no page {page}")
    if page > pages:
        raise NotFound(f"there is no page {page} of this list: it has {pages}")
    begin = (page - 1) * size
    return Part(len(keys), of, page, pages, begin + 1 if keys else 0), keys[begin : begin + size]


def asked(query: Any) -> Mapping[str, object]:  # noqa: ANN401 - the query of any list
    """The fields of a query that are not as they are by default, but for the page."""
    return {
        one.name: getattr(query, one.name)
        for one in fields(query)
        if one.name != "page" and getattr(query, one.name) != one.default
    }


def chosen(query: Any, heads: Mapping[str, str], told: Mapping[str, Callable[[Any], str]]) -> tuple[Chosen, ...]:  # noqa: ANN401
    """The filters in force, in the query's order. heads: what each is called; told: their values in words."""
    return tuple(
        Chosen(name, heads[name], told.get(name, str)(value))
        for name, value in asked(query).items()
        if name in heads and name not in SHAPE
    )


def loosened(some: Sequence[Chosen], query: Any, count: Callable[[Any], int]) -> tuple[Chosen, ...]:  # noqa: ANN401
    """The filters in force, each with how many there would be without it."""
    return tuple(replace(one, without=count(replace(query, **{one.name: None}))) for one in some)


def with_code(value: str) -> str:
    """`Slovakia (SVK)`, of the code or of a name that it stands for; other names, and NATO, as they are."""
    code = code_of(value)
    name = usual_name(code)
    return f"{name} ({code})" if name else code


def code_choices(counted: Mapping[str, int], most: int | None = OFFERED) -> tuple[Choice, ...]:
    """Codes and names to choose from, the most frequent first; `most` of them, or all."""
    return tuple(Choice(value, with_code(value), n, names_of(value)) for value, n in _first(counted, most))


def plain_choices(
    counted: Mapping[str, int], order: Iterable[str] = (), most: int | None = None
) -> tuple[Choice, ...]:
    """Values to choose from: in an order of their own where there is one, else the most frequent first."""
    places = {value: place for place, value in enumerate(order)}
    found = sorted(_first(counted, most), key=lambda one: places.get(one[0], len(places)))
    return tuple(Choice(value, value, n) for value, n in found)


def _first(counted: Mapping[str, int], most: int | None) -> Sequence[tuple[str, int]]:
    return list(counted.items())[:most]
