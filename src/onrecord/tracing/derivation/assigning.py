"""Assigning: each passage of an article to its likeliest source, and the answer for the article as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from operator import itemgetter

from onrecord.model import Article, Derivation, Reason, Relation, Span, Spans, merged
from onrecord.tracing.credits import Credit, Credits
from onrecord.tracing.derivation.claims import Claim, claims_of, only_quotations, quotation_reason
from onrecord.tracing.derivation.signs import Shared
from onrecord.tracing.fingerprints import story_of

WHOLE = 0.9
"""Coverage from which one source is that of the article as a whole."""

REASONS_NAMED = 5
RANK: dict[Relation, int] = {"verbatim": 0, "edited": 1, "rewritten": 2}


def of_article(article: Article, shared: Sequence[Shared], sources: Mapping[str, Credits]) -> Iterator[Derivation]:
    """Where `article` and its passages come from, rings not yet broken.

    shared: what it shares with each other article, as it sees it. sources: at least its own and those of the
    others.
    """
    own = sources[article.id].whole
    if own is None and not shared and not sources[article.id].cited:
        return
    if own is not None:
        yield _credited(article, own, shared, sources)
    claims, unknown = claims_of(article, shared, sources)
    if not (claims or unknown or sources[article.id].cited):
        return
    taken = _Taken(article)
    if sources[article.id].cited:
        yield from _cited(article, sources[article.id], (claims, unknown), taken)
    if claims:
        yield from _assigned(article, claims, taken)
    if unknown and own is None:
        yield from _unknown(article, unknown, taken)


def _cited(
    article: Article, named: Credits, told: tuple[Sequence[Claim], Sequence[Shared]], taken: _Taken
) -> Iterator[Derivation]:
    """The passages that rest on a source named in them, as far as nothing else is known of them.

    told: the claims on passages of the article, and what is shared undecided.
    """
    known = _Taken(article)
    known.take(span for each in chain[Claim | Shared](*told) for span, _ in each.parts)
    wires = {claim.wire for claim in told[0]}
    for credit in named.cited:
        if named.whole is None or credit.name != named.whole.name:
            spans = tuple(span for span in credit.spans if credit.name in wires or known.free(span))
            if spans:
                taken.take(spans)
                yield Derivation(article.id, None, credit.name, credit.sure, spans, (credit.reason,))


def _credited(
    article: Article, own: Credit, shared: Sequence[Shared], sources: Mapping[str, Credits]
) -> Derivation:
    """The article's own credit; with the source's story when that is in the collection and is not the article."""
    source = None
    reasons = [own.reason]
    if not own.published:
        theirs = [each for each in shared if _published(each.other, sources[each.other.id].whole, own.name)]
        if theirs:
            best = min(theirs, key=lambda each: (-each.closeness, each.other.id))
            source = best.other.id
            reasons.append(Reason("shared", f"shares {best.coverage:.0%} of its story with {own.name}'s own"))
    return Derivation(article.id, source, own.name, own.sure, (), tuple(reasons))


def _published(other: Article, credit: Credit | None, name: str) -> bool:
    return other.outlet == name or (credit is not None and credit.published and credit.name == name)


class _Taken:
    """The characters of an article that have found their source."""

    def __init__(self, article: Article) -> None:
        self._taken = bytearray(len(article.text))
        self.nothing = True

    def free(self, span: Span) -> bool:
        """Whether more than half of `span` has not."""
        return 2 * self._taken.count(1, span.begin, span.end) < span.end - span.begin

    def take(self, spans: Iterable[Span]) -> None:
        self.nothing = False
        for begin, end in spans:
            self._taken[begin:end] = b"\1" * (end - begin)


def _assigned(article: Article, claims: Sequence[Claim], taken: _Taken) -> Iterator[Derivation]:
    """Each passage to its likeliest source; a source of nearly the whole article is that of the article."""
    story = story_of(article)
    least = WHOLE * _size(story)
    for claim, found in _shares(claims, taken):
        spans = merged(found)
        whole = _size(spans) >= least and _size_in_story(story, spans) >= least
        yield Derivation(article.id, claim.source, claim.wire, claim.sure, () if whole else spans, claim.reasons)


def _shares(claims: Sequence[Claim], taken: _Taken) -> Iterable[tuple[Claim, list[Span]]]:
    """Each source's likeliest claim, with all passages that go to the source."""
    if len(claims) == 1 and taken.nothing:
        spans = sorted([span for span, _ in claims[0].parts])
        if all(one.end <= two.begin for one, two in pairwise(spans)):
            taken.take(spans)
            return ((claims[0], spans),)
    grouped: dict[tuple[str | None, str | None], tuple[Claim, list[Span]]] = {}
    for claim, span in _offers(claims):
        if taken.free(span):
            taken.take((span,))
            grouped.setdefault((claim.source, claim.wire), (claim, []))[1].append(span)
    return grouped.values()


def _offers(claims: Sequence[Claim]) -> Iterable[tuple[Claim, Span]]:
    """All claims on passages, the likeliest source of a passage first.

    Copied words come before the like in other words; an agency before an article; then the nearest in words, which
    tells a chain of copies from a common source; then the earliest.
    """
    offers = []
    for claim in claims:
        kind = claim.wire is None, claim.source is None
        near = -claim.closeness, claim.since, claim.source or "", claim.wire or ""
        offers += [
            ((relation == "rewritten", kind, RANK[relation], near, span), claim, span)
            for span, relation in claim.parts
        ]
    offers.sort(key=itemgetter(0))
    return [offer[1:] for offer in offers]


def _size(spans: Iterable[Span]) -> int:
    return sum([end - begin for begin, end in spans])


def _size_in_story(story: Spans, spans: Spans) -> int:
    """The characters of those of `spans` that are of the story, which a headline is no part of. Both in order."""
    size = at = 0
    for begin, end in spans:
        while at < len(story) and story[at].end <= begin:
            at += 1
        if at < len(story) and story[at].begin < end:
            size += end - begin
    return size


def _unknown(article: Article, unknown: Sequence[Shared], taken: _Taken) -> Iterator[Derivation]:
    spans = [span for each in unknown for span, _ in each.parts if taken.free(span)]
    if spans:
        nearest = sorted(unknown, key=lambda each: (-each.closeness, each.other.id))[:REASONS_NAMED]
        yield Derivation(article.id, None, None, 0.0, merged(spans), tuple(_why_unknown(each) for each in nearest))


def _why_unknown(each: Shared) -> Reason:
    if only_quotations(each):
        return quotation_reason(each)
    if each.apart is not None:
        return Reason("common source", f"shares this with article {each.other.id}; {each.apart.detail}")
    return Reason("undecided", f"shares this with article {each.other.id}; nothing tells which had it first")
