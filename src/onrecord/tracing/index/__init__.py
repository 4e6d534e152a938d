"""The index: articles and who copied whom among them, in a folder on disk, to which articles are added.

segments   immutable folders of articles, laid out and fingerprinted (packing, sheet_bytes, runs, features, merging)
store      all segments as one collection
results    what was found among them (tables, result_bytes), updated where new articles touch it (updating)
manifest   what of all that belongs to the index: replaced whole, and so all changes are whole
index      the face
"""

from __future__ import annotations

from onrecord.tracing.index.adding import Added
from onrecord.tracing.index.index import Index

__all__ = ["Added", "Index"]
