"""Undertakings: who promises, demands, weighs, approves, refuses or takes back an act that gives no goods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from spacy.tokens import Doc, Token

from onrecord.extraction.commitments.conditions import condition_of
from onrecord.extraction.commitments.ledger import Ledger
from onrecord.extraction.commitments.overview import remembering
from onrecord.extraction.commitments.parties import Memory, Party
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.commitments.voices import speaker_of
from onrecord.extraction.undertakings.acts import Act, addressee_of, find_acts
from onrecord.extraction.undertakings.doers import is_office, political, subject_of
from onrecord.extraction.undertakings.helping import help_of, helping_acts, helping_words
from onrecord.extraction.undertakings.lexicon import cues, nouns, verbs
from onrecord.extraction.undertakings.staging import Staged, staged
from onrecord.extraction.undertakings.telling import told_acts
from onrecord.language.actors import find_actors
from onrecord.language.analysis import Analysis, Sentence
from onrecord.language.dates import find_dates
from onrecord.model import Article, Commitment, Span, Statement, content_id, inferred, stated
from onrecord.vocabulary.derived import derived

RULE = "act that gives no goods"
HELP_RULE = "act of help"
"""The rules by which an undertaking's kind is concluded."""


def undertakings(
    article: Article, analysis: Analysis, statements: Sequence[Statement], goods: Sequence[Commitment]
) -> tuple[Commitment, ...]:
    """The undertakings of `article` in the order of its text.

    goods: its commitments of goods, money and aid; what rests on the same words as one of them is left out.
    """
    telling = [sentence for sentence in analysis.sentences if _may_hold(sentence.doc)]
    if not telling:
        return ()
    memory = remembering(analysis, statements)
    taken = _taken(goods)
    found: list[Commitment] = []
    before: Sentence | None = None
    wanted = {id(sentence) for sentence in telling}
    for sentence in analysis.sentences:
        if id(sentence) in wanted:
            scene = _scene(sentence, article.published)
            _recall(before, memory, article.published)
            for one in _of_sentence(article, scene, memory, taken):
                found.append(one)
        before = sentence
    return tuple(one for at, one in enumerate(found) if not _told_again(one, at, found))


def _told_again(one: Commitment, at: int, found: Sequence[Commitment]) -> bool:
    """Whether another finding says the same act of the same actor as fully, or more fully."""
    own = _content(one)
    for place, other in enumerate(found):
        if place == at or (one.actor or one.actor_name, one.stage) != (
            other.actor or other.actor_name,
            other.stage,
        ):
            continue
        theirs = _content(other)
        if own < theirs or (own == theirs and place < at):
            return True
    return False


def _content(one: Commitment) -> frozenset[str]:
    """The words of an act that tell it: stems without the little words."""
    return frozenset(word[:6].strip("“”\"'’") for word in (one.item or "").lower().split() if len(word) > 3)


def _may_hold(doc: Doc) -> bool:
    listed = derived(_listed)
    return any(token.lower_ in listed for token in doc)


def _listed() -> frozenset[str]:
    """The words without which a sentence tells no undertaking."""
    return frozenset(cues().keys() | verbs("telling", "verbs") | verbs("acts", "told") | helping_words())


def _scene(sentence: Sentence, day: str | None) -> Scene:
    """The sentence with its actors marked; its goods are no matter here."""
    doc = sentence.doc
    actors = []
    for actor in find_actors(doc.text, day):
        here = doc.char_span(actor.begin, actor.end, alignment_mode="expand")
        if here is not None:
            actors.append((Range((here.start, here.end - 1)), actor))
    return Scene(sentence, {}, tuple(actors), (), (), (), ())


def _recall(before: Sentence | None, memory: Memory, day: str | None) -> None:
    """Note who did something in the sentence before, for this one's pronouns."""
    if before is None:
        return
    for token in before.doc:
        if token.dep_.startswith("nsubj") and token.head.dep_ == "ROOT" and token.pos_ != "PRON":
            party = political(_scene(before, day), token, memory)
            if party is not None and party.code is not None:
                memory.subject = party
            return


def _taken(goods: Sequence[Commitment]) -> list[Span]:
    fields = ("item", "amount", "quantity")
    return [
        span for one in goods for field in fields if field in one.evidence for span in one.evidence[field].spans
    ]


def _of_sentence(article: Article, scene: Scene, memory: Memory, taken: Sequence[Span]) -> Iterator[Commitment]:
    for act, how in _staged_acts(scene, memory):
        told = [scene.span(*act.words)]
        if act.doer is not None and act.at == act.head:
            told.append(scene.span(act.doer.i, act.doer.i))  # "peacekeepers arrived"
        if any(words.overlaps(span) for words in told for span in taken):
            continue
        one = _finding(article, scene, act, how, memory)
        if one is not None:
            yield one


def _staged_acts(scene: Scene, memory: Memory) -> Iterator[tuple[Act, Staged]]:
    for act in find_acts(scene.doc):
        how = staged(scene, act)
        if how is not None:
            yield act, how
    yield from told_acts(scene, memory)
    yield from helping_acts(scene)


