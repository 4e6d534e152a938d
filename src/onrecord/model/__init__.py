"""The values that travel through the house: frozen, slotted, free of behaviour."""

from onrecord.model.article import Article, Layout, Rejected
from onrecord.model.commitment import BOUNDS, KINDS, STAGES, Bound, Commitment, Kind, Stage
from onrecord.model.disagreement import CAUSES, DISAGREEMENT_KINDS, Cause, Disagreement, DisagreementKind, Side
from onrecord.model.entry import (
    LINK_RELATIONS,
    SOURCINGS,
    Backing,
    Correction,
    Entry,
    EntryLink,
    EntryType,
    FieldValue,
    Finding,
    Findings,
    LinkRelation,
    Rung,
    Sourcing,
)
from onrecord.model.evidence import NO_EVIDENCE, Evidence, EvidenceMap, inferred, refused, stated
from onrecord.model.identity import content_id, in_utf8, text_sha256
from onrecord.model.known_speaker import KnownSpeaker
from onrecord.model.membership import MEMBERSHIP_STAGES, MembershipStage, MembershipStep
from onrecord.model.one_id import clash, kept_first
from onrecord.model.reuse import Derivation, Passage, Reason, Relation, Reuse, Trace
from onrecord.model.ruling import ACTS, Act, Anchor, Ruling
from onrecord.model.span import Span, Spans, merged, words_of
from onrecord.model.statement import CueClass, Mode, Speaker, SpeakerKind, Statement
from onrecord.model.variant import (
    CHANGE_KINDS,
    VARIANT_RELATIONS,
    ChangeKind,
    Variant,
    VariantChange,
    VariantRelation,
)

__all__ = [
    "ACTS",
    "BOUNDS",
    "CAUSES",
    "CHANGE_KINDS",
    "DISAGREEMENT_KINDS",
    "KINDS",
    "LINK_RELATIONS",
    "MEMBERSHIP_STAGES",
    "NO_EVIDENCE",
    "SOURCINGS",
    "STAGES",
    "VARIANT_RELATIONS",
    "Act",
    "Anchor",
    "Article",
    "Backing",
    "Bound",
    "Cause",
    "ChangeKind",
    "Commitment",
    "Correction",
    "CueClass",
    "Derivation",
    "Disagreement",
    "DisagreementKind",
    "Entry",
    "EntryLink",
    "EntryType",
    "Evidence",
    "EvidenceMap",
    "FieldValue",
    "Finding",
    "Findings",
    "Kind",
    "KnownSpeaker",
    "Layout",
    "LinkRelation",
    "MembershipStage",
    "MembershipStep",
    "Mode",
    "Passage",
    "Reason",
    "Rejected",
    "Relation",
    "Reuse",
    "Ruling",
    "Rung",
    "Side",
    "Sourcing",
    "Span",
    "Spans",
    "Speaker",
    "SpeakerKind",
    "Stage",
    "Statement",
    "Trace",
    "Variant",
    "VariantChange",
    "VariantRelation",
    "clash",
    "content_id",
    "in_utf8",
    "inferred",
    "kept_first",
    "merged",
    "refused",
    "stated",
    "text_sha256",
    "words_of",
]
