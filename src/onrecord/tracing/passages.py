"""From links and runs to passages: exact spans, their relation, and what two articles share in all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from onrecord.model import Passage, Relation, Reuse, Span, merged
from onrecord.tracing.alignment import Link, aligned_sentences
from onrecord.tracing.fingerprints import story_of
from onrecord.tracing.folding import Bools
from onrecord.tracing.runs import shared_runs
from onrecord.tracing.sheets import Sheet, text_of
from onrecord.tracing.similarity import order_alike

EDITED = 0.6
"""Share of the words of both sides, in order, from which a passage is edited rather than rewritten."""

COPIED_BITS, REWRITTEN_BITS = 40.0, 70.0
"""What two articles must share in all to count as reuse, in bits beyond function words: one copied sentence of
some substance, or several rewritten ones. Short of it, stock phrases and common names explain it."""

QUOTES = str.maketrans(
    dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′`´", "'") | {"—": "-", "–": "-", "…": "..."}
)
MOVED = re.compile(r"""([.,])(["'])""")
SPACES = re.compile(r"\s+")
RANK: dict[Relation, int] = {"verbatim": 0, "edited": 1, "rewritten": 2}


def reuse_of(a: Sheet, b: Sheet) -> Reuse | None:
    """What two articles share, or None when that is too little. The article of `a` has the smaller id."""
    links = aligned_sentences(a, b)
    found = [(_passage(a, b, link), _shared_bits(a, b, link)) for link in links]
    found += _run_passages(a, b, links)
    copied = sum(bits for passage, bits in found if passage.relation != "rewritten")
    rewritten = sum(bits for passage, bits in found if passage.relation == "rewritten")
    if copied < COPIED_BITS and copied + rewritten < REWRITTEN_BITS:
        return None
    passages = _merged_verbatim(
        a, b, sorted((passage for passage, _ in found), key=lambda passage: (passage.a, passage.b))
    )
    return Reuse(
        a=a.article.id,
        b=b.article.id,
        relation=_main_relation(passages),
        coverage_a=_coverage(a, [passage.a for passage in passages]),
        coverage_b=_coverage(b, [passage.b for passage in passages]),
        passages=tuple(passages),
    )


def _passage(a: Sheet, b: Sheet, link: Link) -> Passage:
    left = Span(a.spans[link.a].begin, a.spans[link.a_end - 1].end)
    right = Span(b.spans[link.b].begin, b.spans[link.b_end - 1].end)
    return Passage(left, right, _relation(a, b, link, text_of(a, left), text_of(b, right)))


def _relation(a: Sheet, b: Sheet, link: Link, left: str, right: str) -> Relation:
    if same_words(left, right):
        return "verbatim"
    alike = order_alike(a.words_in(link.a, link.a_end), b.words_in(link.b, link.b_end))
    return "edited" if alike >= EDITED else "rewritten"


def same_words(left: str, right: str) -> bool:
    """Whether two stretches are equal but for white space, quotation mark style and the first letter's case."""
    return left == right or _plain(left) == _plain(right)


def _plain(text: str) -> str:
    plain = MOVED.sub(r"\2\1", SPACES.sub(" ", text).strip().translate(QUOTES))
    return plain[:1].lower() + plain[1:]


def _shared_bits(a: Sheet, b: Sheet, link: Link) -> float:
    """Bits of the words that both sides of a link have, each word once."""
    here = slice(int(a.first[link.a]), int(a.first[link.a_end]))
    there = b.words_in(link.b, link.b_end)
    words, at = np.unique(a.words[here], return_index=True)
    return float(a.weight[here][at][np.isin(words, there)].sum())


def _run_passages(a: Sheet, b: Sheet, links: Sequence[Link]) -> list[tuple[Passage, float]]:
    free_a = _free_words(a, [(link.a, link.a_end) for link in links])
    free_b = _free_words(b, [(link.b, link.b_end) for link in links])
    out = []
    for run in shared_runs(a, b, free_a, free_b):
        left = Span(int(a.begin[run.a]), int(a.end[run.a + run.size - 1]))
        right = Span(int(b.begin[run.b]), int(b.end[run.b + run.size - 1]))
        relation: Relation = "verbatim" if same_words(text_of(a, left), text_of(b, right)) else "edited"
        out.append((Passage(left, right, relation), float(a.weight[run.a : run.a + run.size].sum())))
    return out


def _free_words(sheet: Sheet, taken: Sequence[tuple[int, int]]) -> Bools:
    free = np.ones(len(sheet.words), np.bool_)
    for begin, end in taken:
        free[sheet.first[begin] : sheet.first[end]] = False
    return free


def _merged_verbatim(a: Sheet, b: Sheet, passages: Sequence[Passage]) -> list[Passage]:
    """Verbatim passages that follow each other on both sides, with nothing but white space between, made one."""
    out: list[Passage] = []
    for passage in passages:
        if out and passage.relation == out[-1].relation == "verbatim" and _follows(a, b, out[-1], passage):
            last = out.pop()
            passage = Passage(Span(last.a.begin, passage.a.end), Span(last.b.begin, passage.b.end), "verbatim")
        out.append(passage)
    return out


def _follows(a: Sheet, b: Sheet, one: Passage, two: Passage) -> bool:
    return (
        one.b.end <= two.b.begin
        and not text_of(a, Span(one.a.end, two.a.begin)).strip()
        and not text_of(b, Span(one.b.end, two.b.begin)).strip()
    )


def _main_relation(passages: Sequence[Passage]) -> Relation:
    """The weakest relation that covers most of what is shared, by characters of both sides."""
    size: Counter[Relation] = Counter()
    for passage in passages:
        size[passage.relation] += passage.a.end - passage.a.begin + passage.b.end - passage.b.begin
    covered = 0
    for relation in sorted(size, key=RANK.__getitem__):
        covered += size[relation]
        if 2 * covered >= size.total():
            return relation
    raise ValueError("no passages")


def _coverage(sheet: Sheet, spans: Sequence[Span]) -> float:
    story = merged(story_of(sheet.article))
    covered = 0
    for part in story:
        covered += sum(max(0, min(part.end, s.end) - max(part.begin, s.begin)) for s in merged(spans))
    return round(min(1.0, covered / max(1, sum(part.end - part.begin for part in story))), 4)
