"""Changes: what differs, word by word, between two stretches that say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from onrecord.model import Span

Op = Literal["equal", "replace", "insert", "delete"]

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|(?:[A-Z]\.){2,}|\w+(?:[’'\-]\w+)*|[^\w\s]")
NUMBER = re.compile(r"\d")
OPENING, CLOSING = "“„«", "”»"
STRAIGHT = '"'
ALIKE = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "—": "-", "–": "-"}

BLOCK = 4_000
"""Tokens that are compared at once. Longer texts are cut where both sides have the same rare words, so that time
grows with their length, not with its square."""


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch of words that is equal, or differs, between two texts.

    op:      `insert` has an empty `a`, `delete` an empty `b`, standing where the words would stand.
    a, b:    characters of the first and the second text, from the first word's to the last word's.
    number:  a number is among the words that differ.
    name:    a capitalised word inside a sentence is among the words that differ.
    quoted:  words inside quotation marks are among those that differ.
    """

    op: Op
    a: Span
    b: Span
    number: bool = False
    name: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    key: str
    span: Span
    number: bool
    name: bool
    quoted: bool


def word_changes(text_a: str, text_b: str) -> list[Change]:
    """How `text_b` differs from `text_a`, in order: the words of both, each in one change.

    Case, the style of quotation marks and of dashes, and white space make no difference. Spans are offsets into the
    two arguments. Time is near linear in the length of texts that are alike.
    """
    a, b = _tokens(text_a), _tokens(text_b)
    out: list[Change] = []
    for begin_a, end_a, begin_b, end_b in _blocks(a, b):
        out += _changes(a, b, (begin_a, end_a), (begin_b, end_b))
    return _joined(out)


def _tokens(text: str) -> list[_Token]:
    out: list[_Token] = []
    quoted = False
    starts = True
    for match in TOKEN.finditer(text):
        word = match[0]
        if word in OPENING or (word == STRAIGHT and not quoted):
            quoted = True
        elif word in CLOSING or word == STRAIGHT:
            quoted = False
        letter = word[0].isalnum()
        key = "".join(ALIKE.get(char, char) for char in word).casefold()
        name = letter and word[0].isupper() and not starts
        out.append(_Token(key, Span(*match.span()), bool(NUMBER.search(word)), name, quoted and letter))
        starts = word in ".!?:" or (starts and not letter)
    return out


def _blocks(a: Sequence[_Token], b: Sequence[_Token]) -> Iterator[tuple[int, int, int, int]]:
    """Cuts two token sequences at the same places into blocks of at most about BLOCK tokens."""
    begin_a = begin_b = 0
    while len(a) - begin_a > BLOCK or len(b) - begin_b > BLOCK:
        cut = _cut(a[begin_a : begin_a + BLOCK], b[begin_b : begin_b + BLOCK])
        yield begin_a, begin_a + cut[0], begin_b, begin_b + cut[1]
        begin_a, begin_b = begin_a + cut[0], begin_b + cut[1]
    yield begin_a, len(a), begin_b, len(b)


def _cut(a: Sequence[_Token], b: Sequence[_Token]) -> tuple[int, int]:
    """The last place where a run of three tokens, unique on both sides, begins; the ends when there is none."""
    runs_a, runs_b = _unique_runs(a), _unique_runs(b)
    common = [(min(i, runs_b[run]), i, runs_b[run]) for run, i in runs_a.items() if run in runs_b]
    if not common:
        return len(a), len(b)
    _, i, j = max(common)
    return (i, j) if i and j else (len(a), len(b))


def _unique_runs(tokens: Sequence[_Token]) -> dict[tuple[str, str, str], int]:
    place: dict[tuple[str, str, str], int] = {}
    for index in range(len(tokens) - 2):
        run = (tokens[index].key, tokens[index + 1].key, tokens[index + 2].key)
        place[run] = -1 if run in place else index
    return {run: index for run, index in place.items() if index >= 0}


def _changes(
    a: Sequence[_Token], b: Sequence[_Token], part_a: tuple[int, int], part_b: tuple[int, int]
) -> Iterator[Change]:
    keys_a = [token.key for token in a[part_a[0] : part_a[1]]]
    keys_b = [token.key for token in b[part_b[0] : part_b[1]]]
    held_a = held_b = 0
    for op in Indel.opcodes(keys_a, keys_b):
        if op.tag == "equal":
            yield from _differing(
                a,
                b,
                (part_a[0] + held_a, part_a[0] + op.src_start),
                (part_b[0] + held_b, part_b[0] + op.dest_start),
            )
            span_a = _span(a, part_a[0] + op.src_start, part_a[0] + op.src_end)
            yield Change("equal", span_a, _span(b, part_b[0] + op.dest_start, part_b[0] + op.dest_end))
            held_a, held_b = op.src_end, op.dest_end
    yield from _differing(a, b, (part_a[0] + held_a, part_a[1]), (part_b[0] + held_b, part_b[1]))


def _differing(
    a: Sequence[_Token], b: Sequence[_Token], part_a: tuple[int, int], part_b: tuple[int, int]
) -> Iterator[Change]:
    if part_a[0] == part_a[1] and part_b[0] == part_b[1]:
        return
    words = [*a[part_a[0] : part_a[1]], *b[part_b[0] : part_b[1]]]
    op: Op = "insert" if part_a[0] == part_a[1] else "delete" if part_b[0] == part_b[1] else "replace"
    yield Change(
        op,
        _span(a, *part_a),
        _span(b, *part_b),
        number=any(token.number for token in words),
        name=any(token.name for token in words),
        quoted=any(token.quoted for token in words),
    )


def _span(tokens: Sequence[_Token], begin: int, end: int) -> Span:
    """Characters from token `begin` to token `end` (excluded); empty after the token before when there are none."""
    if begin < end:
        return Span(tokens[begin].span.begin, tokens[end - 1].span.end)
    place = tokens[begin - 1].span.end if begin else 0
    return Span(place, place)


def _joined(changes: Sequence[Change]) -> list[Change]:
    """Equal stretches that a cut between blocks parted, made one again."""
    out: list[Change] = []
    for change in changes:
        if out and out[-1].op == change.op == "equal":
            out[-1] = Change("equal", Span(out[-1].a.begin, change.a.end), Span(out[-1].b.begin, change.b.end))
        else:
            out.append(change)
    return out
