"""From bytes to text, without guessing where the guess would be poor."""

from __future__ import annotations

import codecs
import re

from onrecord.errors import BadArticle

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKS = tuple(mark for mark, _ in _BOMS)
MAX_CONTROL_SHARE = 0.002  # of characters; text has none or a stray form feed, binary files far more
MAX_CHAOS = 0.12  # charset-normalizer's measure of mess; its own default, 0.2, lets random bytes pass
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`: by its byte order mark (dropped), as UTF-8, as `declared`, else as detected.

    Line ends and all characters stay as they are. Raises BadArticle for binary data and where no encoding fits
    with confidence.
    """
    if data.startswith(_MARKS):
        text = _by_mark(data)
    else:
        text = _by_nul_pattern(data) if b"\0" in data else _without_mark(data, declared)
    plain = text.encode("utf-8", "surrogatepass")
    controls = len(plain) - len(plain.translate(None, delete=_CONTROLS))
    if "\0" in text or controls > MAX_CONTROL_SHARE * len(text):
        raise BadArticle("binary data, not text")
    return text


def _by_mark(data: bytes) -> str:
    mark, encoding = next(row for row in _BOMS if data.startswith(row[0]))
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise BadArticle(f"begins with the mark of {encoding} but is not: {error.reason}") from error


def _by_nul_pattern(data: bytes) -> str:
    """UTF-16 without a mark: of mostly Latin text every other byte is NUL."""
    odd, even = data[1::2].count(0), data[0::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    if max(odd, even) > 0.3 * len(data) / 2 and min(odd, even) == 0:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            raise BadArticle(f"looks like {encoding} but is not: {error.reason}") from error
    raise BadArticle("binary data, not text")


def _without_mark(data: bytes, declared: str | None) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # Mostly UTF-8 with a few broken bytes is damaged, and read as anything else it would be garbled.
        broken = data.decode("utf-8", "replace").count("\N{REPLACEMENT CHARACTER}")
        if len(_UTF8_SEQUENCE.findall(data)) >= broken:
            raise BadArticle(f"damaged UTF-8: {error.reason} at byte {error.start}") from error
    if declared is not None:
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass  # pages often declare what they are not; go on to detection
    return _detected(data)


def _detected(data: bytes) -> str:
    from charset_normalizer import from_bytes

    matches = [match for match in from_bytes(data) if match.chaos <= MAX_CHAOS]
    if not matches:
        raise BadArticle("the encoding cannot be told with confidence; save the file as UTF-8")
    best = matches[0]
    # Western European text with few accents fits many code pages equally well; of those Windows-1252, by far
    # the commonest on the web, is taken.
    for match in matches:
        if "cp1252" in match.could_be_from_charset and match.chaos <= best.chaos + 0.02:
            return data.decode("cp1252")
    return str(best)
