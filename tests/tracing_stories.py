"""Stories for the tests of derivation, with reuse between them given by hand: no alignment is tested here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType

from onrecord.model import Article, Derivation, Layout, Passage, Reuse, Span, text_sha256
from onrecord.tracing.derivation import derivations

WEIR = (
    "The lake ministers of four countries agreed on Monday to shut the Orrin weir for two years.",
    "Engineers need dry walls before they can mend the gates of the weir, which were built in 1931.",
    "Ferry owners in Tarnec will share 9 million talers from a common fund while their ferries stand still.",
    "The river board meets again in September to see whether the north gate can be opened for the autumn rains.",
    "Without the gates the ministers fear a flood that would reach Tarnec within an hour.",
    "Petra Olvang, who leads the river board, said the gates would be mended before the ferries are.",
)
"""A report that repeats its words, as reports do: weir, gates, ferries, ministers, board, Tarnec."""

MUSEUM = (
    "The museum of clocks in Vessen lost its roof on Saturday night when a storm came in from the fjord.",
    "Curator Hugo Brandt carried forty of the oldest clocks into the cellar with the help of two firemen.",
    "He had warned the town three times that the roof would not stand another winter, he told reporters.",
    "The clocks of the fishermen's guild were not insured, and the guild asks for a day of mourning.",
    "Vessen will pay for a new roof out of the harbour dues, mayor Ines Dahl promised on the museum's steps.",
    "Brandt means to open the cellar to visitors, who may hear the clocks strike there until the roof is mended.",
)

ORCHARD = (
    "Apple growers along the Sarn have dug up a third of their trees since the cider works closed.",
    "Marta Kolb, who grows pears as well, keeps hers for the wasps, as she puts it.",
    "The growers want the district to buy the cider works and to press their apples there from next autumn.",
    "District head Olin Farr calls that a dream, and the growers call him a man who drinks beer.",
)


def article(name: str, *parts: str, **fields: object) -> Article:
    """An article whose paragraphs are `parts`, without a headline."""
    text = "\n\n".join(parts)
    story = tuple(Span(*found.span()) for found in re.finditer(r"[^\n]+", text))
    fields.setdefault("anchors", MappingProxyType({}))
    return Article(id=name, text=text, sha256=text_sha256(text), layout=Layout(story=story), **fields)  # type: ignore[arg-type]


def shared(one: Article, two: Article, pairs: Sequence[tuple[int, int]]) -> Reuse:
    """Reuse of the paragraphs of `one` and `two` that `pairs` names by their numbers."""
    if one.id > two.id:
        one, two, pairs = two, one, [(b, a) for a, b in pairs]
    passages = []
    for a, b in sorted(pairs):
        left, right = one.layout.story[a], two.layout.story[b]
        same = one.text[slice(*left)] == two.text[slice(*right)]
        passages.append(Passage(left, right, "verbatim" if same else "edited"))
    covers = [
        sum(len(range(*each)) for each in spans) / sum(len(range(*part)) for part in whole.layout.story)
        for spans, whole in (({p.a for p in passages}, one), ({p.b for p in passages}, two))
    ]
    relation = "verbatim" if all(p.relation == "verbatim" for p in passages) else "edited"
    return Reuse(one.id, two.id, relation, *covers, tuple(passages))  # type: ignore[arg-type]


def whole(one: Article, two: Article) -> Reuse:
    """Reuse of all paragraphs of two articles that have as many, in order."""
    return shared(one, two, [(at, at) for at in range(len(one.layout.story))])


def of(name: str, articles: Sequence[Article], reuse: Sequence[Reuse]) -> list[Derivation]:
    """The derivations of the article of that name."""
    return [each for each in derivations(articles, reuse) if each.article == name]


def sources(name: str, articles: Sequence[Article], reuse: Sequence[Reuse]) -> list[str | None]:
    """Where the article is said to come from, as far as that is an article."""
    return [each.source for each in of(name, articles, reuse)]


def changed(parts: Sequence[str], **words: str) -> tuple[str, ...]:
    """`parts` with the first place of each of the words replaced, and the others left standing."""
    text = "\n".join(parts)
    for old, new in words.items():
        assert old in text
        text = text.replace(old, new, 1)
    return tuple(text.split("\n"))
