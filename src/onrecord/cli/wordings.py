"""The wordings of an utterance in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Console
from rich.text import Text

from onrecord.cli.marking import ADDED, REMOVED, Mark, marked
from onrecord.cli.output import coloured, line, put
from onrecord.model import Article, Entry, Span, Variant, VariantChange
from onrecord.phrases import article_name, plural
from onrecord.telling.words import with_names

SHOWN = 12  # wordings; of a statement that all the world reports, the rest is counted
NAMED = 4  # articles of a wording that are named; each stands with its words further down
LONG = 90  # characters of what was cut; more of it is not needed to see that it is not there


def print_wordings(console: Console, entry: Entry, articles: Mapping[str, Article]) -> None:
    """Print each wording with its relation to the first, who prints it, and what it changed; then the closest."""
    if len(entry.variants) < 2:
        return
    put(console, "")
    put(console, line((f"{len(entry.variants)} wordings", "bold underline")))
    for number, each in enumerate(entry.variants[:SHOWN], 1):
        _wording(console, each, number, articles)
    if len(entry.variants) > SHOWN:
        put(console, line(f"and {len(entry.variants) - SHOWN} more"), 2)
    if sum(each.relation != "reported" for each in entry.variants) > 1:
        put(console, line(("closest to the origin: ", "dim"), _closest(entry, articles)), 2)


def _wording(console: Console, each: Variant, number: int, articles: Mapping[str, Article]) -> None:
    relation = "standing" if number == 1 else each.relation
    support = f"{plural(len(each.articles), 'article')}, {plural(len(each.origins), 'origin')}"
    put(console, line((f"{number} ", "bold"), (relation, "bold magenta"), f"  {support}"), 2)
    names = "; ".join(article_name(articles[one]) for one in each.articles[:NAMED])
    more = f"; and {len(each.articles) - NAMED} more" if len(each.articles) > NAMED else ""
    put(console, line((names + more, "cyan")), 4)
    put(console, _words(each, articles[each.words.article], coloured(console)), 4)
    for change in each.changes:
        put(console, _change(change, coloured(console)), 6)


def _words(each: Variant, article: Article, colour: bool) -> Text:
    """The words inside the marks, piece by piece, with what the first wording has not."""
    new = [span for change in each.changes for span in change.after.spans]
    pieces = Text(" ... ").join(_piece(article.text, piece, new, colour) for piece in each.words.spans)
    return pieces if each.relation == "reported" else Text("“") + pieces + Text("”")


def _piece(text: str, piece: Span, new: list[Span], colour: bool) -> Text:
    marks = (
        Mark(Span(span.begin - piece.begin, span.end - piece.begin), ADDED) for span in new if piece.covers(span)
    )
    return marked(text[piece.begin : piece.end], marks, colour)


def _change(change: VariantChange, colour: bool) -> Text:
    out = Text(f"{change.kind}: ", style="dim")
    sides = [
        marked(text, [Mark(Span(0, len(text)), look)], colour)
        for text, look in ((_short(change.before.text), REMOVED), (_short(change.after.text), ADDED))
        if text
    ]
    return out + Text(" ").join(sides)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONG else f"{words[: LONG // 2].rstrip()} ... {words[-LONG // 2 :].lstrip()}"


def _closest(entry: Entry, articles: Mapping[str, Article]) -> str:
    for number, each in enumerate(entry.variants, 1):
        if each.closest is not None:
            return f"{number}, {with_names(each.closest, articles)}"
    return "neither lineage nor dates say which"


def wording_counts(variants: object) -> Iterator[str]:
    """`1 altered`, `2 trimmed`: how the wordings after the first differ from it, from a row's list of them."""
    rows = variants if isinstance(variants, list) else []
    relations = [str(row["relation"]) for row in rows[1:]]
    for relation in dict.fromkeys(relations):
        yield f"{relations.count(relation)} {relation}"
