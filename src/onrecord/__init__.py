"""onrecord reads many news reports of the same events and writes an evidence-backed record."""

__version__ = "0.1.0"
