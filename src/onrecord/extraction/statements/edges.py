"""Edges: where the content that holds a quotation begins and ends outside its marks.

What follows a closing mark is counted on labelled news: words that go on without a stop belong to the report far
more often than not ("a 'great relationship' with voters"), those behind a comma or a dash, a second verb in the
cue's own tense and the place and time of saying do not.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from onrecord.extraction.statements.attributions import trimmed
from onrecord.extraction.statements.frames import Frame
from onrecord.extraction.statements.phrases import is_time
from onrecord.extraction.statements.quotations import Quotation
from onrecord.extraction.statements.units import Unit, tokens_in
from onrecord.model import Span

NOUN_PHRASE = 9  # tokens of the longest subject between a cue and the quotation that goes on from it
IN_NOUN_PHRASE = ("NOUN", "PROPN", "DET", "ADJ", "NUM", "PRON", "PART", "ADP", "SCONJ")
NOMINATIVE = ("i", "he", "she", "they", "we")
FINITE = ("VBD", "VBP", "VBZ", "MD")
ENDS = ".!?…,;"
LOOK_AHEAD = 60  # characters behind a quotation that show whether content goes on
FEW = 4  # tokens behind "and" among which its verb is sought
DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
VENUE = (
    r"\s*(?:in|on|at|during|to|via|by|last|this|for|from|with|as)\b(?:\s+[\w’'.-]+){0,5}?\s+(?:"
    r"interview|statement|speech|tweet|letter|email|conference|post|debate|rally|show|radio|television|Twitter|Facebook|reporters|"
    r"CNN|MSNBC|NBC|ABC|CBS|Fox"
)
STOPS = re.compile(
    r"\s*(?:[,;:.!?()\[\]—–-]|(?:when|while|before|after)\b|$)"
    rf"|{VENUE}|{DAY}|morning|night|week|month|year)\b|\s*(?:{DAY}|yesterday|today|earlier|later)\b"
)
WRITERS = re.compile(
    rf"\s*\)|,?\s*as\s+(?:he|she|they|we|I)\b|{VENUE})\b|,?\s+{DAY}\b|,\s+\w+ing\b"
    r"|\s*(?:—|–|--?)\s*(?:\w+ing|an?)\b"
)
ASIDE = re.compile(r",?\s*(?:while|though|although|which|who|whose|where)\b")
THAT = re.compile(r"\b(that)\s*$")
HANGING = re.compile(r"[\s,]*\b(?:and|or|but|while|before|after|then|also)\s*$")
BECAUSE = re.compile(r",?\s*because\b")
BEHIND_CUE = re.compile(r"\s(?P<because>because|if|although|though|unless|since|once)\b[^.!?:;]*,\s*$")
JOINS = re.compile(r"\s+(?:and|or|but)\b")
GOES_BACK = re.compile(r"(?:^|[\s(])(what|which|who|whom)\s*$", re.IGNORECASE)
BEHIND_PREPOSITION = re.compile(r"\b(?:in|of|on|at|to|for|with|by|from|about|during|under|after)\s+\w+\s*$", re.I)


def leaves(text: str, unit: Unit, frame: Frame, quotation: Quotation, limit: int) -> bool:
    """Whether the words behind `quotation` are the writer's again: "and", "but" with a verb in the cue's own tense,
    "as she", a parenthesis that closes."""
    end = quotation.span.end
    if WRITERS.match(text, end, limit):
        return True
    if (quotation.last(text) == "," or text.startswith(",", end, limit)) and ASIDE.match(text, end, limit):
        return True
    joined = JOINS.match(text, end, limit)
    return joined is not None and _cue_goes_on(unit, frame, Span(joined.end(), min(limit, end + LOOK_AHEAD)))


def stops(text: str, unit: Unit, frame: Frame, quotation: Quotation, limit: int) -> bool:
    """Whether content that holds `quotation` ends with it, as far as the words behind it tell."""
    end = quotation.span.end
    if end >= limit or quotation.last(text) in ".!?…":
        return True
    if BECAUSE.match(text, end, limit):
        return False
    if quotation.last(text) in ENDS or STOPS.match(text, end, limit):
        return True
    return leaves(text, unit, frame, quotation, limit)


def _cue_goes_on(unit: Unit, frame: Frame, behind: Span) -> bool:
    """Whether the words behind "and" begin with a verb in the cue's own tense, whose subject is the speaker."""
    tags = {frame.verb.tag_, *(child.tag_ for child in frame.verb.children if child.dep_ in ("aux", "aux:pass"))}
    for count, (_, token) in enumerate(tokens_in(unit, behind)):
        if token.tag_ in tags and token.pos_ in ("VERB", "AUX"):
            return True
        if count >= FEW or token.pos_ not in ("ADV", "PUNCT", "SPACE"):
            return False
    return False


