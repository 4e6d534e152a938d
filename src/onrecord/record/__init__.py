"""The record: one SQLite file."""

from onrecord.record.as_of import CLOCKS, AsOf, Clock
from onrecord.record.explaining import (
    ExplainedArticle,
    ExplainedDisagreement,
    ExplainedEntry,
    ExplainedFinding,
    Explanation,
)
from onrecord.record.exporting import FORMATS, flat, flat_columns, json_line, write_rows
from onrecord.record.overview import Overview
from onrecord.record.record import Record, open_record
from onrecord.record.releases import (
    Changes,
    EntryChange,
    FieldChange,
    Gained,
    RulingMade,
    Why,
    change_rows,
    changes,
)
from onrecord.record.rulings.held import HeldRuling
from onrecord.record.searching import Found, Place, Search
from onrecord.record.selecting import EVERYTHING, TABLES, Selection
from onrecord.record.tables import Table
from onrecord.record.totals.counting import Counted, LeftOut, LeftOutReason, Measure
from onrecord.record.totals.totals import Total, total_row
from onrecord.record.verifying import Failure, Verification
from onrecord.record.word_changes import WordChange, word_changes

__all__ = [
    "CLOCKS",
    "EVERYTHING",
    "FORMATS",
    "TABLES",
    "AsOf",
    "Changes",
    "Clock",
    "Counted",
    "EntryChange",
    "ExplainedArticle",
    "ExplainedDisagreement",
    "ExplainedEntry",
    "ExplainedFinding",
    "Explanation",
    "Failure",
    "FieldChange",
    "Found",
    "Gained",
    "HeldRuling",
    "LeftOut",
    "LeftOutReason",
    "Measure",
    "Overview",
    "Place",
    "Record",
    "RulingMade",
    "Search",
    "Selection",
    "Table",
    "Total",
    "Verification",
    "Why",
    "WordChange",
    "change_rows",
    "changes",
    "flat",
    "flat_columns",
    "json_line",
    "open_record",
    "total_row",
    "word_changes",
    "write_rows",
]
