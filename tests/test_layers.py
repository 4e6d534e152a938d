"""Nothing imports upward: read → trace → analyse → extract → reconcile → record → engines → what shows them."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import onrecord

HOUSE = Path(onrecord.__file__).parent
MAY_IMPORT = {
    "errors": set(),
    "model": set(),
    "vocabulary": {"errors"},
    "reading": {"model", "errors", "vocabulary"},
    "tracing": {"model", "errors", "vocabulary"},
    "language": {"model", "errors", "vocabulary"},
    "extraction": {"model", "errors", "vocabulary", "language"},
    "reconciliation": {"model", "errors", "vocabulary", "language"},
    "record": {"model", "errors", "vocabulary"},
    "engines": {
        "model", "errors", "vocabulary", "reading", "tracing", "language", "extraction", "reconciliation", "record",
    },
    "phrases": {"model", "record"},
    "telling": {"model", "record", "phrases"},
    "pages": {"model", "errors", "record", "engines", "phrases", "telling"},
    "publishing": {"model", "errors", "record", "engines", "phrases", "pages"},
    "web": {"model", "errors", "record", "engines", "phrases", "pages"},
    "cli": {"model", "errors", "record", "engines", "phrases", "telling", "publishing", "web"},
}  # fmt: skip
"""Every layer with the layers that it may import, besides itself and the version in onrecord/__init__.py."""


def layer_of(path: Path) -> str:
    inside = path.relative_to(HOUSE)
    return inside.parts[0].removesuffix(".py")


def imported_layers(path: Path) -> set[str]:
    """The layers that a file imports, also inside functions and type-checking blocks."""
    out: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level:
            names = ["onrecord." + layer_of(path)]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        parts = (name.split(".") for name in names)
        out |= {part[1] for part in parts if part[0] == "onrecord" and len(part) > 1}
    return out & MAY_IMPORT.keys()


FILES = [path for path in sorted(HOUSE.rglob("*.py")) if layer_of(path) not in ("__init__", "__main__")]


def test_every_layer_is_listed():
    assert {layer_of(path) for path in FILES} == MAY_IMPORT.keys()


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(HOUSE)) for path in FILES])
def test_no_file_imports_upward(path):
    layer = layer_of(path)
    assert imported_layers(path) <= MAY_IMPORT[layer] | {layer}


def test_an_upward_import_would_be_seen(tmp_path, monkeypatch):
    monkeypatch.setattr("test_layers.HOUSE", tmp_path)
    (tmp_path / "model").mkdir()
    bad = tmp_path / "model" / "bad.py"
    bad.write_text("def late():\n    from onrecord.record import Record\n    from onrecord import cli\n")
    assert imported_layers(bad) == {"record", "cli"}


def test_the_allowed_imports_have_no_circle():
    order = list(MAY_IMPORT)
    assert all(order.index(lower) < order.index(layer) for layer, below in MAY_IMPORT.items() for lower in below)


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_every_module_of_a_layer_can_be_imported(layer):
    module = import_module(f"onrecord.{layer}")
    for found in walk_packages(getattr(module, "__path__", ()), f"onrecord.{layer}."):
        import_module(found.name)
