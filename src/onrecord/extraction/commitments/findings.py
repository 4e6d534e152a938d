"""Findings: a commitment's values and their evidence, from what was drafted about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from onrecord.extraction.commitments.conditions import condition_of
from onrecord.extraction.commitments.drafting import Draft
from onrecord.extraction.commitments.goods import Good
from onrecord.extraction.commitments.governing import preposition_of
from onrecord.extraction.commitments.parties import Memory, Party, statement_at
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.commitments.targets import Target
from onrecord.extraction.items import ItemClass, kind_of_modifier, kind_of_receiver
from onrecord.language.actors import find_actors
from onrecord.language.currencies import currency_context, dollar_context
from onrecord.language.dates import find_dates
from onrecord.language.money import Money
from onrecord.model import Article, Commitment, Evidence, Kind, Span, content_id, inferred, stated


@dataclass(slots=True)
class Ledger:
    """Values and evidence as they come together."""

    evidence: dict[str, Evidence] = field(default_factory=dict)

    def party(self, name: str, party: Party | None) -> tuple[str | None, str | None]:
        """Note who fills the role `name`; code and name."""
        if party is None:
            return None, None
        if party.code is not None:
            self.evidence[name] = party.evidence
        self.evidence[f"{name}_name"] = party.evidence
        return party.code, party.name


Antecedent = tuple[ItemClass, Span]
"""What a pointing word stands for, and where that is named."""


def commitment_of(
    article: Article, draft: Draft, recipient: Party | None, antecedent: Antecedent | None, memory: Memory
) -> Commitment:
    """The commitment that `draft` says.

    recipient:  who receives, where the clause or the article says it.
    antecedent: what "such systems" stands for, with its place.
    """
    scene, good, ledger = draft.scene, draft.good, Ledger()
    stage = draft.staged.stage
    who = draft.roles.asker if stage == "requested" else draft.roles.giver
    actor, actor_name = ledger.party("actor", who)
    recipient_code, recipient_name = ledger.party("recipient", recipient)
    ledger.evidence["stage"] = _cues(scene, draft.staged.tokens)
    item = _item(scene, good, ledger)
    named = _item_class(good, antecedent, ledger, scene)
    kind = _kind(draft, recipient, ledger)
    quantity, unit = _quantity(scene, good, ledger)
    amount, currency = _money(article, scene, good, ledger)
    condition = condition_of(scene, draft.staged.tokens)
    if condition is not None:
        ledger.evidence["conditional"] = stated(condition)
    date = _date(article, scene, draft.chain[0][0], ledger)
    said_by = _said_by(draft, memory, ledger)
    return Commitment(
        id=content_id(
            "c",
            article.id,
            stage,
            actor,
            [list(scene.span(*good.whole)), list(scene.span(draft.chain[0][0], draft.chain[0][0]))],
        ),
        article=article.id,
        actor=actor,
        actor_name=actor_name,
        recipient=recipient_code,
        recipient_name=recipient_name,
        kind=kind,
        stage=stage,
        conditional=condition is not None,
        item=item,
        item_class=named,
        quantity=quantity,
        unit=unit,
        amount=amount,
        currency=currency,
        date=date,
        said_by=said_by,
        evidence=MappingProxyType(ledger.evidence),
    )


def target_of(article: Article, scene: Scene, target: Target, memory: Memory) -> Commitment:
    """The commitment that `target` says: a share of national product."""
    ledger = Ledger()
    who = target.roles.asker if target.stage == "requested" else target.roles.giver or target.roles.asker
    actor, actor_name = ledger.party("actor", who)
    place = scene.span(*target.place)
    ledger.evidence |= {
        "quantity": stated(place),
        "unit": _unit_evidence(target, place),
        "kind": inferred("share of national product", [place]),
    }
    if target.stage is not None:
        ledger.evidence["stage"] = _cues(scene, target.tokens)
    if target.item is not None:
        ledger.evidence["item"] = stated(scene.span(*target.item))
    recipient, recipient_name = ledger.party("recipient", target.roles.recipient)
    caller = target.roles.asker if target.stage == "proposed" else None
    return Commitment(
        id=content_id("c", article.id, target.stage, actor, [list(place)]),
        article=article.id,
        actor=actor,
        actor_name=actor_name,
        recipient=recipient,
        recipient_name=recipient_name,
        kind="target",
        stage=target.stage,
        item=scene.words(*target.item) if target.item else None,
        quantity=target.share.value,
        unit=target.share.unit,
        said_by=_speaker(scene, target.tokens, caller, memory, ledger),
        evidence=MappingProxyType(ledger.evidence),
    )


def _unit_evidence(target: Target, place: Span) -> Evidence:
    return stated(place) if target.share.stated else inferred("spending target", [place])


def _cues(scene: Scene, tokens: Sequence[int]) -> Evidence:
    """The trigger words with their auxiliaries and negation."""
    spans: set[Span] = set()
    for at in tokens:
        token = scene.doc[at]
        parts = [
            c.i
            for c in token.children
            if c.dep_.startswith("aux") or c.lower_ in ("not", "n't", "n’t", "never", "no")
        ]
        spans |= {scene.span(i, i) for i in (*parts, at)}
    return stated(*sorted(spans))


def _item(scene: Scene, good: Good, ledger: Ledger) -> str | None:
    if good.sum_only:
        return None
    ledger.evidence["item"] = stated(scene.span(*good.words))
    return scene.words(*good.words)


def _item_class(good: Good, antecedent: Antecedent | None, ledger: Ledger, scene: Scene) -> str | None:
    if good.of is None:
        return None
    here = scene.span(*good.words)
    if antecedent is not None:
        ledger.evidence["item_class"] = inferred("antecedent", [here, antecedent[1]])
        return antecedent[0].name
    ledger.evidence["item_class"] = inferred("item vocabulary", [here])
    return good.of.name


def _kind(draft: Draft, recipient: Party | None, ledger: Ledger) -> Kind:
    scene, good = draft.scene, draft.good
    here = scene.span(*good.words)
    if good.kind is not None:
        spans = [here] if good.kind_at is None else [scene.span(good.kind_at, good.kind_at)]
        ledger.evidence["kind"] = inferred("item vocabulary", spans)
        return good.kind
    told = _told_kind(draft)
    if told is not None:
        ledger.evidence["kind"] = inferred("purpose", [scene.span(told[1], told[1])])
        return told[0]
    if recipient is not None and draft.roles.recipient is recipient and recipient.evidence.how == "stated":
        for at in range(recipient.at.first, recipient.at.last + 1):
            kind = kind_of_receiver(scene.doc[at].lower_)
            if kind is not None:
                ledger.evidence["kind"] = inferred("receiver", [scene.span(at, at)])
                return kind
    kind = "financial" if good.sum_only else "other"
    ledger.evidence["kind"] = inferred("bare sum" if good.sum_only else "no kind told", [here])
    return kind


_SIGHT = 14  # tokens behind a sum or a bare "aid" that may say what it is for


def _told_kind(draft: Draft) -> tuple[Kind, int] | None:
    """The nearest word around a generic good that tells its kind."""
    doc, good = draft.scene.doc, draft.good
    after = range(good.whole.last + 1, min(good.whole.last + _SIGHT, len(doc)))
    for at in after:
        if doc[at].lower_ in (".", ";"):
            break
        for place, mention in draft.scene.items:
            if place.first == at and mention.of.kind is not None:
                return mention.of.kind, at
        kind = kind_of_modifier(doc[at].lower_)
        if kind is not None:
            return kind, at
        receiver = kind_of_receiver(doc[at].lower_)
        if receiver is not None and preposition_of(doc[at]) in ("to", "for"):
            return receiver, at
    return _kind_of_noun(draft)


def _kind_of_noun(draft: Draft) -> tuple[Kind, int] | None:
    """What the words before the noun that a sum is said of tell: "its military commitment amounts to €5m"."""
    if not draft.good.sum_only:
        return None
    cue = draft.scene.doc[draft.chain[0][0]]
    nouns = [cue, *(child for child in cue.children if child.dep_.startswith("nsubj"))]
    for noun in (n for n in nouns if n.pos_ == "NOUN"):
        for child in noun.children:
            kind = kind_of_modifier(child.lower_) if child.dep_ in ("amod", "compound") else None
            if kind is not None:
                return kind, child.i
    return None


def _quantity(scene: Scene, good: Good, ledger: Ledger) -> tuple[float | None, str | None]:
    if good.number is None or good.number[1].value is None:
        return None, None
    ledger.evidence["quantity"] = stated(scene.span(*good.number[0]))
    if good.unit is None:
        return good.number[1].value, None
    ledger.evidence["unit"] = stated(scene.span(*good.unit))
    return good.number[1].value, scene.words(*good.unit)


def _money(article: Article, scene: Scene, good: Good, ledger: Ledger) -> tuple[float | None, str | None]:
    if good.money is None or good.money[1].value is None:
        return None, None
    place, money = good.money
    span = scene.span(*place)
    ledger.evidence["amount"] = stated(span)
    if money.currency is not None:
        ledger.evidence["currency"] = stated(span)
        return money.value, money.currency
    found = _currency(article, scene, money)
    if found is None:
        return money.value, None
    ledger.evidence["currency"] = inferred("currency from context", [span, Span(*found[1])])
    return money.value, found[0]


def _currency(article: Article, scene: Scene, money: Money) -> tuple[str, tuple[int, int]] | None:
    """What an ambiguous currency means in this article, and the words that say so."""
    if not money.candidates:
        return None
    at = scene.sentence.begin + money.begin
    actors = find_actors(article.text)
    if "USD" in money.candidates:
        return dollar_context(article.text, actors, at)
    return currency_context(article.text, actors, money.candidates, at)


def _date(article: Article, scene: Scene, trigger: int, ledger: Ledger) -> str | None:
    """The date in the trigger's own clause."""
    for date in find_dates(scene.doc.text, article.published):
        if date.iso is None:
            continue
        token = next((t for t in scene.doc if t.idx <= date.begin < t.idx + len(t) + 1), None)
        if token is None:
            continue
        above = token
        for _ in range(4):
            if above.head.i == trigger:
                break
            above = above.head
        if above.head.i != trigger:
            continue
        span = Span(scene.sentence.begin + date.begin, scene.sentence.begin + date.end)
        ledger.evidence["date"] = (
            stated(span) if date.how == "absolute" else inferred("date of publication", [span])
        )
        return date.iso
    return None


def _said_by(draft: Draft, memory: Memory, ledger: Ledger) -> str | None:
    caller = draft.roles.asker if draft.staged.stage == "proposed" else None
    return _speaker(draft.scene, (draft.chain[0][0],), caller, memory, ledger)


def _speaker(
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
