"""Where sentences begin and end: rules over marks, quotation marks and abbreviations.

A learned splitter was not needed: the rules read what decides (see `vocabulary/abbreviations.toml`), cost nothing,
and cut the same words at the same places in every article. Figures are in docs/model-card.md.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.model import Span
from onrecord.vocabulary import vocabulary

LONGEST = 1500
"""Characters after which a sentence is cut, at white space where there is any: it bounds the cost of a parse.
Of the treebanks' 20,000 sentences none is longer."""

CLOSERS = "\"'”’»›)]}"
OPENERS = "\"'“‘«‹([{„"
STOP = re.compile(
    r"(?P<mark>[.!?…。！？]+(?:[ \t\u00a0]+[.!?…]+(?=\s|$))*)"
    rf"(?P<close>[{re.escape(CLOSERS)}]*(?:[ \t\u00a0]+[”»](?=\s|$))*(?:\s?\[\d{{1,3}}\])*)(?P<gap>\s*)"
    r"|(?P<blank>\n[ \t]*\n\s*|(?<=\s)(?=[•▪●◦‣]\s))"
)
LAST_WORD = re.compile(r"[^\s\"“”‘«»(\[{—–]*$")
INITIALS = re.compile(r"(?:[^\W\d_]\.[-’']?)*[^\W\d_]\.")
ENUMERATION = re.compile(r"(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})\.)+")
FIRST_WORD = re.compile(r"[^\W\d_]+")
DATELINE_LENGTH = 90
DATELINE_END = re.compile(r"\s?(?:—|–|--)\s*(?=\S)|(?<=[\s)])-\s+(?=\S)")
SPEAKER_WORDS = 5
"""How many words a speaker's name and title may take between a closing quotation mark and the reporting verb."""


def split_sentences(text: str, begin: int = 0, end: int | None = None) -> Iterator[Span]:
    """The sentences of `text[begin:end]` (one paragraph) in order, as spans into `text`.

    They do not overlap, hold no white space at their ends, and together hold every character that is neither white
    space nor a lone surrogate. A dateline ("LONDON (Reuters) — ") counts as a sentence of its own. Linear in the
    length of the paragraph.
    """
    end = len(text) if end is None else end
    cuts = [begin, *_cuts(text, begin, end), end]
    for first, last in itertools.pairwise(cuts):
        for piece in _without_surrogates(text, first, last):
            yield from _shortened(text, piece)


@dataclass(frozen=True, slots=True)
class _Rules:
    before_name: frozenset[str]
    before_number: frozenset[str]
    may_end: frozenset[str]
    never_end: frozenset[str]
    starters: frozenset[str]
    reporting: frozenset[str]


def abbreviations() -> frozenset[str]:
    """Every abbreviation of the vocabulary, with its stop."""
    rules = _rules()
    return rules.before_name | rules.before_number | rules.may_end | rules.never_end


def _rules() -> _Rules:
    table = vocabulary("abbreviations")
    return _frozen(tuple((name, tuple(table[name]["words"])) for name in _Rules.__slots__))


@cache
def _frozen(table: tuple[tuple[str, tuple[str, ...]], ...]) -> _Rules:
    return _Rules(**{name: frozenset(words) for name, words in table})


def _cuts(text: str, begin: int, end: int) -> Iterator[int]:
    rules = _rules()
    start = begin
    dateline = _dateline_end(text, begin, end)
    if dateline is not None:
        start = dateline
        yield start
    quotes, counted = 0, begin
    for match in STOP.finditer(text, start, end):
        if match.end() >= end:
            break
        quotes += text.count('"', counted, match.start())
        counted = match.start()
        cut = match.end() if match["blank"] else _cut(text, start, match, rules, quotes % 2 == 1)
        if cut is not None and cut > start:
            start = cut
            yield cut


def _dateline_end(text: str, begin: int, end: int) -> int | None:
    """Where the first sentence begins after a dateline: a place, perhaps a day and an agency, and a dash."""
    dash = DATELINE_END.search(text, begin, min(end, begin + DATELINE_LENGTH))
    if dash is None:
        return None
    before = text[begin : dash.start()].strip()
    words = re.findall(r"[^\W\d_]+", before)
    agency = before.endswith(")") and "(" in before
    if not words or len(words) > 10 or any(word.islower() for word in words) or "?" in before:
        return None
    capitals = words[0].isupper() and len(words[0]) > 2
    return dash.end() if agency or (capitals and ("," in before or before.isupper())) else None


