"""Replies: quotations that a noun beside them reports: '"...," came her reply', '"..." was Orwin's verdict',
'Orwin's verdict: "..."', 'chants of "..."'."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.extraction.statements.attributions import Attribution
from onrecord.extraction.statements.cues import cues
from onrecord.extraction.statements.frames import phrase_span, subject_of
from onrecord.extraction.statements.phrases import bare_owner, preposition
from onrecord.extraction.statements.places import Scene
from onrecord.extraction.statements.units import tokens_in
from onrecord.language import Sentence
from onrecord.model import Span

NEAR = 70  # characters beside a quotation that are looked at
COMING = ("was", "is", "came", "comes", "went", "goes", "ran", "runs")
INTO = ("into", "in", "with")
Placed = tuple[Sentence, Token]


def replied(scene: Scene) -> Iterator[Attribution]:
    """The quotations of the unit that nobody has taken and that a noun of speech beside them reports."""
    for index in scene.free(scene.unit.span.begin, scene.unit.span.end):
        found = _behind(scene, index) or _before(scene, index)
        if found is not None:
            scene.taken.add(index)
            yield found


def _behind(scene: Scene, index: int) -> Attribution | None:
    """'"...," was Orwin's verdict': a verb, an owner and the noun."""
    end = scene.ends[index]
    tokens = _placed(scene, Span(end, min(end + NEAR, scene.unit.span.end)))
    if tokens and tokens[0][1].text in (",", "–", "—"):
        tokens = tokens[1:]
    if len(tokens) < 3 or tokens[0][1].lower_ not in COMING:
        return None
    noun = next((placed for placed in tokens[1:] if _reports(placed[1])), None)
    owner = None if noun is None else _owner(noun[1])
    if noun is None or owner is None or owner.left_edge != tokens[1][1]:
        return None
    return _made(scene, index, noun, owner, tokens[0])


def _before(scene: Scene, index: int) -> Attribution | None:
    """'Orwin's verdict: "..."', 'her reply came: "..."' and 'chants of "..."'."""
    begin = scene.begins[index]
    floor = scene.ends[index - 1] if index else scene.unit.span.begin
    tokens = _placed(scene, Span(max(floor, begin - NEAR), begin))
    if len(tokens) < 2:
        return None
    last = tokens[-1][1]
    if last.lower_ == "of" and _reports(tokens[-2][1]):
        noun = tokens[-2]
        return _made(scene, index, noun, _owner(noun[1]) or _utterer(noun[1]))
    if last.text not in (":", ","):
        return None
    rest = tokens[:-1]
    came = rest[-1] if rest[-1][1].lower_ in COMING else None
    noun = rest[-2 if came is not None and len(rest) > 1 else -1]
    owner = _owner(noun[1]) if _reports(noun[1]) else None
    if owner is None or (last.text == "," and came is None):
        return None
    return _made(scene, index, noun, owner, came)


def _placed(scene: Scene, span: Span) -> list[Placed]:
    return [placed for placed in tokens_in(scene.unit, span) if not placed[1].is_space]


def _reports(token: Token) -> bool:
    words = cues()
    cue = words.nouns.get(token.lower_)
    return token.pos_ == "NOUN" and cue is not None and cue.takes.get("noun") == "speech"


def _owner(noun: Token) -> Token | None:
    return next((child for child in noun.children if child.dep_ == "nmod:poss"), None)


def _utterer(noun: Token) -> Token | None:
    """Who breaks into chants or makes a promise: the subject of the noun's verb."""
    verb = noun.head
    utters = noun.dep_ == "obj" and verb.lower_ in cues().makings
    if utters or (noun.dep_ == "obl" and preposition(noun) in INTO):
        return subject_of(verb)[0]
    return None


def _made(
    scene: Scene, index: int, noun: Placed, owner: Token | None, verb: Placed | None = None
) -> Attribution | None:
    sentence, word = noun
    cue = sentence.span(word)
    if verb is not None and verb[0] is sentence and abs(verb[1].i - word.i) == 1:
        cue = sentence.span(min(word, verb[1], key=_index), max(word, verb[1], key=_index))
    source: Span | None = None
    if owner is not None:
        possessed = owner.dep_ == "nmod:poss"
        source = bare_owner(sentence, owner) if possessed else phrase_span(sentence, owner, word.head)
    content = (scene.quotation(index).span,)
    return Attribution(source, owner, sentence, cue, "speech", content, scene.unit.paragraph, quoted=True)


def _index(token: Token) -> int:
    return token.i
