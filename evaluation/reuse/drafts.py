"""Articles in the making: sentences that know where they were taken from, and the text they become."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Origin:
    """Sentence number `sentence` of article `article`; parts are offsets into the two sentences, None for all."""

    article: str
    sentence: int
    own: Span | None = None
    theirs: Span | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a story; a note is printed like one and belongs to the outlet."""

    text: str
    origin: Origin | None = None
    note: bool = False


Paragraphs = list[list[Sentence]]


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as it will be published.

    moment:    when it truly came out. published: what it says of that, as users' data have it, or None.
    above, below: lines before and after the story (headline, byline; notes); dateline: before its first sentence.
    roots:     the articles at the bottom of what it holds: itself when it holds anything of its own.
    """

    id: str
    outlet: str
    title: str
    moment: datetime
    published: str | None
    paragraphs: Paragraphs
    above: tuple[str, ...] = ()
    dateline: str = ""
    below: tuple[str, ...] = ()
    roots: frozenset[str] = frozenset()

    def sentences(self) -> list[Sentence]:
        """The sentences of the story, notes left out; their places are the numbers that origins name."""
        return [sentence for paragraph in self.paragraphs for sentence in paragraph if not sentence.note]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A draft as text, and where in it each sentence of the story stands."""

    text: str
    spans: list[Span]


def rendered(draft: Draft) -> Rendered:
    """The text of `draft`."""
    pieces = list(draft.above)
    at = sum(len(piece) + 2 for piece in pieces)
    spans: list[Span] = []
    dateline = draft.dateline
    for paragraph in draft.paragraphs:
        begin, shown = at, []
        for sentence in paragraph:
            if not sentence.note:
                text = dateline + sentence.text
                spans.append((begin + len(dateline), begin + len(text)))
                dateline = ""
            else:
                text = sentence.text
            shown.append(text)
            begin += len(text) + 1
        pieces.append(" ".join(shown))
        at = begin + 1
    return Rendered("\n\n".join([*pieces, *draft.below]), spans)


def own(paragraphs: list[list[str]]) -> Paragraphs:
    """Sentences that nobody else had before."""
    return [[Sentence(text) for text in paragraph] for paragraph in paragraphs]


def taken_from(draft: Draft) -> Paragraphs:
    """The story of `draft`, without its outlet's notes, each sentence known as taken from it."""
    out: Paragraphs = []
    number = 0
    for paragraph in draft.paragraphs:
        held: list[Sentence] = []
        for sentence in paragraph:
            if not sentence.note:
                held.append(Sentence(sentence.text, Origin(draft.id, number)))
                number += 1
        if held:
            out.append(held)
    return out


def shuffled_id(name: str, seed: int) -> str:
    """An id that says nothing of what it names."""
    return hashlib.sha256(f"{name}/{seed}".encode()).hexdigest()[:12]


def shared_passages(derived: Draft, source: Draft) -> list[tuple[Span, Span]]:
    """What `derived` took from `source`: spans in the text of each, neighbours joined."""
    where = rendered(source).spans
    pieces = [
        (_inner(span, origin.own), _inner(where[origin.sentence], origin.theirs), origin)
        for span, origin in _origins(derived, source.id)
        if origin.sentence < len(where)
    ]
    return _joined([(ours, theirs, origin.sentence, origin.own is None) for ours, theirs, origin in pieces])


def common_passages(one: Draft, two: Draft, root: str) -> list[tuple[Span, Span]]:
    """What two articles both took from `root`, which need not be in the collection."""
    theirs = {origin.sentence: span for span, origin in _origins(two, root)}
    pieces = [
        (span, theirs[origin.sentence], origin.sentence, True)
        for span, origin in _origins(one, root)
        if origin.sentence in theirs
    ]
    return _joined(pieces)


def _origins(draft: Draft, article: str) -> Iterator[tuple[Span, Origin]]:
    spans = rendered(draft).spans
    for sentence, span in zip(draft.sentences(), spans, strict=True):
        if sentence.origin is not None and sentence.origin.article == article:
            yield span, sentence.origin


def _inner(span: Span, part: Span | None) -> Span:
    return span if part is None else (span[0] + part[0], span[0] + part[1])


def _joined(pieces: list[tuple[Span, Span, int, bool]]) -> list[tuple[Span, Span]]:
    """Neighbouring whole sentences as one passage, when they are neighbours on both sides."""
    out: list[tuple[Span, Span]] = []
    last = -2
    for ours, theirs, number, whole in pieces:
        near = out and 0 <= ours[0] - out[-1][0][1] <= 2 and 0 <= theirs[0] - out[-1][1][1] <= 2
        if whole and near and number == last + 1:
            out[-1] = ((out[-1][0][0], ours[1]), (out[-1][1][0], theirs[1]))
        else:
            out.append((ours, theirs))
        last = number if whole else -2
    return out


def with_roots(draft: Draft, roots: frozenset[str]) -> Draft:
    return replace(draft, roots=roots)
