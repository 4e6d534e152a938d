"""Telling: acts that somebody says they will do, will not do, or that another must do."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.extraction.commitments.conditions import is_hypothetical, is_question
from onrecord.extraction.commitments.parties import Memory
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.commitments.triggers import Reading, reading
from onrecord.extraction.undertakings.acts import Act, is_act, is_light
from onrecord.extraction.undertakings.doers import political, subject_of
from onrecord.extraction.undertakings.lexicon import Cue, Frame, is_listed, nouns, verbs
from onrecord.extraction.undertakings.staging import Staged
from onrecord.extraction.undertakings.wording import verb_words
from onrecord.model import Stage

_SAYING = 4  # words behind "do" that make it say something


def told_acts(scene: Scene, memory: Memory) -> Iterator[tuple[Act, Staged]]:
    """The acts that stand in the words of whoever tells them, or are flatly refused."""
    for token in scene.doc:
        if token.tag_ == "VBN" and _must_be_done(scene, token):
            teller = _teller(token)
            if teller is not None:
                yield _called_for(token, teller)
            continue
        if token.pos_ not in ("VERB", "AUX") or token.tag_ != "VB":
            continue
        how, obliged = reading(token), _obliging(token)
        subject = None if how.passive else _subject(obliged or token)
        if subject is None or (token.lower_ in verbs("acts", "transitive") and not _has_object(token)):
            continue
        if is_hypothetical(scene, token.i) or is_question(scene, token.i) or _is_doubted(token):
            continue
        listed, teller = is_listed(token, "acts", "told") or is_light(token), _teller(obliged or token)
        if obliged is not None or how.tense == "obligation":
            own = subject.pos_ == "PRON" and (teller is None or teller.i < subject.i)  # "insists it must"
            if teller is not None and not how.negated and not own and _is_demand(token):
                yield _act(token, subject, "proposed", teller)
        elif how.tense == "future" and how.negated and is_act(token, asked=False):
            yield _act(token, subject, "refused", None)
        elif teller is not None and listed and _is_own(scene, subject, teller, memory):
            stage = _own_stage(token, how) if teller.lower_ not in verbs("telling", "warning") else None
            speaker = subject_of(teller) if subject.pos_ == "PRON" or _is_army(subject) else None
            if stage is not None:
                yield _act(token, speaker or subject, stage, teller)


def _own_stage(verb: Token, how: Reading) -> Stage | None:
    """The stage of what somebody says of their own doing: "it will", "it would not", "it may"."""
    if how.tense in ("future", "would"):
        ended = any(c.lower_ == "longer" for c in verb.children)  # "will no longer take part"
        return "refused" if how.negated or ended else "pledged"
    return "considered" if how.tense == "possible" and not how.negated else None


def _must_be_done(scene: Scene, verb: Token) -> bool:
    """Whether a passive tells what must be done, by whomever: "the prisoners must be released"."""
    named = is_listed(verb, "acts", "told") or is_listed(verb, "acts", "own") or verb.lower_ == "avoided"
    if not named or is_hypothetical(scene, verb.i) or is_question(scene, verb.i):
        return False
    how = reading(verb)
    return how.passive and how.tense == "obligation" and not how.negated


def _called_for(verb: Token, teller: Token) -> tuple[Act, Staged]:
    """An act that nobody in particular is to do: it is proposed by who says so."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj:pass"), verb)
    cue = Cue(verb.lower_, "verb", "proposed", "things")
    first = min(subject.left_edge.i, verb.i)
    words = Range((first + (verb.doc[first].dep_ == "det"), verb_words(verb).last))
    return Act(cue, teller.i, verb.i, words), Staged("proposed", (verb.i,), teller.i, cue)


def _is_demand(verb: Token) -> bool:
    """Whether what somebody must do is an act: not "must win", "must be", "must do more"."""
    if verb.lower_ in verbs("acts", "vague") or is_act(verb, asked=True):
        return True
    return verb.lower_ in ("do", "make", "put", "keep", "use") and verb.right_edge.i - verb.i >= _SAYING


def _obliging(verb: Token) -> Token | None:
    """The "has" of "has to lift", where it is said of somebody now."""
    head = verb.head
    if verb.dep_ != "xcomp" or head.lower_ not in ("has", "have", "needs", "need") or head.i > verb.i:
        return None
    bare = not any(child.dep_ in ("obj", "advmod") or child.dep_.startswith("aux") for child in head.children)
    return head if bare and any(c.lower_ == "to" for c in verb.children if c.i < verb.i) else None


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, or of the one that it is coordinated with: "has closed it and will not reopen it"."""
    own = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if own is not None or verb.dep_ != "conj":
        return own
    return next((c for c in verb.head.children if c.dep_ == "nsubj" and c.i < verb.i), None)


def _is_doubted(verb: Token) -> bool:
    """Whether somebody only thinks, fears or expects it: "reasons to believe that it will not"."""
    above = list(verb.ancestors)[:3]
    return any(token.lower_ in verbs("acts", "voiding") for token in above)


def _has_object(verb: Token) -> bool:
    return any(c.dep_ == "obj" for c in verb.children)


def _act(verb: Token, subject: Token, stage: Stage, teller: Token | None) -> tuple[Act, Staged]:
    frame: Frame = "others" if stage == "proposed" else "own"
    cue = Cue(verb.lower_, "verb", stage, frame)
    at = teller.i if teller is not None and stage == "proposed" else verb.i
    return Act(cue, at, verb.i, verb_words(verb, denied_too=stage != "refused"), subject), Staged(
        stage, (verb.i,), at, cue
    )


def _teller(verb: Token) -> Token | None:
    """The verb of telling that a clause stands under, or that stands beside it: "..., the ministry said"."""
    head = verb.head
    if verb.dep_ == "conj" and head.i != verb.i:
        verb, head = head, head.head
    if verb.dep_ == "ccomp" and head.lower_ in verbs("telling", "verbs") and head.pos_ == "VERB":
        return head
    return next(
        (c for c in verb.children if c.dep_ in ("parataxis", "ccomp") and c.lower_ in verbs("telling", "verbs")),
        None,
    )


def _is_own(scene: Scene, subject: Token, teller: Token, memory: Memory) -> bool:
    """Whether a teller speaks of their own doing: "it would", "Norway will" from a Norwegian minister."""
    said_by = political(scene, subject_of(teller), memory)
    if said_by is None:
        return False
    if teller.dep_ == "parataxis" and said_by.code is None:
        return political(scene, subject, memory) is not None  # "..., the palace said"
    if subject.pos_ == "PRON":
        return subject.lower_ in ("it", "they", "we", "he", "she", "i")
    if _is_army(subject):
        return True
    doer = political(scene, subject, memory)
    return doer is not None and doer.code is not None and doer.code == said_by.code


def _is_army(subject: Token) -> bool:
    """Whether somebody's own men are meant: "the militia's chief said the men will leave the port"."""
    named = any(c.pos_ == "PROPN" or c.tag_ == "JJ" for c in subject.children)
    return not named and subject.lower_ in nouns("actors", "men")
