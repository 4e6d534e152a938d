"""Plots as SVG with text that can be selected; each is drawn from the rows of the table that stands behind it."""
