"""Credits: which agency or outlet an article, or a passage of it, names as its source."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.model import Article, Reason, Span, Spans
from onrecord.tracing.citations import Citation, Names, citations, names_of
from onrecord.tracing.fingerprints import story_of
from onrecord.tracing.sentences import sentence_spans
from onrecord.vocabulary import vocabulary

DATELINE_REACH = 160
"""A dateline with its agency stands within this many characters of a paragraph's beginning."""

LEAST_INITIALS = 3  # shorter ones fit too many outlets
CITED, REPUBLISHED = 0.8, 0.9
SENTENCE_END = re.compile(r"""[.!?…:]["'”’»)\]]*\s*\Z""")
END_REACH = 12


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
    out: dict[str, Credits] = {}
    for article, found in zip(articles, citations(articles, known.names), strict=True):
        agency = agencies[article.outlet]
        whole = _published(article, agency) if agency else _credited(article) if article.wire else None
        if not found:
            out[article.id] = NONE if whole is None else Credits(whole)
            continue
        told = next((each for each in found if each.whole), None)
        if whole is None and told is not None:
            detail = f"says that {told.name} published it first"
            whole = Credit(told.name, (), Reason("republished", detail, (told.span,)), REPUBLISHED)
        out[article.id] = Credits(whole, _cited(article, [each for each in found if not each.whole]))
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


def _cited(article: Article, found: Sequence[Citation]) -> tuple[Credit, ...]:
    """The sources named in running text, each with the passage that rests on it.

    A passage goes from the sentence that names the source to the end of its paragraph, or to the next sentence that
    names another.
    """
    out: list[Credit] = []
    for paragraph in _paragraphs(article, found):
        begun = len(out)
        for sentence in (each for part in paragraph for each in sentence_spans(article.text, (part,))):
            citation = next((each for each in found if sentence.covers(each.span)), None)
            if citation is not None:
                reason = Reason("citation", f"names {citation.name} as its source", (citation.span,))
                out.append(Credit(citation.name, (sentence,), reason, CITED))
            elif len(out) > begun:
                last = out[-1]
                out[-1] = Credit(last.name, (*last.spans, sentence), last.reason, last.sure)
    return tuple(out)


def _paragraphs(article: Article, found: Sequence[Citation]) -> Iterable[Spans]:
    """The story's paragraphs that cite; one that stops inside a sentence goes on in the next."""
    held: list[Span] = []
    for part in story_of(article):
        held.append(part)
        if SENTENCE_END.search(article.text, max(part.begin, part.end - END_REACH), part.end):
            if any(each.span.overlaps(own) for each in found for own in held):
                yield tuple(held)
            held = []
    if any(each.span.overlaps(own) for each in found for own in held):
        yield tuple(held)


@cache
def _agencies() -> Mapping[str, str]:
    """The agency's code by each outlet name of its own, in lower case."""
    return {
        outlet.casefold(): row["code"]
        for row in vocabulary("wires")["agency"]
        for outlet in (*row["outlets"], row["name"], row["code"])
    }
