"""Helping: acts of help that hand over no goods, done or under way: taking people in, keeping a peace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from onrecord.extraction.commitments.conditions import is_hypothetical, is_question
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.commitments.triggers import Reading, reading
from onrecord.extraction.forms import noun_forms
from onrecord.extraction.undertakings.acts import Act
from onrecord.extraction.undertakings.doers import subject_of
from onrecord.extraction.undertakings.lexicon import Cue, forms_of, is_listed, nouns
from onrecord.extraction.undertakings.staging import Staged
from onrecord.extraction.undertakings.wording import noun_words, verb_words
from onrecord.model import KINDS, STAGES, Kind, Stage
from onrecord.vocabulary import vocabulary

_REMAINING = frozenset({"remains", "remained", "became", "remain", "become"})


@dataclass(frozen=True, slots=True)
class Help:
    """One sort of help: its kind, its stage when it is done, and the words that tell it."""

    kind: Kind
    stage: Stage
    verbs: frozenset[str]
    names: frozenset[str]
    nouns: frozenset[str]
    around: frozenset[str]


def help_of(doc: Doc, head: int, words: Range) -> Help | None:
    """The sort of help that the act headed by token `head` is, or None."""
    token = doc[head]
    inside = {t.lower_ for t in doc[words.first : words.last + 1]}
    inside |= {t.lower_ for c in token.children if c.dep_.startswith("nsubj") for t in c.subtree}
    if token.dep_ == "acl":
        inside.add(token.head.lower_)
    for name, one in _by_name().items():
        leads = is_listed(token, "help", name) if token.pos_ == "VERB" else token.lower_ in one.names
        if leads and inside & one.nouns and (not one.around or {t.lower_ for t in doc} & one.around):
            return one
    return None


def helping_acts(scene: Scene) -> Iterator[tuple[Act, Staged]]:
    """The acts of help that the sentence tells as done or under way."""
    heads = helping_words()
    for token in scene.doc:
        if token.lower_ in _helps_by_name("donors").names:
            yield from _giving(scene, token)
        if token.pos_ != "VERB" or token.lower_ not in heads:
            continue
        how, words = reading(token), verb_words(token)
        sort = help_of(scene.doc, token.i, words)
        stage = _stage(sort, how) if sort is not None else None
        if stage is None or is_hypothetical(scene, token.i) or is_question(scene, token.i):
            continue
        cue = Cue(token.lower_, "verb", stage, "own")
        yield Act(cue, token.i, token.i, words, _doer(token, how)), Staged(stage, (token.i,), token.i, cue)


@cache
def helping_words() -> frozenset[str]:
    """The forms of the verbs and nouns by which acts of help are told."""
    return _helps_by_name("donors").names.union(*(one.verbs for one in _helps()))


def _giving(scene: Scene, noun: Token) -> Iterator[tuple[Act, Staged]]:
    """ "Norway is the largest donor of aid": what is given, with its giver."""
    said = noun.head if noun.head.lower_ == "one" else noun  # "is one of the largest donors"
    linked = any(c.dep_ == "cop" for c in said.children) or said.head.lower_ in _REMAINING
    denied = any(c.lower_ in ("not", "n't", "no", "never") for c in said.children)
    words = noun_words(noun)
    sort = help_of(scene.doc, noun.i, words)
    if linked and sort is not None and not denied and not is_hypothetical(scene, noun.i):
        cue = Cue(noun.lower_, "noun", sort.stage, "own")
        yield Act(cue, noun.i, noun.i, words, subject_of(said)), Staged(sort.stage, (noun.i,), noun.i, cue)


def _stage(sort: Help, how: Reading) -> Stage | None:
    if how.negated:
        return None
    if how.tense in ("done", "present"):
        return sort.stage
    return "pledged" if how.tense == "ongoing" else None


def _doer(verb: Token, how: Reading) -> Token | None:
    """Who helps: the subject; of a passive whoever it is done by, or the soldiers that are sent."""
    if not how.passive:
        return subject_of(verb)
    for child in verb.children:
        if child.dep_.startswith("obl") and any(c.lower_ == "by" for c in child.children if c.i < child.i):
            return child
    sent = next((c for c in verb.children if c.dep_ == "nsubj:pass"), None)
    return sent if sent is not None and sent.lower_ in nouns("helpers", "nouns") else None


def _helps() -> tuple[Help, ...]:
    return tuple(_by_name().values())


def _helps_by_name(name: str) -> Help:
    return _by_name()[name]


@cache
def _by_name() -> Mapping[str, Help]:
    return {
        name: Help(
            next(kind for kind in KINDS if kind == entry["kind"]),
            next(stage for stage in STAGES if stage == entry["stage"]),
            frozenset(f for verb in entry["verbs"] for f in forms_of(verb.partition(" ")[0], "verb")),
            frozenset(f for noun in entry.get("names", ()) for f in noun_forms(noun)),
            frozenset(f for noun in entry["nouns"] for f in (*noun_forms(noun), *_irregular(noun))),
            frozenset(f for noun in entry.get("around", ()) for f in noun_forms(noun)),
        )
        for name, entry in vocabulary("undertakings")["help"].items()
    }


def _irregular(noun: str) -> tuple[str, ...]:
    return ("children",) if noun == "child" else ()
