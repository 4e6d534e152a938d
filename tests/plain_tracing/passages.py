"""The plain twin of alignment from links on: one pair at a time, in loops, by the same rules and numbers."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from onrecord.model import Article, Passage, Relation, Reuse, Span, merged
from onrecord.tracing.alignment import evidence as bars
from onrecord.tracing.alignment import headlines as headline_bars
from onrecord.tracing.alignment import relations as relation_rules
from onrecord.tracing.alignment import rows as row_rules
from onrecord.tracing.alignment import runs as run_rules
from onrecord.tracing.alignment.stretches import FEW_WORDS
from onrecord.tracing.dates import published_gap
from onrecord.tracing.fingerprints import ARTICLE_MASK, GRAM
from onrecord.tracing.rolling import prefix_sums, window_hashes
from onrecord.tracing.sheets import KEPT, QUOTED, Sheets

Link = tuple[int, int, int, int]
EDITED = 0.6
STYLE = str.maketrans(
    dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′`´", "'") | {"—": "-", "–": "-", "…": "..."}
)


@dataclass(frozen=True)
class Side:
    """One article; words and sentences by their place in the article."""

    article: Article
    words: list[int]
    weights: list[int]
    quoted: list[bool]
    spans: list[Span]
    first: list[int]
    sentences: list[Span]
    frames: list[int]
    standing: list[bool]
    parts: list[Span]
    headline: list[int]
    headline_weights: list[int]


@dataclass(frozen=True)
class Found:
    """Words `a` beside words `b`, with their characters; what they tell, and whether they are linked sentences."""

    a: tuple[int, int]
    b: tuple[int, int]
    passage: Passage
    tells: bool
    framed: bool = False


def side_of(article: Article, sheets: Sheets, number: int, standing: Sequence[int]) -> Side:
    here = slice(int(sheets.word_from[number]), int(sheets.word_from[number + 1]))
    sentences = range(int(sheets.sentence_from[number]), int(sheets.sentence_from[number + 1]))
    first = [int(sheets.sentence_word[i]) - here.start for i in (*sentences, sentences.stop)]
    words, flags = sheets.word[here], sheets.flags[here].tolist()
    weights = sheets.weight[here].tolist()
    known = [
        bool(flag & KEPT) and (value & ~int(ARTICLE_MASK)) in standing
        for value, flag in zip(window_hashes(prefix_sums(words), GRAM).tolist(), flags, strict=False)
    ]
    for at, hit in enumerate(known):
        if hit:
            weights[at : at + GRAM] = [0] * GRAM
    stand = []
    for begin, end in itertools.pairwise(first):
        kept = [known[at] for at in range(begin, end - GRAM + 1) if flags[at] & KEPT]
        stand.append(sum(kept) > 0 and 2 * sum(kept) >= len(kept))
    parts = slice(int(sheets.part_from[number]), int(sheets.part_from[number + 1]))
    heads = slice(int(sheets.headline_from[number]), int(sheets.headline_from[number + 1]))
    return Side(
        article=article,
        words=words.tolist(),
        weights=weights,
        quoted=[bool(flag & QUOTED) for flag in flags],
        spans=_spans(sheets.begin[here].tolist(), sheets.end[here].tolist()),
        first=first,
        sentences=[Span(int(sheets.sentence_begin[i]), int(sheets.sentence_end[i])) for i in sentences],
        frames=[int(sheets.frame[i]) for i in sentences],
        standing=stand,
        parts=_spans(sheets.part_begin[parts].tolist(), sheets.part_end[parts].tolist()),
        headline=sheets.headline_word[heads].tolist(),
        headline_weights=sheets.headline_weight[heads].tolist(),
    )


def _spans(begin: Sequence[int], end: Sequence[int]) -> list[Span]:
    return [Span(b, e) for b, e in zip(begin, end, strict=True)]


def plain_reuse(a: Side, b: Side, links: Sequence[Link]) -> Reuse | None:
    """What two articles share, by links of sentences given by their places in the articles."""
    tells = [_tells(a, b, link) for link in links]
    ends = {(link[1], link[3]) for link, good in zip(links, tells, strict=True) if good}
    begins = {(link[0], link[2]) for link, good in zip(links, tells, strict=True) if good}
    kept = [
        (link, good)
        for link, good in zip(links, tells, strict=True)
        if good or (link[0], link[2]) in ends or (link[1], link[3]) in begins
    ]
    linked = [(link, _of_link(a, b, link, good)) for link, good in kept]
    runs = _runs(a, b, [link for link, each in linked if not _loose(each)])
    found = [each for _, each in linked if not (_loose(each) and any(_meet(each, run) for run in runs))] + runs
    most = max(_coverage(a, [each.passage.a for each in found]), _coverage(b, [each.passage.b for each in found]))
    found = [each for each in found if most >= bars.RETOLD_PART or not _by_chance(a, b, each)]
    if not found:
        return None
    passages = _joined(a, b, sorted((each.passage for each in found), key=lambda each: each.a))
    cover_a, cover_b = _coverage(a, [each.a for each in passages]), _coverage(b, [each.b for each in passages])
    own = a.article.outlet is not None and a.article.outlet == b.article.outlet
    if not _enough(a, b, found, min(cover_a, cover_b)):
        return None
    if own and max(cover_a, cover_b) < bars.OWN_PART and not any(_quotes(a, b, each) for each in found):
        return None
    main = _main(passages)
    head = _headline(a, b, max(cover_a, cover_b))
    every = sorted([*passages, *head], key=lambda each: each.a)
    return Reuse(a.article.id, b.article.id, main, cover_a, cover_b, tuple(every))


def _loose(each: Found) -> bool:
    shorter, longer = sorted((each.a[1] - each.a[0], each.b[1] - each.b[0]))
    far = longer > relation_rules.LOOSE_TIMES * shorter or longer >= relation_rules.LOOSE_WORDS
    return far and each.passage.relation == "rewritten"


def _meet(one: Found, two: Found) -> bool:
    return Span(*one.a).overlaps(Span(*two.a)) or Span(*one.b).overlaps(Span(*two.b))


def _quotes(a: Side, b: Side, each: Found) -> bool:
    quoted = any(
        10 * sum(side.quoted[slice(*words)]) > 7 * (words[1] - words[0])
        for side, words in ((a, each.a), (b, each.b))
    )
    return quoted and each.tells and each.passage.relation != "rewritten"


def _tells(a: Side, b: Side, link: Link) -> bool:
    words = min(a.first[link[1]] - a.first[link[0]], b.first[link[3]] - b.first[link[2]])
    return words >= FEW_WORDS and not (all(a.standing[link[0] : link[1]]) or all(b.standing[link[2] : link[3]]))


def _of_link(a: Side, b: Side, link: Link, tells: bool) -> Found:
    left = Span(a.sentences[link[0]].begin, a.sentences[link[1] - 1].end)
    right = Span(b.sentences[link[2]].begin, b.sentences[link[3] - 1].end)
    words_a, words_b = (a.first[link[0]], a.first[link[1]]), (b.first[link[2]], b.first[link[3]])
    framed = link[1] - link[0] == 1 == link[3] - link[2] and 0 != a.frames[link[0]] == b.frames[link[2]]
    relation = _relation(a, b, (words_a, words_b), (left, right))
    return Found(words_a, words_b, Passage(left, right, relation), tells, framed)


def _relation(
    a: Side, b: Side, words: tuple[tuple[int, int], tuple[int, int]], spans: tuple[Span, Span]
) -> Relation:
    left, right = a.words[slice(*words[0])], b.words[slice(*words[1])]
    if left == right:
        same = _plain(a.article.text[slice(*spans[0])]) == _plain(b.article.text[slice(*spans[1])])
        return "verbatim" if same else "edited"
    return "edited" if _order(left, right) >= EDITED else "rewritten"


def _plain(text: str) -> str:
    plain = re.sub(r"""([.,])(["'])""", r"\2\1", re.sub(r"\s+", " ", text).strip().translate(STYLE))
    return plain[:1].lower() + plain[1:]


def _order(a: Sequence[int], b: Sequence[int]) -> float:
    """Twice the longest common subsequence over both lengths."""
    row = [0] * (len(b) + 1)
    for one in a:
        before = 0
        for j, two in enumerate(b, 1):
            before, row[j] = row[j], before + 1 if one == two else max(row[j], row[j - 1])
    return 2 * row[-1] / max(1, len(a) + len(b))


def _runs(a: Side, b: Side, links: Sequence[Link]) -> list[Found]:
    free_a, free_b = _free(a, [link[:2] for link in links]), _free(b, [link[2:] for link in links])
    rows_a, rows_b = _rows(a, free_a), _rows(b, free_b)
    starts = {(i, j) for i, row in rows_a.items() for j, other in rows_b.items() if row == other}
    found = []
    for i, j in starts:
        if (i - 1, j - 1) not in starts:
            size = next(n for n in range(1, len(starts) + 1) if (i + n, j + n) not in starts)
            found.append((i, j, size + row_rules.ROW - 1))
    found = [run for run in found if _run_tells(a, b, run)]
    used_a, used_b, out = set[int](), set[int](), list[Found]()
    for i, j, size in sorted(found, key=lambda run: (-run[2], run)):
        left, right = max(
            _gaps([i + n in used_a or j + n in used_b for n in range(size)]), key=lambda gap: gap[1] - gap[0]
        )
        run = i + left, j + left, right - left
        if run[2] and _run_tells(a, b, run):
            used_a |= set(range(run[0], run[0] + run[2]))
            used_b |= set(range(run[1], run[1] + run[2]))
            out.append(_of_run(a, b, run))
    return out


def _gaps(blocked: Sequence[bool]) -> Iterator[tuple[int, int]]:
    begin = 0
    for at, block in enumerate([*blocked, True]):
        if block:
            yield begin, at
            begin = at + 1


def _of_run(a: Side, b: Side, run: tuple[int, int, int]) -> Found:
    words_a, words_b = (run[0], run[0] + run[2]), (run[1], run[1] + run[2])
    left = Span(a.spans[words_a[0]].begin, a.spans[words_a[1] - 1].end)
    right = Span(b.spans[words_b[0]].begin, b.spans[words_b[1] - 1].end)
    return Found(words_a, words_b, Passage(left, right, _relation(a, b, (words_a, words_b), (left, right))), True)


def _free(side: Side, linked: Sequence[tuple[int, int]]) -> list[int]:
    """By word, the number of its stretch of free sentences; 0 where it is not free."""
    taken = {sentence for begin, end in linked for sentence in range(begin, end)}
    out, number = [], 1
    for sentence, (begin, end) in enumerate(itertools.pairwise(side.first)):
        free = sentence not in taken and not side.standing[sentence]
        number += not free
        out += [number if free else 0] * (end - begin)
    return out


def _rows(side: Side, free: Sequence[int]) -> dict[int, tuple[int, ...]]:
    size = row_rules.ROW
    found = {
        at: tuple(side.words[at : at + size])
        for at in range(len(free) - size + 1)
        if free[at] and len(set(free[at : at + size])) == 1
    }
    times = Counter(found.values())
    return {at: row for at, row in found.items() if times[row] <= row_rules.REPEATS}


def _run_tells(a: Side, b: Side, run: tuple[int, int, int]) -> bool:
    i, j, size = run
    inside = max(sum(a.quoted[i : i + size]), sum(b.quoted[j : j + size]))
    least = run_rules.QUOTED_WORDS if inside > 0.7 * size + 1e-9 else run_rules.RUN_WORDS
    return size >= least and sum(a.weights[i : i + size]) >= run_rules.LEAST_WEIGHT


def _enough(a: Side, b: Side, found: Sequence[Found], part: float) -> bool:
    told = retold = times = held = 0
    for each in found:
        words = min(each.a[1] - each.a[0], each.b[1] - each.b[0])
        weight = _weight(a, b, each, words) if each.tells else 0
        copied, in_rows = _copied(a, b, each)
        rewritten = each.passage.relation == "rewritten"
        copy = (min(weight, in_rows) if rewritten else weight) if copied else 0
        retold += weight - copy
        told += copy if words >= bars.SOME_WORDS else 0
        times += rewritten or not copied
        held += sum(a.weights[slice(*each.a)]) + sum(b.weights[slice(*each.b)])
    if told >= bars.COPIED or (told > 0 and part >= bars.ALL and not times):
        return True
    if times == 1 and told == 0 and 2 * (told + retold) < bars.CLOSE * held:
        return False
    gap = published_gap(a.article.published, b.article.published)
    apart = gap is not None and abs(gap) > bars.FOLLOW_UP
    several = times > 1 or part >= bars.LARGE_PART
    if apart and not (2 * (told + retold) >= bars.FAR_CLOSE * held and part >= bars.FOLLOW_UP_PART):
        return False
    return several and part >= bars.SMALL_PART and told + retold >= bars.ALL_REWRITTEN


def _by_chance(a: Side, b: Side, each: Found) -> bool:
    if each.passage.relation != "rewritten" or each.framed:
        return False
    weight = _weight(a, b, each, min(each.a[1] - each.a[0], each.b[1] - each.b[0])) if each.tells else 0
    held = sum(a.weights[slice(*each.a)]) + sum(b.weights[slice(*each.b)])
    return min(weight, _copied(a, b, each)[1]) == 0 and 2 * weight < bars.RETOLD_ALIKE * held


def _weight(a: Side, b: Side, each: Found, words: int) -> int:
    left = {a.words[at]: a.weights[at] for at in sorted(range(*each.a), key=lambda at: a.weights[at])}
    right = {b.words[at] for at in range(*each.b) if b.weights[at]}
    shared = sum(weight for word, weight in left.items() if word in right)
    return max(shared, bars.FRAME_WORD * words) if each.framed else shared


def _copied(a: Side, b: Side, each: Found) -> tuple[bool, int]:
    """Whether the words are equal or some stand in a row on both sides; and what those in rows weigh."""
    left, right = a.words[slice(*each.a)], b.words[slice(*each.b)]
    if left == right:
        return True, 0
    size = row_rules.ROW
    rows = [[tuple(side[at : at + size]) for at in range(len(side) - size + 1)] for side in (left, right)]
    times = [Counter(side) for side in rows]
    starts = [at for at, row in enumerate(rows[0]) if 0 < times[1][row] <= row_rules.REPEATS >= times[0][row]]
    covered = set[int]()
    for begin in (at for at in starts if at - 1 not in starts):
        end = next(at for at in range(begin, len(left) + 1) if at not in starts) - 1 + size
        inside = sum(a.quoted[each.a[0] + begin : each.a[0] + end])
        if (
            each.passage.relation != "rewritten"
            or end - begin >= run_rules.RUN_WORDS
            or 10 * inside > 7 * (end - begin)
        ):
            covered |= set(range(begin, end))
    return bool(covered), sum(a.weights[each.a[0] + at] for at in covered)


def _joined(a: Side, b: Side, passages: Sequence[Passage]) -> list[Passage]:
    out: list[Passage] = []
    for each in passages:
        if out and each.relation == out[-1].relation == "verbatim" and out[-1].b.end <= each.b.begin:
            between = a.article.text[out[-1].a.end : each.a.begin] + b.article.text[out[-1].b.end : each.b.begin]
            if not between.strip():
                last = out.pop()
                each = Passage(Span(last.a.begin, each.a.end), Span(last.b.begin, each.b.end), "verbatim")
        out.append(each)
    return out


def _coverage(side: Side, spans: Sequence[Span]) -> float:
    inside = sum(
        max(0, min(part.end, span.end) - max(part.begin, span.begin))
        for part in side.parts
        for span in merged(spans)
    )
    total = max(1, sum(part.end - part.begin for part in side.parts))
    return math.floor(Fraction(min(inside, total), total) * 10_000 + Fraction(1, 2)) / 10_000


def _main(passages: Sequence[Passage]) -> Relation:
    size = Counter[Relation]()
    for each in passages:
        size[each.relation] += each.a.end - each.a.begin + each.b.end - each.b.begin
    covered = 0
    for relation in ("verbatim", "edited", "rewritten"):
        covered += size[relation]
        if 2 * covered >= size.total():
            return relation
    raise ValueError("no passages")


def _headline(a: Side, b: Side, coverage: float) -> list[Passage]:
    if not a.headline or not b.headline:
        return []
    left, right = a.article.layout.headline, b.article.layout.headline
    assert left is not None
    assert right is not None
    alike = _order(a.headline, b.headline)
    if a.headline == b.headline and _plain(a.article.text[slice(*left)]) == _plain(b.article.text[slice(*right)]):
        return [Passage(left, right, "verbatim")]
    if alike >= EDITED:
        return [Passage(left, right, "edited")]
    weights = dict(zip(a.headline, a.headline_weights, strict=True))
    shared = sum(weight for word, weight in weights.items() if word in b.headline)
    told = shared >= headline_bars.SHARED_WEIGHT and coverage >= headline_bars.OWN_WORDS
    return [Passage(left, right, "rewritten")] if told and alike >= 0.35 else []
