"""The API as an OpenAPI document: each page's data, the rows behind it, and how a program rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from functools import lru_cache
from typing import Any, get_origin, get_type_hints

from onrecord import __version__
from onrecord.model import ACTS
from onrecord.pages.desk import DisagreementDesk, EntryDesk
from onrecord.pages.kinds import PageKind
from onrecord.pages.registry import KINDS
from onrecord.web.addresses import API, DOCUMENT, DOWNLOAD, HOLE, path_of
from onrecord.web.documenting import told
from onrecord.web.downloads import TYPES
from onrecord.web.errors import TITLES, Problem
from onrecord.web.ruling import API_DESK, API_RULINGS, Written
from onrecord.web.schemas import Object, Schemas, parameter_schema
from onrecord.web.signature import Everywhere, Rows

JSON = "application/json"
WHOLE = (
    "The data of every page of this record. The address of a page's data is that of the page after `/api`, with "
    "the same parameters; the rows behind it are after `/download`. Offsets are half-open ranges of characters "
    "(code points) of an article's stored text. A value that was not found is null. An id may be shortened to a "
    "beginning that no other has: the answer is then a redirect to the whole one."
)
ID = "Its id. One that holds `/` or other marks is percent-encoded; `.` and `..` go as the parameter `id`."
ROWS = "Rows are those of `onrecord export`. A table that the page does not have is answered by those that it has."
RULE = (
    "The words are those of `onrecord rule`. `seen`, from the desk of what is ruled on, keeps the ruling from "
    "being made over one that its maker has not seen."
)
USUAL: Mapping[str, str] = {
    "actor": "Who promises: a code (UKR, NATO), the name that one stands for, or part of a name.",
    "recipient": "Who is to get it: a code, the name that one stands for, or part of a name.",
    "kind": "Of this kind.",
    "stage": "At this stage.",
    "cause": "With this likely cause.",
    "item": "Part of the words for what is promised, or its class.",
    "since": "Not before this day (2023-01-20; a month or a year will do).",
    "until": "Not after this day (2023-01-20; a month or a year will do).",
    "min_origins": "At least so many independent origins.",
    "article": "Its id; more than one may be given where several are compared.",
    "ascending": "The least or earliest first.",
    "page": "Which page of the list, from 1; a download has all of it.",
}
"""What is told of a parameter that a page's own words leave to its name."""
FAILURES = (400, 404, 500, 501, 503)


@lru_cache(maxsize=1)
def document() -> Object:
    """The document; the same for every record. It is not to be changed."""
    schemas = Schemas([Problem, *(kind.page for kind in KINDS.values()), EntryDesk, DisagreementDesk, Written])
    paths: Object = {path_of(kind, API): {"get": _data(kind, schemas)} for kind in KINDS.values()}
    paths |= {path_of(kind, DOWNLOAD): {"get": _download(kind)} for kind in KINDS.values()}
    paths[API_DESK + "/{id}"] = {"get": _desk(schemas)}
    paths[API_RULINGS]["post"] = _ruling(schemas)
    paths[DOCUMENT] = {"get": {
        "operationId": "openapi", "tags": ["api"], "summary": "This document.",
        "responses": {"200": _answer("OpenAPI 3.1.", {"type": "object"})},
    }}  # fmt: skip
    everywhere = {one["name"]: one for one in _of(Everywhere, "")}
    problem = schemas.ref(Problem)
    failures = {f"Problem{code}": _answer(f"{TITLES[code]}.", problem) for code in (300, 403, 409, *FAILURES)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "onrecord", "version": __version__, "description": WHOLE},
        "paths": paths,
        "components": {
            "schemas": schemas.made,
            "parameters": everywhere,
            "responses": failures,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _data(kind: PageKind, schemas: Schemas) -> Object:
    return {
        "operationId": kind.name,
        "tags": ["data"],
        "summary": kind.doc,
        "parameters": _parameters([kind.query], kind.path),
        "responses": {"200": _answer(told(kind.page).whole, schemas.ref(kind.page))} | _failures(kind),
    }


def _download(kind: PageKind) -> Object:
    content = {media.partition(";")[0]: {"schema": {"type": "string"}} for media in TYPES.values()}
    return {
        "operationId": f"download_{kind.name}",
        "tags": ["downloads"],
        "summary": f"The rows behind it, all of them, as a file. {kind.doc}",
        "description": ROWS,
        "parameters": _parameters([kind.query, Rows], kind.path),
        "responses": {"200": {"description": "The rows.", "content": content}} | _failures(kind),
    }


def _desk(schemas: Schemas) -> Object:
    either = {"anyOf": [schemas.ref(EntryDesk), schemas.ref(DisagreementDesk)]}
    return {
        "operationId": "desk",
        "tags": ["rulings"],
        "summary": "What may be ruled on an entry or a disagreement.",
        "parameters": list(_path_id()),
        "responses": {"200": _answer("What may be ruled.", either)} | _refs(FAILURES),
    }


def _ruling(schemas: Schemas) -> Object:
    texts = {"by": "Who decides.", "why": "For what reason.", "seen": "What the desk gave."}
    held: Object = {
        "act": {"type": "string", "enum": list(ACTS), "description": "What to do."},
        "what": {"type": "array", "items": {"type": "string"}, "description": "What the act is told of."},
    } | {name: {"type": "string", "description": text} for name, text in texts.items()}
    body = {"type": "object", "properties": held, "required": list(held)[:-1], "additionalProperties": False}
    return {
        "operationId": "rule",
        "tags": ["rulings"],
        "summary": "Write one person's decision into the record.",
        "description": RULE,
        "security": [{"token": []}],
        "parameters": [],
        "requestBody": {"required": True, "content": {JSON: {"schema": body}}},
        "responses": {"201": _answer(told(Written).whole, schemas.ref(Written))} | _refs((403, 409, *FAILURES)),
    }


def _failures(kind: PageKind) -> Object:
    if HOLE not in kind.path:
        return _refs(FAILURES)
    longer = {"302": {"description": "The id is the beginning of a longer one; this is where that is."}}
    return longer | _refs((300, *FAILURES))


def _refs(codes: Sequence[int]) -> Object:
    return {str(code): {"$ref": f"#/components/responses/Problem{code}"} for code in codes}


def _answer(description: str, schema: Mapping[str, Any]) -> Object:
    return {"description": description, "content": {JSON: {"schema": schema}}}


def _parameters(kinds: Sequence[type], path: str) -> list[Object]:
    """The parameters of a page's kind, and, by reference, those of every page."""
    everywhere = [{"$ref": f"#/components/parameters/{one.name}"} for one in fields(Everywhere)]
    return [*(each for kind in kinds for each in _of(kind, path)), *everywhere]


def _of(kind: type, path: str) -> Iterator[Object]:
    hints, says = get_type_hints(kind), told(kind).of
    for one in fields(kind):
        if "{" + one.name + "}" in path:
            yield from _path_id()
            continue
        schema = parameter_schema(hints[one.name])
        if one.default not in (MISSING, None, (), ""):
            schema = {**schema, "default": one.default}
        made: Object = {
            "name": one.name,
            "in": "query",
            "required": one.default is MISSING,
            "description": says.get(one.name) or USUAL.get(one.name, ""),
            "schema": schema,
        }
        if get_origin(hints[one.name]) is tuple:
            made |= {"style": "form", "explode": True}
        yield made


def _path_id() -> Iterator[Object]:
    yield {"name": "id", "in": "path", "required": True, "description": ID, "schema": {"type": "string"}}
