"""What every text has that a regular expression fits, read off the expression itself.

Python's own parser takes a pattern to pieces; where a Python keeps that parser elsewhere nothing is known of any
pattern, and every one is tried on every text: slower, and the same result.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from itertools import combinations
from typing import Any

from onrecord.reading.prefilter import HEAD, WORD_END, Heads, Needs, folded, is_word

_MANY = 128  # openings of one pattern; of one with more, shorter beginnings are kept
_FEW = 3  # strings of a group; to look for more of them takes longer than to try the pattern
_SHARED = 4  # characters that strings must share to be looked for as one
_WORD = "[(IN, [(CATEGORY, CATEGORY_WORD)])]"  # how the parser writes "\\w"

Tree = Any
"""The parts of a pattern in order, each its kind and what belongs to it, as the parser gives them."""

Begun = tuple[str, bool]
"""The first characters of a text, and whether what follows them is known too."""


def openings_of(pattern: str) -> frozenset[str]:
    """Strings with one of which, `folded`, every text begins that `pattern` fits; with "" when that is unknown."""
    tree = _tree(pattern)
    return frozenset({""}) if tree is None else frozenset(begun for begun, _ in _openings(tree, {("", True)}))


def heads_of(phrases: Iterable[str]) -> Heads:
    """How texts begin that begin with one of `phrases` as whole words."""
    return Heads(map(opening_of, phrases))


def opening_of(phrase: str) -> str:
    """What `openings_of` gives for the pattern of a phrase that is not followed by more of its last word."""
    begun = ""
    for character in phrase:
        if len(begun) == HEAD or not _is_plain(character):
            return begun
        begun += folded(character)
    return begun if len(begun) == HEAD else word_end(begun)[0]


def needs_of(pattern: str) -> Needs:
    """What every text has that `pattern` fits: its signs, and the words that are looked for the soonest."""
    tree = _tree(pattern)
    groups = [] if tree is None else [_shortened(group) for group in _needs(tree)]
    signs = {one for group in groups if len(group) == 1 for one in group if len(one) == 1 and not one.isalnum()}
    words = [group for group in groups if len(group) <= _FEW and max(map(len, group)) > 1]
    soonest = min(words, key=lambda group: (len(group), -min(map(len, group)), sorted(group)), default=())
    # Without a space at the end: a search looks at the last character first, and most words end there.
    plain = {one.rstrip(" ") or one for one in soonest}
    return Needs(
        "".join(sorted(signs - {" "})),
        tuple(one.encode() for one in sorted(plain, key=lambda one: (len(one), one))),
    )


def _tree(pattern: str) -> Tree | None:
    """The parts of a pattern as Python's own parser gives them, None where this Python keeps it elsewhere."""
    try:
        return import_module("re._parser").parse(pattern)
    except ImportError:
        return None


def _openings(tree: Tree, begun: set[Begun]) -> set[Begun]:
    """The ways in which a text can go on that has `begun`, when `tree` fits there."""
    for kind, what in tree:
        known = {text for text, goes_on in begun if goes_on and len(text) < HEAD}
        if not known:
            break
        ended = {(text, False) for text, goes_on in begun if text not in known or not goes_on}
        follow = _following(str(kind), what, {(text, True) for text in known})
        begun = ended | follow
        length = HEAD
        while len(begun) > _MANY:
            length -= 1
            begun = {(text, goes_on) if len(text) < length else (text[:length], False) for text, goes_on in begun}
    return begun


def _following(kind: str, what: Tree, begun: set[Begun]) -> set[Begun]:
    if kind in ("AT", "ASSERT", "ASSERT_NOT"):  # "(?!\\w)" ends a word as "\\b" does
        ends = str(what) == "AT_BOUNDARY" or (kind == "ASSERT_NOT" and str(what[1]) == _WORD)
        return {word_end(text) if ends else (text, True) for text, _ in begun}
    if kind == "SUBPATTERN":
        return _openings(what[-1], begun)
    if kind == "BRANCH":
        return set().union(*(_openings(tree, begun) for tree in what[1]))
    if kind in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, tree = what
        once = _openings(tree, begun)
        again = once if most == 1 else {(text, False) for text, _ in once}
        return again if least else again | begun
    characters = _characters(kind, what)
    if characters is None:
        return {(text, False) for text, _ in begun}
    return {(text + folded(character), goes_on) for text, goes_on in begun for character in characters}


def word_end(text: str) -> Begun:
    """A text that ends with a word, when its last character is one of a word."""
    return (text + WORD_END, False) if text and is_word(text[-1]) else (text, True)


def _characters(kind: str, what: Tree) -> set[str] | None:
    """The characters that a part of a pattern for one character takes, None when there are many."""
    out: set[str] = set()
    for inner, value in what if kind == "IN" else ((kind, what),):
        if str(inner) == "LITERAL" and _is_plain(chr(value)):
            out.add(chr(value))
        elif str(inner) == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
            out.update("0123456789")
        else:
            return None
    return out


def _needs(tree: Tree) -> list[frozenset[str]]:
    """Groups of strings, one of each of which stands in every text that `tree` fits."""
    out: list[frozenset[str]] = []
    run = ""
    for kind, what in (*tree, ("END", None)):
        kind = str(kind)
        if kind == "LITERAL" and _is_plain(chr(what)):
            run += chr(what).lower()
            continue
        if kind == "AT":
            continue
        if run:
            out.append(frozenset({run}))
        run = ""
        if kind == "SUBPATTERN":
            out += _needs(what[-1])
        elif kind in ("MAX_REPEAT", "MIN_REPEAT") and what[0]:
            out += _needs(what[2])
        elif kind == "BRANCH":
            each = [_needs(branch) for branch in what[1]]
            if all(each):
                out.append(frozenset().union(*(max(groups, key=_strength) for groups in each)))
    return out


def _strength(group: frozenset[str]) -> int:
    return min(map(len, group))


def _is_plain(character: str) -> bool:
    """Whether a character is one of ASCII, or has no case: then lower case as `lowered` writes it is enough."""
    return character.isascii() or character.lower() == character.upper()


def _shortened(group: frozenset[str]) -> frozenset[str]:
    """`group` with one part in place of strings that have it in common; whoever has one of them has the part."""
    for one, other in combinations(sorted(group, key=lambda one: (len(one), one)), 2):
        parts = (one[begin:end] for begin in range(len(one)) for end in range(begin + 1, len(one) + 1))
        shared = max((part for part in parts if part in other), key=len, default="")
        if shared == one or len(shared) >= _SHARED:
            return _shortened(group - {one, other} | {shared})
    return group
