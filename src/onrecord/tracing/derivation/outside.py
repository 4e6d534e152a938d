"""Signs beside the words: dates, credits, names of outlets, notes of updates, and which of two is the fuller."""

from __future__ import annotations

import math
import re

from onrecord.model import Article, Reason, Reuse, Span
from onrecord.tracing.citations import citations_of
from onrecord.tracing.credits import Credits
from onrecord.tracing.dates import DAY, published_gap, zoned
from onrecord.tracing.derivation.signs import Sign
from onrecord.vocabulary import vocabulary

CITED, MENTIONED = 3.0, 1.0
EARLIER, EARLIER_UNSURE = 2.0, 1.75
"""A time of publication is a strong sign, but a page's stamp may be that of its last change, a feed's that of its
crawl: it does not beat a credit, nor words that show a copy beyond doubt. It beats the fuller text, for honest
shortening and updating look alike. Unsure is what a missing time zone or the next day's date could explain."""

CREDITED, CUT, UPDATED, PLACED = 1.0, 0.9, 1.2, 0.4
SAME_TIME = 120.0  # seconds: two time stamps this near say nothing, since both are set by machines
ZONES = 14 * 3600.0  # the widest difference between a clock and UTC
FULLER, CUT_FROM, COPIED = 0.15, 0.7, 0.75
PART = 0.5
LEAST_NAME = 4
NOTE_REACH = 400


def dated(a: Article, b: Article) -> list[Sign]:
    """Which was published first, as far as both dates say."""
    gap = published_gap(a.published, b.published)
    if gap is None or abs(gap) < SAME_TIME:
        return []
    if "T" in (a.published or "") or "T" in (b.published or ""):
        unsure = abs(gap) < ZONES and not (zoned(a.published) and zoned(b.published))
    else:
        unsure = abs(gap) <= DAY
    late, early = (a, b) if gap > 0 else (b, a)
    detail = f"published {late.published}, the other {early.published}"
    weight = math.copysign(EARLIER_UNSURE if unsure else EARLIER, gap)
    return [Sign(weight, Reason("published", detail, late.anchors.get("published", ())))]


def named(a: Article, b: Article, sources: tuple[Credits, Credits]) -> list[Sign]:
    """Who names the other's outlet, as its source or at all."""
    return [*_names(a, b, sources[0], 1.0), *_names(b, a, sources[1], -1.0)]


def _names(article: Article, other: Article, sources: Credits, side: float) -> list[Sign]:
    name = other.outlet
    if not name or name == article.outlet or len(name) < LEAST_NAME or name not in article.text:
        return []
    cited = next((credit.reason.spans for credit in sources.all if credit.name == name), None)
    if cited is None:
        cited = next(((each.span,) for each in citations_of(article, name)), None)
    if cited is not None:
        return [Sign(side * CITED, Reason("names", f"names {name} as its source", cited))]
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", article.text)
    return [Sign(side * MENTIONED, Reason("names", f"names {name}", (Span(*found.span()),)))] if found else []


def credited(sources: tuple[Credits, Credits], reuse: Reuse) -> list[Sign]:
    """Which of the two carries an agency's credit: whoever copies tends to lose it.

    Of a few passages of the story that carries it, it tells nothing: these may come from elsewhere.
    """
    a, b = (each.whole is not None for each in sources)
    if a == b or (reuse.coverage_a if a else reuse.coverage_b) < PART:
        return []
    detail = "the other article carries the agency's credit, this one does not"
    return [Sign(CREDITED if b else -CREDITED, Reason("credit", detail))]


def fuller(reuse: Reuse, one_outlet: bool) -> list[Sign]:
    """Which has all of the other and more.

    One outlet's versions grow and shrink: of them it tells nothing. Nor does it of passages told anew: of those,
    alignment sees now more, now less.
    """
    ahead = reuse.coverage_a - reuse.coverage_b
    most = max(reuse.coverage_a, reuse.coverage_b)
    if one_outlet or abs(ahead) < FULLER or most < CUT_FROM:
        return []
    told = sum(p.a.end - p.a.begin + p.b.end - p.b.begin for p in reuse.passages)
    copied = sum(p.a.end - p.a.begin + p.b.end - p.b.begin for p in reuse.passages if p.relation != "rewritten")
    if copied < COPIED * told:
        return []
    detail = f"{most:.0%} of it stands in the other, which has more"
    return [Sign(math.copysign(CUT, ahead), Reason("completeness", detail))]


def updated(a: Article, b: Article) -> list[Sign]:
    """Of two versions of one outlet's story: which says that it is the later."""
    here, there = _note(a), _note(b)
    if (here is None) == (there is None):
        return []
    span = here or there
    side = 1.0 if here else -1.0
    return [Sign(side * UPDATED, Reason("updated", "says that it is a later version", (span,) if span else ()))]


def _note(article: Article) -> Span | None:
    text = article.text
    ends = f"{text[:NOTE_REACH]}\n{text[-NOTE_REACH:]}"
    for note in vocabulary("tracing")["update_notes"]:
        if note in ends:
            at = text.find(note, 0, NOTE_REACH)
            at = at if at >= 0 else text.find(note, max(0, len(text) - NOTE_REACH))
            if at >= 0:
                return Span(at, at + len(note))
    return None


def placed(a: Article, b: Article, reuse: Reuse) -> list[Sign]:
    """Which has a dateline: whoever copies most of a report tends to lose it."""
    if bool(a.dateline) == bool(b.dateline) or max(reuse.coverage_a, reuse.coverage_b) < PART:
        return []
    detail = f"has no dateline, the other has {a.dateline or b.dateline}"
    return [Sign(PLACED if b.dateline else -PLACED, Reason("dateline", detail))]
