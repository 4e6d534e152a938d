"""Goods: the things and sums of a sentence that may change hands, each with its number, unit and money."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.items import (
    ItemClass,
    is_container,
    is_no_good,
    is_unit,
    item_class,
    kind_of_modifier,
    kind_of_receiver,
    lineage,
)
from onrecord.language.money import Money
from onrecord.language.numbers import Number
from onrecord.model import Kind
from onrecord.vocabulary import vocabulary

_UNCOUNTED = frozenset({"aid", "reconstruction"})
_LARGE = 10_000  # more than anybody counts of packages
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "SYM", "X"})
_BEFORE_NOUN = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "SYM", "X"})
_WHOSE = r"(?:\s+(?:to|for|from|by|in)\s+(?:[\w’'-]+\s?){1,4}?)?"
_HAS_BEEN = (
    r"(?:(?:which|that)\s+)?(?:(?:has|have|had|is|are|was|were|been|will|be|now|by|then|currently|already)\s+)*"
    r"(?:in\s+total\s+)?"
)
_BUYS = re.compile(
    r"\s*(?:\(.{0,40}\)\s*)?(?:[- ]?worth of|in|of|for|as|-worth|towards?"
    r"|to (?:buy|purchase|procure|provide|fund|finance|supply|repair|restore|support|rebuild|acquire))"
    r"\s+(?:(?:new|additional|more|further|direct|immediate|urgent|critical|the|a|an|its|their|emergency|both) )*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Good:
    """One thing, or one sum, of a sentence. Tokens are indices into the sentence.

    head:   the token that stands for it in the parse.
    words:  the item as written, number and determiner left out; for a sum alone, the sum.
    whole:  the item with its number, unit and determiner.
    of:     its class; None for a sum alone and for a counted thing that the vocabulary does not know.
    act:    the verb that is the item itself ("train soldiers"), else None.
    kind, kind_at: what the words before a generic noun say, and where.
    """

    head: int
    words: Range
    whole: Range
    of: ItemClass | None = None
    kind: Kind | None = None
    kind_at: int | None = None
    number: tuple[Range, Number] | None = None
    unit: Range | None = None
    money: tuple[Range, Money] | None = None
    sum_only: bool = False
    act: int | None = None


def find_goods(scene: Scene) -> list[Good]:
    """The goods of `scene` in the order of the text."""
    goods: list[Good] = []
    for place, mention in scene.items:
        good = _named(scene, place, mention.of)
        if good is None:
            continue
        if goods and goods[-1].whole.last >= good.words.first:
            good = _joined(goods.pop(), good)
        goods.append(good)
    goods += [*_described(scene, goods), *_trained(scene)]
    goods += _counted(scene, goods)
    goods = _with_money(scene, sorted(goods, key=lambda good: good.head))
    return sorted(goods, key=lambda good: good.head)


def _named(scene: Scene, place: Range, of: ItemClass) -> Good | None:
    doc = scene.doc
    head = _head(scene, place)
    if _is_half_word(doc[place.last]) or _is_surname(scene, place):
        return None
    follower = _compound_head(doc[place.last]) if head == place.last else None
    if follower is not None and not _holds(scene, follower):
        return None
    if follower is not None and _extends(scene, place, follower):
        place, head = Range((place.first, follower.i)), follower.i
    if scene.actor_at(head) is not None or (doc[head].pos_ in ("VERB", "AUX") and doc[head].tag_ != "VBG"):
        return None
    first = _left_end(scene, place.first)
    number, unit, whole_first = _number(scene, first, place.first)
    begin = _trimmed(scene, first, place.first, number)
    if number is not None and unit is None and _is_sum(number[1], of):
        number, whole_first = None, begin
    kind, kind_at = _modifier_kind(scene, whole_first, place.first) if of.kind is None else (of.kind, None)
    return Good(
        head,
        Range((begin, place.last)),
        Range((whole_first, place.last)),
        of,
        kind,
        kind_at,
        number,
        unit,
    )


def _is_surname(scene: Scene, place: Range) -> bool:
    """Whether a name stands behind a person's first name ("Jo Abrams")."""
    return any(ent.label_ == "PERSON" and ent.start < place.first < ent.end for ent in scene.doc.ents)


def _is_half_word(token: Token) -> bool:
    """Whether a name is the first half of an adjective ("mine-resistant vehicles")."""
    rest = token.doc[token.i + 1 : token.i + 3]
    glued = len(rest) == 2 and rest[0].text == "-" and not token.whitespace_ and not rest[0].whitespace_
    return glued and (rest[1].pos_ == "ADJ" or rest[1].tag_ in ("JJ", "VBN", "VBG"))


