"""What is known of a statement to compare it with others: whose words, which words, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import cast

from onrecord.model import Statement
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.located import Located
from onrecord.reconciliation.speakers.voices import Voice, voice
from onrecord.reconciliation.statements.matter import matter, telling_cue
from onrecord.reconciliation.variants.instants import instant
from onrecord.reconciliation.variants.quoted import quoted
from onrecord.reconciliation.words import Wording

SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of a statement to compare it.

    every:  the keys of all its words. words: of those that carry matter, without stock phrases.
    marked: of those of them that stand inside quotation marks.
    matter: what is said, parties and people by one name each, with a cue that tells more than that it was said.
    hour:   when the article was published, None where that is not known to the minute.
    """

    voice: Voice
    every: tuple[str, ...]
    words: tuple[str, ...]
    marked: tuple[str, ...]
    matter: tuple[str, ...]
    hour: float | None = None


def said(each: Located, wording: Wording) -> Said:
    """A statement's words and voice."""
    every = wording.keys(each.core)
    finding = cast(Statement, each.finding)
    text = each.article.text
    marked = wording.keys(quoted(finding, text))
    content = " ".join(text[span.begin : span.end] for span in each.core)
    moment = instant(each.article)
    return Said(
        voice(each),
        every,
        _matter(_without_stock(every)),
        _matter(_without_stock(marked)),
        (*telling_cue(wording.keys(finding.cue)), *matter(content, finding.speaker.name)),
        moment.timestamp() / SECONDS if moment else None,
    )


def _without_stock(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Words without phrases that are said again and again: they do not tell one utterance from another."""
    line = f" {' '.join(keys)} "
    for phrase in meaning().stock:
        line = line.replace(f" {phrase} ", " ")
    return tuple(line.split())


def _matter(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of words that carry matter, and of those that deny it."""
    return tuple(key for key in keys if key not in meaning().function_words or key in meaning().negators)


@cache
def day_number(day: str | None) -> int | None:
    """A day as a number, None where it is not known to the day."""
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None
