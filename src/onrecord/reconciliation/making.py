"""Making entries: all that one needs besides its findings, from articles, what they say, and the trace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.model import Article, Entry, Statement, Trace
from onrecord.reconciliation.entries import entry_of
from onrecord.reconciliation.located import Located
from onrecord.reconciliation.origins.origins import Origins
from onrecord.reconciliation.origins.sourcing import Sourcing
from onrecord.reconciliation.passages import Passages
from onrecord.reconciliation.variants import Lineage
from onrecord.reconciliation.words import wordings_of


class Maker:
    """Makes the entry of a group of findings: the same one in a build, after a ruling and as of a day.

    articles:   by id; all those that a group's findings stand in, share a passage with, or derive from.
    statements: of those articles, by which a commitment's source is known.
    """

    def __init__(self, articles: Mapping[str, Article], statements: Iterable[Statement], trace: Trace) -> None:
        self.wordings = wordings_of(articles)
        self.passages = Passages(trace, self.wordings)
        self._origins = Origins(articles, trace, self.passages, Sourcing(statements))
        self._lineage = Lineage(articles, trace, self.wordings)

    def entry(self, group: Sequence[Located]) -> Entry:
        """The entry of findings given in canonical order."""
        return entry_of(group, self._origins, self._lineage)
