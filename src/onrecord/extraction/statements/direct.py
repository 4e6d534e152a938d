"""Direct and mixed speech: quotations with the frame that reports them, by their places around each other.

News puts the frame before, behind or inside a quotation, with punctuation that is more reliable than a parse
across quotation marks: '"...," X said', 'X said: "..."', '"...," X said, "..."'.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.extraction.statements.attributions import Attribution, attributed, trimmed
from onrecord.extraction.statements.clauses import complement_span, parenthetical
from onrecord.extraction.statements.contents import constructions
from onrecord.extraction.statements.edges import (
    behind_addressee,
    end_of_content,
    enters,
    leaves,
    named,
    resumed,
    stops,
    unhung,
    with_relative,
)
from onrecord.extraction.statements.frames import SUBJECTS, Frame
from onrecord.extraction.statements.introductions import introduced
from onrecord.extraction.statements.labels import is_title, labelled, signed
from onrecord.extraction.statements.places import Around, Scene, around, speech_class, takes_over
from onrecord.extraction.statements.quotations import Quotation
from onrecord.extraction.statements.replies import replied
from onrecord.extraction.statements.units import Unit, tokens_in
from onrecord.model import CueClass, Span

GAP = 90  # characters that may stand between a quotation and its frame (a title in front of a name)
TAKEN = ("obj", "iobj", "xcomp", "ccomp", "obl", "advcl", "dep", "parataxis")
RELATIVE = ("who", "which", "that")
CONJUNCTION = re.compile(r"[\s,—–-]*(?:and|but|or|while|when|as|after|before|because)\b")
THAT = re.compile(r"\b(?:that|if|whether|to)\b")
FAR = 150  # characters between "X said" and a quotation that it takes up again
ENDS = re.compile(r"[.!?;:]\s|[“”\"]")
FRONTED = 12  # characters to the end of a participle that begins its sentence ("When asked ...")
ASKED = re.compile(r"(?:When\s+)?[Aa]sked\s+(?:\w+\s+){0,3}?(?:if|whether)\b")
GOES_ON = re.compile(r",?\s+(?:and|but|or)\b(?:[^.!?;:\n]{0,80}[^.!?;:\n,])?\s*")


def direct(text: str, unit: Unit, frames: Sequence[Frame]) -> list[Attribution]:
    """The attributions in `unit` whose content holds one of its quotations, by the places of the frames."""
    if not unit.quotations:
        return []
    scene = Scene(text, unit)
    titles = {i for i, quotation in enumerate(unit.quotations) if is_title(text, unit, quotation)}
    scene.taken.update(titles)
    speaking = [f for f in frames if speech_class(f) is not None and not f.passive]
    found: list[Attribution] = []
    places = around(text, unit, speaking)
    for place in places:
        found.extend(_kept(scene, _behind(scene, place)))
    for place in places:
        if place.frame.words not in scene.cues:
            found.extend(_kept(scene, _before(scene, place)))
    for place in around(text, unit, [f for f in frames if not f.passive]):
        if place.frame.words not in scene.cues:
            found.extend(_kept(scene, _dependent(scene, place)))
    found.extend(replied(scene))
    labels = labelled(text, unit, scene.taken - titles)
    if labels:
        scene.taken.update(range(len(unit.quotations)))
    found.extend(labels)
    found.extend(signed(text, unit, scene.taken - titles))
    found.extend(introduced(scene))
    return found


def _kept(scene: Scene, found: list[Attribution]) -> list[Attribution]:
    scene.cues.update(attribution.cue for attribution in found if attribution.cue is not None)
    return found


def _made(scene: Scene, frame: Frame, content: Iterable[Span], kind: CueClass | None = None) -> list[Attribution]:
    pieces = with_relative(scene.text, scene.unit, frame, tuple(content))
    return [attributed(frame, kind or speech_class(frame) or "speech", pieces, quoted=True)]


def _behind(scene: Scene, place: Around) -> list[Attribution]:
    """'"...," X said' and what goes on behind it."""
    frame = place.frame
    last = scene.last_before(frame.begin)
    if last is None or last in scene.taken or scene.begins[last] < place.left:
        return []
    if (frame.head is not None and frame.head.lower_ in RELATIVE) or takes_over(scene.text, frame):
        return []
    quotation = scene.quotation(last)
    if not _adjoins(scene, quotation, place) or _is_question(scene, place, quotation):
        return []
    if _is_others(scene, place, quotation):
        return []
    frame = _with_title(scene.text, frame, quotation.span.end)
    content = [_from(scene, place, quotation)]
    scene.taken.update(scene.covered(content[0]))
    following = scene.free(frame.end, place.right)
    if following and _resumes(scene.text, frame, scene.quotation(following[0])):
        rest = resumed(scene.text, frame, scene.quotation(following[0]))
        end = end_of_content(scene.text, scene.unit, frame, scene.quotation(following[-1]), place.right)
        content.append(Span(rest, end))
        scene.taken.update(following)
    elif not following and (more := _taken_up(scene, place, quotation)) is not None:
        content.append(scene.quotation(more).span)
        scene.taken.add(more)
    return _made(scene, frame, content)


def _taken_up(scene: Scene, place: Around, quotation: Quotation) -> int | None:
    """The quotation that goes on from one that a comma ends, behind "X said, explaining why,": it begins small."""
    free = scene.free(place.frame.end, min(scene.unit.span.end, place.frame.end + FAR))
    if not free or quotation.last(scene.text) != ",":
        return None
    following = scene.quotation(free[0])
    gap = scene.text[place.frame.end : following.span.begin].rstrip()
    small = scene.text[following.words.begin].islower()
    return free[0] if small and gap.endswith(",") and not ENDS.search(gap) else None


def _is_question(scene: Scene, place: Around, quotation: Quotation) -> bool:
    """Whether the quotation belongs to what the speaker was asked: 'Asked if it was "safe," she said yes'."""
    begin = scene.unit.span.begin
    return place.left <= begin + FRONTED and ASKED.match(scene.text, begin, quotation.span.begin) is not None


def _is_others(scene: Scene, place: Around, quotation: Quotation) -> bool:
    """Whether the quotation ends what the frame before it reports: 'says it was taken "out of context," suggests
    new limits', where the parse takes the limits for who suggests."""
    frame = place.frame
    inverted = frame.source is not None and frame.source.begin > frame.words.begin
    inside = place.left > scene.unit.span.begin and scene.text[quotation.words.begin].islower()
    return inverted and inside and (frame.head is None or frame.head.ent_type_ != "PERSON")


