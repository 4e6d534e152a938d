"""Totals that explain themselves."""
