"""Credits: which agency or outlet an article, or a passage of it, names as its source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from onrecord.model import Article, Reason, Span, Spans
from onrecord.tracing.citations import Citation, Names, citations, names_of
from onrecord.tracing.fingerprints import story_of
from onrecord.tracing.sentences import sentence_spans
from onrecord.vocabulary import vocabulary

DATELINE_REACH = 160
"""A dateline with its agency stands within this many characters of a paragraph's beginning."""

REST = 2  # sentences behind a citation that rest on it
LEAST_INITIALS = 3  # shorter ones fit too many outlets
CITED, REPUBLISHED = 0.8, 0.9
SENTENCE_END = re.compile(r"""[.!?…:]["'”’»)\]]*\s*\Z""")
END_REACH = 12
BETWEEN = "\n\n"  # paragraphs


@dataclass(frozen=True, slots=True)
class Credit:
    """A named source.

    name:    the agency's code or the outlet's name.
    spans:   what of the article it covers; empty for the article as a whole.
    reason:  why, with the words that name it.
    sure:    0 to 1.
    published: whether the source itself published the article.
    """

    name: str
    spans: Spans
    reason: Reason
    sure: float
    published: bool = False


@dataclass(frozen=True, slots=True)
class Credits:
    """Whom an article names.

    whole: the source of all of it. cited: the sources of passages.
    """

    whole: Credit | None = None
    cited: tuple[Credit, ...] = ()

    @property
    def all(self) -> tuple[Credit, ...]:
        return self.cited if self.whole is None else (self.whole, *self.cited)


@dataclass(frozen=True, slots=True)
class Naming:
    """What is taken for a source's name; of a collection, it only grows.

    credited: the agencies that its articles credit. names: those that running text may cite.
    """

    credited: frozenset[str]
    names: Names


def naming(articles: Iterable[Article]) -> Naming:
    """The agencies that `articles` credit, and their outlets beside those that the vocabulary knows."""
    credited: set[str] = set()
    outlets: set[str] = set()
    for article in articles:
        if article.wire:
            credited.add(article.wire)
        if article.outlet and "." not in article.outlet:
            outlets.add(article.outlet)
    return Naming(frozenset(credited), names_of(frozenset(outlets)))


def credits_of(articles: Sequence[Article], known: Naming) -> dict[str, Credits]:
    """Whom each of `articles` credits and cites, by its id."""
    agencies = {outlet: agency_of(outlet, known.credited) for outlet in {article.outlet for article in articles}}
    citing: list[tuple[Article, Sequence[Citation]]] = []
    out: dict[str, Credits] = {}
    for article, found in zip(articles, citations(articles, known.names), strict=True):
        agency = agencies[article.outlet]
        whole = _credited(article) if article.wire else None
        if agency and (
            whole is None or whole.name == agency
        ):  # an agency's site also prints other agencies' stories
            whole = _published(article, agency)
        if whole is None and found:
            whole = next((_republished(each) for each in found if each.whole), None)
        out[article.id] = Credits(whole) if whole else NONE
        cited = [each for each in found if not each.whole]
        if cited:
            citing.append((article, cited))
    for (article, _), cited_there in zip(citing, _cited(citing), strict=True):
        out[article.id] = Credits(out[article.id].whole, cited_there)
    return out


NONE = Credits()


def agency_of(outlet: str | None, credited: Collection[str]) -> str | None:
    """The agency that `outlet` is itself: by the vocabulary, or by its name or initials among those credited."""
    if not outlet:
        return None
    known = _agencies().get(outlet.casefold().removeprefix("www."))
    if known:
        return known
    initials = "".join(word[0] for word in re.findall(r"\w+", outlet) if word.casefold() not in ("the", "of"))
    forms = {outlet.casefold(), *([initials.casefold()] if len(initials) >= LEAST_INITIALS else [])}
    return next((wire for wire in sorted(credited) if wire.casefold() in forms), None)


def _published(article: Article, agency: str) -> Credit:
    reason = Reason("outlet", f"published by the agency itself ({article.outlet})")
    return Credit(agency, (), reason, 1.0, published=True)


def _republished(citation: Citation) -> Credit:
    reason = Reason("republished", f"says that {citation.name} published it first", (citation.span,))
    return Credit(citation.name, (), reason, REPUBLISHED)


def _credited(article: Article) -> Credit | None:
    """The agency that the article credits for all of it: in a dateline, a credit line or the input."""
    if not article.wire:
        return None
    places = article.anchors.get("wire", ())
    if not places:
        return Credit(article.wire, (), Reason("wire", f"given as a story of {article.wire}"), 0.9)
    outside = tuple(span for span in places if not _in_prose(article, span))
    if not outside:
        return None
    kind = "dateline" if any(part.covers(outside[0]) for part in story_of(article)) else "credit"
    return Credit(article.wire, (), Reason(kind, f"credits {article.wire} in its {kind}", outside), 0.95)


