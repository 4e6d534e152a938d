"""Clocks: when a commitment is said to happen, and when that was said.

Each date of a sentence hangs on one verb or token. On the act itself ("will deliver by March") it is the event's;
on a word of saying above it ("announced on Tuesday") it is the statement's, unless it lies ahead of the day of
publication, when nobody can have said anything yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.extraction.commitments.arguments import Chain
from onrecord.extraction.commitments.draft import Draft
from onrecord.extraction.commitments.ledger import Ledger
from onrecord.extraction.commitments.lexicon import Word
from onrecord.extraction.commitments.scene import Scene
from onrecord.language.dates import DateMention, dated_ends, find_dates
from onrecord.model import Article, Evidence, Span, Statement, inferred, stated
from onrecord.vocabulary import vocabulary

RULE = "date of publication"
NOTE_RULE = "day at the head of the note"
_NOTE = re.compile(
    r"[ \t]*(?:[-–—*•·][ \t]*)?[(\[]?"
    r"(?P<day>[A-Z\d][\w ,.]{3,26}?\d(?:st|nd|rd|th)?|\d{1,2}\.? [A-Z][a-z]+)"
    r"[)\]]?(?:[.:][ \t]|[ \t]?[–—-][ \t])"
)
_HEAD = 40  # characters of a line in which the day at its head stands
_CLIMB = 8  # words between a date and the verb that it hangs on
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "ADP", "ADV", "ADJ", "SYM", "PRON", "DET", "PUNCT", "X", "PART"})
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
class _Dated:
    """A date of the sentence with the token that it hangs on."""

    iso: str
    mention: DateMention
    at: int
    evidence: Evidence


def clocks_of(article: Article, draft: Draft, statements: Sequence[Statement], ledger: Ledger) -> Clocks:
    """The clocks of the commitment that `draft` says."""
    scene, chain = draft.scene, draft.chain
    dates = list(_dates(article, scene))
    act = chain[0][0]
    says = _saying(scene, chain, statements)
    own = _own_words(scene, chain, says)
    day = article.published[:10] if article.published else None
    event = next((one for at in own for one in dates if one.at == at), None)
    event = event or next((one for one in dates if one.at in says and _ahead(one, day)), None)
    told = next((one for one in dates if one.at in says and one.at != act and not _ahead(one, day)), None)
    if told is None and event is not None and event.at == act and not _ahead(event, day):
        if act in says:
            told = event
        elif draft.staged.stage in _TO_COME and _behind(event, day):
            told, event = event, None  # "called on them to send tanks on Sunday", when Sunday is past
    if event is None and told is None:
        return _of_the_note(article, draft, ledger)
    if event is not None:
        ledger.evidence |= {"date": event.evidence, "date_precision": event.evidence}
    if told is not None:
        ledger.evidence["said_on"] = told.evidence
    return Clocks(
        event.iso if event else None, event.mention.precision if event else None, told.iso if told else None
    )


def _of_the_note(article: Article, draft: Draft, ledger: Ledger) -> Clocks:
    """The day at the head of a note: "9 May: Norway approves ..."; of what is to come, when it was said."""
    text, begin = article.text, draft.scene.sentence.begin
    line = text.rfind("\n", 0, begin + 1) + 1
    head = _NOTE.match(text, line, min(line + _HEAD, max(begin, line) + _HEAD))
    if head is None:
        return Clocks()
    found = find_dates(head.group("day"), article.published)
    if len(found) != 1 or found[0].begin > 0 or found[0].iso is None or found[0].precision != "day":
        return Clocks()  # "KYIV, 9 May - " is a dateline
    date, at = found[0], head.start("day")
    evidence = inferred(NOTE_RULE, [Span(at + date.begin, at + date.end)])
    if draft.staged.stage == "pledged" and not _says(draft.chain[0][1]):
        ledger.evidence["said_on"] = evidence
        return Clocks(said_on=date.iso)
    ledger.evidence |= {"date": evidence, "date_precision": evidence}
    return Clocks(date.iso, date.precision)


def event_date(article: Article, scene: Scene, trigger: int, ledger: Ledger) -> str | None:
    """The date that hangs on one word alone, with its evidence."""
    found = next((one for one in _dates(article, scene) if one.at == trigger), None)
    if found is None:
        return None
    ledger.evidence["date"] = found.evidence
    return found.iso


def _dates(article: Article, scene: Scene) -> Iterator[_Dated]:
    """The dates of the sentence that have a value, each with the verb or trigger that it hangs on."""
    doc = scene.doc
    for mention in find_dates(doc.text, article.published):
        if mention.iso is None:
            continue
        token = next((t for t in doc if t.idx <= mention.begin < t.idx + len(t) + 1), None)
        if token is None:
            continue
        iso, begin = dated_ends(doc.text, mention)
        span = Span(scene.sentence.begin + begin, scene.sentence.begin + mention.end)
        evidence = stated(span) if mention.how == "absolute" else inferred(RULE, [span])
        yield _Dated(iso, mention, _hangs_on(scene, token, mention), evidence)


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
    return next((c for c in token.head.children if c.i < token.i and c.right_edge.i == at), None)


def _apart(scene: Scene, token: Token) -> bool:
    """Whether a word is an event of its own, whose date is not the clause's: "since the invasion last year"."""
    words = vocabulary("dates")["not"]["before_event"]
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
    return own + [at for at, _ in chain[1:] if at not in says and at not in own]


def _saying(scene: Scene, chain: Chain, statements: Sequence[Statement]) -> frozenset[int]:
    """The words that say so: announcing and promising ones of the chain, and the cue of the statement around it."""
    found = {at for at, word in chain if _says(word)}
    for at, _ in chain[1:]:  # "made the announcement on Thursday"
        if any(child.i in found and child.dep_ == "obj" for child in scene.doc[at].children):
            found.add(at)
    act = scene.span(chain[0][0], chain[0][0])
    for statement in statements:
        if any(span.covers(act) for span in statement.content):
            found |= {
                token.i
                for cue in statement.cue
                for token in scene.doc
                if cue.begin <= scene.sentence.begin + token.idx < cue.end and token.pos_ in ("VERB", "NOUN")
            }
    return frozenset(found)


def _says(word: Word) -> bool:
    return bool(word.flags & {"report", "announcing"}) or word.attitude in _SAYING_STAGES


def _behind(one: _Dated, published: str | None) -> bool:
    """Whether a date ends before the day of publication."""
    end = one.iso.rpartition("/")[2]
    return published is not None and end != ".." and end < published[: len(end)]


def _ahead(one: _Dated, published: str | None) -> bool:
    """Whether a date begins after the day of publication; one with an open end: ends after it, begins on it."""
    if published is None:
        return False
    begin, _, end = one.iso.partition("/")
    if end == "..":
        return begin >= published[: len(begin)]
    day = end if begin == ".." else begin
    return day > published[: len(day)]
