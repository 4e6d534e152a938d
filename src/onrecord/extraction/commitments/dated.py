"""Dates of a sentence, each at the verb, or the word of the vocabulary, that it hangs on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.extraction.commitments.scene import Scene
from onrecord.language.dates import DateMention, dated_ends, find_dates
from onrecord.model import Article, Evidence, Span, inferred, stated
from onrecord.vocabulary import vocabulary
from onrecord.vocabulary.derived import derived

RULE = "date of publication"
_SUPERLATIVE = 80  # characters back from a date to the "first" or "largest" that it measures
_CLIMB = 8  # words between a date and the verb that it hangs on
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "ADP", "ADV", "ADJ", "SYM", "PRON", "DET", "PUNCT", "X", "PART"})


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the sentence with the token that it hangs on."""

    iso: str
    mention: DateMention
    at: int
    evidence: Evidence


def dates_of(article: Article, scene: Scene) -> Iterator[Dated]:
    """The dates of the sentence that have a value, each with the verb or trigger that it hangs on."""
    doc = scene.doc
    for mention in find_dates(doc.text, article.published):
        if mention.iso is None:
            continue
        token = next((t for t in doc if t.idx <= mention.begin < t.idx + len(t) + 1), None)
        if token is None or _is_measure(doc.text, mention) or _is_what_for(token):
            continue
        iso, begin = dated_ends(doc.text, mention)
        span = Span(scene.sentence.begin + begin, scene.sentence.begin + mention.end)
        evidence = stated(span) if mention.how == "absolute" else inferred(RULE, [span])
        yield Dated(iso, mention, _hangs_on(scene, token, mention), evidence)


def _is_measure(text: str, mention: DateMention) -> bool:
    """Whether a date only says what is compared with: "the largest since 2014", "for the first time since May"."""
    before = text[max(0, mention.begin - _SUPERLATIVE) : mention.begin]
    return _measured().search(before) is not None


def _measured() -> re.Pattern[str]:
    """What stands before the day since when something is the first or the most."""
    return derived(_measuring)


def _measuring() -> re.Pattern[str]:
    words = "|".join(vocabulary("dates")["not"]["measuring"])
    return re.compile(rf"\b(?:{words})\b[^.,;:]*\bsince\s(?:the\s)?$", re.I)


def _is_what_for(token: Token) -> bool:
    """Whether a date only says what something is meant for: "€5m in aid for 2024", but "due for May"."""
    first = token
    while first.i > 0 and first.nbor(-1).dep_ in ("det", "amod") and first.nbor(-1).head.i >= first.i:
        first = first.nbor(-1)
    if first.i < 2 or first.nbor(-1).lower_ != "for":
        return False
    led = first.nbor(-2)
    return led.pos_ in ("NOUN", "PROPN", "NUM", "SYM") and led.lower_ not in vocabulary("dates")["not"]["due_for"]


def _hangs_on(scene: Scene, token: Token, mention: DateMention) -> int:
    """The verb, or the word of the vocabulary, that a date depends on."""
    for _ in range(_CLIMB):
        inside = mention.begin <= token.idx < mention.end
        if not inside and (token.i in scene.triggers or token.pos_ not in _NOMINAL or _apart(scene, token)):
            return token.i
        beside = _beside(token) if inside else None
        if beside is not None and _apart(scene, beside):
            return beside.i
        if token.head.i == token.i:
            return token.i
        token = token.head
    return token.i


def _beside(token: Token) -> Token | None:
    """The phrase right before a date that depends on the same verb: "ahead of talks on Friday"."""
    at = token.left_edge.i - 1
    return next(
        (c for c in token.head.children if c.i < token.i and c.right_edge.i == at and c.dep_ != "case"), None
    )


def _apart(scene: Scene, token: Token) -> bool:
    """Whether a word is an event of its own, whose date is not the clause's: "since the invasion last year"."""
    words = vocabulary("dates")["not"]["before_event"]
    if token.lower_ in vocabulary("dates")["not"]["no_event"]:
        return False
    if token.pos_ != "NOUN":
        return token.lower_ in words
    held = (place for places in (scene.items, scene.money, scene.numbers) for place, _ in places)
    if any(token.i in place for place in held):
        return False
    begin = token.left_edge.i
    led = [child.lower_ for child in token.children if child.dep_ == "case"]
    if begin > 0 and scene.doc[begin].lower_ == "of":
        led.append(scene.doc[begin - 1].lower_)  # "ahead of"
    return any(word in words for word in led)
