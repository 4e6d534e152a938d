"""Introductions: what stands before a colon and a quotation and names its speaker without a reporting verb.

'She turned to the hall again: "..."', 'The union had one message: "..."', 'More from Ann Orwin: "..."'.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.extraction.statements.attributions import Attribution, attributed
from onrecord.extraction.statements.cues import cues
from onrecord.extraction.statements.frames import SUBJECT_PRONOUNS, SUBJECTS, Frame, phrase_span
from onrecord.extraction.statements.places import Scene, speech_class
from onrecord.extraction.statements.roles import roles
from onrecord.extraction.statements.units import Unit, tokens_in
from onrecord.language import Sentence
from onrecord.model import Span

REACH = 300  # characters before a colon that are looked at
FEWEST = 3  # words of the shortest quotation that a colon alone gives to a speaker
NOBODY = ("it", "this", "that", "there", "here", "what", "which", "who", "you")


def announced(text: str, unit: Unit, frames: Sequence[Frame]) -> Attribution | None:
    """Whose words follow in the next unit, where this one ends with a colon; the content is still to come."""
    end = unit.span.begin + len(text[unit.span.begin : unit.span.end].rstrip())
    if not text.endswith(":", unit.span.begin, end):
        return None
    said = next((f for f in reversed(frames) if speech_class(f) is not None and f.source is not None), None)
    if said is not None:
        return attributed(said, said.cue.takes.get("clause", "speech"), (), quoted=True)
    return _introduced_by(unit, end - 1, ())


def introduced(scene: Scene) -> list[Attribution]:
    """The quotations of the unit that nobody has taken and that a colon introduces."""
    found: list[Attribution] = []
    for index in scene.free(scene.unit.span.begin + 1, scene.unit.span.end):
        quotation = scene.quotation(index)
        floor = scene.ends[index - 1] if index else scene.unit.span.begin
        end = floor + len(scene.text[floor : quotation.span.begin].rstrip())
        words = scene.text[quotation.words.begin : quotation.words.end]
        if words[:1].islower() or len(words.split()) < FEWEST or not scene.text.endswith((":", ","), floor, end):
            continue
        attribution = _introduced_by(scene.unit, end - 1, (quotation.span,), stated=scene.text[end - 1] == ",")
        if attribution is not None:
            scene.taken.add(index)
            found.append(attribution)
    return found


def _introduced_by(
    unit: Unit, colon: int, content: tuple[Span, ...], *, stated: bool = False
) -> Attribution | None:
    """The attribution of `content` to whom the sentence before the mark at `colon` is about. `stated`: only where
    the sentence tells of a statement, a message or the like."""
    placed = list(tokens_in(unit, Span(max(unit.span.begin, colon - REACH), colon)))
    if not placed:
        return None
    sentence = placed[-1][0]
    tokens = [token for owner, token in placed if owner is sentence and not token.is_space]
    root = next((token for token in tokens if token.dep_ == "ROOT"), None)
    subject = None if root is None else _subject(root)
    if stated and not (root is not None and subject is not None and _tells_of_words(subject, tokens)):
        return None
    if root is not None and subject is not None and _may_speak(subject, tokens):
        subject = _possessor(subject) or subject
        source = phrase_span(sentence, subject, root)
        cue = sentence.span(root) if root.pos_ == "VERB" else Span(colon, colon + 1)
        return _attribution(sentence, subject, source, cue, unit, content)
    head = _last_named(tokens)
    if head is None:
        return None
    first = head.left_edge
    while first.i < head.i and first.pos_ in ("ADP", "PUNCT", "CCONJ", "SCONJ"):
        first = head.doc[first.i + 1]
    source = sentence.span(first, tokens[-1])
    return _attribution(sentence, head, source, Span(colon, colon + 1), unit, content)


def _attribution(
    sentence: Sentence, head: Token, source: Span, cue: Span, unit: Unit, content: tuple[Span, ...]
) -> Attribution:
    return Attribution(source, head, sentence, cue, "speech", content, unit.paragraph, quoted=True)


def _subject(root: Token) -> Token | None:
    return next((child for child in root.children if child.dep_ in SUBJECTS and child.i < root.i), None)


def _may_speak(subject: Token, tokens: Sequence[Token]) -> bool:
    """Whether the sentence's subject may be who says what follows: somebody, or what has a message."""
    if subject.lower_ in NOBODY or subject.dep_ == "nsubj:pass":
        return False
    vocabulary = roles()
    if subject.ent_type_ in ("PERSON", "ORG") or subject.lower_ in SUBJECT_PRONOUNS:
        return True
    if subject.lower_ in vocabulary.roles or subject.lower_ in vocabulary.plurals:
        return True
    if tokens[-1].ent_type_ == "PERSON":  # who is named last is a likelier speaker than a thing
        return False
    return (
        subject.lower_ in vocabulary.bodies or _possessor(subject) is not None or _tells_of_words(subject, tokens)
    )


def _tells_of_words(subject: Token, tokens: Sequence[Token]) -> bool:
    """Whether a word behind the subject is one for what somebody says: "a statement", "one message"."""
    words = cues()
    return subject.lower_ not in NOBODY and any(
        token.i > subject.i
        and token.pos_ == "NOUN"
        and (token.lower_ in words.nouns or token.lower_ in words.wordings)
        for token in tokens
    )


def _possessor(subject: Token) -> Token | None:
    """Whose words the subject is: Orwin's, of "Orwin's response was: ..."."""
    if subject.lower_ not in cues().nouns:
        return None
    return next((child for child in subject.children if child.dep_ == "nmod:poss"), None)


def _last_named(tokens: Sequence[Token]) -> Token | None:
    """The head of the name that stands right before the colon."""
    if not tokens:
        return None
    quoted_from = tokens[-1].lower_ in cues().documents and any(token.lower_ == "from" for token in tokens[:-1])
    if tokens[-1].ent_type_ not in ("PERSON", "ORG") and not quoted_from:
        return None
    head = tokens[-1]
    while head.head in tokens and head.head.pos_ in ("PROPN", "NOUN") and head.head.right_edge == tokens[-1]:
        if head.head == head:
            break
        head = head.head
    return head
