"""Alignment: which passages two articles share, exactly where, and how closely; many pairs at a time."""
