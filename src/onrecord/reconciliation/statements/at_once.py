"""One utterance in other words: what one voice is reported to have said within hours, on one matter.

Nobody says two things on one narrow matter in one morning as often as two outlets give one in other words, so the
hours between two reports tell how much their words need to have in common.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from onrecord.reconciliation.statements.matter import in_contrast, nearness
from onrecord.reconciliation.statements.said import Said
from onrecord.reconciliation.statements.telling import Likeness

STEPS = ((3.0, 0.14), (6.0, 0.17), (9.0, 0.18), (12.0, 0.24), (16.0, 0.28), (20.0, 0.32))
"""Hours between two reports and the likeness that is asked for: read off judged pairs of real feed items."""
PERHAPS, NOBODY = 0.13, 0.25
"""So much more of two voices of which nothing says that they are one; where nobody is named."""
UNLIKE = 0.08
"""So much more where one side denies, or thinks or intends what the other says."""
PART, PART_TELLING, PART_LIKE = 0.6, 22.0, 0.13
"""Of a short report and a long one: share and bits of the short one's matter that the long one has."""
TELLING, PERHAPS_TELLING = 12.0, 16.0
"""Bits of common matter."""
ALIKE, ALIKE_TELLING = 0.5, 9.0
"""Of short reports that have most of their matter in common, fewer bits are enough."""
CONTRAST = 0.5
"""So much more where one says of one thing what the other says of another."""
LONGEST = 22.0
"""Hours between the earliest reports of two groups that reports in other words make one entry."""
DAY = 24.0
UNDATED = 12.0
"""Hours between reports of one day of which the hour is not known."""
COMPARED = 4
"""Members of each of two groups that are compared before a report in other words joins them."""
KEPT_LIKE = 0.14


def hours_apart(x: Said, y: Said, days: int | None) -> float:
    """Hours between two reports, guessed from the days where the hours are not known."""
    if x.hour is not None and y.hour is not None:
        return abs(x.hour - y.hour)
    return max(UNDATED, DAY * (days or 0))


def is_later(x: Said, y: Said) -> bool:
    """Whether two reports are known to be of two days' news."""
    return x.hour is not None and y.hour is not None and abs(x.hour - y.hour) > STEPS[-1][0]


def at_once(x: Said, y: Said, hours: float, perhaps: bool, unlike: bool) -> float | None:
    """How alike two statements' matter is where that makes them one utterance, else None.

    perhaps: nothing says that the voices are one. unlike: they are said in different ways (thought, intended).
    """
    found = nearness(x.matter, y.matter)
    enough = next((like for limit, like in STEPS if hours <= limit), None)
    perhaps = perhaps or x.voice.vague or y.voice.vague
    telling = ALIKE_TELLING if found.like >= ALIKE else PERHAPS_TELLING if perhaps else TELLING
    if enough is None or found.figures or found.common < telling:
        return None
    asked = (PERHAPS if x.voice.known and y.voice.known else NOBODY) * perhaps
    asked += UNLIKE * (unlike or found.denials) + CONTRAST * in_contrast(x.matter, y.matter)
    if found.like >= enough + asked or (not asked and _part(found)):
        return found.like
    return None


def _part(found: Likeness) -> bool:
    return found.contained >= PART and found.common >= PART_TELLING and found.like >= PART_LIKE


def of_one_matter(a: Set[tuple[str, ...]], b: Set[tuple[str, ...]]) -> bool:
    """Whether most of some members of two groups are near each other, so that likenesses make no chain."""
    near = [nearness(x, y).like >= KEPT_LIKE for x in _some(sorted(a)) for y in _some(sorted(b))]
    return 2 * sum(near) > len(near)


def _some(given: Sequence[tuple[str, ...]]) -> Sequence[tuple[str, ...]]:
    """At most COMPARED, evenly spread."""
    step = -(-len(given) // COMPARED)
    return given[::step]
