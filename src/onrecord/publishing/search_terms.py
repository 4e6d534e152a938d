"""The words of a record with where they stand, by the very stems of the record's own index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.record.gate import Gate, Row
from onrecord.record.search_marks import plain, words_index

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""Of numbers in the files: five bits each; the first half ends a number, the other half goes on."""
HALF = 32
SOME = 2_000


@dataclass(frozen=True, slots=True)
class Postings:
    """The words of numbered things.

    terms:   by stem, the things that hold it, as `encoded` writes them.
    lengths: how many words each thing has.
    """

    terms: Mapping[str, str]
    lengths: Sequence[int]


def postings(gate: Gate, entries: Sequence[str], articles: Sequence[str]) -> Postings:
    """The words of the entries and articles of a record, which are numbered in this order from 0."""
    numbers = {("entries", one): at for at, one in enumerate(entries)}
    numbers |= {("articles", one): at for at, one in enumerate(articles, len(entries))}
    lengths = [0] * len(numbers)
    index = words_index()
    try:
        index.many(
            "index the words", "INSERT INTO search (rowid, title, words) VALUES (?, ?, ?)", _texts(gate, numbers)
        )
        index.all("see each word", "CREATE VIRTUAL TABLE terms USING fts5vocab (search, instance)")
        terms = dict(_encoded(index.each("read the words", "SELECT term, doc, col, offset FROM terms"), lengths))
    finally:
        index.close()
    return Postings(terms, lengths)


def _texts(gate: Gate, numbers: Mapping[tuple[str, str], int]) -> Iterator[Row]:
    """The rows of the record's index, of the day that is shown."""
    sql = (
        "SELECT 'entries', e.id, coalesce(e.stage, ''), w.words FROM entries e JOIN entry_words w ON w.id = e.id"
        " UNION ALL SELECT 'articles', id, coalesce(title, ''), text FROM articles"
    )
    for place, id_, title, words in gate.each("read the words", sql):
        number = numbers.get((str(place), str(id_)))
        if number is not None:
            yield (number, plain(str(title)), plain(str(words)))


def _encoded(rows: Iterator[Row], lengths: list[int]) -> Iterator[tuple[str, str]]:
    """Each stem with its things: from `rows` in the order of stems, things and places."""
    stem, thing = "", -1
    titles: list[int] = []
    words: list[int] = []
    out: list[str] = []
    last = 0
    for row in rows:
        term, doc, column, place = row
        if term != stem or doc != thing:
            if thing >= 0:
                out.append(varints(_thing(thing - last, titles, words)))
                last = thing
            if term != stem:
                if out:
                    yield stem, "".join(out)
                stem, out, last = str(term), [], 0
            thing, titles, words = int(doc or 0), [], []
        (titles if column == "title" else words).append(int(place or 0))
        lengths[thing] += 1
    if thing >= 0:
        out.append(varints(_thing(thing - last, titles, words)))
        yield stem, "".join(out)


def _thing(step: int, titles: Sequence[int], words: Sequence[int]) -> Iterator[int]:
    """How far it is from the last thing, doubled, and whether it stands there once only, in the words; where."""
    if not titles and len(words) == 1:
        yield from (2 * step + 1, words[0])
        return
    yield from (2 * step, len(titles), len(words))
    for places in (titles, words):
        last = 0
        for place in places:
            yield place - last
            last = place


def varints(numbers: Iterator[int] | Sequence[int]) -> str:
    """Whole numbers from 0 on as digits."""
    out = []
    for number in numbers:
        while number >= HALF:
            out.append(DIGITS[HALF + (number & (HALF - 1))])
            number >>= 5
        out.append(DIGITS[number])
    return "".join(out)
