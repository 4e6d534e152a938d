"""Words without case and accents, so that who types them need not know how an article spells them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

REMEMBERED = 4_096  # texts whose bare form is kept: names stand in many rows


@lru_cache(REMEMBERED)
def bare(text: str) -> str:
    """The text without case and accents."""
    if text.isascii():
        return text.casefold()
    return "".join(
        char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char)
    )


def contains(text: object, part: object) -> bool:
    """Whether `part` stands in `text`, in any case, with or without accents."""
    return text is not None and bare(str(part)) in bare(str(text))
