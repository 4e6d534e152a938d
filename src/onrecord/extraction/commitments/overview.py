"""Overview: what a whole article tells before its first sentence is read: speakers, its main actor, who attacks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from spacy.tokens import Token

from onrecord.extraction.commitments.affliction import is_afflicted, is_helped
from onrecord.extraction.commitments.governing import preposition_of
from onrecord.extraction.commitments.party import STATE_CODE, Memory, Party, Told
from onrecord.extraction.commitments.party_nouns import is_giver_noun
from onrecord.extraction.commitments.persons import persons_of
from onrecord.extraction.commitments.phrases import is_theme, top_of
from onrecord.extraction.commitments.scene import Range
from onrecord.extraction.forms import noun_forms
from onrecord.extraction.statements.roles import roles
from onrecord.language.actors import Actor, find_actors
from onrecord.language.analysis import HEADLINE, Analysis, Sentence
from onrecord.model import Article, Span, Statement, inferred
from onrecord.vocabulary import vocabulary
from onrecord.vocabulary.derived import remembered

_LEAD = 2  # sentences at an article's head, behind the headline, that tell what it is about
_ARTICLES = 2  # articles whose overview is remembered: goods and undertakings of one are read in turn


@dataclass(slots=True)
class _Standing:
    """How an actor stands in an article: what it does and is done to, how often it is struck, helped or attacks."""

    party: Party
    acting: float = 0.0
    receiving: float = 0.0
    struck: Span | None = None
    strikes: int = 0
    helped: Span | None = None
    helps: int = 0
    attacks: int = 0


@dataclass(frozen=True, slots=True)
class _Overview:
    """What all sentences of an article together tell; the fields are those of the memory."""

    told: tuple[Told, ...]
    short: Mapping[str, tuple[str, Span]]
    main: Party | None
    attackers: frozenset[str]
    afflicted: Party | None
    helped: Party | None


def remembering(analysis: Analysis, statements: Sequence[Statement], article: Article | None = None) -> Memory:
    """A memory for reading the article from its beginning.

    article: the article itself, for the people whom it names; without it, nobody is known by a surname.
    """
    seen = _overview(analysis)
    issuer = _issuer(article, analysis)
    main = issuer or seen.main
    return Memory(
        statements,
        people=partial(persons_of, article, analysis) if article is not None else None,
        told=seen.told,
        described={"state": (main.code, main.evidence.spans[0])}
        if main is not None and main.code is not None
        else {},
        main=main,
        short=dict(seen.short),
        titled=issuer is None and any(sentence.paragraph == HEADLINE for sentence in analysis.sentences[:1]),
        attackers=seen.attackers,
        afflicted=seen.afflicted,
        helped=seen.helped,
    )


def _issuer(article: Article | None, analysis: Analysis) -> Party | None:
    """The state whose government publishes the article itself, so that its notes and lists are of what it gives."""
    outlet = article.outlet if article is not None else None
    words = {word.lower() for word in (outlet or "").split()}
    if outlet is None or not analysis.sentences or roles().governing.isdisjoint(words):
        return None
    states = [actor for actor in find_actors(outlet) if len(actor.code) == STATE_CODE]
    if len({actor.code for actor in states}) != 1:
        return None
    head = analysis.sentences[0]
    span = Span(head.begin, head.begin + len(head.doc.text))
    return Party(states[0].code, states[0].name, inferred("publisher of the article", [span]), Range((0, 0)))


@remembered(_ARTICLES)
def _overview(analysis: Analysis) -> _Overview:
    standings: dict[str, _Standing] = {}
    short: dict[str, tuple[str, Span]] = {}
    told: list[Told] = []
    for sentence in analysis.sentences:
        text = sentence.doc.text
        actors = find_actors(text)
        starts = [token.idx for token in sentence.doc] if actors else []
        for actor in actors:
            span = Span(sentence.begin + actor.begin, sentence.begin + actor.end)
            last = _short_name(text, actor)
            if last:
                short.setdefault(last, (actor.code, span))
            token = _token_at(sentence, starts, actor.begin)
            if token is not None and actor.kind != "leader":
                told.append(_told(span, token, actor))
            if token is None or not _may_lead(actor):
                continue
            party = Party(actor.code, actor.name, inferred("main actor", [span]), Range((0, 0)))
            _count(standings.setdefault(actor.code, _Standing(party)), token, actor, span)
    told.sort(key=lambda one: one.span)
    attackers = frozenset(c for c, s in standings.items() if s.attacks > s.strikes + s.helps)
    main, struck, helped = _main(standings), _afflicted(standings, analysis), _helped(standings)
    return _Overview(tuple(told), short, main, attackers, struck, helped)


def _told(span: Span, token: Token, actor: Actor) -> Told:
    """A mention, and whether it acts: subject of a main clause, by its own name or as an official of its."""
    top = top_of(token)
    acts = top.dep_.startswith("nsubj") and top.head.dep_ == "ROOT"
    kind = "state" if len(actor.code) == STATE_CODE and actor.kind != "organisation" else "organisation"
    body = top.i != token.i and is_giver_noun(top.lower_)
    noun = top.lower_ if body and top.tag_ in ("NN", "NNP") and not is_theme(token, actor) else ""
    beside = top.dep_ == "conj" and top.head.dep_.startswith("nsubj")
    return Told(span, actor.code, actor.name, kind, acts and (top.i == token.i or body), noun, beside)


def _count(standing: _Standing, token: Token, actor: Actor, span: Span) -> None:
    """Note what a mention at `token` says of how an actor stands in the article."""
    if is_afflicted(token, actor):
        standing.struck = standing.struck or span
        standing.strikes += 1
    if is_helped(token, actor):
        standing.helped = standing.helped or span
        standing.helps += 1
    top = top_of(token)
    theme = top.i != token.i and is_theme(token, actor)
    standing.attacks += top.i != token.i and not theme and top.lower_ in _attack_nouns()
    standing.acting += 0.1 if theme else _weight(top)
    standing.receiving += preposition_of(top) in ("to", "for", "in")


def _may_lead(actor: Actor) -> bool:
    """Whether an actor can be what an article is about: a state, or a body that stands for one."""
    return actor.kind in ("state", "demonym") or (actor.kind == "body" and len(actor.code) == STATE_CODE)


def _weight(top: Token) -> float:
    """How much a phrase headed by `top` shows an actor at work; every mention counts a little."""
    if top.dep_.startswith("nsubj") or top.dep_ == "obl:agent":
        return 2.0
    return 1.0 if is_giver_noun(top.lower_) else 0.1


def _main(standings: Mapping[str, _Standing]) -> Party | None:
    doing = {code: s for code, s in standings.items() if s.acting > s.receiving}
    if not doing:
        return None
    best = max(doing, key=lambda c: (doing[c].acting - doing[c].receiving, -doing[c].party.evidence.spans[0].begin))
    return doing[best].party


def _afflicted(standings: Mapping[str, _Standing], analysis: Analysis) -> Party | None:
    """The state that is most often said to be struck, where the article begins with it."""
    if not standings:
        return None
    lead = analysis.sentences[: _LEAD + 1][-1]
    end = lead.begin + len(lead.doc.text)
    struck = [
        (s.strikes, -s.struck.begin, code, s.struck)
        for code, s in standings.items()
        if s.struck is not None and s.struck.begin < end
    ]
    if not struck:
        return None
    _, _, code, span = max(struck)
    name = standings[code].party.name
    return Party(code, name, inferred("struck by a disaster or a war", [span]), Range((0, 0)))


def _helped(standings: Mapping[str, _Standing]) -> Party | None:
    """The state that the article most often says is helped, if that is one: not where two are named as often."""
    helped = sorted(((s.helps, code) for code, s in standings.items() if s.helped is not None), reverse=True)
    if not helped or (len(helped) > 1 and helped[1][0] == helped[0][0]):
        return None
    standing = standings[helped[0][1]]
    if standing.helped is None:
        return None
    evidence = inferred("helped elsewhere in the article", [standing.helped])
    return Party(standing.party.code, standing.party.name, evidence, Range((0, 0)))


def _short_name(text: str, actor: Actor) -> str:
    """The last word of a body's full name, by which it is spoken of again: "the Commission", "the Bank"."""
    words = text[actor.begin : actor.end].split()
    short = actor.kind in ("body", "organisation") and len(words) > 1 and words[-1].istitle()
    return words[-1] if short else ""


def _token_at(sentence: Sentence, starts: Sequence[int], begin: int) -> Token | None:
    at = bisect_right(starts, begin) - 1
    token = sentence.doc[at] if at >= 0 else None
    return token if token is not None and begin < token.idx + len(token) else None


@cache
def _attack_nouns() -> frozenset[str]:
    return frozenset(form for noun in vocabulary("stages")["attacks"]["nouns"] for form in noun_forms(noun))
