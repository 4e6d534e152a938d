"""How many have ratified, and who has not, where a sentence counts without naming the bid again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.extraction.membership_raw import RawStep
from onrecord.extraction.membership_scene import Mention, Place, Scene
from onrecord.extraction.membership_words import membership_words
from onrecord.language.numbers import Number, find_numbers
from onrecord.language.organisations import members
from onrecord.model import Evidence, inferred, stated

_DONE_SO = re.compile(r"\b(?:done|did|do)\s+so\b", re.I)
_ORDINAL = {
    name: n
    for n, name in enumerate(
        ["zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"]
    )
}
_LAST = re.compile(
    r"\b(?:last|final|only remaining)\s+(?:NATO |EU )?(?:members?|country|ally|nation|state|parliament)\b", re.I
)
_OF_MEMBERS = r"(?:\s*[-‑]\s*|\s+)(?:current |existing |NATO |EU |other )?(?:members?|allies|nations?|states?|member[- ]states?|countries)\b"


@dataclass(frozen=True, slots=True)
class Tally:
    """What a sentence counts: how many have, how many there are, who and how many have not; each with its words."""

    count: int | None = None
    of: int | None = None
    left: int | None = None
    outstanding: tuple[str, ...] = ()
    ratified: tuple[str, ...] = ()
    evidence: tuple[tuple[str, Evidence], ...] = ()
    cue: Evidence | None = None


def counted(scene: Scene, steps: list[RawStep]) -> list[RawStep]:
    """The steps with counts of ratification laid on, and steps for counts of a bid named up to two sentences before."""
    out = list(steps)
    for at, place in enumerate(scene.places):
        words = membership_words()
        ratifying = words.pattern("verdict", "ratify").search(place.text)
        echo = _DONE_SO.search(place.text)
        if not ratifying and not echo:
            continue
        mine = [i for i, step in enumerate(out) if step.stage == "ratification" and step.at == at]
        before = [i for i, step in enumerate(out) if step.stage == "ratification" and at - 2 <= step.at < at]
        bid = [
            step
            for step in out
            if at - 2 <= step.at <= at and step.stage in ("applied", "aspirant", "ratification")
        ]
        organisation = (
            out[(mine or before)[-1]].organisation if mine or before else bid[-1].organisation if bid else None
        )
        if organisation is None or (echo and not ratifying and not before):
            continue
        tally = _tally(place, organisation.code)
        if tally is None:
            continue
        if mine or before:
            for i in mine or before:
                out[i] = _with(out[i], tally)
        else:
            out += _new(at, bid, tally)
    return [_completed(scene, step) for step in out]


def _new(at: int, bid: list[RawStep], tally: Tally) -> Iterator[RawStep]:
    last = bid[-1]
    for step in bid:
        if (
            step.at == last.at
            and step.stage == last.stage
            and step.organisation.code == last.organisation.code
            and tally.cue
        ):
            candidate = replace(
                step.candidate, evidence=inferred("bid named before", step.candidate.evidence.spans)
            )
            yield _with(RawStep(at, step.organisation, candidate, "ratification", tally.cue), tally)


def _with(step: RawStep, tally: Tally) -> RawStep:
    evidence = dict(step.evidence)
    for name, piece in tally.evidence:
        evidence.setdefault(name, piece)
    outstanding = step.outstanding or tuple(code for code in tally.outstanding if code != step.candidate.code)
    return replace(
        step,
        count=step.count or tally.count,
        of=step.of or tally.of,
        outstanding=outstanding,
        ratified=step.ratified or tally.ratified,
        evidence={name: piece for name, piece in evidence.items()},
    )


def _tally(place: Place, organisation: str) -> Tally | None:
    """What the sentence counts, None when it counts nothing."""
    text = place.text
    member = "|".join(membership_words().entries("count", "member"))
    known = members(organisation)
    evidence: list[tuple[str, Evidence]] = []
    count = of = None
    cue_match = membership_words().pattern("verdict", "ratify").search(text) or _DONE_SO.search(text)
    cue = stated(place.span(*cue_match.span())) if cue_match else None
    numbers = [
        n for n in find_numbers(text) if n.value is not None and float(n.value).is_integer() and n.value < 200
    ]
    for index, number in enumerate(numbers):
        follow = numbers[index + 1] if index + 1 < len(numbers) else None
        gap = text[number.end : follow.begin] if follow else ""
        if (
            follow
            and re.fullmatch(r"\s+(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+|[\w. ]+['’]s?\s+)?(?:\w+\s+)?", gap)
            and (follow.value or 0) > (number.value or 0)
        ):
            count, of = _int(number), _int(follow)
            evidence += [
                ("count", stated(place.span(number.begin, number.end))),
                ("of", stated(place.span(follow.begin, follow.end))),
            ]
            if re.search(r"\b(?:all\s+but|except(?:\s+for)?)\s+$", text[: number.begin], re.I):
                evidence[-2] = (
                    "count",
                    inferred("all but so many of so many", [place.span(number.begin, follow.end)]),
                )
                count = (of or 0) - (count or 0)
            break
        has = re.match(
            rf"\s+(?:other\s+|remaining\s+)?(?:{member})\s+(?:that\s+|which\s+|who\s+)?(?:have|had|has)?\s*(?:already\s+|now\s+|so\s+far\s+)*(?:ratified|approved|done\s+so|did\s+so|given|signed|voted|backed)",
            text[number.end :],
            re.I,
        )
        if has and not re.search(r"\bnot\b|n['’]t|yet to", has.group()):
            count = _int(number)
            evidence.append(("count", stated(place.span(number.begin, number.end))))
            break
    ordinal = re.search(
        r"\b(\d{1,2})(?:st|nd|rd|th)\s+(?:and\s+(?:last|final)\s+)?(?:NATO\s+|EU\s+)?(?:member|country|ally|nation|state|parliament)[\w\s]{0,20}\s+to\s+(?:ratify|approve|do\s+so|give)",
        text,
        re.I,
    )
    if count is None and ordinal:
        count = int(ordinal.group(1))
        evidence.append(("count", inferred("the so-many-th to ratify", [place.span(*ordinal.span())])))
    outstanding, proof = _not_yet(place, known)
    if outstanding and proof:
        evidence.append(("outstanding", proof))
    if count is None and not outstanding:
        return None
    return Tally(count, of, None, outstanding, (), tuple(evidence), cue)


def _not_yet(place: Place, known: frozenset[str]) -> tuple[tuple[str, ...], Evidence | None]:
    """The members that the sentence names as the ones that have not ratified: "only X and Y have yet to", "all but X"."""
    text = place.text
    for group in place.groups:
        if known and not known.issuperset(group.codes):
            continue
        left, right = text[: group.begin], text[group.end : group.end + 90]
        lone = re.search(
            r"\b(?:all\s+(?:members\s+|allies\s+|countries\s+)?(?:but|except(?:\s+for)?)|only|apart\s+from|except(?:\s+for)?|with\s+the\s+exceptions?\s+of|bar)\s+$",
            left,
            re.I,
        )
        yet = re.match(
            r"\s+(?:have|has|are|is|remain\w*|were|was|had)?\s*(?:still\s+|so\s+far\s+|both\s+|now\s+)*(?:the\s+(?:only|last|sole|two|remaining)[\w\s]{0,40}?)?(?:yet\s+to|not\s+(?:yet\s+)?(?:to\s+have\s+)?|that\s+ha(?:s|ve)\s+(?:not|yet\s+to))\s*(?:ratif|approv|done\s+so|do\s+so|given|sign)",
            right,
            re.I,
        )
        remain = re.match(
            r"\s+(?:are|is|remain\w*)\s+the\s+(?:only|last|sole|two|remaining)[\w\s]{0,40}(?:holdouts?|hold-outs?|left|outstanding|not\s+to|yet\s+to|hasn['’]t|haven['’]t|have\s+not|has\s+not)",
            right,
            re.I,
        )
        if yet or remain or (lone and not re.search(r"\bonly\s+$", left, re.I)):
            return group.codes, stated(*(span for mention in group.members for span in mention.evidence.spans))
    return (), None


def _int(number: Number) -> int:
    return int(number.value or 0)


def _completed(scene: Scene, step: RawStep) -> RawStep:
    """A ratification with the number of members: as the article gives it, else those who have and those who have not."""
    if step.stage != "ratification" or step.of is not None:
        return step
    given = _members_given(scene, step.organisation)
    evidence = dict(step.evidence)
    if given is not None and (step.count or step.outstanding):
        evidence["of"] = given[1]
        count = step.count
        if count is None and _is_closed(scene.places[step.at], step):
            count = given[0] - len(step.outstanding)
            evidence["count"] = inferred(
                "members less those outstanding", [*given[1].spans, *evidence["outstanding"].spans]
            )
        return replace(step, of=given[0], count=count, evidence=evidence)
    if step.count is not None and step.outstanding and _says_other(scene, step):
        evidence["of"] = inferred(
            "those who have and those who have not", [*evidence["count"].spans, *evidence["outstanding"].spans]
        )
        return replace(step, of=step.count + len(step.outstanding), evidence=evidence)
    return step


def _is_closed(place: Place, step: RawStep) -> bool:
    """Whether the sentence says that the outstanding are all there are."""
    return re.search(r"\b(?:all\s+(?:\w+\s+)?(?:but|except)|only|sole|the\s+last)\b", place.text, re.I) is not None


def _says_other(scene: Scene, step: RawStep) -> bool:
    spans = step.evidence["count"].spans if "count" in step.evidence else ()
    for place in scene.places:
        for span in spans:
            if place.sentence.begin <= span.begin < place.sentence.end:
                before = place.text[: span.begin - place.sentence.begin]
                return (
                    re.search(r"\b(?:other|remaining|rest|others?)\b[\w\s]*$", before, re.I) is not None
                    or "other" in place.text[span.end - place.sentence.begin :][:20]
                )
    return False


def _members_given(scene: Scene, organisation: Mention) -> tuple[int, Evidence] | None:
    """How many members the article says the organisation has: "NATO's 30 members", "the 30-nation alliance"."""
    for place in scene.places:
        for mention in place.organisations:
            if mention.code != organisation.code:
                continue
            behind = re.compile(rf"(?:['’]s)?\s+(?:current\s+|existing\s+)?(\d{{1,3}}){_OF_MEMBERS}").match(
                place.text, mention.end
            )
            if behind:
                return int(behind.group(1)), stated(place.span(*behind.span(1)))
            inside = re.search(
                r"\b(\d{1,3})(?:\s*-\s*|\s+)(?:\w+[\s-]+)?(?:members?|nations?|strong|countries|countr\w+|states?)\b[\w\s-]{0,12}$",
                place.text[mention.begin : mention.end] or "",
                re.I,
            )
            ahead = re.search(
                r"\b(\d{1,3})\s*-?\s*(?:member|nation|country|strong|states?)?[\s-]*$", place.text[: mention.begin]
            )
            tail = re.match(r"\s+(?:members?|allies|nations|states|countries|member)\b", place.text[mention.end :])
            dashed = re.search(
                r"(\d{1,3})-(?:member|nation|country|strong)", place.text[mention.begin : mention.end]
            )
            found = dashed or inside or (ahead if ahead and (tail or "-" in ahead.group()) else None)
            if found:
                shift = mention.begin if found in (dashed, inside) else 0
                return int(found.group(1)), stated(place.span(shift + found.start(1), shift + found.end(1)))
    return None
