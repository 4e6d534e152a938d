"""Standing text: what an outlet prints under or in its stories again and again, day after day.

An author's note, a newsletter's greeting, a line of background. It says nothing of who copied whom. What stands
once stands for good: more articles never undo it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.tracing.folding import I64, U64, Bools

TIMES, DAYS = 3, 5
"""Text that one outlet prints in at least TIMES articles over at least DAYS days is standing text; the versions of
one story follow each other faster."""

TIMES_UNDATED = 5
"""The same where the articles have no dates. Of planted notes of outlets fewer let one in thirty pairs be wrong at
eight; versions of one story that an outlet prints without any date are seldom so many."""

DAYS_OF_ALL, SPAN_OF_ALL = 8, 20
"""What articles of whatever outlets print on so many different days, over so many days, stands too: an agency's
line of background. A story that all print in a day or two, and one prints again a month later, does not."""

DAY_BITS, OUTLET_BITS = 22, 22


def standing(carrier: I64, size: I64, outlet: I64, day: I64) -> Bools:
    """Which groups of carriers of one gram each make it standing text.

    carrier: article numbers, group after group (fewer than 2**20 groups). size: carriers of each group.
    outlet, day: of each article of the collection; outlet -1 and NO_DAY where they are not known.
    """
    out = np.zeros(len(size), np.bool_)
    own = np.repeat(size >= TIMES, size)
    group = np.repeat(np.arange(len(size), dtype=np.uint64), size)[own]
    when = (day[carrier[own]] + 1).astype(np.uint64)
    who = (outlet[carrier[own]] + 1).astype(np.uint64)
    known = who > 0
    by_outlet = _spread((group << np.uint64(OUTLET_BITS) | who)[known], when[known])
    often = (by_outlet.days >= TIMES) & (by_outlet.span >= DAYS) | (by_outlet.undated >= TIMES_UNDATED)
    out[by_outlet.of[often] >> OUTLET_BITS] = True
    wide = (size >= DAYS_OF_ALL)[group.astype(np.int64)]
    by_all = _spread(group[wide], when[wide])
    out[by_all.of[(by_all.days >= DAYS_OF_ALL) & (by_all.span >= SPAN_OF_ALL)]] = True
    return out


@dataclass(frozen=True, slots=True)
class _Spread:
    """How far it spreads what each of `of` prints: different days, days from first to last, undated articles."""

    of: I64
    days: I64
    span: I64
    undated: I64


def _spread(of: U64, when: U64) -> _Spread:
    """when: days from 1 on, 0 for unknown."""
    key = np.sort(of << np.uint64(DAY_BITS) | when)
    whose = (key >> np.uint64(DAY_BITS)).astype(np.int64)
    days = (key & np.uint64((1 << DAY_BITS) - 1)).astype(np.int64)
    first = np.flatnonzero(np.diff(whose, prepend=-1))
    if not len(first):
        return _Spread(whose, days, days, days)
    undated = np.add.reduceat((days == 0).astype(np.int64), first)
    fresh = (np.diff(key, prepend=~np.uint64(0)) != 0) & (days > 0)
    last = np.append(first[1:], len(key)) - 1
    earliest = days[np.minimum(first + undated, last)]
    return _Spread(whose[first], np.add.reduceat(fresh.astype(np.int64), first), days[last] - earliest, undated)
