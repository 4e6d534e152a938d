"""Link: the trigger that a good hangs on, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

How = Literal["object", "with", "subject", "noun", "relative"]


@dataclass(frozen=True, slots=True)
class Link:
    """The trigger (token index) that governs a good, and how the good hangs on it."""

    trigger: int
    how: How
