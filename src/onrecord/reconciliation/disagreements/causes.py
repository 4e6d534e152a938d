"""Causes: what most likely made two reports differ.

A cause is named only where something in the two reports tells it; a difference that may have several is left
without one. The rules are asked in order, and the first that answers stands.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from onrecord.model import Article, Cause
from onrecord.reconciliation.disagreements.weights import CHANGES, Change, Verdict
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.located import days_between
from onrecord.reconciliation.variants.instants import instant

SHORTEST = 4
"""Letters of a word from which another letter in it looks like a slip."""
SAME_NEWS_DAYS = 1
"""Independent reports of one day and the next tell the same news."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of a difference when its cause is asked for.

    first, second:   what stands on either side, as written.
    articles:        the two articles, in the same order.
    copied:          the two stand in one aligned passage, so that one has it from the other or both from a third.
    rewritten:       many words of the passages that the two share were swapped, also inside quotation marks.
    values:          the two figures, where it is one of figures; money: they are sums.
    promised:        the figures are of a promise, which says how many once and for all.
    around:          the keys of the words around each side, its sentence as a rule.
    """

    change: Change
    first: str
    second: str
    articles: tuple[Article, Article]
    copied: bool = False
    rewritten: bool = False
    values: tuple[float, float] | None = None
    money: bool = False
    promised: bool = False
    around: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())

    @property
    def later(self) -> int | None:
        """1 when the second was published later, -1 when the first was, 0 on one day, None when it is not known."""
        return later(*self.articles)


def later(a: Article, b: Article) -> int | None:
    """Which of two articles is later: 1 the second, -1 the first, 0 neither; None without dates."""
    moments = instant(a), instant(b)
    if moments[0] is not None and moments[1] is not None:
        return (moments[1] > moments[0]) - (moments[1] < moments[0])
    days = (a.published or "")[:10], (b.published or "")[:10]
    return None if days_between(*days) is None else (days[1] > days[0]) - (days[1] < days[0])


def cause_of(case: Case) -> Cause | None:
    """The likely cause of a difference, None where nothing tells."""
    return next((found for rule in RULES if (found := rule(case)) is not None), None)


def verdict(case: Case) -> Verdict:
    """The likely cause, and whether a later report settles the difference.

    A count that moves on is settled by the later report; so is what one outlet itself told otherwise later. Which
    of two outlets is right no date can tell.
    """
    cause = cause_of(case)
    last = case.second if case.later == 1 else case.first if case.later == -1 else None
    if last is None or CHANGES[case.change].kind not in ("figure", "stage", "date", "actor", "item"):
        return Verdict(cause, None)
    if cause == "as-of date":
        return Verdict(cause, f"the later report has “{last}”")
    named = case.articles[0].outlet is not None and _one_outlet(case)
    if named and case.change != "rounded":
        return Verdict(cause, f"the outlet's own later report has “{last}”")
    return Verdict(cause, None)


def slip(a: float, b: float) -> Cause | None:
    """What one figure's becoming the other looks like: digits that changed places or another power of ten."""
    if a <= 0 or b <= 0 or a == b:
        return None
    if sorted(f"{a:.10g}") == sorted(f"{b:.10g}"):
        return "copying error"
    power = math.log10(a / b)
    return "copying error" if abs(power - round(power)) < 1e-9 else None


def _measure(case: Case) -> Cause | None:
    return "unit or currency" if case.change in ("measure", "converted") else None


def _scope(case: Case) -> Cause | None:
    """Some against all; of two figures, the larger told as a total or as meant for more than the other is."""
    if CHANGES[case.change].kind == "actor scope":
        return "scope"
    if case.change == "doer":
        return "scope" if _held(case.first, case.second) or _held(case.second, case.first) else None
    if case.values is None or case.change == "rounded" or case.values[0] == case.values[1]:
        return None
    large, small = sorted(zip(case.values, case.around, strict=True), key=lambda each: -each[0])
    return "scope" if (large[1] - small[1]) & meaning().totals else None


def _held(name: str, longer: str) -> bool:
    """Whether a doer is one of several that the other side names ("Norway" of "Norway and Denmark")."""
    words, rest = ({meaning().key(word) for word in text.split()} for text in (name, longer))
    return bool(words) and words < rest


def _slipped(case: Case) -> Cause | None:
    """Digits or a letter that went wrong in copying."""
    if case.values is not None and case.change != "rounded":
        return slip(*case.values)
    a, b = case.first.lower(), case.second.lower()
    small = meaning().function_words
    one_word = _letters(a) and _letters(b) and min(len(a), len(b)) >= SHORTEST and not {a, b} & small
    one_word = one_word and meaning().key(a) != meaning().key(b)
    near = case.copied or case.articles[0].id == case.articles[1].id
    return "copying error" if near and one_word and OSA.distance(a, b) == 1 else None


def _letters(word: str) -> bool:
    return word.replace("-", "").isalpha()


def _moved_on(case: Case) -> Cause | None:
    """A count that grows with the days, told later and larger; a later stage; a figure told "as of" a day."""
    kind = CHANGES[case.change].kind
    if kind == "stage":
        return "as-of date" if case.later and case.change != "tense" else None
    if case.values is None or case.change == "rounded" or case.promised:
        return None
    grows = case.values[1] - case.values[0]
    both = case.around[0] & case.around[1] & meaning().growing
    if both and not case.money and (case.later is None or grows * case.later >= 0):
        return "as-of date"
    dated = (case.around[0] | case.around[1]) & meaning().as_of
    same = not case.copied or _one_outlet(case)  # a copier does not know more than the copied
    return "as-of date" if dated and same and case.later and grows * case.later > 0 else None


def _one_outlet(case: Case) -> bool:
    return len({article.outlet for article in case.articles}) == 1


def _miscopied(case: Case) -> Cause | None:
    """Another figure in a passage that one outlet has from another, and nothing tells of a count that went on."""
    altered = case.copied and case.values is not None and case.change != "rounded"
    return "copying error" if altered and not _one_outlet(case) else None


def _rewritten(case: Case) -> Cause | None:
    """One of many words that were swapped; a figure, a name or a date is no synonym of another."""
    told = CHANGES[case.change].kind in ("meaning", "quote", "item", "wording", "hedge", "actor scope")
    return "machine rewrite" if case.copied and case.rewritten and told else None


def _translated(case: Case) -> Cause | None:
    return "translation" if case.change == "translated" else None


def _style(case: Case) -> Cause | None:
    slight = CHANGES[case.change].kind == "wording" or case.change in ("rounded", "grammar quoted", "loose class")
    return "style" if slight else None


def _disputed(case: Case) -> Cause | None:
    """Two origins that say different things of the same news, each in its own words."""
    days = days_between(case.articles[0].published or "", case.articles[1].published or "")
    counted = case.values is not None and not case.money
    if counted and case.values and (case.values[1] - case.values[0]) * (case.later or 0) > 0:
        return None  # a later and larger count may only be a later one
    both = CHANGES[case.change].kind in ("figure", "actor", "item", "stage", "date")
    return "real dispute" if not case.copied and both and days is not None and days <= SAME_NEWS_DAYS else None


RULES: tuple[Callable[[Case], Cause | None], ...] = (
    _measure,
    _translated,
    _slipped,
    _scope,
    _moved_on,
    _miscopied,
    _rewritten,
    _style,
    _disputed,
)
