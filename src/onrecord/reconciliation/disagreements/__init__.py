"""Disagreements: where two reports of one thing differ, of what kind, and how gravely."""
