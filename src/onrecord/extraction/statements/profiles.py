"""Profiles: who somebody is, the same wherever in the article they speak: name, role, whom they speak for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from onrecord.extraction.statements.affiliation import is_former, spoken_for
from onrecord.extraction.statements.described import Described
from onrecord.extraction.statements.people import Person
from onrecord.extraction.statements.resolved import Resolved
from onrecord.extraction.statements.roles import Roles
from onrecord.extraction.statements.setting import Setting
from onrecord.language.actors import find_actors
from onrecord.model import Evidence, Span, Speaker, inferred, stated
from onrecord.vocabulary import vocabulary as vocabulary_of


@dataclass(slots=True)
class Profiles:
    """The profiles of an article's people, each made once."""

    text: str
    vocabulary: Roles
    described: Described
    day: str | None
    setting: Setting
    known: dict[int, Resolved] = field(default_factory=dict)

    def of(self, person: Person) -> Resolved:
        """Role and actor of `person` with their evidence; the name's evidence depends on where they are named."""
        profile = self.known.get(id(person))
        if profile is None:
            profile = self.known[id(person)] = self._profile(person)
        return profile

    def named(self, person: Person, source: Span, name_evidence: Evidence) -> Resolved:
        """`person` where `source` names or means them."""
        words = max((m.words for m in person.inside(source)), key=len, default=())
        if name_evidence.how == "stated" and " ".join(words) != person.name:
            name_evidence = inferred("fuller name in the article", (person.full.span, source))
        profile = self.of(person)
        return replace(profile, evidence={"speaker.name": name_evidence, **profile.evidence})

    def adopt(self, person: Person, role: Span) -> None:
        """Let `person`, for whom no role is known, be who the words at `role` describe."""
        known = self.of(person)
        evidence = dict(known.evidence) | {"speaker.role": stated(role)}
        code = known.speaker.actor
        found = None if code else spoken_for(self.text, role, self.vocabulary, self.day)
        if found is not None:
            code, evidence["speaker.actor"] = found[0], stated(found[1])
        elif code is None and not self._is_former(role):
            code = self._of_the_setting(role, evidence)
        speaker = replace(known.speaker, role=" ".join(self._words(role).split()), actor=code)
        self.known[id(person)] = replace(known, speaker=speaker, evidence=evidence)

    def leader(self, name: str) -> str | None:
        """The code that the known leader of this name speaks for, where the name is nobody else's."""
        found = next((a for a in find_actors(name, self.day) if a.kind == "leader"), None)
        return found.code if found is not None and (found.begin, found.end) == (0, len(name)) else None

    def _profile(self, person: Person) -> Resolved:
        """Name, role and actor of a person: the same wherever in the article they speak."""
        evidence: dict[str, Evidence] = {}
        role = max(person.roles, key=lambda span: (self._rank(span), -span.begin), default=None)
        if role is not None:
            evidence["speaker.role"] = stated(role)
        code = None
        for span in [] if role is None else [role, *person.roles]:
            found = spoken_for(self.text, span, self.vocabulary, self.day)
            if found is not None:
                code, place = found
                evidence["speaker.actor"] = stated(place)
                break
        if code is None and role is not None and not self._is_former(role):
            code = self._side(person, evidence)
        if code is None and not (person.roles and all(map(self._is_former, person.roles))):
            leader = next((a for a in find_actors(person.name, self.day) if a.kind == "leader"), None)
            if leader is not None:
                code = leader.code
                evidence["speaker.actor"] = inferred("known leader", (person.full.span,))
        if code is None and role is not None:
            code = self._of_the_setting(role, evidence)
        if (
            role is not None
            and code is None
            and not re.search(r"['’]s? | of | to ", self._words(role))
            and self._is_relation(self.described.words(role))
        ):
            role = None
            del evidence["speaker.role"]
        words = None if role is None else " ".join(self.text[role.begin : role.end].split())
        return Resolved(Speaker(person.name, words, code, "person"), evidence, person)

    def _of_the_setting(self, role: Span, evidence: dict[str, Evidence]) -> str | None:
        """Whom somebody in office speaks for by the article as a whole: "the bloc's envoy", "the minister"."""
        found, rule = meant_by(self._words(role), self.vocabulary, self.setting)
        if found is not None:
            evidence["speaker.actor"] = inferred(rule, (role, found[1]))
        return None if found is None else found[0]

    def _side(self, person: Person, evidence: dict[str, Evidence]) -> str | None:
        """The state that stands behind the name of somebody in office: "Foreign Minister Maria Orwin of Norway"."""
        for mention in person.mentions:
            if mention.role is None or mention.side is None or self._is_former(mention.role):
                continue
            if self.described.words(mention.role).isdisjoint(self.vocabulary.roles):
                continue
            whole = f"{self._words(mention.role)} of {self._words(mention.side)}"
            if spoken_for(whole, Span(0, len(whole)), self.vocabulary, self.day) is None:
                continue
            actor = next((a for a in find_actors(self._words(mention.side), self.day) if a.kind != "leader"), None)
            if actor is not None:
                evidence["speaker.actor"] = stated(
                    Span(mention.side.begin + actor.begin, mention.side.begin + actor.end)
                )
                return actor.code
        return None

    def _rank(self, role: Span) -> tuple[bool, bool, bool, bool, bool]:
        """How well the words say who somebody is today: not only whose rival or friend, still in office, for a
        state or body, holding an office, and not one of many ("a candidate")."""
        words = self.described.words(role)
        return (
            not self._is_relation(words),
            not self._is_former(role),
            spoken_for(self.text, role, self.vocabulary, self.day) is not None
            or meant_by(self._words(role), self.vocabulary, self.setting)[0] is not None,
            not self.vocabulary.offices.isdisjoint(words),
            self.text[max(0, role.begin - 3) : role.begin].lower().strip() not in ("a", "an"),
        )

    def _is_relation(self, words: frozenset[str]) -> bool:
        known = words & self.vocabulary.roles
        return bool(known) and known <= self.vocabulary.relations

    def _words(self, span: Span) -> str:
        return self.text[span.begin : span.end]

    def _is_former(self, span: Span) -> bool:
        return is_former(self._words(span), self.vocabulary)


