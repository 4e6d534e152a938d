"""Clocks: when a commitment is said to happen, and when that was said.

Each date of a sentence hangs on one verb or token. On the act itself ("will deliver by March") it is the event's;
on a word of saying above it ("announced on Tuesday") it is the statement's, unless it lies ahead of the day of
publication, when nobody can have said anything yet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.extraction.commitments.arguments import Chain
from onrecord.extraction.commitments.dated import Dated, dates_of
from onrecord.extraction.commitments.draft import Draft
from onrecord.extraction.commitments.ledger import Ledger
from onrecord.extraction.commitments.lexicon import Word
from onrecord.extraction.commitments.scene import Scene
from onrecord.language.dates import find_dates
from onrecord.model import Article, Span, Stage, Statement, inferred
from onrecord.vocabulary import vocabulary

NOTE_RULE = "day at the head of the note"
_NOTE = re.compile(
    r"[ \t]*(?:[-–—*•·][ \t]*)?[(\[]?"
    r"(?P<day>[A-Z\d][\w ,.]{3,26}?\d(?:st|nd|rd|th)?|\d{1,2}\.? [A-Z][a-z]+)"
    r"[)\]]?(?:[.:][ \t]|[ \t]?[–—-][ \t])"
)
_HEAD = 40  # characters of a line in which the day at its head stands
_ONWARD = frozenset({"xcomp", "aux", "cop", "acl", "conj"})
_SAYING_STAGES = frozenset({"requested", "proposed", "pledged"})
_TO_COME = frozenset({"requested", "proposed", "considered", "pledged"})


@dataclass(frozen=True, slots=True)
class Clocks:
    """When it happens, how fine that is, and when it was said; ISO 8601 each."""

    date: str | None = None
    precision: str | None = None
    said_on: str | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """The words that a date may hang on.

    act:   the token of the act.
    own:   the tokens whose dates are the event's. says: those whose dates are the statement's.
    gives: those of `says` that put it on its stage ("promised to send"): it happens when it is said.
    stage: what the act comes to. announced: the act's own word says something ("pledges").
    """

    act: int
    own: Sequence[int]
    says: frozenset[int]
    gives: frozenset[int]
    stage: Stage | None
    announced: bool


def clocks_of(article: Article, draft: Draft, statements: Sequence[Statement], ledger: Ledger) -> Clocks:
    """The clocks of the commitment that `draft` says."""
    scene, chain = draft.scene, draft.chain
    says = _saying(scene, chain, statements)
    own = _own_words(scene, chain, says)
    gives = frozenset(
        at for at, w in chain if w.attitude in _SAYING_STAGES and not w.flags & {"report", "announcing"}
    )
    telling = Telling(chain[0][0], own, says, gives, draft.staged.stage, _says(chain[0][1]))
    return clocks_at(article, scene, telling, ledger)


def clocks_at(article: Article, scene: Scene, telling: Telling, ledger: Ledger) -> Clocks:
    """The clocks of what `telling` says in a sentence."""
    dates = list(dates_of(article, scene))
    act, says = telling.act, telling.says
    day = article.published[:10] if article.published else None
    event = next((one for at in telling.own for one in dates if one.at == at), None)
    event = event or next((one for one in dates if one.at in says and _ahead(one, day)), None)
    told = next((one for one in dates if one.at in says and one.at != act and not _ahead(one, day)), None)
    if told is None and event is not None and event.at == act and not _ahead(event, day):
        if act in says:
            told = event
        elif telling.stage in _TO_COME and _behind(event, day):
            told, event = event, None  # "called on them to send tanks on Sunday", when Sunday is past
    if event is None and told is not None and told.at in telling.gives:
        event = told
    if event is None and told is None:
        return _of_the_note(article, scene, telling, ledger)
    if event is not None:
        ledger.evidence |= {"date": event.evidence, "date_precision": event.evidence}
    if told is not None:
        ledger.evidence["said_on"] = told.evidence
    return Clocks(
        event.iso if event else None, event.mention.precision if event else None, told.iso if told else None
    )


def _of_the_note(article: Article, scene: Scene, telling: Telling, ledger: Ledger) -> Clocks:
    """The day at the head of a note: "9 May: Norway approves ..."; of what is to come, when it was said."""
    text, begin = article.text, scene.sentence.begin
    line = text.rfind("\n", 0, begin + 1) + 1
    head = _NOTE.match(text, line, min(line + _HEAD, max(begin, line) + _HEAD))
    if head is None:
        return Clocks()
    found = find_dates(head.group("day"), article.published)
    if len(found) != 1 or found[0].begin > 0 or found[0].iso is None or found[0].precision != "day":
        return Clocks()  # "KYIV, 9 May - " is a dateline
    date, at = found[0], head.start("day")
    evidence = inferred(NOTE_RULE, [Span(at + date.begin, at + date.end)])
    if telling.stage == "pledged" and not telling.announced:
        ledger.evidence["said_on"] = evidence
        return Clocks(said_on=date.iso)
    ledger.evidence |= {"date": evidence, "date_precision": evidence}
    return Clocks(date.iso, date.precision)


def event_date(article: Article, scene: Scene, trigger: int, ledger: Ledger) -> str | None:
    """The date that hangs on one word alone, with its evidence."""
    found = next((one for one in dates_of(article, scene) if one.at == trigger), None)
    if found is None:
        return None
    ledger.evidence["date"] = found.evidence
    return found.iso


def _own_words(scene: Scene, chain: Chain, says: frozenset[int]) -> list[int]:
    """The words whose dates are the event's: the act, its helpers, then what stands above it and says nothing."""
    act = scene.doc[chain[0][0]]
    own = [act.i]
    above = act
    while above.dep_ in _ONWARD and above.head.i not in own and above.head.i not in says:
        if above.dep_ == "conj" and any(child.dep_.startswith("nsubj") for child in above.children):
            break  # "approved it on Monday, and Denmark signed"
        above = above.head
        own.append(above.i)
    own += [at for at, _ in chain[1:] if at not in says and at not in own]
    return own + _makings(act)