def _cut(text: str, start: int, match: re.Match[str], rules: _Rules, inside: bool) -> int | None:
    """Where to cut at a stop, or None when the sentence goes on. `inside`: a straight quotation is open."""
    mark, close, after = match["mark"], match["close"], match.end()
    following = text[after] if after < len(text) else ""
    if not match["gap"]:
        return _glued(text, match, inside)
    if close.endswith('"') and not inside and len(close) == 1 and not following:
        return after
    opens = following in OPENERS
    word = FIRST_WORD.match(text, after + 1 if opens else after)
    if following in ",;:)]}…%" or (word and word.group()[0].islower() and not _list_mark(text, after)):
        return None
    if set(mark) <= {".", " "} and mark.strip() == "." and not close:
        return None if _abbreviated(text, start, match.start("mark"), after, rules) else after
    if close and mark[-1] in "?!" and _reported(text, after, rules):
        return None
    return after


def _list_mark(text: str, at: int) -> bool:
    return re.match(r"[a-z0-9]{1,3}\)\s", text[at : at + 6]) is not None


def _glued(text: str, match: re.Match[str], inside: bool) -> int | None:
    """A stop with no white space after it: cut only between words, or at a quotation mark."""
    begin, at = match.start("mark"), match.end()
    close, following = match["close"], text[match.end() : match.end() + 1]
    if following in "“„«" and (match["mark"] or close):
        return at if following else None
    if not following.isupper():
        return None
    if close == '"':
        return at if inside else match.start("close")
    if close in {"”", "»"}:
        return at
    before = text[max(0, begin - 3) : begin]
    second = text[at + 1 : at + 2]
    glued = text[at : at + 60].split(maxsplit=1)[0]
    if (
        not close
        and match["mark"] in {".", "!", "?"}
        and before.isalpha()
        and before[1:].islower()
        and (second.islower() or second.isspace())
        and "." not in glued.rstrip(".,;:!?\"'”’)")
        and "/" not in glued
        and "@" not in glued
    ):
        return at
    return None


def _abbreviated(text: str, start: int, stop: int, after: int, rules: _Rules) -> bool:
    """Whether the one full stop at `stop` belongs to the word before it."""
    found = LAST_WORD.search(text, max(start, stop - 40), stop)
    word = (found.group().lstrip("'’") if found else "") + "."
    begin = stop + 1 - len(word)
    following = text[after]
    first = FIRST_WORD.match(text, after)
    if begin - start < 5 and not text[start:begin].strip(" \t\n\"“'‘(") and ENUMERATION.fullmatch(word):
        return True  # "1. The first point"
    if word in rules.never_end:
        return True
    if word in rules.before_number and following.isdigit():
        return True
    if word in rules.before_name or word[word.rfind("-") + 1 :] in rules.before_name:  # "then-Sen."
        return following.isupper() or following.isdigit() or following in OPENERS
    if word in rules.before_number:
        return (
            word[:-1] not in {"No", "no"}
            and word[-2].isalpha()
            and following.isupper()
            and _month(word)
            and (first is not None and first.group() not in rules.starters)
        )
    if word in rules.may_end or (INITIALS.fullmatch(word) and word != "I."):
        if following in OPENERS:
            return following == "(" or word not in rules.may_end  # 'C.L. "Butch" Doe'
        return following.isdigit() or (first is not None and first.group() not in rules.starters)
    return False


def _month(word: str) -> bool:
    return word in {"Jan.", "Feb.", "Mar.", "Apr.", "Jun.", "Jul.", "Aug.", "Sep.", "Sept.", "Oct.", "Nov.", "Dec."}


def _reported(text: str, after: int, rules: _Rules) -> bool:
    """Whether `after` opens the speaker's part of a reported question: "Who pays?” Mr. Doe asked"."""
    words = re.findall(r"[^\s,]+", text[after : after + 80])[: SPEAKER_WORDS + 1]
    for i, word in enumerate(words):
        if word.rstrip(".:") in rules.reporting:
            return i > 0
        if i == 0 and word in rules.starters - {"The", "He", "She", "They", "A", "One", "I", "We"}:
            return False
    return False


def _without_surrogates(text: str, begin: int, end: int) -> Iterator[Span]:
    """Pieces without lone surrogates, which no parser can take."""
    for match in re.compile(r"[^\ud800-\udfff]+").finditer(text, begin, end):
        yield Span(*match.span())


def _shortened(text: str, span: Span) -> Iterator[Span]:
    begin, end = span
    while begin < end:
        while begin < end and text[begin].isspace():
            begin += 1
        stop = end
        if end - begin > LONGEST:
            space = re.compile(r".*\s", re.DOTALL).match(text, begin + LONGEST // 2, begin + LONGEST)
            stop = space.end() if space else begin + LONGEST
        last = stop
        while last > begin and text[last - 1].isspace():
            last -= 1
        if last > begin:
            yield Span(begin, last)
        begin = stop