def meant_by(words: str, vocabulary: Roles, setting: Setting) -> tuple[tuple[str, Span] | None, str]:
    """Code and place of the actor that a role or body without a name belongs to by the setting, and the rule."""
    low = [word.lower() for word in re.findall(r"[^\W_]+", words)]
    if is_former(words, vocabulary) or not vocabulary.private.isdisjoint(low):
        return None, ""
    owners = [word for word, after in zip(low, [*low[1:], ""], strict=True) if after == "s" or word != low[-1]]
    organisation = setting.organisation(owners)
    if organisation is not None:
        return organisation, "organisation named in the article"
    head = re.split(r"\b(?:of|for|to|in|at)\b", words.lower(), maxsplit=1)[0].split()
    if (
        setting.home is None
        or not head
        or head[-1].strip(".,") not in vocabulary.ruling
        or "’s" in words
        or "'s" in words
    ):
        return None, ""
    if head[-1] == "president" and (len(head) > 1 or len(head) < len(words.split())):
        return None, ""
    return setting.home, "home state"


def office_of(name: str) -> str:
    """The office of the known leader of this name, empty for anybody else."""
    return _offices().get(name.casefold(), "")


@cache
def _offices() -> dict[str, str]:
    offices: dict[str, str] = {}
    for leader in vocabulary_of("actors")["leader"]:
        for name in (leader["name"], *leader.get("full", ()), *leader.get("spellings", ())):
            offices.setdefault(name.casefold(), leader["role"])
            offices.setdefault(f"{leader['name'].split()[0]} {name}".casefold(), leader["role"])
    return offices
