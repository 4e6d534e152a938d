"""Steps told with verbs of entering: "Finland joined NATO", "they said that one day Ukraine would join"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extraction.memberships.raw import RawStep
from onrecord.extraction.memberships.scene import SETTLED, Group, Mention, Place, Scene, stand_ins
from onrecord.extraction.memberships.words import membership_words
from onrecord.language.dates import find_dates
from onrecord.language.organisations import long_standing
from onrecord.model import Evidence, MembershipStage, inferred, stated

Source = tuple[str, Evidence]
"""Who did it, as a code, and the words that say so."""
Outcome = tuple[MembershipStage, Evidence, Source | None]

_BREAK = re.compile(r"[.;:!?“”\"()]|\s[–—-]\s")
_LATER_NOUN = re.compile(r"['’]s?\s+(?!ranks|fold|family)\w|-\w", re.I)
_LEADING = re.compile(r"^(?:[\s,]|['’]s?\b|['’])*")
_PERFECT = re.compile(r"\b(?:has|have|had)\b", re.I)
_INVERTED = re.compile(r"(?:^|[“\"]|,\s)[Hh]ad\s+(?:the\s+)?$")
"""Before a candidate: "Had Georgia applied", which it did not."""
_LONGEST_GAP = 110


def entry_steps(scene: Scene, at: int) -> Iterator[RawStep]:
    """The steps that the entering verbs of sentence `at` tell."""
    place, words = scene.places[at], membership_words()
    if place.text.rstrip("\"'”’ ").endswith("?"):
        return
    yield from _applying(scene, at)
    for match in words.pattern("entry", "verbs").finditer(place.text):
        for organisation in _entered(scene, at, match):
            for group, gap in candidates(scene, at, match.start(), organisation.code):
                stage = _stage(place, group, gap, match, organisation)
                if stage is None:
                    break
                name, cue, by = stage
                yield from steps_for(scene, at, (organisation, group), name, cue, by)
                break


def _applying(scene: Scene, at: int) -> Iterator[RawStep]:
    """ "Georgia has applied for EU membership", "it applied to the EU", "Moldova wants EU membership" """
    place, words = scene.places[at], membership_words()
    for name in ("applying", "applying_to", "wishing"):
        for match in words.pattern("entry", name).finditer(place.text):
            near = match.end() + (len(" the x") if match.group()[-2:].lower() in ("to", "of", "in") else 1)
            organisation = next((m for m in place.organisations if match.start() <= m.begin < near), None)
            if organisation is None and name == "applying":
                organisation = scene.passage(at, match.start())
            if organisation is None and name == "wishing" and match.group().lower().endswith("status"):
                organisation = scene.passage(at, match.start())
            candidate = (
                next(candidates(scene, at, match.start(), organisation.code), None) if organisation else None
            )
            if organisation is None or candidate is None:
                continue
            group, gap = candidate
            if words.pattern("between", "void").search(gap) or _INVERTED.search(place.text[: group.begin]):
                continue
            to_come = name == "wishing" or words.pattern("between", "to_come").search(gap)
            if name == "wishing" and (group.kind == "plural" or not (told_only(gap) or _is_progressive(gap))):
                continue
            stage: MembershipStage = "aspirant" if to_come else "applied"
            yield from steps_for(scene, at, (organisation, group), stage, stated(place.span(*match.span())))


def _is_progressive(gap: str) -> bool:
    return re.fullmatch(r"\s+(?:is|are|has been|have been)(?:\s+(?:still|now|also))?\s+", gap) is not None


def steps_for(
    scene: Scene,
    at: int,
    pair: tuple[Mention, Group],
    stage: MembershipStage,
    cue: Evidence,
    by: Source | None = None,
) -> Iterator[RawStep]:
    """One step for each candidate of the pair: an organisation, and the states that would be in."""
    organisation, group = pair
    evidence = {"by": by[1]} if by else {}
    for candidate in group.members:
        if is_candidate(scene, candidate.code, organisation.code, stage):
            yield RawStep(at, organisation, candidate, stage, cue, by=by[0] if by else None, evidence=evidence)


def is_candidate(scene: Scene, state: str, organisation: str, stage: str = "") -> bool:
    """Whether a state may be a candidate at all: not a member of old, unless the text recalls how it joined."""
    unions = membership_words().entries("organisations", "unions")
    if state in unions and organisation not in membership_words().entries("organisations", "clubs"):
        return False
    return state not in (long_standing(organisation, SETTLED) if stage == "joined" else scene.settled(organisation))


def _entered(scene: Scene, at: int, match: re.Match[str]) -> list[Mention]:
    """The organisations right behind the verb; else the passage's, where nothing else is entered."""
    place, words = scene.places[at], membership_words()
    out: list[Mention] = []
    end = match.end()
    inside = [m for m in place.organisations if match.start() <= m.begin and m.end <= end and m.kind != "generic"]
    if inside:
        return inside[:1]  # "became the WTO's 166th member"
    if re.search(r"\s[A-Z][\w.-]*\s+(?:member|seat)", match.group()):
        return []  # "became a Labour member"
    for mention in place.organisations:
        if mention.begin < match.end():
            continue
        gap = place.text[end : mention.begin]
        if words.grammar("both_of" if out else "into").fullmatch(gap):
            out.append(mention)
            end = mention.end
        else:
            break
    if out:
        return [] if _is_modifier(place, out[-1]) else out
    behind = place.text[match.end() : match.end() + 40]
    bare = words.grammar("nothing_entered").match(behind)
    verb = match.group().lower()
    led = words.grammar("led_to_join").search(place.text[: match.start()])
    if bare and ((verb.startswith("join") and led) or ("member" in verb and "as " not in behind[:4])):
        meant = scene.passage(at, match.start())
        return [meant] if meant else []
    return []


