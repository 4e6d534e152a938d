"""Attribution: whose report it is, told on one side and not, or differently, on the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from onrecord.model import Article, Derivation, Disagreement, Reuse, Span, Spans, Trace
from onrecord.reconciliation.disagreements.sides import disagreement, side
from onrecord.reconciliation.words import ENDS
from onrecord.vocabulary import vocabulary

SHORT_NAME = 3
"""Up to so many letters a name counts only as written: "AP" and not "ap"."""
DATELINE = 60
"""Characters at the head of a story in which a credit is one of the whole."""
BESIDE = 40
"""Characters within which a credit belongs to the passage that ends or begins there."""
SHARED = 0.25
"""Share of either story that must be common before its credit is compared."""


def attribution_disagreements(articles: Mapping[str, Article], trace: Trace) -> Iterator[Disagreement]:
    """For each article that carries shared text under other credit than a fellow: one disagreement, with the fellow
    that shares most and credits the source best."""
    wires = _wires(trace)
    best: dict[str, tuple[tuple[float, str], Disagreement]] = {}
    for reuse in trace.reuse:
        if max(reuse.coverage_a, reuse.coverage_b) < SHARED or reuse.a not in articles or reuse.b not in articles:
            continue
        for mine, other in ((reuse.a, reuse.b), (reuse.b, reuse.a)):
            found = _between(articles[mine], articles[other], reuse, wires)
            if found is not None:
                rank = (-max(reuse.coverage_a, reuse.coverage_b), other)
                if mine not in best or rank < best[mine][0]:
                    best[mine] = (rank, found)
    yield from {found.id: found for _, found in best.values()}.values()


def _wires(trace: Trace) -> dict[str, list[Derivation]]:
    out: dict[str, list[Derivation]] = {}
    for derivation in trace.derivations:
        if derivation.wire and derivation.confidence > 0:
            out.setdefault(derivation.article, []).append(derivation)
    return out


def _between(
    mine: Article, other: Article, reuse: Reuse, wires: Mapping[str, list[Derivation]]
) -> Disagreement | None:
    """What `mine` tells otherwise about whose the shared text is than `other` does."""
    agency = _agency(other, reuse, wires) or _agency(mine, reuse, wires)
    if agency is None or any(_is_outlet(agency, each) for each in (mine, other)):
        return None  # an outlet is no source beside itself
    credit_mine, credit_other = _credits(mine, agency), _credits(other, agency)
    if credit_other and not credit_mine and not _of_passage(credit_other, other, reuse):
        return None
    byline_mine, byline_other = _anchor(mine, "byline"), _anchor(other, "byline")
    if credit_other and not credit_mine:
        spans = byline_mine[:1] or _shared(mine, reuse)
        reason = f"{agency} is named on one side only"
        if mine.byline:
            reason += f"; the other carries the byline {mine.byline}"
        return disagreement("credit", side(mine, spans), side(other, credit_other), reason)
    if credit_mine and byline_mine and byline_other and _one(mine.byline) != _one(other.byline):
        reason = f"two bylines over one {agency} text: {mine.byline} and {other.byline}"
        return disagreement(
            "byline",
            side(mine, (*byline_mine[:1], *credit_mine[:1])),
            side(other, (*byline_other[:1], *credit_other[:1])),
            reason,
        )
    return None


def _is_outlet(agency: str, article: Article) -> bool:
    """Whether an article's outlet is the agency itself ("Bloomberg", "bloomberg.com")."""
    outlet = re.sub(r"\W+", "", (article.outlet or "").lower())
    name = re.sub(r"\W+", "", agency.lower()).removeprefix("the")
    return bool(outlet and name) and (name in outlet)


def _of_passage(credit: Spans, article: Article, reuse: Reuse) -> bool:
    """Whether a credit is one of the whole article, or stands in or right beside a sentence that the two share."""
    layout = article.layout
    first = min((span.begin for span in layout.story), default=0)
    if any(span.begin < first + DATELINE or any(each.covers(span) for each in layout.credits) for span in credit):
        return True
    copied = [passage for passage in reuse.passages if passage.relation != "rewritten"]
    shared = [passage.a if article.id == reuse.a else passage.b for passage in copied]
    return any(
        span.begin < each.end + BESIDE
        and each.begin - BESIDE < span.end
        and "\n" not in article.text[min(span.end, each.end) : max(span.begin, each.begin)]
        and not ENDS.search(article.text, max(each.begin, each.end - 1), span.end)
        for span in credit
        for each in shared
    )


def _agency(article: Article, reuse: Reuse, wires: Mapping[str, list[Derivation]]) -> str | None:
    """Whose the shared passages are, as far as one of the two says."""
    if article.wire:
        return article.wire
    shared = [passage.a if article.id == reuse.a else passage.b for passage in reuse.passages]
    known = [
        d
        for d in wires.get(article.id, [])
        if not d.passages or any(own.overlaps(span) for own in d.passages for span in shared)
    ]
    return max(known, key=lambda d: (d.confidence, d.wire or "")).wire if known else None


def _credits(article: Article, agency: str) -> Spans:
    """Where an article names the agency: the anchor that reading found, else its name in the story."""
    anchored = article.anchors.get("wire", ())
    if anchored and article.wire == agency:
        return tuple(anchored)
    pattern = _forms(agency)
    return tuple(
        Span(*match.span())
        for span in (*article.layout.story, *article.layout.credits)
        for match in pattern.finditer(article.text, span.begin, span.end)
    )[:1]


@cache
def _forms(agency: str) -> re.Pattern[str]:
    """Every way to name an agency or outlet: those that the vocabulary knows, or the name without its article."""
    known: Mapping[str, Any] = next((each for each in vocabulary("wires")["agency"] if each["code"] == agency), {})
    forms = {agency, known.get("name", agency), *known.get("credit", ()), *known.get("prose", ())}
    forms |= {re.sub(r"^(?:The|La|Le|El|Die|Der)\s+", "", form) for form in forms}
    if agency.split()[0].isupper():
        forms.add(agency.split()[0])
    longest = sorted(forms, key=lambda form: (-len(form), form))
    parts = (re.escape(form) if len(form) <= SHORT_NAME else f"(?i:{re.escape(form)})" for form in longest)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


def _anchor(article: Article, name: str) -> Spans:
    return tuple(article.anchors.get(name, ()))


def _one(byline: str | None) -> str:
    return " ".join(re.findall(r"\w+", (byline or "").lower()))


def _shared(article: Article, reuse: Reuse) -> Spans:
    """The first passage of the story that the two share, for an article that has no byline to show."""
    spans = [passage.a if article.id == reuse.a else passage.b for passage in reuse.passages]
    return tuple(sorted(spans, key=lambda span: (span == article.layout.headline, span))[:1])
