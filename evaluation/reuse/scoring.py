"""How what a tool found compares with the truth."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from reuse.drafts import Span
from reuse.findings import Found, Source
from reuse.kinds import FIRST_SIX, KINDS
from reuse.manifest import Link, Pair, Truth, ordered

UNCHANGED = ("verbatim", "headline only", "feed item copied", "other language copied")
PASSAGE_KINDS = ("excerpt", "quotations", "spliced", "several sources", "round-up", "long")
"""Kinds in which only a part of an article is another's."""

Share = tuple[float, float]  # how much of how much


@dataclass(slots=True)
class Score:
    """How well a tool did; all shares are (found, of) so that sums can be made of them.

    recall:     of the planted pairs, by kind.
    pairs:      how many pairs were reported; of these planted, family (true by way of a common source, not
                asked for), natural (real articles that share eight words in a row, unplanted).
    wrong:      the rest.
    direction:  by kind, of the planted pairs found, where dates tell or were withheld: "right", "wrong", "other"
                (an article of the same family is named as the source), "agency" (both are said to be an agency's
                story, which the truth about real articles does not know), "unknown".
    by_dates, by_text: the same by what the dates say ("tell", "silent", "mislead") and by what in the texts tells.
    characters: of the planted passages, by kind, the share found on both sides.
    beyond:     of the characters in found passages of planted pairs, those that were planted.
    sourced:    of planted passages that are parts of articles, those whose derivation names their source.
    missing:    by whether an agency is credited, of pairs whose source is not in the collection.
    wire:       of the pairs with a credited agency, those in which it is named as the origin.
    """

    recall: dict[str, Share] = field(default_factory=dict)
    pairs: int = 0
    planted: int = 0
    family: int = 0
    natural: int = 0
    wrong: list[Pair] = field(default_factory=list)
    direction: dict[str, Counter[str]] = field(default_factory=dict)
    by_dates: dict[str, Counter[str]] = field(default_factory=dict)
    by_text: dict[str, Counter[str]] = field(default_factory=dict)
    characters: dict[str, Share] = field(default_factory=dict)
    beyond: dict[str, Share] = field(default_factory=dict)
    sourced: dict[str, Share] = field(default_factory=dict)
    missing: dict[str, Counter[str]] = field(default_factory=dict)
    wire: Share = (0, 0)

    @property
    def strict(self) -> float:
        """Precision, everything wrong that is neither planted nor family."""
        return ratio((self.planted + self.family, self.pairs))

    @property
    def settled(self) -> float:
        """Precision without natural pairs."""
        return ratio((self.planted + self.family, self.pairs - self.natural))

    @property
    def f1(self) -> float:
        """F1 of strict precision and recall over the first six kinds."""
        return _f1(self.strict, self.recall_of(FIRST_SIX))

    @property
    def f1_settled(self) -> float:
        return _f1(self.settled, self.recall_of(FIRST_SIX))

    @staticmethod
    def shares(by_kind: dict[str, Share]) -> float:
        """The share over all kinds."""
        return ratio(added(list(by_kind.values())))

    def recall_of(self, kinds: Iterable[str]) -> float:
        return ratio(added([self.recall.get(kind, (0, 0)) for kind in kinds]))


def score(found: Found, truth: Truth, dated: bool = True) -> Score:
    """How `found` compares with `truth`; whether it knew the dates of publication."""
    by_pair: dict[Pair, list[Link]] = defaultdict(list)
    for link in truth.links:
        by_pair[link.pair].append(link)
    out = Score(pairs=len(found.pairs))
    for pair in sorted(found.pairs):
        if pair in by_pair:
            out.planted += 1
        elif truth.family(*pair):
            out.family += 1
        elif pair in truth.natural:
            out.natural += 1
        else:
            out.wrong.append(pair)
    for kind in KINDS:
        links = [link for link in truth.links if link.kind == kind]
        if links:
            _of_kind(out, kind, links, found)
    _directions(out, found, truth, dated)
    return out


def _of_kind(out: Score, kind: str, links: Sequence[Link], found: Found) -> None:
    """Recall, and how well passages and their sources are found."""
    hit = [link for link in links if link.pair in found.pairs]
    out.recall[kind] = (len(hit), len(links))
    if any(found.pairs[link.pair] for link in hit):
        covers = [characters(link, found) for link in links]
        out.characters[kind] = added([both for both, _ in covers])
        out.beyond[kind] = added([within for _, within in covers])
        if kind in PASSAGE_KINDS:
            out.sourced[kind] = added([sourced(link, found) for link in links])