def _is_sum(number: Number, of: ItemClass) -> bool:
    """Whether a number before a mass noun is money without its currency ("2.9 million reconstruction pledge")."""
    uncounted = lineage(of)[-1] in _UNCOUNTED
    return uncounted and number.value is not None and number.value >= _LARGE


def _extends(scene: Scene, place: Range, follower: Token) -> bool:
    """Whether the noun right behind a name is its own last word ("water containers")."""
    if follower.i != place.last + 1 or follower.i in scene.triggers or scene.actor_at(follower.i):
        return False
    return not any(follower.i in other for other, _ in scene.items)


def _head(scene: Scene, place: Range) -> int:
    """The token that heads a phrase: the last one before any "of"."""
    for at in range(place.first, place.last + 1):
        if scene.doc[at].pos_ == "ADP" and at > place.first:
            return at - 1
    return place.last


def _compound_head(token: Token) -> Token | None:
    """The noun that `token` merely describes ("tank" in "tank commander")."""
    after = token.i + 1
    if after >= len(token.doc):
        return None
    head = token.head
    if head.i > token.i and token.dep_.startswith(("compound", "amod", "nmod:poss")) and head.pos_ in _NOMINAL:
        return head
    if token.dep_ == "nmod:poss":
        return head
    if token.doc[after].pos_ in ("NOUN", "PROPN") and token.doc[after].head.i != token.i:
        return token.doc[after]
    return None


def _holds(scene: Scene, follower: Token) -> bool:
    """Whether "<item> <follower>" is still about the item ("weapons deliveries", "tank ammunition")."""
    word = follower.lower_
    if any(follower.i in place for place, _ in scene.items) or is_container(word) or is_unit(word):
        return True
    trigger = scene.triggers.get(follower.i)
    acts = trigger is not None and (trigger.act is not None or trigger.attitude is not None)
    return acts and trigger is not None and "clausal" not in trigger.flags


def _left_end(scene: Scene, first: int) -> int:
    """The first token of the noun phrase that runs up to token `first`, determiners left out."""
    at = first
    while at > 0 and _runs_on(scene, at - 1, first):
        at -= 1
    return at


def _runs_on(scene: Scene, at: int, first: int) -> bool:
    """Whether token `at` still belongs to the noun phrase whose name begins at token `first`."""
    doc = scene.doc
    token, word = doc[at], scene.triggers.get(at)
    if word is not None and word.attitude is not None and kind_of_modifier(token.lower_) is None:
        return False
    if token.pos_ in _BEFORE_NOUN or _is_short_adverb(token, first):
        return True
    if token.text in ("-", "/"):
        return at > 0
    if token.text in (",", "and", "or", "&"):
        kinds = _adjective_list(scene, at) and not any(at - 1 in place for place, _ in scene.items)
        return kinds or (token.text == "," and at > 0 and _describes(doc[at - 1], first))
    return _describes(token, first)


def _describes(token: Token, first: int) -> bool:
    """Whether a participle or adverb describes the noun ("28 modified M-55S tanks", "11 fully-equipped buses")."""
    if token.pos_ == "ADV" and token.i + 1 < len(token.doc):
        return token.doc[token.i + 1].text == "-"
    if token.tag_ not in ("VBN", "VBG", "VBD") and token.pos_ != "ADJ":
        return False
    counted = token.i > 0 and token.doc[token.i - 1].pos_ == "NUM" and token.tag_ in ("VBN", "VBD")
    described = token.dep_ in ("amod", "compound") and token.head.i >= first - 1
    return described or counted or (token.tag_ == "VBN" and token.head.i >= first)


def _adjective_list(scene: Scene, comma: int) -> bool:
    """Whether the comma or "and" at `comma` stands between two words that tell a kind."""
    doc = scene.doc
    after = comma + 1 if doc[comma + 1].text not in ("and", "or") else comma + 2
    if after >= len(doc) or comma == 0:
        return False
    before = comma - 1 if doc[comma - 1].text != "," else comma - 2
    return kind_of_modifier(doc[before].lower_) is not None and kind_of_modifier(doc[after].lower_) is not None


def _is_short_adverb(token: Token, first: int) -> bool:
    return (
        token.pos_ == "ADV"
        and token.tag_ == "RB"
        and token.head.i > token.i
        and token.head.i <= first
        and token.head.pos_ == "ADJ"
    )


