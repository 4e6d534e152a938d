"""Which statements are one: one voice, and the same words or matter, or the same place of an aligned passage."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Set
from typing import cast

from onrecord.model import Statement
from onrecord.reconciliation.grouping import Link
from onrecord.reconciliation.located import Located, days_apart
from onrecord.reconciliation.speakers.voices import Voice, match, voice
from onrecord.reconciliation.statements.at_once import LONGEST, at_once, hours_apart, is_later, of_one_matter
from onrecord.reconciliation.statements.matter import in_contrast, kinds
from onrecord.reconciliation.statements.pairing import DAYS, PART, SOON
from onrecord.reconciliation.statements.pairing import TELLING as AGAIN
from onrecord.reconciliation.statements.said import Said, day_number
from onrecord.reconciliation.statements.telling import Likeness, likeness

ONE_DAY = 1
SOON_LIKE, LIKE, AGAIN_LIKE = 0.52, 0.62, 0.8
"""A speaker says a like thing anew before long: the further apart (SOON, DAYS, any), the more alike. Without
words inside marks on both sides, only within SOON."""
AT_ONCE_LIKE, MOSTLY, AT_ONCE_TELLING = 0.34, 0.72, 18.0
"""On one day and the next, where the shorter has so much of its matter in the longer, and it tells so much."""
TELLING = 12.0
"""Bits that two statements must share at least; after DAYS, or of a speaker that is not named, AGAIN."""
PERHAPS_LIKE = 0.75
"""For two voices of which nothing says that they are one."""
PART_TELLING = 20.0
"""A statement of which a longer one has PART, and which tells so much, is a part of it."""
QUOTED_TELLING, QUOTED_AT_ONCE = 20.0, 10.0
"""Words inside the marks of both that tell so much are enough, whatever stands around them; less at once."""
LATER_TELLING, LATER_LIKE = 20.0, 0.68
"""What statements of two days must share, for a claim that is made every day is made anew."""
ALIGNED_LIKE, ALIGNED_CONTAINED = 0.12, 0.5
"""In an aligned passage the place says most of it."""
SAME_WORDS = 3
"""So many words in the very same order are one statement, however common."""


SURE = frozenset({"matter", "hour"})
"""What need not be asked of a group where the words themselves make two statements one."""


def traits(each: Located, own: Said) -> dict[str, frozenset[Hashable]]:
    """What a group of statements must agree on."""
    who = voice(each)
    day = day_number(each.day)
    return {
        "speaker": frozenset([who] if who.known else []),
        "day": frozenset([day] if day is not None else []),
        "matter": frozenset([own.matter]),
        "hour": frozenset([own.hour] if own.hour is not None else []),
    }


def agree(field: str, a: Set[Hashable], b: Set[Hashable]) -> bool:
    """Whether two groups may be one: a voice in common, and all within so many days."""
    if field == "day":
        days = cast("Set[int]", a | b)
        return max(days) - min(days) <= DAYS
    if field == "hour":
        return abs(min(cast("Set[float]", a)) - min(cast("Set[float]", b))) <= LONGEST
    if field == "matter":
        return of_one_matter(cast("Set[tuple[str, ...]]", a), cast("Set[tuple[str, ...]]", b))
    return any(match(cast(Voice, x), cast(Voice, y)) != "two" for x in a for y in b)


def link(a: Located, b: Located, every: Mapping[str, Said], aligned: bool) -> Link | None:
    """The link between two statements, None when they are two. `aligned`: one passage, at the same place in it."""
    x, y = every[a.id], every[b.id]
    if not aligned and x.matter != y.matter and kinds(x.matter).isdisjoint(kinds(y.matter)):
        return None
    voices = match(x.voice, y.voice)
    found = likeness(x.words, y.words)
    if voices == "two":
        one = aligned and found.like >= PERHAPS_LIKE and found.common >= TELLING
        return Link(a.id, b.id, 0.6, SURE | {"speaker"}) if one else None
    if aligned and _at_one_place(found, days_apart(a, b) or 0):
        return Link(a.id, b.id, round(0.8 + found.like / 5, 4), frozenset({"speaker", "day"}) | SURE)
    if cast(Statement, a.finding).negated != cast(Statement, b.finding).negated:
        return None
    return _unaligned(a, b, (x, y), found)


def _at_one_place(found: Likeness, apart: int) -> bool:
    """Whether an aligned passage makes two statements one. Weeks later only the same words do: a report on the next
    round of attacks takes the sentences of the last."""
    if apart > DAYS:
        return found.like >= LIKE
    return found.like >= ALIGNED_LIKE or found.contained >= ALIGNED_CONTAINED


def _unaligned(a: Located, b: Located, sides: tuple[Said, Said], found: Likeness) -> Link | None:
    x, y = sides
    bridges = frozenset({"speaker"} if match(x.voice, y.voice) == "perhaps" else ())
    strength = _in_these_words(a, b, sides, found)
    if strength is not None:
        sure = SURE if found.common >= LATER_TELLING else frozenset({"matter"})
        quotes = bool(x.marked and y.marked) and found.common >= AGAIN and found.like >= AGAIN_LIKE
        return Link(a.id, b.id, strength, bridges | sure | ({"day"} if quotes and not found.figures else set()))
    unlike = cast(Statement, a.finding).cue_class != cast(Statement, b.finding).cue_class
    near = at_once(x, y, hours_apart(x, y, days_apart(a, b)), bool(bridges), unlike)
    return Link(a.id, b.id, round(near / 4, 4), bridges) if near is not None else None


def _in_these_words(a: Located, b: Located, sides: tuple[Said, Said], found: Likeness) -> float | None:
    """How sure it is by the words themselves that two statements are one, None when it is not."""
    x, y = sides
    apart = days_apart(a, b) or 0
    quotes = bool(x.marked and y.marked)
    if quotes and found.common >= AGAIN and found.like >= AGAIN_LIKE and not found.figures:
        return round(0.3 + found.like / 2, 4)
    if apart > (DAYS if quotes else SOON) or (found.figures and not quotes):
        return None
    if match(x.voice, y.voice) == "perhaps":
        one = found.like >= PERHAPS_LIKE and found.common >= AGAIN
        return round(0.2 + found.like / 2, 4) if one else None
    if x.every == y.every and len(x.every) >= SAME_WORDS and apart <= SOON:
        return 0.75
    if _alike(a, b, sides, found, apart) or (apart <= SOON and _part(sides, found, apart)):
        return round(0.3 + max(found.like, found.contained) / 2, 4)
    return None


def _alike(a: Located, b: Located, sides: tuple[Said, Said], found: Likeness, apart: int) -> bool:
    """Whether two statements say the same matter, in words as alike as the days between them ask for."""
    x, y = sides
    marked = bool(x.marked and y.marked)
    enough = SOON_LIKE if apart <= (SOON if marked else ONE_DAY) else LIKE
    if apart <= ONE_DAY and found.contained >= MOSTLY and found.common >= AT_ONCE_TELLING:
        enough = AT_ONCE_LIKE
    if not marked and is_later(x, y):
        enough = max(enough, LATER_LIKE)
    if found.denials or cast(Statement, a.finding).cue_class != cast(Statement, b.finding).cue_class:
        enough = max(enough, LIKE)
    if in_contrast(x.matter, y.matter):
        enough = max(enough, AGAIN_LIKE)
    return found.common >= (TELLING if marked or _soon(x, y, apart) else LATER_TELLING) and found.like >= enough


def _soon(x: Said, y: Said, apart: int) -> bool:
    return apart <= ONE_DAY and not is_later(x, y)


def _part(sides: tuple[Said, Said], found: Likeness, apart: int) -> bool:
    """Whether one statement prints a part of the other, or both print the same words inside their marks."""
    x, y = sides
    quotes = bool(x.marked and y.marked)
    if found.common >= PART_TELLING and found.contained >= PART and (quotes or _soon(x, y, apart)):
        return True
    if not quotes:
        return False
    marked = likeness(x.marked, y.marked)
    return marked.common >= (QUOTED_AT_ONCE if apart <= ONE_DAY else QUOTED_TELLING) and marked.contained >= PART
