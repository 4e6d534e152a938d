"""Triggers: the words of a sentence that may put a commitment on a stage, and how each verb is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from onrecord.extraction.commitments.lexicon import Part, Word, giver_nouns, lexicon, marker, underway

Tense = Literal["done", "ongoing", "future", "would", "possible", "obligation", "present", "infinitive", "gerund"]

_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo", "gonna"})
_BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "’re", "'m", "’m"})
_HAVE = frozenset({"has", "have", "had", "having", "'ve", "’ve"})
_CLAUSAL = frozenset({"ROOT", "ccomp", "parataxis", "conj", "acl:relcl", "advcl", "csubj", "advcl:relcl"})
_PARTICLE_REACH = 5  # tokens; "handed the first four howitzers over" is as far as news writing goes


WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


@dataclass(frozen=True, slots=True)
class Reading:
    """How a verb is said: its tense, whether it is passive, whether it is negated."""

    tense: Tense
    passive: bool = False
    negated: bool = False


def find_triggers(doc: Doc) -> Mapping[int, Word]:
    """The trigger words of `doc` by token index."""
    table = lexicon()
    out: dict[int, Word] = {}
    for token in doc:
        words = table.get(token.lower_)
        if words is None or _is_second_half(token):
            continue
        for part in _parts(token):
            chosen = next((w for w in words if w.part == part and _particle_there(token, w)), None)
            if chosen is not None:
                out[token.i] = chosen
                break
    return out


def _is_second_half(token: Token) -> bool:
    """Whether a word only ends another ("open-ended", "Western-supplied", "U-turns")."""
    before = token.doc[token.i - 2 : token.i] if token.i > 1 else token.doc[:0]
    glued = len(before) == 2 and before[1].text == "-" and not before[1].whitespace_ and not before[0].whitespace_
    participle = token.tag_ in ("VBN", "VBD", "JJ")
    return glued and (participle or len(before[0]) == 1)


def reading(token: Token) -> Reading:
    """How the verb `token` is said, its auxiliaries and its place in the sentence taken together."""
    auxiliaries = _auxiliaries(token)
    words = {aux.lower_ for aux in auxiliaries}
    passive = _is_passive(token, auxiliaries)
    negated = any(child.lower_ in marker("negation") for child in token.children if child.dep_ in _NEGATING)
    if _is_outstanding(token):
        return Reading("done", passive, True)
    negated = negated or any(aux.lower_ in {"wo", "ca"} for aux in auxiliaries) or _negated_subject(token)
    tense = _tense(token, words)
    unsure = tense == "future" and any(child.lower_ in marker("unsure") for child in token.children)
    return Reading("possible" if unsure else tense, passive, negated)


def _is_outstanding(token: Token) -> bool:
    """Whether something is still to come: "has yet to deliver"."""
    marked = any(child.lower_ == "to" and child.dep_ == "mark" for child in token.children)
    above = (token.head, *token.head.children, *token.children)
    yet = next((other for other in above if other.lower_ == "yet" and other.i < token.i), None)
    return marked and yet is not None and yet.i > 0 and yet.nbor(-1).lower_ in _HAVE | _BE


_NEGATING = frozenset({"advmod", "neg", "advmod:emph", "aux", "cc:preconj", "mark", "cc"})


def _tense(token: Token, words: set[str]) -> Tense:
    modal = _modal(words)
    if modal is not None:
        return modal
    if any(
        child.lower_ == "to" and child.i < token.i and child.dep_ in ("mark", "aux") for child in token.children
    ):
        stands = (token.dep_ in ("ROOT", "parataxis") and has_subject(token)) or is_headline_future(token)
        return "future" if stands or words & _BE else "infinitive"
    if (words & _HAVE and token.tag_ != "VB") or "did" in words:
        return "done"
    if token.tag_ == "VBG" or (token.lower_.endswith("ing") and token.tag_ not in ("VBD", "VBN")):
        if words & _BE:
            return "ongoing"
        return "ongoing" if token.dep_ in ("ROOT", "parataxis") and has_subject(token) else "gerund"
    if "being" in words:
        return "ongoing"
    if token.tag_ in ("VBN", "VBD"):
        return "done"
    if token.tag_ == "VB" and token.dep_ == "ROOT" and not words and not has_subject(token):
        return "infinitive"  # an order: "Send jets, president urges"
    return "present"


def is_headline_future(token: Token) -> bool:
    """Whether a verb is the "to send" of "Poland to send jets", which a parse takes for a noun with a clause."""
    head = token.head
    somebody = head.pos_ == "PROPN" or head.lower_ in giver_nouns()
    named = head.dep_ == "ROOT" and somebody and head.i < token.i and token.i - head.i <= 3
    return token.dep_ == "acl" and token.tag_ == "VB" and named


def _modal(words: set[str]) -> Tense | None:
    if words & _FUTURE:
        return "future"
    if words & {"would", "'d", "’d"}:
        return "would"
    if words & marker("obligation"):
        return "obligation"
    if words & (marker("possible") | {"ca"}):
        return "possible"
    return None


def _auxiliaries(token: Token) -> list[Token]:
    own = [child for child in token.children if child.dep_.startswith(("aux", "cop"))]
    if own or token.dep_ != "conj" or has_subject(token):
        return own
    first = token.head
    same = first.tag_ == token.tag_ or (first.tag_[:2] == "VB" and token.tag_ == "VB")
    return _auxiliaries(first) if same and first.pos_ in ("VERB", "AUX") else own


def has_subject(token: Token) -> bool:
    """Whether `token` has a subject of its own."""
    return any(child.dep_.startswith(("nsubj", "csubj")) for child in token.children)


def _is_passive(token: Token, auxiliaries: list[Token]) -> bool:
    if any(child.dep_ in ("nsubj:pass", "csubj:pass") for child in token.children):
        return True
    if token.tag_ not in ("VBN", "VBD"):
        return False
    if any(aux.dep_ == "aux:pass" for aux in auxiliaries):
        return True
    if token.dep_ == "advcl" and token.tag_ == "VBN" and not auxiliaries and not has_subject(token):
        return True  # "armed with Western tanks, they ..."
    return token.dep_ == "acl" or (token.tag_ == "VBN" and bool({aux.lower_ for aux in auxiliaries} & _BE))


def _negated_subject(token: Token) -> bool:
    subjects = (child for child in token.children if child.dep_.startswith("nsubj"))
    return any(grand.lower_ in ("no", "neither") for child in subjects for grand in child.children)


def _parts(token: Token) -> tuple[Part, ...]:
    if token.pos_ in ("VERB", "AUX"):
        copular = any(child.lower_ in _BE for child in token.children)
        led = any(child.dep_ in ("xcomp", "ccomp", "advcl") for child in token.children)
        if not led or token.tag_ not in ("VBN", "VBD"):
            return ("verb",)
        return ("adjective", "verb") if copular else ("verb", "adjective")  # "Japan poised to send"
    if token.pos_ == "NOUN":
        return ("verb", "noun") if _heads_clause(token) or is_plural_verb(token) else ("noun",)
    if token.pos_ == "PROPN":
        return ("verb",) if _heads_clause(token) else ("noun",)
    if token.pos_ == "ADJ":
        return ("adjective", "verb") if token.lower_.endswith(("ed", "ing")) else ("adjective",)
    return ()


def is_plural_verb(token: Token) -> bool:
    """Whether a verb has been taken for a plural behind a name: "Poland plans to send jets"."""
    named = any(child.dep_ == "compound" and child.pos_ == "PROPN" for child in token.children)
    led = any(child.dep_ == "acl" and child.tag_ == "VB" for child in token.children)
    determined = any(child.dep_ in ("det", "nmod:poss", "amod", "case") for child in token.children)
    return token.dep_ == "ROOT" and token.tag_ == "NNS" and named and led and not determined


def _heads_clause(token: Token) -> bool:
    return token.dep_ in _CLAUSAL and any(
        child.dep_.startswith(("nsubj", "obj", "aux")) or (child.dep_ == "mark" and child.lower_ == "to")
        for child in token.children
    )


def _particle_there(token: Token, word: Word) -> bool:
    if "underway" in word.flags:
        marks = {child.lower_ for child in token.children if child.dep_ == "case"}
        return bool(marks & underway()) and any(child.dep_ == "cop" for child in token.children)
    if word.particle is None:
        return True
    first, *rest = word.particle.split()
    end = min(token.i + 1 + _PARTICLE_REACH, len(token.doc))
    for at in range(token.i + 1, end):
        other = token.doc[at]
        if other.lower_ == first and at + 1 < end and token.doc[at + 1].lower_ in WEEKDAYS:
            return False  # "called on Tuesday for"
        if other.lower_ == first and (at == token.i + 1 or other.head.i == token.i):
            return all(token.doc[at + n].lower_ == w for n, w in enumerate(rest, 1) if at + n < len(token.doc))
    return False
