"""A small checker of JSON values against the schemas of an OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "null": (type(None),),
    "array": (list,), "object": (dict,),
}  # fmt: skip
KNOWN = {
    "$ref", "title", "description", "default", "type", "enum", "const", "anyOf", "items", "prefixItems", "minItems",
    "maxItems", "properties", "required", "additionalProperties", "propertyNames",
}  # fmt: skip


def misfits(value: Any, schema: Mapping[str, Any], document: Mapping[str, Any], where: str = "") -> Iterator[str]:
    """Where and how a value does not fit a schema."""
    assert set(schema) <= KNOWN, f"{where}: this checker does not know {set(schema) - KNOWN}"
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/components/schemas/")
        schema = document["components"]["schemas"][name]
    if "anyOf" in schema:
        tries = [list(misfits(value, one, document, where)) for one in schema["anyOf"]]
        if all(tries):
            yield f"{where}: fits none of {len(tries)}: {min(tries, key=len)}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r} is none of {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        yield f"{where}: {value!r} is not {schema['const']!r}"
    kind = schema.get("type")
    if kind and (not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != "boolean")):
        yield f"{where}: {value!r} is no {kind}"
    elif isinstance(value, dict):
        yield from _of_object(value, schema, document, where)
    elif isinstance(value, list):
        yield from _of_list(value, schema, document, where)


def _of_object(value: dict[str, Any], schema: Any, document: Any, where: str) -> Iterator[str]:
    held = schema.get("properties", {})
    more = schema.get("additionalProperties", True)
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{where}: {name} is missing"
    for name, inner in value.items():
        if name in held:
            yield from misfits(inner, held[name], document, f"{where}.{name}")
        elif more is False:
            yield f"{where}: {name} is not in the schema"
        elif isinstance(more, Mapping):
            yield from misfits(inner, more, document, f"{where}.{name}")


def _of_list(value: list[Any], schema: Any, document: Any, where: str) -> Iterator[str]:
    first = schema.get("prefixItems", ())
    if len(value) < schema.get("minItems", 0) or len(value) > schema.get("maxItems", len(value)):
        yield f"{where}: {len(value)} items"
    for number, inner in enumerate(value):
        of = first[number] if number < len(first) else schema.get("items", {})
        yield from misfits(inner, of, document, f"{where}[{number}]")
