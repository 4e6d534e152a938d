"""Conditions: clauses and phrases that tie a commitment to something, and those that make it a mere thought."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from onrecord.extraction.commitments.lexicon import marker
from onrecord.extraction.commitments.scene import Scene
from onrecord.model import Span

_UP = 10  # steps; a clause's conjunction stands nearer


def is_hypothetical(scene: Scene, trigger: int) -> bool:
    """Whether the trigger at token `trigger` stands inside an "if" clause, by parse or by order."""
    return (
        _opened(scene, trigger, "hypothetical")
        or any(trigger in clause for clause in _opening_conditions(scene.doc))
        or _is_inverted(scene.doc[trigger])
    )


def is_question(scene: Scene, trigger: int) -> bool:
    """Whether the trigger at token `trigger` stands inside a "whether" or "how" clause."""
    return _opened(scene, trigger, "question")


def _is_inverted(verb: Token) -> bool:
    """Whether a clause is a condition by its order of words: "should it send weapons"."""
    subject = next((child for child in verb.children if child.dep_.startswith("nsubj")), None)
    opened = (child for child in verb.children if child.dep_.startswith("aux") and child.lower_ == "should")
    return subject is not None and any(aux.i < subject.i for aux in opened)


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
    lowered = scene.doc.text.lower()
    for match in _phrases().finditer(lowered):
        first = next((t for t in scene.doc if t.idx == match.start(1)), None)
        if first is None:
            continue
        clause = _clause(first)
        if clause is None or any(clause.left_edge.i <= at <= clause.right_edge.i for at in tokens):
            continue
        if not _hangs_on(clause, scene, tokens):
            continue
        last = clause.right_edge
        while last.i > first.i and (last.is_punct or last.is_space):
            last = scene.doc[last.i - 1]
        return scene.sentence.span(first, last)
    return None


def _clause(first: Token) -> Token | None:
    """The head of the clause or phrase that a condition's first word opens."""
    if first.dep_ in ("mark", "case", "advmod", "fixed"):
        return first.head
    if first.dep_ in ("advcl", "obl", "advmod", "amod", "acl", "nmod", "conj", "appos", "xcomp"):
        return first
    return None


def _hangs_on(clause: Token, scene: Scene, tokens: tuple[int, ...]) -> bool:
    head = clause.head
    chain = {scene.doc[at].i for at in tokens}
    for at in tokens:
        token = scene.doc[at]
        for _ in range(_UP):
            chain.add(token.i)
            if token.head.i == token.i:
                break
            token = token.head
    return head.i in chain or any(ancestor.i in set(tokens) for ancestor in head.ancestors)


@cache
def _phrases() -> re.Pattern[str]:
    phrases = sorted(marker("conditional") - {"should"}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?<!even )(?<!as )(" + "|".join(re.escape(p) for p in phrases) + r")(?!\w)")
