"""Tags: "X said" beside a quotation, found by place where the parse shows no verb there ("Orwin notes").

Beside a quotation a reporting word with a name before or behind it is "X said" whatever the parse makes of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from spacy.tokens import Token

from onrecord.extraction.statements.cues import Cue, Cues
from onrecord.extraction.statements.frames import Frame
from onrecord.extraction.statements.naming import has_role, is_body
from onrecord.extraction.statements.units import Unit, tokens_in
from onrecord.language import Sentence
from onrecord.model import CueClass, Span

REACH = 150  # characters beside a quotation that are looked at
NAME = ("PROPN", "NOUN", "PRON", "DET", "ADJ", "ADV", "NUM", "ADP", "PUNCT", "PART", "X")
FINITE = ("VBD", "VBP", "VBZ", "MD")
SHORT = 10  # tokens of the longest name at the end of a sentence without quotations
LONGEST = 22  # tokens of the longest name with its apposition
BREAKS = (".", ":", ";", "!", "?", "(", "[", "—", "–", "―")
OPENERS = ("“", '"', "''", "``", "‘", "'", "«", "„")
UNKNOWN: Mapping[str, CueClass] = MappingProxyType({"quotation": "speech"})
PARTICLES = ("out", "back", "on", "in", "up", "off")
PRONOUNS = ("he", "she", "they", "it", "we", "i")
Placed = tuple[Sentence, Token]


def tagged(text: str, unit: Unit, frames: Sequence[Frame], cues: Cues) -> list[Frame]:
    """`frames` of the unit with those that stand beside its quotations unseen, in order."""
    ends = text[unit.span.begin : unit.span.end].rstrip().endswith(":")
    if not unit.quotations and not ends:
        last = _tail(unit, frames, cues)
        return list(frames) if last is None else sorted([*frames, last], key=lambda frame: frame.words)
    known = {frame.sentence.begin + frame.verb.idx: frame for frame in frames}
    for begin, end in _gaps(unit):
        tokens = [(s, t) for s, t in tokens_in(unit, Span(begin, min(end, begin + REACH))) if not t.is_space]
        if begin > unit.span.begin and tokens:
            _learn(known, _behind(text, tokens, begin, known, cues))
        tokens = [(s, t) for s, t in tokens_in(unit, Span(max(begin, end - REACH), end)) if not t.is_space]
        if tokens and (end < unit.span.end or tokens[-1][1].text == ":"):
            _learn(known, _before(tokens, known, cues))
    return sorted(known.values(), key=lambda frame: frame.words)


def _tail(unit: Unit, frames: Sequence[Frame], cues: Cues) -> Frame | None:
    """ ", X says" at the end of the unit, where the parse takes the cue for a noun: "..., council says"."""
    tokens = [(s, t) for s, t in tokens_in(unit, Span(max(unit.span.begin, unit.span.end - REACH), unit.span.end))]
    while tokens and (tokens[-1][1].pos_ == "PUNCT" or tokens[-1][1].is_space):
        tokens.pop()
    if not tokens or tokens[-1][1].pos_ not in ("NOUN", "PROPN") or tokens[-1][1].lower_ in cues.nouns:
        return None
    cue = cues.verbs.get(tokens[-1][1].lower_)
    if cue is None or cue.takes.get("clause") != "speech" or tokens[-1][1].lower_ == cue.lemma:
        return None
    comma = next((i for i in range(len(tokens) - 2, -1, -1) if tokens[i][1].text == ","), None)
    if comma is None or any(frame.end > tokens[comma][0].begin + tokens[comma][1].idx for frame in frames):
        return None
    name = tokens[comma + 1 : -1]
    if not 0 < len(name) <= SHORT or any(token.pos_ not in NAME for _, token in name):
        return None
    words = [token for _, token in name]
    if not (_may_speak(name) or is_body(words[-1]) or words[-1].lower_ in cues.documents):
        return None
    return _made(tokens[-1], cue, name, {})


def _gaps(unit: Unit) -> list[Span]:
    """The stretches of the unit between its quotations."""
    edges = [unit.span.begin, *(edge for q in unit.quotations for edge in q.span), unit.span.end]
    return [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _learn(known: dict[int, Frame], frame: Frame | None) -> None:
    if frame is not None:
        known[frame.sentence.begin + frame.verb.idx] = frame


def _cue(token: Token, cues: Cues) -> Cue | None:
    """The cue of a word that may be a finite verb of speech by its form."""
    cue = cues.verbs.get(token.lower_)
    if cue is None or not (token.is_lower or token.i == 0) or token.lower_.endswith("ing"):
        return None
    speaks = cue.takes.get("clause") == "speech" or cue.takes.get("quotation") == "speech"
    return cue if speaks and (token.lower_ != cue.lemma or token.tag_ in FINITE) else None


def _behind(text: str, tokens: list[Placed], begin: int, known: dict[int, Frame], cues: Cues) -> Frame | None:
    """'"...," X said' and '"...," said X' at the begin of `tokens`, which stand right behind a quotation."""
    if tokens[0][1].text in (",", "-", "–", "—"):
        tokens = tokens[1:]
    elif text[max(0, begin - 3) : begin].rstrip("’'”»\"“")[-1:] not in tuple(",!?.…-—"):
        return None
    if len(tokens) < 2:
        return None
    first = tokens[0][1]
    cue = _cue(first, cues)
    if cue is not None or _tells(first):
        return _inverted(tokens, known, cue, begin)
    aside = False
    for at in range(1, min(len(tokens), LONGEST)):
        token = tokens[at][1]
        cue = _cue(token, cues)
        if cue is not None and _may_speak(tokens[:at]) and _is_last(tokens, at):
            return _made(tokens[at], cue, tokens[:at], known, begin)
        if cue is None and _tells(token) and _is_person(tokens[:at]) and _is_bare(tokens, at):
            return _made(tokens[at], Cue(token.lemma_, UNKNOWN), tokens[:at], known)
        aside = aside or token.text == ","
        if token.text in BREAKS or (token.pos_ not in NAME and (not aside or token.tag_ in FINITE)):
            return None
    return None


def _tells(token: Token) -> bool:
    """Whether the word is a finite verb, which beside a quotation and a person tells how it was said."""
    return token.tag_ in ("VBD", "VBZ") and token.pos_ == "VERB" and token.is_lower


def _is_person(name: list[Placed]) -> bool:
    return any(token.ent_type_ == "PERSON" or token.lower_ in PRONOUNS for _, token in name)


def _inverted(tokens: list[Placed], known: dict[int, Frame], cue: Cue | None, behind: int = 0) -> Frame | None:
    """'said X' at the begin of `tokens`, which stand right behind the quotation that ends at `behind`."""
    name: list[Placed] = []
    for placed in tokens[1:LONGEST]:
        token = placed[1]
        leads = not name and token.pos_ in ("ADP", "PART") and not has_role([token])
        if token.pos_ not in NAME or token.pos_ == "PUNCT" or leads:
            break
        name.append(placed)
    while name and name[-1][1].pos_ in ("ADP", "PART", "DET") and not has_role([name[-1][1]]):
        name.pop()
    if not name or not _may_speak(name) or (cue is None and not _is_person(name)):
        return None
    ends = len(name) + 1 == len(tokens) or tokens[len(name) + 1][1].text == "."
    role = ends and has_role([name[-1][1]])  # "says minister" ends a headline, whatever the parse finds before it
    return _made(tokens[0], cue or Cue(tokens[0][1].lemma_, UNKNOWN), name, known, behind if role else 0)


def _before(tokens: list[Placed], known: dict[int, Frame], cues: Cues) -> Frame | None:
    """'X said: "..."' at the end of `tokens`, which stand right before a quotation."""
    if len(tokens) > 2 and tokens[-1][1].text == ":" and (told := _cue(tokens[0][1], cues)) is not None:
        return _inverted(tokens, known, told)
    at = len(tokens) - 1
    while at > 0 and (tokens[at][1].text in (",", ":") or tokens[at][1].lower_ in PARTICLES or _opens(tokens[at])):
        at -= 1
    cue = _cue(tokens[at][1], cues)
    if cue is None and tokens[-1][1].text == ":":
        at = next((i for i in range(at, max(0, at - SHORT), -1) if tokens[i][1].lower_ == "to"), 1) - 1
        cue = _cue(tokens[at][1], cues)
    verb = tokens[at][1]
    if cue is None or at == 0 or (verb.tag_ == "VBN" and verb.dep_ == "acl" and "naming" in cue.takes):
        return None  # "a book called ..." says nothing
    first = at
    while first > 0 and tokens[first - 1][1].pos_ in NAME and tokens[first - 1][1].text not in (*BREAKS, ","):
        first -= 1
    name = tokens[first:at]
    while name and name[0][1].pos_ in ("ADP", "PUNCT", "PART"):
        name = name[1:]
    if not name or any(token.pos_ == "ADP" for _, token in name) or not _may_speak(name):
        return None
    return _made(tokens[at], cue, name, known)


def _opens(placed: Placed) -> bool:
    return placed[1].text in OPENERS


def _is_last(tokens: list[Placed], at: int) -> bool:
    """Whether the clause ends with the word at `at`, but for when, where and to whom it was said."""
    if at + 1 == len(tokens):
        return True
    following = tokens[at + 1][1]
    return following.pos_ in ("PUNCT", "ADP", "ADV", "PART", "SCONJ") or following.lower_ in PARTICLES


def _is_bare(tokens: list[Placed], at: int) -> bool:
    """Whether nothing follows the word at `at` but a full stop, a comma or "with a laugh"."""
    rest = [token for _, token in tokens[at + 1 : at + 3] if token.lower_ not in PARTICLES]
    return not rest or rest[0].pos_ == "PUNCT" or rest[0].lower_ == "with"


def _may_speak(name: list[Placed]) -> bool:
    """Whether the words can name a speaker: they hold a name, a pronoun or a noun with its article, and no verb."""
    words = [token for _, token in name]
    if has_role(words[-1:]) and words[0].pos_ not in ("PUNCT", "SCONJ"):
        return True
    if words[-1].pos_ in ("ADP", "PART"):
        return False
    first = words[0]
    if first.pos_ in ("ADP", "SCONJ"):
        return False
    if first.lower_ in PRONOUNS:
        return len(words) == 1
    if any(w.pos_ == "PROPN" or w.ent_type_ in ("PERSON", "ORG") for w in words):
        return True
    return (first.pos_ == "DET" or first.is_title) and any(w.pos_ in ("NOUN", "NUM") for w in words)


def _made(placed: Placed, cue: Cue, name: list[Placed], known: dict[int, Frame], behind: int = 0) -> Frame | None:
    """The frame of a cue with the name beside it: a new one, or the known one with the source that it lacks, or
    whose source begins before `behind`, the end of a quotation."""
    sentence, verb = placed
    at = sentence.begin + verb.idx
    while name and name[-1][1].pos_ == "PUNCT":
        name = name[:-1]
    head = next((token for _, token in name if token.ent_type_ == "PERSON"), None)
    if head is None:
        head = next((token for _, token in reversed(name) if token.pos_ in ("PROPN", "NOUN", "PRON")), name[-1][1])
    source = Span(name[0][0].begin + name[0][1].idx, name[-1][0].begin + name[-1][1].idx + len(name[-1][1]))
    words = Span(at, at + len(verb))
    begin, end = min(at, source.begin), max(words.end, source.end)
    if at in known:
        before = known[at]
        helped = any(child.dep_ in ("aux", "aux:pass") for child in verb.children)
        crossing = before.source is not None and before.source.begin < behind
        if (before.source is not None and not crossing) or (before.passive and helped):
            return None
        holder = name[0][0]
        if before.words.overlaps(source):  # "says minister", where the parse takes the minister for a particle
            before = replace(before, words=words)
        return replace(
            before, source=source, head=head, begin=begin, end=end, own=True, passive=False, holder=holder
        )
    return Frame(sentence, verb, cue, source, head, words, begin, end, True, False, name[0][0])
