"""Headlines in Title Case or capitals, in the case that a sentence has: the parser reads those far better.

"Poland To Send Tanks To Ukraine" is read as "Poland to send tanks to Ukraine". Which words are names is told by
the vocabulary's actors and given names, by how the article's own sentences write the word, and by the words that
the treebanks write in lower case. A word that nothing is known of keeps its capital: it is most often a name.
"""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise

from onrecord.language.actors import find_actors
from onrecord.language.given_names import is_given_name
from onrecord.language.parsing.shipped import MODEL
from onrecord.vocabulary import vocabulary
from onrecord.vocabulary.derived import derived

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
OPENING = re.compile(r"(?:^|[:?!“‘]|(?<!\w)[\"']|[–—-]\s)[\s\"'“‘(]*$")
"""What stands before a word that begins a sentence or a quotation and so has its capital by right."""
HYPHENS = "-‐‑"
SHORT = 3  # letters up to which a word tells nothing: many outlets leave them small in Title Case
TELLING = 3  # everyday words with a capital that make a line one in Title Case
IN_HEADLINE = 1  # the same where a line is known to be a headline
SMALL_SHARE = 8  # capitalised everyday words to one in lower case, at least
SMALL = frozenset(
    ["with", "from", "over", "into", "than", "that", "amid", "after", "upon", "about", "under", "until"]
)
MONTHS = frozenset(["may", "march"])
DAYS = frozenset(name.lower() for name in [*calendar.day_name, *calendar.month_name]) - MONTHS
BEFORE_MONTH = frozenset(["in", "by", "since", "until", "of", "from", "last", "next", "late", "early", "mid", "on"])
ENDINGS = (
    ("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ied", ("y",)), ("ed", ("", "e")), ("ing", ("", "e")),
    ("ly", ("", "le")), ("er", ("", "e")), ("ers", ("", "e")),
)  # fmt: skip
PREFIXES = (
    "un",
    "re",
    "de",
    "pre",
    "anti",
    "non",
    "over",
    "under",
    "out",
    "counter",
    "air",
    "back",
    "battle",
    "war",
)
MADE_WORD = re.compile(r"\w{3,}(?:ness|[ts]ions?|ments?|[aeio]lity|ities|ency|ances?|ively|fully|[^aeiouw]ed)")
"""Words whose ending makes them no name, though the treebanks lack them."""
VOCABULARIES = ("cues", "stages")
SHORTEST_STEM = 3
ACRONYM = 4  # letters up to which an unknown word in a line of capitals is taken for an acronym

Usage = Mapping[str, bool]
"""How an article's plain sentences write a word (its key in lower case): True with a capital, False without."""


def is_titled(text: str, least: int = TELLING) -> bool:
    """Whether `text` stands in Title Case or capitals: all everyday words behind the first have a capital, nearly.

    least: how many everyday words must tell so.
    """
    words = list(WORD.finditer(text))
    if text.upper() == text:
        return sum(len(match.group()) > SHORT for match in words) > least
    large = small = 0
    for match in words[1:]:
        word = match.group()
        if len(word) <= SHORT or word.lower() in SMALL:
            continue
        if word[0].islower() and text[match.start() - 1] not in HYPHENS:
            small += 1
            if small * SMALL_SHARE > len(words):
                return False
        elif word[1:].islower() and is_everyday(word):
            large += 1
    if least >= TELLING and text.endswith("."):
        return False
    return large >= least and large >= small * SMALL_SHARE


def sentence_case(text: str, usage: Usage) -> str:
    """`text`, which stands in Title Case or capitals, as a sentence would write it.

    The result has the same characters but for their case, so every offset holds in both.
    usage: see usage_in.
    """
    words = list(WORD.finditer(text))
    title = "".join(_capitalised(text, words, usage)) if text.upper() == text else text
    if len(title) != len(text):
        return text
    kept = _kept(title, words)
    out, at = [], 0
    for i, match in enumerate(words):
        word = title[match.start() : match.end()]
        out += [title[at : match.start()], word if i in kept or not _is_lower(word, usage) else _lowered(word)]
        at = match.end()
    cased = "".join([*out, title[at:]])
    return cased if len(cased) == len(text) else text


def usage_in(sentences: Iterable[str]) -> Usage:
    """How the sentences that are not in Title Case write each word, inside the sentence; small letters win."""
    out: dict[str, bool] = {}
    for text in sentences:
        if is_titled(text):
            continue
        for match in list(WORD.finditer(text))[1:]:
            word = match.group()
            if word[0].islower():
                out[word.lower()] = False
            elif not OPENING.search(text, 0, match.start()):
                out.setdefault(word.lower(), True)
    return out


