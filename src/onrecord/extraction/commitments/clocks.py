"""Clocks: when a commitment is said to happen."""

from __future__ import annotations

from onrecord.extraction.commitments.ledger import Ledger
from onrecord.extraction.commitments.scene import Scene
from onrecord.language.dates import find_dates
from onrecord.model import Article, Span, inferred, stated


def event_date(article: Article, scene: Scene, trigger: int, ledger: Ledger) -> str | None:
    """The date in the trigger's own clause."""
    for date in find_dates(scene.doc.text, article.published):
        if date.iso is None:
            continue
        token = next((t for t in scene.doc if t.idx <= date.begin < t.idx + len(t) + 1), None)
        if token is None:
            continue
        above = token
        for _ in range(4):
            if above.head.i == trigger:
                break
            above = above.head
        if above.head.i != trigger:
            continue
        span = Span(scene.sentence.begin + date.begin, scene.sentence.begin + date.end)
        ledger.evidence["date"] = (
            stated(span) if date.how == "absolute" else inferred("date of publication", [span])
        )
        return date.iso
    return None
