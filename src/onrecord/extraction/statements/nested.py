"""Reports within reports: which of them an article has on record.

The words that an article gives to X may tell what Y said, thinks or wants, but it is X whom the article has on
record. Kept beside X's is only what Y, somebody else named there, is reported by X to have said in so many words:
"X said that Y had told him that ...".
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.extraction.statements.attributions import Attribution
from onrecord.extraction.statements.contents import is_document
from onrecord.extraction.statements.phrases import marked
from onrecord.model import Span

PERSONS = ("he", "she", "they", "we", "i")
DEEPEST = 8  # reports within reports that are followed; it bounds the work in a sentence without end
SPOKEN = ("ccomp", "xcomp", "advcl", "acl", "acl:relcl")


def outermost(found: list[Attribution], quoted: Sequence[Span]) -> list[Attribution]:
    """`found`, of one unit with the quotations `quoted`, without the reports inside what another one reports, but
    for those of a chain of speakers, which name the cue of the report around them in `within`."""
    around = _around(found)
    out: list[Attribution] = []
    for index, inner in enumerate(found):
        outer = next((o for o in around[index] if not _covers(inner, o.cue)), None)
        if outer is None:
            out.append(inner)
        elif outer.cue is not None and _goes_on_record(inner, outer) and not _inside(quoted, inner.cue):
            out.append(replace(inner, within=outer.cue))
    return _linked(out)


def _around(found: list[Attribution]) -> list[list[Attribution]]:
    """For each report those in whose content its cue stands, the closest first."""
    pieces = sorted(
        (
            (piece.begin, -piece.end, index)
            for index, a in enumerate(found)
            if a.cue is not None
            for piece in a.content
        )
    )
    cues = sorted((a.cue.begin, index) for index, a in enumerate(found) if a.cue is not None)
    around: list[list[Attribution]] = [[] for _ in found]
    open_: list[tuple[int, int]] = []
    following = 0
    for begin, index in cues:
        while following < len(pieces) and pieces[following][0] <= begin:
            open_.append((-pieces[following][1], pieces[following][2]))
            following += 1
        open_ = [(end, owner) for end, owner in open_ if end > begin][-DEEPEST:]
        cue = found[index].cue
        around[index] = [
            found[owner] for end, owner in reversed(open_) if owner != index and cue is not None and cue.end <= end
        ]
    return around


def _covers(attribution: Attribution, cue: Span | None) -> bool:
    return cue is not None and any(piece.covers(cue) for piece in attribution.content)


def _linked(kept: list[Attribution]) -> list[Attribution]:
    """`kept` with no report within one that was dropped."""
    cues = {attribution.cue for attribution in kept}
    return [replace(a, within=None) if a.within is not None and a.within not in cues else a for a in kept]


def _inside(quoted: Sequence[Span], cue: Span | None) -> bool:
    """Whether the cue stands in quoted words, in which nobody but their speaker is on record."""
    if cue is None:
        return False
    at = bisect_right(quoted, cue.begin, key=lambda span: span.begin) - 1
    return at >= 0 and cue.begin < quoted[at].end


def _goes_on_record(inner: Attribution, outer: Attribution) -> bool:
    """Whether `inner` tells what somebody other than the source of `outer` has said."""
    head, source = inner.head, inner.source
    if head is None or source is None or inner.cue is None or inner.cue_class != "speech" or inner.modal:
        return False
    if not _covers(outer, source) or source == outer.source or is_document(head):
        return False
    if head.pos_ == "PRON":
        other = outer.head
        if other is None or other.pos_ != "PRON" or other.lower_ == head.lower_ or head.lower_ not in PERSONS:
            return False
    return _says(inner, inner.cue)


def _says(inner: Attribution, cue: Span) -> bool:
    """Whether the cue is a verb with a clause, or with "to" and an infinitive for somebody who is told."""
    sentence = inner.sentence
    if sentence is None or not sentence.begin <= cue.begin < sentence.end:
        return False
    at = bisect_left(sentence.doc, cue.end - sentence.begin, key=lambda token: token.idx) - 1
    verb: Token = sentence.doc[at]
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    return any(
        child.dep_ == "ccomp" or (child.dep_ in SPOKEN and marked(child, ("that", "to")))
        for child in verb.children
        if child.i > verb.i
    )
