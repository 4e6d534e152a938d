"""Loading a vocabulary and laying a user's own over it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from onrecord.errors import BadVocabulary

EXTENSION_VARIABLE = "ONRECORD_VOCABULARY"


def vocabulary(name: str) -> Mapping[str, Any]:
    """The vocabulary `name` (a file's stem: "cues"), with the user's own laid over it.

    Loaded once per process and per user folder. Raises BadVocabulary when there is no such vocabulary or when
    a file cannot be read as TOML.
    """
    return _loaded(name, os.environ.get(EXTENSION_VARIABLE))


@cache
def _loaded(name: str, folder: str | None) -> Mapping[str, Any]:
    shipped = files("onrecord.vocabulary") / f"{name}.toml"
    if not shipped.is_file():
        raise BadVocabulary(f"there is no vocabulary {name!r}; see docs/vocabulary.md for those there are")
    table = _parsed(shipped.read_text(encoding="utf-8"), f"{name}.toml")
    if folder:
        own = Path(folder) / f"{name}.toml"
        if own.is_file():
            table = _laid_over(table, _parsed(own.read_text(encoding="utf-8"), str(own)))
    return table


def _parsed(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadVocabulary(f"{where} is not valid TOML: {error}; mend that line") from error


def _laid_over(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    out = dict(base)
    for key, value in own.items():
        there = out.get(key)
        if isinstance(there, dict) and isinstance(value, dict):
            out[key] = _laid_over(there, value)
        elif isinstance(there, list) and isinstance(value, list):
            out[key] = [*there, *(item for item in value if item not in there)]
        else:
            out[key] = value
    return out
