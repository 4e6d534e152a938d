"""The fingerprint of the rules: what an article's findings depend on besides the article."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from onrecord import __version__
from onrecord.vocabulary.loading import EXTENSION_VARIABLE

DEPENDS_ON = ("model", "language", "extraction", "vocabulary")


def rules(pipeline: str | None) -> Mapping[str, str]:
    """What a record's findings were made with, for its table `meta`.

    Findings are used again only where all of this is the same: the code and the vocabulary (the user's own
    included) by hash, the pipeline by its description, the parser library by its version.
    """
    from onrecord.language import load_pipeline
    from onrecord.language.rates import rates_version

    described = json.dumps(load_pipeline(pipeline).meta, sort_keys=True, default=str)
    meta = load_pipeline(pipeline).meta
    return {
        "onrecord": __version__,
        "rules": _hash(_sources()),
        "vocabulary": _hash(_vocabulary()),
        "model": f"{meta.get('lang')}_{meta.get('name')} {meta.get('version')}",
        "model_hash": hashlib.sha256(described.encode()).hexdigest()[:16],
        "spacy": version("spacy"),
        "rates": rates_version() or "none",
    }


def _sources() -> Iterator[bytes]:
    for package in DEPENDS_ON:
        yield from _contents(files(f"onrecord.{package}"), ".py")


def _vocabulary() -> Iterator[bytes]:
    yield from _contents(files("onrecord.vocabulary"), ".toml")
    own = os.environ.get(EXTENSION_VARIABLE)
    if own:
        yield from _contents(Path(own), ".toml")


def _contents(folder: Traversable, suffix: str) -> Iterator[bytes]:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            yield from _contents(one, suffix)
        elif one.name.endswith(suffix):
            yield one.name.encode()
            yield one.read_bytes()


def _hash(contents: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for content in contents:
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.hexdigest()[:16]
