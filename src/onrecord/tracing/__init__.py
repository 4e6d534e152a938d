"""Tracing: who has whose passages, and from where.

Three stages, each readable alone: `fingerprints` and `candidates` find the pairs worth a look, `alignment` and
`passages` say what two articles share, `derivation` says who has it from whom. Nothing here knows a language's
grammar; any language is traced for verbatim and edited copies.
"""

from __future__ import annotations

from onrecord.tracing.tracing import trace

__all__ = ["trace"]
