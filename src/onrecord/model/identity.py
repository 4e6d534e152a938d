"""Content-addressed ids: the same content has the same id, on any machine, in any order."""

from __future__ import annotations

import hashlib
import json

ID_DIGITS = 16  # 64 bits: under one chance in 10^5 of any collision among 10^7 values


def text_sha256(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, as 64 hex digits. Lone surrogates are kept apart, not lost."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def content_id(prefix: str, *parts: object) -> str:
    """`prefix-` and 16 hex digits of a hash over `parts` (anything that JSON can write)."""
    packed = json.dumps(parts, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return f"{prefix}-{hashlib.sha256(packed.encode('ascii')).hexdigest()[:ID_DIGITS]}"
