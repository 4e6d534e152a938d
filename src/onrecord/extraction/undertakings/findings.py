"""Findings: an undertaking's values and their evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

from spacy.tokens import Token

from onrecord.extraction.commitments.ledger import Ledger
from onrecord.extraction.commitments.parties import Memory, Party
from onrecord.extraction.commitments.pronouns import WE
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.commitments.voices import speaker_of
from onrecord.extraction.undertakings.acts import Act
from onrecord.extraction.undertakings.doers import political, trimmed
from onrecord.extraction.undertakings.helping import help_of
from onrecord.extraction.undertakings.lexicon import nouns, verbs
from onrecord.extraction.undertakings.marks import clocks_of, marks_of
from onrecord.extraction.undertakings.roles import Roles, is_elsewhere, is_hostile, roles_of
from onrecord.extraction.undertakings.staging import Staged
from onrecord.model import Article, Commitment, Kind, Span, content_id, inferred, stated

RULE = "act that gives no goods"
HELP_RULE = "act of help"
"""The rules by which an undertaking's kind is concluded."""
_BESIDE = frozenset({"as", "while", "after", "before", "when", "because", "since", "though", "although"})
_SORTED: tuple[Kind, ...] = ("military", "financial", "humanitarian")


def findings_of(article: Article, scene: Scene, act: Act, how: Staged, memory: Memory) -> Iterator[Commitment]:
    """The undertakings that an act is, one of each who does it."""
    act = _called_act(scene, act, how)
    helps = help_of(scene.doc, act.head, act.words) is not None
    roles = roles_of(scene, act, how, memory, helps=helps)
    if roles is None or is_hostile(scene.doc, act, how, roles.actor) or is_elsewhere(scene, act):
        return
    for actor in (trimmed(scene, party) for party in (roles.actor, *roles.beside)):
        one = _finding(article, scene, act, how, replace(roles, actor=actor), memory)
        if one is not None:
            yield one


def _called_act(scene: Scene, act: Act, how: Staged) -> Act:
    """What somebody is called on to make others do is to urge them: "urged Norway to press its ally to leave"."""
    calls = act.cue.frame == how.cue.frame == "others" and act.cue.part == "verb" and act.at != how.outer
    verb = scene.doc[act.at]
    if not calls or act.at == act.head or verb.pos_ != "VERB":
        return act
    return replace(act, head=act.at, words=Range((act.at, act.words.last)))


def _finding(
    article: Article, scene: Scene, act: Act, how: Staged, roles: Roles, memory: Memory
) -> Commitment | None:
    ledger, actor, caller = Ledger(), roles.actor, roles.caller
    kind = _kind(scene, act, ledger)
    code, name = ledger.party("actor", actor)
    ledger.evidence |= {
        "item": stated(scene.span(*act.words)),
        "stage": stated(*sorted({span for at in how.tokens for span in _cue_words(scene, at)})),
    }
    recipient_code, recipient_name = ledger.party("recipient", _recipient(scene, act, actor, memory))
    marks = marks_of(scene, act, how, ledger)
    if marks.denied:
        return None
    when = clocks_of(article, scene, act, how, memory.statements, ledger)
    named = caller if caller is None or caller.name.lower() not in WE else None
    voice = speaker_of(scene, (act.at,), named, memory, ledger)
    if voice is not None and caller is None and how.cue.frame == "others" and voice == name:
        voice = None  # "says that he was asked to mediate"
    elif voice is not None and caller is None and _is_aside(scene, act, ledger):
        voice = None
    if voice is None:
        ledger.evidence.pop("said_by", None)
    spans = [list(scene.span(*act.words)), list(scene.span(act.at, act.at))]
    return Commitment(
        id=content_id("c", article.id, how.stage, code, spans),
        article=article.id,
        actor=code,
        actor_name=name,
        recipient=recipient_code,
        recipient_name=recipient_name,
        members=ledger.members(actor, shared=False),
        kind=kind,
        stage=how.stage,
        conditional=marks.conditional,
        recalled=marks.recalled,
        doubted=marks.doubted,
        item=scene.words(*act.words),
        date=when.date,
        date_precision=when.precision,
        said_on=when.said_on,
        said_by=voice,
        evidence=MappingProxyType(ledger.evidence),
    )