def _directions(out: Score, found: Found, truth: Truth, dated: bool) -> None:
    """Directions by kind and by what dates and texts say, and agencies."""
    if not found.directed:
        return
    by_kind, by_dates, by_text = (defaultdict[str, Counter[str]](Counter) for _ in range(3))
    missing = defaultdict[str, Counter[str]](Counter)
    named: list[Share] = []
    twins = unchanged(truth, dated)
    for link in truth.links:
        if link.pair not in found.pairs:
            continue
        answer = directed(link, found, truth, twins)
        if not dated or link.dates == "tell" or not link.directed:
            by_kind[link.kind][answer] += 1
        if link.directed:
            by_dates[link.dates if dated else "withheld"][answer] += 1
            by_text[link.tells or "nothing"][answer] += 1
            continue
        missing["credited" if link.wire else "uncredited"][answer] += 1
        if link.wire:
            named.append((any(each.wire == link.wire for each in _both(link, found)), 1))
    out.direction, out.by_dates, out.by_text = by_kind, by_dates, by_text
    out.missing, out.wire = missing, added(named)


def unchanged(truth: Truth, dated: bool) -> set[Pair]:
    """Pairs of which one copies the other word for word and no dates tell which: none can tell a third's source."""
    return {link.pair for link in truth.links if link.kind in UNCHANGED and not (dated and link.dates == "tell")}


def _both(link: Link, found: Found) -> list[Source]:
    return [*found.sources.get(link.source, ()), *found.sources.get(link.derived, ())]


def directed(link: Link, found: Found, truth: Truth, twins: Collection[Pair] = ()) -> str:
    """Which way the derivations have it.

    Of two that share a missing source, "right" is that neither is said to come from the other. Of a source that
    credits an agency, it is right to name the agency. Of twins, as `unchanged` has them, either is right.
    """
    derived, source = found.sources.get(link.derived, []), found.sources.get(link.source, [])
    forward = {each.source for each in derived}
    backward = {each.source for each in source}
    if not link.directed:
        return "wrong" if link.source in forward or link.derived in backward else "right"
    if link.derived in backward:
        return "wrong"
    wires = {each.wire for each in derived if each.wire}
    if link.source in forward or link.wire in wires:
        return "right"
    if wires & {each.wire for each in source}:
        return "agency"
    others = {each for each in forward if each is not None and truth.family(each, link.source)}
    if any(ordered(each, link.source) in twins for each in others):
        return "right"
    return "other" if others else "unknown"


def characters(link: Link, found: Found) -> tuple[Share, Share]:
    """Of the characters of planted passages, those found on both sides; of those found, those that were planted."""
    reported = found.pairs.get(link.pair, [])
    if link.pair[0] != link.derived:
        reported = [(theirs, ours) for ours, theirs in reported]
    got = total = 0
    for ours, theirs in link.passages:
        meeting = [(a, b) for a, b in reported if _overlap(a, ours) and _overlap(b, theirs)]
        total += (ours[1] - ours[0]) + (theirs[1] - theirs[0])
        got += covered(ours, [a for a, _ in meeting]) + covered(theirs, [b for _, b in meeting])
    planted_ours, planted_theirs = [a for a, _ in link.passages], [b for _, b in link.passages]
    inside = sum(covered(a, planted_ours) + covered(b, planted_theirs) for a, b in reported)
    every = sum((a[1] - a[0]) + (b[1] - b[0]) for a, b in reported)
    return (got, total), (inside, every)


def sourced(link: Link, found: Found) -> Share:
    """Of the link's planted passages, how many have a derivation that names their source and covers half."""
    named = [
        each
        for each in found.sources.get(link.derived, ())
        if each.source == link.source or (link.wire and each.wire == link.wire)
    ]
    return sum(_speaks_of(ours, named) for ours, _ in link.passages), len(link.passages)


def _speaks_of(passage: Span, named: Sequence[Source]) -> bool:
    return any(
        not each.passages or 2 * covered(passage, each.passages) >= passage[1] - passage[0] for each in named
    )


def covered(span: Span, others: Iterable[Span]) -> int:
    """Characters of `span` that lie in any of `others`."""
    got, at = 0, span[0]
    for begin, end in sorted(others):
        begin, end = max(begin, at), min(end, span[1])
        if begin < end:
            got += end - begin
            at = end
    return got


def _overlap(one: Span, two: Span) -> bool:
    return one[0] < two[1] and two[0] < one[1]


def added(shares: Sequence[Share]) -> Share:
    return sum(got for got, _ in shares), sum(of for _, of in shares)


def ratio(share: Share) -> float:
    """A share as a number; 1.0 of nothing."""
    return share[0] / share[1] if share[1] else 1.0


def right(answers: Counter[str]) -> float:
    """The share of right answers, of those that do not name an agency."""
    return ratio((answers["right"], answers.total() - answers["agency"]))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(1e-9, precision + recall)
