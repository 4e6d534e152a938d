"""Phrases: where the noun phrase of a name begins, and which of its words are part of the item."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.items import kind_of_modifier
from onrecord.language.numbers import Number
from onrecord.model import Kind
from onrecord.vocabulary import vocabulary

_BEFORE_NOUN = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "SYM", "X"})


def is_half_word(token: Token) -> bool:
    """Whether a name is the first half of an adjective ("mine-resistant vehicles")."""
    rest = token.doc[token.i + 1 : token.i + 3]
    glued = len(rest) == 2 and rest[0].text == "-" and not token.whitespace_ and not rest[0].whitespace_
    return glued and (rest[1].pos_ == "ADJ" or rest[1].tag_ in ("JJ", "VBN", "VBG"))


def left_end(scene: Scene, first: int) -> int:
    """The first token of the noun phrase that runs up to token `first`, determiners left out."""
    at = first
    while at > 0 and _runs_on(scene, at - 1, first):
        at -= 1
    return at


def _runs_on(scene: Scene, at: int, first: int) -> bool:
    """Whether token `at` still belongs to the noun phrase whose name begins at token `first`."""
    doc = scene.doc
    token, word = doc[at], scene.triggers.get(at)
    if token.tag_ == "VBG" and not token.whitespace_ and doc[at + 1].text == "-":
        return True  # "cutting-edge radars"
    if word is not None and word.attitude is not None and kind_of_modifier(token.lower_) is None:
        return False
    if token.lower_ in ("time", "times"):
        return False  # "for the first time missiles"
    done = token.tag_ == "VBG" and word is not None and word.part == "verb" and token.dep_ != "amod"
    if done and at > 0 and doc[at - 1].pos_ in ("VERB", "ADP", "SCONJ"):
        return False  # "discuss boosting support"
    if token.lower_ in vocabulary("items")["carriers"]["loading"] and token.tag_ == "VBG":
        return False  # "one containing explosives"
    if token.pos_ in _BEFORE_NOUN or _is_short_adverb(token, first):
        return True
    if token.text in ("-", "/"):
        return at > 0
    if token.text in (",", "and", "or", "&"):
        kinds = _adjective_list(scene, at) and not any(at - 1 in place for place, _ in scene.items)
        return (
            kinds
            or _half_named(scene, at)
            or _two_hyphened(scene, at)
            or (token.text == "," and at > 0 and not scene.headline and _describes(doc[at - 1], first))
        )
    return _describes(token, first)


def _describes(token: Token, first: int) -> bool:
    """Whether a participle or adverb describes the noun ("28 modified M-55S tanks", "11 fully-equipped buses")."""
    if token.pos_ == "ADV" and token.i + 1 < len(token.doc):
        return token.doc[token.i + 1].text == "-"
    if token.tag_ not in ("VBN", "VBG", "VBD") and token.pos_ != "ADJ":
        return False
    if any(child.dep_.startswith(("aux", "nsubj")) and child.i < token.i for child in token.children):
        return False  # "we have bought lorries": a verb of its own
    counted = token.i > 0 and token.doc[token.i - 1].pos_ == "NUM" and token.tag_ in ("VBN", "VBD")
    described = token.dep_ in ("amod", "compound") and token.head.i >= first - 1
    return described or counted or (token.tag_ == "VBN" and token.head.i >= first)


def _two_hyphened(scene: Scene, comma: int) -> bool:
    """Whether a comma stands between two hyphened adjectives ("mine-resistant, ambush-protected trucks")."""
    doc = scene.doc
    return 2 < comma < len(doc) - 3 and doc[comma - 2].text == "-" and doc[comma + 2].text == "-"


def _half_named(scene: Scene, link: int) -> bool:
    """Whether "and" stands between two nouns of one name ("50,000 mouth and nose masks").

    A number above one right before a singular noun cannot count that noun.
    """
    doc = scene.doc
    if link < 2 or doc[link - 1].tag_ != "NN" or any(link - 1 in place for place, _ in scene.items):
        return False
    return any(place.last == link - 2 and (number.value or 0) > 1 for place, number in scene.numbers)


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


def trimmed(scene: Scene, first: int, name: int, number: tuple[Range, Number] | None) -> int:
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


def kind_before(scene: Scene, first: int, name: int) -> tuple[Kind | None, int | None]:
    for at in range(name - 1, first - 1, -1):
        kind = kind_of_modifier(scene.doc[at].lower_)
        if kind is not None:
            return _first_of_kinds(scene, at, kind)
    if first > 0 and scene.doc[first - 1].text == "-" and first > 1:
        kind = kind_of_modifier(scene.doc[first - 2].lower_)
        return kind, first - 2 if kind else None
    return None, None


def kind_of_two(scene: Scene, name: int) -> tuple[Kind, int] | None:
    """The first kind where a name goes on a list of kinds ("military and medical aid"), and where it stands."""
    kind = kind_of_modifier(scene.doc[name].lower_)
    if kind is None:
        return None
    first = _first_of_kinds(scene, name, kind)
    return first if first[1] != name else None


def _first_of_kinds(scene: Scene, at: int, kind: Kind) -> tuple[Kind, int]:
    """Of several kinds in one list the first is the main one: "military and medical support"."""
    doc = scene.doc
    while at >= 2 and doc[at - 1].text in (",", "and", "or", "&", "/"):
        before = kind_of_modifier(doc[at - 2].lower_)
        thing = any(place.last == at - 2 and found.of.kind is not None for place, found in scene.items)
        if before is None or (thing and doc[at - 2].tag_ in ("NNS", "NNPS")):
            break  # "weapons and economic help" are two things
        kind, at = before, at - 2
    return kind, at


@cache
def _leading() -> frozenset[str]:
    """Words before an item that are no part of its name."""
    return frozenset(vocabulary("items")["leading"]["words"])
