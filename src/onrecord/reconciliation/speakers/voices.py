"""Voices: whose words two statements give, by name, by role, or by the body that is spoken for."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple, cast

from onrecord.language import actor_code
from onrecord.model import Statement
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.located import Located
from onrecord.reconciliation.speakers.names import person, same_name
from onrecord.reconciliation.words import WORD
from onrecord.vocabulary import vocabulary
from onrecord.vocabulary.derived import derived

Match = Literal["one", "perhaps", "two"]


class Voice(NamedTuple):
    """Who speaks, as far as an article says it; what it does not say is None."""

    name: str | None
    role: str | None
    actor: str | None
    kind: str | None = None
    anonymous: bool = False

    @property
    def known(self) -> bool:
        return bool(self.name or self.role)

    @property
    def vague(self) -> bool:
        """Whether the name tells its bearer from few others: "officials", "a report"."""
        return self.anonymous or self.kind in ("group", "document")


def voice(each: Located) -> Voice:
    """The speaker of a statement."""
    who = cast(Statement, each.finding).speaker
    return Voice(who.name, who.role, who.actor, who.kind, who.anonymous)


@cache
def match(a: Voice, b: Voice) -> Match:
    """Whether two voices are one; "perhaps" where nothing speaks against it and the words have to say it."""
    if not (a.known and b.known):
        return "two" if _other_actors(a, b) else "perhaps"
    if a.name and b.name and same_name(a.name, b.name):
        return "two" if _other_actors(a, b) and not (own_name(a) and own_name(b)) else "one"
    if a.name and b.name and own_name(a) and own_name(b) and not (_body(a) or _body(b)):
        return "two"
    if a.actor is None or b.actor is None or a.actor != b.actor:
        apart_by_name = own_name(a) or own_name(b)
        return "two" if _other_actors(a, b) or apart_by_name or not _perhaps_one_office(a, b) else "perhaps"
    if _one_office(a, b):
        return "one"
    if _whole(a) or _whole(b) or _perhaps_one_office(a, b):
        return "perhaps"
    unsaid = any(apart(each) and not each.role for each in (a, b))
    return "perhaps" if unsaid and not (_is_body(a) or _is_body(b)) else "two"


def _other_actors(a: Voice, b: Voice) -> bool:
    return None not in (a.actor, b.actor) and a.actor != b.actor


@cache
def _role_words() -> frozenset[str]:
    table = vocabulary("roles")
    return frozenset(meaning().key(word) for name in ("roles", "groups") for word in table[name])


@cache
def own_name(each: Voice) -> bool:
    """Whether the name is somebody's own, not a role or a group in words."""
    if not each.name or each.vague or not person(each.name):
        return False
    last = [found.group() for found in WORD.finditer(each.name)][-1:]
    return not any(meaning().key(word) in _role_words() for word in last)


def apart(each: Voice) -> bool:
    """Whether the name tells its bearer from all others of the same state or body."""
    return own_name(each) and not _body(each)


@cache
def _body(each: Voice) -> bool:
    """Whether the name is the state's or the body's own that is spoken for."""
    return own_name(each) and actor_code(cast(str, each.name)) is not None


def _one_office(a: Voice, b: Voice) -> bool:
    """Whether one role holds all the words of the other, states and bodies aside."""
    x, y = _office(a), _office(b)
    return bool(x and y) and (x <= y or y <= x)


def _perhaps_one_office(a: Voice, b: Voice) -> bool:
    """Whether one role may be the other told more widely ("the alliance's chief"), or two unnamed people have one
    role ("a senior official", "a White House official")."""
    if _one_office(a, b):
        return True
    x, y = _office(a), _office(b)
    if a.vague and b.vague and head(a) == head(b):
        return True
    wider = derived(_wider)
    return any(not narrow.isdisjoint(wider.get(wide, ())) for wide, narrow in ((head(a), y), (head(b), x)))


def _wider() -> dict[str, frozenset[str]]:
    """By the key of a wide word for somebody ("leader"): the keys of the roles that it may stand for."""
    key = meaning().key
    return {
        key(wide): frozenset(key(word) for role in narrow for word in role.split("-"))
        for wide, narrow in vocabulary("roles")["wider"].items()
    }


def _is_body(each: Voice) -> bool:
    return _body(each) or each.kind == "body"


@cache
def _whole(each: Voice) -> bool:
    """Whether the state or body itself speaks, or its government as a whole, not one ministry or office of it."""
    return _body(each) or (each.kind == "body" and _office(each) <= derived(_whole_bodies))


def _whole_bodies() -> frozenset[str]:
    return frozenset(map(meaning().key, vocabulary("matters")["whole_bodies"]))


@cache
def head(each: Voice) -> str:
    """The key of the last word of a role or of what somebody is called, empty when nobody is named."""
    words = [match.group() for match in WORD.finditer(each.role or each.name or "")]
    return meaning().key(words[-1]) if words else ""


@cache
def _office(each: Voice) -> frozenset[str]:
    words = [match.group() for match in WORD.finditer(each.role or each.name or "")]
    keys = {meaning().key(word) for word in words if actor_code(word) is None and len(word) > 1}
    return frozenset(keys - meaning().function_words)
