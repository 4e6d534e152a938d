"""Headlines: their parts, and whose claim one is that names the speaker before a colon or at its end.

'Minister: Bridge will open', 'Bridge will open: report', 'Bridge will open - mayor', 'Bridge works: mayor is
blamed' (a subject, no speaker). A subject in front is cut off, so that it is no part of what somebody says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from onrecord.extraction.statements.attributions import Attribution, trimmed
from onrecord.extraction.statements.naming import has_role, head_of, is_body, is_nominal, names_a_source
from onrecord.extraction.statements.units import Unit, tokens_in
from onrecord.language import HEADLINE
from onrecord.model import Span

FIRST_PERSON = ("we", "our", "us", "i", "my", "me")
MODALS = ("must", "should", "will", "would", "can", "could", "may", "might", "need", "no")
RUBRICS = ("video", "photo", "audio", "live", "weekly", "special")
CLAIM = 3  # words of the shortest claim
LONGEST = 6  # tokens of the longest speaker at a headline's end
MOST = 12  # parts of a headline that are looked at


def headlined(text: str, units: Sequence[Unit]) -> Iterator[Attribution]:
    """The claims of a headline whose parts are the `units`: of the speaker before a colon or behind the claim."""
    parts = [unit for unit in units[:MOST] if unit.paragraph == HEADLINE]
    for before, behind in pairwise(parts):
        mark = _mark(text, before)
        if mark is None:
            continue
        first, second = _tokens(before), _tokens(behind)
        if text[mark.begin] == ":" and _speaks_before(first, second, quoted=bool(behind.quotations)):
            yield from _claim(text, before, mark, first, behind.span)
        elif (
            behind is parts[-1] and (before.quotations or _is_claim(first)) and _speaks_behind(text, behind, second)
        ):
            yield from _claim(text, behind, mark, second, Span(before.span.begin, mark.begin))


def clipped(text: str, attribution: Attribution, part: Span) -> Attribution:
    """`attribution` with its content kept inside its part of the headline, which the parse does not know of."""
    if all(part.covers(piece) for piece in attribution.content):
        return attribution
    pieces = [
        cut
        for begin, end in attribution.content
        if (cut := trimmed(text, max(begin, part.begin), max(begin, part.begin, min(end, part.end)))) is not None
    ]
    return replace(attribution, content=tuple(pieces)) if pieces else attribution


def _mark(text: str, unit: Unit) -> Span | None:
    """The colon or dash with which a part ends."""
    end = unit.span.begin + len(text[unit.span.begin : unit.span.end].rstrip())
    return Span(end - 1, end) if end > unit.span.begin and text[end - 1] in ":-–—" else None


def _tokens(unit: Unit) -> list[Token]:
    found = [token for _, token in tokens_in(unit, unit.span) if not token.is_space]
    while found and found[-1].pos_ == "PUNCT":
        found.pop()
    return found


def _speaks_before(label: list[Token], claim: list[Token], *, quoted: bool) -> bool:
    """Whether the words before the colon speak. A name alone may be what the headline is about; it speaks where the
    claim is one by its words: "we", "must". A body does where the claim is quoted in part."""
    if not is_nominal(label) or len(claim) < CLAIM:
        return False
    if has_role(label[-1:]) or (quoted and is_body(label[-1])):
        return True
    if label[-1].ent_type_ != "PERSON":
        return False
    return any(token.lower_ in FIRST_PERSON or token.lower_ in MODALS for token in claim)


def _is_claim(tokens: list[Token]) -> bool:
    return len(tokens) >= CLAIM and any(token.pos_ in ("VERB", "AUX") for token in tokens)


def _speaks_behind(text: str, unit: Unit, tokens: list[Token]) -> bool:
    """Whether the last words of the headline speak: a short phrase that is no name of a rubric ("video report")."""
    where = trimmed(text, *unit.span)
    if where is None or not 0 < len(tokens) <= LONGEST or tokens[0].lower_ in RUBRICS:
        return False
    if any(token.text in ("|", "/", ",") for token in tokens):
        return False
    return names_a_source(tokens, text[where.begin : where.end])


def _claim(text: str, named: Unit, mark: Span, tokens: list[Token], claim: Span) -> Iterator[Attribution]:
    source, content = trimmed(text, named.span.begin, named.span.end), trimmed(text, *claim)
    if source is None or content is None:
        return
    sentence = next(sentence for sentence, token in tokens_in(named, named.span) if token == tokens[0])
    quoted = any(content.covers(quotation.span) for quotation in named.quotations)
    yield Attribution(source, head_of(tokens), sentence, mark, "speech", (content,), named.paragraph, quoted=quoted)
