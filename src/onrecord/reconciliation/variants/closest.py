"""Which wording is closest to the origin: only where lineage or dates say so, else none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from onrecord.model import Article, Span, Trace, Variant
from onrecord.reconciliation.commitments.told_again import in_headline
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.variants.changes import NO_OTHER_WORD, Compared, compared
from onrecord.reconciliation.variants.instants import instant, lead
from onrecord.reconciliation.variants.printings import Printing
from onrecord.reconciliation.words import Wording

SEVERAL = 2
"""Outlets that print one agency's words alike, from which they are taken for its own."""
LIKELY = 0.5
"""Confidence from which a derivation is followed."""
EARLIER = timedelta(minutes=10)
"""By so much one must come before another; clocks and feeds differ by minutes."""
OWN = "outlet"
"""The kind of reason by which tracing says that an agency itself published an article."""

Chosen = tuple[int, str]
"""The place of a variant, and why it is the closest."""


class Lineage:
    """What tracing knows of where articles come from, for the words of one utterance."""

    def __init__(self, articles: Mapping[str, Article], trace: Trace, wordings: Mapping[str, Wording]) -> None:
        self._wordings = wordings
        self._sources: dict[str, list[tuple[str, tuple[Span, ...]]]] = {}
        self._own: dict[str, str] = {}
        for each in trace.derivations:
            if each.source is not None and each.source in articles and each.confidence >= LIKELY:
                self._sources.setdefault(each.article, []).append((each.source, each.passages))
            if each.wire and any(reason.kind == OWN for reason in each.evidence):
                self._own[each.article] = each.wire

    def agency(self, article: str) -> str | None:
        """The agency that published the article itself."""
        return self._own.get(article)

    def sources(self, printing: Printing) -> frozenset[str]:
        """The articles that the one of `printing` has these words from, straight or by way of others."""
        found: set[str] = set()
        steps = self._from(printing.article, printing.pieces)
        while steps:
            new = steps.pop()
            if new not in found:
                found.add(new)
                steps += self._from(new, ())
        return frozenset(found - {printing.article})

    def compared(self, a: Printing, b: Printing) -> Compared:
        """The words of two printings side by side."""
        return compared(a, b, self._wordings[a.article], self._wordings[b.article])

    def _from(self, article: str, pieces: Sequence[Span]) -> list[str]:
        """The sources of the pieces; of an article as a whole, those of all of it."""
        return [
            source
            for source, passages in self._sources.get(article, ())
            if not passages or any(passage.overlaps(piece) for passage in passages for piece in pieces)
        ]


def closest(found: Sequence[Sequence[Printing]], variants: Sequence[Variant], lineage: Lineage) -> Chosen | None:
    """The wording closest to the origin and why, None where nothing supports saying so.

    found: the printings of each variant, the earliest first. Only words inside marks are compared, and only where
    two articles have two wordings of them.
    """
    marked = [number for number, same in enumerate(found) if same[0].marked]
    if len(marked) < 2 or len({each.article for number in marked for each in found[number]}) < 2:
        return None
    wordings = {number: found[number] for number in marked}
    return (
        _in_full(wordings)
        or _of_the_agency(wordings, variants, lineage)
        or _derived_from(wordings, lineage)
        or _alike_from_the_agency(wordings, variants, lineage)
        or _earliest(wordings, variants, lineage)
    )


Wordings = Mapping[int, Sequence[Printing]]


def _in_full(wordings: Wordings) -> Chosen | None:
    """The one wording that articles print which give the speaker's words in full."""
    full = {
        number: min(each.article for each in same if _transcript(each))
        for number, same in wordings.items()
        if any(_transcript(each) for each in same)
    }
    if len(full) != 1:
        return None
    ((number, article),) = full.items()
    return number, f"{article} gives the words in full"


def _transcript(printing: Printing) -> bool:
    article = printing.findings[0].article
    title = " ".join(word.strip(".,:;|()[]-–—") for word in (article.title or "").lower().split())
    padded = f"{title} "
    return any(padded.startswith(f"{words} ") or title.endswith(f" {words}") for words in meaning().transcripts)


def _of_the_agency(wordings: Wordings, variants: Sequence[Variant], lineage: Lineage) -> Chosen | None:
    """The wording of the agency's own text, where all the others have the words from that agency."""
    own = {number: {lineage.agency(each.article) for each in same} - {None} for number, same in wordings.items()}
    holders = [number for number, agencies in own.items() if agencies]
    if len(holders) != 1 or len(own[holders[0]]) != 1:
        return None
    agency = next(iter(own[holders[0]]))
    if any(variants[number].origins != (f"wire:{agency}",) for number in wordings):
        return None
    if not _holds_all(holders[0], wordings, lineage):
        return None
    return holders[0], f"{agency}'s own text prints it, the others have theirs from {agency}"


