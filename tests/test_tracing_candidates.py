"""Pairing: which articles are worth aligning, at once or as they arrive, beside a plain twin."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Layout, Span, text_sha256
from onrecord.tracing.dates import NO_DAY
from onrecord.tracing.pairing.arrivals import added, partners
from onrecord.tracing.pairing.candidates import Pairing, paired, pairing_of, share_of
from onrecord.tracing.pairing.collection import Collection, HeldFeatures, extended, held_of, whole_rows
from onrecord.tracing.pairing.families import ANCHORS, GRAMS
from onrecord.tracing.pairing.tally import Tally, count_of, summed, weight_of
from onrecord.tracing.preparing import prepared
from plain_tracing import candidates as plain
from plain_tracing.candidates import Report


def rows_of(reports: list[Report], name: str) -> np.ndarray:
    rows = sorted(feature << 24 | number for number, each in enumerate(reports) for feature in getattr(each, name))
    return np.array(rows, dtype=np.uint64)


def collection(reports: list[Report], base: int = 0) -> Collection:
    columns = {name: (HeldFeatures(rows_of(reports, name), base),) for name in ("grams", "terms", "frames")}
    whole = np.array([each.whole << 24 for each in reports], dtype=np.uint64)
    return Collection(
        **columns,
        same=(HeldFeatures(whole_rows(whole), base),),
        rate=np.array([each.rate for each in reports], dtype=np.float32),
        words=np.array([each.words for each in reports], dtype=np.int64),
        held=held_of(columns["grams"][0].rows, len(reports)),
        outlet=np.array([each.outlet for each in reports], dtype=np.int64),
        day=np.array([each.day for each in reports], dtype=np.int64),
        rank=np.array([each.rank for each in reports], dtype=np.int64),
    )


def told(pairing: Pairing) -> plain.PlainPairing:
    found = pairing.candidates
    pairs = zip(found.first.tolist(), found.second.tolist(), strict=True)
    scores = [list(zip(weight_of(row).tolist(), count_of(row).tolist(), strict=True)) for row in found.score]
    out = dict(zip(pairs, scores, strict=True))
    assert list(out) == sorted(out)
    assert len(out) == len(found)
    standing = [gram >> 24 for gram in pairing.standing.tolist()]
    assert standing == sorted(set(standing))
    crowds = pairing.crowds
    grams = [gram >> 24 for gram in crowds.gram.tolist()]
    assert grams == sorted(grams)
    days = zip(crowds.anchor.tolist(), crowds.earliest.tolist(), crowds.latest.tolist(), strict=True)
    return plain.PlainPairing(out, set(standing), dict(zip(grams, days, strict=True)))


def reports(seed: int) -> list[Report]:
    """Articles that draw their features from few, some of which nearly all carry."""
    source = random.Random(seed)
    count = source.randint(*source.choice([(0, 9), (10, 40), (41, 90)]))
    few, days, outlets = source.choice([3, 12, 40]), source.choice([0, 3, 30]), source.choice([0, 2, 20])
    common = source.random()
    ranks = source.sample(range(10 * count), count)

    def features() -> set[int]:
        drawn = {source.randrange(few) + 1 for _ in range(source.randint(0, 8))}
        return drawn | {100 + at for at in range(4) if source.random() < common}

    return [
        Report(
            grams=features(),
            terms=features(),
            frames=features(),
            whole=source.choice([0, 0, 1, 2 + number]),
            rate=source.choice([0.25, 0.5, 1.0]),
            words=source.choice([0, 20, 300, 2000]),
            outlet=source.randrange(outlets) if outlets else -1,
            day=source.randrange(1, days + 1) if days and source.random() < 0.8 else NO_DAY,
            rank=ranks[number],
        )
        for number in range(count)
    ]


SEEDS = st.integers(0, 1 << 32)


@settings(deadline=None)
@given(SEEDS)
def test_pairs_and_standing_text_are_those_of_the_plain_twin(seed: int) -> None:
    given_reports = reports(seed)
    assert told(paired(collection(given_reports))) == plain.paired(given_reports)


@settings(deadline=None, max_examples=50)
@given(SEEDS)
def test_the_numbers_of_the_articles_do_not_matter(seed: int) -> None:
    ordered = reports(seed)
    shuffled = random.Random(seed).sample(list(enumerate(ordered)), len(ordered))
    back = [before for before, _ in shuffled]
    found = told(paired(collection([each for _, each in shuffled])))
    pairs = {tuple(sorted((back[one], back[two]))): score for (one, two), score in found.candidates.items()}
    crowds = {gram: ([back[each] for each in first], *days) for gram, (first, *days) in found.crowds.items()}
    assert replace(found, candidates=pairs, crowds=crowds) == told(paired(collection(ordered)))


@settings(deadline=None, max_examples=60)
@given(SEEDS, st.lists(st.integers(0, 90), max_size=3))
def test_articles_that_arrive_in_parts_give_what_all_at_once_give(seed: int, cuts: list[int]) -> None:
    every = reports(seed)
    edges = [0, *sorted(min(cut, len(every)) for cut in cuts), len(every)]
    held = collection(every[: edges[1]])
    pairing = paired(held)
    for begin, end in pairwise(edges[1:]):
        fresh = collection(every[begin:end], begin)
        before, brought = told(pairing), told(partners(pairing, held, fresh))
        pairing = added(pairing, held, fresh)
        held = extended(held, fresh)
        now = told(pairing)
        new = {pair: score for pair, score in now.candidates.items() if pair[1] >= begin}
        assert brought == replace(now, candidates=new)
        assert_only_fallen(before, now, begin)
    assert told(pairing) == plain.paired(every)


def assert_only_fallen(before: plain.PlainPairing, now: plain.PlainPairing, count: int) -> None:
    """Of the first `count` articles no pair has come, and none is told more of."""
    assert before.standing <= now.standing
    for pair, scores in now.candidates.items():
        if pair[1] < count:
            assert all(
                weight <= then for (weight, _), (then, _) in zip(scores, before.candidates[pair], strict=True)
            )


@settings(deadline=None, max_examples=25)
@given(SEEDS, st.integers(64, 400), st.integers(1, 4))
def test_little_room_and_several_processes_give_the_same(seed: int, room: int, processes: int) -> None:
    every = reports(seed)
    half = len(every) // 2
    held = extended(collection(every[:half]), collection(every[half:], half))
    wanted = told(paired(held))
    assert told(paired(held, room)) == wanted
    windows = [[share_of(held, 0, (number, processes), room) for number in range(processes)]]
    while (begin := min(share.until for share in windows[-1])) < len(held):
        windows.append([share_of(held, begin, (number, processes), room) for number in range(processes)])
    assert told(pairing_of(held, windows)) == wanted
    pairing = paired(collection(every[:half]))
    assert told(added(pairing, collection(every[:half]), collection(every[half:], half), room)) == wanted


LINKS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 16)), max_size=200)


@given(LINKS, st.integers(1, 40), st.integers(40, 90))
def test_a_tally_sums_every_link_in_its_window(drawn: list[tuple[int, int, int]], times: int, room: int) -> None:
    links = drawn * times
    packed = np.array([a << 40 | b << 16 | weight << 6 | 1 for a, b, weight in links], dtype=np.uint64)
    wanted: dict[int, list[int]] = {}
    for a, b, weight in links:
        score = wanted.setdefault(a << 24 | b, [0, 0])
        score[0] += weight
        score[1] += 1
    found: dict[int, list[int]] = {}
    begin = 0
    while begin < 6:
        tally = Tally(begin, 6, room)
        for piece in np.array_split(packed, 7):
            tally.add(piece)
        assert begin < tally.until <= 6
        sums = summed(tally.links(), 0)
        within = sums.pair >> np.uint64(24) < np.uint64(tally.until)
        assert within.all()
        weights, counts = weight_of(sums.score).tolist(), count_of(sums.score).tolist()
        found |= {pair: [w, n] for pair, w, n in zip(sums.pair.tolist(), weights, counts, strict=True)}
        begin = tally.until
    assert found == wanted


def test_a_story_that_thousands_print_links_each_to_the_first_few() -> None:
    story = set(range(1, 13))
    source = random.Random(4)
    every = [Report(grams=story, rank=rank) for rank in source.sample(range(5_000), 3_000)]
    found = paired(collection(every)).candidates
    first = sorted(range(len(every)), key=lambda number: every[number].rank)[:ANCHORS]
    assert len(found) == ANCHORS * (len(every) - ANCHORS) + ANCHORS * (ANCHORS - 1) // 2
    assert np.isin(found.first, first).sum() + np.isin(found.second, first).sum() >= len(found)


def test_an_earlier_printing_that_arrives_late_takes_its_place() -> None:
    story = set(range(1, 13))
    every = [Report(grams=story, rank=10 + number) for number in range(GRAMS.group + 8)]
    late = Report(grams=story, rank=1)
    held, fresh = collection(every), collection([late], len(every))
    pairing = added(paired(held), held, fresh)
    assert told(pairing) == plain.paired([*every, late])
    assert (pairing.candidates.second == len(every)).sum() == len(every)


@pytest.mark.parametrize(("rank", "day"), [(500, 2), (500, 30), (500, NO_DAY), (3, 2)])
def test_one_more_printing_of_what_a_crowd_prints_is_linked_as_if_all_were_paired_anew(rank: int, day: int) -> None:
    story = set(range(1, 13))
    every = [Report(grams=story, rank=10 + at, day=1 + at % 3, outlet=at // 4) for at in range(GRAMS.group + 8)]
    more = Report(grams=story | {50, 51}, rank=rank, day=day, outlet=1)
    held, fresh = collection(every), collection([more], len(every))
    wanted = plain.paired([*every, more])
    assert told(added(paired(held), held, fresh)) == wanted
    new = {pair: score for pair, score in wanted.candidates.items() if pair[1] == len(every)}
    assert told(partners(paired(held), held, fresh)) == replace(wanted, candidates=new)
    assert bool(wanted.standing) == (day == 30)


def test_nothing_gives_nothing() -> None:
    none = collection([])
    assert told(paired(none)) == plain.PlainPairing({}, set())
    bare = collection([Report(), Report(rank=1)])
    assert len(paired(bare).candidates) == 0
    assert len(added(paired(none), none, bare).candidates) == 0
    assert told(partners(paired(bare), bare, none)) == plain.PlainPairing({}, set())


ROUTINE = {1, 2, 3, 4, 5, 6}


def stands(every: list[Report]) -> bool:
    return bool(len(paired(collection([replace(each, rank=at) for at, each in enumerate(every)])).standing))


@pytest.mark.parametrize(
    ("days", "outlet", "expected"),
    [
        ([1, 3, 6], 7, True),
        ([1, 3, 5], 7, False),  # the versions of one story
        ([1, 1, 6], 7, False),
        ([1, 3, 6], -1, False),  # who knows whether these are one outlet
        ([NO_DAY] * 5, 7, True),
        ([NO_DAY] * 4, 7, False),
        ([NO_DAY] * 8, -1, False),
        ([1, 3, 6, 9, 12, 15, 18, 21], -1, True),
        ([1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 40], -1, False),  # a story that all print, and one a month later
    ],
)
def test_text_that_is_printed_day_after_day_stands(days: list[int], outlet: int, expected: bool) -> None:
    assert stands([Report(grams=ROUTINE, outlet=outlet, day=day) for day in days]) == expected


def test_what_several_outlets_print_once_does_not_stand() -> None:
    assert not stands([Report(grams=ROUTINE, outlet=at % 5, day=1 + at % 4) for at in range(40)])


def test_articles_that_share_only_standing_text_are_not_compared() -> None:
    every = [Report(grams=ROUTINE, outlet=7, day=1 + 3 * at, rank=at) for at in range(2)]
    assert len(paired(collection(every)).candidates) == 1
    third = Report(grams=ROUTINE, outlet=7, day=30, rank=2)
    assert len(added(paired(collection(every)), collection(every), collection([third], 2)).candidates) == 0


STORIES = [
    "The harbour board of Veskol voted on Tuesday to dredge the northern channel before the herring season begins. "
    "Chairman Odd Kolbein told members that three survey vessels had already been hired from Tarnow Marine.",
    "Farmers in the Isker valley say the new canal pumps failed twice in August, leaving orchards without water. "
    "An inspector, Runa Halvik, found worn bearings and promised replacements within ninety days.",
    "A museum in Drossen will return eleven bronze bells that soldiers carried off during the siege of Pellmark. "
    "Curator Anselm Virtue said the crates would travel by rail under guard in early October.",
]


def article(name: str, text: str) -> Article:
    return Article(id=name, text=text, sha256=text_sha256(text), layout=Layout(story=(Span(0, len(text)),)))


def test_a_copy_an_edited_copy_and_an_excerpt_are_candidates_and_other_stories_are_not() -> None:
    edited = STORIES[0].replace("voted on Tuesday", "decided").replace("already been", "since been")
    excerpt = STORIES[1].split(". ")[0] + ". Prices of plums rose by a third at the market in Lower Isker."
    prints = prepared(
        [article(str(at), text) for at, text in enumerate([*STORIES, edited, excerpt, STORIES[2]])]
    ).prints
    count = len(prints.rate)
    columns = {name: (HeldFeatures(getattr(prints, name)),) for name in ("grams", "terms", "frames")}
    found = paired(
        Collection(
            **columns,
            same=(HeldFeatures(whole_rows(prints.whole)),),
            rate=prints.rate,
            words=prints.words,
            held=held_of(prints.grams, count),
            outlet=np.full(count, -1),
            day=np.full(count, NO_DAY),
            rank=np.arange(count),
        )
    ).candidates
    assert list(zip(found.first.tolist(), found.second.tolist(), strict=True)) == [(0, 3), (1, 4), (2, 5)]
