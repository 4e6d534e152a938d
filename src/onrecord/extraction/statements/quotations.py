"""Quotations: what stands inside quotation marks, found on the raw text of an article's paragraphs.

A parser cuts sentences inside quotations, so they are found before and without it. One pass over each
paragraph, linear in its length, with at most one quotation open at a time: marks nested inside it are its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.extraction.statements.marks import CLOSERS, PAIRS, SINGLE, Mark, closes, marks, opens, opens_afresh
from onrecord.model import Span

NESTED_ENDS = "’'”»"
ENDS_SPEECH = ".,!?…;—"
OPENS_NEXT = re.compile(r"\s*(?:‘|\\?')\w")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation, outer marks included.

    span:      from the opening mark to behind the closing one; to the paragraph's last word when it never closes.
    words:     the span inside the marks.
    paragraph: index of its paragraph among those given.
    closed:    whether the closing mark stands in the text.
    mark:      the opening mark, as one of those that `CLOSERS` names.
    """

    span: Span
    words: Span
    paragraph: int
    closed: bool
    mark: str

    def last(self, text: str) -> str:
        """Its last character that is no mark of a quotation nested at its end."""
        end = self.words.end
        while end - 1 > self.words.begin and text[end - 1] in NESTED_ENDS:
            end -= 1
        return text[end - 1]


def quotations(text: str, paragraphs: Iterable[tuple[int, Span]]) -> tuple[Quotation, ...]:
    """The quotations of the (numbered) `paragraphs` of `text`, in order."""
    places = list(paragraphs)
    found: list[Quotation] = []
    for index, (number, paragraph) in enumerate(places):
        following = places[index + 1][1] if index + 1 < len(places) else None
        found.extend(_Reader(text, number, paragraph, following).read())
    return tuple(quotation for quotation in found if quotation.words.begin < quotation.words.end)


@dataclass(slots=True)
class _Reader:
    """One pass over a paragraph.

    found: the quotations so far.
    open:  the opening mark of the quotation that is open, None outside of quotations.
    inner: the opening marks of the quotations open inside that one.
    last:  for each mark, where it stands last in the paragraph.
    balanced: the opening marks of which the paragraph has as many as of those that close them.
    """

    text: str
    number: int
    paragraph: Span
    following: Span | None
    found: list[Quotation] = field(default_factory=list)
    open: Mark | None = None
    inner: list[str] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)
    balanced: frozenset[str] = frozenset()

    def read(self) -> list[Quotation]:
        seen = marks(self.text, self.paragraph)
        self.last = {mark.sign: mark.begin for mark in seen}
        counts = Counter(mark.sign for mark in seen)
        self.balanced = frozenset(a for a, b in (("“", "”"), ("«", "»")) if counts[a] == counts[b])
        behind = self.paragraph.begin
        for index, mark in enumerate(seen):
            if mark.begin < behind:
                continue
            if self.open is None:
                behind = self._outside(seen, index)
            else:
                self._inside(mark)
        if self.open is not None:
            self._add(self.open, self.paragraph.end, None)
        return self.found

    def _outside(self, seen: Sequence[Mark], index: int) -> int:
        """Open a quotation at a mark, or read all of one in single marks; where to go on from."""
        mark = seen[index]
        if not opens(self.text, mark, self.paragraph):
            return mark.end
        if mark.sign not in SINGLE:
            self.open = mark
            return mark.end
        closing = self._single_end(seen, index)
        if closing is not None:
            self._add(mark, closing.begin, closing)
            return closing.end
        if self._goes_on(mark):
            self._add(mark, self.paragraph.end, None)
            return self.paragraph.end
        return mark.end

    def _inside(self, mark: Mark) -> None:
        """Close the open quotation, begin another because it never closed, or keep track of one inside it."""
        assert self.open is not None
        closing = closes(self.text, mark, self.open.sign if not self.inner else self.inner[-1], self.paragraph)
        if self.inner and closing and mark.sign in PAIRS.get(self.inner[-1], ()):
            self.inner.pop()
        elif mark.sign in CLOSERS[self.open.sign] and closes(self.text, mark, self.open.sign, self.paragraph):
            self._add(self.open, mark.begin, mark)
        elif mark.sign in SINGLE:
            return
        elif not self._nests(mark) and opens_afresh(self.text, mark, self.open, self.paragraph):
            self._add(self.open, mark.begin, None)
            self.open = mark
        elif (mark.sign != self.open.sign or self._nests(mark)) and opens(self.text, mark, self.paragraph):
            self.inner.append(mark.sign)

    def _nests(self, mark: Mark) -> bool:
        """Whether a mark opens inside the quotation: one of another kind, where the quotation's own kind closes it
        later on, or one of the same kind, where the paragraph closes as many as it opens."""
        assert self.open is not None
        own = self.open.sign
        if mark.sign == own:
            return own in self.balanced
        return any(self.last.get(sign, -1) > mark.begin for sign in PAIRS.get(own, ()))

    def _add(self, opening: Mark, end: int, closing: Mark | None) -> None:
        """Keep the quotation from `opening` to `end`, where `closing` stands, and have none open."""
        words_begin, words_end = opening.end, end
        while words_begin < words_end and self.text[words_begin].isspace():
            words_begin += 1
        while words_end > words_begin and self.text[words_end - 1].isspace():
            words_end -= 1
        whole = Span(opening.begin, closing.end if closing is not None else words_end)
        words = Span(words_begin, max(words_begin, words_end))
        self.found.append(Quotation(whole, words, self.number, closing is not None, opening.sign))
        self.open = None
        self.inner.clear()

    def _goes_on(self, mark: Mark) -> bool:
        """Whether a single mark that nothing closes begins a paragraph of speech that goes on in the next one,
        which begins with such a mark again."""
        if self.following is None or self.text[self.paragraph.begin : mark.begin].strip():
            return False
        return OPENS_NEXT.match(self.text, self.following.begin, self.following.end) is not None

    def _single_end(self, seen: Sequence[Mark], index: int) -> Mark | None:
        """The mark that closes the quotation in single marks that opens at `index`, None when no mark can.

        A mark between letters is an apostrophe; one behind an `s` may be a plural's, and closes only when
        nothing better follows before the next opening. So no stretch is looked through twice for one kind.
        """
        fallback: Mark | None = None
        text, sign = self.text, seen[index].sign
        for at in range(index + 1, len(seen)):
            mark = seen[at]
            if mark.sign not in CLOSERS[sign] and mark.sign not in SINGLE:
                continue
            if opens(text, mark, self.paragraph):
                break
            after = text[mark.end : mark.end + 1] if mark.end < self.paragraph.end else " "
            before = text[mark.begin - 1]
            if mark.sign not in CLOSERS[sign] or after.isalnum() or before.isspace():
                continue
            if before in ENDS_SPEECH or before not in "sS":
                return mark
            fallback = mark
        return fallback
