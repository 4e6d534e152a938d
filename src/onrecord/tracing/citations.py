"""Citations: where articles name the outlet or agency that they have something from, found in many at once.

Nearly all articles cite nobody, so what costs is to see that they do not. The texts are scanned as bytes: where a
word begins like one of the names (its first, its first two, then its first eight bytes, looked up in tables), the
name is looked for, and only around a name that is there the words of a citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Article, Span
from onrecord.tracing.folding import I64, U64, Bools
from onrecord.vocabulary import vocabulary

KEY = 8  # bytes of a name that are looked up
BEFORE, AFTER = 70, 40  # characters around a name in which the words of a citation stand
KINDS = ("outlet", "newspaper", "daily", "agency", "broadcaster", "magazine", "site")  # "told Kyiv-based outlet X"
BATCH_CHARACTERS = 400_000
MIX = np.uint64(0x9E3779B97F4A7C15)  # Knuth's multiplicative hash: 2^64 over the golden ratio
SLOT_BITS = 16


@dataclass(frozen=True, slots=True)
class Citation:
    """An article's words that name a source: its code or outlet name, where, and whether of the whole article."""

    name: str
    span: Span
    whole: bool


@dataclass(frozen=True, slots=True)
class Names:
    """The names of sources, ready to be looked for.

    stands_for: what each form of a name stands for. by_key: the forms, and these in bytes, by their first bytes.
    begins:     (256) whether a form begins with this byte. pairs: (65536) with these two.
    slots:      by length of key, in bytes: (65536) whether a form's key falls there when hashed.
    """

    stands_for: Mapping[str, str]
    by_key: Mapping[bytes, Sequence[tuple[str, bytes]]]
    begins: bytes
    pairs: Bools
    slots: Mapping[int, Bools]


@cache
def names_of(outlets: frozenset[str]) -> Names:
    """The names of the agencies and outlets that the vocabulary knows, and of `outlets`."""
    stands_for = {
        outlet.removeprefix("The "): outlet
        for outlet in (*vocabulary("tracing")["outlets"], *sorted(outlets))
        if outlet[:1].isupper()
    }
    for row in vocabulary("wires")["agency"]:
        stands_for |= {form.removeprefix("The "): row["code"] for form in row["prose"]}
    by_key: dict[bytes, list[tuple[str, bytes]]] = {}
    for form in stands_for:
        key = form.encode("utf-8", "surrogatepass")[:KEY]
        if len(key) > 1:
            by_key.setdefault(key, []).append((form, form.encode("utf-8", "surrogatepass")))
    pairs = np.zeros(1 << 16, np.bool_)
    slots: dict[int, Bools] = {}
    for key in by_key:
        pairs[key[0] | key[1] << 8] = True
        table = slots.setdefault(len(key), np.zeros(1 << SLOT_BITS, np.bool_))
        table[_slot(np.array([int.from_bytes(key, "little")], np.uint64))] = True
    begins = bytes(byte in {key[0] for key in by_key} for byte in range(256))
    return Names(stands_for, by_key, begins, pairs, slots)


def _slot(key: U64) -> I64:
    return ((key * MIX) >> np.uint64(64 - SLOT_BITS)).astype(np.int64)


def citations(articles: Sequence[Article], names: Names) -> Iterator[tuple[Citation, ...]]:
    """What each article cites, in the order of its text; one outlet never cites itself."""
    for batch in _batches(articles):
        found = _found_in([article.text for article in batch], names)
        for place, article in enumerate(batch):
            yield tuple(_cited(article, found[place], names.stands_for)) if place in found else ()


