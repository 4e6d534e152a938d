"""What the network sees of a word: its form, the pieces of its form, its shape, and whether it names a place."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

NGRAMS = range(2, 6)
LONGEST = 24
"""Characters of a word that n-grams are taken from; the middle of a longer word is left out."""

PLAIN = str.maketrans("“”„‟«»‘’‚‛`´–—‒−‐‑", "\"\"\"\"\"\"''''''------")
"""Typographic marks and their typewriter forms: treebanks and outlets differ in them, not in what they mean."""

UNKNOWN = 0
SHAPES = 96
GAZETTEER_CLASSES = 7
COUNTRY = 1


def word_key(form: str) -> str:
    """The form under which a word is looked up: plain marks, lower case, every digit 0."""
    key = form.translate(PLAIN).lower()
    return "".join("0" if char.isdigit() else char for char in key) if any(map(str.isdigit, key)) else key


def ngram_buckets(form: str, buckets: int) -> list[int]:
    """Buckets of the word's character n-grams, its ends marked (fastText's subwords, Bojanowski et al. 2017)."""
    key = word_key(form)
    if len(key) > LONGEST:
        key = key[: LONGEST // 2] + key[-LONGEST // 2 :]
    key = f"<{key}>"
    grams = [key[i : i + n] for n in NGRAMS for i in range(len(key) - n + 1)]
    return [zlib.crc32(gram.encode("utf-8", "surrogatepass")) % buckets for gram in grams] or [0]


def shape(form: str) -> int:
    """A class below SHAPES of the word's case, digits and marks."""
    letters = [char for char in form if char.isalpha()]
    if not letters:
        case = 0
    elif form.islower():
        case = 1
    elif len(letters) == 1:
        case = 2
    elif all(map(str.isupper, letters)):
        case = 3
    elif form[0].isupper() and form[1:].islower():
        case = 4
    else:
        case = 5
    digits = sum(map(str.isdigit, form))
    digit = 0 if not digits else 1 if digits < len(form) else 2 if digits != 4 else 3
    mark = 2 * ("." in form[1:]) + any(not (char.isalnum() or char == ".") for char in form)
    return (case * 4 + digit) * 4 + mark


class Gazetteer:
    """Names of countries (class 1) and cities (class 2), found as the longest run of words.

    A word's class is 0, or 3 * class - 2 for a name of one word, then first and later word of a longer one.
    """

    def __init__(self, names: Mapping[str, int]) -> None:
        self._names = {tuple(name.split(" ")): kind for name, kind in names.items()}
        self._starts = {name[0]: 0 for name in self._names}
        for name in self._names:
            self._starts[name[0]] = max(self._starts[name[0]], len(name))

    def classes(self, words: Sequence[str]) -> list[int]:
        """The class of each of `words`; forms must stand as in the list."""
        out = [0] * len(words)
        for first, last, kind in self._found(words):
            base = 3 * kind - 2
            out[first:last] = [base] if last - first == 1 else [base + 1] + [base + 2] * (last - first - 1)
        return out

    def names(self, words: Sequence[str], kind: int) -> list[tuple[int, int]]:
        """(first, last + 1) of each name of the class `kind` in `words`."""
        return [(first, last) for first, last, found in self._found(words) if found == kind]

    def _found(self, words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        i = 0
        while i < len(words):
            for size in range(min(self._starts.get(words[i], 0), len(words) - i), 0, -1):
                kind = self._names.get(tuple(words[i : i + size]))
                if kind:
                    yield i, i + size, kind
                    i += size - 1
                    break
            i += 1


class Lookup:
    """Ids of words, of their n-grams and shapes, remembered for forms met before."""

    def __init__(self, words: Iterable[str], buckets: int) -> None:
        self.ids = {word: i + 1 for i, word in enumerate(words)}
        self.buckets = buckets

    def word(self, form: str) -> int:
        """The id of a word of the vocabulary, else UNKNOWN."""
        return self.ids.get(word_key(form), UNKNOWN)

    def ngrams(self, form: str) -> list[int]:
        """See ngram_buckets."""
        return ngram_buckets(form, self.buckets)
