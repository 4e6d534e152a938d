"""The API's documentation: the document itself, and a page of ours made from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
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

TYPES = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}
"""What readers call the types of JSON."""


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a field of an object. place: "path", "query", or "body" of what is sent."""

    name: str
    type: str
    doc: str
    place: str = ""
    needed: bool = False
    default: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be asked of the server. answer: what comes back, None for a file."""

    id: str
    method: str
    path: str
    summary: str
    doc: str
    takes: tuple[Field, ...]
    answer: str | None


@dataclass(frozen=True, slots=True)
class Schema:
    """An object that answers hold."""

    name: str
    doc: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class ApiPage:
    """What the documentation shows. everywhere: parameters of every page; rows: those of every download."""

    whole: str
    everywhere: tuple[Field, ...]
    rows: tuple[Field, ...]
    data: tuple[Operation, ...]
    downloads: tuple[Operation, ...]
    rulings: tuple[Operation, ...]
    schemas: tuple[Schema, ...]


@lru_cache(maxsize=1)
def make() -> ApiPage:
    """The page, from the OpenAPI document."""
    found = document()
    downloads = tuple(_operations(found, "downloads"))
    own = {one.name for one in downloads[0].takes} & {"table", "format"}
    return ApiPage(
        whole=found["info"]["description"],
        everywhere=tuple(_parameter(one) for one in found["components"]["parameters"].values()),
        rows=tuple(one for one in downloads[0].takes if one.name in own),
        data=tuple(_operations(found, "data")),
        downloads=downloads,
        rulings=tuple(_operations(found, "rulings")),
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
    """A schema as a reader would say it: `list of text`, `EntryLine or null`, `"csv" or "jsonl"`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(in_words(one) for one in schema["anyOf"])
    if "enum" in schema or "const" in schema:
        return " or ".join(f'"{one}"' for one in schema.get("enum", [schema.get("const")]))
    kind = schema.get("type")
    if kind == "array" and "prefixItems" in schema:
        return f"[ {' , '.join(in_words(one) for one in schema['prefixItems'])} ]"
    if kind == "array":
        return f"list of {in_words(schema.get('items', {}))}"
    if kind == "object":
        inner = schema.get("additionalProperties")
        return f"object of {in_words(inner)}" if isinstance(inner, Mapping) else "object"
    return TYPES.get(str(kind), str(kind or "any value"))


def _operations(found: Mapping[str, Any], tag: str) -> Iterator[Operation]:
    for path, methods in found["paths"].items():
        for method, one in methods.items():
            if tag in one["tags"]:
                done = next(one["responses"][code] for code in ("200", "201") if code in one["responses"])
                answer = done["content"].get(JSON)
                takes = (*_own(one["parameters"]), *_sent(one.get("requestBody")))
                yield Operation(
                    one["operationId"], method.upper(), path, one["summary"], one.get("description", ""), takes,
                    in_words(answer["schema"]) if answer else None,
                )  # fmt: skip


def _own(parameters: list[Mapping[str, Any]]) -> Iterator[Field]:
    """The parameters that are told at the operation itself, not those of every page."""
    yield from (_parameter(one) for one in parameters if "$ref" not in one)


def _sent(body: Mapping[str, Any] | None) -> Iterator[Field]:
    if body is not None:
        schema = body["content"][JSON]["schema"]
        for name, of in schema["properties"].items():
            yield Field(name, in_words(of), of["description"], "body", name in schema["required"])


def _parameter(one: Mapping[str, Any]) -> Field:
    schema = one["schema"]
    default = str(schema["default"]).lower() if "default" in schema else ""
    return Field(one["name"], in_words(schema), one["description"], one["in"], one["required"], default)


def _schema(name: str, one: Mapping[str, Any]) -> Schema:
    held = one.get("properties", {})
    rows = (Field(field, in_words(of), str(of.get("description", ""))) for field, of in held.items())
    return Schema(name, one.get("description", ""), tuple(rows))
