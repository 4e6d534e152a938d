"""Acts: what a cue says that somebody does, as a clause or as a noun that names it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.extraction.commitments.scene import Range
from onrecord.extraction.undertakings.lexicon import Cue, cues, has_particle, is_listed, nouns, verbs
from onrecord.extraction.undertakings.things import named_things
from onrecord.extraction.undertakings.wording import noun_words, verb_words

_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "acl", "acl:relcl", "dep", "csubj", "obj", "parataxis", "obl"})
_ASKING = frozenset({"why", "how", "whether", "if", "what", "when", "where", "who"})
_FUTURE = frozenset({"due", "want"})
_NOUNS = ("NOUN", "PROPN")
_TO = frozenset({"tell", "want"})  # what they lead to is asked for as an infinitive only
_WILL = frozenset({"will", "would", "'ll", "’ll"})


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody does, or is asked to do.

    cue, at: the word that leads to it, and its token. head: the act's own verb or noun.
    words:   the tokens that say it. doer: who does it, where the clause itself says so.
    """

    cue: Cue
    at: int
    head: int
    words: Range
    doer: Token | None = None


def find_acts(doc: Doc) -> list[Act]:
    """The acts of a sentence, each with its innermost cue, in the order of the text."""
    table = cues()
    found: list[Act] = []
    for token in doc:
        for cue in table.get(token.lower_, ()):
            acts = list(_governed(token, cue)) if _fits(token, cue) else []
            found += acts
            if acts:
                break
    leading = {act.at for act in found if not _is_undoing(act.cue)}
    undone = {act.head for act in found if act.cue.frame != "things"}
    return [
        act
        for act in found
        if (act.head not in leading or act.cue.frame == "things")
        and not (_is_undoing(act.cue) and act.at in undone)
    ]


def _is_undoing(cue: Cue) -> bool:
    """Whether a cue is an act of its own, which others may promise: "agreed to suspend the talks"."""
    return cue.stage == "withdrawn" and cue.frame == "things"


def addressee_of(token: Token, cue: Cue) -> Token | None:
    """Who is urged, asked or ordered."""
    if cue.particle is not None:
        first = cue.particle.split()[0]
        marked = (c for c in token.children if c.dep_.startswith(("obl", "nmod")) and c.i > token.i)
        return next((c for c in marked if any(m.lower_ == first and m.i < c.i for m in c.children)), None)
    return next((c for c in token.children if c.dep_ in ("obj", "iobj", "nsubj:pass")), None)


def _fits(token: Token, cue: Cue) -> bool:
    parts = {"verb": ("VERB", "AUX"), "noun": ("NOUN",), "adjective": ("ADJ", "VERB")}[cue.part]
    if token.pos_ not in parts and not (cue.part == "verb" and token.dep_ == "ROOT"):
        return False
    if cue.part == "verb" and token.dep_ in ("amod", "compound"):
        return False
    if cue.frame == "own" and token.tag_ == "VBN" and token.dep_ == "acl":
        return False  # "money intended for buying it"
    return cue.particle is None or has_particle(token, cue.particle)


def _governed(token: Token, cue: Cue) -> Iterator[Act]:
    if cue.frame == "things":
        for noun in named_things(token, cue):
            words = verb_words(token) if cue.of == "people" else noun_words(noun)
            yield Act(cue, token.i, noun.i, words)
        return
    verb, doer = _clause(token, cue)
    if verb is None:
        return
    for one in _beside(_carried(verb)):
        passive = any(c.dep_ in ("aux:pass", "nsubj:pass") for c in one.children)
        if not passive and not _is_open(one, cue) and is_act(one, asked=cue.frame == "others"):
            yield Act(cue, token.i, one.i, verb_words(one), doer)


def _is_open(verb: Token, cue: Cue) -> bool:
    """Whether nobody undertakes it: only its way is told ("agreed on how to pay for it"), or a meeting's day."""
    if cue.lemma in _FUTURE and cue.frame == "own" and verb.lower_ in verbs("acts", "meeting"):
        return True  # a mere future, or a wish to be somewhere
    if cue.lemma == "want" and cue.frame == "own" and not is_listed(verb, "acts", "told"):
        return True  # an aim, which is not weighed
    before = {verb.left_edge.lower_, *(c.lower_ for c in verb.children if c.i < verb.i)}
    before |= {t.lower_ for t in verb.doc[max(0, verb.i - 2) : verb.i]}
    asks = bool(before & {"how", "whether", "where", "when", "who"})
    return asks and cue.stage != "considered"


def is_act(verb: Token, *, asked: bool) -> bool:
    """Whether a verb says an act: of what is undertaken or refused those listed, of what is asked most."""
    more = any(c.i > verb.i for c in verb.children if not c.is_punct and c.dep_ != "compound:prt")
    if is_listed(verb, "acts", "told") or is_light(verb):
        return asked or more or verb.lower_ not in verbs("acts", "transitive")
    if is_listed(verb, "acts", "own"):
        return asked or more
    return asked and verb.lower_ not in verbs("acts", "none") | verbs("acts", "vague")


