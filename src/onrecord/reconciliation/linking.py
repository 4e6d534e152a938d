"""From findings to groups that are one thing each."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate

from onrecord.model import Commitment, MembershipStep, Span, Statement
from onrecord.reconciliation import memberships
from onrecord.reconciliation.commitments import joining as commitments
from onrecord.reconciliation.commitments.resumed import resumed
from onrecord.reconciliation.commitments.told_again import told_again
from onrecord.reconciliation.grouping import Link, grouped
from onrecord.reconciliation.located import Located, of_type
from onrecord.reconciliation.passages import Passages
from onrecord.reconciliation.statements import joining as statements
from onrecord.reconciliation.statements.beside import beside
from onrecord.reconciliation.statements.pairing import candidates
from onrecord.reconciliation.statements.said import said

SAME_PLACE = 0.3
"""Share of the shorter of two stretches, one projected through a passage, that must fall on the other."""

ENOUGH = 3
"""Links of a finding to earlier ones that say the same."""

Group = list[Located]


def groups(found: Sequence[Located], passages: Passages) -> list[Group]:
    """Every finding in exactly one group of its own type."""
    return [
        *_statement_groups(of_type(found, Statement), passages),
        *_commitment_groups(of_type(found, Commitment), passages),
        *_membership_groups(of_type(found, MembershipStep)),
    ]


def _statement_groups(found: list[Located], passages: Passages) -> list[Group]:
    every = {each.id: said(each, passages.wordings[each.article.id]) for each in found}
    pairs = dict.fromkeys(_aligned(found, every, passages), True)
    for a, b in candidates(found, every):
        pairs.setdefault((a.id, b.id), False)
    by_id = {each.id: each for each in found}
    links = [*_found(statements.link(by_id[a], by_id[b], every, aligned) for (a, b), aligned in pairs.items())]
    traits = {each.id: statements.traits(each, every[each.id]) for each in found}
    return grouped(found, (*links, *beside(links, found, every)), traits, statements.agree)


def _commitment_groups(found: list[Located], passages: Passages) -> list[Group]:
    facts = commitments.every_fact(found, passages.wordings)
    pairs = dict.fromkeys(_aligned(found, facts, passages), True)
    for pair in commitments.candidates(list(facts.values())):
        pairs.setdefault(pair, False)
    links = (
        commitments.link(
            facts[a], facts[b], aligned, partial(_one_doer, facts[a].located, facts[b].located, passages)
        )
        for (a, b), aligned in pairs.items()
    )
    traits = {id_: commitments.traits(each) for id_, each in facts.items()}
    every = (*_found(links), *told_again(facts.values()), *resumed(facts.values()))
    return grouped(found, every, traits, commitments.agree)


def _membership_groups(found: list[Located]) -> list[Group]:
    return grouped(found, memberships.links(found), {each.id: {} for each in found}, lambda _field, _a, _b: True)


def _found(links: Iterable[Link | None]) -> Iterator[Link]:
    return (link for link in links if link is not None)


def _aligned(
    found: Sequence[Located], said: Mapping[str, Hashable], passages: Passages
) -> Iterator[tuple[str, str]]:
    """Pairs of findings that stand at the same place of a passage, in canonical order.

    said: what each finding says. Of the earlier findings that say the same at one place, the first few are enough:
    a thousand copies hang together by a thousand links, not by a million.
    """
    place = {each.id: number for number, each in enumerate(found)}
    here: dict[str, list[tuple[Located, Span]]] = {}
    for each in sorted(found, key=lambda one: one.extent):
        here.setdefault(each.article.id, []).append((each, each.extent))
    reach = {id_: list(accumulate((extent.end for _, extent in mates), max)) for id_, mates in here.items()}
    earlier: dict[str, set[str]] = {}
    for each in found:
        for other, there in passages.projected(each.article.id, each.extent):
            mates = here.get(other, [])
            for number in range(bisect_right(reach.get(other, []), there.begin), len(mates)):
                mate, extent = mates[number]
                if extent.begin >= there.end:
                    break
                if same_place(there, extent):
                    first, second = sorted((each.id, mate.id), key=place.__getitem__)
                    earlier.setdefault(second, set()).add(first)
    for second, firsts in earlier.items():
        kept: Counter[Hashable] = Counter()
        for first in sorted(firsts, key=place.__getitem__):
            kept[said[first]] += 1
            if kept[said[first]] <= ENOUGH:
                yield first, second


def _one_doer(a: Located, b: Located, passages: Passages) -> bool:
    """Whether the words for two commitments' actors stand at the same place of a passage."""
    first, second = (
        each.finding.evidence.get("actor") or each.finding.evidence.get("actor_name") for each in (a, b)
    )
    if first is None or second is None:
        return False
    extent = Located(b.finding, b.article, second.spans).extent
    places = passages.projected(a.article.id, Located(a.finding, a.article, first.spans).extent)
    return any(other == b.article.id and same_place(there, extent) for other, there in places)


def same_place(there: Span, extent: Span) -> bool:
    """Whether the projected stretch `there` falls on a finding's extent."""
    common = min(there.end, extent.end) - max(there.begin, extent.begin)
    return common > SAME_PLACE * min(there.end - there.begin, extent.end - extent.begin)
