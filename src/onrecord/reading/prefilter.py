"""What a text must have before a pattern can fit it: how it begins, and which letters stand in it.

A regular expression is slow at saying no, and nearly every paragraph is no furniture. So each pattern of the
vocabulary is read once for what every text that it fits has: its first characters, and words that it cannot do
without (the prefilter of Cox, "Regular Expression Matching with a Trigram Index", 2012). Both are looked up before
the pattern is tried. They come from the pattern itself, so a pattern that a user adds has its own; a pattern that
tells nothing is always tried. Upper and lower case are one here, whatever the pattern says.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import AnyStr, Generic, NamedTuple, TypeVar

from onrecord.model import in_utf8

T = TypeVar("T")
_KEPT = 2**15  # first characters of texts, of which the verdict is kept
HEAD = 10  # characters of a text that are looked at; tells "the opinions" from "the opinion of"
START = 3  # of these, characters that tell nearly all texts from those that a pattern may fit
WORD_END = "\b"  # behind an opening that is a whole word, as in "for" and not "former"
ODD = MappingProxyType({0x131: "i", 0x130: "i", 0x17F: "s", 0x212A: "k"})
"""The letters beyond ASCII that a pattern without regard to case takes for one of ASCII."""
_IN_ODD = (0xC4, 0xC5, 0x84)  # bytes of which each of these letters has one in UTF-8; a byte is found at once


class Openings(Generic[T]):
    """Values by the ways in which the texts begin that they are for, as `pattern_parts.openings_of` gives these.

    of: the values for a text that begins with these HEAD characters (kept), but for those for any text.
    """

    def __init__(self, pairs: Iterable[tuple[Iterable[str], T]]) -> None:
        known = [(folded(opening[:HEAD]), value) for openings, value in pairs for opening in openings]
        self.openings = frozenset(opening for opening, _ in known if opening)
        self.values = tuple(value for opening, value in known if opening)
        self.anywhere = tuple(value for opening, value in known if not opening)
        # By the first characters of an opening, with shorter ones, so that most texts are done with one look.
        starts: dict[str, list[tuple[str, T]]] = {}
        for opening, value in known:
            if opening:
                starts.setdefault(opening.removesuffix(WORD_END)[:START], []).append((opening, value))
        self.of = lru_cache(maxsize=_KEPT)(self._begun_with)
        self._by_start = {
            start: tuple(chain.from_iterable(starts.get(start[:size], ()) for size in range(1, len(start) + 1)))
            for start in starts
        }

    def _begun_with(self, head: str) -> tuple[T, ...]:
        """The values for a text by its first HEAD characters, but for those for any text; some may come twice."""
        found = self.near(head)
        if not found:
            return ()
        head = folded(head)
        return tuple(value for opening, value in found if _begins(head, opening))

    def near(self, text: str) -> tuple[tuple[str, T], ...]:
        """Openings and values of texts that have their first characters in common with `text`, and others' too."""
        start = folded(text[:START])
        found = self._by_start.get
        return found(start) or found(start[:2]) or found(start[:1]) or ()


class Heads:
    """Ways in which texts begin, as `pattern_parts.openings_of` gives them.

    near: the openings of texts by their first START characters, None when there are none; verdicts are kept.
    """

    def __init__(self, openings: Iterable[str]) -> None:
        self.openings = frozenset(openings)
        self._known = Openings(({opening}, opening) for opening in self.openings)
        self.near = lru_cache(maxsize=_KEPT)(self._begun_with)

    def any(self, text: str) -> bool:
        """Whether a text begins in one of these ways, or would in other letters of the same meaning to `casefold`.

        White space may stand for other white space ("live  blog" for "live blog"), so a text that begins with more
        than single spaces may be any.
        """
        near = self.near(text[:START])
        if near is None:
            return False
        head = text[:HEAD]
        if not head.isprintable() or "  " in head:
            return True
        if head.isascii():
            return near.begin(head.lower())
        return near.begin(folded(head)) or near.begin(folded(head.casefold()[:HEAD]))

    def may_begin(self, start: str) -> bool:
        """Whether a text that goes on behind `start` (START characters or more) may begin in one of these ways."""
        near = self.near(start[:START])
        if near is None:
            return False
        plain = start.isascii() and start.isprintable() and "  " not in start
        return not plain or near.may_begin(start.lower())

    def _begun_with(self, start: str) -> _Near | None:
        """The openings of texts by their first START characters, None when there are none."""
        if self._known.anywhere or "  " in start or not start.isprintable():
            return _Near(("",))
        forms = {start, start.casefold()}
        near = {opening for form in forms for opening, _ in self._known.near(form)}
        return _Near(tuple(sorted(near))) if near else None


