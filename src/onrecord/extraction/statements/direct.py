"""Direct and mixed speech: quotations with the frame that reports them, by their places around each other.

News puts the frame before, behind or inside a quotation, with punctuation that is more reliable than a parse
across quotation marks: '"...," X said', 'X said: "..."', '"...," X said, "..."'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.extraction.statements.attributions import Attribution, attributed, trimmed
from onrecord.extraction.statements.clauses import complement_span, parenthetical
from onrecord.extraction.statements.contents import absorbed, constructions, is_beside
from onrecord.extraction.statements.frames import SUBJECTS, Frame
from onrecord.extraction.statements.labels import is_title, labelled, signed
from onrecord.extraction.statements.quotations import Quotation
from onrecord.extraction.statements.units import Unit
from onrecord.model import CueClass, Span

GAP = 90  # characters that may stand between a quotation and its frame (a title in front of a name)
TAKEN = ("obj", "iobj", "xcomp", "ccomp", "obl", "advcl", "dep", "parataxis")
NOUN_PHRASE = 9  # tokens of the longest subject between a cue and the quotation that goes on from it
IN_NOUN_PHRASE = ("NOUN", "PROPN", "DET", "ADJ", "NUM", "PRON", "PART", "ADP", "SCONJ")
COORDINATED = re.compile(r",?\s+(?:and|but|or)\s+")
STOPS = re.compile(
    r"\s*(?:[,;:.!?—–-]|(?:and|or|but|when|while|before|after|because)\b|$)"
    r"|\s*(?:in|on|at|during|to|via|by|last|this|for|from|with|as)\b(?:\s+[\w’'.-]+){0,5}?\s+(?:"
    r"interview|statement|speech|tweet|letter|email|conference|post|debate|rally|show|Twitter|Facebook|reporters|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|morning|night|week|month|year|CNN|MSNBC|NBC|ABC|CBS|Fox)\b"
    r"|\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|earlier|later)\b"
)


@dataclass(frozen=True, slots=True)
class Around:
    """A frame and what stands around it in its unit.

    left, right: the characters of the unit that may be its content, before and behind it.
    limit: where the next report that stands beside this one (not inside its content) begins.
    """

    frame: Frame
    left: int
    right: int
    limit: int


def around(text: str, unit: Unit, frames: Sequence[Frame]) -> list[Around]:
    """Each frame with the room that the frames beside it leave."""
    out: list[Around] = []
    left = unit.span.begin
    for index, frame in enumerate(frames):
        right = frames[index + 1].begin if index + 1 < len(frames) else unit.span.end
        beside = (other.begin for other in frames[index + 1 :] if is_beside(text, frame, other))
        out.append(Around(frame, left, max(right, frame.end), next(beside, unit.span.end)))
        left = max(left, frame.end)
    return out


def direct(text: str, unit: Unit, frames: Sequence[Frame]) -> list[Attribution]:
    """The attributions in `unit` whose content holds one of its quotations, by the places of the frames."""
    if not unit.quotations:
        return []
    speaking = [f for f in frames if speech_class(f) is not None and not f.passive]
    found: list[Attribution] = []
    taken = {i for i, quotation in enumerate(unit.quotations) if is_title(text, unit, quotation)}
    titles = set(taken)
    for place in around(text, unit, speaking):
        found.extend(_behind(text, unit, place, taken))
    for place in around(text, unit, speaking):
        if all(place.frame.words != attribution.cue for attribution in found):
            found.extend(_before(text, unit, place, taken))
    for place in around(text, unit, [f for f in frames if not f.passive]):
        if all(place.frame.words != attribution.cue for attribution in found):
            found.extend(_dependent(text, unit, place, taken))
    found.extend(labelled(text, unit, taken - titles))
    found.extend(signed(text, unit, taken - titles))
    return found


def speech_class(frame: Frame) -> CueClass | None:
    """The class of a frame that may introduce a quotation, else None."""
    return frame.cue.takes.get("clause") or frame.cue.takes.get("quotation")


def _behind(text: str, unit: Unit, place: Around, taken: set[int]) -> list[Attribution]:
    """'"...," X said' and what goes on behind it."""
    frame = place.frame
    last = _last_before(unit, frame.begin)
    if last is None or last < 0 or last in taken or unit.quotations[last].span.begin < place.left:
        return []
    quotation = unit.quotations[last]
    if not _adjoins(text, unit, quotation, place):
        return []
    frame = _with_title(text, frame, quotation.span.end)
    content = [_from(text, unit, place, quotation)]
    taken.update(i for i, q in enumerate(unit.quotations) if content[0].covers(q.span))
    following = [
        i for i, q in enumerate(unit.quotations) if frame.end <= q.span.begin < place.right and i not in taken
    ]
    if following:
        rest = _resumed(text, frame, unit.quotations[following[0]])
        end = _end_of_content(text, unit.quotations[following[-1]], place.right)
        content.append(Span(rest, end))
        taken.update(following)
    return [attributed(frame, speech_class(frame) or "speech", content, quoted=True)]


def _last_before(unit: Unit, at: int) -> int | None:
    index = None
    for i, quotation in enumerate(unit.quotations):
        if quotation.span.end <= at:
            index = i
    return index


def _adjoins(text: str, unit: Unit, quotation: Quotation, place: Around) -> bool:
    frame = place.frame
    gap = text[quotation.span.end : frame.begin]
    if not gap.strip(" ,\t\u00a0-–—"):
        return _complete(text, quotation, gap) or not _has_complement(frame)
    if len(gap) > GAP or place.left > quotation.span.end or not _complete(text, quotation, gap):
        return False
    between = Span(quotation.span.end, frame.begin)
    return not any(_ends_clause(token) for token in _tokens(unit, between))


def _tokens(unit: Unit, span: Span) -> list[Token]:
    """The tokens of the unit that begin inside `span`."""
    return [
        token
        for sentence in unit.sentences
        if sentence.begin < span.end and span.begin < sentence.end
        for token in sentence.doc
        if span.begin <= sentence.begin + token.idx < span.end
    ]


def _ends_clause(token: Token) -> bool:
    """Whether the token ends a sentence or is a verb with a subject of its own."""
    if token.text in (".", "!", "?", ";", ":"):
        return True
    return token.pos_ in ("VERB", "AUX") and any(child.dep_ in SUBJECTS for child in token.children)


def _with_title(text: str, frame: Frame, begin: int) -> Frame:
    """`frame` with the words between the quotation and the name taken into its source: "Sen. Ann Orwin"."""
    gap = trimmed(text, begin, frame.begin)
    if gap is None or frame.source is None or frame.source.begin != frame.begin or "," in text[gap.begin : gap.end]:
        return frame
    if text[gap.begin].islower() and not text[gap.end : frame.begin].isspace():
        return frame
    return replace(frame, source=Span(gap.begin, frame.source.end), begin=gap.begin)


def _complete(text: str, quotation: Quotation, gap: str) -> bool:
    return text[quotation.words.end - 1] in ",?!.—-…" or gap.lstrip().startswith((",", "-", "—", "–"))


def _has_complement(frame: Frame) -> bool:
    return any(
        c.dep_ in ("ccomp", "xcomp", "obj") and c.i > frame.verb.i and c != frame.head for c in frame.verb.children
    )


def _from(text: str, unit: Unit, place: Around, quotation: Quotation) -> Span:
    """The content before the frame: from the begin of its sentence, when words outside the marks lead into it."""
    first = next(q for q in unit.quotations if q.span.begin >= place.left)
    begin = first.span.begin
    lead = trimmed(text, place.left, begin)
    if lead is not None and place.left == unit.span.begin and text[lead.end : begin].strip() != ":":
        begin = lead.begin
    end = quotation.span.end
    return Span(begin, end)


def _resumed(text: str, frame: Frame, quotation: Quotation) -> int:
    """Where the content goes on behind its frame: at the quotation, or at the words that lead into it."""
    gap = text[frame.end : quotation.span.begin]
    cut = gap.rstrip().rfind(",")
    if cut < 0 or not gap[cut + 1 :].strip():
        return quotation.span.begin
    lead = trimmed(text, frame.end + cut + 1, quotation.span.begin)
    return quotation.span.begin if lead is None else lead.begin


def _end_of_content(text: str, quotation: Quotation, limit: int) -> int:
    """Where content ends that holds `quotation`: with it, or with the words that finish its sentence."""
    end = quotation.span.end
    if text[quotation.words.end - 1] in ".!?…," or STOPS.match(text, end, max(end, limit)):
        return end
    rest = trimmed(text, end, max(end, limit))
    return end if rest is None else rest.end


def _before(text: str, unit: Unit, place: Around, taken: set[int]) -> list[Attribution]:
    """'X said: "..."' and 'X said that ... "..." ...'."""
    frame = place.frame
    following = [
        i for i, q in enumerate(unit.quotations) if frame.end <= q.span.begin < place.right and i not in taken
    ]
    clause = complement_span(frame)
    if clause is not None:
        following = [
            i
            for i, q in enumerate(unit.quotations)
            if frame.end <= q.span.begin < max(place.right, min(clause.end, place.limit)) and i not in taken
        ]
    if clause is not None and clause.begin < frame.verb.idx + frame.sentence.begin:
        clause = None
    if not following and clause is None:
        return []
    lead = parenthetical(text, unit, frame)
    if lead is not None and following and place.left <= lead.begin:
        first = unit.quotations[following[0]]
        begin = _resumed(text, frame, first)
        if begin < first.span.begin or text[first.words.begin].islower():
            end = _end_of_content(text, unit.quotations[following[-1]], place.right)
            taken.update(following)
            return [attributed(frame, speech_class(frame) or "speech", (lead, Span(begin, end)), quoted=True)]
    inside = [i for i in following if clause is not None and unit.quotations[i].span.begin < clause.end + 3]
    if clause is not None and inside and clause.begin < unit.quotations[inside[0]].span.begin:
        last = unit.quotations[inside[-1]]
        room = place.right if clause.end <= last.span.end + 1 else clause.end
        end = max(min(clause.end, place.limit), _end_of_content(text, last, room))
        end = _with_coordinated(text, unit, end, place)
        taken.update(i for i in inside if unit.quotations[i].span.begin < place.right)
        return [attributed(frame, speech_class(frame) or "speech", (Span(clause.begin, end),), quoted=True)]
    if not following:
        return []
    entry = _goes_into(text, frame, unit.quotations[following[0]])
    begin = unit.quotations[following[0]].span.begin if entry is None else entry
    if entry is None and not _introduces(text, frame, unit.quotations[following[0]]):
        return []
    end = _end_of_content(text, unit.quotations[following[-1]], place.right)
    taken.update(following)
    return [attributed(frame, speech_class(frame) or "speech", (Span(begin, end),), quoted=True)]


def _with_coordinated(text: str, unit: Unit, end: int, place: Around) -> int:
    """`end`, or the end of a quotation that "and", "but" or "or" joins to content that ends there."""
    for quotation in unit.quotations:
        if quotation.span.begin >= place.right:
            break
        if quotation.span.begin >= end and COORDINATED.fullmatch(text, end, quotation.span.begin):
            end = _end_of_content(text, quotation, place.right)
    return end


def _goes_into(text: str, frame: Frame, quotation: Quotation) -> int | None:
    """Where the content begins in 'said Ann Orwin "will wait"': with the noun phrase before the quotation."""
    behind = max(frame.words.end, frame.end)
    base = frame.sentence.begin
    tokens = [t for t in frame.sentence.doc if behind <= base + t.idx < quotation.span.begin and not t.is_space]
    if not tokens or len(tokens) > NOUN_PHRASE or any(t.pos_ not in IN_NOUN_PHRASE for t in tokens):
        return None
    if frame.cue.takes.get("clause") is None or not text[quotation.words.begin].islower():
        return None
    if frame.cue.told and tokens[0].pos_ == "PRON" and len(tokens) > 1:
        tokens = tokens[1:]
    return base + tokens[0].idx


def _introduces(text: str, frame: Frame, quotation: Quotation) -> bool:
    gap = text[max(frame.words.end, frame.end) : quotation.span.begin]
    bare = gap.strip()
    if not bare or bare in (",", ":", "that", "—", "–", "-"):
        return True
    if bare.endswith((":", ",")) and len(gap) < 3 * GAP:
        return not re.search(r"[.!?]\s", gap)
    return False


def _dependent(text: str, unit: Unit, place: Around, taken: set[int]) -> list[Attribution]:
    """'called the plan "a gift"': a quotation in what the verb takes, from the first such word on."""
    frame = place.frame
    behind = [c for c in frame.verb.children if c.i > frame.verb.i and c.dep_ in TAKEN and c != frame.head]
    if not behind or frame.source is None:
        return []
    for construction, content in constructions(text, unit, frame):
        kind = frame.cue.takes.get(construction) or frame.cue.prepositions.get(construction)
        whole = [absorbed(unit, piece) for piece in content]
        inside = [i for i, q in enumerate(unit.quotations) if any(piece.covers(q.span) for piece in whole)]
        if kind is not None and any(i not in taken for i in inside):
            taken.update(inside)
            return [attributed(frame, kind, whole, quoted=True)]
    first = next((t for t in behind[0].subtree if t.pos_ != "PUNCT"), behind[0])
    span = frame.sentence.span(first, max((c.right_edge for c in behind), key=lambda t: t.i))
    inside = [
        i
        for i, q in enumerate(unit.quotations)
        if i not in taken and span.overlaps(q.span) and q.span.begin >= span.begin
    ]
    if not inside:
        return []
    taken.update(inside)
    end = max(unit.quotations[inside[-1]].span.end, span.end)
    kinds = [*frame.cue.takes.values(), *frame.cue.prepositions.values()]
    return [attributed(frame, kinds[0], (Span(span.begin, end),), quoted=True)]
