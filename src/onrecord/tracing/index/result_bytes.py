"""Reuse and derivations as bytes and back."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.model import Derivation, Passage, Reason, Relation, Reuse, Span, Spans
from onrecord.tracing.index.packing import decoded, encoded

RELATIONS: tuple[Relation, ...] = ("verbatim", "edited", "rewritten")
NUMBER = {relation: number for number, relation in enumerate(RELATIONS)}
HEAD, PASSAGE = struct.Struct("<BBdd"), struct.Struct("<IIIIB")

_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_read = json.JSONDecoder().decode


def packed_reuse(reuse: Reuse, turned: bool) -> bytes:
    """`reuse` without its ids. turned: whether its `a` is the article of the larger number."""
    head = HEAD.pack(turned, NUMBER[reuse.relation], reuse.coverage_a, reuse.coverage_b)
    return head + b"".join([PASSAGE.pack(*each.a, *each.b, NUMBER[each.relation]) for each in reuse.passages])


def unpacked_reuse(raw: bytes | memoryview, first: str, second: str) -> Reuse:
    """The reuse of the articles of these ids; that of the smaller number first."""
    turned, relation, coverage_a, coverage_b = HEAD.unpack_from(raw)
    passages = tuple(
        Passage(Span(a, a_end), Span(b, b_end), RELATIONS[how])
        for a, a_end, b, b_end, how in PASSAGE.iter_unpack(raw[HEAD.size :])
    )
    a, b = (second, first) if turned else (first, second)
    return Reuse(a, b, RELATIONS[relation], coverage_a, coverage_b, passages)


def packed_derivations(found: Sequence[Derivation]) -> bytes:
    """The derivations of one article, without its id."""
    rows = [
        [each.source, each.wire, each.confidence, each.passages, [_reason(reason) for reason in each.evidence]]
        for each in found
    ]
    return encoded(_write(rows))


def unpacked_derivations(raw: bytes | memoryview, article: str) -> list[Derivation]:
    """The derivations of the article of that id."""
    return [
        Derivation(
            article,
            source,
            wire,
            confidence,
            _spans(passages),
            tuple(Reason(kind, detail, _spans(spans)) for kind, detail, spans in evidence),
        )
        for source, wire, confidence, passages, evidence in _read(decoded(raw))
    ]


def _reason(reason: Reason) -> tuple[str, str, Spans]:
    return reason.kind, reason.detail, reason.spans


def _spans(pairs: Iterable[Any]) -> Spans:
    return tuple(Span(begin, end) for begin, end in pairs)
