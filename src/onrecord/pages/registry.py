"""All kinds of pages, in the order of the navigation."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.pages import (
    article,
    articles,
    commitments,
    compare,
    disagreement,
    disagreements,
    entry,
    memberships,
    overview,
    review,
    rulings,
    search,
    speaker,
    statements,
    stories,
    story,
    totals,
)
from onrecord.pages.kinds import PageKind

PAGES = (
    overview, commitments, totals, statements, memberships, disagreements, stories, articles, rulings, search,
    review, entry, speaker, disagreement, story, article, compare,
)  # fmt: skip
KINDS: Mapping[str, PageKind] = {module.KIND.name: module.KIND for module in PAGES}
"""Each kind of page by its name."""
