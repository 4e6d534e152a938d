"""Conditions: clauses and phrases that tie a commitment to something, and those that make it a mere thought."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from onrecord.extraction.commitments.lexicon import marker
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.commitments.triggers import reading
from onrecord.model import Span

_UP = 10  # steps; a clause's conjunction stands nearer


def is_hypothetical(scene: Scene, trigger: int) -> bool:
    """Whether the trigger at token `trigger` stands inside an "if" clause, by parse or by order."""
    return (
        _opened(scene, trigger, "hypothetical")
        or any(trigger in clause for clause in _opening_conditions(scene.doc))
        or _is_inverted(scene.doc[trigger])
    )


def is_counterfactual(verb: Token) -> bool:
    """Whether somebody "would" do it only in a world that is not so: "if it had tanks, it would give them"."""
    if reading(verb).tense != "would":
        return False
    for other in verb.doc:
        marks = [child.lower_ for child in other.children if child.dep_ == "mark"]
        if "if" in marks and other.head.i == verb.i and other.lower_ in ("were", "had"):
            return True
    return False


def is_question(scene: Scene, trigger: int) -> bool:
    """Whether the trigger at token `trigger` stands inside a "whether" or "how" clause.

    A headline's "How Norway sent tanks" asks nothing.
    """
    token = scene.doc[trigger]
    told = token.dep_ == "ROOT" and reading(token).tense == "done" and scene.doc[-1].text != "?"
    return not told and _opened(scene, trigger, "question")


def _is_inverted(verb: Token) -> bool:
    """Whether a clause is a condition or a question by its order of words: "should it send", "will it send?"."""
    subject = next((child for child in verb.children if child.dep_.startswith("nsubj")), None)
    opened = [child for child in verb.children if child.dep_.startswith("aux")]
    if subject is None or not any(aux.i < subject.i for aux in opened):
        return False
    asks = any(token.text == "?" for token in verb.doc[verb.i :])
    return asks or any(aux.i < subject.i and aux.lower_ in ("should", "were") for aux in opened)


def _opening_conditions(doc: Doc) -> Iterator[range]:
    """The "if" clauses at the left edge of a sentence, up to their comma; an aside right behind "if" is skipped.

    "If, as he hinted, they send tanks, ...": a parse often takes the aside for the clause.
    """
    for token in doc:
        opens = token.i == 0 or not doc[token.i - 1].text[0].isalnum()
        if token.lower_ not in ("if", "unless") or not opens:
            continue
        commas = [t.i for t in doc[token.i + 1 :] if t.text == ","]
        if commas and commas[0] == token.i + 1:
            commas = commas[2:]
        yield range(token.i, commas[0] if commas else token.i)


def _opened(scene: Scene, trigger: int, by: str) -> bool:
    token = scene.doc[trigger]
    for _ in range(_UP):
        for child in token.children:
            if child.dep_ in ("mark", "advmod") and child.i < token.i and child.lower_ in marker(by):
                return True
        if token.head.i == token.i or (token.dep_ in ("ccomp", "parataxis") and _is_told(token)):
            return False
        token = token.head
    return False


def _is_told(token: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in token.children)


def condition_of(scene: Scene, tokens: tuple[int, ...]) -> Span | None:
    """The article's characters of a condition on the clause that holds `tokens`, or None."""
    for first, clause, last in _conditions(scene.doc):
        if any(first.i <= at <= last.i for at in tokens) or not _hangs_on(clause, scene, tokens):
            continue
        while last.i > first.i and (last.is_punct or last.is_space):
            last = scene.doc[last.i - 1]
        return scene.sentence.span(first, last)
    return None


def _conditions(doc: Doc) -> Iterator[tuple[Token, Token, Token]]:
    """The first word, the clause and the last word of each condition, in no order of weight."""
    for match in _phrases().finditer(doc.text.lower()):
        first = next((t for t in doc if t.idx == match.start(1)), None)
        clause = _clause(first) if first is not None else None
        if first is not None and clause is not None:
            ends = [t for t in doc[first.i :] if t.idx < match.end() and t.dep_ in ("case", "mark")]
            edges = [_last(clause), *(_last(t.head) for t in ends if t.head.i > t.i)]
            yield first, clause, max(edges, key=lambda t: t.i)
    for token in doc:
        if token.lower_ == "should" and token.head.i > token.i and _is_inverted(token.head):
            yield token, token.head, token.head.right_edge


def _last(clause: Token) -> Token:
    """The last word of a clause, past no comma that a parse hangs on it ("If it agrees, ...")."""
    words = [token for token in clause.subtree if not token.is_punct]
    return words[-1] if words else clause


def _clause(first: Token) -> Token | None:
    """The head of the clause or phrase that a condition's first word opens."""
    if first.dep_ in ("mark", "case", "advmod", "fixed"):
        return first.head
    if first.dep_ in ("advcl", "obl", "advmod", "amod", "acl", "nmod", "conj", "appos", "xcomp"):
        return first
    return None


def _hangs_on(clause: Token, scene: Scene, tokens: tuple[int, ...]) -> bool:
    """Whether the condition is on the clause of `tokens`, not on another clause beside it."""
    head = clause.head
    chain = {scene.doc[at].i for at in tokens}
    for at in tokens:
        token = scene.doc[at]
        for _ in range(_UP):
            chain.add(token.i)
            if token.head.i == token.i:
                break
            token = token.head
    for _ in range(_UP):
        if head.i in chain:
            return True
        if head.head.i == head.i or _stands_alone(head):
            return False
        head = head.head
    return False


def _stands_alone(token: Token) -> bool:
    """Whether a coordinate clause has somebody else for its subject ("and Norway will send shells if ...")."""
    subjects = [child for child in token.children if child.dep_.startswith("nsubj")]
    return token.dep_ in ("conj", "parataxis") and any(child.pos_ != "PRON" for child in subjects)


@cache
def _phrases() -> re.Pattern[str]:
    phrases = sorted(marker("conditional"), key=len, reverse=True)
    never = "|".join(re.escape(phrase) for phrase in marker("unconditional"))
    any_of = "|".join(re.escape(phrase) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?<!even )(?<!as )(?<!at )(?!{never})({any_of})(?!\w)")
