"""A world of articles: its bases by number, its outlets, and how a story comes out."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from math import gcd

from reuse.drafts import Draft, Paragraphs, own, shuffled_id
from reuse.newsroom import Newsroom, Scene, Told
from reuse.outlets import Outlet, Outlets, Story, printed
from reuse.real import RealArticle
from reuse.scripts import LANGUAGES, foreign_article
from reuse.swaps import Swaps

START = datetime(2023, 1, 1, 5)
LEAST_DAYS, ARTICLES_PER_DAY = 60, 400
ITEMS, FOREIGN = 0.07, 0.06  # shares of the bases, as far as these are invented
MOST_OTHER = 0.7  # of the invented bases
BASES = 0.55
REAL_BASES = 0.8  # of the real articles; the others are hosts of excerpts


class World:
    """Everything a set is made from, by number; any part of it can be made without the rest.

    articles: how many the set will have. real: articles to take before invented ones.
    """

    def __init__(self, articles: int, seed: int, real: Sequence[RealArticle]) -> None:
        self.seed = seed
        self.articles = articles
        self.bases = round(BASES * articles)
        self.newsroom = Newsroom(articles, seed)
        self.outlets = Outlets(self.newsroom, articles)
        self.swaps = Swaps(self.newsroom.lexicon)
        cut = int(REAL_BASES * len(real)) if len(real) > 20 else len(real)
        self.real = list(real[: min(cut, self.bases)])
        self._hosts = list(real[cut:])
        few = min(self.bases / max(1, self.bases - len(self.real)), MOST_OTHER / (ITEMS + FOREIGN))
        self._items, self._foreign = ITEMS * few, FOREIGN * few
        self._step = next(step for step in range(int(0.618 * self.bases), 0, -1) if gcd(step, self.bases) == 1)
        self.minutes = 60 * 24 * max(LEAST_DAYS, articles // ARTICLES_PER_DAY)
        self.base = lru_cache(64)(self._base)

    def source(self, key: str) -> random.Random:
        return random.Random(f"{self.seed}/{key}")

    def language(self, number: int) -> str | None:
        """In which other language base `number` is written, None for ours."""
        draw = self._class(number) - self._items
        return LANGUAGES[int(draw / self._foreign * len(LANGUAGES))] if 0 <= draw < self._foreign else None

    def is_item(self, number: int) -> bool:
        return self._class(number) < self._items

    def _class(self, number: int) -> float:
        """A number from 0 to 1 that says what base `number` is; 1 for real articles."""
        return self.source(f"class/{number}").random() if number >= len(self.real) else 1.0

    def spread(self, number: int) -> int:
        """A base for unit `number`: another for each unit, until all bases have been."""
        return number * self._step % self.bases

    def is_article(self, number: int) -> bool:
        return not self.is_item(number) and self.language(number) is None

    def scene(self, number: int) -> Scene:
        """What base `number` is about."""
        return self.newsroom.scene(f"base/{number}", number)

    def _base(self, number: int) -> Draft:
        source = self.source(f"base/{number}/print")
        name = shuffled_id(f"base{number}", self.seed)
        moment = START + timedelta(minutes=source.randrange(self.minutes))
        if number < len(self.real):
            real = self.real[number]
            moment = datetime.fromisoformat(real.day) + timedelta(hours=6, minutes=source.randint(0, 840))
            story = Story(name, real.title, own(real.paragraphs), moment, frozenset((name,)), plain=True)
            return printed(story, self.outlets.named(real.outlet), source)
        scene = self.scene(number)
        language = self.language(number)
        told = self._told(number, scene, language)
        story = Story(name, told.title, own(told.paragraphs), moment, frozenset((name,)))
        if self.is_item(number):
            return self._item(story, self.outlets.any(source), source)
        if language:
            outlet = replace(self.outlets.any(source), notes=(), backgrounds=(), bylined=False)
            return printed(story, outlet, source)
        return printed(story, self.outlets.any(source), source, scene)

    def _told(self, number: int, scene: Scene, language: str | None) -> Told:
        if language:
            return foreign_article(language, scene.source)
        return self.newsroom.item(scene) if self.is_item(number) else self.newsroom.article(scene)

    def host(self, key: str, number: int) -> Story:
        """A story of its own that something can be put into: a real one while there are any, then invented ones.

        number: of the host, for the real ones; each is used once.
        """
        source = self.source(f"host/{key}")
        moment = START + timedelta(minutes=source.randrange(self.minutes))
        name = shuffled_id(key, self.seed)
        if number < len(self._hosts):
            real = self._hosts[number]
            return Story(name, real.title, own(real.paragraphs), moment, frozenset((name,)))
        told = self.newsroom.article(self.newsroom.scene(f"host/{key}", self.bases))
        return Story(name, told.title, own(told.paragraphs), moment, frozenset((name,)))

    def copied(self, key: str, base: Draft, paragraphs: Paragraphs, source: random.Random) -> Story:
        """A story taken from `base`, some time later, under the same title."""
        return Story(shuffled_id(key, self.seed), base.title, paragraphs, base.moment + gap(source), base.roots)

    def printed(self, story: Story, outlet: Outlet, source: random.Random) -> Draft:
        """The story as the outlet prints it, its author one of the wide world."""
        return printed(story, outlet, source, self.newsroom.scene(f"print/{story.id}", 0))

    def _item(self, story: Story, outlet: Outlet, source: random.Random) -> Draft:
        return printed(story, replace(outlet, headed=False, bylined=False, notes=(), backgrounds=()), source)


def gap(source: random.Random) -> timedelta:
    """How much later a copy comes out: twenty minutes to a day and a half, mostly a few hours."""
    return timedelta(minutes=int(10 ** source.uniform(1.3, 3.3)))
