"""Two releases of a record compared: what appeared, went and changed between them, and why."""

from onrecord.record.releases.releases import changes
from onrecord.record.releases.rows import change_rows
from onrecord.record.releases.values import (
    Changes,
    EntryChange,
    FieldChange,
    Gained,
    RulingMade,
    Why,
)

__all__ = ["Changes", "EntryChange", "FieldChange", "Gained", "RulingMade", "Why", "change_rows", "changes"]
