"""The static site's search: an index of the record's words in files that a page loads as scripts.

A page that was opened from a disk may not fetch files, but it may load scripts; so each file calls `onrecord` with
its name and its data. `static/search.js` reads them:

    index.js   what there is: the numbers of things, the lengths of their texts, which file begins where, names
    tN.js      words: each stem with the things that hold it and where it stands in them
    dN.js      what a line of the list shows of a thing

Things are numbered: entries by type and id, then articles by id. The same record gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from onrecord.model import Article
from onrecord.pages.lines import EntryLine, lines_of
from onrecord.publishing.addresses import file_of
from onrecord.publishing.search_terms import Postings, postings, varints
from onrecord.record import Record
from onrecord.record.legible import legible
from onrecord.record.loading import ids, load_articles
from onrecord.record.search_names import names
from onrecord.record.searching import TYPES

SIZE = 64_000
"""Characters of a file, about: small enough to be loaded in a moment, so large that there are not too many."""
SOME = 500


def write_index(record: Record, folder: Path) -> None:
    """Write the files of the index into `folder` (`SITE/search/`), which `static/search.js` loads from search.html.

    The same record gives the same bytes. The folder is made where there is none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sql = "SELECT id FROM entries WHERE type = ? ORDER BY id"
    by_type = {name: [str(row[0]) for row in record.gate.all("list entries", sql, (name,))] for name in TYPES}
    entries = [one for some in by_type.values() for one in some]
    articles = ids(record.gate, "articles")
    found = postings(record.gate, entries, articles)
    starts = _write_terms(folder, found)
    firsts = _write_files(folder, "d", _shown(record, entries, articles))
    index = {
        "types": {name: len(some) for name, some in by_type.items()},
        "articles": len(articles),
        "lengths": "".join(map(varints, ([one] for one in found.lengths))),
        "words": sum(found.lengths),
        "terms": starts,
        "docs": firsts,
        "names": _names(),
    }
    _write(folder / "index.js", "index", index)


def _write_terms(folder: Path, found: Postings) -> list[str]:
    """Write the words, those that begin alike in one file, and return the beginning with which each file begins."""
    starts: list[str] = []
    held: dict[str, str] = {}
    size, begun = 0, ""
    # As JavaScript orders texts: by units of UTF-16.
    for stem in sorted(found.terms, key=lambda one: one.encode("utf-16-be", "surrogatepass")):
        begins = stem[:2]
        if held and size > SIZE and begins != begun:
            _write(folder / f"t{len(starts) - 1}.js", f"t{len(starts) - 1}", held)
            held, size = {}, 0
        if not held:
            starts.append(begins)
        begun, held[stem] = begins, found.terms[stem]
        size += len(stem) + len(held[stem])
    if held:
        _write(folder / f"t{len(starts) - 1}.js", f"t{len(starts) - 1}", held)
    return starts


def _write_files(folder: Path, letter: str, rows: Iterator[Sequence[object]]) -> list[int]:
    """Write rows into files of about one size, and return the number of the row with which each begins."""
    firsts: list[int] = []
    held: list[Sequence[object]] = []
    size = 0
    for number, row in enumerate(rows):
        if not held:
            firsts.append(number)
        held.append(row)
        size += sum(len(str(one)) for one in row)
        if size > SIZE:
            _write(folder / f"{letter}{len(firsts) - 1}.js", f"{letter}{len(firsts) - 1}", held)
            held, size = [], 0
    if held:
        _write(folder / f"{letter}{len(firsts) - 1}.js", f"{letter}{len(firsts) - 1}", held)
    return firsts


def _shown(record: Record, entries: Sequence[str], articles: Sequence[str]) -> Iterator[Sequence[object]]:
    for at in range(0, len(entries), SOME):
        yield from map(_entry, lines_of(record, entries[at : at + SOME]))
    yield from map(_article, load_articles(record.gate, articles))


def _entry(line: EntryLine) -> Sequence[object]:
    """address, stage, what stands out, what follows it, day, articles, origins, open disagreements, and a flag."""
    commitment = line.type == "commitment"
    return (
        file_of("entry", {"id": line.id}), line.stage or "", legible(line.parties) if commitment else "",
        legible(line.what if commitment else line.told), line.day or "", line.articles, line.origins, line.open,
        int(line.unnamed),
    )  # fmt: skip


def _article(article: Article) -> Sequence[object]:
    """address, title, outlet, day, and the text of the story."""
    words = [article.text[one.begin : one.end] for one in article.layout.story] or [article.text]
    return (
        file_of("article", {"id": article.id}), legible(article.title or article.path or article.id),
        legible(article.outlet or article.path or ""), (article.published or "")[:10], legible("\n".join(words)),
    )  # fmt: skip


def _names() -> Mapping[str, Sequence[object]]:
    """Names of states and organisations by their words, as `Names.others` looks them up."""
    return {" ".join(words): [name, *others] for words, (name, others) in sorted(names().known.items())}


def _write(file: Path, name: str, data: object) -> None:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    file.write_bytes(f'onrecord("{name}",{text});\n'.encode("utf-8", "replace"))
