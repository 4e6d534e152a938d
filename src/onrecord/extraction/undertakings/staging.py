"""Staging: the stage of an act, all the words that stand above it taken together."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.extraction.commitments.conditions import is_hypothetical, is_question
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.commitments.triggers import reading
from onrecord.extraction.undertakings.acts import Act, addressee_of
from onrecord.extraction.undertakings.lexicon import Cue, cues, has_particle, verbs
from onrecord.model import Stage

_UP = 6
_ASKED: frozenset[Stage] = frozenset({"requested", "proposed"})
_CARRIED = frozenset({"xcomp", "ccomp", "obj", "acl", "csubj", "nsubj:pass", "obl", "advcl", "parataxis"})


@dataclass(frozen=True, slots=True)
class Staged:
    """A stage, the tokens whose words give it, and the outermost cue: who stands there decides."""

    stage: Stage
    tokens: tuple[int, ...]
    outer: int
    cue: Cue


def staged(scene: Scene, act: Act) -> Staged | None:
    """Where the words above `act` put it; None when they say that nothing was undertaken."""
    doc = scene.doc
    if is_hypothetical(scene, act.at) or is_question(scene, act.at) or _is_awaited(doc[act.at]):
        return None
    stage = _said(act.cue, doc[act.at])
    if stage is None:
        return None
    tokens, outer, cue = [act.at], act.at, act.cue
    token = doc[act.at]
    for _ in range(_UP):
        above = _above(token)
        if above is None:
            break
        higher = next((c for c in cues().get(above.lower_, ()) if _governs(above, c, token)), None)
        if above.lower_ in verbs("acts", "voiding") and higher is None:
            return None
        if higher is not None:
            new = _said(higher, above)
            if new is None:
                return None
            raised = _raised(stage, new, higher)
            if raised is None:
                return None
            if raised != stage:
                tokens.append(above.i)
            if raised == new and new not in ("approved", "pledged"):
                outer, cue = above.i, higher
            stage = raised
        elif above.pos_ in ("VERB", "NOUN") and above.lower_ not in _passing():
            break
        token = above
    if outer == act.at and act.cue.part == "verb" and reading(doc[act.at]).tense == "infinitive":
        return None
    return Staged(stage, tuple(tokens), outer, cue)


def _is_awaited(token: Token) -> bool:
    """Whether a cue tells what is only waited for: "until Norway agrees to pay"."""
    return any(c.dep_ == "mark" and c.lower_ in ("until", "before", "unless") for c in token.children)


def _passing() -> frozenset[str]:
    """Verbs through which a cue's meaning passes: telling ones, and those that only carry it."""
    return verbs("telling", "verbs") | verbs("acts", "carrying")


def _above(token: Token) -> Token | None:
    head = token.head
    if head.i == token.i:
        return None
    if token.dep_ == "conj":
        return (
            head if not any(c.dep_.startswith("nsubj") for c in token.children) and head.head.i != head.i else None
        )
    if token.dep_ == "advcl" and not any(c.lower_ == "to" for c in token.children if c.dep_ in ("mark", "aux")):
        return None
    return head if token.dep_ in _CARRIED else None


def _governs(token: Token, cue: Cue, below: Token) -> bool:
    """Whether `token` is the cue with what hangs on it: "took back its promise", "rejected calls"."""
    if cue.part == "verb":
        if token.pos_ not in ("VERB", "AUX") or (cue.frame == "things") != (below.pos_ == "NOUN"):
            return False
        if cue.frame == "others" and cue.lemma == "want" and addressee_of(token, cue) is None:
            return False
        return cue.particle is None or has_particle(token, cue.particle)
    return token.pos_ == ("NOUN" if cue.part == "noun" else "ADJ")


def _said(cue: Cue, token: Token) -> Stage | None:
    """The stage of a cue by how it is said: "would agree" is considered, "has not agreed" is nothing."""
    if token.dep_ == "xcomp" and token.head.lower_ in ("have", "has", "had"):
        return None  # "have to agree"
    if cue.part == "noun":
        denied = any(c.lower_ in ("no", "not") and c.dep_ == "det" for c in token.children)
        if cue.stage == "considered":  # "has no plans to", "has plans to"
            had = token.dep_ == "obj" and token.head.lower_ in ("has", "have", "had")
            return ("refused" if denied else cue.stage) if had else None
        owned = any(c.dep_ == "nmod:poss" for c in token.children)
        if cue.frame == "own" and not owned:
            return None
        return None if any(c.lower_ in ("no", "not") for c in token.children) else cue.stage
    how = reading(token)
    if how.negated and any(c.lower_ == "yet" for c in token.children):
        return None  # "is not yet ready"
    if how.negated:
        firm = cue.stage in ("pledged", "considered", "approved") and how.tense in (
            "future",
            "present",
            "ongoing",
            "would",
        )
        return "refused" if firm else None
    if cue.stage in ("pledged", "approved"):
        if how.tense in ("possible", "would"):
            return "considered"
        if how.tense == "obligation" or (cue.stage == "pledged" and how.tense == "future"):
            return None  # "will agree when": nobody has promised yet
        if cue.stage == "approved" and how.tense in ("future", "infinitive", "gerund"):
            return "considered" if how.tense == "future" else None
    if how.tense == "would" and cue.stage in _ASKED:
        return None
    if how.tense in ("possible", "obligation") or (how.tense in ("future", "would") and cue.stage == "withdrawn"):
        return None
    return cue.stage


def _raised(stage: Stage, above: Stage, cue: Cue) -> Stage | None:
    if above in _ASKED:
        return None if stage in ("refused", "withdrawn") else "proposed"
    if stage in _ASKED:
        if cue.frame == "things":  # "rejected calls to lift it"; "dropped its demand" undoes no act
            return {"refused": above, "considered": above, "withdrawn": None}.get(above, stage)
        return stage
    if above in ("approved", "pledged"):
        return stage
    if stage in ("refused", "withdrawn") and above != "considered":
        return None
    return above
