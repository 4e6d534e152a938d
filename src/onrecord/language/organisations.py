"""Organisations and their members over time."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.vocabulary import vocabulary
from onrecord.vocabulary.derived import derived


def members(code: str, day: str | None = None) -> frozenset[str]:
    """The members of an organisation on `day` (ISO 8601), or all it ever took in when `day` is None.

    Empty where the vocabulary does not list them.
    """
    organisation = vocabulary("organisations").get(code, {})
    joined = {state for state, since in organisation.get("joined", {}).items() if day is None or since <= day}
    left = {state for state, since in organisation.get("left", {}).items() if day is not None and since <= day}
    return frozenset(organisation.get("founders", ())) | joined - left


def long_standing(code: str, before: str) -> frozenset[str]:
    """The members that were in before `before` (ISO 8601) and have not left."""
    organisation = vocabulary("organisations").get(code, {})
    joined = {state for state, since in organisation.get("joined", {}).items() if since < before}
    return (frozenset(organisation.get("founders", ())) | joined) - frozenset(organisation.get("left", {}))


def generic_nouns(code: str) -> tuple[str, ...]:
    """The nouns that mean the organisation in an article about it ("alliance")."""
    return tuple(vocabulary("organisations").get(code, {}).get("generic", ()))


def generic_organisation(noun: str) -> tuple[str, ...]:
    """The codes of the organisations that `noun` may mean ("bloc": EU, NATO ...), in the vocabulary's order."""
    return derived(_by_generic_noun).get(noun.casefold(), ())


def _by_generic_noun() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code in vocabulary("organisations"):
        for noun in dict.fromkeys(generic_nouns(code)):
            found[noun] = (*found.get(noun, ()), code)
    return found


def organisations_with(body: str) -> tuple[str, ...]:
    """The codes of the organisations that have a body of this last word ("Commission": EU ...), as written."""
    return derived(_by_body).get(body, ())


def _by_body() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, row in vocabulary("organisations").items():
        bodies = row.get("bodies", ()) if isinstance(row, Mapping) else ()
        for word in dict.fromkeys(name.split()[-1] for name in bodies if " " in name):
            found[word] = (*found.get(word, ()), code)
    return found
