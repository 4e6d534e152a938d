"""Alignment of one pair of articles at a time: the plain twin of the batched stages, used until they stand."""
