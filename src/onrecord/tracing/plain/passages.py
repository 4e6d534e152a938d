"""From links and runs to passages: exact spans, their relation, and what two articles share in all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.model import Passage, Relation, Reuse, Span, merged
from onrecord.tracing.dates import published_gap
from onrecord.tracing.fingerprints import gram_hashes, story_of
from onrecord.tracing.folding import U64, Bools
from onrecord.tracing.plain.alignment import FEW_WORDS, Link, aligned_sentences
from onrecord.tracing.plain.runs import shared_runs
from onrecord.tracing.plain.sheets import Sheet, text_of
from onrecord.tracing.plain.similarity import order_alike

EDITED = 0.6
"""Share of the words of both sides, in order, from which a passage is edited rather than rewritten."""

COPIED_BITS, REWRITTEN_BITS = 40.0, 70.0
"""What two articles must share in all to count as reuse, in bits beyond function words: one copied sentence of
some substance, or several rewritten ones. Short of it, stock phrases and common names explain it."""

SMALL_PART, LARGE_PART = 0.03, 0.15
"""Rewritten passages alone tell only where they make up this much of both articles; one alone, more."""

FOLLOW_UP, FOLLOW_UP_PART = 3 * 86_400.0, 0.4
"""A rewrite follows within so many seconds. A later article that says the like in other words is a follow-up with
news of its own, unless it says this much of the other."""

ALL = 0.99  # items of a few words are reuse when they are the same as wholes
SOME_WORDS = 6  # shorter copied passages tell nothing by themselves
RUN_WORDS, QUOTED_WORDS, QUOTED = 14, 9, 0.7
"""Words in a row inside otherwise different sentences are a name with its titles, or a stock phrase, up to this
length; inside quotation marks, up to QUOTED_WORDS."""

FRAME_WORD_BITS = 1.5  # by word of a sentence whose common words all stand at the same places

QUOTES = str.maketrans(
    dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′`´", "'") | {"—": "-", "–": "-", "…": "..."}
)
MOVED = re.compile(r"""([.,])(["'])""")
SPACES = re.compile(r"\s+")
RANK: dict[Relation, int] = {"verbatim": 0, "edited": 1, "rewritten": 2}


@dataclass(frozen=True, slots=True)
class _Found:
    """A passage, what it tells in bits, the words of its shorter side, and whether they were copied."""

    passage: Passage
    bits: float
    words: int
    copied: bool


def reuse_of(a: Sheet, b: Sheet) -> Reuse | None:
    """What two articles share, or None when that is too little. The article of `a` has the smaller id."""
    links = _telling_links(a, b, aligned_sentences(a, b))
    found = [_found(a, b, link) for link in links] + _run_passages(a, b, links)
    if not found:
        return None
    passages = _merged_verbatim(a, b, sorted((each.passage for each in found), key=lambda each: (each.a, each.b)))
    coverage_a = _coverage(a, [passage.a for passage in passages])
    coverage_b = _coverage(b, [passage.b for passage in passages])
    gap = published_gap(a.article.published, b.article.published)
    apart = gap is not None and abs(gap) > FOLLOW_UP
    if not _enough(found, min(coverage_a, coverage_b), apart):
        return None
    return Reuse(a.article.id, b.article.id, _main_relation(passages), coverage_a, coverage_b, tuple(passages))


def _telling_links(a: Sheet, b: Sheet, links: Sequence[Link]) -> list[Link]:
    """Without standing text and without snippets of a few words, unless they stand inside a shared stretch."""
    ends = {(link.a_end, link.b_end) for link in links if _tells(a, b, link)}
    begins = {(link.a, link.b) for link in links if _tells(a, b, link)}
    return [
        link
        for link in links
        if _tells(a, b, link) or (link.a, link.b) in ends or (link.a_end, link.b_end) in begins
    ]


def _tells(a: Sheet, b: Sheet, link: Link) -> bool:
    standing = bool(a.standing[link.a : link.a_end].all() or b.standing[link.b : link.b_end].all())
    words = min(a.first[link.a_end] - a.first[link.a], b.first[link.b_end] - b.first[link.b])
    return not standing and words >= FEW_WORDS


def _enough(found: Sequence[_Found], coverage: float, apart: bool) -> bool:
    """Whether what is shared is more than stock phrases and common names would explain.

    coverage: the smaller of both articles'. apart: whether days lie between them.
    """
    copied = sum(each.bits for each in found if each.copied and each.words >= SOME_WORDS)
    rewritten = [each.bits for each in found if not each.copied]
    if copied >= COPIED_BITS or (copied > 0 and coverage >= ALL and all(each.copied for each in found)):
        return True
    several = len(rewritten) > 1 or coverage >= LARGE_PART
    least = FOLLOW_UP_PART if apart else SMALL_PART
    return several and coverage >= least and copied + sum(rewritten) >= REWRITTEN_BITS


def _found(a: Sheet, b: Sheet, link: Link) -> _Found:
    words = min(len(a.words_in(link.a, link.a_end)), len(b.words_in(link.b, link.b_end)))
    bits = 0.0
    if _tells(a, b, link):
        bits = _shared_bits(a, b, link)
        if link.a_end - link.a == 1 == link.b_end - link.b and 0 != a.frames[link.a] == b.frames[link.b]:
            bits = max(bits, FRAME_WORD_BITS * words)
    passage = _passage(a, b, link)
    copied = passage.relation != "rewritten" or _has_row(
        a.words_in(link.a, link.a_end), b.words_in(link.b, link.b_end)
    )
    return _Found(passage, bits, words, copied)


def _has_row(a: U64, b: U64) -> bool:
    """Whether two sentences that differ as wholes have a quotation's length of words in a row in common."""
    return bool(set(gram_hashes(a, QUOTED_WORDS).tolist()) & set(gram_hashes(b, QUOTED_WORDS).tolist()))


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
    weigh: dict[int, float] = dict(zip(a.words[here].tolist(), a.weight[here].tolist(), strict=True))
    return sum(weigh[word] for word in weigh.keys() & set(there.tolist()))


def _run_passages(a: Sheet, b: Sheet, links: Sequence[Link]) -> list[_Found]:
    free_a = _free_words(a, [(link.a, link.a_end) for link in links])
    free_b = _free_words(b, [(link.b, link.b_end) for link in links])
    out = []
    for run in shared_runs(a, b, free_a, free_b):
        left = Span(int(a.begin[run.a]), int(a.end[run.a + run.size - 1]))
        right = Span(int(b.begin[run.b]), int(b.end[run.b + run.size - 1]))
        relation: Relation = "verbatim" if same_words(text_of(a, left), text_of(b, right)) else "edited"
        bits = float(a.weight[run.a : run.a + run.size].sum())
        quoted = (
            a.quoted[run.a : run.a + run.size].mean() > QUOTED or b.quoted[run.b : run.b + run.size].mean() > QUOTED
        )
        if run.size >= (QUOTED_WORDS if quoted else RUN_WORDS):
            out.append(_Found(Passage(left, right, relation), bits, run.size, True))
    return out


def _free_words(sheet: Sheet, taken: Sequence[tuple[int, int]]) -> Bools:
    free = np.ones(len(sheet.words), np.bool_)
    for begin, end in taken:
        free[sheet.first[begin] : sheet.first[end]] = False
    for sentence in np.flatnonzero(sheet.standing).tolist():
        free[sheet.first[sentence] : sheet.first[sentence + 1]] = False
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
