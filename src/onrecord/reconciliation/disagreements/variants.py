"""Variants: quotations of one utterance that two reports print in other words, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from onrecord.model import Article, Disagreement, Side, Span, Statement, Variant, VariantChange
from onrecord.reconciliation.disagreements.causes import Case, verdict
from onrecord.reconciliation.disagreements.judgement import on_both_sides
from onrecord.reconciliation.disagreements.sides import disagreement, side
from onrecord.reconciliation.disagreements.weights import Change
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.located import Located
from onrecord.reconciliation.words import WORD
from onrecord.vocabulary import vocabulary

OTHER_WORDS = ("replaced", "left out", "added")
RETOLD = 0.5
"""Words of matter changed for each that is left, beyond which two quotations are too unlike; one may always be."""
LONGEST = 14
"""Words shown of either side."""
IN_HEADLINE = -0.2
ELLIPSIS = 4
"""Characters of dots and marks that may stand behind the last word."""
EDGE = 1
"""Words of matter at an edge of a quotation that may stand for others."""
FEW = 3
"""Words of matter on the two sides of one altered word."""


def variant_disagreements(
    variants: Sequence[Variant], group: Sequence[Located], articles: Mapping[str, Article]
) -> Iterator[Disagreement]:
    """One disagreement for each wording of an entry's utterance whose words are other ones than the standing
    wording's. Cut words, spelling and short forms are no other words."""
    if not variants or not variants[0].words.text:
        return
    abroad = _abroad(group)
    for variant in variants[1:]:
        if variant.relation not in ("altered", "re-translated") or not _comparable(variants[0], variant, articles):
            continue
        every = variant.changes
        changes = [
            change
            for n, change in enumerate(every)
            if _other_word(change, variants[0], variant) and not _beside_a_cut(every, n)
        ]
        if changes and not _retold(variants[0], variant, changes):
            yield _disagreement(variants[0], variant, changes, articles, abroad)


def _disagreement(
    standing: Variant,
    variant: Variant,
    changes: Sequence[VariantChange],
    articles: Mapping[str, Article],
    abroad: bool,
) -> Disagreement:
    first, second = articles[standing.words.article], articles[variant.words.article]
    sides = (
        _shown(first, standing.words, [change.before for change in changes]),
        _shown(second, variant.words, [change.after for change in changes]),
    )
    independent = not set(standing.origins) & set(variant.origins)
    matter = sum(_matter(one.text) for change in changes for one in (change.before, change.after))
    change: Change = "grammar quoted" if not matter else "word quoted" if matter <= FEW else "words quoted"
    if variant.relation == "re-translated" or (independent and abroad and matter):
        change = "translated"
    told = [_told(change) for change in changes[:2]]
    heads = first.id == second.id
    adjusted = (("in a headline over its own story", IN_HEADLINE),) if heads else ()
    reason = f"words inside the quotation marks differ: {'; '.join(told)}"
    words = changes[0].before.text, changes[0].after.text
    case = Case(change, *words, (first, second), copied=not independent)
    return disagreement(change, *sides, reason, adjusted=adjusted, verdict=verdict(case))


def _comparable(standing: Variant, variant: Variant, articles: Mapping[str, Article]) -> bool:
    """Whether two articles print the two, or one prints the one of them in its headline."""
    if standing.words.article != variant.words.article:
        return True
    head = articles[standing.words.article].layout.headline
    inside = [
        head is not None and all(head.covers(span) for span in each.words.spans) for each in (standing, variant)
    ]
    return inside[0] != inside[1]


def _other_word(change: VariantChange, standing: Variant, variant: Variant) -> bool:
    """Whether a word of matter stands for another one, or stands on one side only: no inflection, no grammar, no
    long stretch at an edge, which is another part of the speech."""
    if change.kind not in OTHER_WORDS:
        return False
    a, b = (_keys(side.text) for side in (change.before, change.after))
    a, b = a - b, b - a
    if change.kind == "replaced" and not (a and b):
        return False
    edge = any(
        side.spans
        and (side.spans[-1].end >= words.spans[-1].end - ELLIPSIS or side.spans[0].begin <= words.spans[0].begin)
        for side, words in ((change.before, standing.words), (change.after, variant.words))
    )
    return bool(a or b) and not (edge and max(len(a), len(b)) > EDGE)


def _beside_a_cut(changes: Sequence[VariantChange], at: int) -> bool:
    """Whether a replaced word runs on into words that were cut: another part, not a word for a word."""
    one = changes[at]
    return one.kind == "replaced" and any(
        other.kind == "cut" and _touch(one.before, other.before) for other in changes[max(0, at - 1) : at + 2]
    )


def _touch(a: Side, b: Side) -> bool:
    """Whether one of two stretches begins where the other ends, a space aside."""
    return any(0 <= y.begin - x.end <= 1 or 0 <= x.begin - y.end <= 1 for x in a.spans for y in b.spans)


def _keys(text: str) -> set[str]:
    """The keys of a text's words of matter."""
    return {meaning().key(word) for word in WORD.findall(text)} - meaning().function_words


def _told(change: VariantChange) -> str:
    if change.before.text and change.after.text:
        return on_both_sides(f"“{change.before.text}”", f"“{change.after.text}”")
    return f"“{change.before.text or change.after.text}” on one side only"


def _shown(article: Article, words: Side, changed: Sequence[Side]) -> Side:
    """The quotation, or of a long one the stretch with the changes."""
    spans = [span for one in changed for span in one.spans] or list(words.spans)
    begin, end = min(span.begin for span in spans), max(span.end for span in spans)
    pieces = [piece for piece in words.spans if piece.begin < end and begin < piece.end] or list(words.spans[:1])
    if sum(len(WORD.findall(article.text, piece.begin, piece.end)) for piece in words.spans) <= LONGEST:
        pieces = list(words.spans)
    return side(article, tuple(Span(*piece) for piece in pieces))


def _matter(text: str) -> int:
    return sum(meaning().key(word) not in meaning().function_words for word in WORD.findall(text))


def _retold(standing: Variant, variant: Variant, changes: Sequence[VariantChange]) -> bool:
    """Whether more words of matter were changed than are left."""
    changed = sum(_matter(change.before.text) for change in changes)
    put = sum(_matter(change.after.text) for change in changes)
    left = _left(standing, variant)
    return not left or max(changed, put) > max(1.0, RETOLD * left)


def _left(standing: Variant, variant: Variant) -> int:
    """How many words of matter both have."""
    return len(_keys(standing.words.text) & _keys(variant.words.text))


def _abroad(group: Sequence[Located]) -> bool:
    """Whether the speaker speaks for a state whose leaders do not speak English in public."""
    codes = {cast(Statement, each.finding).speaker.actor for each in group} & set(vocabulary("actors")["states"])
    return bool(codes) and not codes & meaning().english_spoken
