"""Statements: who says, thinks or intends what, as one article gives it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from onrecord.extraction.statements.attributions import Attribution
from onrecord.extraction.statements.contents import indirect
from onrecord.extraction.statements.cues import Cues, cues
from onrecord.extraction.statements.direct import direct
from onrecord.extraction.statements.frames import frames, handed_on
from onrecord.extraction.statements.headlines import clipped, headlined
from onrecord.extraction.statements.introductions import announced
from onrecord.extraction.statements.labels import signed_below
from onrecord.extraction.statements.nested import outermost
from onrecord.extraction.statements.nominal import nominal
from onrecord.extraction.statements.people import people
from onrecord.extraction.statements.quotations import Quotation, quotations
from onrecord.extraction.statements.roles import roles
from onrecord.extraction.statements.setting import setting
from onrecord.extraction.statements.speakers import Resolved, Resolver
from onrecord.extraction.statements.tags import tagged
from onrecord.extraction.statements.turns import with_turns
from onrecord.extraction.statements.units import Unit, units
from onrecord.language import HEADLINE, Analysis
from onrecord.model import Article, Mode, Span, Spans, Statement, content_id, words_of

NEAR = 300  # characters between two cues of one sentence
FULL_STOP = re.compile(r"[.!?][\"”’']?\s")
LINE_ENDS = re.compile(r"[ .]*(?:\n|\Z)")


def statements(article: Article, analysis: Analysis) -> tuple[Statement, ...]:
    """The statements of `article`, in the order of their first word."""
    vocabulary = cues()
    places = list(enumerate(article.layout.story))
    if article.layout.headline is not None:
        places.insert(0, (HEADLINE, article.layout.headline))
    quoted = quotations(article.text, places)
    found = attributions(article.text, units(article.text, analysis.sentences, quoted, vocabulary), vocabulary)
    words = roles()
    resolver = Resolver(
        text=article.text,
        people=people(article, analysis, words),
        vocabulary=words,
        setting=setting(article, analysis, words),
        sentences=analysis.sentences,
        quoted=[quotation.span for quotation in quoted],
        day=article.published,
    )
    whole = sorted(_joined(found), key=lambda attribution: attribution.begin)
    made = [_statement(article, attribution, resolver.resolve(attribution), quoted) for attribution in whole]
    by_cue = {cue: statement.id for statement in reversed(made) for cue in statement.cue}
    return tuple(
        statement if attribution.within is None else replace(statement, within=by_cue.get(attribution.within))
        for attribution, statement in zip(whole, made, strict=True)
    )


def _joined(found: list[Attribution]) -> list[Attribution]:
    """`found` with a quotation that goes on in the paragraph of its "X said" as more content of that attribution:
    one cue, one statement. In a later paragraph it is a statement of its own."""
    out: list[Attribution] = []
    place: dict[tuple[Span | None, Span | None, int], int] = {}
    for attribution in found:
        key = (attribution.source, attribution.cue, attribution.paragraph)
        if attribution.goes_on and key in place:
            before = out[place[key]]
            out[place[key]] = replace(before, content=(*before.content, *attribution.content))
        else:
            place[key] = len(out)
            out.append(attribution)
    return out


def attributions(text: str, parts: tuple[Unit, ...], vocabulary: Cues) -> list[Attribution]:
    found: list[Attribution] = []
    awaited: Attribution | None = None
    alone: Span | None = None
    for unit in parts:
        skip = [quotation.span for quotation in unit.quotations]
        seen = handed_on(
            text,
            [
                frame
                for sentence in unit.sentences
                for frame in frames(sentence, vocabulary, skip)
                if unit.span.begin <= frame.words.begin < unit.span.end
            ],
        )
        seen = tagged(text, unit, seen, vocabulary)
        done = direct(text, unit, seen)
        reported = [*done, *indirect(text, unit, seen, done, vocabulary), *nominal(text, unit, vocabulary)]
        if unit.paragraph == HEADLINE:
            reported = [clipped(text, attribution, unit.span) for attribution in reported]
        found.extend(outermost(reported, skip))
        if not done:
            found.extend(_going_on(text, unit, found, awaited, vocabulary))
        if alone is not None and (signature := signed_below(text, unit, alone)):
            for index in range(len(found) - 1, max(-1, len(found) - 4), -1):
                if found[index].goes_on and found[index].content == (alone,):
                    del found[index]
            found.extend(signature)
        awaited = announced(text, unit, seen)
        alone = _all_quoted(text, unit)
    found.extend(headlined(text, parts))
    return with_turns(text, parts, found)


def _all_quoted(text: str, unit: Unit) -> Span | None:
    """The span of a unit that is nothing but quotations, None of any other."""
    if not unit.quotations or unit.quotations[0].span.begin != unit.span.begin:
        return None
    whole = Span(unit.span.begin, unit.quotations[-1].span.end)
    return whole if LINE_ENDS.match(text, whole.end) else None


def _going_on(
    text: str, unit: Unit, found: list[Attribution], awaited: Attribution | None, vocabulary: Cues
) -> list[Attribution]:
    """A quotation without a cue of its own: announced by a sentence that ends with a colon, or the same speaker's
    who was quoted right before, in the same paragraph or in one that is all quotation."""
    if not unit.quotations:
        return []
    whole = Span(unit.quotations[0].span.begin, unit.quotations[-1].span.end)
    if whole.begin != unit.span.begin or not LINE_ENDS.match(text[whole.end : unit.span.end]):
        return []
    if any(c.overlaps(whole) for a in found[-6:] for c in a.content):
        return []
    if awaited is not None:
        return [replace(awaited, content=(whole,), paragraph=unit.paragraph)]
    previous = _spoken_last(text, unit, found, vocabulary)
    if previous is None or previous.paragraph not in (unit.paragraph, unit.paragraph - 1):
        return []
    if previous.paragraph != unit.paragraph and not LINE_ENDS.match(text, whole.end):
        return []
    return [replace(previous, content=(whole,), paragraph=unit.paragraph, goes_on=True)]


def _spoken_last(text: str, unit: Unit, found: list[Attribution], vocabulary: Cues) -> Attribution | None:
    """What a quotation without a cue goes on from: the last speech of its paragraph, else the last quoted words."""
    near = sorted((a for a in found[-4:] if a.cue is not None), key=lambda a: a.cue or Span(0, 0))
    for attribution in reversed(near):
        begin, end = attribution.cue or Span(0, 0)
        cue = vocabulary.verbs.get(text[begin:end].lower().rpartition(" ")[2])
        if attribution.paragraph == unit.paragraph and cue is not None and cue.takes.get("clause") == "speech":
            if attribution.quoted:
                return attribution
            return next((a for a in near if a.quoted and _in_one_sentence(text, a, attribution)), attribution)
    return next((a for a in reversed(found[-3:]) if a.quoted), None)


def _in_one_sentence(text: str, first: Attribution, second: Attribution) -> bool:
    """Whether both cues stand in one sentence, as in '"...," X said, adding that ...'."""
    if first.sentence is not None and first.sentence is second.sentence:
        return True
    if first.cue is None or second.cue is None or not first.cue.end <= second.cue.begin <= first.cue.end + NEAR:
        return False
    return FULL_STOP.search(text, first.cue.end, second.cue.begin) is None


def _statement(
    article: Article, attribution: Attribution, resolved: Resolved, quoted: tuple[Quotation, ...]
) -> Statement:
    text = article.text
    content = tuple(span for span in attribution.content if span.begin < span.end)
    source = () if attribution.source is None else (attribution.source,)
    cue = () if attribution.cue is None else (attribution.cue,)
    return Statement(
        id=content_id("s", article.id, source, cue, content),
        article=article.id,
        mode="direct" if attribution.verbatim else _mode(text, content, quoted),
        speaker=resolved.speaker,
        source=source,
        cue=cue,
        content=content,
        text=words_of(text, content),
        cue_class=attribution.cue_class,
        negated=attribution.negated,
        modal=attribution.modal,
        venue=resolved.venue,
        evidence=resolved.evidence,
    )


def _mode(text: str, content: Spans, quoted: tuple[Quotation, ...]) -> Mode:
    """`direct` when every letter of the content is inside quotation marks, `mixed` when some are."""
    inside = outside = False
    for span in content:
        at = span.begin
        first = bisect_right(quoted, at, key=lambda quotation: quotation.span.end)
        for index in range(first, len(quoted)):
            quotation = quoted[index]
            if quotation.span.begin >= span.end:
                break
            inside = True
            outside |= any(c.isalnum() for c in text[at : max(at, quotation.span.begin)])
            at = quotation.span.end
        outside |= any(c.isalnum() for c in text[at : max(at, span.end)])
    return ("mixed" if outside else "direct") if inside else "indirect"