def _is_modifier(place: Place, mention: Mention) -> bool:
    """Whether the organisation's name only describes what follows: "joined NATO allies", "join the EU's scheme"."""
    if _LATER_NOUN.match(place.text, mention.end):
        return True
    for token in place.sentence.doc:
        if token.idx >= mention.end:
            return (
                token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
                and place.text[mention.end : token.idx] == " "
                and not membership_words().grammar("adverbial").fullmatch(token.lower_)
            )
    return False


def candidates(scene: Scene, at: int, end: int, organisation: str) -> Iterator[tuple[Group, str]]:
    """The states before character `end`, nearest first, with the words between; the verb's subject goes first."""
    place = scene.places[at]
    barred = scene.settled(organisation)
    groups = [
        group
        for group in (*place.groups, *stand_ins(scene, at, barred))
        if group.end <= end and group.members[0].kind != "demonym"
    ]
    groups.sort(key=lambda group: group.end, reverse=True)
    subject = _subject(place, end, groups)
    aside = re.search(r",\s*([^,]*)$", place.text[groups[0].end : end]) if groups else None
    if subject is not None and subject != groups[0] and aside and "," in place.text[subject.end : groups[0].begin]:
        yield subject, aside.group(1)  # Finland, which borders Russia, joined
    for group in groups:
        gap = place.text[group.end : end]
        if len(gap) > _LONGEST_GAP or _BREAK.search(gap):
            return
        yield group, gap
        if barred.isdisjoint(group.codes) or group.kind != "named":
            return


def _subject(place: Place, verb: int, groups: list[Group]) -> Group | None:
    """The states that the parse makes the subject of the verb at `verb`."""
    token = next((t for t in place.sentence.doc if t.idx <= verb < t.idx + len(t.text)), None)
    if token is None:
        return None
    for _ in range(3):
        for child in token.children:
            if child.dep_ in ("nsubj", "nsubj:pass", "nsubjpass"):
                return next((group for group in groups if group.begin <= child.idx < group.end), None)
        if token.dep_ not in ("conj", "xcomp") or token.head is token:
            return None
        token = token.head
    return None


