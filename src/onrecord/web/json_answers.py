"""Values of pages as JSON answers."""

from __future__ import annotations

import json

from starlette.responses import Response

from onrecord.record.rows import tidy


class JsonAnswer(Response):
    """A plain value, or a dataclass of plain values, as JSON."""

    media_type = "application/json"

    def render(self, content: object) -> bytes:
        """The value in UTF-8; a lone surrogate, which UTF-8 cannot hold, as its escape."""
        written = json.dumps(tidy(content), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        try:
            return written.encode("utf-8")
        except UnicodeEncodeError:
            return json.dumps(tidy(content), allow_nan=False, separators=(",", ":")).encode("ascii")
