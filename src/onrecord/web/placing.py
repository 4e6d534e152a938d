"""Where the thing is that an address names: here, under a fuller id, among several, or on another kind of page."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.pages.kinds import PageKind
from onrecord.phrases import article_name, headline
from onrecord.record import Record
from onrecord.record.entries import load_entries
from onrecord.record.loading import load_articles, load_disagreements
from onrecord.record.naming import holds, home_of_finding, meant
from onrecord.record.speakers import load_speakers
from onrecord.web.errors import Choice, Unclear

TABLES = {"entry": "entries", "article": "articles", "disagreement": "disagreements", "speaker": "speakers"}
"""The kinds of pages of single things, and the table that has their ids."""
KIND_OF = {table: kind for kind, table in TABLES.items()}


def moved(record: Record, kind: PageKind, id_: str, to: Callable[..., str]) -> str | None:
    """The address of what a page's id means, when that is another; None where there is just this id, or nothing.

    Raises Unclear when several things may be meant.
    """
    table = TABLES[kind.name]
    if holds(record.gate, table, id_):
        return None
    found = meant(record.gate, id_)
    here = [one for one in found if one[0] == table] or found
    if here == [("findings", id_)] and table == "entries" and home_of_finding(record.gate, id_)[0] == "articles":
        return None  # a finding in no entry, rejected as a rule: the page of entries tells what became of it
    if len(here) > 1:
        choices = tuple(_choice(record, *one, to) for one in here)
        raise Unclear(f"Several ids begin with {id_!r}; give more of it, or choose one.", choices, 300)
    return _choice(record, *here[0], to).address if here else None


def nothing(kind: PageKind, id_: str, day: str | None) -> str:
    """What is told of an id that nothing has."""
    then = f" as of {day}; what came later is not on record then" if day else ""
    return (
        f"The record holds no {kind.name} {id_!r}{then}. An id lasts as long as what it stands for: a build from "
        "other articles may have done away with it."
    )


def _choice(record: Record, table: str, id_: str, to: Callable[..., str]) -> Choice:
    if table == "findings":
        home, of = home_of_finding(record.gate, id_)
        return Choice("finding", id_, to(KIND_OF[home], id_, id=of), _told(record, home, of))
    return Choice(KIND_OF[table], id_, to(KIND_OF[table], id=id_), _told(record, table, id_))


def _told(record: Record, table: str, id_: str) -> str:
    """What a thing is, in a line."""
    if table == "entries":
        entry = next(load_entries(record.gate, [id_]))
        return headline(entry.type, entry.fields, entry.stage)
    if table == "articles":
        article = next(load_articles(record.gate, [id_]))
        return article.title or article_name(article)
    if table == "disagreements":
        one = next(load_disagreements(record.gate, [id_]))
        return f"{one.kind}: {one.a.text} | {one.b.text}"
    return next(load_speakers(record.gate, [id_])).name
