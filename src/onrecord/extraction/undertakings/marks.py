"""Marks: what a text says of an act beside its stage: a condition, an earlier day, a doubt, when it was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.extraction.commitments.clocks import Clocks, Telling, clocks_at, cues_around
from onrecord.extraction.commitments.conditions import condition_of
from onrecord.extraction.commitments.ledger import Ledger
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.commitments.triggers import reading
from onrecord.extraction.commitments.vouching import vouched
from onrecord.extraction.undertakings.acts import Act
from onrecord.extraction.undertakings.lexicon import verbs
from onrecord.extraction.undertakings.staging import Staged
from onrecord.model import Article, Span, Stage, Statement, stated
from onrecord.vocabulary import vocabulary

_TOLD: frozenset[Stage] = frozenset({"pledged", "approved", "refused", "withdrawn", "delivered", "shipped"})
_SAID: frozenset[Stage] = frozenset({"pledged", "considered", "requested", "proposed"})
_RECENT = frozenset({"this", "today", "on", "again"})
_NEAR = 3  # steps up from a condition to what it is a condition of


@dataclass(frozen=True, slots=True)
class Marks:
    """What a text says of an act beside its stage, as `Commitment` has it.

    denied: somebody says that it is not so.
    """

    conditional: bool
    recalled: bool
    doubted: bool
    denied: bool


def marks_of(scene: Scene, act: Act, how: Staged, ledger: Ledger) -> Marks:
    """The marks of an act, with their words as evidence."""
    condition = condition_of(scene, how.tokens)
    if condition is not None and _is_on(scene, act, how, condition):
        ledger.evidence["conditional"] = stated(condition)
    verdict = vouched(scene, act.at)
    if verdict is not None:
        ledger.evidence["doubted"] = stated(verdict.words)
    recall = _recall(scene, how)
    if recall is not None:
        ledger.evidence["recalled"] = stated(recall)
    denied = verdict is not None and verdict.verdict == "denied"
    return Marks("conditional" in ledger.evidence, recall is not None, verdict is not None, denied)


def _is_on(scene: Scene, act: Act, how: Staged, condition: Span) -> bool:
    """Whether a condition hangs on the act or its cues, not on what the sentence tells beside them."""
    if condition.overlaps(scene.span(*act.words)):
        return False
    begin = condition.begin - scene.sentence.begin
    first = next((token for token in scene.doc if token.idx >= begin), None)
    if first is None:
        return False
    own = {act.head, act.at, how.outer, *how.tokens}
    clause = first.head if first.dep_ in ("mark", "case", "advmod", "fixed") else first
    above = [first.head.i, clause.head.i, *(token.i for token in list(clause.ancestors)[:_NEAR])]
    return bool(own.intersection(above))


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


def clocks_of(
    article: Article, scene: Scene, act: Act, how: Staged, statements: Sequence[Statement], ledger: Ledger
) -> Clocks:
    """When the act happens, by a date on its own words, and when it was said, by one on what leads to it."""
    leads = frozenset({act.at, *how.tokens}) - {act.head}
    said = leads if how.stage in _SAID else frozenset({how.outer} - {act.head, act.at})
    says = said | cues_around(scene, act.at, statements)
    inside = (at for at in range(act.words.first, act.words.last + 1) if at != act.head)
    own = [act.head, *inside, *(at for at in (act.at, *how.tokens) if at not in says)]
    gives = said & set(how.tokens)
    return clocks_at(article, scene, Telling(act.head, own, says, gives, how.stage, announced=False), ledger)
