"""Voices: who says that there is a commitment, when it is not the article itself."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extraction.commitments.draft import Draft
from onrecord.extraction.commitments.ledger import Ledger
from onrecord.extraction.commitments.parties import Memory, Party, statement_at
from onrecord.extraction.commitments.scene import Scene
from onrecord.model import Evidence, Span, stated


def said_by(draft: Draft, memory: Memory, ledger: Ledger) -> str | None:
    caller = draft.roles.asker if draft.staged.stage == "proposed" else None
    return speaker_of(draft.scene, (draft.chain[0][0],), caller, memory, ledger)


def speaker_of(
    scene: Scene, tokens: Sequence[int], caller: Party | None, memory: Memory, ledger: Ledger
) -> str | None:
    """Who says so: whoever calls for it, or the speaker of the words around the trigger."""
    if caller is not None:
        name, evidence = _full_name(scene, caller, memory)
        ledger.evidence["said_by"] = evidence
        return name
    if not tokens:
        return None
    speech = statement_at(memory.statements, scene.span(tokens[0], tokens[0]))
    if speech is None or speech.speaker.name is None:
        return None
    told = speech.evidence.get("speaker.name")
    if told is None and not speech.source:
        return None
    ledger.evidence["said_by"] = told or stated(*speech.source)
    return speech.speaker.name


def _full_name(scene: Scene, caller: Party, memory: Memory) -> tuple[str, Evidence]:
    """The caller's own name: "Ann Orwin" for "Norland's Foreign Minister Ann Orwin"."""
    here = scene.span(*caller.at)
    for speech in memory.statements:
        name = speech.speaker.name
        if name and name.split()[-1] in caller.name and any(source.overlaps(here) for source in speech.source):
            return name, speech.evidence.get("speaker.name") or stated(*speech.source)
    person = next((e for e in scene.doc.ents if e.label_ == "PERSON" and e.start in caller.at), None)
    if person is not None:
        return person.text, stated(scene.span(person.start, person.end - 1))
    for speech in memory.statements:
        name = speech.speaker.name
        if name and len(name.split()) > 1 and name in caller.name:
            at = caller.name.index(name)
            begin = here.begin + at
            return name, stated(Span(begin, begin + len(name)))
    return caller.name, caller.evidence
