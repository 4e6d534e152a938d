"""The plain twin of alignment/linking.py: a pair at a time, in loops, by the same rules and numbers."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.tracing.alignment import cells as cell_rules
from onrecord.tracing.alignment import equality, neighbours, scores
from onrecord.tracing.alignment import joining as joining_rules
from onrecord.tracing.alignment import linking as rules
from onrecord.tracing.sheets import QUOTED, WEIGHT_UNIT, Sheets

Match = tuple[int, int]
Stretch = tuple[int, int, int, int]


@dataclass
class Side:
    """One article: by sentence its words, key, frame, telling stems with their weights, and quoted words."""

    words: list[list[int]] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    frames: list[int] = field(default_factory=list)
    stems: list[dict[int, int]] = field(default_factory=list)
    quoted: list[int] = field(default_factory=list)


@dataclass
class Cell:
    a: int
    b: int
    shared: int
    contained: int
    held_a: int
    held_b: int
    score: int


def plain_links(sheets: Sheets, first: int, second: int, standing: Sequence[bool] | None = None) -> list[Stretch]:
    """The links of two articles of `sheets`: sentences `a` to `a_end` beside `b` to `b_end`, of each article."""
    a, b = side_of(sheets, first, standing), side_of(sheets, second, standing)
    pairs = dict(_without_stray(a, _equal(a, b)))
    free_a = [i for i in range(len(a.words)) if i not in pairs]
    free_b = [j for j in range(len(b.words)) if j not in pairs.values()]
    both = bool(free_a and free_b)
    told_a = [i for i in free_a if both and len(a.words[i]) >= equality.FEW_WORDS]
    told_b = [j for j in free_b if both and len(b.words[j]) >= equality.FEW_WORDS]
    told = _alike_as_wholes(a, b, told_a, told_b)
    cells = _cells(a, b, told_a, told_b, told)
    ranked = sorted(cells, key=lambda cell: (-cell.score, cell.a, cell.b))
    chance = _choice(len(free_a) * len(free_b))
    _pair(pairs, [cell for cell in ranked if cell.score >= rules.ALIKE and 2 * cell.shared >= chance])
    for _ in range(rules.BESIDE_TIMES):
        _pair(pairs, [cell for cell in ranked if cell.score >= rules.BESIDE and _beside(pairs, cell)])
    _pair_frames(a, b, pairs)
    _pair_kin(ranked, pairs)
    if both:
        _pair_neighbours(a, b, pairs)
    if told >= rules.TOLD_AGAIN:
        _pair(pairs, [cell for cell in ranked if cell.score >= rules.TOLD and cell.shared >= chance])
    return _joined(cells, pairs)


def side_of(sheets: Sheets, article: int, standing: Sequence[bool] | None) -> Side:
    side = Side()
    for sentence in range(int(sheets.sentence_from[article]), int(sheets.sentence_from[article + 1])):
        here = range(int(sheets.sentence_word[sentence]), int(sheets.sentence_word[sentence + 1]))
        side.words.append([int(sheets.word[i]) >> 12 for i in here])
        side.keys.append(int(sheets.key[sentence]))
        side.frames.append(int(sheets.frame[sentence]))
        side.quoted.append(sum(bool(sheets.flags[i] & QUOTED) for i in here))
        stems: dict[int, int] = {}
        for i in here:
            weight = int(sheets.weight[i])
            if weight >= cell_rules.LEAST_WEIGHT and not (standing is not None and standing[sentence]):
                stem = int(sheets.stem[i]) >> 1
                stems[stem] = max(weight, stems.get(stem, 0))
        side.stems.append(stems)
    return side


def _matching(a: Mapping[int, Hashable], b: Mapping[int, Hashable]) -> list[Match]:
    """Sentences with equal codes, the first with the first, the second with the second."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for j in sorted(b):
        places[b[j]].append(j)
    taken: Counter[Hashable] = Counter()
    found = []
    for i in sorted(a):
        there = places.get(a[i], [])
        if taken[a[i]] < len(there):
            found.append((i, there[taken[a[i]]]))
            taken[a[i]] += 1
    return found


def _equal(a: Side, b: Side) -> list[Match]:
    count_a, count_b = Counter(a.keys), Counter(b.keys)
    once = {key for key in count_a if count_a[key] == 1 == count_b[key]}
    found = [(i, b.keys.index(key)) for i, key in enumerate(a.keys) if key in once]
    for context in (-1, 1, 0):
        done_a, done_b = {i for i, _ in found}, {j for _, j in found}
        found += _matching(
            {i: _code(a.keys, i, context) for i in range(len(a.keys)) if i not in done_a},
            {j: _code(b.keys, j, context) for j in range(len(b.keys)) if j not in done_b},
        )
    return found


