"""Rulings: what people decided, laid over what was reconciled."""
