"""Setting: the state at home in an article, and the organisations that its common nouns mean throughout it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.extraction.latest import latest
from onrecord.extraction.statements.frames import SUBJECTS
from onrecord.extraction.statements.roles import Roles
from onrecord.language import Analysis
from onrecord.language.actors import Actor, find_actors
from onrecord.language.organisations import generic_organisation
from onrecord.model import Article, Span

STATES = ("state", "demonym", "capital", "body")
WORD = re.compile(r"[^\W_]+")
BEHIND = re.compile(r"(?:['’]s?)?((?:[ -][^\W_]+){1,3})")
BEFORE = re.compile(r"([^\W_]+) (?:of|in|for) (?:the )?$")
SHORTEST = 3  # letters of the shortest outlet's name that is looked for
LEAD = 2  # sentences at an article's head in which a state that acts is at home
WINDOW = 40  # characters before a state's name in which "the ministry of" may stand


@dataclass(frozen=True, slots=True)
class Setting:
    """What an article's "the ministry" and "the bloc" mean where nothing beside them says it.

    home:          code and place of the one state whose bodies the article speaks of, None where states compete.
    organisations: the organisations that it names, with their first place.
    publisher:     the body that publishes it and that it names itself: who "we" are.
    """

    home: tuple[str, Span] | None
    organisations: dict[str, Span]
    publisher: tuple[str, Span] | None = None

    def organisation(self, words: Iterable[str]) -> tuple[str, Span] | None:
        """Code and place of the one organisation named in the article that a common noun among `words` means."""
        for word in words:
            named = [code for code in generic_organisation(word) if code in self.organisations]
            if len(named) == 1:
                return named[0], self.organisations[named[0]]
        return None


@latest
def setting(article: Article, analysis: Analysis, vocabulary: Roles) -> Setting:
    """The setting of `article`, from its dateline and its own words."""
    text, layout = article.text, article.layout
    begin = min((span.begin for span in (layout.headline, *layout.story) if span is not None), default=0)
    end = max((span.end for span in (layout.headline, *layout.story) if span is not None), default=len(text))
    found = [
        Actor(begin + a.begin, begin + a.end, a.code, a.name, a.kind)
        for a in find_actors(text[begin:end], article.published)
    ]
    organisations: dict[str, Span] = {}
    for actor in found:
        if actor.kind == "organisation":
            organisations.setdefault(actor.code, Span(actor.begin, actor.end))
    states = [actor for actor in found if actor.kind in STATES]
    return Setting(
        _home(article, analysis, states, vocabulary), organisations, _publisher(article, begin, end, vocabulary)
    )


def _publisher(article: Article, begin: int, end: int, vocabulary: Roles) -> tuple[str, Span] | None:
    """The outlet, where the article names it in full or by its noun ("the Institute")."""
    outlet = (article.outlet or "").strip().removeprefix("The ")
    first = outlet.partition(" ")[0]
    for name in (outlet, first if first.lower() in vocabulary.bodies else ""):
        if len(name) > SHORTEST:
            named = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)").search(article.text, begin, end)
            if named is not None:
                return named.group(), Span(*named.span())
    return None


def _home(article: Article, analysis: Analysis, states: list[Actor], vocabulary: Roles) -> tuple[str, Span] | None:
    """The state of the dateline, or whose ruling bodies the article names, or the only one named, which acts in the
    lead; None when these are several."""
    ruling: dict[str, Span] = {}
    for span in article.anchors.get("dateline", ())[:1]:
        for actor in find_actors(article.text[span.begin : span.end].title(), article.published):
            if actor.kind in STATES:
                ruling.setdefault(actor.code, Span(span.begin + actor.begin, span.begin + actor.end))
    for actor in states:
        if actor.kind != "body" and _rules(article.text, actor, vocabulary):
            ruling.setdefault(actor.code, Span(actor.begin, actor.end))
    if not ruling and len({actor.code for actor in states}) == 1:
        heads = {
            sentence.begin + token.idx
            for sentence in analysis.sentences[:LEAD]
            for token in sentence.doc
            if token.dep_ in SUBJECTS or token.i == 0
        }
        ruling = {a.code: Span(a.begin, a.end) for a in reversed(states) if a.begin in heads}
    return next(iter(ruling.items())) if len(ruling) == 1 else None


def _rules(text: str, actor: Actor, vocabulary: Roles) -> bool:
    """Whether a state's name stands with a ruling body: "the Polish foreign ministry", "parliament in Warsaw"."""
    behind = BEHIND.match(text, actor.end)
    if behind is not None and not vocabulary.ruling.isdisjoint(WORD.findall(behind.group(1).lower())):
        return True
    before = BEFORE.search(text, max(0, actor.begin - WINDOW), actor.begin)
    return before is not None and before.group(1).lower() in vocabulary.ruling
