"""The order of work: groups of findings, their entries, what disagrees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.model import Article, Disagreement, Entry, Findings, Ruling, Trace, Unruled
from onrecord.reconciliation.corrections.corrections import corrections_of
from onrecord.reconciliation.disagreements.attribution import attribution_disagreements
from onrecord.reconciliation.disagreements.collecting import Owners, collected, rank, titles
from onrecord.reconciliation.disagreements.counts import count_disagreements
from onrecord.reconciliation.disagreements.fields import field_disagreements
from onrecord.reconciliation.disagreements.headlines import headline_disagreements
from onrecord.reconciliation.disagreements.passages import passage_disagreements
from onrecord.reconciliation.disagreements.settling import with_corrections
from onrecord.reconciliation.disagreements.variants import variant_disagreements
from onrecord.reconciliation.entries import entry_id
from onrecord.reconciliation.linking import groups
from onrecord.reconciliation.links.entry_links import entry_links
from onrecord.reconciliation.located import Located, located
from onrecord.reconciliation.making import Maker
from onrecord.reconciliation.passages import Passages
from onrecord.reconciliation.reconciled import Reconciled
from onrecord.reconciliation.rulings.links import ruled_corrections, ruled_links
from onrecord.reconciliation.rulings.ruling import Everything, aligned_in
from onrecord.reconciliation.speakers.known import known_speakers


def reconcile(
    articles: Sequence[Article], findings: Sequence[Findings], trace: Trace, rulings: Sequence[Ruling] = ()
) -> Reconciled:
    """Entries over the findings of `articles`, and where the articles disagree, as people ruled on them.

    The result depends on neither the order of articles nor of findings nor of rulings. Findings of articles that
    are not given, or that rest on no span, are left out.
    """
    by_id = {article.id: article for article in sorted(articles, key=lambda article: article.id)}
    statements = [one for each in findings if each.article in by_id for one in each.statements]
    maker = Maker(by_id, statements, trace)
    passages, wordings = maker.passages, maker.wordings
    known = located(articles, findings)
    base = {entry_id(group): group for group in groups(known, passages)}
    before = {id_: maker.entry(group) for id_, group in base.items()}
    differences = [
        *_within_entries(base, passages),
        *_of_wordings(before, base, by_id),
        *passage_disagreements(by_id, wordings, trace),
        *count_disagreements(by_id, trace),
        *(each for article in titles(by_id) for each in headline_disagreements(article, wordings[article.id])),
        *attribution_disagreements(by_id, trace),
    ]
    corrections = corrections_of(before.values(), known, passages)
    found = with_corrections(collected(differences, Owners(base)), corrections)
    kept = [(one, Unruled(one.id, one.entry, one.settled)) for one in found]
    there = Everything(base, kept, aligned_in(passages), by_id)
    new = there.ruled(rulings, maker.entry)
    entries = [*new.entries, *(entry for id_, entry in before.items() if id_ not in there.touched)]
    links = entry_links((entry, base[id_]) for id_, entry in before.items())
    return Reconciled(
        entries=tuple(sorted(entries, key=lambda entry: entry.id)),
        disagreements=tuple(sorted((one for one, _ in new.kept), key=rank)),
        speakers=known_speakers(statements),
        links=tuple(ruled_links(links, new.heirs)),
        corrections=tuple(ruled_corrections(corrections, new.heirs)),
        unruled_links=links,
        unruled_corrections=corrections,
        grouped=tuple(sorted((each.id, id_) for id_, group in base.items() for each in group)),
        unruled=tuple(sorted((before for _, before in new.kept), key=lambda before: before.disagreement)),
        states=new.states,
        settled=new.settled,
    )


def _of_wordings(
    entries: Mapping[str, Entry], groups: Mapping[str, Sequence[Located]], articles: Mapping[str, Article]
) -> Iterator[Disagreement]:
    for id_, entry in entries.items():
        for each in variant_disagreements(entry.variants, groups[id_], articles):
            yield replace(each, entry=id_)


def _within_entries(entries: Mapping[str, Sequence[Located]], passages: Passages) -> Iterator[Disagreement]:
    aligned = aligned_in(passages)
    for id_, group in entries.items():
        for each in field_disagreements(group, aligned):
            yield replace(each, entry=id_)
