"""Commitments: who gives, asks, considers or refuses what to whom, as one article says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extraction.commitments.antecedents import antecedent_of, of_known_kind
from onrecord.extraction.commitments.beneficiaries import beneficiary
from onrecord.extraction.commitments.draft import Draft
from onrecord.extraction.commitments.drafting import drafts_of
from onrecord.extraction.commitments.findings import commitment_of, target_of
from onrecord.extraction.commitments.folding import folded
from onrecord.extraction.commitments.goods import mentions_of
from onrecord.extraction.commitments.overview import remembering
from onrecord.extraction.commitments.parties import Memory, party_of
from onrecord.extraction.commitments.scene import Mention, Scene, scene_of
from onrecord.extraction.commitments.targets import find_targets, share_meant
from onrecord.extraction.items import ItemClass
from onrecord.language.analysis import HEADLINE, Analysis
from onrecord.language.numerals import marks_of
from onrecord.model import Article, Commitment, Span, Statement


def commitments(article: Article, analysis: Analysis, statements: Sequence[Statement]) -> tuple[Commitment, ...]:
    """The commitments of `article` in the order of its text.

    analysis:   its sentences. statements: the article's own, for who speaks.
    Every value has evidence; what the text does not say is None.
    """
    memory = remembering(analysis, statements, article)
    marks = marks_of(article.text)
    drafts: list[Draft] = []
    seen: list[tuple[ItemClass, Span]] = []
    antecedents: dict[int, tuple[ItemClass, Span]] = {}
    found: list[Commitment] = []
    before: tuple[Mention, ...] = ()
    for place, sentence in enumerate(analysis.sentences):
        unit = share_meant(analysis.sentences, place)
        scene = scene_of(sentence, article.published, marks, unit)
        if scene is None:
            before = ()
            continue
        scene = replace(scene, before=before)
        before = mentions_of(scene)
        targets = [t for t in find_targets(scene, memory) if t.roles.giver or t.roles.asker]
        taken = [t.item for t in targets if t.item is not None]
        new = [d for d in drafts_of(scene, place, memory, drafts) if not any(d.good.head in item for item in taken)]
        for offset, draft in enumerate(new, len(drafts)):
            meant = antecedent_of(draft, seen)
            if meant is not None:
                antecedents[offset] = meant
        drafts += new
        found += [target_of(article, scene, target, memory) for target in targets]
        seen += [(mention.of, scene.span(*where)) for where, mention in scene.items]
        _remember(scene, new, memory)
    told: list[Commitment] = []
    for index, draft in enumerate(drafts):
        one = commitment_of(article, draft, beneficiary(draft, drafts, memory), antecedents.get(index), memory)
        told.append(of_known_kind(one, draft, list(zip(drafts, told, strict=False))))
    found += told
    titles = [each for each in analysis.sentences if each.paragraph == HEADLINE]
    return tuple(folded(found, max((each.begin + len(each.doc.text) for each in titles), default=0)))


def _remember(scene: Scene, drafts: Sequence[Draft], memory: Memory) -> None:
    for draft in drafts:
        if draft.roles.recipient is not None and draft.roles.recipient.code is not None:
            memory.recipients.append(draft.roles.recipient)
    for token in scene.doc:
        if token.dep_.startswith("nsubj") and token.head.dep_ == "ROOT" and token.pos_ != "PRON":
            party = party_of(scene, token, memory)
            if party is not None and party.code is not None:
                memory.subject = party
    for where, actor in scene.actors:
        token = scene.doc[where.last]
        while token.dep_ in ("compound", "amod", "nmod:poss", "flat"):
            token = token.head
        if token.dep_.startswith("nsubj") and actor.kind in ("state", "demonym", "organisation"):
            kind = "organisation" if actor.kind == "organisation" else "state"
            memory.described[kind] = (actor.code, scene.span(where.first, where.last))