def end_of_content(text: str, unit: Unit, frame: Frame, quotation: Quotation, limit: int) -> int:
    """Where content ends that holds `quotation` last: with it, or with the words that finish its sentence."""
    end = quotation.span.end
    limit = max(end, limit)
    if stops(text, unit, frame, quotation, limit):
        return end
    return max(end, unhung(text, end, limit))


def unhung(text: str, begin: int, end: int) -> int:
    """`end`, or where the words from `begin` end without a conjunction that hangs on the next report."""
    if (hanging := HANGING.search(text, max(begin, end - 12), end)) is not None:
        end = hanging.start()
    rest = trimmed(text, begin, end)
    return begin if rest is None else rest.end


def resumed(text: str, frame: Frame, quotation: Quotation) -> int:
    """Where the content goes on behind its frame: at the quotation, or at the words that lead into it."""
    gap = text[frame.end : quotation.span.begin]
    cut = gap.rstrip().rfind(",")
    if cut < 0 or not gap[cut + 1 :].strip():
        return quotation.span.begin
    lead = trimmed(text, frame.end + cut + 1, quotation.span.begin)
    return quotation.span.begin if lead is None else lead.begin


def enters(text: str, unit: Unit, frame: Frame, quotation: Quotation) -> int | None:
    """Where the content begins in 'said Ann Orwin "will wait"': with the noun phrase before the quotation."""
    gap = Span(max(frame.words.end, frame.end), quotation.span.begin)
    if frame.cue.takes.get("clause") is None:
        return None
    if (that := THAT.search(text, max(gap.begin, gap.end - len(" that ") - 1), gap.end)) is not None:
        return that.start(1)
    if not text[quotation.words.begin].islower():
        return None
    if (because := BEHIND_CUE.match(text, gap.begin, gap.end)) is not None:
        return because.start("because")
    seen: list[tuple[int, Token]] = []
    for sentence, token in tokens_in(unit, gap):
        if token.is_space:
            continue
        if len(seen) == NOUN_PHRASE or token.pos_ not in IN_NOUN_PHRASE:
            return None
        seen.append((sentence.begin + token.idx, token))
    if frame.cue.told and len(seen) > 1 and seen[0][1].pos_ == "PRON":
        seen = seen[1:]
    return seen[0][0] if seen else None


def named(unit: Unit, frame: Frame, quotation: Quotation) -> int | None:
    """Where the content begins in 'called him "a gift"' and 'referred to it as "a gift"': with what is named."""
    if "naming" not in frame.cue.takes and "as" not in frame.cue.takes:
        return None
    begin = None
    gap = Span(max(frame.words.end, frame.end), quotation.span.begin)
    for count, (sentence, token) in enumerate(tokens_in(unit, gap)):
        if count > NOUN_PHRASE or token.tag_ in FINITE or token.text in (",", ":", ";", "(", "—"):
            return None
        if begin is None and token.pos_ == "ADP" and token.lower_ not in ("to", "as"):
            return None
        if begin is None and not token.is_space and token.lower_ != "to":
            begin = sentence.begin + token.idx
    return begin


def behind_addressee(unit: Unit, frame: Frame, content: Span, first: int) -> Span:
    """`content`, whose first quotation begins at `first`, without what still belongs to the cue: when, where and to
    whom something was said ("told the crowd on Friday that ...", "said Thursday his ...")."""
    begin = content.begin
    loose = frame.cue.told
    leading = True
    for sentence, token in tokens_in(unit, Span(content.begin, first)):
        at = sentence.begin + token.idx
        if token.lower_ == "that" and token.pos_ == "SCONJ":
            return Span(at, content.end) if loose else content
        if token.tag_ in FINITE or token.tag_.startswith("W"):
            break
        if frame.cue.told and at > content.begin and token.lower_ in NOMINATIVE:
            return Span(at, content.end)
        if at == content.begin:
            loose = loose or token.pos_ in ("ADP", "ADV") or token.tag_ == "VBG" or is_time(token)
        if leading and (is_time(token) or token.pos_ == "PUNCT" or token.tag_ == "RB"):
            loose = True
            continue
        if leading:
            begin = at
        leading = False
    return Span(begin, content.end)


def with_relative(text: str, unit: Unit, frame: Frame, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """`content` with the pronoun in front of the frame that stands for a part of it: "what she calls ..."."""
    begin = min(frame.begin, content[0].begin)
    before = text[max(unit.span.begin, begin - 12) : begin]
    match = GOES_BACK.search(before)
    if match is None:
        return content
    if match.group(1).lower() != "what" and BEHIND_PREPOSITION.search(
        text, max(unit.span.begin, begin - 20), begin
    ):
        return content
    at = begin - len(before) + match.start(1)
    return (Span(at, at + len(match.group(1))), *content)
