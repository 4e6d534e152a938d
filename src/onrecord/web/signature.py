"""What a page is asked for, as the parameters of a route: so the API's documentation names and types them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from inspect import Parameter, Signature
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from fastapi import Query, Request

AS_OF = Annotated[str | None, Query(description="What was on record when that day ended (2023-01-20).")]
CLOCK = Annotated[str | None, Query(description="With as_of: an article's day is `published` or `observed`.")]
EVERYWHERE = {"as_of": AS_OF, "clock": CLOCK}
"""Parameters of every page."""


def asked(query: type, answer: Callable[..., Any], path: str) -> Callable[..., Any]:
    """A route's function that takes each field of `query` as a parameter of its own.

    answer: is called with the request, the query and, by name, what every page is asked for.
    """
    hints = get_type_hints(query)
    parameters = [Parameter("request", Parameter.KEYWORD_ONLY, annotation=Request)]
    parameters += [_parameter(one, hints[one.name], path) for one in fields(query)]
    for name, annotation in EVERYWHERE.items():
        parameters.append(Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=annotation))

    def route(request: Request, **given: Any) -> Any:  # noqa: ANN401 - as FastAPI calls it
        everywhere = {name: given.pop(name) for name in EVERYWHERE}
        held = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
        return answer(request, query(**held), **everywhere)

    route.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    return route


def _parameter(one: Field[Any], hint: Any, path: str) -> Parameter:  # noqa: ANN401 - any annotation
    kind = Parameter.KEYWORD_ONLY
    if "{" + one.name in path:
        return Parameter(one.name, kind, annotation=hint)
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return Parameter(one.name, kind, default=[], annotation=Annotated[list[inner], Query()])  # type: ignore[valid-type]
    default = Parameter.empty if one.default is MISSING else one.default
    return Parameter(one.name, kind, default=default, annotation=Annotated[hint, Query()])
