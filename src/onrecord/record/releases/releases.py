"""Two releases of a record, compared by their files."""

from __future__ import annotations

import os
from contextlib import ExitStack

from onrecord.record.record import Record, open_record
from onrecord.record.releases.comparing import changes_between
from onrecord.record.releases.values import Changes
from onrecord.record.selecting import EVERYTHING, Selection

Given = Record | str | os.PathLike[str]


def changes(old: Given, new: Given, selection: Selection = EVERYTHING) -> Changes:
    """What appeared, went and changed from one release of a record to another, and why.

    old, new:  files, or records that are open (as of a day too), which stay open.
    selection: only entries that it chooses in either release.
    Raises RecordError as `open_record` does, BadInput for a filter that entries do not have.
    """
    with ExitStack() as stack:
        first, second = (
            one if isinstance(one, Record) else stack.enter_context(open_record(one)) for one in (old, new)
        )
        return changes_between(first.gate, second.gate, selection)