def _derived_from(wordings: Wordings, lineage: Lineage) -> Chosen | None:
    """The wording from whose articles every printing of the others derives."""
    sources = {number: [(each, lineage.sources(each)) for each in same] for number, same in wordings.items()}
    for number in wordings:
        story = {each.article for each in wordings[number] if not in_headline(each.findings[0])}
        others = [pair for other in wordings if other != number for pair in sources[other]]
        if not story or not all(_taken(each, known, story) for each, known in others):
            continue
        if not _holds_all(number, wordings, lineage):
            continue  # what has more words than another has not got them from there
        rest = {each.article for other in wordings if other != number for each in wordings[other]} - story
        if any(known & rest for _, known in sources[number]):
            continue
        givers = sorted(story & {one for each, known in others for one in (*known, each.article)})
        return number, f"the others derive from {' and '.join(givers[:2])}{' and more' if givers[2:] else ''}"
    return None


def _alike_from_the_agency(wordings: Wordings, variants: Sequence[Variant], lineage: Lineage) -> Chosen | None:
    """The wording that several outlets print alike which each credit one agency, where no other is so credited.

    What one outlet makes of an agency's words, another one that has them from the agency does not make of them too.
    """
    origins = {origin for number in wordings for origin in variants[number].origins}
    agency = next(iter(origins)).partition(":")[2]
    if origins != {f"wire:{agency}"}:
        return None
    outlets = {
        number: {_outlet(each) for each in same if _customer(each, agency, lineage)}
        for number, same in wordings.items()
    }
    most = max(outlets, key=lambda number: (len(outlets[number]), -number))
    if len(outlets[most]) < SEVERAL or not _holds_all(most, wordings, lineage):
        return None
    for number, same in wordings.items():
        alone = len({_outlet(each) for each in same}) == 1 and not outlets[number]
        if number != most and not alone and not _only_cut(wordings[most][0], same[0], lineage):
            return None
    return most, f"{len(outlets[most])} outlets that credit {agency} print it alike"


def _outlet(printing: Printing) -> str:
    article = printing.findings[0].article
    return article.outlet or article.byline or article.id


def _customer(printing: Printing, agency: str, lineage: Lineage) -> bool:
    """Whether the article itself credits the agency, and nothing says that it has the words by way of another."""
    return printing.findings[0].article.wire == agency and not lineage.sources(printing)


def _only_cut(a: Printing, b: Printing, lineage: Lineage) -> bool:
    return all(change.kind in NO_OTHER_WORD for change in lineage.compared(a, b).changes)


def _taken(printing: Printing, sources: frozenset[str], story: set[str]) -> bool:
    """Whether a printing has its words from one of the stories; a headline has them from its own."""
    return bool(sources & story) or (in_headline(printing.findings[0]) and printing.article in story)


def _earliest(wordings: Wordings, variants: Sequence[Variant], lineage: Lineage) -> Chosen | None:
    """The wording that was published first, to the minute, where each of the others can have been got from it."""
    moments: dict[int, datetime] = {}
    for number, same in wordings.items():
        known = [instant(each.findings[0].article) for each in same]
        if None in known:
            return None
        moments[number] = min(moment for moment in known if moment is not None)
    first, second = sorted(moments, key=lambda number: (moments[number], number))[:2]
    if moments[second] - moments[first] < EARLIER:
        return None
    others = {each.article for number in wordings if number != first for each in wordings[number]}
    if any(lineage.sources(each) & others for each in wordings[first]):
        return None
    for number in wordings:
        if number != first and not _can_be_got(first, number, wordings, variants, lineage):
            return None
    return first, f"earliest of {len(wordings)} by {lead(moments[first], moments[second])}"


def _can_be_got(first: int, number: int, wordings: Wordings, variants: Sequence[Variant], lineage: Lineage) -> bool:
    """Whether a wording can have been made of the earliest by cutting it, or, in one passage, by changing it.

    Of what two outlets took from one agency the earlier one may be the one that changed it.
    """
    a, b = wordings[first][0], wordings[number][0]
    origins = variants[first].origins
    edited = origins == variants[number].origins and not any(one.startswith("wire:") for one in origins)
    return _holds(a, b, lineage) and (edited or _only_cut(a, b, lineage))


def _holds_all(number: int, wordings: Wordings, lineage: Lineage) -> bool:
    """Whether a wording has something for all that each of the others prints."""
    return all(_holds(wordings[number][0], same[0], lineage) for other, same in wordings.items() if other != number)


def _holds(a: Printing, b: Printing, lineage: Lineage) -> bool:
    """Whether the first printing has something for all that the second one prints."""
    found = lineage.compared(a, b)
    return bool(found.same) and not any(
        change.kind == "cut" and not change.before.spans for change in found.changes
    )
