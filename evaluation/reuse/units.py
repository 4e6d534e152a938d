"""Units: what is planted together. Each makes a few articles from bases, and the links between them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from reuse import kinds
from reuse.drafts import Draft, Sentence, common_passages, own, shared_passages, shuffled_id, taken_from
from reuse.manifest import Link
from reuse.newsroom import patterns
from reuse.outlets import AGENCIES, Story, dates_say
from reuse.world import World, gap

CITED = 0.4  # share of excerpts and quotations that name the outlet they are from
CREDITED = 0.5  # share of a common wire's copies that credit the agency
LONGEST, WORDS_PER_SENTENCE = 100_000, 21.0
COPIED_AGAIN = 0.15  # share of units whose base may have other copies too
SERIES = 3  # one update in so many has further versions


@dataclass(frozen=True, slots=True)
class Unit:
    """Articles to add to the set, and what they took from whom."""

    drafts: list[Draft]
    links: list[Link]


def unit(world: World, kind: str, number: int) -> Unit | None:
    """Unit `number`, of the given kind; None when its base cannot be used so."""
    source = world.source(f"unit/{number}")
    makers: dict[str, Callable[[World, str, int, random.Random], Unit | None]] = {
        "excerpt": _inserted, "quotations": _inserted, "headline only": _headline_only, "updated": _updated,
        "spliced": _spliced, "several sources": _several_sources, "round-up": _round_up,
        "feed item copied": _feed_item, "feed item edited": _feed_item, "other language copied": _foreign,
        "other language edited": _foreign, "chain": _chain, "common wire": _common_wire, "long": _long,
    }  # fmt: skip
    return makers.get(kind, _whole)(world, kind, number, source)


def _link(source: Draft, derived: Draft, kind: str, tells: str | None = None) -> Link:
    passages = tuple(shared_passages(derived, source))
    return Link(
        source.id, derived.id, kind, dates_say(source.published, derived.published), tells, passages=passages
    )


def _article(world: World, source: random.Random, number: int | None = None) -> Draft:
    """A base that is an article in our language; for a unit of some number mostly one that no other unit has."""
    at = source.randrange(world.bases)
    if number is not None and source.random() >= COPIED_AGAIN:
        at = world.spread(number)
    while not world.is_article(at):
        at = (at + 1) % world.bases
    return world.base(at)


def _articles(world: World, source: random.Random, count: int) -> list[Draft]:
    """So many of them, or a few less, each once."""
    return list({base.id: base for base in (_article(world, source) for _ in range(count))}.values())


def _whole(world: World, kind: str, number: int, source: random.Random) -> Unit:
    base = _article(world, source, number)
    story = world.copied(f"copy{number}", base, kinds.whole_story(kind, base, source, world.swaps), source)
    if kind != "verbatim":
        story = replace(story, title=world.swaps.swapped(base.title, 0.6, source))
    copy = world.printed(story, world.outlets.any(source, base.outlet), source)
    return Unit([copy], [_link(base, copy, kind, kinds.TELLING.get(kind))])


def _headline_only(world: World, kind: str, number: int, source: random.Random) -> Unit:
    base = _article(world, source, number)
    story = world.copied(f"copy{number}", base, taken_from(base), source)
    story = replace(story, title=world.swaps.swapped(base.title, 0.6, source))
    outlet = world.outlets.named(base.outlet) if source.random() < 0.5 else world.outlets.any(source, base.outlet)
    copy = world.printed(story, outlet, source)
    return Unit([copy], [_link(base, copy, kind)])


def _inserted(world: World, kind: str, number: int, source: random.Random) -> Unit | None:
    base = _article(world, source, number)
    held = kinds.excerpt(base, 3, 6, source) if kind == "excerpt" else kinds.quotations(base, source)
    if not held:
        return None
    tells = None
    if base.outlet and source.random() < CITED:
        held, tells = _cited(world, held, base, source), "citation"
    host = world.host(f"copy{number}", number)
    copy = _hosted(world, host, [base], [held], source)
    return Unit([copy], [_link(base, copy, kind, tells)])


def _cited(world: World, held: list[Sentence], base: Draft, source: random.Random) -> list[Sentence]:
    """The sentences after one that names the outlet they are from."""
    scene = world.newsroom.scene(f"cited/{base.id}/{source.random()}", world.bases)
    line = world.newsroom.written(source.choice(patterns()["citations"]), scene)
    return [Sentence(line.replace("{name}", base.outlet.removeprefix("The "))), *held]


def _hosted(
    world: World, host: Story, bases: Sequence[Draft], held: Sequence[list[Sentence]], source: random.Random
) -> Draft:
    """The host with the paragraphs taken from the bases, printed after all of them."""
    paragraphs = host.paragraphs
    for sentences in held:
        paragraphs = kinds.inserted(paragraphs, sentences, source)
    roots = host.roots.union(*(base.roots for base in bases))
    moment = max(base.moment for base in bases) + gap(source)
    story = replace(host, paragraphs=paragraphs, roots=roots, moment=moment)
    return world.printed(story, world.outlets.any(source, bases[0].outlet), source)


def _updated(world: World, kind: str, number: int, source: random.Random) -> Unit:
    """A later version by the same outlet, or several, each from the one before."""
    version = _article(world, source, number)
    outlet = world.outlets.named(version.outlet)
    drafts: list[Draft] = []
    links: list[Link] = []
    for count in range(source.randint(2, 3) if number % SERIES == 0 else 1):
        scene = world.newsroom.scene(f"update/{number}/{count}", world.bases)
        fresh = [[world.newsroom.sentence(scene)] for _ in range(source.randint(1, 2))]
        story = world.copied(
            f"copy{number}-{count}", version, kinds.updated(version, fresh, source, world.swaps), source
        )
        later = world.printed(story, outlet, source)
        drafts.append(later)
        links.append(_link(version, later, kind))
        version = later
    return Unit(drafts, links)


def _spliced(world: World, kind: str, number: int, source: random.Random) -> Unit:
    """Two agencies' stories of one event, made one by a third outlet."""
    about = world.newsroom.subjects.drawn(source)
    wires: list[Draft] = []
    moment = world.base(source.randrange(world.bases)).moment
    agencies = source.sample(AGENCIES, 2)
    for at, agency in enumerate(agencies):
        name = shuffled_id(f"wire{number}-{at}", world.seed)
        scene = world.newsroom.scene(f"wire/{number}/{at}", world.bases, about)
        told = world.newsroom.article(scene)
        story = Story(name, told.title, own(told.paragraphs), moment + gap(source), frozenset((name,)), agency)
        wires.append(world.printed(story, world.outlets.any(source), source))
    roots = wires[0].roots | wires[1].roots
    title = world.swaps.swapped(wires[0].title, 0.6, source)
    moment = max(wire.moment for wire in wires) + gap(source)
    name = shuffled_id(f"copy{number}", world.seed)
    story = Story(name, title, kinds.spliced(wires[0], wires[1], source), moment, roots)
    copy = world.printed(story, world.outlets.any(source, wires[0].outlet), source)
    links = [replace(_link(wire, copy, kind), wire=agency) for wire, agency in zip(wires, agencies, strict=True)]
    return Unit([*wires, copy], links)


