"""What changed between two records, in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console

from onrecord.cli.changed_words import because, change_lines
from onrecord.cli.output import line, put, results
from onrecord.cli.values import print_grid
from onrecord.model import Article, Entry
from onrecord.phrases import article_name, headline, plural, short_id, support
from onrecord.record import Changes, EntryChange, Record, change_rows, json_line

MOST = 50  # changes of each kind that are shown when no limit is given
TITLES: Mapping[str, str] = {
    "appeared": "Appeared",
    "went": "Went",
    "split": "Split: one entry became several",
    "merged": "Merged: several entries became one",
    "re-grouped": "Put together otherwise",
    "changed": "Changed",
}
TYPES: Mapping[str, str] = {"commitment": "commitment", "membership": "membership bid", "statement": "statement"}


@dataclass(frozen=True, slots=True)
class Page:
    """Where to print, and how articles and ids are called there."""

    console: Console
    articles: Mapping[str, Article]
    digits: int

    def put(self, words: str, indent: int = 0, style: str = "") -> None:
        """Print a line."""
        put(self.console, line((short_id(words, self.digits), style)), indent)

    def title(self, words: str) -> None:
        """Print a title under an empty line."""
        put(self.console, "")
        self.put(words, style="bold underline")

    def name(self, article: str) -> str:
        """What a reader knows an article by."""
        return article_name(self.articles[article]) if article in self.articles else article


def print_json(found: Changes, limit: int | None) -> None:
    """Write one line of JSON for each change; with a limit, so many of each kind."""
    shown: dict[object, int] = {}
    for row in change_rows(found):
        key = (row["of"], row["what"])
        shown[key] = shown.get(key, 0) + 1
        if limit is None or shown[key] <= limit:
            sys.stdout.write(json_line(row))


def print_changes(found: Changes, before: Record, after: Record, limit: int | None) -> None:
    """Print what changed, the most important first, and the counts at the end."""
    console = results()
    if not found:
        put(console, f"no difference: {_entries(found.same)} as before")
        return
    most = MOST if limit is None else limit
    groups = {name: [each for each in found.entries if each.what == name] for name in TITLES}
    telling = {name: [each for each in some if not each.only_articles] for name, some in groups.items()}
    shown = [each for some in telling.values() for each in some[:most]]
    page = Page(console, _articles(shown, before, after), max(before.digits(), after.digits()))
    _made(page, found)
    for name, some in telling.items():
        _group(page, name, some, most)
    quiet = sum(map(len, groups.values())) - sum(map(len, telling.values()))
    if quiet:
        put(console, "")
        page.put(f"in no more than the articles of the same origins: {_entries(quiet)} more")
    _ownerless(page, found)
    put(console, "")
    page.put(_in_all(groups, found.same), style="bold")


def _made(page: Page, found: Changes) -> None:
    """What differs beside the entries."""
    for name, (old, new) in found.made_with.items():
        page.put(f"made with another {name}: {old or 'none'} → {new or 'none'}")
    counts = (
        (found.articles.new, "came"), (found.articles.gone, "went"), (found.rewritten, "with another text"),
        (found.moved, "under another id"),
    )  # fmt: skip
    told = [f"{len(some):,} {word}" for some, word in counts if some]
    if told:
        page.put(f"articles: {', '.join(told)}")
    for some, word in ((found.rulings.new, "came"), (found.rulings.gone, "went")):
        for one in some:
            page.put(f"ruling {word}: {one.by} on {one.at[:10]}: {one.act}, “{one.reason}”")


def _group(page: Page, name: str, some: Sequence[EntryChange], most: int) -> None:
    if not some:
        return
    counts = [plural(sum(each.type == kind for each in some), word) for kind, word in TYPES.items()]
    counted = ", ".join(one for one in counts if not one.startswith("0 "))
    first = f"; the first {most}" if len(some) > most else ""
    page.title(f"{TITLES[name]} ({counted}{first})")
    for each in some[:most]:
        _change(page, each)


def _change(page: Page, each: EntryChange) -> None:
    if each.what in ("appeared", "went"):
        entry = (*each.after, *each.before)[0]
        page.put(_told(entry), 2)
        told = [support(entry), *(because(why, page.name) for why in each.why)]
        page.put(" · ".join(told), 6, "dim")
        return
    if each.what == "changed":
        page.put(_told(each.after[0]), 2)
    else:
        for mark, entries in (("-", each.before), ("+", each.after)):
            for entry in entries:
                page.put(f"{mark} {_told(entry)}  ({support(entry)})", 2)
    rows = [*change_lines(each, page.articles), *(("why", because(why, page.name)) for why in each.why)]
    print_grid(page.console, [[short_id(cell, page.digits) for cell in row] for row in rows], 6)


def _told(entry: Entry) -> str:
    return f"{entry.id}  {headline(entry.type, entry.fields, entry.stage)}"


def _ownerless(page: Page, found: Changes) -> None:
    for some, word in ((found.disagreements.new, "came"), (found.disagreements.gone, "went")):
        if some:
            page.put(f"{plural(len(some), 'disagreement')} that no entry has {word}")


def _in_all(groups: Mapping[str, Sequence[EntryChange]], same: int) -> str:
    words = {"re-grouped": "put together otherwise"}
    counted = [f"{len(some):,} {words.get(name, name)}" for name, some in groups.items() if some]
    return f"{', '.join(counted) or 'no entry changed'}; {_entries(same)} as before"


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"


def _articles(shown: Iterable[EntryChange], before: Record, after: Record) -> Mapping[str, Article]:
    """The articles that are named: each as the new record has it, else as the old one has."""
    wanted: set[str] = set()
    for each in shown:
        wanted.update(id_ for one in each.fields for id_ in one.articles[:1])
        wanted.update(id_ for why in each.why for id_ in why.ids)
        for entry in (*each.before, *each.after):
            wanted.update(origin.removeprefix("article:") for origin in entry.origins)
    return {
        article.id: article
        for record in (before, after)
        for article in record.articles(sorted(wanted))
    }  # fmt: skip
