"""Naming: the good that a name of the vocabulary stands for, with the words around the name."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extraction.commitments.goods.counting import number_of
from onrecord.extraction.commitments.goods.good import Good
from onrecord.extraction.commitments.goods.phrases import is_half_word, kind_before, kind_of_two, left_end, trimmed
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.items import ItemClass, is_container, is_unit, item_class, lineage
from onrecord.language.numbers import Number
from onrecord.vocabulary import vocabulary

_UNCOUNTED = frozenset({"aid", "reconstruction"})
_ABOUT = frozenset({"on", "against"})
_MOVES = frozenset({"go", "move", "head", "run", "flee", "return", "rush", "hurry"})
_LARGE = 10_000  # more than anybody counts of packages
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "SYM", "X"})


def named_good(scene: Scene, place: Range, of: ItemClass) -> Good | None:
    doc = scene.doc
    head = _head(scene, place)
    if is_half_word(doc[place.last]) or _is_surname(scene, place) or _is_own_name(scene, place, of):
        return None
    if _is_verb(scene, place) or _is_topic(scene, head) or _is_aside(scene, place, head):
        return None
    asked = any(word.attitude in ("requested", "proposed") for word in scene.triggers.values())
    if of.name in vocabulary("items")["paid"]["classes"] and not (scene.money or asked):
        return None  # "doubled its arms production"
    follower = _compound_head(doc[place.last]) if head == place.last else None
    if follower is not None and not _holds(scene, follower):
        return None
    if follower is not None and _extends(scene, place, follower):
        place, head = Range((place.first, follower.i)), follower.i
    if scene.actor_at(head) is not None or (doc[head].pos_ in ("VERB", "AUX") and doc[head].tag_ != "VBG"):
        return None
    first = left_end(scene, place.first)
    number, unit, whole_first = number_of(scene, first, place.first)
    counted = next((p for p in scene.numbers if first <= p[0].first and p[0].last < place.first), number)
    begin = trimmed(scene, first, place.first, counted if number and number[0].last < first else number)
    if number is not None and unit is None and _is_sum(number[1], of):
        number, whole_first = None, begin
    kind, kind_at = kind_before(scene, whole_first, place.first) if of.kind is None else (of.kind, None)
    two = kind_of_two(scene, place.first)
    if two is not None and two[0] != of.kind:  # "military and medical aid" is neither alone
        of, (kind, kind_at) = item_class("aid") or of, two
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
    """Whether a name stands behind a person's first name ("Jo Abrams"), or beside a person ("Biden, Abrams")."""
    if any(ent.label_ == "PERSON" and ent.start < place.first < ent.end for ent in scene.doc.ents):
        return True
    if scene.doc[place.first].lower_ not in vocabulary("items")["people"]["names"] or place.first != place.last:
        return False
    link = scene.doc[place.first - 1].lower_ if place.first > 1 else ""
    return link in (",", "and", "&") and any(
        ent.label_ == "PERSON" and ent.end == place.first - 1 for ent in scene.doc.ents
    )


def _is_verb(scene: Scene, place: Range) -> bool:
    """Whether a name in a headline is a verb in capitals: "to Help Fund Ukraine's Schools"."""
    table, at = vocabulary("items")["doing"], place.first
    if not scene.headline or at != place.last or at == 0 or at + 1 >= len(scene.doc):
        return False
    after = scene.doc[at + 1]
    done = after.pos_ in (*_NOMINAL, "DET", "ADJ", "PRON") and after.lower_ not in ("package", "packages")
    before = scene.doc[at - 1].lower_ in table["before"]
    joined_to = scene.doc[at - 1].lower_ == "and" and scene.doc[at].pos_ != "VERB"
    return scene.doc[at].lower_ in table["names"] and before and done and not joined_to


def _is_topic(scene: Scene, head: int) -> bool:
    """Whether a thing stands on a list with countries or people, as what is spoken of: "discussed Oslo and oil"."""
    token = scene.doc[head]
    listed = [token.head] if token.dep_ == "conj" else []
    listed += [child for child in token.children if child.dep_ == "conj"]
    return any(one.pos_ == "PROPN" and one.dep_ in ("obj", "conj") and _is_somebody(scene, one) for one in listed)


def _is_aside(scene: Scene, place: Range, head: int) -> bool:
    """Whether a thing is limited, does something itself or is a reason: "a cap on oil", "backed by tanks"."""
    doc, token = scene.doc, scene.doc[head]
    cases = {child.lower_ for child in token.children if child.dep_ == "case"}
    if token.dep_ == "obl:agent" and "by" in cases and token.head.lemma_ not in ("follow", "join"):
        return True
    before = doc[place.first - 1 if doc[max(place.first - 1, 0)].pos_ != "DET" else place.first - 2]
    if before.i < place.first and before.lower_ == "given" and (before.i == 0 or doc[before.i - 1].text == ","):
        return True
    if token.dep_ == "obl" and cases & {"to", "into"} and token.head.lemma_.lower() in _MOVES:
        return True  # "told them to go to shelters"
    on = next((c.i for c in token.children if c.dep_ == "case" and c.lower_ in _ABOUT), 0)
    above = {doc[on - 1].lemma_.lower(), token.head.lemma_.lower()} if on else set()
    return not above.isdisjoint(vocabulary("items")["limits"]["names"])


def _is_somebody(scene: Scene, token: Token) -> bool:
    return scene.actor_at(token.i) is not None and scene.doc[token.i - 1].lower_ not in ("to", "for")


def _is_own_name(scene: Scene, place: Range, of: ItemClass) -> bool:
    """Whether a common word is part of somebody's name ("Mission Aid Graz"), not in a headline in capitals."""
    doc = scene.doc
    if not of.weak or scene.headline or place.first == 0 or place.last + 1 >= len(doc):
        return False
    around = (doc[place.first - 1], *doc[place.first : place.last + 1], doc[place.last + 1])
    return all(token.pos_ == "PROPN" and token.text[0].isupper() for token in around)


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
