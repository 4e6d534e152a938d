"""Ladders: one commitment's or one bid's life, step by step."""

from onrecord.reconciliation.ladder.building import ladder
from onrecord.reconciliation.ladder.parts import told_in_part
from onrecord.reconciliation.ladder.stages import REVERSALS, rank
from onrecord.reconciliation.ladder.standing import stage_of, standing_stage

__all__ = ["REVERSALS", "ladder", "rank", "stage_of", "standing_stage", "told_in_part"]
