"""onrecord reads many news reports of the same events and writes an evidence-backed record.

    import onrecord

    summary = onrecord.build("reports/", record="story.db")
    with onrecord.open_record("story.db") as record:
        for entry in record.entries():
            print(entry.type, entry.stage, len(entry.origins))

docs/python.md explains every name listed here. Each is loaded when it is first used, so that importing onrecord
costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.engines.as_of import open_as_of as open_as_of
    from onrecord.engines.comparing import Comparison as Comparison
    from onrecord.engines.comparing import Piece as Piece
    from onrecord.engines.local import add as add
    from onrecord.engines.local import build as build
    from onrecord.engines.local import compare as compare
    from onrecord.engines.ruling import RulingOutcome as RulingOutcome
    from onrecord.engines.ruling import rule as rule
    from onrecord.engines.ruling_files import ImportedRulings as ImportedRulings
    from onrecord.engines.ruling_files import export_rulings as export_rulings
    from onrecord.engines.ruling_files import import_rulings as import_rulings
    from onrecord.engines.running import Summary as Summary
    from onrecord.engines.tracing import Traced as Traced
    from onrecord.engines.tracing import trace as trace
    from onrecord.errors import BadInput as BadInput
    from onrecord.errors import BadVocabulary as BadVocabulary
    from onrecord.errors import NotFound as NotFound
    from onrecord.errors import NotInstalled as NotInstalled
    from onrecord.errors import OnrecordError as OnrecordError
    from onrecord.errors import OutdatedIndex as OutdatedIndex
    from onrecord.errors import RecordError as RecordError
    from onrecord.model import Article as Article
    from onrecord.model import Commitment as Commitment
    from onrecord.model import Derivation as Derivation
    from onrecord.model import Disagreement as Disagreement
    from onrecord.model import Entry as Entry
    from onrecord.model import Evidence as Evidence
    from onrecord.model import Findings as Findings
    from onrecord.model import KnownSpeaker as KnownSpeaker
    from onrecord.model import MembershipStep as MembershipStep
    from onrecord.model import Passage as Passage
    from onrecord.model import Rejected as Rejected
    from onrecord.model import Reuse as Reuse
    from onrecord.model import Ruling as Ruling
    from onrecord.model import Span as Span
    from onrecord.model import Speaker as Speaker
    from onrecord.model import Statement as Statement
    from onrecord.model import Trace as Trace
    from onrecord.model import Variant as Variant
    from onrecord.model import VariantChange as VariantChange
    from onrecord.publishing.single import report_entry as report_entry
    from onrecord.publishing.writing import ReportSummary as ReportSummary
    from onrecord.publishing.writing import report as report
    from onrecord.record import AsOf as AsOf
    from onrecord.record import Changes as Changes
    from onrecord.record import EntryChange as EntryChange
    from onrecord.record import Failure as Failure
    from onrecord.record import FieldChange as FieldChange
    from onrecord.record import HeldRuling as HeldRuling
    from onrecord.record import Overview as Overview
    from onrecord.record import Record as Record
    from onrecord.record import Selection as Selection
    from onrecord.record import Table as Table
    from onrecord.record import Verification as Verification
    from onrecord.record import Why as Why
    from onrecord.record import changes as changes
    from onrecord.record import open_record as open_record
    from onrecord.tracing.index import Added as Added
    from onrecord.tracing.index import Index as Index
    from onrecord.web.serving import serve as serve

__version__ = "0.1.0"

_HOMES = {
    "onrecord.engines.as_of": ("open_as_of",),
    "onrecord.engines.local": ("add", "build", "compare"),
    "onrecord.engines.tracing": ("Traced", "trace"),
    "onrecord.engines.comparing": ("Comparison", "Piece"),
    "onrecord.engines.ruling": ("RulingOutcome", "rule"),
    "onrecord.engines.ruling_files": ("ImportedRulings", "export_rulings", "import_rulings"),
    "onrecord.engines.running": ("Summary",),
    "onrecord.errors": (
        "BadInput", "BadVocabulary", "NotFound", "NotInstalled", "OnrecordError", "OutdatedIndex", "RecordError",
    ),
    "onrecord.model": (
        "Article", "Commitment", "Derivation", "Disagreement", "Entry", "Evidence", "Findings", "KnownSpeaker",
        "MembershipStep", "Passage", "Rejected", "Reuse", "Ruling", "Span", "Speaker", "Statement", "Trace",
        "Variant", "VariantChange",
    ),
    "onrecord.publishing.single": ("report_entry",),
    "onrecord.publishing.writing": ("ReportSummary", "report"),
    "onrecord.tracing.index": ("Added", "Index"),
    "onrecord.web.serving": ("serve",),
    "onrecord.record": (
        "AsOf", "Changes", "EntryChange", "Failure", "FieldChange", "HeldRuling", "Overview", "Record",
        "Selection", "Table", "Verification", "Why", "changes", "open_record",
    ),
}  # fmt: skip

__all__ = [
    "Added",
    "Article",
    "AsOf",
    "BadInput",
    "BadVocabulary",
    "Changes",
    "Commitment",
    "Comparison",
    "Derivation",
    "Disagreement",
    "Entry",
    "EntryChange",
    "Evidence",
    "Failure",
    "FieldChange",
    "Findings",
    "HeldRuling",
    "ImportedRulings",
    "Index",
    "KnownSpeaker",
    "MembershipStep",
    "NotFound",
    "NotInstalled",
    "OnrecordError",
    "OutdatedIndex",
    "Overview",
    "Passage",
    "Piece",
    "Record",
    "RecordError",
    "Rejected",
    "ReportSummary",
    "Reuse",
    "Ruling",
    "RulingOutcome",
    "Selection",
    "Span",
    "Speaker",
    "Statement",
    "Summary",
    "Table",
    "Trace",
    "Traced",
    "Variant",
    "VariantChange",
    "Verification",
    "Why",
    "__version__",
    "add",
    "build",
    "changes",
    "compare",
    "export_rulings",
    "import_rulings",
    "open_as_of",
    "open_record",
    "report",
    "report_entry",
    "rule",
    "serve",
    "trace",
]


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
