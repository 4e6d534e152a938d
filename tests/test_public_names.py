"""The public face is this list: a name that comes or goes is a decision, noted in the changelog."""

from __future__ import annotations

import subprocess
import sys

import onrecord

PUBLIC = {
    "Added", "Article", "AsOf", "BadInput", "BadVocabulary", "Changes", "Commitment", "Comparison",
    "Derivation", "Disagreement", "Entry", "EntryChange", "Evidence", "Failure", "FieldChange", "Findings",
    "Index", "KnownSpeaker", "MembershipStep", "NotFound", "NotInstalled", "OnrecordError", "OutdatedIndex",
    "Overview", "Passage", "Piece", "Record", "RecordError", "Rejected", "Reuse", "Selection", "Span",
    "Speaker", "Statement", "Summary", "Table", "Trace", "Traced", "Variant", "VariantChange", "Verification",
    "Why", "HeldRuling", "ImportedRulings", "Ruling", "RulingOutcome", "export_rulings", "import_rulings", "rule",
    "__version__", "add", "build", "changes", "compare", "open_as_of", "open_record", "report",
    "report_entry", "ReportSummary",
    "serve", "trace",
}  # fmt: skip


def test_the_public_names_are_these():
    assert sorted(onrecord.__all__) == sorted(PUBLIC)


def test_every_public_name_is_there_and_explained():
    for name in PUBLIC:
        value = getattr(onrecord, name)
        assert name == "__version__" or value.__doc__


def test_dir_lists_the_public_names():
    assert set(dir(onrecord)) >= PUBLIC


def test_names_that_are_not_there_are_attribute_errors():
    assert not hasattr(onrecord, "rumour")


def test_errors_are_ours_and_pythons():
    assert issubclass(onrecord.BadInput, ValueError)
    assert issubclass(onrecord.NotFound, LookupError)
    assert issubclass(onrecord.NotInstalled, ImportError)
    assert all(
        issubclass(getattr(onrecord, name), onrecord.OnrecordError)
        for name in ("BadInput", "BadVocabulary", "NotFound", "NotInstalled", "RecordError")
    )


def test_importing_onrecord_loads_none_of_the_heavy_libraries():
    heavy = ("spacy", "numpy", "sqlite3", "trafilatura")
    script = f"import sys, onrecord, onrecord.cli.app; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
