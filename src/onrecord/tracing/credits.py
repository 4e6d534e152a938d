"""Credits: which agency or outlet an article, or a passage of it, names as its source."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.model import Article, Reason, Span, Spans
from onrecord.tracing.fingerprints import story_of
from onrecord.tracing.sentences import sentence_spans
from onrecord.vocabulary import vocabulary

DATELINE_REACH = 160
"""A dateline with its agency stands within this many characters of a paragraph's beginning."""

LEAST_INITIALS = 3  # shorter ones fit too many outlets
FIRST_WORD = re.compile(r"\w+")
SENTENCE_END = re.compile(r"""[.!?…:]["'”’»)\]]*\s*$""")


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


def whole_credit(article: Article, credited: Collection[str]) -> Credit | None:
    """The agency that the article credits for all of it, or that published it.

    credited: the agencies that articles of the collection credit.
    """
    agency = agency_of(article.outlet, credited)
    if agency:
        return Credit(
            agency, (), Reason("outlet", f"published by the agency itself ({article.outlet})"), 1.0, published=True
        )
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


def cited(article: Article, outlets: frozenset[str] = frozenset()) -> tuple[Credit, ...]:
    """The agencies and outlets named in running text, each with the passage that rests on it.

    outlets: further names to look for: those of the collection. A passage goes from the sentence that names the
    source to the end of its paragraph, or to the next sentence that names another.
    """
    names, by_word = _names(outlets)
    words = by_word.keys() & FIRST_WORD.findall(article.text)
    present = [
        name for word in words for name in by_word[word] if name in article.text and names[name] != article.outlet
    ]
    pattern = _citation(tuple(sorted(present, key=lambda name: (-len(name), name))))
    out: list[Credit] = []
    for part in _whole_paragraphs(article) if present else ():
        if not any(article.text.find(name, part[0].begin, part[-1].end) >= 0 for name in present):
            continue
        open_credit: Credit | None = None
        for sentence in sentence_spans(article.text, part):
            found = pattern.search(article.text, sentence.begin, sentence.end)
            if found:
                open_credit = _credit(found, names, sentence)
                out.append(open_credit)
            elif open_credit is not None:
                last = out.pop()
                open_credit = Credit(last.name, (*last.spans, sentence), last.reason, last.sure)
                out.append(open_credit)
    return tuple(out)


def _credit(found: re.Match[str], names: Mapping[str, str], sentence: Span) -> Credit:
    name = _named(found, names)
    reason = Reason("citation", f"names {name} as its source", (Span(*found.span()),))
    return Credit(name, (sentence,), reason, 0.8)


def _named(found: re.Match[str], names: Mapping[str, str]) -> str:
    return names[found["after"] or found["before"]]


def _whole_paragraphs(article: Article) -> Iterator[Spans]:
    """The story's paragraphs; one that stops inside a sentence goes on in the next."""
    held: list[Span] = []
    for part in story_of(article):
        held.append(part)
        if SENTENCE_END.search(article.text, part.begin, part.end):
            yield tuple(held)
            held = []
    if held:
        yield tuple(held)


@cache
def _agencies() -> Mapping[str, str]:
    """The agency's code by each outlet name of its own, in lower case."""
    return {
        outlet.casefold(): row["code"]
        for row in vocabulary("wires")["agency"]
        for outlet in (*row["outlets"], row["name"], row["code"])
    }


@cache
def _names(outlets: frozenset[str]) -> tuple[Mapping[str, str], Mapping[str, Sequence[str]]]:
    """What each form of a source's name stands for, and the forms by their first word."""
    names = {
        outlet.removeprefix("The "): outlet
        for outlet in (*vocabulary("tracing")["outlets"], *sorted(outlets))
        if outlet[:1].isupper()
    }
    for row in vocabulary("wires")["agency"]:
        names |= {form.removeprefix("The "): row["code"] for form in row["prose"]}
    by_word: dict[str, list[str]] = {}
    for name in names:
        for word in FIRST_WORD.findall(name)[:1]:
            by_word.setdefault(word, []).append(name)
    return names, by_word


@lru_cache(maxsize=1024)
def _citation(present: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds where one of the names `present` is cited."""
    either = "|".join(map(re.escape, present))
    venues = "|".join(re.escape(venue) for venue in vocabulary("tracing")["venues"])
    verbs = "|".join(re.escape(verb) for verb in vocabulary("wires")["citation"]["verbs"])
    return re.compile(
        rf"\b(?:{venues})\s+(?:[Tt]he\s+|[\w’']+\s+(?:outlet|newspaper|daily|agency|broadcaster|magazine|site)\s+)?"
        rf"(?P<after>{either})(?![\w-])|(?<![\w-])(?P<before>{either})\s+(?:{verbs})\b"
    )
