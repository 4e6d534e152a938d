"""What stands beside an entry: what was corrected, and other entries that belong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.model import Correction
from onrecord.pages.article_names import ArticleName, named
from onrecord.pages.findings import Teller
from onrecord.pages.lines import EntryLine, lines
from onrecord.pages.marking import Mark
from onrecord.pages.words_shown import Passages, passages
from onrecord.record import ExplainedEntry, Record
from onrecord.telling.links import seen_from
from onrecord.telling.values import head_of


@dataclass(frozen=True, slots=True)
class ShownLink:
    """Another entry that belongs with this one. relation: what this one is to it ("part of", "holds")."""

    relation: str
    entry: EntryLine
    reason: str


@dataclass(frozen=True, slots=True)
class ShownCorrection:
    """What an origin took back.

    field: what it is called; before, after: as the reader sees them.
    article: the one that corrects; finding: what it says of the entry; passages: its words.
    still: articles of the origin that carry the old value; mended: those that carry the new one.
    """

    id: str
    field: str
    before: str
    after: str
    article: ArticleName
    finding: str | None
    passages: Passages
    still: tuple[Teller, ...]
    mended: tuple[Teller, ...]


def shown_correction(one: Correction, found: ExplainedEntry) -> ShownCorrection:
    """A correction, with where each article says what it says."""
    article = found.articles[one.article]
    told: dict[str, str] = {each.article: each.id for each in reversed(found.findings)}
    return ShownCorrection(
        id=one.id,
        field=head_of(one.field),
        before=one.before,
        after=one.after,
        article=named(article),
        finding=told.get(one.article),
        passages=passages(article, [Mark(span, "evidence", "the correction") for span in one.spans]),
        still=_carriers(one.still, found, told),
        mended=_carriers(one.mended, found, told),
    )


def _carriers(ids: Iterable[str], found: ExplainedEntry, told: Mapping[str, str]) -> tuple[Teller, ...]:
    return tuple(Teller(told.get(id_, ""), named(found.articles[id_])) for id_ in ids if id_ in found.articles)


def shown_links(record: Record, found: ExplainedEntry) -> tuple[ShownLink, ...]:
    """The entries that belong with this one, from its side."""
    shown = {one.id: one for one in lines(record, list(found.linked.values()))} if found.linked else {}
    out = []
    for link in found.links:
        relation, other = seen_from(found.entry.id, link)
        out.append(ShownLink(relation, shown[other], link.reason))
    return tuple(sorted(out, key=lambda one: (one.relation, one.entry.day or "9999", one.entry.id)))