def _resumes(text: str, frame: Frame, quotation: Quotation) -> bool:
    """Whether a quotation behind "X said" goes on from the one before it."""
    gap = text[frame.end : quotation.span.begin].rstrip()
    return not gap or gap.endswith((",", ":", ";", "-", "–", "—", "that", "and", "but", "."))


def _adjoins(scene: Scene, quotation: Quotation, place: Around) -> bool:
    frame = place.frame
    gap = scene.text[quotation.span.end : frame.begin]
    if CONJUNCTION.match(gap):
        return False
    if not gap.strip(" ,\t\u00a0-–—"):
        return _complete(scene.text, quotation, gap) or not _has_complement(frame)
    if len(gap) > GAP or place.left > quotation.span.end or not _complete(scene.text, quotation, gap):
        return False
    between = Span(quotation.span.end, frame.begin)
    return not any(_ends_clause(token) for _, token in tokens_in(scene.unit, between))


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
    return quotation.last(text) in ",?!.—-…" or gap.lstrip().startswith((",", "-", "—", "–"))


def _has_complement(frame: Frame) -> bool:
    return any(
        c.dep_ in ("ccomp", "xcomp", "obj") and c.i > frame.verb.i and c != frame.head for c in frame.verb.children
    )


def _from(scene: Scene, place: Around, quotation: Quotation) -> Span:
    """The content before the frame: from the begin of its sentence, when words outside the marks lead into it."""
    text = scene.text
    begin = scene.begins[scene.within(place.left, quotation.span.end)[0]]
    lead = trimmed(text, place.left, begin)
    if lead is not None and place.left == scene.unit.span.begin and text[lead.end : begin].strip() != ":":
        begin = lead.begin
    return Span(begin, quotation.span.end)


