"""Pointing: pronouns and bare numbers that stand for goods named before ("send them", "another 6")."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extraction.commitments.goods.good import Good
from onrecord.extraction.commitments.scene import POINTERS, Mention, Range, Scene
from onrecord.language.numbers import Number

_TIMES = frozenset(
    {"day", "week", "month", "year", "hour", "time", "morning", "evening", "spring", "summer", "winter"}
)
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "SYM"})
_SOME = frozenset({"some", "all", "most", "half", "both", "several", "many", "part"})
_OBJECTS = frozenset({"obj", "nsubj:pass"})
_OTHERS = frozenset({"obj", "obl", "nmod", "conj", "nsubj:pass"})
_DECIDED = frozenset({"refused", "approved", "withdrawn"})
_LEADS = frozenset({"another", "the", "all", "first", "last", "other", "remaining", "further", "both"})


def mentions_of(scene: Scene) -> tuple[Mention, ...]:
    """The nouns of `scene` that a pronoun in the next sentence may stand for."""
    return tuple(mention for _, mention in _mentions(scene))


def _mentions(scene: Scene) -> list[tuple[int, Mention]]:
    items = {place.last: (place, found.of) for place, found in scene.items}
    inside = {at for place, _ in scene.items for at in range(place.first, place.last + 1)}
    out: list[tuple[int, Mention]] = []
    for token in scene.doc:
        plural = token.tag_ in ("NNS", "NNPS")
        if token.i in items:
            place, of = items[token.i]
            several = plural or (token.pos_ in ("NUM", "PROPN") and token.lower_.endswith("s"))
            several = several or _is_counted(scene, place)
            out.append((token.i, Mention(of, scene.span(*place), scene.words(*place), several)))
        elif token.i not in inside and token.pos_ == "NOUN" and token.dep_ in _OTHERS:
            known = scene.actor_at(token.i) is not None or token.lemma_.lower() in _TIMES
            if not known and not _counts(token):
                out.append((token.i, Mention(None, scene.span(token.i, token.i), token.text, plural)))
    return out


def _is_counted(scene: Scene, place: Range) -> bool:
    return any(place.first - 3 <= where.last < place.first and (n.value or 2) > 1 for where, n in scene.numbers)


def _counts(token: Token) -> bool:
    """Whether a noun only counts what follows ("a batch of shells")."""
    after = token.i + 1
    return after < len(token.doc) and token.doc[after].lower_ == "of"


def pointing_goods(scene: Scene, goods: list[Good]) -> list[Good]:
    """The goods of `scene` that only point back, each with what it stands for; none where that is unclear."""
    out = [_pronoun(scene, token) for token in scene.doc if _may_point(token)]
    out += [_bare_number(scene, place, number, goods) for place, number in scene.numbers]
    return [good for good in out if good is not None]


def _may_point(token: Token) -> bool:
    if token.dep_ == "nsubj":
        return token.lower_ in ("they", "both", "it") and token.pos_ in ("PRON", "DET")
    return token.lower_ in POINTERS and token.pos_ == "PRON"


def _pronoun(scene: Scene, token: Token) -> Good | None:
    number: tuple[Range, Number] | None = None
    hangs = token
    if token.i > 1 and scene.doc[token.i - 1].lower_ == "of":
        number = next((pair for pair in scene.numbers if pair[0].last == token.i - 2), None)
        if number is None and scene.doc[token.i - 2].lower_ not in _SOME:
            return None
        hangs = scene.doc[token.i - 2]
    meant = _meant(scene, token.i, plural=token.lower_ != "it") if _is_handed(scene, hangs) else None
    if meant is None or meant.of is None or meant.of.weak:
        return None  # a pronoun for a word that tells nothing by itself ("the system") tells nothing either
    first = token.i if number is None else number[0].first
    return Good(
        hangs.i,
        Range((token.i, token.i)),
        Range((first, token.i)),
        meant.of,
        meant.of.kind,
        number=number,
        means=meant,
    )


def _bare_number(scene: Scene, place: Range, number: Number, goods: list[Good]) -> Good | None:
    """A number without its noun: "Denmark sent another 6", "the first four were handed over"."""
    token, doc = scene.doc[place.last], scene.doc
    lead = doc[place.first - 1] if place.first > 0 else None
    after = doc[place.last + 1] if place.last + 1 < len(doc) else None
    counts = after is not None and (after.pos_ in _NOMINAL or after.lower_ in ("of", "%"))
    inside = [good.whole for good in goods] + [where for where, _ in scene.money]
    taken = any(place.first in where for where in inside)
    if counts or taken or lead is None or lead.lower_ not in _LEADS or not _is_handed(scene, token):
        return None
    meant = _meant(scene, place.first, plural=True)
    if meant is None or meant.of is None:
        return None
    return Good(token.i, place, place, meant.of, meant.of.kind, number=(place, number), means=meant)


def _is_handed(scene: Scene, token: Token) -> bool:
    """Whether a trigger has the token as its object, or as the subject of its passive."""
    word = scene.triggers.get(token.head.i)
    if word is not None and word.act is not None and token.head.i < token.i:
        after = scene.doc[token.i + 1 : token.i + 2].text
        follows = scene.doc[token.i + 1].pos_ if after else ""
        if after == "with" or follows == "VERB":
            return False  # "supply it with shells", "help it fight": it receives
    if word is None or word.part != "verb":
        return False
    if token.dep_ == "nsubj" and token.lower_ in ("they", "both", "it"):
        return "comes" in word.frames and "transparent" not in word.flags
    decides = word.attitude in _DECIDED and "clausal" not in word.flags
    return token.dep_ in _OBJECTS and (word.act is not None or decides)


def _meant(scene: Scene, at: int, plural: bool) -> Mention | None:
    """The nearest noun of the same number before token `at`, here or in the sentence before."""
    here = [mention for where, mention in _mentions(scene) if where < at]
    return next((one for one in reversed([*scene.before, *here]) if one.plural == plural), None)