def _kind(scene: Scene, act: Act, ledger: Ledger) -> Kind:
    """The kind of a help, or of the support that an act is about; else an act of state is political."""
    sort = help_of(scene.doc, act.head, act.words)
    if sort is not None:
        ledger.evidence["kind"] = inferred(HELP_RULE, [scene.span(*act.words)])
        return sort.kind
    head, place = scene.doc[act.head], scene.span(*act.words)
    for token in (head, *(c for c in head.children if _is_given(c) and c.i in act.words)):
        if token.lower_ in nouns("sorts", "nouns"):
            marks = (c.lower_ for c in token.children if c.dep_ in ("amod", "compound"))
            named = next((kind for mark in marks for kind in _SORTED if mark in nouns("sorts", kind)), None)
            if named is not None:
                ledger.evidence["kind"] = inferred(HELP_RULE, [place])
                return named
    ledger.evidence["kind"] = inferred(RULE, [place])
    return "political"


def _recipient(scene: Scene, act: Act, actor: Party, memory: Memory) -> Party | None:
    """The state or body that the act goes to: "talks with Norway", "open its border to Poland"."""
    for at in range(act.words.first, act.words.last + 1):
        token = scene.doc[at]
        pair = scene.actor_at(at)
        if pair is None or pair[0].last != at or (at > 0 and scene.doc[at - 1].text == "-"):
            continue
        top = token
        while top.dep_ in ("compound", "amod", "nmod:poss", "flat", "nmod:desc") and top.head.i != top.i:
            top = top.head
        case = next((c.lower_ for c in top.children if c.dep_ == "case" and c.i < top.i), "")
        goes = case in ("to", "for", "with", "against") or (top.head.i == act.head and _receives(top))
        party = political(scene, top, memory) if goes and top.i in act.words else None
        if party is not None and party.code is not None and party.code != actor.code:
            return party
    return None


def _is_given(token: Token) -> bool:
    """Whether a verb's child is what it hands over: "provide equipment", "provide Norway with equipment"."""
    with_it = token.dep_.startswith("obl") and any(c.lower_ == "with" for c in token.children if c.i < token.i)
    return with_it or token.dep_ == "obj"


def _is_aside(scene: Scene, act: Act, ledger: Ledger) -> bool:
    """Whether an act stands in a clause beside what a speaker says: "criticised it as Norway left the pact"."""
    spans = ledger.evidence["said_by"].spans
    token = scene.doc[act.at]
    for above in (token, *token.ancestors):
        if above.dep_ in ("advcl", "acl", "ccomp") and any(
            c.lower_ in _BESIDE for c in above.children if c.dep_ == "mark"
        ):
            inside = scene.span(above.left_edge.i, above.right_edge.i)
            return not any(inside.covers(span) for span in spans) and above.i > above.head.i
    return False


def _receives(token: Token) -> bool:
    """Whether a verb's object has the act done for it: "help Norway", "visit Norway", not "divide Norway"."""
    serving = verbs("acts", "giving") | verbs("acts", "helping") | verbs("acts", "serving")
    return token.dep_ == "iobj" or (token.dep_ == "obj" and token.head.lower_ in serving)


def _cue_words(scene: Scene, at: int) -> Iterator[Span]:
    """A cue with its auxiliaries and its negation."""
    token = scene.doc[at]
    for child in token.children:
        if child.dep_.startswith(("aux", "cop")) or child.lower_ in ("not", "n't", "n’t", "never", "no"):
            yield scene.span(child.i, child.i)
    yield scene.span(at, at)
