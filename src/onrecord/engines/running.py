"""A run: from collected articles to the record in its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.engines.collecting import nothing_left
from onrecord.engines.fingerprint import rules
from onrecord.engines.progress import Progress
from onrecord.engines.threads import one_thread
from onrecord.errors import BadInput
from onrecord.model import Article, Findings, Rejected, Ruling, Trace
from onrecord.record import draft, loading, writing
from onrecord.record.gate import Gate
from onrecord.record.opening import open_to_read
from onrecord.record.overview import counts
from onrecord.record.record import meta_of
from onrecord.record.rulings.held import held_rulings

if TYPE_CHECKING:
    from onrecord.reconciliation.reconciled import Reconciled

COMMIT_EVERY = 64  # articles; at most so many are analysed again after a killed run


@dataclass(frozen=True, slots=True)
class Run:
    """How to run: the pipeline's name (None: the shipped one), the number of processes, whom to tell."""

    pipeline: str | None
    workers: int
    progress: Progress

    def __post_init__(self) -> None:
        if not isinstance(self.workers, int) or self.workers < 1:
            raise BadInput(f"`workers` is a whole number, at least 1, not {self.workers!r}")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did.

    record:   where the record stands.
    counts:   rows of each table of the record, and `origins`.
    analysed: articles that this run analysed; the others were analysed before.
    rejected: what this run could not use, with reasons.
    renewed:  whether an addition analysed the old articles anew, because the rules had changed.
    waiting:  rulings that have no effect because what they hang on is no longer there.
    """

    record: Path
    counts: Mapping[str, int]
    analysed: int
    rejected: tuple[Rejected, ...]
    renewed: bool = False
    waiting: int = 0


def carry_over(standing: Gate, gate: Gate, old: Sequence[Article], run: Run) -> bool:
    """Copy the standing record's articles and findings into the draft; False where other rules made them."""
    made_with = rules(run.pipeline)
    _prepare(gate, made_with)
    if not _same_rules(standing, made_with):
        return False
    there = set(loading.ids(gate, "articles"))
    missing = [article for article in old if article.id not in there]
    with gate.transaction("carry the standing record over"):
        for article, findings in zip(
            missing, loading.load_findings(standing, [one.id for one in missing]), strict=True
        ):
            writing.write_article(gate, article, findings)
    return True


def finish(
    gate: Gate,
    place: Path,
    articles: Sequence[Article],
    rejected: Sequence[Rejected],
    run: Run,
    before: Sequence[Rejected] = (),
) -> Summary:
    """Analyse what the draft does not hold yet, conclude over all `articles`, and put the record in place.

    before: what earlier runs rejected. Raises BadInput when no article could be analysed.
    """
    made_with = rules(run.pipeline)
    _prepare(gate, made_with)
    todo = _still_to_do(gate, articles)
    failed = _analyse(gate, todo, run)
    bad = {one.id for one, _ in failed}
    kept = [article for article in articles if article.id not in bad]
    now_rejected = [*rejected, *(why for _, why in failed)]
    if not kept:
        raise BadInput(nothing_left("no article could be analysed", now_rejected))
    _conclude(gate, place, kept, [*before, *now_rejected], run)
    draft.put_in_place(gate, place, lambda standing: _caught_up(gate, standing))
    waiting = sum(one.state == "no longer there" for one in held_rulings(gate))
    return Summary(place, counts(gate), len(todo) - len(failed), tuple(now_rejected), waiting=waiting)


def _caught_up(gate: Gate, standing: Gate) -> bool:
    """Take over the rulings that were made since the draft took them; whether there were any."""
    known = set(loading.ids(gate, "rulings"))
    new = [one.ruling for one in held_rulings(standing) if one.ruling.id not in known]
    if new:
        from onrecord.engines.applying import apply

        with gate.transaction("take over new rulings"):
            apply(gate, new)
    return bool(new)


def _standing_rulings(place: Path) -> list[Ruling]:
    """What people ruled on the record that stands at `place`."""
    if not draft.stands(place):
        return []
    standing = open_to_read(place, any_version=True)
    try:
        return [one.ruling for one in held_rulings(standing)]
    finally:
        standing.close()


