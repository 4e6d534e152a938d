"""Schemas of what answers hold, from the dataclasses that pages are made of."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from onrecord.web.documenting import told

Object = dict[str, Any]
LONG_NAME = re.compile(r"onrecord__(?:[a-z_]+?__)*([a-z_]+?)__([A-Z]\w*)")
"""How pydantic tells apart two dataclasses of one name."""
PLACE = "#/components/schemas/{model}"


class Schemas:
    """The schemas of some dataclasses, and of all that they hold, each once under its name."""

    def __init__(self, kinds: Sequence[type]) -> None:
        asked: list[Any] = [(kind, "serialization", TypeAdapter(kind)) for kind in kinds]
        refs, made = TypeAdapter.json_schemas(asked, ref_template=PLACE, schema_generator=_Documented)
        self._refs = {kind: _named(refs[kind, "serialization"]) for kind in kinds}
        self.made: Object = dict(sorted(_named(made["$defs"]).items()))

    def ref(self, kind: type) -> Object:
        """A reference to the schema of one of the dataclasses."""
        return dict(self._refs[kind])


def _named(schema: Object) -> Object:
    """The same with short names: dataclasses of one name are told apart by their modules, `story.Teller`."""
    found: Object = json.loads(LONG_NAME.sub(r"\1.\2", json.dumps(schema)))
    return found


def parameter_schema(hint: Any) -> Object:  # noqa: ANN401 - any annotation
    """The schema of a parameter where it is given; null stands for one that is not."""
    if get_origin(hint) in (Union, UnionType):
        hint = Union[tuple(one for one in get_args(hint) if one is not NoneType)]  # noqa: UP007 - however many
    found: Object = TypeAdapter(hint).json_schema()
    return found


class _Documented(GenerateJsonSchema):
    """Schemas whose fields say what their dataclass's docstring says of them. Every field is always there."""

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        """The schema of one dataclass."""
        made = super().dataclass_schema(schema)
        kind: type = schema["cls"]
        says = told(kind)
        made["description"] = says.whole
        for name, field in made.get("properties", {}).items():
            field.pop("title", None)
            field.pop("default", None)
            if name in says.of:
                field["description"] = says.of[name]
        made["required"] = list(made.get("properties", {}))
        made["additionalProperties"] = False
        return made
