"""Labelled articles of our own: marked text becomes plain text and spans.

A file of articles is TOML. In an article's text every labelled span stands in double brackets behind a tag, a
letter and the number of the row that it belongs to: ⟦s1 Ann Orwin⟧ ⟦c1 said⟧ ⟦t1 that the bridge would open⟧.
Spans may nest; several pieces of one kind repeat the tag. Statements are read here (evaluation/statements/README.md
tells how to label), commitments and memberships by labelled_commitments.py.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

from onrecord.model import Article, Span
from onrecord.reading.article import article_from_text

FOLDER = Path(__file__).resolve().parent / "statements"
FILES = "[a-z]-*.toml"
PARTS = {"s": "source", "c": "cue", "t": "content"}
REQUIRED = {"n", "speaker", "kind", "class", "mode"}
OPTIONAL = {"role", "actor", "anonymous", "negated", "modal", "venue", "within"}
VALUES = {
    "kind": {"person", "body", "group", "document", ""},
    "class": {"speech", "thought", "intent"},
    "mode": {"direct", "mixed", "indirect"},
}
ARTICLE = {"id", "outlet", "about", "covers", "text", "published", "title"}
TAG = re.compile(r"([a-z])(\d+) ")


class BadLabel(ValueError):
    """A label that cannot be meant as it stands."""


class Marked(NamedTuple):
    """Text without its tags, and the spans of each tag by letter and number."""

    text: str
    spans: dict[tuple[str, int], tuple[Span, ...]]


@dataclass(frozen=True)
class Label:
    """One statement as a careful reader sees it; `fields` are the row's, absent ones None or False."""

    n: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Labelled:
    """An article with its statements in the order of their rows."""

    article: Article
    about: str
    covers: tuple[str, ...]
    statements: tuple[Label, ...]


class HasArticle(Protocol):
    """A labelled article of either corpus."""

    @property
    def article(self) -> Article: ...


L = TypeVar("L", bound=HasArticle)


def marked(text: str, letters: Iterable[str] = PARTS) -> Marked:
    """`text` without its tags. Raises BadLabel for brackets that do not pair and tags that are none."""
    known = set(letters)
    plain: list[str] = []
    length = at = 0
    opened: list[tuple[tuple[str, int], int]] = []
    spans: dict[tuple[str, int], list[Span]] = {}
    for mark in re.finditer("[⟦⟧]", text):
        plain.append(text[at : mark.start()])
        length += len(plain[-1])
        at = mark.end()
        if mark[0] == "⟧":
            if not opened:
                raise BadLabel(f"nothing to close behind {text[:at][-40:]!r}")
            key, begin = opened.pop()
            if begin == length:
                raise BadLabel(f"an empty span before {text[at : at + 40]!r}")
            spans.setdefault(key, []).append(Span(begin, length))
            continue
        tag = TAG.match(text, at)
        if tag is None or tag[1] not in known:
            raise BadLabel(f"no tag at {text[at : at + 40]!r}")
        opened.append(((tag[1], int(tag[2])), length))
        at = tag.end()
    if opened:
        raise BadLabel(f"never closed: {opened[-1][0]}")
    plain.append(text[at:])
    return Marked("".join(plain), {key: tuple(sorted(each)) for key, each in spans.items()})


def labels(spans: Mapping[tuple[str, int], tuple[Span, ...]], rows: Iterable[Mapping[str, Any]]) -> list[Label]:
    """The rows with their spans. Raises BadLabel where the two do not fit."""
    out = []
    for row in rows:
        if odd := (row.keys() - REQUIRED - OPTIONAL) | (REQUIRED - row.keys()):
            raise BadLabel(f"row {row.get('n')}: {sorted(odd)} unknown or missing")
        if wrong := [key for key, allowed in VALUES.items() if row[key] not in allowed]:
            raise BadLabel(f"row {row['n']}: {wrong[0]} = {row[wrong[0]]!r}")
        parts = {name: spans.get((letter, row["n"]), ()) for letter, name in PARTS.items()}
        if not parts["content"]:
            raise BadLabel(f"row {row['n']} has no content in the text")
        out.append(Label(row["n"], **parts, fields=row))
    numbers = [label.n for label in out]
    if len(set(numbers)) < len(numbers):
        raise BadLabel(f"a number twice: {numbers}")
    if stray := {n for _, n in spans} - set(numbers):
        raise BadLabel(f"no row for {sorted(stray)}")
    for label in out:
        outer = label.fields.get("within")
        if outer is not None and (outer == label.n or outer not in numbers):
            raise BadLabel(f"row {label.n} stands within {outer}")
    return out


def read(file: Path) -> list[Labelled]:
    """The articles of one file of statements. Raises BadLabel, naming file and article."""
    return list(articles(file, {"statement"}, _labelled))


def articles(file: Path, tables: set[str], read_one: Callable[[Mapping[str, Any]], L]) -> Iterator[L]:
    """Each article of a file as `read_one` reads it, with rows of `tables`. Raises BadLabel with its place."""
    for row in tomllib.loads(file.read_text(encoding="utf-8"))["article"]:
        try:
            if odd := row.keys() - ARTICLE - tables:
                raise BadLabel(f"unknown: {sorted(odd)}")
            yield read_one(row)
        except (BadLabel, KeyError) as error:
            raise BadLabel(f"{file.name}, {row.get('id')}: {error}") from error


def plain_article(row: Mapping[str, Any], text: str) -> Article:
    """The article of a row, whose text without tags is `text`."""
    return article_from_text(
        text, id=row["id"], outlet=row["outlet"], title=row.get("title"), published=row.get("published")
    )


def _labelled(row: Mapping[str, Any]) -> Labelled:
    text, spans = marked(row["text"])
    rows = tuple(labels(spans, row.get("statement", ())))
    return Labelled(plain_article(row, text), row["about"], tuple(row["covers"]), rows)


def files(folder: Path = FOLDER) -> list[Path]:
    """The files of articles, in the order of their names."""
    return sorted(folder.glob(FILES))


def corpus(folder: Path = FOLDER) -> list[Labelled]:
    """All labelled articles. Raises BadLabel for an id that two of them have."""
    return distinct(each for file in files(folder) for each in read(file))


def distinct(given: Iterable[L]) -> list[L]:
    """The labelled articles. Raises BadLabel for an id that two of them have."""
    out = list(given)
    ids = [each.article.id for each in out]
    if twice := {name for name in ids if ids.count(name) > 1}:
        raise BadLabel(f"two articles of one id: {sorted(twice)}")
    return out


def corpus_hash(folder: Path = FOLDER) -> str:
    """SHA-256 over the names and texts of the files of articles, in order."""
    digest = sha256()
    for file in files(folder):
        digest.update(file.name.encode() + b"\n" + file.read_bytes())
    return digest.hexdigest()


def covered(folder: Path = FOLDER) -> dict[str, str]:
    """What articles may say that they cover, each with its meaning."""
    groups = tomllib.loads((folder / "covers.toml").read_text(encoding="utf-8"))
    return {name: meaning for group in groups.values() for name, meaning in group.items()}