def _prepare(gate: Gate, made_with: Mapping[str, str]) -> None:
    """Empty a draft that other rules made; note whose it is now."""
    with gate.transaction("prepare the draft"):
        if not _same_rules(gate, made_with):
            writing.clear_conclusions(gate)
            writing.remove_articles(gate, loading.ids(gate, "articles"))
        writing.write_meta(gate, made_with)


def _same_rules(gate: Gate, made_with: Mapping[str, str]) -> bool:
    held = meta_of(gate)
    return all(held.get(name) == value for name, value in made_with.items())


def _still_to_do(gate: Gate, articles: Sequence[Article]) -> list[Article]:
    """The articles that the draft does not hold; what it holds besides `articles` is removed from it."""
    wanted = {article.id: article for article in articles}
    held = list(loading.load_articles(gate, loading.ids(gate, "articles")))
    good = {article.id for article in held if wanted.get(article.id) == article}
    with gate.transaction("remove what is not wanted"):
        writing.clear_conclusions(gate)
        writing.remove_articles(gate, [article.id for article in held if article.id not in good])
    return [article for article in articles if article.id not in good]


def _analyse(gate: Gate, todo: Sequence[Article], run: Run) -> list[tuple[Article, Rejected]]:
    """Write each article of `todo` with its findings, some at a time; return those that failed."""
    from onrecord.engines.workers import findings_of

    failed: list[tuple[Article, Rejected]] = []
    waiting: list[tuple[Article, Findings]] = []
    run.progress("analyse", 0, len(todo))
    with one_thread():
        for done, (article, outcome) in enumerate(findings_of(todo, run.pipeline, run.workers), 1):
            if isinstance(outcome, Rejected):
                failed.append((article, outcome))
            else:
                waiting.append((article, outcome))
            if len(waiting) >= COMMIT_EVERY:
                _commit(gate, waiting)
            run.progress("analyse", done, len(todo))
    _commit(gate, waiting)
    return failed


def _commit(gate: Gate, waiting: list[tuple[Article, Findings]]) -> None:
    with gate.transaction("write articles and findings"):
        for article, findings in waiting:
            writing.write_article(gate, article, findings)
    waiting.clear()


def _conclude(gate: Gate, place: Path, articles: Sequence[Article], rejected: Sequence[Rejected], run: Run) -> None:
    """Trace and reconcile over the whole collection and write what comes out."""
    from onrecord import reconciliation
    from onrecord.engines.beside import traced_beside

    findings = list(loading.load_findings(gate, [article.id for article in articles]))
    run.progress("trace", 0, None)
    trace = traced_beside(place, articles, run.workers, run.progress)
    run.progress("trace", len(articles), len(articles))
    run.progress("reconcile", 0, None)
    rulings = _standing_rulings(place)
    reconciled = reconciliation.reconcile(articles, findings, trace, rulings)
    run.progress("reconcile", len(articles), len(articles))
    with gate.transaction("write what was concluded"):
        writing.clear_conclusions(gate)
        writing.clear_rejected(gate)
        writing.clear_rulings(gate)
        write_conclusions(gate, articles, trace, reconciled)
        writing.write_rulings(gate, rulings, reconciled.states, reconciled.settled)
        writing.write_rejected(gate, rejected)


def write_conclusions(gate: Gate, articles: Iterable[Article], trace: Trace, reconciled: Reconciled) -> None:
    """Write what was concluded over all articles, inside a transaction of the caller's."""
    texts = {article.id: article.text for article in articles}
    writing.write_trace(gate, trace)
    writing.write_entries(gate, reconciled.entries, texts)
    writing.write_links(gate, reconciled.links)
    writing.write_corrections(gate, reconciled.corrections)
    writing.write_speakers(gate, reconciled.speakers)
    writing.write_disagreements(gate, reconciled.disagreements, texts)
    writing.write_groups(gate, reconciled.grouped)
    writing.write_unruled(gate, reconciled.unruled)
    writing.write_unruled_links(gate, reconciled.unruled_links, reconciled.unruled_corrections)