def _several_sources(world: World, kind: str, number: int, source: random.Random) -> Unit:
    """An article of its own with passages from two or three others."""
    bases = _articles(world, source, source.randint(2, 3))
    held = [kinds.excerpt(base, 3, 5, source) for base in bases]
    named = [bool(base.outlet) and source.random() < CITED for base in bases]
    shown = [
        _cited(world, each, base, source) if name else each
        for each, base, name in zip(held, bases, named, strict=True)
    ]
    copy = _hosted(world, world.host(f"copy{number}", number), bases, shown, source)
    tells = ["citation" if name else None for name in named]
    return Unit([copy], [_link(base, copy, kind, tell) for base, tell in zip(bases, tells, strict=True)])


def _round_up(world: World, kind: str, number: int, source: random.Random) -> Unit:
    """A live page or a round-up: the beginnings of many stories, each after a line of its own."""
    bases = sorted(_articles(world, source, source.randint(6, 12)), key=lambda base: base.moment)
    scene = world.newsroom.scene(f"live/{number}", world.bases)
    name = shuffled_id(f"copy{number}", world.seed)
    paragraphs = own([[world.newsroom.sentence(scene), world.newsroom.sentence(scene)]])
    for at, base in enumerate(bases):
        lede = [sentence for paragraph in taken_from(base) for sentence in paragraph][: source.randint(2, 3)]
        stamp = f"{7 + at}.{source.randint(10, 59)} GMT"
        paragraphs.append([Sentence(f"{stamp} {world.newsroom.sentence(scene, quoted=False)}"), *lede])
    roots = frozenset((name,)).union(*(base.roots for base in bases))
    story = Story(name, world.newsroom.headline(scene), paragraphs, bases[-1].moment + gap(source), roots)
    page = world.printed(story, world.outlets.any(source), source)
    return Unit([page], [_link(base, page, kind) for base in bases])


