"""Party nouns: the nouns by which texts name givers and receivers, from the vocabulary of stages."""

from __future__ import annotations

from functools import cache

from onrecord.extraction.commitments.lexicon import giver_nouns
from onrecord.extraction.forms import noun_forms
from onrecord.vocabulary import vocabulary


def is_giver_noun(word: str) -> bool:
    """Whether `word` (lower case) is a noun that can give or promise."""
    return word in giver_nouns()


def is_no_giver(word: str) -> bool:
    """Whether `word` (lower case) gives nothing although a state's name stands before it ("act")."""
    return word in vocabulary("stages")["no_givers"]["nouns"]


def is_no_receiver(word: str) -> bool:
    """Whether `word` (lower case) behind "to" or "for" receives nothing."""
    return word in _not_receivers()


def is_receiver(word: str) -> bool:
    """Whether `word` (lower case) names people or places that receive for where they are ("refugees in")."""
    return word in _receivers()


def is_relational(word: str) -> bool:
    """Whether `word` (lower case) is somebody by what they are to another ("ally")."""
    return word in _relational()


def description_of(word: str) -> str:
    """What a singular noun with "the" may stand for: "state", "organisation" or ""."""
    return next((kind for kind, nouns in _descriptions().items() if word in nouns), "")


def is_owned(word: str) -> bool:
    """Whether `word` (lower case) behind "its" stands for the state of whoever it belongs to ("its embassy")."""
    return word in vocabulary("stages")["descriptions"]["owned"]


def is_stock(word: str) -> bool:
    """Whether `word` (lower case) names what one has: behind it "from" says whence, before it stands who has it."""
    return word in vocabulary("stages")["stocks"]["nouns"]


def is_seated(word: str) -> bool:
    """Whether `word` (lower case) stands for the state in which it sits ("lawmakers in Sofia")."""
    return word in _seated()


@cache
def _seated() -> frozenset[str]:
    return frozenset(form for noun in vocabulary("stages")["seated"]["nouns"] for form in noun_forms(noun))


@cache
def _relational() -> frozenset[str]:
    return frozenset(form for noun in vocabulary("stages")["relational"]["nouns"] for form in noun_forms(noun))


@cache
def _receivers() -> frozenset[str]:
    return frozenset(form for noun in vocabulary("stages")["receivers"]["nouns"] for form in noun_forms(noun))


@cache
def _descriptions() -> dict[str, frozenset[str]]:
    table = vocabulary("stages")["descriptions"]
    return {kind: frozenset(table[kind]) for kind in ("organisation", "state")}


@cache
def _not_receivers() -> frozenset[str]:
    return frozenset(form for noun in vocabulary("stages")["not_receivers"]["nouns"] for form in noun_forms(noun))
