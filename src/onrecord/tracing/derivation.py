"""Derivation: where each article, and each shared passage of it, most likely came from.

Three kinds of answer: an article of the collection; a named agency or outlet, whose own story may be missing from
the collection; unknown. A derivation with passages speaks of those; one without, of all the rest of the article.
What no derivation speaks of is the article's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Article, Derivation, Passage, Reason, Reuse, Span, Spans, merged
from onrecord.tracing.credits import Credit, cited, whole_credit
from onrecord.tracing.direction import DECIDED, Shared, confidence, only_quotations, toward
from onrecord.tracing.rarity import Counts

WHOLE = 0.9
"""Coverage from which one source is that of the article as a whole."""

FROM_WIRE = 0.75
"""How sure it is that words shared with a story which credits an agency are the agency's."""

QUOTES_ONLY, QUOTES_SURE = 0.35, 0.3
"""Where no more than this part of an article is shared and it is quoted words, both may have them from the speaker,
and the sign of the dates is taken as no surer than this."""

REASONS_NAMED = 5
UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class _Claim:
    """A possible source of some passages of an article."""

    source: str | None
    wire: str | None
    passages: tuple[Passage, ...]
    closeness: float
    sure: float
    since: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the collection: each article's credit for the whole of it, and how common words are."""

    wires: Mapping[str, Credit | None]
    counts: Counts


def derivations(articles: Sequence[Article], reuse: Sequence[Reuse], counts: Counts) -> list[Derivation]:
    """The derivations of all `articles`, by article id; those of one article whole first, then by passages.

    counts: how common words are in the collection.
    """
    by_id = {article.id: article for article in articles}
    credited = frozenset(article.wire for article in articles if article.wire)
    wires = {article.id: whole_credit(article, credited) for article in articles}
    outlets = frozenset(article.outlet for article in articles if article.outlet and "." not in article.outlet)
    shared = _by_article(by_id, reuse)
    known = _Known(wires, counts)
    out: list[Derivation] = []
    for article in sorted(articles, key=lambda article: article.id):
        out += _of_article(article, shared.get(article.id, ()), known, cited(article, outlets))
    return _without_cycles(out)


def _by_article(by_id: Mapping[str, Article], reuse: Sequence[Reuse]) -> Mapping[str, Sequence[Shared]]:
    out: dict[str, list[Shared]] = defaultdict(list)
    for each in reuse:
        a, b = by_id[each.a], by_id[each.b]
        turned = tuple(Passage(passage.b, passage.a, passage.relation) for passage in each.passages)
        out[a.id].append(Shared(a, b, each.passages, each.coverage_a, each.coverage_b))
        out[b.id].append(Shared(b, a, turned, each.coverage_b, each.coverage_a))
    return out


def _of_article(
    article: Article, shared: Sequence[Shared], known: _Known, citations: Sequence[Credit]
) -> Iterator[Derivation]:
    own = known.wires[article.id]
    if own is not None:
        yield _credited(article, own, shared, known.wires)
    claims, unknown = _claims(article, shared, known)
    taken = list[Span]()
    for credit in citations:
        if own is None or credit.name != own.name:
            spans = _outside(credit.spans, [] if _names_wire(credit, claims) else _shared_spans(claims, unknown))
            if spans:
                taken += spans
                yield Derivation(article.id, None, credit.name, credit.sure, spans, (credit.reason,))
    if own is None:
        yield from _assigned(article, claims, taken)
        yield from _unknown(article, unknown, [*taken, *_shared_spans(claims, ())])


def _names_wire(credit: Credit, claims: Iterable[_Claim]) -> bool:
    return any(claim.wire == credit.name for claim in claims)


def _is_agency(credit: Credit | None, name: str) -> bool:
    return credit is not None and credit.published and credit.name == name


def _credited(
    article: Article, own: Credit, shared: Sequence[Shared], wires: Mapping[str, Credit | None]
) -> Derivation:
    """The article's own credit; with the agency's story when that is in the collection and is not the article."""
    source = None
    reasons = [own.reason]
    if not own.published:
        agency = [each for each in shared if _is_agency(wires[each.other.id], own.name)]
        if agency:
            best = min(agency, key=lambda each: (-each.closeness, each.other.id))
            source = best.other.id
            reasons.append(Reason("shared", f"shares {best.coverage:.0%} of its story with the agency's own"))
    return Derivation(article.id, source, own.name, own.sure, (), tuple(reasons))


