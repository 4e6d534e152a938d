"""The API's documentation: the document itself, and a page of ours made from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord import __version__
from onrecord.pages.kinds import PageKind
from onrecord.pages.rendering import render
from onrecord.pages.site import Site
from onrecord.web.addresses import API, DOCUMENT, LiveAddresses
from onrecord.web.errors import NoQuery
from onrecord.web.json_answers import JsonAnswer
from onrecord.web.openapi import JSON, document


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation, with its type in words."""

    name: str
    place: str
    type: str
    needed: bool
    default: str
    doc: str


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be asked of the server. answer: the name of the schema that the answer has, None for a file."""

    id: str
    path: str
    summary: str
    doc: str
    parameters: tuple[Parameter, ...]
    answer: str | None


@dataclass(frozen=True, slots=True)
class Schema:
    """An object that answers hold: its fields as (name, type in words, what it is)."""

    name: str
    doc: str
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ApiPage:
    """What the documentation shows."""

    whole: str
    data: tuple[Operation, ...]
    downloads: tuple[Operation, ...]
    schemas: tuple[Schema, ...]


def make() -> ApiPage:
    """The page, from the OpenAPI document."""
    found = document()
    return ApiPage(
        whole=found["info"]["description"],
        data=tuple(_operations(found, "data")),
        downloads=tuple(_operations(found, "downloads")),
        schemas=tuple(_schema(name, one) for name, one in found["components"]["schemas"].items()),
    )


KIND = PageKind(
    name="api", path=API, query=NoQuery, page=ApiPage, make=lambda _record, _query: make(), every=lambda _: (),
    doc="What can be asked of this server, and what it answers.", live=True,
)  # fmt: skip


def routes(title: str) -> list[BaseRoute]:
    """The addresses of the documentation, for a record of this name."""

    def page(_request: Request) -> Response:
        site = Site(LiveAddresses(), title, __version__, live=True)
        return HTMLResponse(render(KIND, make(), NoQuery(), site))

    def whole(_request: Request) -> Response:
        return JsonAnswer(document())

    def slash(_request: Request) -> Response:
        return RedirectResponse(API, 302)

    return [Route(DOCUMENT, whole), Route(API, page), Route(API + "/", slash)]


def in_words(schema: Mapping[str, Any]) -> str:
    """A schema as a reader would say it: `list of texts`, `EntryLine or null`, `"csv" or "jsonl"`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(in_words(one) for one in schema["anyOf"])
    if "enum" in schema or "const" in schema:
        return " or ".join(f'"{one}"' for one in schema.get("enum", [schema.get("const")]))
    kind = schema.get("type")
    if kind == "array":
        if "prefixItems" in schema:
            return f"[{', '.join(in_words(one) for one in schema['prefixItems'])}]"
        return f"list of {in_words(schema.get('items', {}))}"
    if kind == "object":
        inner = schema.get("additionalProperties")
        return f"object of {in_words(inner)}" if isinstance(inner, Mapping) else "object"
    named = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}
    return named.get(str(kind), str(kind or "any value"))


def _operations(found: Mapping[str, Any], tag: str) -> Iterator[Operation]:
    for path, methods in found["paths"].items():
        one = methods["get"]
        if tag in one["tags"]:
            answer = one["responses"]["200"]["content"].get(JSON)
            parameters = tuple(_parameter(each) for each in one["parameters"])
            yield Operation(
                one["operationId"],
                path,
                one["summary"],
                one["description"],
                parameters,
                in_words(answer["schema"]) if answer else None,
            )


def _parameter(one: Mapping[str, Any]) -> Parameter:
    schema = one["schema"]
    default = str(schema["default"]).lower() if "default" in schema else ""
    return Parameter(one["name"], one["in"], in_words(schema), one["required"], default, one["description"])


def _schema(name: str, one: Mapping[str, Any]) -> Schema:
    held = one.get("properties", {})
    rows = tuple((field, in_words(of), str(of.get("description", ""))) for field, of in held.items())
    return Schema(name, one.get("description", ""), rows)