def _code(keys: Sequence[int], at: int, context: int) -> tuple[int, int]:
    near = at + context
    return keys[at], keys[near] if context and 0 <= near < len(keys) else 0


def _without_stray(a: Side, found: Sequence[Match]) -> list[Match]:
    every = set(found)
    return [
        (i, j)
        for i, j in found
        if len(a.words[i]) >= equality.FEW_WORDS or (i - 1, j - 1) in every or (i + 1, j + 1) in every
    ]


def _cells(a: Side, b: Side, free_a: Sequence[int], free_b: Sequence[int], told: int) -> list[Cell]:
    if not free_a or not free_b:
        return []
    least = rules.TOLD if told >= rules.TOLD_AGAIN else rules.BESIDE
    out = []
    less = _by_chance(a, b, free_a, free_b)
    for (i, j), weight in sorted(_shared(a, b, free_a, free_b).items()):
        of_a = sum(of - min(of, less.get(stem, 0)) for stem, of in a.stems[i].items())
        of_b = sum(of - min(of, less.get(stem, 0)) for stem, of in b.stems[j].items())
        if weight < cell_rules.LEAST_SHARED:
            continue
        alike = 20_000 * weight // (of_a + of_b)
        contained = min(10_000, 10_000 * weight // min(of_a, of_b))
        score = (65 * alike + 35 * contained) // 100
        if score < least and contained < joining_rules.JOINS:
            continue
        if score >= scores.ORDER_COUNTS_FROM:
            score = max(score, (score + order_alike(a.words[i], b.words[j])) // 2)
        out.append(Cell(i, j, weight, contained, 10_000 * weight // of_a, 10_000 * weight // of_b, score))
    return out


def _shared(a: Side, b: Side, free_a: Sequence[int], free_b: Sequence[int]) -> dict[Match, int]:
    """By cell, what its sentences share: the weight of each stem less the bits that choose one of its meetings."""
    there_a, there_b = _places(a, free_a), _places(b, free_b)
    shared: dict[Match, int] = defaultdict(int)
    for stem in there_a.keys() & there_b.keys():
        weight = a.stems[there_a[stem][0]][stem] - _choice(len(there_a[stem]) * len(there_b[stem]))
        for i in there_a[stem] if weight > 0 else ():
            for j in there_b[stem]:
                shared[i, j] += weight
    return shared


def _by_chance(a: Side, b: Side, free_a: Sequence[int], free_b: Sequence[int]) -> dict[int, int]:
    """By stem that stands on both sides, what it counts less."""
    there_a, there_b = _places(a, free_a), _places(b, free_b)
    return {
        stem: min(a.stems[there_a[stem][0]][stem], _choice(len(there_a[stem]) * len(there_b[stem])))
        for stem in there_a.keys() & there_b.keys()
    }


def _places(side: Side, free: Sequence[int]) -> dict[int, list[int]]:
    places: dict[int, list[int]] = defaultdict(list)
    for sentence in free:
        for stem in side.stems[sentence]:
            places[stem].append(sentence)
    return places


def order_alike(a: Sequence[int], b: Sequence[int]) -> int:
    """Twice the longest common subsequence over both lengths, in ten thousandths."""
    row = [0] * (len(b) + 1)
    for word in a:
        before = 0
        for j, other in enumerate(b):
            before, row[j + 1] = row[j + 1], before + 1 if word == other else max(row[j + 1], row[j])
    return 20_000 * row[-1] // max(len(a) + len(b), 1)


def _pair(pairs: dict[int, int], ranked: Iterable[Cell]) -> None:
    taken = set(pairs.values())
    for cell in ranked:
        if cell.a not in pairs and cell.b not in taken:
            pairs[cell.a] = cell.b
            taken.add(cell.b)


def _beside(pairs: Mapping[int, int], cell: Cell) -> bool:
    before, after = pairs.get(cell.a - 1), pairs.get(cell.a + 1)
    reach = rules.BESIDE_REACH
    return (before is not None and 0 < cell.b - before <= reach) or (
        after is not None and 0 < after - cell.b <= reach
    )


def _pair_frames(a: Side, b: Side, pairs: dict[int, int]) -> None:
    taken = set(pairs.values())
    found = _matching(
        {i: frame for i, frame in enumerate(a.frames) if frame and i not in pairs},
        {j: frame for j, frame in enumerate(b.frames) if frame and j not in taken},
    )
    if pairs or len(found) >= equality.FRAMES_FROM:
        pairs.update(found)


def _pair_kin(ranked: Sequence[Cell], pairs: dict[int, int]) -> None:
    taken = set(pairs.values())
    if len(pairs) < rules.KIN_FROM:
        return
    free = [cell for cell in ranked if cell.a not in pairs and cell.b not in taken]
    best_a: dict[int, Cell] = {}
    best_b: dict[int, Cell] = {}
    for cell in free:
        best_a.setdefault(cell.a, cell)
        best_b.setdefault(cell.b, cell)
    for cell in free:
        if best_a[cell.a] is cell is best_b[cell.b] and cell.score >= rules.KIN and cell.shared >= rules.KIN_SHARED:
            pairs[cell.a] = cell.b


def _pair_neighbours(a: Side, b: Side, pairs: dict[int, int]) -> None:
    """Add sentences between two links, and quotations behind one, whose words stand in one order."""
    links = dict(pairs)
    taken = set(links.values())
    for i in range(len(a.words)):
        before = max((k for k in links if k < i), default=None)
        after = min((k for k in links if k > i), default=None)
        if i in links or before is None:
            continue
        j = links[before] + i - before
        enclosed = after is not None and links[after] - links[before] == after - before <= neighbours.GAP + 1
        if j in taken or j >= len(b.words) or not (enclosed or before == i - 1):
            continue
        alike = order_alike(a.words[i], b.words[j])
        quoted = _is_quotation(a, i) and _is_quotation(b, j)
        if (enclosed and alike >= neighbours.ENCLOSED) or (
            quoted and not enclosed and alike >= neighbours.FOLLOWING_QUOTATION
        ):
            pairs[i] = j


def _alike_as_wholes(a: Side, b: Side, free_a: Sequence[int], free_b: Sequence[int]) -> int:
    """The weight of the stems of both sides, each once, as a share of those of each, in ten thousandths."""
    weight: dict[int, int] = {}
    for side, free in ((b, free_b), (a, free_a)):
        for sentence in reversed(free):
            weight |= side.stems[sentence]
    there_a, there_b = _places(a, free_a), _places(b, free_b)
    total = sum(sum(side.stems[i].values()) for side, free in ((a, free_a), (b, free_b)) for i in free)
    for there in (there_a, there_b):
        total -= sum(weight[stem] * (len(there[stem]) - 1) for stem in there)
    both = there_a.keys() & there_b.keys()
    shared = sum(max(weight[stem] - _choice(len(there_a[stem]) * len(there_b[stem])), 0) for stem in both)
    return 20_000 * shared // max(total, 1)


def _choice(ways: int) -> int:
    """The weight that says which of so many ways it is."""
    return round(WEIGHT_UNIT * math.log2(max(ways, 1)))


def _is_quotation(side: Side, sentence: int) -> bool:
    size = len(side.words[sentence])
    share, of = neighbours.QUOTED_PART
    return size > 0 and of * side.quoted[sentence] >= share * size


def _joined(cells: Sequence[Cell], pairs: Mapping[int, int]) -> list[Stretch]:
    links = [(i, i + 1, j, j + 1) for i, j in sorted(pairs.items())]
    for _ in range(joining_rules.TIMES):
        link_a = {i: number for number, link in enumerate(links) for i in range(link[0], link[1])}
        link_b = {j: number for number, link in enumerate(links) for j in range(link[2], link[3])}
        able = []
        full_a, full_b = (
            {number for number, held in _held(cells, link_a, link_b, side).items() if held >= joining_rules.FULL}
            for side in "ab"
        )
        for cell in cells:
            number = link_b.get(cell.b)
            if cell.a not in link_a and number is not None and cell.held_a >= joining_rules.JOINS:
                begin, end, b, b_end = links[number]
                if cell.a in (begin - 1, end) and b_end - b == 1 and number not in full_b:
                    able.append((-cell.held_a, cell.a, cell.b, number, "a"))
            number = link_a.get(cell.a)
            if cell.b not in link_b and number is not None and cell.held_b >= joining_rules.JOINS:
                a, a_end, begin, end = links[number]
                if cell.b in (begin - 1, end) and a_end - a == 1 and number not in full_a:
                    able.append((-cell.held_b, cell.a, cell.b, number, "b"))
        used: set[tuple[str, int]] = set()
        for _, i, j, number, side in sorted(able):
            free = (side, i if side == "a" else j)
            if free in used or ("link", number) in used:
                continue
            used |= {free, ("link", number)}
            links[number] = _grown(links[number], side, free[1])
    return sorted(links)


def _held(cells: Sequence[Cell], link_a: Mapping[int, int], link_b: Mapping[int, int], side: str) -> Counter[int]:
    """By link, how much of the one side the other holds."""
    held: Counter[int] = Counter()
    for cell in cells:
        if cell.a in link_a and link_a[cell.a] == link_b.get(cell.b) and cell.contained >= joining_rules.JOINS:
            held[link_a[cell.a]] += cell.held_a if side == "a" else cell.held_b
    return held


def _grown(link: Stretch, side: str, sentence: int) -> Stretch:
    a, a_end, b, b_end = link
    if side == "a":
        return min(a, sentence), max(a_end, sentence + 1), b, b_end
    return a, a_end, min(b, sentence), max(b_end, sentence + 1)
