"""Stages: where a chain of triggers puts a commitment, negation, mood and tense taken together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.extraction.commitments.conditions import is_counterfactual, is_hypothetical, is_question
from onrecord.extraction.commitments.lexicon import Word, enacted, marker
from onrecord.extraction.commitments.lifting import act_stage, attitude_stage, raised, turned
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.commitments.triggers import Reading, reading
from onrecord.extraction.commitments.vouching import vouched
from onrecord.model import Stage

_PLAIN = Reading("infinitive")


@dataclass(frozen=True, slots=True)
class Staged:
    """A stage and the tokens whose words give it, innermost first."""

    stage: Stage
    tokens: tuple[int, ...]


def stage_of(scene: Scene, chain: Sequence[tuple[int, Word]], direct: bool) -> Staged | None:
    """The stage of a good that hangs on `chain` (innermost trigger first, at least one).

    direct: the good is the attitude's own object ("pledged tanks"), not an act's.
    Returns None when the chain says nothing happened, only thought of it, or only names it.
    """
    if any(is_hypothetical(scene, at) for at, _ in chain) or _is_awaited(scene.doc[chain[0][0]]):
        return None
    if any(_is_warned(scene.doc[at]) or _is_given_up(scene, at) for at, _ in chain):
        return None
    if is_counterfactual(scene.doc[chain[0][0]]):
        return None
    verdict = vouched(scene, chain[0][0])
    if verdict is not None and verdict.verdict == "denied":
        return None
    if verdict is None and is_question(scene, chain[0][0]):
        weighing = [at for at, word in chain[1:] if word.attitude == "considered" or "deciding" in word.flags]
        return Staged("considered", (*weighing, chain[0][0])) if weighing else None
    if verdict is not None:
        told = [n for n, (at, _) in enumerate(chain) if at == verdict.at and n]
        chain = chain[: told[0]] if told else chain  # a doubt lifts nothing: what is doubted keeps its stage
    return _climb(scene, chain, direct)


def _is_awaited(token: Token) -> bool:
    """Whether a clause only tells until when something is ("before the tanks arrive", "are sent")."""
    now = reading(token).tense == "present" or any(child.lower_ in ("is", "are") for child in token.children)
    marks = {child.lower_ for child in token.children if child.dep_ == "mark"}
    return now and token.dep_ == "advcl" and bool(marks & marker("awaited"))


def _is_warned(token: Token) -> bool:
    """Whether somebody is only warned to do it ("warned them to halt supplies")."""
    warns = token.head.lemma_.lower() in marker("warning") and token.head.i < token.i
    return warns and token.dep_ == "xcomp"


def _is_given_up(scene: Scene, at: int) -> bool:
    """Whether a verb of taking back takes back a refusal ("abandoned its refusal to send")."""
    words = (scene.triggers.get(child.i) for child in scene.doc[at].children if child.dep_ == "obj")
    refusals = any(word is not None and word.part == "noun" and word.attitude == "refused" for word in words)
    return scene.triggers[at].attitude == "withdrawn" and refusals


def _climb(scene: Scene, chain: Sequence[tuple[int, Word]], direct: bool) -> Staged | None:
    """The stage at the top of `chain`, word by word from the inside out."""
    told = any(word.flags & {"report", "announcing"} for _, word in chain[1:])
    at, word = chain[0]
    token = scene.doc[at]
    verbal = word.part != "noun" and token.pos_ in ("VERB", "AUX", "ADJ", "NOUN", "PROPN")
    how = reading(token) if verbal and word.part == "verb" else _PLAIN
    stage, dead = _first(word, how, told, direct, token)
    if dead or (len(chain) == 1 and word.part == "verb" and _is_topic(token, how)):
        return None
    if stage is None and len(chain) > 1 and chain[1][1].act is not None:
        stage = _beside_main(scene, token, word, how)
        if stage is not None:
            return Staged(stage, (at,))
    used = [at] if stage else []
    for above, outer in chain[1:]:
        said = reading(scene.doc[above]) if outer.part == "verb" else _adjective(scene.doc[above], outer)
        new, dead = raised(stage, outer, said, noun=chain[0][1].part == "noun")
        if dead:
            return None
        if new != stage:
            used.append(above)
        stage = new
    stage = stage or _beside_main(scene, token, word, how)
    if stage is None:
        return None
    if stage == "contracted" and any(_enacts(scene, at) for at in used):
        stage = "approved"
    return Staged(stage, tuple(dict.fromkeys([*used, at])))


def _is_topic(token: Token, how: Reading) -> bool:
    """Whether an attitude is only what something is about ("its position on allowing exports")."""
    marks = {child.lower_ for child in token.children if child.dep_ in ("mark", "case") and child.i < token.i}
    return how.tense == "gerund" and bool(
        marks & {"on", "of", "about", "over", "for", "against", "without", "than"}
    )


def _enacts(scene: Scene, at: int) -> bool:
    """Whether what is signed is a law: "signed a $40bn package", "signed the bill"."""
    word = scene.triggers.get(at)
    things = (child.lower_ for child in scene.doc[at].children if child.dep_ in ("obj", "obl", "nsubj:pass"))
    return word is not None and word.lemma == "sign" and bool(enacted() & set(things))


def _beside_main(scene: Scene, token: Token, word: Word, how: Reading) -> Stage | None:
    """An act told beside a main clause, in its time: "Germany is a large donor, contributing $46 million".

    So are the means, "it helped by donating ten trucks", and what went before, "after sending ten trucks".
    """
    marks = [child.lower_ for child in token.children if child.dep_ in ("mark", "case") and child.i < token.i]
    if word.act is None or how.tense != "gerund" or how.negated or token.dep_ != "advcl":
        return None
    if marks in (["after"], ["since"]):
        return word.act
    if marks != ["by"] and (marks or token.left_edge.i == 0 or token.nbor(-1).text != ","):
        return None
    above = scene.triggers.get(token.head.i)
    if above is not None and above.attitude == "pledged":
        return "pledged"  # "announced a package, providing ..."
    main = reading(token.head)
    if main.negated or main.tense not in ("done", "present", "future", "ongoing"):
        return None
    return word.act if main.tense in ("done", "present") else "pledged"


def _adjective(token: Token, word: Word) -> Reading:
    return reading(token) if word.part == "adjective" else _noun_reading(token)


def _noun_reading(token: Token) -> Reading:
    """How a noun is said: negated by "no", or by the verb that only carries it ("has not made a decision")."""
    negated = any(child.lower_ in ("no", "not", "neither", "without") for child in token.children)
    modal = any(child.dep_ == "cop" for child in token.children) and reading(token).tense in ("would", "possible")
    if modal or any(child.lower_ in marker("hoped_for") and child.dep_ == "amod" for child in token.children):
        return Reading("possible", False, negated)  # "an expected announcement", "sending would be a decision"
    carried = token.dep_ in ("obj", "nsubj", "nsubj:pass") and token.head.lower_ in marker("carrying")
    return Reading("infinitive", False, negated or (carried and reading(token.head).negated))


def _first(word: Word, how: Reading, told: bool, direct: bool, token: Token) -> tuple[Stage | None, bool]:
    """The innermost trigger's stage, None when the words above must give it; and whether nothing happened."""
    if word.act is not None and not (direct and word.attitude):
        if word.part == "noun":
            return None, _noun_reading(token).negated
        if how.tense in ("ongoing", "gerund") and any(child.lower_ == "against" for child in token.lefts):
            return "refused", False  # "are against sending"
        relative = token.dep_ in ("acl:relcl", "advcl:relcl")
        if how.tense == "ongoing" and relative and not how.negated and word.act == "delivered":
            return word.act, False  # "the tanks that it is providing"
        if word.lemma in marker("spending") and how.tense == "done" and not how.negated:
            return "delivered", False
        return act_stage(word, how, told)
    if word.attitude is None:
        return None, True
    if word.part != "verb":
        said = reading(token) if word.part == "adjective" else _noun_reading(token)
        return turned(word, said)
    return attitude_stage(word, how)
