"""The neighbourhood of some articles: all of a record that entries over them are concluded from."""

from __future__ import annotations

from collections.abc import Collection

from onrecord.model import Article, Derivation, Trace
from onrecord.record.gate import Gate
from onrecord.record.loading import load_articles
from onrecord.record.tracing import derivations_of, reuse_between, reuse_of


def neighbourhood(gate: Gate, articles: Collection[str]) -> tuple[dict[str, Article], Trace]:
    """`articles`, those that share a passage with them, and all from which any of these derive; with the reuse of
    `articles`, the derivations of all, and the reuse between each and its source.

    One article of each agency comes along, so that a credit is known for an agency's.
    """
    reuse = {(one.a, one.b): one for one in reuse_of(gate, sorted(articles))}
    near = {one for pair in reuse for one in pair} | set(articles)
    derivations: dict[int, Derivation] = {}
    new = set(near)
    while new:
        found = derivations_of(gate, sorted(new))
        derivations |= found
        new = {one.source for one in found.values() if one.source is not None} - near
        near |= new
    lines = {
        (min(one.article, one.source), max(one.article, one.source))
        for one in derivations.values()
        if one.source is not None
    }
    reuse |= {(one.a, one.b): one for one in reuse_between(gate, lines - set(reuse))}
    agencies = gate.all("find agencies", "SELECT min(id) FROM articles WHERE wire NOT NULL GROUP BY wire")
    wanted = sorted(near | {str(id_) for (id_,) in agencies})
    trace = Trace(
        tuple(reuse[pair] for pair in sorted(reuse)), tuple(derivations[at] for at in sorted(derivations))
    )
    return {one.id: one for one in load_articles(gate, wanted)}, trace