def _capitalised(text: str, words: list[re.Match[str]], usage: Usage) -> Iterator[str]:
    """A line of capitals as Title Case; acronyms stay."""
    codes = [(a.begin, a.end) for a in find_actors(text) if a.kind == "organisation" or a.end - a.begin <= ACRONYM]
    at = 0
    for match in words:
        word = match.group()
        acronym = any(begin <= match.start() < end and " " not in text[begin:end] for begin, end in codes)
        acronym = acronym or (len(word) <= ACRONYM and not is_everyday(word) and not is_given_name(word))
        acronym = acronym and (usage.get(word.lower()) is not False)
        yield text[at : match.start()]
        yield word if acronym else word[0] + word[1:].lower()
        at = match.end()
    yield text[at:]


def _kept(text: str, words: list[re.Match[str]]) -> set[int]:
    """The numbers of the words that keep their capital whatever they mean: openings, actors, people's names."""
    names = [(actor.begin, actor.end) for actor in find_actors(text)]
    kept = {
        i
        for i, match in enumerate(words)
        if OPENING.search(text, 0, match.start()) or any(b <= match.start() < e for b, e in names)
    }
    for i, (first, second) in enumerate(pairwise(words)):
        one, two = first.group(), second.group()
        if text[first.end() : second.start()] != " ":
            continue
        if one[0].isupper() and two[0].isupper() and is_given_name(one) and _may_be_surname(one, two):
            kept |= {i, i + 1}
        if two.lower() in MONTHS and one.lower() in BEFORE_MONTH:
            kept.add(i + 1)
    kept |= {
        i
        for i, match in enumerate(words)
        if match.group().lower() in MONTHS and re.match(r"\s\d", text[match.end() : match.end() + 2])
    }
    return kept


def _may_be_surname(given: str, word: str) -> bool:
    """Whether `word` is somebody's surname behind `given`: no word of everyday, or no verb behind a clear name."""
    if not is_everyday(word):
        return True
    return not is_everyday(given) and not _known(word.lower(), _verbs()) and word.lower() not in _closed()


def _is_lower(word: str, usage: Usage) -> bool:
    if not word[1:].islower() and len(word) > 1:
        return False  # NATO, McDonald
    if len(word) == 1:
        return word == "A"
    written = usage.get(word.lower())
    return not written if written is not None else is_everyday(word)


def _lowered(word: str) -> str:
    small = word.lower()
    return small if len(small) == len(word) else word


def is_everyday(word: str) -> bool:
    """Whether the treebanks or the vocabularies write `word`, or what it is a form of, in lower case."""
    plain = word.lower().replace("’", "'")
    everyday = derived(_everyday)
    stem = plain if plain in everyday else plain.partition("'")[0]
    return _known(stem, everyday) or (MADE_WORD.fullmatch(stem) is not None and not is_given_name(stem))


@cache
def _known(word: str, words: frozenset[str]) -> bool:
    return word in words or any(stem in words for stem in _stems(word))


def _stems(word: str) -> Iterator[str]:
    """What an inflected or derived word may come from."""
    for ending, ends in ENDINGS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            if len(stem) >= SHORTEST_STEM:
                yield from (stem + end for end in ends)
                if stem[-1] == stem[-2]:
                    yield stem[:-1]
    for prefix in PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) > SHORTEST_STEM:
            yield word[len(prefix) :]


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    table: dict[str, dict[str, str]] = json.loads((MODEL / "labels.json").read_text(encoding="utf-8"))["lexicon"]
    return {part: frozenset(forms) for part, forms in table.items()}


def _everyday() -> frozenset[str]:
    numbers, regions = vocabulary("numbers"), vocabulary("memberships")["groups"]
    listed = (word for name in VOCABULARIES for word in _plain_words(vocabulary(name)))
    words = frozenset().union(*_lexicon().values(), listed, numbers["words"], numbers["scales"])
    return words - DAYS - {word.lower() for name in regions for word in name.split() if name[0].isupper()}


def _plain_words(table: object) -> Iterator[str]:
    """The words of every entry in a vocabulary that is plain words in lower case."""
    if isinstance(table, str):
        yield from table.split() if table.replace(" ", "").isalpha() and table.islower() else ()
    elif isinstance(table, Mapping):
        for value in table.values():
            yield from _plain_words(value)
    elif isinstance(table, list | tuple):
        for value in table:
            yield from _plain_words(value)


@cache
def _verbs() -> frozenset[str]:
    return _lexicon()["VERB"] | _lexicon()["AUX"]


@cache
def _closed() -> frozenset[str]:
    return frozenset().union(
        *(_lexicon()[part] for part in ("ADP", "ADV", "CCONJ", "DET", "PART", "PRON", "SCONJ"))
    )
