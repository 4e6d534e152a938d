"""The stages of tracing as the index calls them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.model import Article, Derivation, Reuse
from onrecord.tracing.alignment.columns import Pairs
from onrecord.tracing.folding import I64, U64
from onrecord.tracing.index.names import Named
from onrecord.tracing.index.results import Met
from onrecord.tracing.index.segments import Prepare
from onrecord.tracing.index.store import Store
from onrecord.tracing.preparing import Prepared
from onrecord.tracing.sheets import Sheets

Meet = Callable[[Store, int, Met | None], Met]
"""All candidate pairs of the articles of a store; of its first so many (the second argument) they are known, as
found before (the third)."""

MeetOne = Callable[[Store, Prepared, Met], tuple[I64, U64]]
"""For one article that is not in a store: the numbers of those that are candidates beside it, in order, and the
standing text of the collection with it; given what was found without it."""

Align = Callable[[Sequence[Article], Sheets, Pairs, U64], Sequence[Reuse | None]]
"""What pairs share, as `alignment.align.aligned`."""

Conclude = Callable[
    [Sequence[Article], Sheets, Sequence[str], Sequence[Reuse], Named], Sequence[Sequence[Derivation]]
]
"""The derivations of the articles of some ids, rings not yet broken. Given are these articles and all that they
share with, those that share anything first; the sheets of these; the ids; all reuse of theirs; the names of the
collection."""

Credited = Callable[[Sequence[Article], Named], Sequence[object]]
"""What each article names as its sources, given the names of the collection: anything that compares equal when the
derivations of the article and of those that it shares with cannot have changed by it."""

Unringed = Callable[[Sequence[Derivation]], Sequence[Derivation]]
"""The derivations given, without those links that close a ring."""


@dataclass(frozen=True, slots=True)
class Stages:
    """How articles are prepared, met, aligned, and their derivations concluded. Picklable: workers are given it."""

    prepare: Prepare
    meet: Meet
    meet_one: MeetOne
    align: Align
    conclude: Conclude
    credited: Credited
    unringed: Unringed