def is_light(verb: Token) -> bool:
    """Whether a verb only carries a noun that names an act: "make concessions"."""
    return verb.lower_ in verbs("acts", "light") and any(
        c.dep_ == "obj" and c.i > verb.i and c.lower_ in nouns("things", "acts") for c in verb.children
    )


def _clause(token: Token, cue: Cue) -> tuple[Token | None, Token | None]:
    """The verb of what `token` leads to, and its doer where the clause or the verb's object names one."""
    addressee = addressee_of(token, cue) if cue.frame == "others" else None
    asked_for = _asked_for(token, addressee)
    behind = [child for child in token.children if child.i > token.i and child.dep_ in _CLAUSES]
    if addressee is not None:
        behind += [c for c in addressee.children if c.dep_ in ("acl", "xcomp", "acl:relcl") and c.i > addressee.i]
    for child in sorted(behind, key=lambda t: t.i):
        if cue.frame == "own" and child.dep_ == "advcl" and _has_thing(token, child):
            continue  # "proposed a formula to end the war"
        if child.pos_ not in ("VERB", "AUX") and child.dep_ != "ccomp":
            continue
        if asked_for is not None and asked_for.i < child.i:
            continue  # "asked Norway for parts to repair them"
        subject = next((c for c in child.children if c.dep_.startswith("nsubj")), None)
        if addressee is not None and addressee.i > child.i:
            return None, None  # "pushed to resign, China's minister to retire"
        if _is_infinitive(child) and (cue.frame == "own" or addressee is not None):
            between = any(c.dep_ in ("obj", "iobj") and c.i < child.i for c in token.children)
            named = cue.lemma in _TO and (between or child.left_edge.lower_ not in ("to", "not"))
            return (None, None) if cue.frame == "own" and named else (child, addressee)
        if _is_infinitive(child) and subject is not None and cue.lemma in _TO:
            return child, subject  # "wants Norway to lift it", where a parse has given Norway to the lifting
        if (
            child.dep_ in ("ccomp", "acl", "acl:relcl")
            and subject is not None
            and subject.tag_ not in ("WP", "WDT")
        ):
            told = cue.frame == "others" and cue.lemma not in _TO and _is_asked(child)
            told = told or (cue.frame == "own" and _pledges(child, subject))
            return (child, subject) if told else (None, None)
        if (
            child.tag_ == "VBG"
            and child.dep_ in ("xcomp", "obj", "ccomp", "advcl", "acl")
            and child.i <= token.i + 2
        ):
            return child, None
    return (_next_infinitive(token) if cue.frame == "own" else None), None


def _asked_for(token: Token, addressee: Token | None) -> Token | None:
    """What somebody is asked for: a clause behind it only tells what it is for."""
    if addressee is None:
        return None
    behind = (c for one in (token, addressee) for c in one.children if c.i > addressee.i and c.pos_ in _NOUNS)
    return next((c for c in behind if any(m.lower_ == "for" and m.i < c.i for m in c.children)), None)


def _has_thing(token: Token, clause: Token) -> bool:
    """Whether a thing stands between a cue and a clause, which then tells only what the thing is for."""
    return any(c.dep_ == "obj" and c.pos_ == "NOUN" and token.i < c.i < clause.i for c in token.children)


def _is_asked(clause: Token) -> bool:
    """Whether a clause tells what is to be done ("that it lift the ban"), not what is so ("that it lifted")."""
    if any(c.lower_ in _ASKING for c in clause.children if c.i < clause.i):
        return False  # "asked why they should pay"
    modal = any(
        c.lower_ not in ("should", "must", "be") for c in clause.children if c.dep_.startswith(("aux", "cop"))
    )
    return clause.tag_ not in ("VBD", "VBZ", "VBN", "VBG") and not modal


def _pledges(clause: Token, subject: Token) -> bool:
    """Whether a clause tells what its own speaker will do: "it would release them"."""
    return subject.pos_ == "PRON" and any(c.lower_ in _WILL for c in clause.children if c.dep_.startswith("aux"))


def _next_infinitive(token: Token) -> Token | None:
    """The "to lift" right behind a cue, which a parse may have hung elsewhere."""
    behind = list(token.doc[token.i + 1 : token.i + 4])
    if len(behind) > 1 and behind[0].lower_ == "not":
        behind = behind[1:]
    if len(behind) > 1 and behind[0].lower_ == "to":
        return next((t for t in behind[1:3] if t.tag_ == "VB"), None)
    return None


def _is_infinitive(token: Token) -> bool:
    return any(c.lower_ == "to" and c.i < token.i for c in token.children if c.dep_ in ("mark", "aux"))


def _carried(verb: Token) -> Token:
    """ "Continue to allow" is about allowing."""
    if verb.lower_ in verbs("acts", "carrying"):
        inner = next((c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i and c.pos_ == "VERB"), None)
        if inner is not None:
            return inner
    return verb


def _beside(verb: Token) -> Iterator[Token]:
    yield verb
    for child in verb.children:
        own_subject = any(c.dep_.startswith(("nsubj", "aux")) for c in child.children)
        if child.dep_ == "conj" and child.tag_ == verb.tag_ and not own_subject:
            yield child
