"""Turns: paragraphs that are one speaker's by their layout: a transcript's "NAME: ...", questions and answers, a
message of "@name", a message signed "— Name (@name) May 3, 2021".

A name and a colon alone are no turn: they may be a heading ("UPDATE: ..."). Several of them in one article are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from spacy.tokens import Token

from onrecord.extraction.statements.attributions import Attribution, trimmed
from onrecord.extraction.statements.naming import head_of
from onrecord.extraction.statements.roles import roles
from onrecord.extraction.statements.units import Unit, tokens_in
from onrecord.language import HEADLINE, Sentence
from onrecord.model import Span

SELF = ("i", "we", "you")
FEWEST = 2  # labelled paragraphs that make a transcript
BESIDE = 2  # paragraphs from a turn within which capitals and a colon are one too
LONGEST = 120  # characters of the longest label
LABEL = re.compile(
    r"\s*(?:\d{1,2}[.:]\d{2}\s*(?:[ap]\.?m\.?)?\s+)?[“\"«]?(?P<label>"
    r"(?P<handle>(?:(?:[^\W\d_a-zà-ÿ][\w.’'-]*\s+){1,4})?@\w{1,30})"
    r"|(?P<asked>Q|A|Question|Answer|QUESTION|ANSWER|Reporter|REPORTER|Moderator|MODERATOR)"
    r"|(?P<capitals>[^\W\d_a-zà-ÿ][^\W\d_a-zà-ÿ.’' -]+)(?:,[^:\n]{1,60}|\s\([^():\n]{1,40}\))?"
    r"|(?P<name>(?:[^\W\d_a-zà-ÿ][\w.’'-]*\s+){1,3}[^\W\d_a-zà-ÿ][\w’'-]*)(?:\s\([^():\n]{1,40}\))?"
    r")\s*(?P<colon>:)\s+(?=\S)"
)
SIGNATURE = re.compile(
    r"(?P<dash>[—–―]|-{1,2})\s*(?P<name>[^\W\d_][^@()\n]{1,60}?)\s*\(@\w{1,30}\)"
    r"(?:\s+(?:\w+\.? \d{1,2}, \d{4}|\d{1,2} \w+\.? \d{4}))?\W*$"
)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    span: Span
    number: int
    unit: Unit
    last: Unit


def with_turns(text: str, units: Sequence[Unit], found: list[Attribution]) -> list[Attribution]:
    """`found` with the turns of the article. Of the reports inside them, which are the speakers' own, only those
    stay that quote somebody else ("Zandt told me, 'No'")."""
    turns = sorted(_turns(text, units), key=lambda turn: turn.content)
    if not turns:
        return found
    spans = iter([*((turn.content[0], turn.cue) for turn in turns), (Span(len(text), len(text) + 1), None)])
    span, cue = next(spans)
    kept: list[Attribution] = []
    for attribution in sorted(found, key=lambda a: min(piece.begin for piece in a.content)):
        begin = min(piece.begin for piece in attribution.content)
        while span.end <= begin:
            span, cue = next(spans)
        if begin < span.begin:
            kept.append(attribution)
        elif attribution.quoted and attribution.head is not None and attribution.head.lower_ not in SELF:
            kept.append(replace(attribution, within=attribution.within or cue))
    return [*kept, *turns]


def _turns(text: str, units: Sequence[Unit]) -> Iterator[Attribution]:
    labelled: list[tuple[_Paragraph, re.Match[str]]] = []
    for paragraph in _paragraphs(units):
        begin, end = paragraph.span
        if (signed := SIGNATURE.search(text, max(begin, end - LONGEST), end)) is not None:
            content = Span(begin, signed.start())
            yield from _turn(text, paragraph, Span(*signed.span("name")), Span(*signed.span("dash")), content)
        elif (match := LABEL.match(text, begin, min(end, begin + LONGEST))) is not None:
            labelled.append((paragraph, match))
    names = Counter(_last_word(match) for _, match in labelled)
    if len(labelled) >= FEWEST:
        for name in _surnames(units) & names.keys():
            names[name] += FEWEST
    sure = {
        paragraph.number
        for paragraph, match in labelled
        if match["handle"] or (len(labelled) >= FEWEST and (match["asked"] or _speaks(paragraph, match, names)))
    }
    for paragraph, match in labelled:
        beside = range(paragraph.number - BESIDE, paragraph.number + BESIDE + 1)
        if paragraph.number in sure or (match["capitals"] and not sure.isdisjoint(beside)):
            named = Span(match.start("label"), match.end("label"))
            content = Span(match.end(), paragraph.span.end)
            yield from _turn(text, paragraph, named, Span(*match.span("colon")), content)


def _surnames(units: Sequence[Unit]) -> set[str]:
    """The last words of the names of people in the article."""
    return {
        token.lower_
        for unit in units
        for _, token in tokens_in(unit, unit.span)
        if token.ent_type_ == "PERSON" and (token.i + 1 == len(token.doc) or token.nbor().ent_type_ != "PERSON")
    }


def _last_word(match: re.Match[str]) -> str:
    name = match["capitals"] or match["name"] or ""
    return name.casefold().split()[-1] if name.split() else ""


def _speaks(paragraph: _Paragraph, match: re.Match[str], names: Counter[str]) -> bool:
    """Whether a label is a speaker's: a person's by the parse or by its title ("Ms Orwin"), or one whose last word
    another label or the name of somebody in the article repeats."""
    tokens = [token for _, token in tokens_in(paragraph.unit, Span(match.start("label"), match.end()))]
    if any(token.ent_type_ == "PERSON" for token in tokens) or names[_last_word(match)] >= FEWEST:
        return True
    return len(tokens) > 1 and roles().is_title(tokens[0].lower_.rstrip("."))


def _paragraphs(units: Sequence[Unit]) -> Iterator[_Paragraph]:
    for number, group in groupby(units, key=lambda unit: unit.paragraph):
        if number != HEADLINE:
            inside = list(group)
            span = Span(inside[0].span.begin, inside[-1].span.end)
            yield _Paragraph(span, number, inside[0], inside[-1])


def _turn(text: str, paragraph: _Paragraph, named: Span, cue: Span, words: Span) -> Iterator[Attribution]:
    source = trimmed(text, *named)
    begin, end = words
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    if source is None or begin == end:
        return
    unit = paragraph.unit if named.end <= paragraph.unit.span.end else paragraph.last
    head, sentence = _head([(s, t) for s, t in tokens_in(unit, named) if not t.is_space])
    yield Attribution(
        source,
        head,
        sentence,
        cue,
        "speech",
        (Span(begin, end),),
        paragraph.number,
        quoted=True,
        verbatim=True,
    )


def _head(placed: Sequence[tuple[Sentence, Token]]) -> tuple[Token | None, Sentence | None]:
    if not placed:
        return None, None
    head = next((t for _, t in placed if t.ent_type_ == "PERSON"), None) or head_of([t for _, t in placed])
    return head, next(s for s, t in placed if t == head)
