"""Commitments: which findings of promises are one entry."""