def _number(scene: Scene, first: int, name: int) -> tuple[tuple[Range, Number] | None, Range | None, int]:
    """Number, unit and begin of the phrase whose noun phrase runs from `first` to the name at `name`."""
    doc = scene.doc
    here = [pair for pair in scene.numbers if first <= pair[0].first < name + 1 and not _in_money(scene, pair[0])]
    if here:
        return here[0], None, here[0][0].first
    before = [pair for pair in scene.numbers if pair[0].last == first - 1 and not _in_money(scene, pair[0])]
    if before:
        return before[0], None, before[0][0].first
    at = first - 1
    if at > 0 and doc[at].pos_ == "DET":
        at -= 1
    if at >= 1 and doc[at].lower_ == "of" and (is_unit(doc[at - 1].lower_) or is_container(doc[at - 1].lower_)):
        unit = at - 1
        counted = [
            pair for pair in scene.numbers if pair[0].last < unit and _adjectives_between(scene, pair[0].last, unit)
        ]
        if counted:
            last = counted[-1]
            named = is_unit(doc[unit].lower_) or not _is_many(doc[unit].lower_)
            return last, Range((last[0].last + 1, unit)) if named else None, last[0].first
        return None, None, first
    return None, None, first


def _is_many(word: str) -> bool:
    """Whether a container only says how many ("a total of", "dozens of"), and so counts nothing itself."""
    return word in vocabulary("items")["amounts"]["words"]


def _adjectives_between(scene: Scene, left: int, right: int) -> bool:
    return right - left <= 3 and all(scene.doc[at].pos_ in ("ADJ", "NOUN") for at in range(left + 1, right))


def _in_money(scene: Scene, place: Range) -> bool:
    return any(other.first <= place.last and place.first <= other.last for other, _ in scene.money)


def _trimmed(scene: Scene, first: int, name: int, number: tuple[Range, Number] | None) -> int:
    """Where the item as written begins: after number, money, determiner, nationality and "more"."""
    doc = scene.doc
    begin = first
    if number is not None and first <= number[0].last < name:
        begin = number[0].last + 1
    for place, _ in scene.money:
        if begin <= place.last < name:
            begin = place.last + 1
    while begin < name:
        actor = scene.actor_at(begin)
        if actor is not None and actor[0].last < name:
            begin = actor[0].last + 1
        elif (
            doc[begin].lower_ in _leading()
            or doc[begin].pos_ in ("PUNCT", "SYM", "DET", "CCONJ")
            or not doc[begin].text[0].isalnum()
        ):
            begin += 1
        else:
            break
    behind = [place.last + 1 for place, _ in scene.actors if begin <= place.first and place.last < name]
    return max([begin, *behind])


def _modifier_kind(scene: Scene, first: int, name: int) -> tuple[Kind | None, int | None]:
    for at in range(name - 1, first - 1, -1):
        kind = kind_of_modifier(scene.doc[at].lower_)
        if kind is not None:
            return kind, at
    if first > 0 and scene.doc[first - 1].text == "-" and first > 1:
        kind = kind_of_modifier(scene.doc[first - 2].lower_)
        return kind, first - 2 if kind else None
    return None, None


def _joined(left: Good, right: Good) -> Good:
    """Two names in one phrase ("artillery equipment"): the head is the right one, the class the narrower."""
    narrow = left if right.of is None or (right.of.kind is None and left.of is not None) else right
    return replace(
        right,
        words=Range((min(left.words.first, right.words.first), right.words.last)),
        whole=Range((min(left.whole.first, right.whole.first), right.whole.last)),
        of=narrow.of,
        kind=narrow.kind or left.kind or right.kind,
        kind_at=narrow.kind_at,
        number=left.number or right.number,
        unit=left.unit or right.unit,
    )


def _with_money(scene: Scene, goods: list[Good]) -> list[Good]:
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
        else:
            good = out[chosen]
            whole = Range((min(good.whole.first, place.first), max(good.whole.last, place.last)))
            out[chosen] = replace(good, money=(place, money), whole=whole)
    return out + alone


def _again(scene: Scene, place: Range) -> bool:
    """Whether a sum in brackets only says the sum before it again ("1bn euros ($1.03bn)")."""
    doc = scene.doc
    if place.first == 0 or doc[place.first - 1].text not in ("(", "["):
        return False
    return any(0 < place.first - other.last <= 3 for other, _ in scene.money if other.last < place.first)


def _paid(scene: Scene, goods: list[Good], place: Range, text: str) -> int | None:
    begin, end = _chars(scene, place)
    best: tuple[int, int] | None = None
    for index, good in enumerate(goods):
        first, last = good.words
        left, right = _chars(scene, Range((first, last)))
        if good.money is not None:
            continue
        if good.whole.first <= place.first and place.last < first:
            return index
        rank: int | None = None
        if end <= left:
            gap = _without_modifiers(text[end:left])
            if _BUYS.fullmatch(gap) or not gap.strip(" -"):
                rank = 0
            elif _pays_for(gap):
                rank = 2
        elif right <= begin and _worth().fullmatch(text[right:begin]):
            rank = 1 if text[right:begin].strip(" ,(") else 3
        if rank is not None and (best is None or rank < best[0]):
            best = (rank, index)
    return best[1] if best else None


