"""Addresses of the static site: relative, one file for each page.

A page's file is told by its kind and by what it is asked for, and by nothing else of the record, so an address
stays the same when the record grows. Names hold on any file system: none differs from another in case alone, none
is reserved, none is long.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote, urlencode

from onrecord.pages.registry import KINDS

FOLDERS = {"entry": "entries", "speaker": "speakers", "disagreement": "disagreements", "story": "stories",
           "article": "articles", "compare": "compare"}  # fmt: skip
"""Where the pages of single things, or of some of them together, stand."""
FRONT, LISTS = "index.html", "lists/"
"""The first page, and where further pages of lists stand."""
PLAIN = re.compile(
    r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z))[a-z0-9_][a-z0-9_-]*(?:\.[a-z0-9_-]+)*", re.ASCII
)
"""Ids that are file names as they are, on Windows too."""
FILTERED = ("commitments", "statements", "disagreements", "speaker", "search")
"""Kinds of which a script shows what the address asks for; of others, a file shows what it shows."""
LONGEST, READABLE, HASHED = 64, 32, 24
"""Characters of a plain id that is a file's name as it is; of any other that are kept; of its hash."""
CAPITALS = "~c"
TOGETHER = "~~"
"""Between the names of several things; no single name holds two of them in a row, nor ends with one."""

Query = Mapping[str, object]


def file_of(kind: str, query: Query) -> str:
    """The file of a page, from the site's root.

    query: the fields of the kind's query; those that are as they are by default need not be there.
    """
    if kind in FOLDERS and len(query) == 1 and "id" in query:  # what most links ask for, and fast
        return f"{FOLDERS[kind]}/{safe(str(query['id']))}.html"
    said = dict(_said(kind, query)) if query else {}
    if kind == "overview" and not said:
        return FRONT
    number = said.pop("page", None) or None  # page 0 is the whole of a list
    if kind in FOLDERS:
        first = next(iter(_required(kind)), "")
        name = _name(said.pop(first)) if first in said else "index"
        folder, joint = f"{FOLDERS[kind]}/", "~"
    else:
        name, folder, joint = kind, LISTS if said or number else "", "-"
    name += "".join(f"{joint}{field}{joint}{_name(value)}" for field, value in said.items())
    return f"{folder}{name}{'' if number is None else f'{joint}{number}'}.html"


def safe(id_: str) -> str:
    """An id as a file's name: itself where that will do everywhere, else what is readable of it and its hash.

    One in capitals (`UKR`, `AP-2023-17`) is written small, and says so.
    """
    if len(id_) <= LONGEST and PLAIN.fullmatch(id_):
        return id_
    if len(id_) <= LONGEST - len(CAPITALS) and id_.isupper() and PLAIN.fullmatch(id_.lower()):
        return id_.lower() + CAPITALS
    bare = unicodedata.normalize("NFKD", id_[: 4 * READABLE].casefold()).encode("ascii", "ignore").decode("ascii")
    readable = re.sub(r"[^a-z0-9]+", "-", bare)[:READABLE].strip("-")
    return f"{readable}~{sha256(id_.encode('utf-8', 'surrogatepass')).hexdigest()[:HASHED]}"


def _name(value: object) -> str:
    if isinstance(value, tuple):
        name = TOGETHER.join(safe(str(one)) for one in value)
        return name if len(name) <= 2 * LONGEST + len(TOGETHER) else safe(name)
    return safe(str(value))


def _said(kind: str, query: Query) -> Iterator[tuple[str, object]]:
    """The fields that are not as they are by default, in the order of the query's own."""
    for name, default in _defaults(kind).items():
        value = query.get(name)
        if isinstance(value, list):
            value = tuple(value)
        if value not in (None, "", (), default):
            yield name, value


@lru_cache
def _defaults(kind: str) -> Mapping[str, object]:
    return {one.name: one.default for one in fields(KINDS[kind].query)}


@lru_cache
def _required(kind: str) -> tuple[str, ...]:
    """The fields that say which thing a page is of: those without a default, else the first."""
    names = _defaults(kind)
    return tuple(name for name, default in names.items() if default is MISSING) or tuple(names)[:1]


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the site has.

    files:   of its pages, from the root.
    rows:    the files of rows to download, likewise.
    """

    files: Collection[str]
    rows: Collection[str] = ()


def rows_file(kind: str, table: str, format_: str, query: Query) -> str:
    """The file of the rows behind a page, all of them, whichever of its pages is asked for."""
    whole = {name: value for name, value in query.items() if name != "page"}
    name = file_of(kind, whole).removeprefix(LISTS).removesuffix(".html") if kind != "overview" else "overview"
    return f"data/{name}-{table}.{format_}"


@dataclass(frozen=True, slots=True)
class StaticAddresses:
    """Addresses as the page in `file` uses them.

    holdings: what the site has; there is no address of anything else.
    used:     takes down each file of `static/` that a page asks for.
    """

    file: str
    holdings: Holdings
    used: set[str] = field(default_factory=set)

    def to(self, kind: str, fragment: str = "", /, **query: object) -> str:
        """The address of a page; see `pages.site.Addresses`.

        What is asked for beside what a file shows goes along as the address's query: a list's script filters by it.
        """
        file, asked = file_of(kind, query), ""
        if kind == "compare" and file not in self.holdings.files:  # the other way round they are the same two
            query = {"article": tuple(reversed(tuple(query.get("article") or ())))}  # type: ignore[arg-type]
            file = file_of(kind, query)
        if file not in self.holdings.files:
            required = _required(kind) if kind in FOLDERS else ()
            file = file_of(kind, {name: query[name] for name in required if name in query})
            left = {name: _text(value) for name, value in _said(kind, query) if name not in (*required, "page")}
            if file not in self.holdings.files or (left and kind not in FILTERED):
                return ""
            asked = f"?{urlencode(left, doseq=True, errors='surrogatepass')}" if left else ""
        place = quote(fragment, safe="~!$&'()*+,;=:@/?", errors="surrogatepass") if fragment else ""
        if file == self.file and place and not asked:
            return f"#{place}"
        return self._root + file + asked + (f"#{place}" if place else "")

    def asset(self, name: str) -> str:
        """The address of a file of `static/`."""
        self.used.add(name)
        return f"{self._root}static/{name}"

    def download(self, kind: str, table: str, format: str, /, **query: object) -> str | None:  # noqa: A002
        """The file of the rows behind a list."""
        file = rows_file(kind, table, format, query)
        return self._root + file if file in self.holdings.rows else None

    @property
    def _root(self) -> str:
        return "../" * self.file.count("/")


def _text(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return [str(one) for one in value] if isinstance(value, tuple) else str(value)
