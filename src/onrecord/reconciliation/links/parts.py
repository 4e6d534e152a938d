"""Part and whole by an article's own words: "a package including 50 vehicles", "the first tranche of the €18bn"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.model import Span
from onrecord.reconciliation import items
from onrecord.reconciliation.commitments.joining import same_party
from onrecord.reconciliation.links.facts import PROMISED, Candidate, Deed, commitment, name_of, one_giver
from onrecord.reconciliation.located import Located
from onrecord.reconciliation.words import ENDS
from onrecord.vocabulary import vocabulary

DAYS_ONE_NEWS = 45
"""A whole and its part are told of within these days of each other."""
MOSTLY = 0.5
"""Share of a part's reports that name it with its whole, from which on it does not matter when the others were."""
LIST_REACH, BACK_REACH, INSIDE_REACH = 300, 400, 60
"""Characters from a connecting word to the last part; from a package's sentence back to the package; from "as part
of" to the whole."""
FIGURES = ("quantity", "quantity_bound", "amount", "amount_bound", "item")


@dataclass(frozen=True, slots=True)
class Mention:
    """One finding of an entry: its words in its article, with its figures."""

    deed: Deed
    located: Located
    span: Span


def parts_in_words(deeds: Sequence[Deed]) -> Iterator[Candidate]:
    """Every "part of" that some article puts into words, once for each pair of entries."""
    by_article: dict[str, list[Mention]] = {}
    for deed in deeds:
        for each in deed.group:
            by_article.setdefault(each.article.id, []).append(Mention(deed, each, _span(each)))
    found: dict[tuple[str, str], tuple[Deed, Deed, str]] = {}
    told: Counter[tuple[str, str]] = Counter()
    for article in sorted(by_article):
        pairs = _in_article(by_article[article])
        told.update(pairs.keys())
        found = {**pairs, **found}
    for key, (part, whole, how) in found.items():
        share = told[key] / len({each.article.id for each in part.group})
        if share >= MOSTLY or _one_news(part, whole):
            yield Candidate(part, whole, "part of", f"{how} {name_of(whole)}", 0.6 + 0.3 * share)


def _in_article(mentions: Sequence[Mention]) -> dict[tuple[str, str], tuple[Deed, Deed, str]]:
    """The parts and wholes of one article by their ids, and how its words put the one into the other."""
    mentions = sorted(mentions, key=lambda one: (one.span.begin, one.span.end, one.deed.id))
    return {
        (part.deed.id, whole.deed.id): (part.deed, whole.deed, how)
        for part in mentions
        for whole, how in _wholes(part, mentions)
    }


def _one_news(part: Deed, whole: Deed) -> bool:
    """Whether all that tells of the part stands near the day on which the whole was told first."""
    return bool(part.days) and all(abs(day - whole.first) <= DAYS_ONE_NEWS for day in (part.days[0], part.days[-1]))


def _span(each: Located) -> Span:
    """From the first to the last character of a finding's figures and item."""
    spans = [span for field in FIGURES if (one := each.finding.evidence.get(field)) for span in one.spans]
    near = [span for span in spans if abs(span.begin - each.extent.begin) < LIST_REACH] or [each.extent]
    return Span(min(span.begin for span in near), max(span.end for span in near))


def _wholes(part: Mention, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, str]]:
    """The whole that the words around a part put it into, and how they stand to each other."""
    text = part.located.article.text
    before = [one for one in mentions if one.span.end <= part.span.begin and one.deed is not part.deed]
    after = [one for one in mentions if one.span.begin >= part.span.end and one.deed is not part.deed]
    sentence = _sentence_begin(text, part.span.begin)
    whole = _listed(part, text, sentence, before)
    if whole is not None:
        yield whole, "named in one sentence as part of"
        return
    whole = _belonging(part, text, after)
    if whole is not None:
        yield whole, "named in one sentence as part of"
        return
    if _leans(part, text[sentence : part.span.begin]):
        earlier = [one for one in before if one.span.end <= sentence and sentence - one.span.end <= BACK_REACH]
        held = next((one for one in reversed(earlier) if one.located.finding is not part.located.finding), None)
        if held is not None and _holds(held, part):
            yield held, "listed in the words after it as part of"


def _listed(part: Mention, text: str, sentence: int, before: Sequence[Mention]) -> Mention | None:
    """The whole before "including", "of which" or "of", in the sentence of the part."""
    words = text[sentence : part.span.begin]
    matches = list(_any("holding", "of_which").finditer(words))
    if matches:
        at = matches[-1]
        if len(words) - at.end() > LIST_REACH or _any("ends").search(words, at.end()) or ";" in words[at.end() :]:
            return None
        near = [one for one in before if sentence <= one.span.begin and one.span.end <= sentence + at.start()]
        if not near or _any("beside").search(words, near[-1].span.end - sentence):
            return None
        return near[-1] if _holds(near[-1], part) else None
    near = [one for one in before if one.span.begin >= sentence]
    packed = next((one for one in reversed(near) if _container(one)), None)
    if packed is not None and re.match(r"(?:\s*\w+)?\s+(?:of|with)\s", text[packed.span.end : part.span.begin]):
        between = text[packed.span.end : part.span.begin]
        plain = not _any("ends", "beside").search(between) and len(between) <= LIST_REACH and ";" not in between
        return packed if plain and _holds(packed, part) else None
    return None


