"""The plain twin of pairing/ and of standing.standing: lists of carriers in dicts, by the same numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from onrecord.tracing import standing as standing_rules
from onrecord.tracing.dates import NO_DAY
from onrecord.tracing.fingerprints import GRAM
from onrecord.tracing.pairing import families as rules
from onrecord.tracing.pairing import scores as score_rules
from onrecord.tracing.pairing.crowds import NEVER

Pair = tuple[int, int]
Score = tuple[int, int]  # summed weight in sixteenths, and number of features


@dataclass
class Report:
    """What pairing knows of an article; features are numbers below 2**40, `whole` is one too, 0 for no words."""

    grams: set[int] = field(default_factory=set)
    terms: set[int] = field(default_factory=set)
    frames: set[int] = field(default_factory=set)
    whole: int = 0
    rate: float = 1.0
    words: int = 100
    outlet: int = -1
    day: int = NO_DAY
    rank: int = 0

    @property
    def same(self) -> set[int]:
        return {self.whole} if self.whole else set()


@dataclass
class PlainPairing:
    """crowds: by gram, its anchors and the days of its first and last dated carrier."""

    candidates: dict[Pair, list[Score]]
    standing: set[int]
    crowds: dict[int, tuple[list[int], int, int]] = field(default_factory=dict)


def paired(reports: Sequence[Report]) -> PlainPairing:
    out = PlainPairing({}, set())
    scores = []
    for family in rules.FAMILIES:
        carriers: dict[int, list[int]] = defaultdict(list)
        for number, report in enumerate(reports):
            for feature in getattr(report, family.name):
                carriers[feature].append(number)
        if family is rules.GRAMS:
            out.standing = {gram for gram, held in carriers.items() if stands([reports[each] for each in held])}
            carriers = {gram: held for gram, held in carriers.items() if gram not in out.standing}
            out.crowds = {gram: crowd(held, reports) for gram, held in carriers.items() if len(held) > family.group}
        score: dict[Pair, list[int]] = defaultdict(lambda: [0, 0])
        for held in carriers.values():
            for pair, weight in links(held, family, reports):
                score[pair][0] += weight
                score[pair][1] += 1
        scores.append({pair: (w, n) for pair, (w, n) in score.items() if w >= family.least})
    for pair in sorted({pair for score in scores for pair in score}):
        told = [score.get(pair, (0, 0)) for score in scores]
        if worth(reports[pair[0]], reports[pair[1]], told):
            out.candidates[pair] = told
    return out


def crowd(held: list[int], reports: Sequence[Report]) -> tuple[list[int], int, int]:
    days = [reports[number].day for number in held if reports[number].day != NO_DAY]
    first = sorted(held, key=lambda number: reports[number].rank)[: rules.ANCHORS]
    return first, min(days, default=NEVER), max(days, default=NO_DAY)


def links(held: list[int], family: rules.Family, reports: Sequence[Report]) -> Iterator[tuple[Pair, int]]:
    if len(held) <= family.group:
        weight = next(weight for most, weight in family.steps if len(held) <= most)
        for one, two in combinations(sorted(held), 2):
            yield (one, two), weight
    elif family.crowd:
        ranked = sorted(held, key=lambda number: reports[number].rank)
        for place, carrier in enumerate(ranked):
            for anchor in ranked[: min(place, rules.ANCHORS)]:
                yield (min(carrier, anchor), max(carrier, anchor)), family.crowd


def stands(carriers: Iterable[Report]) -> bool:
    days: dict[int, set[int]] = defaultdict(set)
    undated: dict[int, int] = defaultdict(int)
    every: set[int] = set()
    for report in carriers:
        if report.day == NO_DAY:
            undated[report.outlet] += 1
        else:
            days[report.outlet].add(report.day)
            every.add(report.day)
    undated.pop(-1, None)
    days.pop(-1, None)
    return (
        any(spread(each, standing_rules.TIMES, standing_rules.DAYS) for each in days.values())
        or any(times >= standing_rules.TIMES_UNDATED for times in undated.values())
        or spread(every, standing_rules.DAYS_OF_ALL, standing_rules.SPAN_OF_ALL)
    )


def spread(days: set[int], times: int, span: int) -> bool:
    return len(days) >= times and max(days) - min(days) >= span


def worth(a: Report, b: Report, told: Sequence[Score]) -> bool:
    (grams, shared), (terms, _), (frames, _), (same, _) = told
    rate = min(a.rate, b.rate)
    fewer = min(len(a.grams) / a.rate, len(b.grams) / b.rate)
    shorter = min(a.words, b.words)
    unit = rules.WEIGHT_UNIT
    part = shared / rate + GRAM - 1 >= score_rules.LARGE_PART * (fewer + GRAM - 1)
    chance = max(max(a.words, b.words) / (score_rules.MUCH_LONGER * max(shorter, 1)), 1.0) ** 0.5
    most_terms = min(max(shorter / score_rules.WORDS_PER_TERM, score_rules.LEAST_TERMS), score_rules.MOST_TERMS)
    least_frames = max(score_rules.ENOUGH_FRAMES, shorter / score_rules.WORDS_PER_FRAME)
    return (
        grams / unit >= max(score_rules.ENOUGH_GRAMS * rate, score_rules.LEAST_GRAMS)
        or (part and grams / unit >= min(score_rules.LEAST_OF_PART, max(1.0, fewer * rate)))
        or terms / unit >= most_terms * chance
        or 2 * frames / unit >= least_frames * chance * rate
        or (same > 0 and (fewer == 0 or grams > 0))
    )
