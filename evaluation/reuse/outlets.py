"""Outlets: how each prints its stories. Notes under them, lines above them, how exactly it says when."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from reuse.drafts import Draft, Paragraphs, Sentence
from reuse.newsroom import Newsroom, Scene, patterns

KINDS = ("Post", "Times", "Herald", "News", "Courier", "Tribune", "Observer", "Daily", "Echo", "Ledger")
PLATFORMS = 6  # publishing platforms whose note all their outlets print
FEWEST, OUTLETS_PER_ROOT = 6, 0.7  # 22,000 items of a real feed came from 108 outlets
NOTE_ODDS = (0.5, 0.25, 0.1, 0.3)  # of an outlet's notes to stand under a story; the last is its platform's
BACKGROUND_ODDS = 0.12
UNDATED, UNRELIABLE = 0.03, 0.02
AGENCIES = ("MPA", "TNW", "KVA", "ORB")


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet.

    stamp:       how it dates its stories: "minute", "offset" (minutes of a local time) or "day".
    headed:      whether its texts begin with the headline; bylined: whether the author's line follows.
    notes:       what it prints under its stories; backgrounds: paragraphs that it prints inside story after story.
    """

    name: str
    stamp: str = "minute"
    headed: bool = True
    bylined: bool = False
    notes: tuple[str, ...] = ()
    backgrounds: tuple[str, ...] = ()


class Outlets:
    """The outlets of a world, a few great ones and many small."""

    def __init__(self, newsroom: Newsroom, articles: int) -> None:
        self._newsroom = newsroom
        self._platforms = [self._platform(number) for number in range(PLATFORMS)]
        count = int(FEWEST + OUTLETS_PER_ROOT * articles**0.5)
        self._all = [self._outlet(number, articles / count) for number in range(count)]

    def any(self, source: random.Random, other_than: str = "") -> Outlet:
        """An outlet, great ones oftener; not the one of that name."""
        while True:
            outlet = self._all[int(5 * ((len(self._all) + 5) / 5) ** source.random()) - 5]
            if outlet.name != other_than:
                return outlet

    def named(self, name: str) -> Outlet:
        """The outlet of that name; one without notes when it is none of ours."""
        return next((outlet for outlet in self._all if outlet.name == name), Outlet(name))

    def _outlet(self, number: int, articles: float) -> Outlet:
        newsroom = self._newsroom
        scene = newsroom.scene(f"outlet/{number}", 100)
        source = scene.source
        name = newsroom.lexicon.name(f"outlet/{number}")
        name = f"The {name}" if source.random() < 0.2 else f"{name} {source.choice(KINDS)}"
        bare = name.removeprefix("The ")
        notes = [
            newsroom.written(note, scene).replace("{name}", bare) for note in source.sample(patterns()["notes"], 3)
        ]
        if source.random() < 0.25:
            notes.append(source.choice(self._platforms))
        backgrounds = tuple(
            " ".join(newsroom.sentence(scene, quoted=False) for _ in range(source.randint(1, 3)))
            for _ in range(1 + int(articles / 60))
        )
        return Outlet(
            name,
            stamp=source.choice(("minute", "minute", "minute", "offset", "day")),
            headed=source.random() < 0.5,
            bylined=source.random() < 0.4,
            notes=tuple(notes),
            backgrounds=backgrounds,
        )

    def _platform(self, number: int) -> str:
        newsroom = self._newsroom
        scene = newsroom.scene(f"platform/{number}", 100)
        note = newsroom.written(scene.source.choice(patterns()["platform_notes"]), scene)
        return note.replace("{name}", newsroom.lexicon.name(f"platform/{number}"))


@dataclass(frozen=True, slots=True)
class Story:
    """What an outlet is given to print."""

    id: str
    title: str
    paragraphs: Paragraphs
    moment: datetime
    roots: frozenset[str]
    wire: str | None = None
    plain: bool = False


def printed(story: Story, outlet: Outlet, source: random.Random, scene: Scene | None = None) -> Draft:
    """The story as the outlet prints it: with its lines above, its notes below, its way to say when.

    scene: whose people may be the author. A `plain` story is printed as it stands.
    """
    paragraphs = story.paragraphs
    above = [story.title] if outlet.headed or story.plain else []
    below: list[str] = []
    if not story.plain:
        if outlet.bylined and scene is not None:
            above.append("By " + " ".join(source.choice(scene.topic.people).split(" ")[-2:]))
        if outlet.notes:
            below = [note for note, odds in zip(outlet.notes, NOTE_ODDS, strict=False) if source.random() < odds]
        if outlet.backgrounds and source.random() < BACKGROUND_ODDS:
            at = source.randint(1, len(paragraphs))
            chosen = outlet.backgrounds[int(len(outlet.backgrounds) * source.random() ** 2)]
            paragraphs = [*paragraphs[:at], [Sentence(chosen, note=True)], *paragraphs[at:]]
    dateline = ""
    if story.wire and scene is not None:
        moment, month = story.moment, patterns()["months"][story.moment.month - 1]
        dateline = f"{scene.event.place.upper()}, {month} {moment.day} ({story.wire}) — "
    return Draft(
        story.id, outlet.name, story.title, story.moment, stamped(story.moment, outlet.stamp, source), paragraphs,
        tuple(above), dateline, tuple(below), story.roots,
    )  # fmt: skip


def stamped(moment: datetime, stamp: str, source: random.Random) -> str | None:
    """What is written of the moment: sometimes nothing, sometimes when the page was last touched or first made."""
    draw = source.random()
    if draw < UNDATED:
        return None
    if draw < UNDATED + UNRELIABLE:
        moment += timedelta(minutes=source.choice((-1, 1)) * source.randint(120, 60 * 48))
    if stamp == "day":
        return moment.date().isoformat()
    if stamp == "offset":
        return (moment + timedelta(hours=2)).isoformat() + "+02:00"
    return moment.isoformat() + "Z"


def dates_say(source: str | None, derived: str | None) -> str:
    """What two stamps say of who was first: "tell", "silent" or "mislead"."""
    if not source or not derived:
        return "silent"
    if len(source) == 10 or len(derived) == 10:
        ours, theirs = derived[:10], source[:10]
        return "silent" if ours == theirs else "tell" if ours > theirs else "mislead"
    gap = (_moment(derived) - _moment(source)).total_seconds()
    return "silent" if abs(gap) < 120 else "tell" if gap > 0 else "mislead"


def _moment(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp.replace("Z", "+00:00"))
