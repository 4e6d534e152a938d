"""Statements: somebody's words, as one article gives them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from onrecord.model.evidence import NO_EVIDENCE, EvidenceMap
from onrecord.model.span import Spans

Mode = Literal["direct", "mixed", "indirect"]
CueClass = Literal["speech", "thought", "intent"]
SpeakerKind = Literal["person", "body", "group", "document"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, resolved within the article.

    name:  the fullest name the article gives ("Jens Stoltenberg"), or the body or the group as written.
    role:  as written ("Foreign Minister"), else None.
    actor: code of the state or organisation they speak for, where the text gives it, else None.
    kind:  one person, a body (state, ministry, company, outlet), a group ("officials"), or a document that reports
           something itself ("the poll"); None when the text names nobody.
    anonymous: a person or persons left unnamed ("a senior official", "two people familiar with the talks").
    """

    name: str | None = None
    role: str | None = None
    actor: str | None = None
    kind: SpeakerKind | None = None
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """Source (speaker), cue and content of what somebody said, thought or intends.

    mode:     `direct` when all the content is inside quotation marks, `mixed` when part is, else `indirect`.
    source:   the words that name the speaker at this place ("the former prime minister", "he"); may be empty.
    cue:      the words that report ("said", "according to"); may be empty.
    content:  what was said, without the outer quotation marks' own trailing cue.
    text:     the content's words, pieces joined by one space.
    cue_class: whether the cue is one of speech, of thought or of intent.
    negated:  the cue is denied ("did not say", "never promised").
    modal:    the cue is not told as having happened ("may say", "would announce").
    venue:    to whom or where it was said, as written ("POLITICO", "a news conference").
    within:   id of the statement in whose content this one stands ("X said that Y had told him ...").
    evidence: for `speaker.name`, `speaker.role`, `speaker.actor` and `venue`: where the resolved value stands.
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
    negated: bool = False
    modal: bool = False
    venue: str | None = None
    within: str | None = None
    evidence: EvidenceMap = field(default_factory=lambda: NO_EVIDENCE)
