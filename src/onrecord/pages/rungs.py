"""The ladder of an entry as a page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import MEMBERSHIP_STAGES, STAGES, Article, Finding, Rung
from onrecord.pages.article_names import named
from onrecord.pages.findings import Teller
from onrecord.record import ExplainedEntry
from onrecord.telling.ladder import how_much, origins_behind, step_spans, step_words, told_by

OFF: Mapping[str, tuple[str, ...]] = {"commitment": ("refused", "withdrawn"), "membership": ("blocked",)}
"""Stages that stand beside the ladder: whoever takes one does not climb."""


@dataclass(frozen=True, slots=True)
class ShownRung:
    """One step of a life.

    number:   its place in that life, from 1.
    date:     the day it was reported for, ISO 8601 with its own precision; told: the first day on which an article
              told it; observed: the first on which one that tells it was read.
    how_much: of a step taken in part, how much, and who is still to take it ("4 of 13", "28 of 30, without TUR").
    by:       of a bid, who took it.
    doubted:  more origins have said otherwise; stands: it is the stage that the entry stands at.
    words:    of the first article that tells it. tellers: every finding that does, the earliest published first.
    """

    number: int
    stage: str
    date: str | None
    told: str | None
    observed: str | None
    how_much: str
    by: tuple[str, ...]
    doubted: bool
    stands: bool
    articles: int
    origins: int
    words: str
    tellers: tuple[Teller, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """A life in order. scale: the stages that there are, lowest first; beside: those that are no step up."""

    rungs: tuple[ShownRung, ...]
    scale: tuple[str, ...]
    beside: tuple[str, ...]


def ladder(found: ExplainedEntry) -> Ladder | None:
    """The entry's ladder; None of an entry without one."""
    entry = found.entry
    if not entry.ladder:
        return None
    findings = {one.id: one for one in found.findings}
    every: Sequence[str] = STAGES if entry.type == "commitment" else MEMBERSHIP_STAGES
    beside = OFF.get(entry.type, ())
    rungs = tuple(_rung(number, one, found, findings) for number, one in enumerate(entry.ladder, 1))
    return Ladder(rungs, tuple(one for one in every if one not in beside), beside)


def _rung(number: int, one: Rung, found: ExplainedEntry, findings: Mapping[str, Finding]) -> ShownRung:
    told = told_by(one, findings, found.articles)
    return ShownRung(
        number=number,
        stage=one.stage,
        date=one.date,
        told=one.told,
        observed=one.observed,
        how_much=how_much(one),
        by=one.by,
        doubted=one.doubted,
        stands=one.stage == found.entry.stage and not one.doubted,
        articles=len(one.articles),
        origins=origins_behind(found.entry, one),
        words=_words(told[0], found.articles) if told else "",
        tellers=tuple(Teller(each.id, named(found.articles[each.article])) for each in told),
    )


def _words(finding: Finding, articles: Mapping[str, Article]) -> str:
    return step_words(articles[finding.article], step_spans(finding))
