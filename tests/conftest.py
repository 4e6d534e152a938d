"""What several tests share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from shutil import copyfile

import pytest
from starlette.testclient import TestClient

from onrecord import build

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "accession"
SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def shared_data() -> Path:
    """The folder of real data beside the project; tests that need it are skipped where it is missing."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("the real data is not beside the project")
    return folder


@pytest.fixture
def folder_of(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """Writes texts under the given file names into a folder of their own, and says which."""

    def write(texts: Mapping[str, str]) -> Path:
        folder = tmp_path / "stories"
        folder.mkdir()
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the example story, built once; tests that write take a copy."""
    path = tmp_path_factory.mktemp("example") / "accession.db"
    build([EXAMPLE], record=path)
    return path


@pytest.fixture
def served(example: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A client of the live site over a copy of the example's record."""
    from onrecord.web.app import application
    from onrecord.web.shelf import Shelf

    copy = tmp_path / "accession.db"
    copyfile(example, copy)
    with TestClient(application(Shelf(copy)), base_url="http://127.0.0.1") as client:
        yield client
