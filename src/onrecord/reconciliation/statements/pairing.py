"""Which statements are worth comparing: those of what may be one voice that share telling words."""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from onrecord.reconciliation.located import Located
from onrecord.reconciliation.speakers.names import surname_key
from onrecord.reconciliation.speakers.voices import apart, head, match
from onrecord.reconciliation.statements.said import Said, day_number
from onrecord.reconciliation.statements.telling import information

DAYS, SOON, AT_ONCE = 14, 3, 2
"""Beyond so many days only telling words inside marks are one statement; within so few, other words may be; at
once, any other words."""
PART = 0.85
"""Share of a part's words that its whole has."""
TELLING = 25.0
"""Bits of quoted words that nobody says twice."""
LATEST = 3
"""Earlier statements in the very same words that a statement is compared with."""
RECENT = 150
"""Things that one person said lately, with which a new one is compared in full."""
PREFIX_LIKE, PREFIX_LATER = 0.4, 0.7
"""The prefix filter looks for pairs from this share of common words on; for those of long ago, from the latter."""


def candidates(statements: Sequence[Located], every: Mapping[str, Said]) -> Iterable[tuple[Located, Located]]:
    """Pairs of what may be one voice that share enough words: a prefix-filtered join (Chaudhuri, Ganti and Kaushik
    2006).

    Statements are taken in canonical order. Two of a likeness from PREFIX_LIKE on have one of their rarest words in
    common; of a part and its whole, the part has one of its very rarest in the whole. Of those that say the very
    same, the latest few are enough. What is long past is forgotten, telling words inside marks are not. What one
    person said in the last few days is compared in full, for other words may say the same.
    """
    counts = Counter(key for each in statements for key in set(every[each.id].words))
    dated = all(day_number(each.day) is not None for each in statements)
    alike, parts, wholes = (_Index(SOON if dated else None) for _ in range(3))
    recent, quotes = _Index(SOON if dated else None, RECENT), _Index(DAYS if dated else None)
    far, lately = _Index(None), _Index(AT_ONCE if dated else None, RECENT)
    for each in statements:
        own = every[each.id]
        rare = sorted(set(own.words), key=lambda key: (counts[key], key))
        few, fewest = _prefix(rare, PREFIX_LIKE), _prefix(rare, PART)
        wide = _prefix(rare, PREFIX_LATER) if information(own.marked) >= TELLING else ()
        quoted = few if own.marked else ()
        day = day_number(each.day)
        person = ("",) if apart(own.voice) else ()
        anybody = ("*",) if own.matter and own.voice.known else ()
        uses = (
            (alike, few, few), (parts, rare, fewest), (wholes, fewest, rare), (far, wide, wide),
            (recent, person, person), (quotes, quoted, quoted), (lately, anybody, anybody),
        )  # fmt: skip
        asked, stands = _blocks(own, bool(wide))
        seen: set[str] = set()
        for index, keys, _ in uses:
            for other in index.found(asked, keys, day):
                if other.id not in seen:
                    seen.add(other.id)
                    if match(every[other.id].voice, own.voice) != "two":
                        yield other, each
        for index, _, keys in uses:
            index.add(stands, keys, own.words, each)


def _prefix(rare: Sequence[str], share: float) -> Sequence[str]:
    return rare[: len(rare) - math.ceil(share * len(rare)) + 1]


def _blocks(own: Said, telling: bool) -> tuple[list[str], list[str]]:
    """The blocks in which a statement looks for others, and those in which it stands.

    A block is a surname; a state or body with those who are named for themselves ("=") or not ("~"), for two
    persons of one state are told apart by their surnames; what those are called who have no name ("#"); or anybody,
    where nobody is named or the quoted words tell enough.
    """
    who = own.voice
    asked, stands = [], []
    if who.known:
        surname = surname_key(who.name or who.role or "")
        asked.append(surname)
        stands.append(surname)
    if who.actor:
        asked += [f"~{who.actor}"] if apart(who) else [f"~{who.actor}", f"={who.actor}"]
        stands.append(f"={who.actor}" if apart(who) else f"~{who.actor}")
    if who.known and not apart(who):
        asked.append(f"#{head(who)}")
        stands.append(f"#{head(who)}")
    if not who.known:
        asked += ["~", "="]
        stands.append("~")
    elif telling:
        asked.append("~")
        stands.append("=")
    return asked, stands


class _Same:
    """Statements of one block in the very same words: the latest of them, and the day of the last."""

    __slots__ = ("day", "latest")

    def __init__(self) -> None:
        self.latest: deque[Located] = deque(maxlen=LATEST)
        self.day: int | None = None


class _Index:
    """Statements by block and word, those in the very same words together.

    days: what is further back is dropped, which may be done as days never fall; None keeps all.
    most: of a block and word, so many wordings are kept at most.
    """

    def __init__(self, days: int | None, most: int | None = None) -> None:
        self._days, self._most = days, most
        self._same: dict[tuple[str, tuple[str, ...]], _Same] = {}
        self._held: dict[tuple[str, str], deque[_Same]] = {}

    def found(self, blocks: Iterable[str], keys: Iterable[str], day: int | None) -> Iterator[Located]:
        for place in product(blocks, keys):
            held = self._held.get(place, ())
            while held and self._past(held[0], day):
                held.popleft()
            for same in held:
                if not self._past(same, day):
                    yield from same.latest

    def _past(self, same: _Same, day: int | None) -> bool:
        return self._days is not None and day is not None and same.day is not None and day - same.day > self._days

    def add(self, blocks: Iterable[str], keys: Sequence[str], words: tuple[str, ...], each: Located) -> None:
        day = day_number(each.day)
        for block in blocks:
            same = self._same.get((block, words))
            if same is None or self._past(same, day):
                same = self._same[block, words] = _Same()
                for key in keys:
                    held = self._held.setdefault((block, key), deque(maxlen=self._most))
                    held.append(same)
            same.latest.append(each)
            same.day = day
