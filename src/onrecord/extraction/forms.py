"""Word forms: from a dictionary form to the forms that texts print, by the regular rules of English.

The extraction of commitments looks words up by form, so that it does not hang on a lemmatiser's mistakes
("SENDS", "Pledges" in headlines are often taken for names).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_SIBILANTS = ("s", "x", "z", "ch", "sh")
_VOWELS = "aeiou"


def verb_forms(verb: str, irregular: Mapping[str, Sequence[str]]) -> set[str]:
    """Every form of `verb` in lower case; `irregular` gives the forms that no rule makes."""
    if verb in irregular:
        return {verb, *irregular[verb]}
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    third = verb + ("es" if verb.endswith(_SIBILANTS) else "s")
    return {verb, third, verb + "ed", verb + "ing"}


def plural(noun: str) -> str:
    """The regular plural of the last word of `noun`."""
    if noun.endswith("y") and len(noun) > 1 and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(_SIBILANTS) else "s")


def noun_forms(noun: str) -> set[str]:
    """`noun` and its regular plural."""
    return {noun, plural(noun)}
