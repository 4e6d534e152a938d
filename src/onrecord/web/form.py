"""Forms that pages send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

from onrecord.errors import BadInput

FORM = "application/x-www-form-urlencoded"
FIELDS = 5_000
"""A form with more of them is refused: an entry's findings may all be chosen, and some entries have hundreds."""


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form, each with all its values in order."""

    fields: Mapping[str, Sequence[str]]

    def one(self, name: str) -> str:
        """The first value of a field that says anything, in one line; nothing where there is none."""
        return next((one.strip() for one in self.fields.get(name, ()) if one.strip()), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field that says anything."""
        return tuple(one.strip() for one in self.fields.get(name, ()) if one.strip())


async def form_of(request: Request) -> Form:
    """The form that a request holds. Raises BadInput for anything else."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind != FORM:
        raise BadInput(f"this address takes a form ({FORM}), not {kind or 'nothing'}")
    try:
        body = (await request.body()).decode("ascii")
        found = parse_qsl(body, keep_blank_values=True, errors="strict", max_num_fields=FIELDS)
    except ValueError as error:
        raise BadInput(f"the form holds bytes that are no text in UTF-8, or more than {FIELDS} fields") from error
    out: dict[str, list[str]] = {}
    for name, value in found:
        out.setdefault(name, []).append(value)
    return Form(out)