def _before(scene: Scene, place: Around) -> list[Attribution]:
    """'X said: "..."' and 'X said that ... "..." ...'."""
    frame, text = place.frame, scene.text
    clause = _clause(frame)
    reach = place.right if clause is None else max(place.right, min(clause.end, place.limit))
    following = scene.free(frame.end, reach)
    if not following:
        return []
    aside = _parenthetical(scene, place, following)
    if aside:
        return aside
    first = scene.quotation(following[0])
    if (
        clause is not None
        and not _is_told(text, frame, first)
        and clause.begin < first.span.begin
        and _reaches(text, clause.end, first)
    ):
        return _reported(scene, place, clause, following)
    entry = enters(text, scene.unit, frame, first)
    if entry is None and not _introduces(text, frame, first):
        return []
    begin = first.span.begin if entry is None else entry
    end = end_of_content(text, scene.unit, frame, scene.quotation(following[-1]), place.right)
    scene.taken.update(following)
    return _made(scene, frame, [Span(begin, end)])


def _is_told(text: str, frame: Frame, quotation: Quotation) -> bool:
    """Whether only who hears it stands between the cue and the quotation: 'told the paper plainly, "We lost"'."""
    if not frame.cue.told or text[quotation.words.begin].islower() or not _introduces(text, frame, quotation):
        return False
    return THAT.search(text, frame.words.end, quotation.span.begin) is None


def _reaches(text: str, end: int, quotation: Quotation) -> bool:
    """Whether content that ends at `end` goes on to the quotation: with it, or after "and", "but" or "or"."""
    return quotation.span.begin < end + 3 or GOES_ON.fullmatch(text, end, quotation.span.begin) is not None


def _clause(frame: Frame) -> Span | None:
    """The clause that the verb reports behind itself. A verb that only names a thing ("called it ...") has none."""
    if "naming" in frame.cue.takes and "clause" not in frame.cue.takes:
        return None
    clause = complement_span(frame)
    return clause if clause is not None and clause.begin >= frame.verb.idx + frame.sentence.begin else None


def _parenthetical(scene: Scene, place: Around, following: list[int]) -> list[Attribution]:
    """'The plan, she said, was "a gift"': the beginning of the sentence and what goes on from it."""
    frame, text = place.frame, scene.text
    lead = parenthetical(text, scene.unit, frame)
    if lead is None or place.left > lead.begin:
        return []
    first = scene.quotation(following[0])
    begin = resumed(text, frame, first)
    if begin >= first.span.begin and not text[first.words.begin].islower():
        return []
    end = end_of_content(text, scene.unit, frame, scene.quotation(following[-1]), place.right)
    scene.taken.update(following)
    return _made(scene, frame, [lead, Span(begin, end)])


def _reported(scene: Scene, place: Around, clause: Span, following: list[int]) -> list[Attribution]:
    """'X said that ... "..." ...': the clause, to where the words behind its last quotation end."""
    frame, text, unit = place.frame, scene.text, scene.unit
    end = clause.end
    inside: list[int] = []
    for at, index in enumerate(following):
        quotation = scene.quotation(index)
        if not _reaches(text, end, quotation):
            break
        room = place.right if clause.end <= quotation.span.end + 1 else clause.end
        end = end_of_content(text, unit, frame, quotation, room)
        more = at + 1 < len(following) and scene.begins[following[at + 1]] < min(clause.end, place.limit)
        fronted = frame.source is None and frame.words.end <= unit.span.begin + FRONTED
        if fronted and stops(text, unit, frame, quotation, room):
            end = quotation.span.end
        elif more or not leaves(text, unit, frame, quotation, max(room, quotation.span.end)):
            end = max(end, unhung(text, quotation.span.end, max(quotation.span.end, min(clause.end, place.limit))))
        inside.append(index)
    scene.taken.update(i for i in inside if scene.begins[i] < place.right)
    whole = behind_addressee(unit, frame, Span(clause.begin, end), scene.begins[inside[0]])
    return _made(scene, frame, [whole])