def _makings(act: Token) -> list[int]:
    """The verbs that only say of a noun that it was made: "a pledge of 13 jets made in March"."""
    if act.pos_ != "NOUN":
        return []
    making = vocabulary("dates")["making"]["verbs"]
    held = [act, *(child for child in act.children if child.dep_ == "nmod")]
    behind = (child for noun in held for child in noun.children if child.dep_ in ("acl", "acl:relcl"))
    return [verb.i for verb in behind if verb.lower_ in making]


def _saying(scene: Scene, chain: Chain, statements: Sequence[Statement]) -> frozenset[int]:
    """The words that say so: announcing and promising ones of the chain, and the cue of the statement around it."""
    found = {at for at, word in chain if _says(word)}
    for at, _ in chain[1:]:  # "made the announcement on Thursday"
        if any(child.i in found and child.dep_ == "obj" for child in scene.doc[at].children):
            found.add(at)
    return frozenset(found) | cues_around(scene, chain[0][0], statements)


def cues_around(scene: Scene, act: int, statements: Sequence[Statement]) -> frozenset[int]:
    """The cues of the statements that tell of the word at `act`."""
    place = scene.span(act, act)
    cues = (cue for one in statements if any(span.covers(place) for span in one.content) for cue in one.cue)
    return frozenset(
        token.i
        for cue in cues
        for token in scene.doc
        if cue.begin <= scene.sentence.begin + token.idx < cue.end and token.pos_ in ("VERB", "NOUN")
    )


def _says(word: Word) -> bool:
    return bool(word.flags & {"report", "announcing"}) or word.attitude in _SAYING_STAGES


def _behind(one: Dated, published: str | None) -> bool:
    """Whether a date ends before the day of publication."""
    end = one.iso.rpartition("/")[2]
    return published is not None and end != ".." and end < published[: len(end)]


def _ahead(one: Dated, published: str | None) -> bool:
    """Whether a date begins after the day of publication; one with an open end: ends after it, begins on it."""
    if published is None:
        return False
    begin, _, end = one.iso.partition("/")
    if end == "..":
        return begin >= published[: len(begin)]
    day = end if begin == ".." else begin
    return day > published[: len(day)]
