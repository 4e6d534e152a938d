"""The fingerprint of tracing's rules: what an article's sheet, features and reuse depend on besides articles."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from onrecord.vocabulary.loading import EXTENSION_VARIABLE

NOT_RULES = ("index", "plain")
"""Of tracing, how an index stores what was found (see `manifest.FORMAT`), and what nothing is found with."""


def tracing_rules() -> str:
    """16 hex digits of a hash over tracing's source, the model's and the vocabulary, the user's own included."""
    digest = hashlib.sha256()
    own = os.environ.get(EXTENSION_VARIABLE)
    folders: list[tuple[Traversable, str]] = [
        (files("onrecord.tracing"), ".py"),
        (files("onrecord.model"), ".py"),
        (files("onrecord.vocabulary"), ".toml"),
    ]
    if own:
        folders.append((Path(own), ".toml"))
    for folder, suffix in folders:
        for content in _contents(folder, suffix):
            digest.update(len(content).to_bytes(8, "big"))
            digest.update(content)
    return digest.hexdigest()[:16]


def _contents(folder: Traversable, suffix: str) -> Iterator[bytes]:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            if one.name not in NOT_RULES:
                yield from _contents(one, suffix)
        elif one.name.endswith(suffix):
            yield one.name.encode()
            yield one.read_bytes()