def _belonging(part: Mention, text: str, after: Sequence[Mention]) -> Mention | None:
    """The whole behind "as part of", "the first tranche of" or "in the latest package"."""
    for whole in after:
        words = text[part.span.end : whole.span.begin]
        if len(words) > LIST_REACH or ENDS.search(words):
            return None
        if not _holds(whole, part) or _any("ends", "beside").search(words):
            continue
        matches = list(_any("belonging").finditer(words))
        if matches and len(words) - matches[-1].end() <= INSIDE_REACH:
            return whole
        if _container(whole) and _inside().fullmatch(words):
            return whole
        if _is_share(part) and re.fullmatch(r"\s*(?:\w+\s+)?(?:of|out of|from|under)\s+(?:\S+\s+){0,3}", words):
            return whole
    return None


def _leans(part: Mention, words: str) -> bool:
    """Whether the sentence says what "the package" includes."""
    giver = part.located.finding.evidence.get("actor")
    if giver is not None and giver.rule == "package's giver" and _any("holding", "verbs").search(words):
        return not _any("beside").search(words)
    match = _package().search(words)
    return match is not None and not _any("ends").search(words, match.end()) and not _any("beside").search(words)


def _holds(whole: Mention, part: Mention) -> bool:
    """Whether the one can hold the other: one giver and stage, a sum or help in general, and no smaller figure."""
    a, b = commitment(whole.located), commitment(part.located)
    if items.ACT in (whole.deed.item_class, part.deed.item_class) or "target" in (a.kind, b.kind):
        return False
    if not one_giver(whole.deed, part.deed) or same_party(a.recipient, b.recipient) is False:
        return False
    if a.stage != b.stage and not {a.stage, b.stage} <= PROMISED:
        return False
    if b.amount is None and part.deed.unspecific and items.chain(b.item_class)[-1:] != ("weapon",):
        return False  # "assistance" is no part of the aid, it is the aid again
    if not (_larger(a, b) and _larger(whole.deed.entry.fields, part.deed.entry.fields)):
        return False
    if a.amount is not None or whole.deed.unspecific:
        return a.amount is not None or (b.amount is None and part.deed.number("amount") is None)
    broad = a.item_class in items.chain(b.item_class) or items.generic(a.item_class)
    return a.quantity is not None and broad and b.amount is None


def _larger(a: Any, b: Any) -> bool:  # noqa: ANN401 - a commitment or the fields of an entry
    """Whether no figure of `b` is as large as the one of `a` that it can be compared with."""

    def value(one: Any, name: str) -> Any:  # noqa: ANN401
        return one.get(name) if isinstance(one, Mapping) else getattr(one, name)

    sums = [value(one, "amount") for one in (a, b)]
    if None not in sums and value(a, "currency") == value(b, "currency") and not sums[1] < sums[0]:
        return False
    if None not in sums and value(a, "currency") != value(b, "currency"):
        euros = [value(one, "amount_eur") for one in (a, b)]
        return None not in euros and euros[1] < 0.98 * euros[0]
    counts = [value(one, "quantity") for one in (a, b)]
    return sums[0] is not None or None in counts or bool(counts[1] < counts[0])


def _container(mention: Mention) -> bool:
    """Whether a finding's item is named as something that holds things: "package", "shipment"."""
    last = (commitment(mention.located).item or "").lower().split()[-1:]
    return bool(last) and last[0] in _nouns("wholes")


def _is_share(part: Mention) -> bool:
    """Whether a finding's sum is called a share: "a €3bn tranche"."""
    text = part.located.article.text[part.span.begin : part.span.end + 25].lower()
    return commitment(part.located).amount is not None and any(
        re.search(rf"\b{noun}\b", text) for noun in _nouns("shares")
    )


def _sentence_begin(text: str, at: int) -> int:
    """Where the sentence begins that holds a place; of a long one only the last part is looked at."""
    begin = max(0, at - 2 * BACK_REACH)
    ends = list(ENDS.finditer(text, begin, at))
    return ends[-1].end() if ends else begin


@cache
def _nouns(name: str) -> frozenset[str]:
    return frozenset(vocabulary("wholes")[name])


@cache
def _any(*names: str) -> re.Pattern[str]:
    """Any phrase of some lists, as whole words."""
    phrases = sorted({one for name in names for one in vocabulary("wholes")[name]}, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(one) for one in phrases) + r")(?![\w-])", re.I)


@cache
def _package() -> re.Pattern[str]:
    """ "The new package will also include": a container with its verb."""
    nouns, verbs = ("|".join(sorted(vocabulary("wholes")[name])) for name in ("wholes", "verbs"))
    return re.compile(
        rf"\b(?:the|this|that|latest|new)\s+(?:\S+\s+){{0,5}}?(?:{nouns}),?\s+(?:\w+\s+){{0,2}}?(?:{verbs})\b"
        rf"|^\W*(?:it|this|that|these)\s+(?:\w+\s+){{0,2}}?(?:{verbs})\b",
        re.I,
    )


@cache
def _inside() -> re.Pattern[str]:
    """ "In its latest": what stands between a part and a whole right behind it."""
    words = "|".join(sorted(vocabulary("wholes")["inside"]))
    return re.compile(
        rf"[^;:.]{{0,60}}\b(?:{words})\s+(?:a|an|the|its|their|this|another)\s+(?:\S+\s+){{0,3}}", re.I
    )
