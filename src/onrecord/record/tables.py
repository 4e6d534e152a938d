"""A table of the record as a value: it shows itself in a notebook and comes out as a data frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from itertools import islice
from typing import Any

from onrecord.errors import NotInstalled
from onrecord.record.arrow import batches, pyarrow, schema_of
from onrecord.record.exporting import COLUMNS
from onrecord.record.notebook import html_table
from onrecord.record.rows import ExportRow

SHOWN = 20  # rows that a notebook shows


class Table:
    """The chosen rows of one table, read each time they are asked for, so the record must be open then.

    name, columns: as in the export. Loop over it for rows as dicts; `len` counts them.
    It speaks Arrow's C stream interface, so `pandas`, `polars`, `duckdb` and others take it as it is.
    """

    def __init__(self, name: str, count: int, rows: Callable[[], Iterator[ExportRow]]) -> None:
        self.name = name
        self.columns = COLUMNS[name]
        self._count = count
        self._rows = rows

    def __iter__(self) -> Iterator[ExportRow]:
        return self._rows()

    def __len__(self) -> int:
        return self._count

    def __repr__(self) -> str:
        return f"<Table {self.name}: {self._count:,} {'row' if self._count == 1 else 'rows'}>"

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows as an Arrow stream. Raises NotInstalled without PyArrow."""
        return self._reader().__arrow_c_stream__(requested_schema)

    def to_arrow(self) -> Any:  # noqa: ANN401 - PyArrow has no types
        """The rows as a `pyarrow.Table`, nested columns and all. Raises NotInstalled without PyArrow."""
        return self._reader().read_all()

    def to_pandas(self) -> Any:  # noqa: ANN401 - pandas is an extra
        """The rows as a `pandas.DataFrame` over the same Arrow memory. Raises NotInstalled without pandas."""
        pandas = _needed("pandas")
        return self.to_arrow().to_pandas(types_mapper=pandas.ArrowDtype)

    def to_polars(self) -> Any:  # noqa: ANN401 - Polars is an extra
        """The rows as a `polars.DataFrame` over the same Arrow memory. Raises NotInstalled without Polars."""
        return _needed("polars").from_arrow(self.to_arrow())

    def _reader(self) -> Any:  # noqa: ANN401 - PyArrow has no types
        return pyarrow().RecordBatchReader.from_batches(schema_of(self.name), batches(self.name, self))

    def _repr_html_(self) -> str:
        shown: list[Mapping[str, object]] = list(islice(self, SHOWN))
        more = f"; the first {len(shown)}" if len(shown) < self._count else ""
        return html_table(f"{self.name}: {self._count:,} rows{more}", shown)


def _needed(library: str) -> Any:  # noqa: ANN401 - a module
    try:
        return import_module(library)
    except ImportError as error:
        raise NotInstalled(f"this needs {library}; install it with: pip install 'onrecord[notebook]'") from error
