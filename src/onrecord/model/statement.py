"""Statements: somebody's words, as one article gives them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from onrecord.model.evidence import NO_EVIDENCE, EvidenceMap
from onrecord.model.span import Spans

Mode = Literal["direct", "mixed", "indirect"]
CueClass = Literal["speech", "thought", "intent"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, resolved within the article.

    name:  the fullest name the article gives ("Jens Stoltenberg"), or the body or the group as written.
    role:  as written ("Foreign Minister"), else None.
    actor: code of the state or organisation they speak for, where the text gives it, else None.
    """

    name: str | None = None
    role: str | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Source (speaker), cue and content of what somebody said, thought or intends.

    mode:     `direct` when all the content is inside quotation marks, `mixed` when part is, else `indirect`.
    source:   the words that name the speaker at this place ("the former prime minister", "he"); may be empty.
    cue:      the words that report ("said", "according to"); may be empty.
    content:  what was said, without the outer quotation marks' own trailing cue.
    text:     the content's words, pieces joined by one space.
    evidence: for `speaker.name`, `speaker.role`, `speaker.actor`: where the resolved value stands.
    """

    id: str
    article: str
    mode: Mode
    speaker: Speaker
    source: Spans
    cue: Spans
    content: Spans
    text: str
    cue_class: CueClass = "speech"
    evidence: EvidenceMap = field(default_factory=lambda: NO_EVIDENCE)
