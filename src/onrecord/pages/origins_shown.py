"""Whom an entry's articles have it from: each origin with its articles, from the source to the copies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Backing, Derivation, Span
from onrecord.pages.article_names import ArticleName, named
from onrecord.phrases import SOURCES, origin_name
from onrecord.record import ExplainedEntry, Record
from onrecord.record.tracing import derivations_of, relations_among
from onrecord.telling.ladder import day_of
from onrecord.telling.words import spans_of, with_names

RELATIONS = ("verbatim", "edited", "rewritten")
Shared = Mapping[tuple[str, str], tuple[str, float, float]]
"""Of a pair of articles, its relation, and how much of either is in it."""


@dataclass(frozen=True, slots=True)
class TracedArticle:
    """One article below an origin.

    depth:      how many articles stand between it and the origin, 0 for one that has it from there itself.
    source:     id of the article that it most likely came from, where that stands in this tree.
    from_name:  the name of the article that it came from, also where that has none of the entry's words.
    wire:       the agency or outlet named as where it came from.
    confidence: 0 to 1; None where nothing is known.
    like:       the article of this tree that it shares most of its text with: its source, where that stands here.
    relation:   of its text to that one's: verbatim, edited or rewritten; shared: how much of its text, 0 to 1.
    why:        the reasons, each a sentence.
    finding:    its first finding of the entry.
    """

    article: ArticleName
    depth: int
    source: str | None
    from_name: str | None
    wire: str | None
    confidence: float | None
    like: str | None
    relation: str | None
    shared: float | None
    why: tuple[str, ...]
    finding: str | None


@dataclass(frozen=True, slots=True)
class ShownOrigin:
    """One independent origin.

    sourcing: whom it has it from, in words, None where it tells it itself.
    articles: from the source to the copies, each after the one that it came from.
    """

    id: str
    name: str
    sourcing: str | None
    articles: tuple[TracedArticle, ...]


def origins(record: Record, found: ExplainedEntry) -> tuple[ShownOrigin, ...]:
    """Each origin of an entry, that of most articles first."""
    entry = found.entry
    came = _derivations(record, found)
    shared = relations_among(record.gate, entry.articles) if len(entry.articles) > 1 else {}
    tree = _Tree(found, came, shared, _elsewhere(record, found, came))
    backing = sorted(entry.backing, key=lambda one: (-len(one.articles), one.origin))
    return tuple(tree.origin(one) for one in backing)


class _Tree:
    def __init__(
        self,
        found: ExplainedEntry,
        came: Mapping[str, Derivation],
        shared: Shared,
        elsewhere: Mapping[str, str],
    ) -> None:
        self.articles, self.came, self.shared, self.elsewhere = found.articles, came, shared, elsewhere
        self.near: dict[str, list[str]] = {}
        for a, b in shared:
            self.near.setdefault(a, []).append(b)
            self.near.setdefault(b, []).append(a)
        self.finding = {one.article: one.id for one in reversed(found.findings)}

    def origin(self, one: Backing) -> ShownOrigin:
        name = origin_name(one.origin, self.articles)
        sourcing = SOURCES.get(str(one.sourcing))
        return ShownOrigin(one.origin, name, sourcing, tuple(self._below(one.articles)))

    def _below(self, ids: Sequence[str]) -> Iterator[TracedArticle]:
        """The articles of one origin, sources before copies; of a ring of copies the earliest is the first."""
        waiting = sorted((one for one in ids if one in self.articles), key=self._order)
        sources = {one: self._source(one, waiting) for one in waiting}
        done: set[str] = set()
        while left := [one for one in waiting if one not in done]:
            top = next((one for one in left if sources[one] is None or sources[one] in done), left[0])
            stack = [(top, 0)]
            while stack:
                id_, depth = stack.pop()
                done.add(id_)
                yield self._traced(id_, depth, sources[id_] if depth else None)
                copies = [one for one in waiting if sources[one] == id_ and one not in done]
                stack += [(one, depth + 1) for one in reversed(copies)]
                done |= {*copies}

    def _name(self, id_: str) -> str:
        return named(self.articles[id_]).name if id_ in self.articles else self.elsewhere.get(id_, id_)

    def _source(self, id_: str, among: Sequence[str]) -> str | None:
        source = self.came[id_].source if id_ in self.came else None
        return source if source != id_ and source in among else None

    def _alike(self, id_: str) -> str | None:
        """The article whose text is most like this one's: one that was there before, the same words, most of it."""

        def unlike(one: str) -> tuple[bool, int, float, tuple[str, str]]:
            relation, _, _ = self.shared[_pair(id_, one)]
            later = self._order(one) > self._order(id_)
            return (later, RELATIONS.index(relation), -self._part(id_, one), self._order(one))

        return min(self.near.get(id_, ()), key=unlike, default=None)

    def _part(self, id_: str, other: str) -> float:
        """How much of an article's text stands in another one too."""
        _, of_first, of_second = self.shared.get(_pair(id_, other), ("", 0.0, 0.0))
        return of_first if id_ < other else of_second

    def _order(self, id_: str) -> tuple[str, str]:
        return (day_of(self.articles[id_]), id_)

    def _traced(self, id_: str, depth: int, source: str | None) -> TracedArticle:
        came = self.came.get(id_)
        like = source or self._alike(id_)
        relation = self.shared.get(_pair(id_, like)) if like else None
        return TracedArticle(
            article=named(self.articles[id_]),
            depth=depth,
            source=source,
            from_name=self._name(came.source) if came and came.source else None,
            wire=came.wire if came else None,
            confidence=came.confidence if came and (came.wire or came.source) else None,
            like=named(self.articles[like]).name if like and relation else None,
            relation=relation[0] if relation else None,
            shared=self._part(id_, like) if like and relation else None,
            why=tuple(with_names(one.detail, self.articles) for one in came.evidence) if came else (),
            finding=self.finding.get(id_),
        )


def _derivations(record: Record, found: ExplainedEntry) -> Mapping[str, Derivation]:
    """Where each article has the entry's words from: what is known of that passage, else of the whole article."""
    spans: dict[str, list[Span]] = {}
    for finding in found.findings:
        spans.setdefault(finding.article, []).extend(spans_of(finding))
    out: dict[str, tuple[tuple[int, int, float], Derivation]] = {}
    for one in derivations_of(record.gate, found.entry.articles).values():
        held = any(part.begin < own.end and own.begin < part.end
                   for part in one.passages for own in spans.get(one.article, ()))  # fmt: skip
        if one.passages and not held:
            continue
        rank = (int(one.source in found.articles), int(bool(one.passages)), one.confidence)
        if one.article not in out or rank > out[one.article][0]:
            out[one.article] = (rank, one)
    return {id_: one for id_, (_, one) in out.items()}


def _elsewhere(record: Record, found: ExplainedEntry, came: Mapping[str, Derivation]) -> Mapping[str, str]:
    """The names of sources that are no articles of the entry."""
    ids = sorted({one.source for one in came.values() if one.source and one.source not in found.articles})
    sql = "SELECT id, outlet, byline, path FROM articles WHERE id IN (?)"
    rows = record.gate.picked("name sources", sql, ids)
    return {str(id_): str(outlet or byline or path or id_) for id_, outlet, byline, path in rows}


def _pair(a: str, b: str | None) -> tuple[str, str]:
    return (min(a, str(b)), max(a, str(b)))
