"""Stages: where a chain of triggers puts a commitment, negation, mood and tense taken together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.extraction.commitments.conditions import is_hypothetical, is_question
from onrecord.extraction.commitments.lexicon import Word
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.commitments.triggers import Reading, reading
from onrecord.extraction.commitments.vouching import vouched
from onrecord.model import Stage

_OPEN: frozenset[Stage] = frozenset({"considered", "approved", "pledged"})
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
    if any(is_hypothetical(scene, at) for at, _ in chain):
        return None
    verdict = vouched(scene, chain[0][0])
    if verdict is not None and verdict.verdict == "denied":
        return None
    if verdict is not None:
        inside = [at for at, _ in chain].index(verdict.at) if verdict.at in [at for at, _ in chain] else len(chain)
        chain = chain[: max(inside, 1)]
    elif is_question(scene, chain[0][0]):
        weighing = [at for at, word in chain[1:] if word.attitude == "considered"]
        return Staged("considered", (*weighing, chain[0][0])) if weighing else None
    told = any(word.flags & {"report", "announcing"} for _, word in chain[1:])
    at, word = chain[0]
    token = scene.doc[at]
    verbal = word.part != "noun" and token.pos_ in ("VERB", "AUX", "ADJ", "NOUN", "PROPN")
    how = reading(token) if verbal and word.part == "verb" else _PLAIN
    stage, dead = _first(word, how, told, direct, token)
    if dead:
        return None
    if stage is None and len(chain) > 1 and chain[1][1].act is not None:
        stage = _beside_main(token, word, how)
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
    if stage is None:
        stage = _beside_main(token, word, how)
    if stage is None:
        return None
    return Staged(stage, tuple(dict.fromkeys([*used, at])))


def _beside_main(token: Token, word: Word, how: Reading) -> Stage | None:
    """An act told beside a main clause, in its time: "Germany is a large donor, contributing $46 million".

    So are the means: "it helped by donating ten trucks".
    """
    marks = [child.lower_ for child in token.children if child.dep_ in ("mark", "case") and child.i < token.i]
    if word.act is None or how.tense != "gerund" or how.negated or token.dep_ != "advcl":
        return None
    if marks != ["by"] and (marks or token.left_edge.i == 0 or token.nbor(-1).text != ","):
        return None
    main = reading(token.head)
    if main.negated or main.tense not in ("done", "present", "future", "ongoing"):
        return None
    return word.act if main.tense in ("done", "present") else "pledged"


def _adjective(token: Token, word: Word) -> Reading:
    return reading(token) if word.part == "adjective" else _noun_reading(token)


def _noun_reading(token: Token) -> Reading:
    negated = any(child.lower_ in ("no", "not") for child in token.children)
    return Reading("infinitive", False, negated)


def _first(word: Word, how: Reading, told: bool, direct: bool, token: Token) -> tuple[Stage | None, bool]:
    """The innermost trigger's stage, None when the words above must give it; and whether nothing happened."""
    if word.act is not None and not (direct and word.attitude):
        if word.part == "noun":
            return None, _noun_reading(token).negated
        return _act(word, how, told)
    if word.attitude is None:
        return None, True
    if word.part != "verb":
        said = reading(token) if word.part == "adjective" else _noun_reading(token)
        return _turned(word.attitude, said)
    return _attitude(word, how)


def _act(word: Word, how: Reading, told: bool) -> tuple[Stage | None, bool]:
    if how.negated:
        if how.tense == "done":
            return None, True
        return (None, True) if how.tense == "gerund" else ("refused", False)
    if how.tense == "done":
        return word.act, False
    if how.tense == "future" and word.act == "pledged" and not told:
        return None, True  # "will increase aid" is an outlook unless somebody says so
    if how.tense in ("ongoing", "future"):
        return "pledged", False
    if how.tense == "would":
        return ("pledged" if told else "considered"), False
    if how.tense == "possible":
        return "considered", False
    if how.tense == "obligation":
        return "proposed", False
    if how.tense == "present":
        return ("pledged" if told else word.act), False
    return None, False


def _attitude(word: Word, how: Reading) -> tuple[Stage | None, bool]:
    stage = word.attitude
    if stage is None:
        return None, False
    if stage in ("refused", "withdrawn"):
        if how.negated:
            return ("considered", False) if stage == "refused" and word.particle else (None, True)
        if how.tense == "obligation":
            return None, True  # "should stop giving" is no offer
        return ("considered" if how.tense in ("possible", "would") else stage), False
    if how.negated:
        firm = stage in _OPEN and how.tense in ("future", "ongoing", "present", "would")
        return ("refused", False) if firm else (None, True)
    if how.tense in ("possible", "would", "future") and stage in ("approved", "contracted"):
        return "considered", False
    if how.tense in ("possible",) and stage == "pledged":
        return "considered", False
    if how.tense in ("possible", "obligation") and stage == "requested":
        return "considered" if how.tense == "possible" else "proposed", False
    if how.tense == "obligation" and stage != "considered":
        return "proposed", False
    return stage, False


def _turned(stage: Stage, said: Reading) -> tuple[Stage | None, bool]:
    if not said.negated:
        return stage, False
    return ("refused", False) if stage in ("considered", "pledged") and said.tense != "infinitive" else (None, True)


def raised(stage: Stage | None, outer: Word, said: Reading, noun: bool = True) -> tuple[Stage | None, bool]:
    """What `outer`, said as `said`, makes of the stage inside it; and whether nothing is left of it.

    noun: the innermost trigger is a noun ("increase supplies of"); an act above a verb gives nothing
    ("support sending").
    """
    if outer.attitude is None:
        if outer.act and outer.part == "verb" and not outer.flags & {"transparent", "report"}:
            return _act(outer, said, told=False) if stage is None and noun else (None, True)
        if outer.flags & {"transparent"} and not outer.flags & {"report"}:
            return _through(stage, said)
        return stage, said.negated and (stage in ("delivered", "shipped") or "report" in outer.flags)
    if (
        outer.flags & {"announcing"}
        and stage is not None
        and outer.attitude in ("pledged", "considered", "proposed", "refused")
    ):
        return stage, False
    if outer.lemma == "deny":
        return None, True
    lifted, dead = _attitude(outer, said) if outer.part == "verb" else _turned(outer.attitude, said)
    if dead or lifted is None:
        return None, True
    if outer.lemma in ("need", "have") and lifted == "requested":
        return "proposed", False
    if stage == "considered" and lifted in ("pledged", "approved"):
        return "considered", False
    if stage in ("refused", "withdrawn") and lifted in ("pledged", "approved"):
        return stage, False
    if stage in ("refused", "withdrawn") and lifted in ("requested", "proposed"):
        return None, True  # asked not to give, called for an end of aid
    return lifted, False


def _through(stage: Stage | None, said: Reading) -> tuple[Stage | None, bool]:
    """A transparent verb lends its own tense to an act that has none ("began delivering", "will start to send")."""
    if stage is not None:
        return stage, False
    if said.negated:
        return (None, True) if said.tense == "done" else ("refused", False)
    by_tense: dict[str, Stage | None] = {
        "done": "delivered",
        "ongoing": "pledged",
        "future": "pledged",
        "would": "considered",
        "possible": "considered",
        "obligation": "proposed",
        "present": "delivered",
    }
    return by_tense.get(said.tense), False
