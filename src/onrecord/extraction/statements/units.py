"""Units: the sentences of an article as a reader sees them, with quotations kept whole.

The sentence splitter cuts inside quotations and between a quotation and its "he said". A unit runs from a
sentence's begin to a sentence's end, both outside quotations.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.extraction.statements.cues import Cues
from onrecord.extraction.statements.quotations import Quotation
from onrecord.language import HEADLINE, Sentence
from onrecord.model import Span

SENTENCE_ENDS = ".!?…"
DASHES = "―—–-"
CLOSING = "”\"'’»)]"
LONGEST = 3000  # characters after which a unit is cut at the next sentence outside quotations: it bounds the work
LOOK_BACK = 24  # characters before a quotation that show whether a sentence ended there
PART = re.compile(r"[:;]\s+|(?:\s+[-–—]\s*|(?<=[”’\"'])[–—]\s+)(?=\w)")
TAIL = 5  # words of the longest speaker or subject that a headline sets off
TAG_WORDS = 8  # how far into a sentence the verb of a mere "X said" may stand


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence as a reader sees it: its place, its parsed pieces, and the quotations in it."""

    span: Span
    paragraph: int
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]


def tokens_in(unit: Unit, span: Span) -> Iterator[tuple[Sentence, Token]]:
    """The tokens of the unit that begin inside `span`, each with its sentence."""
    sentences = unit.sentences
    at = max(0, bisect_right(sentences, span.begin, key=lambda sentence: sentence.begin) - 1)
    while at < len(sentences) and sentences[at].begin < span.end:
        sentence = sentences[at]
        doc = sentence.doc
        offset = span.begin - sentence.begin
        for index in range(bisect_left(range(len(doc)), offset, key=lambda i: doc[i].idx), len(doc)):
            if sentence.begin + doc[index].idx >= span.end:
                break
            yield sentence, doc[index]
        at += 1


def units(text: str, sentences: Sequence[Sentence], quoted: Sequence[Quotation], cues: Cues) -> tuple[Unit, ...]:
    """The units of an article, in order. `sentences` and `quoted` are in order and do not overlap."""
    begins = [quotation.span.begin for quotation in quoted]
    cuts: list[int] = []
    for before, sentence in zip((None, *sentences), sentences, strict=False):
        new_paragraph = before is None or before.paragraph != sentence.paragraph
        around = _around(quoted, begins, sentence.begin)
        too_long = bool(cuts) and sentence.begin - cuts[-1] > LONGEST and not _inside(around, sentence.begin)
        if new_paragraph or too_long or _is_cut(text, sentence, around, cues):
            cuts.append(sentence.begin)
        cuts.extend(
            quotation.span.begin
            for quotation in quoted[bisect_right(begins, sentence.begin) : bisect_left(begins, sentence.end)]
            if _starts_afresh(text, quotation, sentence)
        )
    cuts.extend(_headline_cuts(text, sentences, quoted, begins))
    return _assembled(sorted(set(cuts)), sentences, quoted, begins)


def _headline_cuts(
    text: str, sentences: Sequence[Sentence], quoted: Sequence[Quotation], begins: Sequence[int]
) -> Iterator[int]:
    """Where the parts of a headline begin outside quotations: behind a semicolon, a colon after a few words or
    before the last ones, and a dash before the last ones."""
    headline = [sentence for sentence in sentences if sentence.paragraph == HEADLINE]
    if not headline:
        return
    begin, end = headline[0].begin, max(sentence.end for sentence in headline)
    for match in PART.finditer(text, begin, end):
        at = match.end()
        before, behind = text[begin : match.start()].split(), text[at:end].split()
        short = len(behind) <= TAIL or (match.group().startswith(":") and len(before) <= TAIL)
        if not before or not behind or not (short or match.group().startswith(";")):
            continue
        around = _around(quoted, begins, at)
        if _inside(around, at) or (match.group().startswith(":") and _quoted_at(quoted, begins, at)):
            continue
        yield at


def _quoted_at(quoted: Sequence[Quotation], begins: Sequence[int], at: int) -> bool:
    index = bisect_left(begins, at)
    return index < len(quoted) and begins[index] == at


def _around(quoted: Sequence[Quotation], begins: Sequence[int], at: int) -> Quotation | None:
    """The quotation that begins last before `at`."""
    index = bisect_left(begins, at) - 1
    return quoted[index] if index >= 0 else None


def _inside(quotation: Quotation | None, at: int) -> bool:
    return quotation is not None and at < quotation.span.end


def _is_cut(text: str, sentence: Sentence, before: Quotation | None, cues: Cues) -> bool:
    """Whether a unit may begin where the splitter began this sentence."""
    if before is None:
        return True
    if sentence.begin < before.span.end:
        return False
    if text[before.span.end : sentence.begin].strip(" \t,"):
        return True
    if text[sentence.begin].islower() or text[sentence.begin] in DASHES or text[before.words.end - 1] == ",":
        return False
    if text[before.words.end - 1] == "." and text[before.words.begin].islower():
        return True
    if text[before.words.end - 1] == "." and not _is_bare_tag(sentence, cues):
        return True
    return not _is_tag(sentence, cues)


def _is_tag(sentence: Sentence, cues: Cues) -> bool:
    """Whether the sentence is a mere "X asked." behind a quotation."""
    return len(sentence.doc) <= 2 * TAG_WORDS and any(
        not cues.verbs[token.lower_].takes.keys().isdisjoint(("clause", "quotation"))
        for token in sentence.doc[: 2 * TAG_WORDS]
        if token.lower_ in cues.verbs
    )


def _is_bare_tag(sentence: Sentence, cues: Cues) -> bool:
    """Whether the sentence is nothing but "X said.", which a full stop before the closing mark cut off."""
    words = [token for token in sentence.doc if token.pos_ != "PUNCT" and not token.is_space]
    if not 2 <= len(words) <= TAG_WORDS or words[-1].lower_ not in cues.verbs:
        return False
    return cues.verbs[words[-1].lower_].takes.get("clause") == "speech" and words[-1].tag_ in ("VBD", "VBZ", "VBP")


def _starts_afresh(text: str, quotation: Quotation, sentence: Sentence) -> bool:
    """Whether a new sentence begins with this quotation although the splitter did not see it."""
    before = text[max(sentence.begin, quotation.span.begin - LOOK_BACK) : quotation.span.begin]
    if before == before.rstrip() or not text[quotation.words.begin].isupper():
        return False
    last = before.rstrip().rstrip(CLOSING)
    return last[-1:] in tuple(SENTENCE_ENDS) and not before.rstrip().endswith(("Mr.", "Mrs.", "Ms.", "Dr.", "...."))


def _assembled(
    cuts: list[int], sentences: Sequence[Sentence], quoted: Sequence[Quotation], begins: list[int]
) -> tuple[Unit, ...]:
    if not cuts:
        return ()
    found: list[Unit] = []
    starts = [sentence.begin for sentence in sentences]
    for cut, following in zip(cuts, (*cuts[1:], None), strict=True):
        first = bisect_right(starts, cut) - 1
        last = len(starts) if following is None else bisect_left(starts, following)
        pieces = tuple(sentences[first:last])
        inside = quoted[bisect_left(begins, cut) : None if following is None else bisect_left(begins, following)]
        end = max(pieces[-1].end, inside[-1].span.end) if inside else pieces[-1].end
        if following is not None:
            end = min(end, following)
        found.append(Unit(Span(cut, end), pieces[0].paragraph, pieces, tuple(inside)))
    return tuple(found)
