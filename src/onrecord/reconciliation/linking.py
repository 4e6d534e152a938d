"""From findings to groups that are one thing each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.model import Commitment, MembershipStep, Statement
from onrecord.reconciliation import commitments, memberships, statements
from onrecord.reconciliation.grouping import Link, grouped
from onrecord.reconciliation.located import Located, of_type
from onrecord.reconciliation.passages import Passages
from onrecord.reconciliation.words import Wording

SAME_PLACE = 0.3
"""Share of the shorter of two stretches, one projected through a passage, that must fall on the other."""

Group = list[Located]


def groups(found: Sequence[Located], passages: Passages) -> list[Group]:
    """Every finding in exactly one group of its own type."""
    return [
        *_statement_groups(of_type(found, Statement), passages),
        *_commitment_groups(of_type(found, Commitment), passages),
        *_membership_groups(of_type(found, MembershipStep)),
    ]


def _statement_groups(found: list[Located], passages: Passages) -> list[Group]:
    words = {each.id: statements.content_words(each, _wording(each, passages.wordings)) for each in found}
    pairs = dict.fromkeys(_aligned(found, passages), True)
    for a, b in statements.candidates(found, words):
        pairs.setdefault((a.id, b.id), False)
    by_id = {each.id: each for each in found}
    links = (statements.link(by_id[a], by_id[b], words, aligned) for (a, b), aligned in pairs.items())
    traits = {each.id: statements.traits(each) for each in found}
    return grouped(found, _found(links), traits, statements.agree)


def _commitment_groups(found: list[Located], passages: Passages) -> list[Group]:
    pairs = dict.fromkeys(_aligned(found, passages), True)
    for a, b in commitments.candidates(found):
        pairs.setdefault((a.id, b.id), False)
    by_id = {each.id: each for each in found}
    links = (
        commitments.link(by_id[a], by_id[b], aligned, aligned and _one_doer(by_id[a], by_id[b], passages))
        for (a, b), aligned in pairs.items()
    )
    traits = {each.id: commitments.traits(each) for each in found}
    return grouped(found, _found(links), traits, commitments.agree)


def _membership_groups(found: list[Located]) -> list[Group]:
    return grouped(found, memberships.links(found), {each.id: {} for each in found}, lambda _field, _a, _b: True)


def _found(links: Iterable[Link | None]) -> Iterator[Link]:
    return (link for link in links if link is not None)


def _wording(each: Located, wordings: Mapping[str, Wording]) -> Wording:
    return wordings[each.article.id]


def _aligned(found: Sequence[Located], passages: Passages) -> Iterator[tuple[str, str]]:
    """Pairs of findings that stand at the same place of a passage, in canonical order."""
    place = {each.id: number for number, each in enumerate(found)}
    here: dict[str, list[Located]] = {}
    for each in found:
        here.setdefault(each.article.id, []).append(each)
    for each in found:
        for other, there in passages.projected(each.article.id, each.extent):
            for mate in here.get(other, ()):
                if same_place(there, mate):
                    first, second = sorted((each.id, mate.id), key=lambda id_: place[id_])
                    yield first, second


def _one_doer(a: Located, b: Located, passages: Passages) -> bool:
    """Whether the words for two commitments' actors stand at the same place of a passage."""
    first, second = (
        each.finding.evidence.get("actor") or each.finding.evidence.get("actor_name") for each in (a, b)
    )
    if first is None or second is None:
        return False
    mate = Located(b.finding, b.article, second.spans)
    places = passages.projected(a.article.id, Located(a.finding, a.article, first.spans).extent)
    return any(other == b.article.id and same_place(there, mate) for other, there in places)


def same_place(there: tuple[int, int], mate: Located) -> bool:
    """Whether the projected stretch `there` falls on the finding `mate`."""
    begin, end = there
    common = min(end, mate.extent.end) - max(begin, mate.extent.begin)
    return common > SAME_PLACE * min(end - begin, mate.extent.end - mate.extent.begin)
