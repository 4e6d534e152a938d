"""The API answers as its documentation says, for every page of the example."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields
from typing import Any

import pytest

from json_schema import misfits
from onrecord.pages.registry import KINDS
from onrecord.record import open_record
from onrecord.web.addresses import LiveAddresses
from onrecord.web.documenting import told
from onrecord.web.openapi import document
from onrecord.web.signature import Everywhere
from page_checks import harms, on_the_server, shown

HERE = LiveAddresses()


def asked(name: str, example) -> Iterator[dict[str, Any]]:
    with open_record(example) as record:
        kind = KINDS[name]
        yield from ({one.name: getattr(query, one.name) for one in fields(query)} for query in kind.every(record))
        if name == "compare":
            yield {"article": tuple(one.id for one in record.articles())[:3]}


def schema_of(answer: dict[str, Any]) -> dict[str, Any]:
    return answer["content"]["application/json"]["schema"]


def operation(name: str) -> dict[str, Any]:
    every = (one for methods in document()["paths"].values() for one in methods.values())
    return next(one for one in every if one["operationId"] == name)


def parameters_of(name: str) -> dict[str, dict[str, Any]]:
    """The parameters of an operation by name, also those that every page has."""
    given = operation(name).get("parameters", ())
    found = [followed(one["$ref"]) if "$ref" in one else one for one in given]
    return {one["name"]: one for one in found}


def followed(reference: str) -> Any:
    found: Any = document()
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    return found


@pytest.mark.parametrize("name", KINDS)
def test_every_answer_of_the_example_fits_its_schema(name, served, example):
    schema = schema_of(operation(name)["responses"]["200"])
    for one in asked(name, example):
        answer = served.get(HERE.data(name, **one))
        assert answer.status_code == 200
        assert list(misfits(answer.json(), schema, document())) == [], HERE.data(name, **one)


def test_a_value_that_does_not_fit_would_be_seen():
    schema = {"$ref": "#/components/schemas/Problem"}
    right = {"status": 400, "title": "x", "message": "y", "choices": []}
    assert list(misfits(right, schema, document())) == []
    for wrong in ({**right, "status": "400"}, {**right, "more": 1}, {"status": 400}, {**right, "choices": [1]}):
        assert list(misfits(wrong, schema, document()))


@pytest.mark.parametrize("name", KINDS)
def test_every_parameter_is_documented_with_its_type_and_default(name):
    kind = KINDS[name]
    found = parameters_of(name)
    assert list(found) == [one.name for one in (*fields(kind.query), *fields(Everywhere))]
    for field in fields(kind.query):
        one = found[field.name]
        assert one["schema"].get("type") or one["schema"].get("anyOf"), field.name
        assert one["required"] == (field.default is MISSING)
        if field.default not in (MISSING, None, (), ""):
            assert one["schema"]["default"] == field.default


def test_every_parameter_says_what_it_is():
    silent = [(name, one) for name in KINDS for one, held in parameters_of(name).items() if not held["description"]]
    assert silent == []


def test_the_day_is_a_parameter_of_every_page():
    for name in KINDS:
        found = {one: held["schema"] for one, held in parameters_of(name).items()}
        assert found["as_of"] == {"type": "string"}
        assert found["clock"] == {"type": "string", "enum": ["published", "observed"]}


def test_every_reference_of_the_document_leads_somewhere():
    def references(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            if isinstance(value.get("$ref"), str):
                yield value["$ref"]
            for one in value.values():
                yield from references(one)
        elif isinstance(value, list):
            for one in value:
                yield from references(one)

    assert all(followed(one) for one in references(document()))


def test_objects_of_one_name_are_told_apart_by_where_they_are_from():
    assert all(name.replace(".", "").replace("_", "").isalnum() for name in document()["components"]["schemas"])
    assert not any("__" in name for name in document()["components"]["schemas"])


def test_the_document_is_served_as_it_is(served):
    assert served.get("/api/openapi.json").json() == document()


def test_the_page_of_the_api_names_every_address_parameter_and_object(served):
    page = served.get("/api")
    words = shown(page.text)
    for path, methods in document()["paths"].items():
        for one in methods.values():
            assert one["tags"] == ["api"] or path in words
            assert all(name in words for name in parameters_of(one["operationId"]))
    for name in document()["components"]["schemas"]:
        assert name in words
    assert harms(page.text, on_the_server) == []
    assert served.get("/api/").text == page.text


def test_a_docstring_is_taken_apart_at_the_names_of_fields():
    said = told(Everywhere)
    assert said.whole == "What every page may be asked for."
    assert said.of["clock"].startswith("with as_of: which day of an article counts")
