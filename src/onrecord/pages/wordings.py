"""The wordings of a statement as a page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.model import Article, Entry, Span, Variant
from onrecord.pages.article_names import named
from onrecord.pages.findings import Teller
from onrecord.pages.marking import Mark, pieces
from onrecord.pages.words_shown import Passages
from onrecord.telling.words import with_names


@dataclass(frozen=True, slots=True)
class WordChanged:
    """Words of the standing wording and what stands for them in another one; one of the two may be empty.

    kind: cut, left out, added, replaced, spelling, contraction or brackets.
    """

    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of an utterance.

    relation: to the standing one, which is the first: standing, identical, trimmed, re-translated, altered, other
              part or reported. quoted: its words stand inside quotation marks.
    words:    its pieces, with the words marked that the standing wording has not.
    tellers:  who prints it, the earliest first. closest: why it is the closest to the origin, None of the others.
    """

    number: int
    relation: str
    quoted: bool
    words: Passages
    changes: tuple[WordChanged, ...]
    tellers: tuple[Teller, ...]
    origins: int
    closest: str | None


def wordings(entry: Entry, articles: Mapping[str, Article], homes: Mapping[str, str]) -> tuple[Wording, ...]:
    """The wordings of an entry, the standing one first; none where there is only one. homes: the article of each
    finding."""
    if len(entry.variants) < 2:
        return ()
    return tuple(_wording(number, one, articles, homes) for number, one in enumerate(entry.variants, 1))


def _wording(number: int, one: Variant, articles: Mapping[str, Article], homes: Mapping[str, str]) -> Wording:
    text = articles[one.words.article].text
    new = [
        Mark(span, "added", change.kind)
        for change in one.changes
        if change.after.article == one.words.article
        for span in change.after.spans
    ]
    return Wording(
        number=number,
        relation="standing" if number == 1 else one.relation,
        quoted=one.relation != "reported",
        words=tuple(pieces(text, span, _inside(new, span)) for span in one.words.spans),
        changes=tuple(WordChanged(each.kind, each.before.text, each.after.text) for each in one.changes),
        tellers=tuple(Teller(id_, named(articles[homes[id_]])) for id_ in one.findings if id_ in homes),
        origins=len(one.origins),
        closest=with_names(one.closest, articles) if one.closest is not None else None,
    )


def _inside(marks: list[Mark], window: Span) -> list[Mark]:
    return [mark for mark in marks if window.covers(mark.span)]
