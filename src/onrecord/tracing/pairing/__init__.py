"""Pairing: which articles are worth comparing sentence by sentence.

`candidates.paired` says it of a collection, `arrivals.added` of one that grows, `arrivals.partners` of articles
that are only asked about.
"""
