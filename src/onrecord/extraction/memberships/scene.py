"""The scene of membership bids: who and what each sentence of an article names, and what stands for it later on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.extraction.memberships.words import any_of, membership_words
from onrecord.language.actors import Actor, find_actors
from onrecord.language.analysis import Analysis, Sentence
from onrecord.language.organisations import generic_nouns, long_standing
from onrecord.model import Evidence, Span, inferred, stated

SETTLED = "2000-01-01"
"""Members since before this day are nobody's candidates, whenever the article was published."""
RECENT_YEARS = 2
"""For so long after a state joined, reports still speak of its bid."""
PASSAGE = "organisation of the passage"
_REACH = 4  # sentences back that an expression may stand for something


@dataclass(frozen=True, slots=True)
class Mention:
    """A state or an organisation at its place in a sentence (offsets into the sentence's text)."""

    begin: int
    end: int
    code: str
    kind: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Group:
    """States named together ("Finland and Sweden"), or one alone; `begin` and `end` hold them all.

    kind: "named", or "plural" and "singular" for words that stand for states named before.
    """

    begin: int
    end: int
    members: tuple[Mention, ...]
    kind: str = "named"

    @property
    def codes(self) -> tuple[str, ...]:
        """The states' codes in the order of the text."""
        return tuple(mention.code for mention in self.members)


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence with its states and its organisations, each in order."""

    sentence: Sentence
    text: str
    groups: tuple[Group, ...]
    organisations: tuple[Mention, ...]
    speakers: tuple[Actor, ...]

    def span(self, begin: int, end: int) -> Span:
        """The article's characters for the sentence's `begin` to `end`."""
        return Span(self.sentence.begin + begin, self.sentence.begin + end)


@dataclass(frozen=True, slots=True)
class Scene:
    """An article's sentences in order, the organisation it is mostly about, and its day of publication."""

    places: tuple[Place, ...]
    main: str | None
    published: str | None = None

    def settled(self, organisation: str) -> frozenset[str]:
        """The members of such long standing that this article cannot mean them as candidates."""
        year = int(self.published[:4]) - RECENT_YEARS if self.published and self.published[:4].isdecimal() else None
        return long_standing(organisation, f"{year}{self.published[4:10]}" if year and self.published else SETTLED)

    def passage(self, at: int, begin: int) -> Mention | None:
        """The organisation last named before character `begin` of sentence `at`, or a few sentences back."""
        for back in range(at, max(-1, at - _REACH), -1):
            for mention in reversed(self.places[back].organisations):
                if back < at or mention.end <= begin:
                    return _meant(mention)
        here = self.places[at].organisations
        return _meant(here[0]) if here else None

    def only(self) -> Mention | None:
        """The organisation that the article is about where it names no other."""
        named = [mention for place in self.places for mention in place.organisations]
        return _meant(named[0]) if len({mention.code for mention in named}) == 1 else None

    def antecedent(
        self, at: int, begin: int, plural: bool, barred: frozenset[str], region: tuple[str, ...] = ()
    ) -> Group | None:
        """The states that words at `begin` of sentence `at` stand for; never one of `barred`."""
        for back in range(at, max(-1, at - _REACH), -1):
            groups = self.places[back].groups
            # "its" is the subject's sooner than the nearest's, and subjects come first
            for group in reversed(groups) if plural else groups:
                if back == at and group.end > begin:
                    continue
                fits = len(group.members) > 1 if plural else len(group.members) == 1
                if fits and not barred & set(group.codes) and (not region or set(group.codes) <= set(region)):
                    return group
        return self._only_pair(at, barred) if plural and not region else None

    def _only_pair(self, at: int, barred: frozenset[str]) -> Group | None:
        """The only states named together before sentence `at`, however far back."""
        groups = [group for place in self.places[:at] for group in place.groups if len(group.members) > 1]
        free = [group for group in groups if not barred & set(group.codes)]
        return free[0] if len({frozenset(group.codes) for group in free}) == 1 else None


def _meant(mention: Mention) -> Mention:
    proof = inferred(PASSAGE, mention.evidence.spans)
    return Mention(mention.begin, mention.end, mention.code, mention.kind, proof)


def scene_of(analysis: Analysis, published: str | None) -> Scene:
    """Read an article's sentences for states and organisations."""
    known = frozenset(membership_words().entries("organisations", "codes"))
    found = [find_actors(sentence.doc.text) for sentence in analysis.sentences]
    counts: dict[str, int] = {}
    for actors in found:
        for actor in actors:
            if actor.code in known and actor.kind == "organisation":
                counts[actor.code] = counts.get(actor.code, 0) + 1
    main = max(counts, key=lambda code: counts[code]) if counts else None
    places: list[Place] = []
    last = main
    for sentence, actors in zip(analysis.sentences, found, strict=True):
        place = _place(sentence, actors, known, last)
        last = next((m.code for m in reversed(place.organisations)), last)
        places.append(place)
    return Scene(tuple(places), main, published)


def _place(sentence: Sentence, actors: Sequence[Actor], known: frozenset[str], last: str | None) -> Place:
    text = sentence.doc.text
    named = [_mention(sentence, actor) for actor in actors if actor.kind == "organisation" and actor.code in known]
    organisations = sorted(
        [*named, *_generic(sentence, text, named, last), *_euro(sentence, text)], key=lambda mention: mention.begin
    )
    states = [_mention(sentence, actor) for actor in actors if _may_be_candidate(actor, known, named)]
    return Place(
        sentence,
        text,
        tuple(_groups(text, states)),
        tuple(organisations),
        tuple(a for a in actors if a.kind in ("leader", "organisation", "body")),
    )


