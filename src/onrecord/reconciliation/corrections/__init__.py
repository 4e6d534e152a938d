"""Corrections: an origin's later word on what it said before."""
