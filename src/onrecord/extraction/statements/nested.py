"""Reports within reports: which of them an article has on record."""

from __future__ import annotations

from onrecord.extraction.statements.attributions import Attribution


def outermost(found: list[Attribution]) -> list[Attribution]:
    """`found`, of one unit, without the reports inside what another one reports: the words that the article gives
    to X may tell what Y said, but it is X whom the article has on record."""
    out: list[Attribution] = []
    for inner in found:
        cue = inner.cue
        if cue is None or not any(
            piece.covers(cue) and not any(own.covers(outer.cue) for own in inner.content)
            for outer in found
            if outer is not inner and outer.cue is not None
            for piece in outer.content
        ):
            out.append(inner)
    return out
