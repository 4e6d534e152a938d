"""Marks: what a text says of an act beside its stage: a condition, an earlier day, a doubt, when it was said."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.extraction.commitments.conditions import condition_of
from onrecord.extraction.commitments.ledger import Ledger
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.commitments.triggers import reading
from onrecord.extraction.commitments.vouching import vouched
from onrecord.extraction.undertakings.acts import Act
from onrecord.extraction.undertakings.lexicon import verbs
from onrecord.extraction.undertakings.staging import Staged
from onrecord.language.dates import DateMention, dated_ends, find_dates
from onrecord.model import Article, Span, Stage, inferred, stated
from onrecord.vocabulary import vocabulary

_TOLD: frozenset[Stage] = frozenset({"pledged", "approved", "refused", "withdrawn", "delivered", "shipped"})
_SAID: frozenset[Stage] = frozenset({"pledged", "considered", "requested", "proposed"})
_RECENT = frozenset({"this", "today", "on", "again"})
_CLIMB = 6  # words from a date up to the verb that it hangs on


@dataclass(frozen=True, slots=True)
class Marks:
    """What a text says of an act beside its stage, as `Commitment` has it.

    denied: somebody says that it is not so.
    """

    conditional: bool
    recalled: bool
    doubted: bool
    denied: bool


@dataclass(frozen=True, slots=True)
class When:
    """When an act happens, how fine that is, and when it was said; ISO 8601 each."""

    date: str | None = None
    precision: str | None = None
    said_on: str | None = None


def marks_of(scene: Scene, act: Act, how: Staged, ledger: Ledger) -> Marks:
    """The marks of an act, with their words as evidence."""
    condition = condition_of(scene, how.tokens)
    if condition is not None and not condition.overlaps(scene.span(*act.words)):
        ledger.evidence["conditional"] = stated(condition)
    verdict = vouched(scene, act.at)
    if verdict is not None:
        ledger.evidence["doubted"] = stated(verdict.words)
    recall = _recall(scene, how)
    if recall is not None:
        ledger.evidence["recalled"] = stated(recall)
    denied = verdict is not None and verdict.verdict == "denied"
    return Marks("conditional" in ledger.evidence, recall is not None, verdict is not None, denied)


def _recall(scene: Scene, how: Staged) -> Span | None:
    """The words that make an act one of an earlier day: "had agreed", "already", "after agreeing"."""
    if how.stage not in _TOLD or scene.headline:
        return None
    for at in how.tokens:
        token = scene.doc[at]
        if token.pos_ not in ("VERB", "AUX") or reading(token).tense not in ("done", "gerund"):
            continue
        for child in token.children:
            if child.i < token.i and _is_earlier(token, child):
                return scene.span(child.i, child.i)
    return None


def _is_earlier(verb: Token, child: Token) -> bool:
    word, behind = child.lower_, verb.doc[child.i + 1].lower_
    if child.dep_ == "mark":
        return word in ("after", "since") and verb.dep_ == "advcl"
    if child.dep_ == "aux":
        return (
            word in ("had", "having") and verb.dep_ != "ccomp" and verb.head.lower_ not in verbs("telling", "verbs")
        )
    return child.dep_ == "advmod" and word in vocabulary("stages")["recalling"]["adverbs"] and behind not in _RECENT


def when_of(article: Article, scene: Scene, act: Act, how: Staged, ledger: Ledger) -> When:
    """When the act happens, by a date on its own words, and when it was said, by a date on the cue's."""
    date = precision = said = None
    for mention in find_dates(scene.doc.text, article.published):
        at = _hangs_on(scene, mention)
        if mention.iso is None or at is None:
            continue
        iso, begin = dated_ends(scene.doc.text, mention)
        span = Span(scene.sentence.begin + begin, scene.sentence.begin + mention.end)
        evidence = stated(span) if mention.how == "absolute" else inferred("date of publication", [span])
        own = at == act.head or at in act.words
        if date is None and (own or (at in how.tokens and how.stage not in _SAID)):
            date, precision = iso, mention.precision
            ledger.evidence |= {"date": evidence, "date_precision": evidence}
        elif said is None and not own and (at in how.tokens or at == how.outer):
            said = iso
            ledger.evidence["said_on"] = evidence
    return When(date, precision, said)


def _hangs_on(scene: Scene, mention: DateMention) -> int | None:
    """The verb that a date hangs on, or the act's noun right before it."""
    token = next((t for t in scene.doc if t.idx <= mention.begin < t.idx + len(t) + 1), None)
    for _ in range(_CLIMB):
        if token is None:
            return None
        inside = mention.begin <= token.idx < mention.end
        if not inside and token.pos_ in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
            return token.i
        token = token.head if token.head.i != token.i else None
    return None
