"""Rulings as a record holds them."""
