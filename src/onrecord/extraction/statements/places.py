"""Places: a unit with its frames and quotations, and what stands beside what."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.extraction.statements.contents import is_beside
from onrecord.extraction.statements.frames import Frame
from onrecord.extraction.statements.quotations import Quotation
from onrecord.extraction.statements.units import Unit
from onrecord.model import CueClass, Span

NEAR = 16  # characters before a frame that show whether it goes on with the speaker of another
TAKES_OVER = re.compile(r"(?:[,”\"—–]|-|\b(?:before|after|while))(?:\s+(?:and|but|then|also|even))*\s+$")
MEANWHILE = re.compile(r"[,”\"]\s+(?:while|whereas)\s+$")
JOINED = re.compile(r"[”\"]\s+(?:and|but)(?:\s+(?:then|also|even))*\s+$")
NEIGHBOURS = 8  # frames behind one among which the next report beside it is sought


@dataclass(frozen=True, slots=True)
class Around:
    """A frame and what stands around it in its unit.

    left, right: the characters of the unit that may be its content, before and behind it.
    limit: where the next report begins that stands beside this one, not inside its content.
    """

    frame: Frame
    left: int
    right: int
    limit: int


@dataclass(slots=True)
class Scene:
    """A unit whose quotations are being given to its frames.

    begins, ends: where its quotations begin and end.
    taken:        the numbers of those that have been given away, or that hold no speech.
    cues:         the cues that have content.
    """

    text: str
    unit: Unit
    begins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    cues: set[Span] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.begins = [quotation.span.begin for quotation in self.unit.quotations]
        self.ends = [quotation.span.end for quotation in self.unit.quotations]

    def quotation(self, index: int) -> Quotation:
        return self.unit.quotations[index]

    def last_before(self, at: int) -> int | None:
        """The number of the last quotation that ends before `at`."""
        index = bisect_right(self.ends, at) - 1
        return index if index >= 0 else None

    def within(self, begin: int, end: int) -> list[int]:
        """The numbers of the quotations that begin in `[begin, end)`."""
        return list(range(bisect_left(self.begins, begin), bisect_left(self.begins, end)))

    def free(self, begin: int, end: int) -> list[int]:
        """Those of them that nobody has taken."""
        return [index for index in self.within(begin, end) if index not in self.taken]

    def whole(self, piece: Span) -> Span:
        """`piece` with the quotations that it cuts taken in whole."""
        begin, end = piece
        first = bisect_right(self.ends, begin)
        if first < len(self.begins) and self.begins[first] < begin:
            begin = self.begins[first]
        last = bisect_left(self.begins, end) - 1
        if last >= 0 and self.ends[last] > end:
            end = self.ends[last]
        return Span(begin, end)

    def covered(self, piece: Span) -> list[int]:
        """The numbers of the quotations inside `piece`."""
        return [index for index in self.within(*piece) if self.ends[index] <= piece.end]


def around(text: str, unit: Unit, frames: Sequence[Frame]) -> list[Around]:
    """Each frame with the room that the frames beside it leave."""
    out: list[Around] = []
    left = unit.span.begin
    for index, frame in enumerate(frames):
        right = frames[index + 1].begin if index + 1 < len(frames) else unit.span.end
        near = (frames[i] for i in range(index + 1, min(index + 1 + NEIGHBOURS, len(frames))))
        beside = (other.begin for other in near if is_beside(text, frame, other) or takes_over(text, other))
        out.append(Around(frame, left, max(right, frame.end), next(beside, unit.span.end)))
        left = max(left, frame.end)
    return out


def takes_over(text: str, other: Frame) -> bool:
    """Whether a frame without a subject of its own goes on with the speaker of one before it: ", calling it ...",
    "and vowed to ..." behind a quotation, "before claiming ..."."""
    before = text[max(0, other.begin - NEAR) : other.begin]
    if MEANWHILE.search(before):
        return True
    if other.own or other.passive:
        return False
    match = TAKES_OVER.search(before) if other.verb.tag_ == "VBG" else JOINED.search(before)
    return match is not None


def speech_class(frame: Frame) -> CueClass | None:
    """The class of a frame that may introduce a quotation, else None."""
    return frame.cue.takes.get("clause") or frame.cue.takes.get("quotation")
