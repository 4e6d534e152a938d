"""Polarity of a cue: whether it is denied ("did not say"), or not told as having happened ("may say")."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extraction.statements.cues import Cues

REACH = 3  # how many verbs up "is expected to be ready to say" is followed
NEGATED_DETERMINERS = ("no", "neither")


def is_negated(token: Token, cues: Cues) -> bool:
    """Whether the verb, noun or adjective is denied: by itself, or by the verb whose infinitive it is."""
    for holder in _chain(token, cues):
        if any(child.lower_ in cues.negations and child.i < token.i for child in holder.children):
            return True
        if holder is not token and _refuses(holder, cues):
            return True
    return token.pos_ == "NOUN" and any(
        child.lower_ in NEGATED_DETERMINERS and child.nbor().lower_ != "doubt"
        for child in token.children
        if child.i < token.i
    )


def is_neither(head: Token) -> bool:
    """Whether a source denies its cue: "neither government has said"."""
    return head.lower_ == "neither" or any(child.lower_ == "neither" for child in head.children)


def is_modal(token: Token, cues: Cues) -> bool:
    """Whether the verb or adjective is only possible, planned, wanted or supposed."""
    for holder in _chain(token, cues):
        if any(_is_modal_auxiliary(child, cues) and child.i < token.i for child in holder.children):
            return True
        if holder is not token and (holder.lower_ in cues.prospects or _plans(holder, cues)):
            return True
        if holder.dep_ == "advcl" and not cues.conditions.isdisjoint(_marks(holder)):
            return True
    return False


def _refuses(verb: Token, cues: Cues) -> bool:
    """Whether what the verb's infinitive tells has not happened: "failed to say", "has yet to say"."""
    return verb.lower_ in cues.refusals or any(child.lower_ in cues.refusals for child in verb.children)


def _marks(token: Token) -> set[str]:
    return {child.lower_ for child in token.children if child.dep_ == "mark"}


def _chain(token: Token, cues: Cues) -> list[Token]:
    """The token and the verbs whose infinitive it is: "is expected to say"; the first of verbs joined by "or"."""
    out = [token]
    for _ in range(REACH):
        at = out[-1]
        joined = at.dep_ == "conj" and any(child.lower_ in ("or", "nor") for child in at.children)
        infinitive = at.dep_ in ("xcomp", "advcl") and "to" in _marks(at)
        bare = joined or (infinitive and (at.dep_ == "xcomp" or at.head.lower_ in cues.prospects))
        if not bare or at.head.i >= at.i:
            break
        out.append(at.head)
    return out


def _is_modal_auxiliary(child: Token, cues: Cues) -> bool:
    return child.dep_ == "aux" and child.lower_ in cues.modals


def _plans(verb: Token, cues: Cues) -> bool:
    """Whether the verb, taken with an infinitive, tells an intention or an expectation: "plans to announce"."""
    cue = cues.verbs.get(verb.lower_)
    if cue is None:
        return False
    passive = any(child.dep_ == "aux:pass" for child in verb.children)
    return cue.takes.get("infinitive") == "intent" or (passive and cue.takes.get("passive") == "thought")