def _in_prose(article: Article, span: Span) -> bool:
    """Whether an agency's name stands in running text, not in a dateline or a credit line."""
    part = next((part for part in story_of(article) if part.covers(span)), None)
    if part is None or any(credit.covers(span) for credit in (*article.layout.credits, *article.layout.furniture)):
        return False
    if any(place.overlaps(span) for place in article.anchors.get("dateline", ())):
        return False
    before = article.text[part.begin : span.begin].rstrip()
    after = article.text[span.end : part.end].lstrip()
    dateline = span.begin - part.begin <= DATELINE_REACH and after[:2].lstrip(")").lstrip()[:1] in ("-", "—", "–")
    alone = before.endswith(("(", "[", "/")) and after[:1] in (")", "]", "/")
    return not (dateline or alone)


def _cited(citing: Sequence[tuple[Article, Sequence[Citation]]]) -> Iterator[tuple[Credit, ...]]:
    """The sources that running text names, each with the passage that rests on it, article by article.

    A passage goes from the sentence that names the source over the next two of its paragraph, or to the next that
    names another: a round-up in one paragraph does not all rest on whom it names first. All paragraphs are cut into
    sentences in one go.
    """
    paragraphs = [_paragraphs(article, found) for article, found in citing]
    pieces = [
        article.text[part.begin : part.end]
        for (article, _), parts in zip(citing, paragraphs, strict=True)
        for part, _ in parts
    ]
    ends = list(accumulate(len(piece) + len(BETWEEN) for piece in pieces))
    places = [
        Span(end - len(BETWEEN) - len(piece), end - len(BETWEEN)) for end, piece in zip(ends, pieces, strict=True)
    ]
    sentences = sentence_spans(BETWEEN.join(pieces), tuple(places))
    inside: list[list[Span]] = [[] for _ in pieces]
    for sentence in sentences:
        inside[bisect_right(places, sentence.begin, key=lambda place: place.begin) - 1].append(sentence)
    at = 0
    for (_, found), parts in zip(citing, paragraphs, strict=True):
        rested: list[tuple[Citation, list[Span]]] = []
        of = -1
        for part, number in parts:
            for sentence in inside[at]:
                shift = part.begin - places[at].begin
                own = Span(sentence.begin + shift, sentence.end + shift)
                citation = _first_in(own, found)
                if citation is not None:
                    rested.append((citation, [own]))
                    of = number
                elif number == of and len(rested[-1][1]) <= REST:
                    rested[-1][1].append(own)
            at += 1
        yield tuple(_citing(citation, spans) for citation, spans in rested)


def _citing(citation: Citation, spans: Sequence[Span]) -> Credit:
    reason = Reason("citation", f"names {citation.name} as its source", (citation.span,))
    return Credit(citation.name, tuple(spans), reason, CITED)


def _first_in(part: Span, found: Sequence[Citation]) -> Citation | None:
    """The first of the citations, which are in order, that begins in `part`."""
    at = bisect_left(found, part.begin, key=lambda citation: citation.span.begin)
    return found[at] if at < len(found) and found[at].span.begin < part.end else None


def _paragraphs(article: Article, found: Sequence[Citation]) -> list[tuple[Span, int]]:
    """The parts of the story's paragraphs that cite, each with its paragraph's number.

    A paragraph that stops inside a sentence goes on in the next.
    """
    story = story_of(article)
    chosen: dict[int, int] = {}
    for citation in found:
        at = bisect_right(story, citation.span.begin, key=_begin) - 1
        if at < 0 or citation.span.begin >= story[at].end or at in chosen:
            continue
        first = last = at
        while first > 0 and not _ends(article, story[first - 1]):
            first -= 1
        while last + 1 < len(story) and not _ends(article, story[last]):
            last += 1
        chosen.update(dict.fromkeys(range(first, last + 1), first))
    return [(story[at], number) for at, number in sorted(chosen.items())]


def _begin(part: Span) -> int:
    return part.begin


def _ends(article: Article, part: Span) -> bool:
    """Whether a sentence ends with the part."""
    return SENTENCE_END.search(article.text, max(part.begin, part.end - END_REACH), part.end) is not None


@cache
def _agencies() -> Mapping[str, str]:
    """The agency's code by each outlet name of its own, in lower case."""
    return {
        outlet.casefold(): row["code"]
        for row in vocabulary("wires")["agency"]
        for outlet in (*row["outlets"], row["name"], row["code"])
    }
