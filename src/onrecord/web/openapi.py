"""The API as an OpenAPI document: each page's data, from the dataclasses that the pages are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from onrecord import __version__
from onrecord.pages.kinds import PageKind
from onrecord.pages.registry import KINDS
from onrecord.web.addresses import API, DOCUMENT, DOWNLOAD, HOLE, path_of
from onrecord.web.documenting import told
from onrecord.web.downloads import TYPES
from onrecord.web.errors import TITLES, Problem
from onrecord.web.signature import Everywhere, Rows

JSON = "application/json"
Object = dict[str, Any]
WHOLE = (
    "The data of every page of this record. The address of a page's data is that of the page after `/api`, with "
    "the same parameters; rows behind it are after `/download`. Offsets are half-open ranges of characters (code "
    "points) of an article's stored text. A value that was not found is null. An id may be shortened to a "
    "beginning that no other has: the answer is then a redirect to the whole one."
)
ID = "Its id. One that holds `/` or other marks is percent-encoded; `.` and `..` go as the parameter `id`."


@lru_cache(maxsize=1)
def document() -> Object:
    """The document; the same for every record."""
    schemas = _Schemas()
    paths: Object = {}
    for kind in KINDS.values():
        paths[path_of(kind, API)] = {"get": _operation(kind, schemas)}
    for kind in KINDS.values():
        paths[path_of(kind, DOWNLOAD)] = {"get": _download(kind, schemas)}
    itself = {"200": _answer("OpenAPI 3.1.", {JSON: {"type": "object"}})}
    paths[DOCUMENT] = {
        "get": {"operationId": "openapi", "tags": ["api"], "summary": "This document.", "responses": itself}
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "onrecord", "version": __version__, "description": WHOLE},
        "paths": paths,
        "components": {"schemas": schemas.made()},
    }


def _operation(kind: PageKind, schemas: _Schemas) -> Object:
    answers = {"200": _answer(f"What the page shows. {told(kind.page).whole}", {JSON: schemas.ref(kind.page)})}
    return {
        "operationId": kind.name,
        "tags": ["data"],
        "summary": kind.doc,
        "description": told(kind.query).whole,
        "parameters": list(_parameters((kind.query, Everywhere), schemas, kind.path)),
        "responses": answers | _failures(kind, schemas),
    }


def _download(kind: PageKind, schemas: _Schemas) -> Object:
    content = {media.partition(";")[0]: {"type": "string"} for media in TYPES.values()}
    return {
        "operationId": f"download_{kind.name}",
        "tags": ["downloads"],
        "summary": f"The rows behind it, all of them, as a file. {kind.doc}",
        "description": "Rows are those of `onrecord export`. A table that the page does not have is not found "
        "(404), and the answer names those that it has.",
        "parameters": list(_parameters((kind.query, Everywhere, Rows), schemas, kind.path)),
        "responses": {"200": _answer("The rows.", content)} | _failures(kind, schemas),
    }


def _failures(kind: PageKind, schemas: _Schemas) -> Object:
    codes = [400, 404, 500, 501, 503]
    found = {str(code): _answer(f"{TITLES[code]}.", {JSON: schemas.ref(Problem)}) for code in codes}
    if HOLE in kind.path:
        several = _answer("The id may mean several things; `choices` has them.", {JSON: schemas.ref(Problem)})
        longer = {"description": "The id is the beginning of a longer one; this is where that is."}
        found = {"300": several, "302": longer} | found
    return found


def _answer(description: str, content: Mapping[str, Object]) -> Object:
    return {"description": description.strip(), "content": {media: {"schema": of} for media, of in content.items()}}


def _parameters(kinds: Iterable[type], schemas: _Schemas, path: str) -> Iterator[Object]:
    for kind in kinds:
        hints, says = get_type_hints(kind), told(kind).of
        for one in fields(kind):
            in_path = "{" + one.name + "}" in path
            schema = schemas.plain(_given(hints[one.name]))
            if one.default not in (MISSING, None, ()):
                schema = {**schema, "default": one.default}
            made: Object = {
                "name": one.name,
                "in": "path" if in_path else "query",
                "required": one.default is MISSING,
                "description": says.get(one.name) or (ID if in_path else ""),
                "schema": schema,
            }
            if get_origin(hints[one.name]) is tuple:
                made |= {"style": "form", "explode": True}
            yield made


def _given(hint: Any) -> Any:  # noqa: ANN401 - any annotation
    """The type of a parameter where it is given; null stands for one that is not."""
    if get_origin(hint) not in (Union, UnionType):
        return hint
    left = tuple(one for one in get_args(hint) if one is not NoneType)
    return Union[left]  # noqa: UP007 - of as many as there are


class _Schemas:
    """The schemas of dataclasses, each once, under its name."""

    def __init__(self) -> None:
        self._kinds: dict[type, None] = {}

    def ref(self, kind: type) -> Object:
        """A reference to the schema of a dataclass."""
        self._kinds.setdefault(kind)
        return {"$ref": f"#/components/schemas/{kind.__name__}"}

    def plain(self, hint: Any) -> Object:  # noqa: ANN401 - any annotation
        """The schema of a type that is no dataclass."""
        found: Object = TypeAdapter(hint).json_schema()
        return found

    def made(self) -> Object:
        """All of them, and those that they refer to."""
        asked: list[Any] = [(kind, "serialization", TypeAdapter(kind)) for kind in self._kinds]
        _, made = TypeAdapter.json_schemas(
            asked,
            ref_template="#/components/schemas/{model}",
            schema_generator=_Documented,
        )
        found: Object = made["$defs"]
        return dict(sorted(found.items()))


class _Documented(GenerateJsonSchema):
    """Schemas whose fields say what their dataclass's docstring says of them. Every field is always there."""

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        """The schema of one dataclass."""
        made = super().dataclass_schema(schema)
        kind: type = schema["cls"]
        says = told(kind)
        made["description"] = says.whole
        for name, text in says.of.items():
            made["properties"][name]["description"] = text
        made["required"] = list(made.get("properties", {}))
        made["additionalProperties"] = False
        return made