def _may_be_candidate(actor: Actor, known: frozenset[str], named: Sequence[Mention]) -> bool:
    """Whether a name may stand for a candidate: a state's, or a union's beside a club that takes unions in."""
    if actor.kind == "organisation":
        words = membership_words()
        clubs = set(words.entries("organisations", "clubs")) & {mention.code for mention in named}
        return actor.code in words.entries("organisations", "unions") and bool(clubs - {actor.code})
    is_state = len(actor.code) == 3 and actor.code not in known
    return is_state and actor.kind in ("state", "demonym", "capital", "body")


def _euro(sentence: Sentence, text: str) -> Iterator[Mention]:
    """The currency where it is joined, for those who share it: "Croatia joined the euro" """
    for match in membership_words().grammar("euro").finditer(text):
        span = Span(sentence.begin + match.start("euro"), sentence.begin + match.end("euro"))
        proof = inferred("the currency stands for those who share it", [span])
        yield Mention(match.start("euro"), match.end("euro"), "EUROZONE", "generic", proof)


def _mention(sentence: Sentence, actor: Actor) -> Mention:
    span = Span(sentence.begin + actor.begin, sentence.begin + actor.end)
    evidence = (
        stated(span)
        if actor.kind in ("state", "demonym", "organisation")
        else inferred(f"{actor.kind} stands for the state", [span])
    )
    return Mention(actor.begin, actor.end, actor.code, actor.kind, evidence)


def _generic(sentence: Sentence, text: str, named: Sequence[Mention], last: str | None) -> Iterator[Mention]:
    """Words such as "the alliance" for the organisation named last, where they are among its nouns."""
    codes = {mention.code for mention in named} | ({last} if last else set())
    extra = membership_words().entries("organisations", "generic") if codes else []
    nouns = sorted({*extra, *(noun for code in codes for noun in generic_nouns(code))})
    if not nouns:
        return
    article = r"(?:the|its|this|world['’]s|a)\s+(?:[\w'’-]+\s+){0,4}?"
    pattern = re.compile(rf"\b{article}{any_of(nouns).pattern}|(?<=join )alliance\b", re.I)
    for match in pattern.finditer(text):
        noun = next(noun for noun in sorted(nouns, key=len, reverse=True) if match.group().lower().endswith(noun))
        before = [
            mention
            for mention in named
            if mention.end <= match.start() and noun in (*generic_nouns(mention.code), *extra)
        ]
        if any(mention.begin < match.end() and match.start() < mention.end for mention in named):
            continue
        code = before[-1].code if before else last
        if code is None or noun not in (*generic_nouns(code), *extra):
            code = next((c for c in sorted(codes) if noun in generic_nouns(c)), None)
        if code is not None:
            span = Span(sentence.begin + match.start(), sentence.begin + match.end())
            yield Mention(
                match.start(), match.end(), code, "generic", inferred("general name for the organisation", [span])
            )


def _groups(text: str, states: Sequence[Mention]) -> Iterator[Group]:
    run: list[Mention] = []
    for mention in states:
        if run and mention.kind == run[-1].kind and _is_joint(text, run, mention):
            run.append(mention)
            continue
        if run:
            yield Group(run[0].begin, run[-1].end, tuple(run))
        run = [mention]
    if run:
        yield Group(run[0].begin, run[-1].end, tuple(run))


def _is_joint(text: str, run: Sequence[Mention], mention: Mention) -> bool:
    """Whether `mention` goes on with the states of `run`: a comma that ends a fronted phrase parts them."""
    words, gap = membership_words(), text[run[-1].end : mention.begin]
    if not words.grammar("joint").fullmatch(gap):
        return False
    return not (len(run) == 1 and gap.strip() == "," and words.grammar("fronted").match(text[: run[-1].end]))


def stand_ins(scene: Scene, at: int, barred: frozenset[str]) -> Iterator[Group]:
    """Pronouns and descriptions of sentence `at` that stand for states named before, with those states."""
    place = scene.places[at]
    words = membership_words()
    taken = [(group.begin, group.end) for group in place.groups]
    for pattern, plural in ((words.grammar("plural"), True), (words.grammar("singular"), False)):
        for match in pattern.finditer(place.text):
            if any(begin < match.end() and match.start() < end for begin, end in taken):
                continue
            region = tuple(
                code
                for name in ("Nordic", "Scandinavian", "Baltic", "Balkan", "Black Sea", "Caucasus")
                if name in match.group()
                for code in words.entries("groups", name)
            )
            group = scene.antecedent(at, match.start(), plural, barred, region)
            here = place.span(*match.span())
            if group is None and plural and region:
                yield from _outside(match, region, barred, here)
            elif group is not None:
                members = tuple(
                    Mention(
                        match.start(),
                        match.end(),
                        mention.code,
                        "stand-in",
                        inferred("words stand for states named before", [here, *mention.evidence.spans]),
                    )
                    for mention in group.members
                )
                yield Group(match.start(), match.end(), members, "plural" if plural else "singular")


def _outside(match: re.Match[str], region: tuple[str, ...], barred: frozenset[str], words: Span) -> Iterator[Group]:
    """A region's states that are not in yet: "the Nordic nations' applications"."""
    codes = [code for code in region if code not in barred]
    rule = inferred("states of the region that are not members", [words])
    if 2 <= len(codes) <= 3:
        yield Group(
            match.start(),
            match.end(),
            tuple(Mention(match.start(), match.end(), code, "stand-in", rule) for code in codes),
            "plural",
        )
