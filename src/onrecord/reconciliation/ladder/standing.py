"""Standing: the stage that an entry has come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.model import Rung
from onrecord.reconciliation.ladder.building import ladder
from onrecord.reconciliation.ladder.parts import is_whole
from onrecord.reconciliation.ladder.stages import FINAL, FORWARD, IN_PART, REVERSALS, rank
from onrecord.reconciliation.ladder.steps import conditional, recalled
from onrecord.reconciliation.located import Located


def stage_of(group: Sequence[Located], origins: Mapping[str, str]) -> str | None:
    """The stage of an entry: that of what is told as news and without a condition, where anything is.

    "If parliament agrees, it will send them" lifts nobody's consideration to a promise, and what was pledged before
    says nothing of today's talks; both count where nothing else is known.
    """
    news = [each for each in group if not recalled(each)] or group
    firm = [each for each in news if not conditional(each)]
    stages = (standing_stage(ladder(some, origins)) for some in (firm, news, group))
    return next((stage for stage in stages if stage is not None), None)


def standing_stage(rungs: Sequence[Rung]) -> str | None:
    """The furthest stage of a ladder that still stands.

    A refusal, withdrawal or blocking that nothing turned round is the last word, unless all was done before. What
    is doubted or done in part counts where nothing else is known. Without dates the further stage stands.
    """
    sure = [rung for rung in rungs if not rung.doubted] or list(rungs)
    stand = [rung for rung in sure if rung.stage not in IN_PART or is_whole(rung.quantity, rung.of)] or sure
    done = next((rung.stage for rung in stand if rung.stage in FINAL), None)
    if done or not stand:
        return done
    turns = [at for at, rung in enumerate(stand) if rung.stage in REVERSALS]
    if not turns:
        return max((rung.stage for rung in stand), key=rank)
    after = [rung for rung in stand[turns[-1] :] if _turns_round(rung, stand[turns[-1]])]
    return max((rung.stage for rung in after), key=rank) if after else stand[turns[-1]].stage


def _turns_round(rung: Rung, reversal: Rung) -> bool:
    """Whether a later rung turns a reversal round; one without a day may be from before it."""
    if reversal.date and not rung.date:
        return False
    lifted = rung.stage == "ratification" and rung.by and (not reversal.by or set(rung.by) & set(reversal.by))
    return bool(lifted) or rung.stage in FORWARD
