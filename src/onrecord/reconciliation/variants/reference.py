"""The standing wording of an utterance: the one that the others are compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.reconciliation.variants.printings import Printing

MANY = 400
"""With more wordings than this, none is looked for inside another."""

Wordings = Sequence[Sequence[Printing]]
"""The printings of each wording."""


def reference(wordings: Wordings, origins: Mapping[str, str]) -> int:
    """The place of the standing wording among `wordings`.

    Words inside marks before a report without; then the most independent origins, an origin that prints a part of
    the words backing the whole; then the most words; then the most articles; then the earliest.
    """
    backing = _backing(wordings, origins)

    def rank(number: int) -> tuple[bool, int, int, int, object]:
        found = wordings[number]
        articles = {each.article for each in found}
        order = min(each.findings[0].order for each in found)
        marked, words = found[0].key
        return (not marked, -len(backing[number]), -len(words), -len(articles), order)

    return min(range(len(wordings)), key=rank)


def _backing(wordings: Wordings, origins: Mapping[str, str]) -> list[set[str]]:
    """The origins behind each wording and behind each part of it that is printed alone."""
    own = [{origins[one.id] for each in found for one in each.findings} for found in wordings]
    if len(wordings) > MANY:
        return own
    whole = [f" {' '.join(found[0].key[1])} " for found in wordings]
    out: list[set[str]] = []
    for number, found in enumerate(wordings):
        parts = (
            own[other]
            for other, there in enumerate(wordings)
            if there[0].marked == found[0].marked
            and all(f" {' '.join(piece)} " in whole[number] for piece in there[0].words)
        )
        out.append(own[number].union(*parts))
    return out