def _pays_for(gap: str) -> bool:
    """Whether the words between a sum and an item say that it is spent on it ("to repair the damaged")."""
    if len(gap) > 60 or re.search(r"[,;:.]|\band\b|\bfor \w+['’]s\b", gap):
        return False
    if re.match(r"\s+(?:for|in|of|worth)\b", gap):
        return True
    verb = re.match(r"\s+to\s+(?:\w+ly\s+)?(\w+)\b", gap)
    return verb is not None and verb.group(1).lower() in vocabulary("stages")["purposes"]["verbs"]


@cache
def _worth() -> re.Pattern[str]:
    """What may stand between an item and the sum that it is worth."""
    phrases = sorted(vocabulary("stages")["valuing"]["phrases"], key=len, reverse=True)
    said = "|".join(re.escape(phrase) for phrase in phrases)
    hedges = "|".join(vocabulary("stages")["valuing"]["hedges"])
    return re.compile(rf"{_WHOSE}[\s(,:]*{_HAS_BEEN}(?:{said})?[\s(,]*(?:(?:{hedges}) )*", re.I)


@cache
def _leading() -> frozenset[str]:
    """Words before an item that are no part of its name."""
    return frozenset(vocabulary("items")["leading"]["words"])


def _without_modifiers(gap: str) -> str:
    """A gap with the describing words before the item left out."""
    return re.sub(r"((?:^|\s)(?:in|of|for|worth of|as)\s)(?:[\w-]+ ){0,3}$", r"\1", gap)


def _chars(scene: Scene, place: Range) -> tuple[int, int]:
    doc = scene.doc
    return doc[place.first].idx, doc[place.last].idx + len(doc[place.last])


def _money_head(scene: Scene, place: Range) -> int:
    """The token of a sum that the parse hangs the rest on."""
    tokens = range(place.first, place.last + 1)
    return next(
        (at for at in tokens if scene.doc[at].head.i not in tokens or scene.doc[at].head.i == at), place.last
    )


def _counted(scene: Scene, goods: list[Good]) -> list[Good]:
    """Counted things that the vocabulary does not know: "17 incubators-on-wheels"."""
    doc = scene.doc
    out: list[Good] = []
    for place, number in scene.numbers:
        if any(place.first in good.whole for good in goods) or _in_money(scene, place) or number.value is None:
            continue
        head = doc[place.last].head
        if not doc[place.last].dep_.startswith("nummod") or head.pos_ != "NOUN" or head.i <= place.last:
            continue
        taken = any(head.i in good.whole or place.last < good.head <= head.i for good in goods)
        if (
            taken
            or head.i - place.last > 6
            or _is_half_word(head)
            or is_no_good(head.lower_)
            or is_unit(head.lower_)
            or is_container(head.lower_)
        ):
            continue
        first = _trimmed(scene, place.last + 1, head.i, None)
        out.append(Good(head.i, Range((first, head.i)), Range((place.first, head.i)), number=(place, number)))
    return out


def _described(scene: Scene, goods: list[Good]) -> list[Good]:
    """Things that the vocabulary does not know, told by the word before them: "medical resources"."""
    doc = scene.doc
    out: list[Good] = []
    for token in doc[1:]:
        kind = kind_of_modifier(doc[token.i - 1].lower_)
        if kind is None or token.pos_ != "NOUN" or token.dep_ not in ("obj", "conj") or token.i in scene.triggers:
            continue
        word = scene.triggers.get(token.head.i)
        given = word is not None and word.act is not None and "gives" in word.frames
        lower = token.lower_
        if not given or any(token.i in g.whole for g in goods) or is_no_good(lower) or is_container(lower):
            continue
        place = Range((token.i - 1, token.i))
        out.append(Good(token.i, place, place, None, kind, token.i - 1))
    return out


def _trained(scene: Scene) -> list[Good]:
    """Training, which is an act and an item at once: "train Ukrainian soldiers"."""
    out: list[Good] = []
    of = item_class("military training")
    for at, word in scene.triggers.items():
        if "trains" not in word.frames or word.part != "verb" or of is None:
            continue
        for child in scene.doc[at].children:
            if child.dep_ in ("obj", "nsubj:pass") and kind_of_receiver(child.lower_) == "military":
                place = Range((min(at, child.left_edge.i), max(at, child.i)))
                out.append(Good(at, place, place, of, of.kind, act=at))
    return out
