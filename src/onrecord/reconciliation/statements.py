"""Which statements are one: one speaker, the same words or the same place in an aligned passage."""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from functools import lru_cache
from typing import NamedTuple, cast

from onrecord.model import Statement
from onrecord.reconciliation.grouping import Link
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.located import Located, days_apart
from onrecord.reconciliation.names import same_name, surname_key
from onrecord.reconciliation.words import Wording

LIKE = 0.55
"""Share of common content words (Jaccard) from which two statements of one speaker are one."""
CONTAINED = 0.85
CONTAINED_WORDS = 4
"""A statement whose words lie so far in a longer one, and are so many, is a part of it."""
DAYS = 14
"""Beyond so many days a speaker may say a like thing anew; only nearly the same words are then one statement."""
LATER_LIKE, LATER_WORDS = 0.8, 6
ALIGNED_LIKE = 0.15
UNNAMED_LIKE, UNNAMED_WORDS = 0.9, 6
LATEST = 3
"""Earlier statements in the very same words that a statement is compared with."""
REMEMBERED = 50_000
"""Pairs of texts whose likeness is kept: copies ask for the same pairs again and again."""
PREFIX_LIKE = 0.4
"""The prefix filter looks for pairs from this likeness on, below every limit above that needs no alignment."""


def content_words(each: Located, wording: Wording) -> tuple[str, ...]:
    """The keys of the words that were said, grammar left out unless nothing else is there."""
    keys = wording.keys(each.core)
    kept = tuple(key for key in keys if key not in meaning().function_words)
    return kept or keys


def speaker(each: Located) -> str | None:
    """The speaker's name, or the role, as far as the article gives one."""
    who = cast(Statement, each.finding).speaker
    return who.name or who.role


def traits(each: Located) -> dict[str, frozenset[Hashable]]:
    """What a group of statements must agree on."""
    who = speaker(each)
    return {"speaker": frozenset([who] if who else [])}


def agree(_field: str, a: Set[Hashable], b: Set[Hashable]) -> bool:
    """Whether two groups' speakers may be one."""
    return any(same_name(cast(str, x), cast(str, y)) for x in a for y in b)


def candidates(
    statements: Sequence[Located], words: Mapping[str, tuple[str, ...]]
) -> Iterable[tuple[Located, Located]]:
    """Pairs of one speaker that share enough words: a prefix-filtered join (Chaudhuri, Ganti and Kaushik 2006).

    Statements are taken in canonical order; each looks up the rarest of its words, as many as any pair of
    likeness PREFIX_LIKE must have one of in common. Of those that say the very same, the latest few are enough.
    """
    counts = Counter(key for each in statements for key in set(words[each.id]))
    index: dict[tuple[str, str], dict[tuple[str, ...], deque[Located]]] = {}
    for each in statements:
        rare = sorted(set(words[each.id]), key=lambda key: (counts[key], key))
        who = surname_key(speaker(each) or "")
        prefix = rare[: len(rare) - math.ceil(PREFIX_LIKE * len(rare)) + 1]
        seen: set[str] = set()
        for key in prefix:
            for others in index.get((who, key), {}).values():
                for other in others:
                    if other.id not in seen:
                        seen.add(other.id)
                        yield other, each
        for key in prefix:
            alike = index.setdefault((who, key), {})
            alike.setdefault(words[each.id], deque(maxlen=LATEST)).append(each)


class _Alike(NamedTuple):
    """How alike two statements' words are, and whether both name figures and none in common."""

    like: float
    contained: float
    smaller: int
    other_figures: bool


@lru_cache(REMEMBERED)
def _alike(a: tuple[str, ...], b: tuple[str, ...]) -> _Alike:
    x, y = Counter(a), Counter(b)
    common, smaller = sum((x & y).values()), min(len(a), len(b))
    like = common / max(sum((x | y).values()), 1)
    return _Alike(like, common / max(smaller, 1), smaller, _other_figures(x, y))


def link(a: Located, b: Located, words: Mapping[str, tuple[str, ...]], aligned: bool) -> Link | None:
    """The link between two statements, None when they are two. `aligned`: one passage, at the same place in it."""
    alike = _alike(words[a.id], words[b.id])
    like, contained, smaller = alike.like, alike.contained, alike.smaller
    named = speaker(a), speaker(b)
    if None in named:
        one = (aligned and contained >= 0.5) or (like >= UNNAMED_LIKE and smaller >= UNNAMED_WORDS)
        return Link(a.id, b.id, round(0.5 + like / 4, 4)) if one else None
    if not same_name(cast(str, named[0]), cast(str, named[1])):
        if aligned and like >= UNNAMED_LIKE and smaller >= CONTAINED_WORDS:
            return Link(a.id, b.id, 0.6, frozenset({"speaker"}))
        return None
    if aligned and (like >= ALIGNED_LIKE or contained >= 0.5):
        return Link(a.id, b.id, round(0.8 + like / 5, 4))
    if alike.other_figures:
        return None
    return _unaligned(a, b, like, contained, smaller)


def _other_figures(x: Counter[str], y: Counter[str]) -> bool:
    """Whether both name figures and none in common: what differs in figures alone is two things said."""
    figures_x, figures_y = ({key for key in side if any(char.isdigit() for char in key)} for side in (x, y))
    return bool(figures_x and figures_y) and not figures_x & figures_y


def _unaligned(a: Located, b: Located, like: float, contained: float, smaller: int) -> Link | None:
    apart = days_apart(a, b)
    if apart is not None and apart > DAYS:
        return Link(a.id, b.id, round(like / 2, 4)) if like >= LATER_LIKE and smaller >= LATER_WORDS else None
    if (like >= LIKE and smaller >= 2) or (contained >= CONTAINED and smaller >= CONTAINED_WORDS):
        return Link(a.id, b.id, round(0.3 + max(like, contained) / 2, 4))
    return None
