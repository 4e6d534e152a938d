"""Lifting: what one word of a chain, said as it is, makes of the stage inside it."""

from __future__ import annotations

from onrecord.extraction.commitments.lexicon import Word, presenting
from onrecord.extraction.commitments.triggers import Reading
from onrecord.model import Stage

_OPEN: frozenset[Stage] = frozenset({"considered", "approved", "pledged"})


def act_stage(word: Word, how: Reading, told: bool) -> tuple[Stage | None, bool]:
    if how.negated:
        if how.tense == "done" or "comes" in word.frames:
            return None, True  # "the tanks will not arrive" refuses nothing
        return (None, True) if how.tense == "gerund" else ("refused", False)
    if "ahead" in word.flags and how.tense not in ("future", "ongoing"):
        return None, True
    if how.tense == "done":
        return word.act, False
    if how.tense == "future" and word.act == "pledged" and not told:
        return None, True  # "will increase aid" is an outlook unless somebody says so
    if how.tense == "ongoing" and "comes" in word.frames:
        return word.act, False  # "are arriving", "is heading to"
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


def attitude_stage(word: Word, how: Reading) -> tuple[Stage | None, bool]:
    stage = word.attitude
    if stage is None:
        return None, False
    if stage in ("refused", "withdrawn"):
        if how.negated:
            return ("considered", False) if stage == "refused" and word.particle else (None, True)
        if how.tense == "obligation":
            return None, True  # "should stop giving" is no offer
        return ("considered" if how.tense in ("possible", "would") else stage), False
    if how.negated and "deciding" in word.flags and how.tense in ("done", "present"):
        return "considered", False  # "has not decided to send"
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


def turned(word: Word, said: Reading) -> tuple[Stage | None, bool]:
    """The stage that a noun or adjective of attitude gives, and whether "no" takes it away."""
    stage = word.attitude
    if not said.negated:
        open_yet = said.tense == "possible" and stage in ("pledged", "approved", "contracted")
        return ("considered" if open_yet else stage), False  # "an expected announcement", "would be a decision"
    if "deciding" in word.flags:
        return "considered", False
    firm = "willing" in word.flags or (stage == "pledged" and said.tense != "infinitive")
    return ("refused", False) if firm or "planning" in word.flags else (None, True)


def raised(stage: Stage | None, outer: Word, said: Reading, noun: bool = True) -> tuple[Stage | None, bool]:
    """What `outer`, said as `said`, makes of the stage inside it; and whether nothing is left of it.

    noun: the innermost trigger is a noun ("increase supplies of"); an act above a verb gives nothing
    ("support sending").
    """
    early = _without_attitude(stage, outer, said, noun)
    if early is not None:
        return early
    if outer.attitude is None:
        return _by_act(stage, outer, said, noun)
    if "announcing" in outer.flags and outer.attitude == "considered" and said.negated and stage is not None:
        return None, True  # "did not expect that it would send"
    announced = "announcing" in outer.flags and outer.attitude in ("pledged", "considered", "proposed", "refused")
    if announced and stage is not None:
        return stage, False
    if outer.lemma == "deny":
        return None, True
    lifted, dead = attitude_stage(outer, said) if outer.part == "verb" else turned(outer, said)
    if dead or lifted is None:
        return None, True
    if outer.lemma in ("need", "have") and lifted == "requested":
        return "proposed", False
    if outer.part == "noun" and said.negated:
        return lifted, False  # "no plans to", "no decision on"
    return _met(stage, lifted)


def _met(stage: Stage | None, lifted: Stage) -> tuple[Stage | None, bool]:
    """What is left where an attitude meets a stage that is itself one."""
    if stage in ("requested", "proposed") and lifted in ("pledged", "considered", "approved"):
        return stage, False  # "aims to push others to send"
    if stage == "considered" and lifted in ("pledged", "approved"):
        return "considered", False
    if stage in ("refused", "withdrawn") and lifted in ("pledged", "approved"):
        return stage, False
    if stage in ("refused", "withdrawn") and lifted in ("requested", "proposed", "refused"):
        return None, True  # asked not to give, called for an end of aid, rejected a ban
    if (stage, lifted) == ("refused", "withdrawn"):
        return None, True  # "abandoned its refusal to send"
    return lifted, False


def _by_act(stage: Stage | None, outer: Word, said: Reading, noun: bool) -> tuple[Stage | None, bool]:
    """What a verb of acting, telling or beginning makes of a stage."""
    if stage is None and noun and outer.lemma in presenting() and said.tense in ("done", "present"):
        return (None if said.negated else "pledged"), said.negated  # "presented a package of aid"
    if stage == "contracted" and noun and outer.part == "verb" and outer.act in ("delivered", "shipped"):
        done = said.tense in ("done", "present")  # "awarded a contract"
        return ("contracted" if done else "pledged"), said.negated
    if outer.act and outer.part == "verb" and not outer.flags & {"transparent", "report"}:
        return act_stage(outer, said, told=False) if stage is None and noun else (None, True)
    if outer.flags & {"transparent"} and not outer.flags & {"report"}:
        return _through(stage, said)
    return stage, said.negated and (stage in ("delivered", "shipped") or "report" in outer.flags)


def _without_attitude(
    stage: Stage | None, outer: Word, said: Reading, noun: bool
) -> tuple[Stage | None, bool] | None:
    """What a verb of failing, trying or mere expecting makes of a stage; None for any other word."""
    if noun and outer.part == "verb" and outer.lemma in ("expect", "hope"):
        return None, True  # whoever "expects deliveries" gives none
    if "failing" in outer.flags:
        return stage, not said.negated
    if "striving" in outer.flags and outer.attitude is None:
        return ("considered", False) if stage in (None, *_OPEN) else (stage, False)
    return None


def _through(stage: Stage | None, said: Reading) -> tuple[Stage | None, bool]:
    """A transparent verb lends its own tense to an act that has none ("began delivering", "will start to send")."""
    if stage is not None:
        return ("considered" if stage in _OPEN and said.tense == "possible" else stage), False
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