def _finding(article: Article, scene: Scene, act: Act, how: Staged, memory: Memory) -> Commitment | None:
    doc, ledger = scene.doc, Ledger()
    actor, caller = _roles(scene, act, how, memory)
    if actor is None or _is_hostile(doc, act, how, actor) or _is_elsewhere(scene, act):
        return None
    sort = help_of(doc, act.head, act.words)
    code, name = ledger.party("actor", actor)
    ledger.evidence |= {
        "kind": inferred(RULE if sort is None else HELP_RULE, [scene.span(*act.words)]),
        "item": stated(scene.span(*act.words)),
        "stage": stated(*sorted({span for at in how.tokens for span in _cue_words(scene, at)})),
    }
    recipient = _recipient(scene, act, actor, memory)
    recipient_code, recipient_name = ledger.party("recipient", recipient)
    condition = condition_of(scene, how.tokens)
    if condition is not None:
        ledger.evidence["conditional"] = stated(condition)
    date = _date(article, scene, act, ledger)
    voice = speaker_of(scene, (act.at,), caller, memory, ledger)
    spans = [list(scene.span(*act.words)), list(scene.span(act.at, act.at))]
    return Commitment(
        id=content_id("c", article.id, how.stage, code, spans),
        article=article.id,
        actor=code,
        actor_name=name,
        recipient=recipient_code,
        recipient_name=recipient_name,
        kind="political" if sort is None else sort.kind,
        stage=how.stage,
        conditional=condition is not None,
        item=scene.words(*act.words),
        date=date,
        said_by=voice,
        evidence=MappingProxyType(ledger.evidence),
    )


def _roles(scene: Scene, act: Act, how: Staged, memory: Memory) -> tuple[Party | None, Party | None]:
    """Who does it or is to do it, and who calls for it."""
    outer, office = scene.doc[how.outer], is_office(scene, act)
    subject = subject_of(outer)
    if how.stage not in ("requested", "proposed") or how.cue.frame != "others":
        who = act.doer if act.doer is not None and how.outer == act.head else subject
        return political(scene, who, memory, office=office), None
    passive = _is_passive(outer)
    caller = None if passive else political(scene, subject, memory, office=office)
    if caller is None and not passive:
        return None, None  # a private voice, or nobody's
    doer = act.doer if how.outer == act.at else addressee_of(outer, how.cue)
    if doer is not None and any(c.tag_ == "PRP$" for c in doer.children):
        return None, None  # "ordered his troops to advance"
    called = political(scene, doer, memory, office=office)
    own = called is not None and caller is not None and called.code is not None and called.code == caller.code
    if own and scene.doc[act.head].lower_ in verbs("acts", "hostile"):
        return None, None  # an order to one's own army
    if called is None or (own and (doer is None or doer.pos_ == "PRON" or how.cue.lemma not in cues())):
        return None, None
    return called, caller


def _is_passive(token: Token) -> bool:
    return any(c.dep_ in ("nsubj:pass", "aux:pass") for c in token.children)


def _is_hostile(doc: Doc, act: Act, how: Staged, actor: Party) -> bool:
    """Whether an act is one of war: a threat when it is promised, an order when it is asked of troops."""
    head = doc[act.head]
    wages = any(doc[at].lower_ in nouns("acts", "warfare") for at in range(act.words.first, act.words.last + 1))
    if how.stage in ("requested", "proposed"):
        return actor.code is None and head.lower_ in verbs("acts", "hostile")
    if how.stage in ("refused", "withdrawn"):
        return False
    if head.pos_ != "VERB":
        return False
    return head.lower_ in verbs("acts", "hostile") or (wages and head.lower_ in verbs("acts", "waging"))


def _is_elsewhere(scene: Scene, act: Act) -> bool:
    """Whether an act is a step to membership, which has a record of its own, or one of sport."""
    inside = range(act.words.first, act.words.last + 1)
    elsewhere = nouns("acts", "membership") | nouns("actors", "sport")
    if any(scene.doc[at].lower_ in elsewhere for at in inside):
        return True
    body = any(place.first in inside and actor.kind == "organisation" for place, actor in scene.actors)
    return body and scene.doc[act.head].lower_ in verbs("acts", "joining")


def _recipient(scene: Scene, act: Act, actor: Party, memory: Memory) -> Party | None:
    """The state or body that the act goes to: "talks with Norway", "open its border to Poland"."""
    for at in range(act.words.first, act.words.last + 1):
        token = scene.doc[at]
        pair = scene.actor_at(at)
        if pair is None or pair[0].last != at:
            continue
        top = token
        while top.dep_ in ("compound", "amod", "nmod:poss", "flat", "nmod:desc") and top.head.i != top.i:
            top = top.head
        case = next((c.lower_ for c in top.children if c.dep_ == "case" and c.i < top.i), "")
        goes = case in ("to", "for", "with", "against") or (top.dep_ == "obj" and top.head.i == act.head)
        party = political(scene, top, memory) if goes and top.i in act.words else None
        if party is not None and party.code is not None and party.code != actor.code:
            return party
    return None


def _date(article: Article, scene: Scene, act: Act, ledger: Ledger) -> str | None:
    """The day of the act: a date that hangs on its own verb or noun."""
    for date in find_dates(scene.doc.text, article.published):
        here = scene.doc.char_span(date.begin, date.end, alignment_mode="expand")
        if date.iso is None or here is None or here.root.head.i != act.head:
            continue
        span = Span(scene.sentence.begin + date.begin, scene.sentence.begin + date.end)
        ledger.evidence["date"] = (
            stated(span) if date.how == "absolute" else inferred("date of publication", [span])
        )
        return date.iso
    return None


def _cue_words(scene: Scene, at: int) -> Iterator[Span]:
    """A cue with its auxiliaries and its negation."""
    token = scene.doc[at]
    for child in token.children:
        if child.dep_.startswith(("aux", "cop")) or child.lower_ in ("not", "n't", "n’t", "never", "no"):
            yield scene.span(child.i, child.i)
    yield scene.span(at, at)
