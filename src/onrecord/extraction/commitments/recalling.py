"""Recalling: commitments of earlier days that a text tells again as background, and which words say so."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from onrecord.extraction.commitments.draft import Draft
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.commitments.triggers import has_subject, reading
from onrecord.model import Span, Stage
from onrecord.vocabulary import vocabulary

_TOLD: frozenset[Stage] = frozenset({"pledged", "approved", "contracted", "shipped", "delivered", "withdrawn"})
_GAP = re.compile(r"\s*(?:(?:the|its|their|a|an|his|her|some|about|more than|nearly|over)\s+)*")
_TO_A_SUM = re.compile(
    r"\bto\s+(?:(?:more|over|about|around|nearly|almost|some|at|least|than|a|the|well)\s+)*$", re.I
)
_RECENT = frozenset(
    {"this", "today", "on", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)
_YEAR = re.compile(r"(?<![\w.,])(?:19|20)\d\d(?![\w%])")
_AGES = 2  # years back from which on a date is history, no news
_REACH = 90  # characters between "brings the total" and its sum


def recall_of(draft: Draft, day: str | None) -> Span | None:
    """The article's characters of the words that make a commitment an earlier one; None when none do.

    day: of publication, ISO 8601.
    """
    if draft.staged.stage not in _TOLD or draft.scene.headline:
        return None
    scene = draft.scene
    return (
        _added_to(draft)
        or _total(draft)
        or _before(scene, scene.doc[draft.chain[0][0]], draft)
        or _adverb(draft)
        or _long_ago(draft, day)
    )


def _added_to(draft: Draft) -> Span | None:
    """What the news comes on top of: "on top of the $2.2bn pledged in December"."""
    scene = draft.scene
    first = scene.doc[draft.good.whole.first]
    for match in _phrases("additions").finditer(scene.doc.text):
        if match.end() <= first.idx and _GAP.fullmatch(scene.doc.text[match.end() : first.idx]):
            return _chars(scene, match.start(), match.end())
    return None


def _total(draft: Draft) -> Span | None:
    """A sum that what was given before comes to: "brings its aid to $10bn", "a total of $2bn since May"."""
    scene, money = draft.scene, draft.good.money
    if money is None:
        return None
    text, at = scene.doc.text, scene.doc[money[0].first].idx
    before = text[max(0, at - _REACH) : at]
    for match in _phrases("totals").finditer(before):
        between = before[match.end() :]
        if _TO_A_SUM.search(between) and not re.search(r"[;.]", between):
            begin = at - len(before) + match.start()
            return _chars(scene, begin, begin + len(match.group()))
    return None


def _before(scene: Scene, token: Token, draft: Draft) -> Span | None:
    """A clause in the time before the sentence's own: "after sending", "which has given", "had sent"."""
    told = any(word.flags & {"report", "announcing"} for _, word in draft.chain[1:])
    told = told or token.head.lower_ in vocabulary("stages")["tellings"]["nouns"]
    how = reading(token)
    for child in token.children:
        if child.i > token.i:
            continue
        if child.dep_ == "mark" and child.lower_ in ("after", "since") and token.dep_ == "advcl":
            return scene.span(child.i, child.i)
        if child.lower_ in ("had", "having") and child.dep_ == "aux" and not told and token.dep_ != "ccomp":
            return scene.span(child.i, child.i)
        relative = child.lower_ in ("which", "who", "that") and child.dep_.startswith("nsubj")
        aside = token.dep_ == "acl:relcl" and how.tense == "done" and not how.negated
        if relative and aside and scene.actor_at(token.head.i) is not None:
            return scene.span(child.i, token.i)
    return _promised(scene, token, draft)


def _promised(scene: Scene, token: Token, draft: Draft) -> Span | None:
    """A promise told on the thing while the news is about the thing: "the tanks that Spain promised arrived"."""
    word = draft.chain[0][1]
    on_good = token.dep_.startswith("acl") and token.head.i == draft.good.head
    if word.attitude != "pledged" or word.part != "verb" or not on_good or reading(token).tense != "done":
        return None
    news = token.head.head
    main = news.i != token.head.i and news.pos_ == "VERB" and has_subject(news)
    above = scene.triggers.get(news.i)
    announced = above is not None and "announcing" in above.flags
    return scene.span(token.i, token.i) if main and not announced else None


def _adverb(draft: Draft) -> Span | None:
    """An adverb of the past on one of the words that give the stage: "already", "previously", "so far"."""
    scene = draft.scene
    doc = scene.doc
    for at in draft.staged.tokens:
        if reading(doc[at]).tense != "done":
            continue
        for child in doc[at].children:
            behind = doc[child.i + 1].lower_ if child.i + 1 < len(doc) else ""
            if child.lower_ in _adverbs() and child.dep_ == "advmod" and behind not in _RECENT:
                return scene.span(child.i, child.i)
        for match in _phrases("until_now").finditer(doc.text):
            token = next((t for t in doc if t.idx == match.start()), None)
            if token is not None and doc[at] in (token.head, token.head.head):
                return _chars(scene, match.start(), match.end())
    return None


def _long_ago(draft: Draft, day: str | None) -> Span | None:
    """A year on the clause that lies years before the article: "gave buses in 2019", "after the 2010 floods"."""
    if day is None:
        return None
    doc = draft.scene.doc
    acts = {doc[at].i for at in draft.staged.tokens}
    for match in _YEAR.finditer(doc.text):
        token = next((t for t in doc if t.idx == match.start()), None)
        if token is None or int(match.group()) > int(day[:4]) - _AGES:
            continue
        above = [token.head.i, token.head.head.i]
        if acts & set(above) and reading(doc[min(acts)]).tense == "done":
            return draft.scene.span(token.i, token.i)
    return None


def _chars(scene: Scene, begin: int, end: int) -> Span:
    return Span(scene.sentence.begin + begin, scene.sentence.begin + end)


@cache
def _adverbs() -> frozenset[str]:
    return frozenset(vocabulary("stages")["recalling"]["adverbs"])


@cache
def _phrases(name: str) -> re.Pattern[str]:
    phrases = sorted(vocabulary("stages")["recalling"][name], key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(phrase) for phrase in phrases) + r")(?!\w)", re.I)
