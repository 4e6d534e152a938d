"""The order of work: groups of findings, their entries, what disagrees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.model import Article, Disagreement, Findings, Trace
from onrecord.reconciliation.disagreements.attribution import attribution_disagreements
from onrecord.reconciliation.disagreements.collecting import Owners, collected, titles
from onrecord.reconciliation.disagreements.fields import field_disagreements
from onrecord.reconciliation.disagreements.headlines import headline_disagreements
from onrecord.reconciliation.disagreements.passages import passage_disagreements
from onrecord.reconciliation.entries import entry_of
from onrecord.reconciliation.known_speakers import known_speakers
from onrecord.reconciliation.linking import groups, same_place
from onrecord.reconciliation.located import Located, located
from onrecord.reconciliation.origins import Origins
from onrecord.reconciliation.passages import Passages
from onrecord.reconciliation.reconciled import Reconciled
from onrecord.reconciliation.variants import Lineage
from onrecord.reconciliation.words import wordings_of


def reconcile(articles: Sequence[Article], findings: Sequence[Findings], trace: Trace) -> Reconciled:
    """Entries over the findings of `articles`, and where the articles disagree.

    The result depends on neither the order of articles nor of findings. Findings of articles that are not given,
    or that rest on no span, are left out.
    """
    by_id = {article.id: article for article in sorted(articles, key=lambda article: article.id)}
    wordings = wordings_of(by_id)
    passages = Passages(trace, wordings)
    found = groups(located(articles, findings), passages)
    origins, lineage = Origins(by_id, trace, passages), Lineage(by_id, trace, wordings)
    entries = {entry.id: (entry, group) for group in found for entry in (entry_of(group, origins, lineage),)}
    owners = Owners({id_: group for id_, (_, group) in entries.items()})
    differences = [
        *_within_entries({id_: group for id_, (_, group) in entries.items()}, passages),
        *passage_disagreements(by_id, wordings, trace),
        *(each for article in titles(by_id) for each in headline_disagreements(article, wordings[article.id])),
        *attribution_disagreements(by_id, trace),
    ]
    return Reconciled(
        entries=tuple(entries[id_][0] for id_ in sorted(entries)),
        disagreements=collected(differences, owners),
        speakers=known_speakers(one for each in findings if each.article in by_id for one in each.statements),
    )


def _within_entries(entries: Mapping[str, Sequence[Located]], passages: Passages) -> Iterator[Disagreement]:
    def aligned(a: Located, b: Located) -> bool:
        places = passages.projected(a.article.id, a.extent)
        return any(other == b.article.id and same_place(there, b.extent) for other, there in places)

    for id_, group in entries.items():
        for each in field_disagreements(group, aligned):
            yield replace(each, entry=id_)