def _introduces(text: str, frame: Frame, quotation: Quotation) -> bool:
    gap = text[max(frame.words.end, frame.end) : quotation.span.begin]
    bare = gap.strip()
    if not bare or bare in (",", ":", "that", "—", "–", "-"):
        return True
    if bare.endswith((":", ",")) and len(gap) < 3 * GAP:
        return not re.search(r"[.!?]\s", gap)
    return False


def _dependent(scene: Scene, place: Around) -> list[Attribution]:
    """'called the plan "a gift"': a quotation in what the verb takes, from the first such word on."""
    frame = place.frame
    behind = [c for c in frame.verb.children if c.i > frame.verb.i and _is_taken(c) and c != frame.head]
    if not behind or frame.source is None:
        return []
    for construction, content in constructions(scene.text, scene.unit, frame):
        kind = frame.cue.takes.get(construction) or frame.cue.prepositions.get(construction)
        cuts = (_until(scene, piece, place.limit) for piece in content)
        whole = [cut for cut in cuts if cut is not None and not ASKED.match(scene.text, *cut)]
        inside = [i for piece in whole for i in scene.covered(piece)]
        if kind is not None and any(i not in scene.taken for i in inside):
            return _made(scene, frame, _edged(scene, frame, whole, inside), kind)
    first = next((t for t in behind[0].subtree if t.pos_ not in ("PUNCT", "ADP")), behind[0])
    span = frame.sentence.span(first, max((c.right_edge for c in behind), key=lambda t: t.i))
    whole = [cut for cut in (_until(scene, span, place.limit),) if cut is not None]
    inside = [i for piece in whole for i in scene.free(*piece)]
    if not inside:
        return []
    kinds = [*frame.cue.takes.values(), *frame.cue.prepositions.values()]
    return _made(scene, frame, _edged(scene, frame, whole, inside), kinds[0])


def _is_taken(child: Token) -> bool:
    """Whether a dependent may be what its verb reports; a sentence of its own behind a semicolon is not."""
    first = child.left_edge
    apart = first.text == ";" or (first.i > 0 and first.nbor(-1).text == ";")
    return child.dep_ in TAKEN and not apart


def _edged(scene: Scene, frame: Frame, whole: list[Span], inside: list[int]) -> list[Span]:
    """`whole`, which holds the quotations `inside`, from what the verb names on ("called him ...") and without the
    writer's own words behind the last quotation."""
    scene.taken.update(inside)
    begin = named(scene.unit, frame, scene.quotation(inside[0]))
    if begin is not None and begin < whole[0].begin:
        whole = [Span(begin, whole[0].end), *whole[1:]]
    if frame.cue.told and whole[0].begin < scene.begins[inside[0]]:
        whole = [behind_addressee(scene.unit, frame, whole[0], scene.begins[inside[0]]), *whole[1:]]
    last, quotation = whole[-1], scene.quotation(inside[-1])
    if leaves(scene.text, scene.unit, frame, quotation, last.end):
        whole = [*whole[:-1], Span(last.begin, quotation.span.end)]
    return whole


def _until(scene: Scene, piece: Span, limit: int) -> Span | None:
    """`piece` with the quotations that it cuts, up to where the next report begins; None when nothing is left."""
    whole = scene.whole(piece)
    if limit >= whole.end:
        return whole
    end = unhung(scene.text, whole.begin, limit) if limit > whole.begin else whole.begin
    return Span(whole.begin, end) if end > whole.begin else None
