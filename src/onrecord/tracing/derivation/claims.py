"""Claims: what other articles may be the source of, and what is shared without a sign of who had it first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Article, Reason
from onrecord.tracing.credits import Credit, Credits
from onrecord.tracing.derivation.signs import DECIDED, Part, Shared, confidence

FROM_WIRE = 0.75
"""How sure it is that words shared with a story which credits an agency are the agency's."""

QUOTES_ONLY, QUOTES_SURE = 0.35, 0.3
"""Where no more than this part of an article is shared and it is quoted words, both may have them from the speaker,
and any sign is taken as no surer than this."""

PART = 0.5  # of a story; what is credited as a whole is the agency's at least so far
QUOTED_PART = 0.55
APART_SURE = 0.6  # factor of confidence where a third article may be the source of both
DATED_SURE = 0.7
"""The same between two outlets where nothing but the dates tells: both may print one agency's report."""

QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]{2,})(?:[”\"»“]|$)")
UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class Claim:
    """A possible source of some passages of an article; `source` and `wire` as in `Derivation`.

    of: what is claimed. since: when the source was published. quoted: whether it is but words in quotation marks.
    """

    source: str | None
    wire: str | None
    of: Shared
    sure: float
    since: str
    reasons: tuple[Reason, ...]
    quoted: bool = False

    @property
    def parts(self) -> Sequence[Part]:
        return self.of.parts

    @property
    def closeness(self) -> float:
        """As in `Shared`; none in what may come from the speaker."""
        return 0.0 if self.quoted else self.of.closeness


def claims_of(
    article: Article, shared: Sequence[Shared], sources: Mapping[str, Credits]
) -> tuple[list[Claim], list[Shared]]:
    """The claims on what `article` shares, and what is shared undecided.

    sources: at least those of the article and of the others that it shares with.
    """
    claims: list[Claim] = []
    unknown: list[Shared] = []
    own = sources[article.id].whole
    for each in shared:
        theirs = sources[each.other.id].whole
        theirs = None if theirs is None or theirs.name == article.outlet else theirs
        if own is not None and not _set_in(each, own, theirs):
            continue
        if each.coverage < QUOTES_ONLY and only_quotations(each):
            if each.score >= DECIDED:
                claims.append(_quoted_claim(each))
            elif each.score > -DECIDED:
                unknown.append(each)
        elif theirs is not None and not _lent(each):
            claims.append(_wire_claim(each, theirs))
        elif each.score >= DECIDED and not _only_dated(each):
            claims.append(_claim(each))
        elif each.score > -DECIDED or _only_dated(each):
            unknown.append(each)
    return claims, unknown


def _set_in(each: Shared, own: Credit, theirs: Credit | None) -> bool:
    """Whether a few passages of a story that is credited as a whole come from elsewhere all the same."""
    other_source = theirs is None or theirs.name != own.name
    return other_source and each.coverage < PART and each.score >= DECIDED and not own.published


def _lent(each: Shared) -> bool:
    """Whether the other, although it credits an agency, has these few passages from the article."""
    return each.other_coverage < PART and each.score <= -DECIDED


def _only_dated(each: Shared) -> bool:
    """Whether nothing but the dates speaks for either as the source, and what is left out for a third."""
    if each.apart is None or each.apart.kind != "both cut":
        return False
    return all(reason.kind == "published" for reason in each.reasons)


def _claim(each: Shared) -> Claim:
    sure = confidence(each.score) * (1.0 if each.apart is None else APART_SURE)
    if each.article.outlet and each.other.outlet and each.article.outlet != each.other.outlet:
        sure *= DATED_SURE if all(reason.kind == "published" for reason in each.reasons) else 1.0
    reasons = each.reasons if each.apart is None else (*each.reasons, each.apart)
    since = each.other.published or UNDATED
    return Claim(each.other.id, None, each, round(sure, 3), since, reasons)


def _quoted_claim(each: Shared) -> Claim:
    sure = min(QUOTES_SURE, confidence(each.score))
    why = (quotation_reason(each), *each.reasons)
    return Claim(each.other.id, None, each, sure, each.other.published or UNDATED, why, True)


def _wire_claim(each: Shared, credit: Credit) -> Claim:
    """Words shared with a story that credits an agency: they are the agency's, by way of its own story if here."""
    decided = each.score >= DECIDED
    named = decided and any(reason.kind == "names" for reason in each.reasons)
    why = Reason("shared wire", f"shares this with article {each.other.id}, which credits {credit.name}")
    source = each.other.id if credit.published or named else None
    sure = max(FROM_WIRE, confidence(each.score)) if source and decided else FROM_WIRE
    reasons = (why, *each.reasons) if each.score > 0 else (why,)
    since = each.other.published or UNDATED
    return Claim(source, credit.name, each, sure, since, reasons)


def quotation_reason(each: Shared) -> Reason:
    """Why quoted words alone prove little."""
    return Reason(
        "quotation", f"shares quoted words with article {each.other.id}; both may have them from the speaker"
    )


def only_quotations(shared: Shared) -> bool:
    """Whether what is shared is mostly words inside quotation marks, which both may have from the speaker."""
    quoted = total = 0
    for (begin, end), _ in shared.parts:
        words = shared.article.text[begin:end]
        quoted += sum(len(found[1]) for found in QUOTED.finditer(words))
        total += len(words)
    return quoted >= QUOTED_PART * total