def _batches(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    batch: list[Article] = []
    characters = 0
    for article in articles:
        batch.append(article)
        characters += len(article.text)
        if characters > BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _found_in(texts: Sequence[str], names: Names) -> dict[int, list[tuple[int, str]]]:
    """Where forms of names stand in each text, by the text's place; texts without any are left out."""
    coded = [text.encode("utf-8", "surrogatepass") for text in texts]
    joined = b"\n".join([*coded, bytes(KEY)])
    blob = np.frombuffer(joined, np.uint8)
    starts = np.cumsum([0, *(len(each) + 1 for each in coded)])
    at = np.flatnonzero(np.frombuffer(joined.translate(names.begins), np.bool_)[: starts[-1]])
    at = at[names.pairs[blob[at] | blob[at + 1].astype(np.uint16) << 8]]
    at = at[(at == 0) | ~_letters()[blob[at - 1]]]
    text = np.searchsorted(starts, at, side="right") - 1
    key = np.zeros(len(at), np.uint64)
    hits: list[tuple[int, int, str]] = []
    for size in range(1, KEY + 1):
        key |= blob[at + size - 1].astype(np.uint64) << np.uint64(8 * (size - 1))
        table = names.slots.get(size)
        if table is None:
            continue
        some = np.flatnonzero(table[_slot(key)])
        for number, place, value in zip(text[some].tolist(), at[some].tolist(), key[some].tolist(), strict=True):
            for form, its_bytes in names.by_key.get(value.to_bytes(size, "little"), ()):
                if joined.startswith(its_bytes, place):
                    hits.append((number, place, form))
    out: dict[int, list[tuple[int, str]]] = {}
    for number, place, form in hits:
        begin = int(starts[number])
        place = place - begin if len(coded[number]) == len(texts[number]) else _characters(joined[begin:place])
        out.setdefault(number, []).append((place, form))
    return out


def _characters(coded: bytes) -> int:
    return len(coded.decode("utf-8", "surrogatepass"))


@cache
def _letters() -> NDArray[np.bool_]:
    """Which bytes are letters or digits; a byte of another script is none, since a name may follow it directly."""
    return np.array([chr(byte).isalnum() and byte < 128 for byte in range(256)])


def citations_of(article: Article, name: str) -> Iterator[Citation]:
    """Where the article cites the source of that name."""
    form = name.removeprefix("The ")
    return _cited(article, [(place, form) for place in _places(article.text, form)], {form: name})


def _cited(
    article: Article, places: Sequence[tuple[int, str]], stands_for: Mapping[str, str]
) -> Iterator[Citation]:
    """The citations among the places of forms of names; of overlapping names the first, then the longest."""
    text = article.text
    end = 0
    for place, form in sorted(places, key=_first_and_longest):
        if place < end:
            continue
        end = place + len(form)
        name = stands_for[form]
        if name == article.outlet or not _whole_word(text, place, end):
            continue
        cues = _cues()
        before = text[max(0, place - BEFORE) : place]
        republished = venue = None
        if before[-1:].isspace() and _cued(before, cues.ends):
            republished = cues.republished.search(text, max(0, place - BEFORE), place)
            venue = republished or cues.venue.search(text, max(0, place - BEFORE), place)
        verb = None if venue else cues.verb.match(text, end, end + AFTER)
        if venue or verb:
            span = Span(venue.start() if venue else place, verb.end() if verb else end)
            yield Citation(name, span, republished is not None)


def _cued(before: str, ends: tuple[str, ...]) -> bool:
    """Whether the words of a citation may stand before a name: by the last of them, "the" and the like left out."""
    words = before.split()
    if not words:
        return False
    at = -2 if words[-1] in ("the", "The") else -3 if words[-1] in KINDS else -1
    return len(words) + at >= 0 and words[at].lower().endswith(ends)


def _first_and_longest(found: tuple[int, str]) -> tuple[int, int, str]:
    return found[0], -len(found[1]), found[1]


def _places(text: str, form: str) -> Iterator[int]:
    at = text.find(form)
    while at >= 0:
        yield at
        at = text.find(form, at + len(form))


def _whole_word(text: str, begin: int, end: int) -> bool:
    before, after = text[begin - 1 : begin], text[end : end + 1]
    return not (before.isalnum() or before in ("_", "-") or after.isalnum() or after in ("_", "-"))


@dataclass(frozen=True, slots=True)
class _Cues:
    """What stands before a name (`venue`, `republished`) or after it (`verb`) where it is cited.

    ends: the last words, in lower case, of what stands before it.
    """

    venue: re.Pattern[str]
    republished: re.Pattern[str]
    verb: re.Pattern[str]
    ends: tuple[str, ...]


@cache
def _cues() -> _Cues:
    words = vocabulary("tracing")
    article = rf"\s+(?:[Tt]he\s+|[\w’']+\s+(?:{'|'.join(KINDS)})\s+)?\Z"
    verbs = "|".join(map(re.escape, vocabulary("wires")["citation"]["verbs"]))
    return _Cues(
        re.compile(rf"\b(?:{'|'.join(map(re.escape, words['venues']))}){article}"),
        re.compile(rf"\b(?i:{'|'.join(map(re.escape, words['republished']))}){article}"),
        re.compile(rf"\s+(?:{verbs})\b"),
        tuple({phrase.lower().split()[-1] for phrase in (*words["venues"], *words["republished"])}),
    )
