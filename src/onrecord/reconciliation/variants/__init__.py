"""Variants: one utterance, many wordings; what each changed, and which is closest to the origin."""

from onrecord.reconciliation.variants.closest import Lineage
from onrecord.reconciliation.variants.variants import variants_of

__all__ = ["Lineage", "variants_of"]
