"""Paying: which item a sum pays for, or is the value of; a sum without an item is a good of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from onrecord.extraction.commitments.goods.good import Good
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.items import is_container
from onrecord.vocabulary import vocabulary

_WHOSE = r"(?:\s+(?:to|for|from|by|in)\s+(?:[\w’'-]+\s?){1,4}?)?"

_HAS_BEEN = (
    r"(?:(?:which|that)\s+)?(?:(?:has|have|had|is|are|was|were|been|will|be|now|by|then|currently|already)\s+)*"
    r"(?:in\s+total\s+)?"
)
_BUYS = re.compile(
    r"\s*(?:\(.{0,40}\)\s*)?(?:(?:from|by)\s+\w+\s+(?=in\b))?(?:(?:more|extra|further|or so)\s+)?"
    r"(?:(?:is|are|was|were|will|be|has|have|been|go|goes|going|meant|earmarked|reserved|intended|set aside)\s+)*"
    r"(?:[- ]?worth of|in|of|for|as|-worth|towards?"
    r"|to (?:buy|purchase|procure|provide|fund|finance|supply|repair|restore|support|rebuild|acquire))"
    r"\s+(?:(?:new|additional|more|further|direct|immediate|urgent|critical|the|a|an|its|their|emergency|both) )*",
    re.I,
)
_AND = re.compile(
    r"\s*(?:,\s*(?:and|or|plus|as well as)?|and|or|plus|as well as|&)\s+(?:(?!(?:for|but|no|not)\b)[\w-]+\s+){0,2}",
    re.I,
)


_SAID_AGAIN = re.compile(
    r"\W{0,3}[(\[](?:\w+ ){0,2}|,? (?:or|-|–|—) (?:about|around|roughly|some|nearly|almost|approximately )? ?"
    r"|,? \(?(?:the )?(?:equivalent (?:of|to)|equal to|equivalent) ?(?:about |around |roughly )?",
    re.I,
)
_ASIDE = re.compile(
    r"[^.;:()]{0,80}, which (?:now |then )?(?:has|have|had|is|was|are|were) (?:now )?(?:(?:a|an|the|its) )?"
    r"(?:(?:total|combined|overall|estimated|full) )?(?:value of|worth|valued at|value is put at) "
    r"(?:(?:about|around|some|over|nearly|almost|roughly|more than) )?",
    re.I,
)
_ADJACENT = re.compile(r"[ -]*(?:more|extra|additional|further|new)?[ -]*", re.I)


def with_money(scene: Scene, goods: list[Good]) -> list[Good]:
    """Each sum goes to the item that it pays for; a sum without one is a good of its own."""
    text = scene.doc.text
    out = list(goods)
    alone: list[Good] = []
    for place, money in scene.money:
        if _again(scene, place):
            continue
        chosen = _paid(scene, out, place, text)
        if chosen is None:
            alone.append(Good(_money_head(scene, place), place, place, money=(place, money), sum_only=True))
        elif (listed := _listed(scene, out, chosen, place)) is not None:
            alone.append(replace(listed, money=(place, money)))
        else:
            good = out[chosen]
            whole = Range((min(good.whole.first, place.first), max(good.whole.last, place.last)))
            out[chosen] = replace(good, money=(place, money), whole=whole)
    return out + alone


def _listed(scene: Scene, goods: list[Good], chosen: int, place: Range) -> Good | None:
    """The list that shares one sum ("tanks, shells and fuel worth €90m"), as one good; None for no list."""
    behind = goods[chosen].words.last < place.first
    step = -1 if behind else 1
    at = chosen
    while 0 <= at + step < len(goods):
        left, right = sorted((goods[at], goods[at + step]), key=lambda good: good.head)
        if right.money is not None or left.money is not None or (right.number is not None and not behind):
            break
        gap = scene.doc.text[chars_of(scene, left.words)[1] : chars_of(scene, right.whole)[0]]
        if not _AND.fullmatch(gap):
            break
        at += step
    if at == chosen:
        return None
    first, last = goods[min(at, chosen)], goods[max(at, chosen)]
    return Good(
        goods[chosen].head,
        Range((first.words.first if first.number is None else first.whole.first, last.words.last)),
        Range((min(first.whole.first, place.first), max(last.whole.last, place.last))),
        kind=first.kind,
        kind_at=first.words.last if first.kind_at is None else first.kind_at,
    )


def _again(scene: Scene, place: Range) -> bool:
    """Whether a sum only says the one before it again: "1bn euros ($1.03bn)", "SEK 9m, or about $1m"."""
    doc, behind = scene.doc, [pair for pair in scene.money if pair[0].last < place.first]
    if not behind:
        return False
    last, money = behind[-1]
    between = doc.text[doc[last.last].idx + len(doc[last.last]) : doc[place.first].idx]
    if money.currency == next(m.currency for where, m in scene.money if where == place):
        return bool(re.fullmatch(r"\W{0,3}[(\[]", between)) and place.first - last.last <= 3
    return _SAID_AGAIN.fullmatch(between) is not None


def _paid(scene: Scene, goods: list[Good], place: Range, text: str) -> int | None:
    begin, end = chars_of(scene, place)
    best: tuple[int, int] | None = None
    for index, good in enumerate(goods):
        first, last = good.words
        left, right = chars_of(scene, Range((first, last)))
        if good.money is not None:
            continue
        if good.whole.first <= place.first and place.last < first:
            return index
        rank: int | None = None
        if end <= left:
            gap = _without_modifiers(text[end:left])
            if _BUYS.fullmatch(gap) or _ADJACENT.fullmatch(gap) or _is_portion(scene, place, good):
                rank = 0
            elif _pays_for(gap) or _told_for(scene, place, good):
                rank = 2
        elif right <= begin and _worth().fullmatch(text[right:begin]):
            rank = 1 if text[right:begin].strip(" ,(") else 3
        elif right <= begin and index + 1 == _behind(scene, goods, begin) and _ASIDE.fullmatch(text[right:begin]):
            rank = 3
        if rank is not None and (best is None or rank < best[0]):
            best = (rank, index)
    return best[1] if best else None


def _behind(scene: Scene, goods: list[Good], begin: int) -> int:
    """How many of `goods` are named before character `begin`."""
    return sum(chars_of(scene, good.words)[1] <= begin for good in goods)


def _is_portion(scene: Scene, place: Range, good: Good) -> bool:
    """Whether the sum tells the size of a portion: "a $90m instalment of funding"."""
    words = scene.doc[place.last + 1 : good.words.first]
    if len(words) not in (2, 3) or words[-1].lower_ != "of":
        return False
    noun = scene.triggers.get(words[-2].i)
    given = noun is not None and noun.part == "noun" and noun.act is not None
    return given or is_container(words[-2].lower_)


def _pays_for(gap: str) -> bool:
    """Whether the words between a sum and an item say that it is spent on it ("to repair the damaged")."""
    if len(gap) > 60 or re.search(r"[,;:.]|\band\b|\bfor \w+['’]s\b", gap):
        return False
    if re.match(r"\s+(?:for|in|of|worth)\b", gap):
        return True
    verb = re.match(r"\s+to\s+(?:\w+ly\s+)?(\w+)\b", gap)
    return verb is not None and verb.group(1).lower() in vocabulary("stages")["purposes"]["verbs"]


def _told_for(scene: Scene, place: Range, good: Good) -> bool:
    """Whether a clause on the sum says what it is for: "the €9m that Oslo promised in May for spare parts"."""
    token = scene.doc[good.head]
    said = token.dep_.startswith(("obl", "nmod")) and any(
        c.dep_ == "case" and c.lower_ == "for" for c in token.children
    )
    while said and token.dep_.startswith(("obl", "nmod")) and token.head.i != token.i:
        token = token.head
    return said and token.dep_.startswith("acl") and token.head.i in place and good.number is None


@cache
def _worth() -> re.Pattern[str]:
    """What may stand between an item and the sum that it is worth."""
    phrases = sorted(vocabulary("stages")["valuing"]["phrases"], key=len, reverse=True)
    said = "|".join(re.escape(phrase) for phrase in phrases)
    hedges = "|".join(vocabulary("stages")["valuing"]["hedges"])
    return re.compile(rf"{_WHOSE}[\s(,:]*{_HAS_BEEN}(?:{said})?[\s(,]*(?:(?:{hedges}) )*", re.I)


def _without_modifiers(gap: str) -> str:
    """A gap with the describing words before the item left out."""
    return re.sub(r"((?:^|\s)(?:in|of|for|worth of|as)\s)(?:[\w-]+ ){0,3}$", r"\1", gap)


def chars_of(scene: Scene, place: Range) -> tuple[int, int]:
    doc = scene.doc
    return doc[place.first].idx, doc[place.last].idx + len(doc[place.last])


def _money_head(scene: Scene, place: Range) -> int:
    """The token of a sum that the parse hangs the rest on."""
    tokens = range(place.first, place.last + 1)
    return next(
        (at for at in tokens if scene.doc[at].head.i not in tokens or scene.doc[at].head.i == at), place.last
    )