def _feed_item(world: World, kind: str, number: int, source: random.Random) -> Unit | None:
    base_number = _number_of(world, source, world.is_item)
    if base_number is None:
        return None
    base = world.base(base_number)
    edited = kind == "feed item edited"
    story = kinds.item_edited(base, source, world.swaps) if edited else taken_from(base)
    outlet = replace(world.outlets.any(source, base.outlet), headed=False, bylined=False, notes=(), backgrounds=())
    copy = world.printed(world.copied(f"copy{number}", base, story, source), outlet, source)
    return Unit([copy], [_link(base, copy, kind)])


def _foreign(world: World, kind: str, number: int, source: random.Random) -> Unit | None:
    base_number = _number_of(world, source, lambda number: world.language(number) is not None)
    if base_number is None:
        return None
    base, language = world.base(base_number), world.language(base_number) or ""
    story = taken_from(base) if kind == "other language copied" else kinds.foreign_edited(base, language, source)
    outlet = replace(world.outlets.any(source, base.outlet), bylined=False, notes=(), backgrounds=())
    copy = world.printed(world.copied(f"copy{number}", base, story, source), outlet, source)
    return Unit([copy], [_link(base, copy, kind)])


def _number_of(world: World, source: random.Random, wanted: Callable[[int], bool]) -> int | None:
    """The number of some base of a class; None when the set has none near where one was looked for."""
    real, invented = len(world.real), world.bases - len(world.real)
    first = source.randrange(max(1, invented))
    steps = range(min(200, invented))
    return next((at for step in steps if wanted(at := real + (first + step) % invented)), None)


def _chain(world: World, kind: str, number: int, source: random.Random) -> Unit:
    """A copy of a copy: each edits or cuts what it has."""
    first = _article(world, source, number)
    drafts: list[Draft] = []
    links: list[Link] = []
    before = first
    for count in range(2):
        story = world.swaps.replaced(taken_from(before), kinds.EDITED, source, every_word=True)
        if source.random() < 0.4:
            story = story[: max(2, int(0.8 * len(story)))]
        outlet = world.outlets.any(source, before.outlet)
        after = world.printed(world.copied(f"copy{number}-{count}", before, story, source), outlet, source)
        drafts.append(after)
        links.append(_link(before, after, kind))
        before = after
    return Unit(drafts, links)


def _common_wire(world: World, kind: str, number: int, source: random.Random) -> Unit:
    """Two or three outlets' versions of an agency's story that is not in the collection."""
    root = shuffled_id(f"wire{number}", world.seed)
    scene = world.newsroom.scene(f"wire/{number}", world.bases)
    told = world.newsroom.article(scene)
    moment = world.base(source.randrange(world.bases)).moment
    wire = Story(root, told.title, own(told.paragraphs), moment, frozenset((root,)))
    original = world.printed(wire, world.outlets.any(source), source)
    agency = source.choice(AGENCIES)
    drafts: list[Draft] = []
    credited: dict[str, str | None] = {}
    for count in range(source.randint(2, 3)):
        held = taken_from(original)
        held = held[: max(2, int(len(held) * source.uniform(0.6, 1.0)))]
        if source.random() < 0.6:
            held = world.swaps.replaced(held, (0.02, 0.06), source, every_word=True)
        story = world.copied(f"copy{number}-{count}", original, held, source)
        if source.random() < CREDITED:
            story = replace(story, wire=agency)
        drafts.append(world.printed(story, world.outlets.any(source), source))
        credited[drafts[-1].id] = story.wire
    links = [
        Link(
            one.id, two.id, kind, "silent", "credit" if credited[one.id] or credited[two.id] else None,
            credited[one.id] or credited[two.id], tuple(common_passages(two, one, root)),
        )
        for one, two in combinations(drafts, 2)
    ]  # fmt: skip
    return Unit(drafts, links)


def _long(world: World, kind: str, number: int, source: random.Random) -> Unit:
    """A report as long as a book with a passage of an article in it; an article with a passage of the report."""
    words = min(LONGEST, 20 * world.articles)
    scene = world.newsroom.scene(f"long/{number}", world.bases)
    told = world.newsroom.article(scene, int(words / WORDS_PER_SENTENCE))
    name = shuffled_id(f"long{number}", world.seed)
    base = _article(world, source, number)
    host = Story(name, told.title, own(told.paragraphs), base.moment, frozenset((name,)))
    report = _hosted(world, host, [base], [kinds.excerpt(base, 4, 8, source)], source)
    piece = world.host(f"copy{number}", number)
    after = _hosted(world, piece, [report], [kinds.excerpt(report, 4, 8, source)], source)
    return Unit([report, after], [_link(base, report, kind), _link(report, after, kind)])