def _stage(place: Place, group: Group, gap: str, match: re.Match[str], organisation: Mention) -> Outcome | None:
    """What the words between candidate and verb, and those around, make of the verb."""
    words = membership_words()
    cue = stated(place.span(match.start(), match.end()))
    led_by: tuple[tuple[str, MembershipStage], ...] = (("invited", "invited"), ("applied", "applied"))
    for name, stage in led_by:
        led = re.search(rf"(?:{words.pattern('between', name).pattern})\s*$", gap, re.I)
        if led:
            if words.pattern("between", "void").search(gap[: led.start() + 2]):
                return None
            to_come = words.pattern("between", "to_come").search(gap[: led.start() + 1])
            return "aspirant" if to_come else stage, _wide(place, gap, led.start(), match), None
    if words.pattern("between", "void").search(gap):
        return None
    wish = words.pattern("between", "aspirant").search(gap)
    if wish:
        return "aspirant", _wide(place, gap, wish.start(), match), None
    ahead = words.pattern("between", "future").search(gap)
    if ahead:
        return promised(place, group, match.start(), organisation, _wide(place, gap, ahead.start(), match))
    finished = any(re.fullmatch(entry, match.group(), re.I) for entry in words.entries("entry", "finished"))
    finished = finished or (match.group().lower().startswith("become") and _PERFECT.search(gap) is not None)
    left = place.text[: group.begin]
    tense = re.compile(r"joins|becomes|accedes", re.I).match(match.group()) is not None
    if not finished or (
        words.grammar("condition").search(left) and (tense or not words.grammar("recalled").search(left))
    ):
        return None
    if not told_only(gap):
        return None
    return "joined", cue, None


def _wide(place: Place, gap: str, begin: int, match: re.Match[str]) -> Evidence:
    """The verb with what leads it from `begin` of the gap on, where the gap stands right before it."""
    begin += len(gap[begin:]) - len(_LEADING.sub("", gap[begin:]))
    if not place.text[: match.start()].endswith(gap):
        return stated(place.span(match.start(), match.end()))
    return stated(place.span(match.start() - len(gap) + begin, match.end()))


def told_only(gap: str) -> bool:
    """Whether nothing stands in `gap` but words that leave the verb's tense (and a short aside in commas)."""
    allowed = membership_words().entries("between", "done")
    rest = re.sub(r"^\s*,[^,]{0,80},|^,?\s+and\s+(?:the\s+)?[A-Z]\w+", " ", gap)
    rest = re.sub("|".join(rf"(?<!\w){entry}(?!\w)" for entry in allowed), " ", rest, flags=re.I)
    return not re.search(r"\w", rest)


def promised(place: Place, group: Group, verb: int, organisation: Mention, cue: Evidence) -> Outcome | None:
    """A promise: the organisation, its head or its members say that the candidate will be in one day."""
    words = membership_words()
    left, whole = place.text[: group.begin], place.text
    if words.pattern("around", "void").search(whole):
        return None
    strong = words.pattern("promise", "strong").search(left)
    far = words.pattern("around", "far").search(whole)
    told = words.pattern("promise", "verbs").search(left) or words.pattern("promise", "verbs").search(whole[verb:])
    source = promise_source(place, group, organisation.code)
    told = told or words.grammar("spoken").match(left)
    heads_word = any(s.kind == "leader" and s.code == organisation.code for s in place.speakers)
    sure = far or (heads_word and not any(date.precision == "day" for date in find_dates(whole, None)))
    if source is None or not (strong or (told and sure)):
        return None
    return "promised", cue, (organisation.code, source)


def promise_source(place: Place, group: Group, organisation: str) -> Evidence | None:
    """Who promises, when it is the organisation, its head, or its members."""
    for mention in place.organisations:
        if mention.code == organisation and mention.end <= group.begin:
            return inferred("the organisation speaks", [place.span(mention.begin, mention.end)])
    for speaker in place.speakers:
        if speaker.code == organisation and speaker.kind == "leader":
            return inferred("its head speaks for the organisation", [place.span(speaker.begin, speaker.end)])
    match = membership_words().pattern("promise", "sources").search(place.text[: group.begin])
    return inferred("members speak for the organisation", [place.span(*match.span())]) if match else None
