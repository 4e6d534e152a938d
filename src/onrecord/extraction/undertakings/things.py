"""Things: nouns that name an act, as what a cue governs: "agreed to a truce", "broke off relations"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.extraction.undertakings.lexicon import ADVERBS, Cue, nouns

_NAMING = frozenset({"obj", "obl", "nsubj:pass", "ccomp", "xcomp", "dep", "iobj"})
_BARE = frozenset({"det", "case", "punct", "cc", "conj"})


def named_things(token: Token, cue: Cue) -> Iterator[Token]:
    """The nouns that name what the verb `token` governs as `cue`."""
    preposition = (cue.particle or "").split()[-1:]
    wanted = [word for word in preposition if word not in ADVERBS]
    for child in _governed(token):
        marks = [c.lower_ for c in child.children if c.dep_ == "case" and c.i < child.i and c.lower_ not in ADVERBS]
        if wanted != marks[-1:] and child.dep_ != "nsubj:pass" and child.i != token.head.i:
            continue
        for noun in _beside(child):
            if _names(noun, cue):
                yield noun


def _governed(token: Token) -> Iterator[Token]:
    """What hangs on the verb behind it, what a passive says of, and what a relative clause tells of."""
    for child in token.children:
        if child.dep_ in _NAMING and (child.i > token.i or child.dep_ == "nsubj:pass"):
            yield child
        elif child.dep_ == "obj" and child.lower_ in ("which", "that") and token.dep_.startswith("acl"):
            yield token.head


def _beside(noun: Token) -> Iterator[Token]:
    yield noun
    for child in noun.children:
        if child.dep_ == "conj" and child.i > noun.i:
            yield from _beside(child)


def _names(noun: Token, cue: Cue) -> bool:
    """Whether a noun names an act that goes with the cue."""
    mistaken = noun.pos_ == "VERB" and noun.tag_ == "VBZ" and noun.dep_ == "obj"  # "demands sanctions"
    if noun.lower_ in nouns("things", "none") or not (noun.pos_ in ("NOUN", "PROPN") or mistaken):
        return False
    name = _name_of(noun)
    if cue.of == "any":
        return noun.pos_ == "NOUN"
    if cue.of == "people":
        return name in nouns("things", "people")
    if noun.lower_ in nouns("things", "deals"):  # "a deal" alone says no act
        return any(child.dep_ not in _BARE for child in noun.children)
    if cue.stage == "refused" and name in nouns("things", "wished"):
        return True
    if cue.stage == "withdrawn" and name in nouns("things", "bonds"):
        return True
    if name in nouns("things", "journeys"):  # a journey within one's own country is no act of state
        return any(token.lower_ == "to" for token in noun.doc[noun.i + 1 : noun.i + 2])
    if cue.stage == "requested" and name in nouns("things", "received_from"):
        return any(token.lower_ == "from" for token in noun.doc[noun.i + 1 : noun.i + 2])
    return name in nouns("things", "acts") or (cue.stage == "requested" and name in nouns("things", "received"))


def _name_of(noun: Token) -> str:
    """The noun with what is hyphened to it, which the tokens part: "cease-fire"."""
    doc, first = noun.doc, noun.i
    while first >= 2 and doc[first - 1].text == "-":
        first -= 2
    return "".join(token.lower_ for token in doc[first : noun.i + 1])
