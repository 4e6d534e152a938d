"""Engines: what runs the steps, from inputs to a record."""
