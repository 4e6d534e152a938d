"""Content-addressed ids: the same content has the same id, on any machine, in any order."""

from __future__ import annotations

import hashlib
import json

ID_DIGITS = 16  # 64 bits: under one chance in 10^5 of any collision among 10^7 values


_write = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


def in_utf8(text: str) -> bytes:
    """The text's UTF-8 bytes. Lone surrogates are kept apart, not lost."""
    return text.encode("utf-8", "surrogatepass")


def text_sha256(text: str | bytes) -> str:
    """SHA-256 of a text, or of one `in_utf8`, as 64 hex digits."""
    return hashlib.sha256(in_utf8(text) if isinstance(text, str) else text).hexdigest()


def content_id(prefix: str, *parts: object) -> str:
    """`prefix-` and 16 hex digits of a hash over `parts` (anything that JSON can write)."""
    return f"{prefix}-{hashlib.sha256(_write(parts).encode('ascii')).hexdigest()[:ID_DIGITS]}"
