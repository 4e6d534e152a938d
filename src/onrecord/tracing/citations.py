"""Citations: where articles name the outlet or agency that they have something from, found in many at once.

Nearly all articles cite nobody, so what costs is to see that they do not. The texts are scanned as bytes: where a
word begins like one of the names (its first two, then its first eight bytes, looked up in a table), the name is
looked for, and only around a name that is there the words of a citation.
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

    stands_for: what each form of a name stands for. by_key: the forms by their first bytes.
    pairs:      (65536) whether a form begins with these two bytes.
    slots:      by length of key, in bytes: (65536) whether a form's key falls there when hashed.
    """

    stands_for: Mapping[str, str]
    by_key: Mapping[bytes, Sequence[str]]
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
    by_key: dict[bytes, list[str]] = {}
    for form in stands_for:
        key = form.encode("utf-8", "surrogatepass")[:KEY]
        if len(key) > 1:
            by_key.setdefault(key, []).append(form)
    pairs = np.zeros(1 << 16, np.bool_)
    slots: dict[int, Bools] = {}
    for key in by_key:
        pairs[key[0] | key[1] << 8] = True
        table = slots.setdefault(len(key), np.zeros(1 << SLOT_BITS, np.bool_))
        table[_slot(np.array([int.from_bytes(key, "little")], np.uint64))] = True
    return Names(stands_for, by_key, pairs, slots)


def _slot(key: U64) -> I64:
    return ((key * MIX) >> np.uint64(64 - SLOT_BITS)).astype(np.int64)


def citations(articles: Sequence[Article], names: Names) -> Iterator[tuple[Citation, ...]]:
    """What each article cites, in the order of its text; one outlet never cites itself."""
    for batch in _batches(articles):
        texts = [article.text for article in batch]
        forms = _forms_in(texts, names)
        for place, article in enumerate(batch):
            yield (
                tuple(_cited(article, {form: names.stands_for[form] for form in forms[place]}))
                if place in forms
                else ()
            )


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


def _forms_in(texts: Sequence[str], names: Names) -> dict[int, set[str]]:
    """The forms of names that may stand in each text, by its place; texts without any are left out."""
    coded = [text.encode("utf-8", "surrogatepass") for text in texts]
    blob = np.frombuffer(b"\n".join([*coded, bytes(KEY)]), np.uint8)
    starts = np.cumsum([0, *(len(each) + 1 for each in coded)])
    at = np.flatnonzero(names.pairs[blob[:-1] | blob[1:].astype(np.uint16) << 8])
    at = at[(at == 0) | ~_letters()[blob[at - 1]]]
    at = at[at < starts[-1]]
    out: dict[int, set[str]] = {}
    key = np.zeros(len(at), np.uint64)
    for size in range(1, KEY + 1):
        key |= blob[at + size - 1].astype(np.uint64) << np.uint64(8 * (size - 1))
        table = names.slots.get(size)
        if table is None:
            continue
        hits = np.flatnonzero(table[_slot(key)])
        places = np.searchsorted(starts, at[hits], side="right") - 1
        for place, value in zip(places.tolist(), key[hits].tolist(), strict=True):
            forms = names.by_key.get(value.to_bytes(size, "little"))
            if forms:
                out.setdefault(place, set()).update(forms)
    return out


@cache
def _letters() -> NDArray[np.bool_]:
    """Which bytes are letters or digits; a byte of another script is none, since a name may follow it directly."""
    return np.array([chr(byte).isalnum() and byte < 128 for byte in range(256)])


def citations_of(article: Article, name: str) -> Iterator[Citation]:
    """Where the article cites the source of that name."""
    form = name.removeprefix("The ")
    return _cited(article, {form: name})


def _cited(article: Article, forms: Mapping[str, str]) -> Iterator[Citation]:
    """The citations among the places where one of `forms` stands; of overlapping names the first, then the longest.

    forms: what each stands for.
    """
    text = article.text
    found = sorted((place, -len(form), form) for form in forms for place in _places(text, form))
    end = 0
    for place, _, form in found:
        if place < end:
            continue
        end = place + len(form)
        if forms[form] == article.outlet or not _whole_word(text, place, end):
            continue
        cues = _cues()
        republished = cues.republished.search(text, max(0, place - BEFORE), place)
        venue = republished or cues.venue.search(text, max(0, place - BEFORE), place)
        verb = None if venue else cues.verb.match(text, end, end + AFTER)
        if venue or verb:
            span = Span(venue.start() if venue else place, verb.end() if verb else end)
            yield Citation(forms[form], span, republished is not None)


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
    """What stands before a name (`venue`, `republished`) or after it (`verb`) where it is cited."""

    venue: re.Pattern[str]
    republished: re.Pattern[str]
    verb: re.Pattern[str]


@cache
def _cues() -> _Cues:
    words = vocabulary("tracing")
    article = r"\s+(?:[Tt]he\s+|[\w’']+\s+(?:outlet|newspaper|daily|agency|broadcaster|magazine|site)\s+)?\Z"
    verbs = "|".join(map(re.escape, vocabulary("wires")["citation"]["verbs"]))
    return _Cues(
        re.compile(rf"\b(?:{'|'.join(map(re.escape, words['venues']))}){article}"),
        re.compile(rf"\b(?i:{'|'.join(map(re.escape, words['republished']))}){article}"),
        re.compile(rf"\s+(?:{verbs})\b"),
    )
