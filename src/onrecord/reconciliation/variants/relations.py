"""What a variant's wording is to the reference's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from onrecord.model import Statement, VariantChange, VariantRelation
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.variants.changes import NO_OTHER_WORD, Compared
from onrecord.reconciliation.words import WORD, Word
from onrecord.vocabulary import vocabulary

RETOLD = 0.67
"""Share of the shorter side's words of matter that are the same, at most, where words were translated twice."""
PLACES = 3
"""Places with other words, at least, there, where the speaker's language is not known."""
SHARED, SHARED_AT_ALL = 0.3, 0.15
"""Share of the shorter side's words of matter that must answer, for two printings to give one part of an utterance:
of independent ones, and of those that have it from each other."""
FEW = 3
"""Of fewer words of matter, another one is a translation only where the vocabulary knows the two to be synonyms."""

Tongue = Literal["English", "other"]


def tongue(statements: Iterable[Statement]) -> Tongue | None:
    """Whether the speaker of these statements speaks English in public, as far as they name a state."""
    states = vocabulary("actors")["states"]
    codes = {each.speaker.actor for each in statements if each.speaker.actor in states}
    if not codes:
        return None
    return "English" if codes & meaning().english_spoken else "other"


def relation(found: Compared, independent: bool, spoken: Tongue | None) -> VariantRelation:
    """The relation of a variant to the reference.

    independent: no article of the one has it from an article of the other; what one made of the other's words is
                 altered, however much it changed.
    spoken:      the speaker's language.
    """
    other = [change for change in found.changes if change.kind not in NO_OTHER_WORD]
    if _apart(found, SHARED if independent else SHARED_AT_ALL):
        return "other part"
    if not other:
        return "trimmed" if any(change.kind == "cut" for change in found.changes) else "identical"
    if not independent or spoken == "English":
        return "altered"
    many = sum(_other_matter(change) for change in other) >= (1 if spoken == "other" else PLACES)
    return "re-translated" if many and _retold(found) else "altered"


def _apart(found: Compared, shared: float) -> bool:
    """Whether two printings have next to no words in common, cuts aside."""
    matter = min(sum(word.content for word in _uncut(found, first)) for first in (True, False))
    if not found.akin:
        return 2 * len(found.same) <= min(len(found.a), len(found.b))
    return len(found.akin) < shared * matter


def _other_matter(change: VariantChange) -> bool:
    """Whether a change puts other words of matter, not other forms of the same."""
    keys = [
        Counter(meaning().key(match.group()) for match in WORD.finditer(side.text))
        for side in (change.before, change.after)
    ]
    return any(key not in meaning().function_words for key in (keys[0] - keys[1]) + (keys[1] - keys[0]))


def _retold(found: Compared) -> bool:
    """Whether the same matter stands in other words throughout: no other figure, no negation more or less."""
    a, b = _uncut(found, True), _uncut(found, False)
    if _figures(a) != _figures(b) or _denials(a) != _denials(b):
        return False
    matter = min(sum(word.content for word in side) for side in (a, b))
    same = sum(x.content for x, _ in found.same)
    return same <= RETOLD * matter and (matter >= FEW or len(found.akin) >= matter)


def _uncut(found: Compared, first: bool) -> tuple[Word, ...]:
    """The words of a side that the other one gives in some form."""
    cuts = [change.before if first else change.after for change in found.changes if change.kind == "cut"]
    spans = [span for cut in cuts for span in cut.spans]
    words = found.a if first else found.b
    return tuple(word for word in words if not any(span.begin <= word.begin < span.end for span in spans))


def _figures(words: tuple[Word, ...]) -> Counter[str]:
    return Counter(word.key for word in words if word.number)


def _denials(words: tuple[Word, ...]) -> int:
    """Odd or even: two negations cancel out."""
    return sum(word.key in meaning().negators for word in words) % 2
