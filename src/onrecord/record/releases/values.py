"""What changed between two releases of a record, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar, get_args

from onrecord.model import Correction, Disagreement, Entry, EntryLink, EntryType, Rung

What = Literal["appeared", "went", "split", "merged", "re-grouped", "changed"]
WHATS: tuple[What, ...] = get_args(What)
Reason = Literal[
    "new article", "article gone", "new text", "read anew", "ruling", "ruling gone", "re-grouped", "judged anew"
]
REASONS: tuple[Reason, ...] = get_args(Reason)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Gained(Generic[T]):
    """What only the new release has, and what only the old one had."""

    new: tuple[T, ...] = ()
    gone: tuple[T, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.gone)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """Another standing value.

    field:         the first of the fields that stand together ("amount" of a sum with its currency).
    before, after: by field name, as in `Entry.fields`.
    articles:      ids of those that give the new value, the new ones where there are any; none where several new
                   articles came and the record does not tell which of them gives it.
    """

    field: str
    before: Mapping[str, object]
    after: Mapping[str, object]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why an entry is not what it was.

    reason: `new article`, `article gone`; `new text` under the id of an old article; `read anew`: other findings in
            the same text; `ruling` made or `ruling gone`; `re-grouped`: other findings belong together, though its
            own articles are the same; `judged anew`: the same findings, of which other origins, values or links are
            made.
    detail: a short sentence. ids: of the articles, findings or rulings that it names.
    """

    reason: Reason
    detail: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RulingMade:
    """A ruling that only one release holds; `named` are the ids, among other words, that it gives."""

    id: str
    act: str
    by: str
    at: str
    reason: str
    named: frozenset[str]


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What became of one entry, or of several that have findings in common.

    what:          `appeared`, `went`; `split` (one became several), `merged` (several became one), `re-grouped`
                   (several became several others), `changed`.
    before, after: the entries in the old and in the new release, those with most findings in common first; fields,
                   stage and the rest compare the first of each.
    stage:         the two stages, where they differ.
    articles, origins, rungs, wordings: what the entries together gained and lost.
    settled:       disagreements, as they are in the new release, that are settled now or open again.
    """

    what: What
    type: EntryType
    before: tuple[Entry, ...]
    after: tuple[Entry, ...]
    why: tuple[Why, ...]
    stage: tuple[str | None, str | None] | None = None
    fields: tuple[FieldChange, ...] = ()
    rungs: Gained[Rung] = Gained()
    articles: Gained[str] = Gained()
    origins: Gained[str] = Gained()
    wordings: Gained[str] = Gained()
    disagreements: Gained[Disagreement] = Gained()
    settled: tuple[Disagreement, ...] = ()
    links: Gained[EntryLink] = Gained()
    corrections: Gained[Correction] = Gained()

    @property
    def only_articles(self) -> bool:
        """Whether no more has changed than which articles of the same origins say the same."""
        more = (
            self.fields, self.rungs, self.origins, self.wordings, self.disagreements, self.settled, self.links,
            self.corrections,
        )  # fmt: skip
        ruled = any(why.reason in ("ruling", "ruling gone") for why in self.why)
        return self.what == "changed" and self.stage is None and not any(more) and not ruled


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed between two releases.

    entries:       the most important first: stages, then figures, then the rest.
    same:          how many entries are as they were.
    articles:      ids of those that only one release holds; `rewritten`: ids under which each holds another text.
    moved:         ids of articles that kept their text under another id: old and new.
    disagreements: those of no entry.
    made_with:     what made the records, by name (rules, vocabulary, model ...), where it differs: old and new.
    """

    entries: tuple[EntryChange, ...]
    same: int
    articles: Gained[str]
    rewritten: tuple[str, ...]
    moved: Mapping[str, str]
    disagreements: Gained[Disagreement]
    rulings: Gained[RulingMade]
    made_with: Mapping[str, tuple[str | None, str | None]]

    def __bool__(self) -> bool:
        return bool(
            self.entries or self.articles or self.rewritten or self.moved or self.disagreements or self.rulings
            or self.made_with
        )  # fmt: skip
