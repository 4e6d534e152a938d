"""What a page is asked for: read out of an address, and refused in plain words where it does not fit."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from urllib.parse import parse_qsl

from onrecord.errors import BadInput

WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)
TRUTH = {"true": True, "1": True, "on": True, "yes": True, "false": False, "0": False, "off": False, "no": False}
PARAMETERS = 1_000
"""An address with more of them is refused unread."""


@dataclass(frozen=True, slots=True)
class Everywhere:
    """What every page may be asked for.

    as_of: a day (2023-01-20): what was on record when it ended. All that the record holds, when not given.
    clock: with as_of: which day of an article counts, that on which it was `published` or first `observed`.
    """

    as_of: str | None = None
    clock: Literal["published", "observed"] | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """What a download is asked for beside its page's query.

    table:  which of the page's tables.
    format: how its rows are written.
    """

    table: str
    format: Literal["csv", "jsonl", "parquet"] = "csv"


Given = Mapping[str, Sequence[str]]


def given(query_string: bytes) -> Given:
    """The parameters of an address, each with all its values; empty ones, as forms send them, are not given.

    Raises BadInput for bytes that are no text.
    """
    out: dict[str, list[str]] = {}
    try:
        found = parse_qsl(query_string.decode("ascii"), errors="surrogatepass", max_num_fields=PARAMETERS)
    except ValueError as error:
        raise BadInput("the address holds bytes that are no text in UTF-8, or too many parameters") from error
    for name, value in found:
        out.setdefault(name, []).append(value)
    return out


def read(kinds: Sequence[type], asked: Given) -> tuple[Any, ...]:
    """One value of each of the dataclasses, from what was given for their fields.

    Raises BadInput that names each parameter that is unknown, missing, given twice or of another type.
    """
    known = [one.name for kind in kinds for one in fields(kind)]
    there = ", ".join(known)
    wrong = [f"there is no parameter {name[:80]!r}; there are {there}" for name in asked if name not in known]
    made = []
    for kind in kinds:
        values: dict[str, object] = {}
        for one in fields(kind):
            try:
                if one.name in asked:
                    values[one.name] = _value(_hints(kind)[one.name], asked[one.name])
                elif one.default is MISSING:
                    wrong.append(f"the parameter {one.name} is missing")
            except ValueError as error:
                wrong.append(f"the parameter {one.name} is {error}")
        if not wrong:
            made.append(kind(**values))
    if wrong:
        raise BadInput("; ".join(wrong))
    return tuple(made)


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _value(hint: Any, texts: Sequence[str]) -> object:  # noqa: ANN401 - any annotation
    """The texts as a value of a type. Raises ValueError that says what it is to be instead."""
    if get_origin(hint) is tuple:
        return tuple(_one(get_args(hint)[0], text) for text in texts)
    if len(texts) > 1:
        raise ValueError(f"given {len(texts)} times: give it once")
    return _one(hint, texts[0])


def _one(hint: Any, text: str) -> object:  # noqa: ANN401 - any annotation
    options = list(_options(hint))
    for option in options:
        if option is bool and text in TRUTH:
            return TRUTH[text]
        if option is int and WHOLE.fullmatch(text):
            return int(text)
        if option is float and _number(text) is not None:
            return _number(text)
        if option is str or (not isinstance(option, type) and text == option):
            return text
    raise ValueError(f"to be {' or '.join(_named(one) for one in options)}, not {text[:80]!r}")


def _options(hint: Any) -> Iterator[Any]:  # noqa: ANN401 - any annotation
    """The types and the literal texts that a value may be."""
    if get_origin(hint) in (Union, UnionType):
        for one in get_args(hint):
            yield from _options(one)
    elif get_origin(hint) is Literal:
        yield from get_args(hint)
    elif hint is not NoneType:
        yield hint


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _named(option: object) -> str:
    named: Mapping[object, str] = {int: "a whole number", float: "a number", bool: "true or false"}
    return named.get(option, repr(option))