class _Near:
    """Openings that have their first characters in common."""

    __slots__ = ("_parts", "_words")

    def __init__(self, openings: tuple[str, ...]) -> None:
        self._parts = tuple(opening for opening in openings if not opening.endswith(WORD_END))
        self._words = tuple(opening[:-1] for opening in openings if opening.endswith(WORD_END))

    def may_begin(self, start: str) -> bool:
        """Whether a text that begins with `start` may begin with one of them, when it goes on."""
        return any(one.startswith(start) or start.startswith(one) for one in (*self._parts, *self._words))

    def begin(self, head: str) -> bool:
        """Whether one of them begins a text that begins with `head`, in which nothing is left to be `folded`."""
        if head.startswith(self._parts):
            return True
        if not head.startswith(self._words):
            return False
        return any(head.startswith(word) and not is_word(head[len(word) : len(word) + 1]) for word in self._words)


def _begins(head: str, opening: str) -> bool:
    if not opening.endswith(WORD_END):
        return head.startswith(opening)
    end = len(opening) - len(WORD_END)
    return head.startswith(opening[:-1]) and not is_word(head[end : end + 1])


def is_word(character: str) -> bool:
    """Whether a character is one of a word, as patterns have it."""
    return character.isalnum() or character == "_"


def folded(head: str) -> str:
    """`head` in lower case, character by character, with digits and odd letters as ASCII has them."""
    return head.lower() if head.isascii() else "".join(map(_folded, head))


def _folded(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return str(digit) if digit is not None else ODD.get(ord(character), character.lower()[:1])


class Needs(NamedTuple):
    """What every text has that a pattern fits: each of `signs`, and one of `words` when there are any.

    words: in lower case and in UTF-8, the soonest found first.
    """

    signs: str = ""
    words: tuple[bytes, ...] = ()

    def met(self, text: str, low: bytes | None = None) -> bool:
        """Whether `text` has what is needed; `low` is the text `lowered`, when that is known."""
        for sign in self.signs:
            if sign not in text:
                return False
        if not self.words:
            return True
        low = lowered(text) if low is None else low
        if low is None:
            return True
        for word in self.words:  # noqa: SIM110 - a generator takes as long as the search
            if word in low:
                return True
        return False

    def places(self, text: str, low: bytes) -> Iterator[int]:
        """Where in `text`, which is `low` when `lowered`, something stands that is needed."""
        if self.signs:
            yield from _places(text, min(self.signs, key=text.count))
            return
        for word in self.words:
            last = characters = 0
            for place in _places(low, word):
                characters += len(low[last:place].decode("utf-8", "surrogatepass"))
                last = place
                yield characters


def _places(text: AnyStr, what: AnyStr) -> Iterator[int]:
    place = text.find(what)
    while place >= 0:
        yield place
        place = text.find(what, place + 1)


def lowered(text: str, data: bytes | None = None) -> bytes | None:
    """`text` in UTF-8 with ASCII's letters in lower case; None when it has letters that pass for one of these.

    data: the text in UTF-8, when that is known.
    """
    data = in_utf8(text) if data is None else data
    if not text.isascii() and any(map(data.__contains__, _IN_ODD)) and any(chr(letter) in text for letter in ODD):
        return None
    return data.lower()
