"""Reconciliation: one entry per fact over many articles, its origins, its ladder, and what disagrees."""

from onrecord.reconciliation.reconciled import Reconciled
from onrecord.reconciliation.reconciling import reconcile

__all__ = ["Reconciled", "reconcile"]