def _claims(article: Article, shared: Sequence[Shared], known: _Known) -> tuple[list[_Claim], list[Shared]]:
    """What other articles may be the source of, and what is shared without a sign of who had it first."""
    claims: list[_Claim] = []
    unknown: list[Shared] = []
    own = known.wires[article.id]
    for each in shared:
        theirs = known.wires[each.other.id]
        score, reasons = toward(each, own is not None, theirs is not None, known.counts)
        since = each.other.published or UNDATED
        if only_quotations(each) and each.coverage < QUOTES_ONLY:
            if score >= DECIDED and theirs is None and own is None:
                sure = min(QUOTES_SURE, confidence(score))
                why = (_quotation_reason(each), *reasons)
                claims.append(_Claim(each.other.id, None, each.passages, 0.0, sure, since, why))
            elif score > -DECIDED:
                unknown.append(each)
        elif own is None and theirs is not None:
            claims.append(_wire_claim(each, theirs, score, reasons))
        elif score >= DECIDED:
            sure = confidence(score)
            claims.append(_Claim(each.other.id, None, each.passages, each.closeness, sure, since, reasons))
        elif score > -DECIDED:
            unknown.append(each)
    return claims, unknown


def _wire_claim(each: Shared, credit: Credit, score: float, reasons: tuple[Reason, ...]) -> _Claim:
    """Words shared with a story that credits an agency: they are the agency's, by way of its own story if here."""
    named = any(reason.kind == "names" for reason in reasons)
    why = Reason("shared wire", f"shares this with article {each.other.id}, which credits {credit.name}")
    source = each.other.id if credit.published or (named and score >= DECIDED) else None
    sure = max(FROM_WIRE, confidence(score)) if source else FROM_WIRE
    since = each.other.published or UNDATED
    return _Claim(source, credit.name, each.passages, each.closeness, sure, since, (why, *reasons))


def _assigned(article: Article, claims: Sequence[_Claim], taken: Sequence[Span]) -> Iterator[Derivation]:
    """Each passage to its likeliest source; a source of nearly the whole article is that of the article."""
    ordered = sorted(
        claims,
        key=lambda c: (c.wire is None, c.source is None, -c.closeness, c.since, c.source or "", c.wire or ""),
    )
    used = list(taken)
    grouped: dict[tuple[str | None, str | None], tuple[list[Span], _Claim]] = {}
    for claim in ordered:
        spans = _outside([passage.a for passage in claim.passages], used)
        if spans:
            used += spans
            found = grouped.setdefault((claim.source, claim.wire), ([], claim))
            found[0].extend(spans)
    story = article.layout.story or (Span(0, len(article.text)),)
    total = sum(part.end - part.begin for part in story)
    for (source, wire), (found_spans, claim) in grouped.items():
        spans = merged(found_spans)
        whole = sum(span.end - span.begin for span in spans if _in_story(span, story)) >= WHOLE * total
        yield Derivation(article.id, source, wire, claim.sure, () if whole else spans, claim.reasons)


def _in_story(span: Span, story: Spans) -> bool:
    """Whether a passage is of the story; a headline makes up no part of it."""
    return any(part.overlaps(span) for part in story)


def _unknown(article: Article, unknown: Sequence[Shared], known: Sequence[Span]) -> Iterator[Derivation]:
    spans = _outside([passage.a for each in unknown for passage in each.passages], known)
    if not spans:
        return
    reasons = tuple(
        _quotation_reason(each)
        if only_quotations(each)
        else Reason("undecided", f"shares this with article {each.other.id}; nothing tells which had it first")
        for each in sorted(unknown, key=lambda each: (-each.closeness, each.other.id))[:REASONS_NAMED]
    )
    yield Derivation(article.id, None, None, 0.0, merged(spans), reasons)


def _quotation_reason(each: Shared) -> Reason:
    return Reason(
        "quotation", f"shares quoted words with article {each.other.id}; both may have them from the speaker"
    )


def _shared_spans(claims: Iterable[_Claim], unknown: Iterable[Shared]) -> list[Span]:
    return [p.a for claim in claims for p in claim.passages] + [p.a for each in unknown for p in each.passages]


def _outside(spans: Iterable[Span], taken: Iterable[Span]) -> Spans:
    """Those of `spans` of which less than half lies in what is taken."""
    busy = merged(taken)
    out = []
    for span in spans:
        covered = sum(max(0, min(span.end, b.end) - max(span.begin, b.begin)) for b in busy)
        if 2 * covered < span.end - span.begin:
            out.append(span)
    return tuple(out)


def _without_cycles(found: Sequence[Derivation]) -> list[Derivation]:
    """No article comes from itself by way of others: of a ring, the least sure link is unknown."""
    order = sorted(
        (each for each in found if each.source),
        key=lambda each: (-each.confidence, each.article, each.source or ""),
    )
    above: dict[str, set[str]] = defaultdict(set)
    broken: set[int] = set()
    for each in order:
        if each.passages:
            continue
        if each.article in _ancestors(above, each.source or ""):
            broken.add(id(each))
        else:
            above[each.article].add(each.source or "")
    return [
        Derivation(
            each.article,
            None,
            each.wire,
            0.0 if each.wire is None else each.confidence,
            each.passages,
            each.evidence,
        )
        if id(each) in broken
        else each
        for each in found
    ]


def _ancestors(above: Mapping[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    queue = [start]
    while queue:
        article = queue.pop()
        if article not in seen:
            seen.add(article)
            queue.extend(above.get(article, ()))
    return seen
