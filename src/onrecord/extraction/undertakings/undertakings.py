"""Undertakings: who promises, demands, weighs, approves, refuses or takes back an act that gives no goods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from spacy.tokens import Doc, Token

from onrecord.extraction.commitments.overview import remembering
from onrecord.extraction.commitments.parties import Memory
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.items import find_items
from onrecord.extraction.undertakings.acts import Act, find_acts
from onrecord.extraction.undertakings.doers import is_private, political
from onrecord.extraction.undertakings.findings import findings_of
from onrecord.extraction.undertakings.helping import help_of, helping_acts, helping_words
from onrecord.extraction.undertakings.lexicon import cues, nouns, verbs
from onrecord.extraction.undertakings.staging import Staged, staged
from onrecord.extraction.undertakings.telling import told_acts
from onrecord.language.actors import find_actors
from onrecord.language.analysis import Analysis, Sentence
from onrecord.model import Article, Commitment, Statement
from onrecord.vocabulary.derived import derived

_ALIKE = 0.6  # share of an act's words that another has when both tell the same
_LITTLE = frozenset({"the", "and", "its", "for", "his", "her", "their", "from", "with", "not", "new"})
_THING = ("item", "amount", "quantity")


def undertakings(
    article: Article, analysis: Analysis, statements: Sequence[Statement], goods: Sequence[Commitment]
) -> tuple[Commitment, ...]:
    """The undertakings of `article` in the order of its text.

    goods: its commitments of goods, money and aid; what rests on the same words as one of them is left out.
    """
    telling = [sentence for sentence in analysis.sentences if _may_hold(sentence.doc)]
    if not telling:
        return ()
    memory = remembering(analysis, statements, article)
    found: list[Commitment] = []
    before: Sentence | None = None
    wanted = {id(sentence) for sentence in telling}
    for sentence in analysis.sentences:
        if id(sentence) in wanted:
            scene = _scene(sentence, article.published)
            _recall(before, memory, article.published)
            for one in _of_sentence(article, scene, memory, goods):
                found.append(one)
        before = sentence
    private = _private(analysis) if found else frozenset()
    kept = [one for one in found if (one.actor_name or "").rpartition(" ")[2] not in private]
    return tuple(one for at, one in enumerate(kept) if not _told_again(one, at, kept))


def _private(analysis: Analysis) -> frozenset[str]:
    """The surnames of those whom the article calls somebody private: "tennis star Novak Djokovic"."""
    names: set[str] = set()
    for sentence in analysis.sentences:
        for token in sentence.doc:
            if token.pos_ == "PROPN" and token.ent_type_ == "PERSON" and is_private(token):
                names.add(_surname(token))
            elif token.lower_ in nouns("actors", "private") and token.text.islower():
                names.update(_named_behind(token))
    return frozenset(names)


def _named_behind(noun: Token) -> Iterator[str]:
    """The last word of the person's name right behind a noun: "star Novak Djokovic"."""
    name = list(takewhile(lambda token: token.pos_ == "PROPN", noun.doc[noun.i + 1 :]))
    if len(name) > 1 and name[-1].ent_type_ in ("PERSON", ""):
        yield name[-1].text


def _surname(token: Token) -> str:
    """The last word of a name whose head is `token`."""
    last = token
    for child in token.children:
        if child.dep_ == "flat" and child.pos_ == "PROPN" and child.i > last.i:
            last = child
    return last.text


def _told_again(one: Commitment, at: int, found: Sequence[Commitment]) -> bool:
    """Whether another finding says the same act of the same actor as fully, or more fully."""
    own = _content(one)
    for place, other in enumerate(found):
        same = (one.actor or one.actor_name, one.stage) == (other.actor or other.actor_name, other.stage)
        if place == at or not same:
            continue
        theirs = _content(other)
        fuller = (len(theirs), _values(other), -place) > (len(own), _values(one), -at)
        if fuller and len(own & theirs) >= _ALIKE * len(own):
            return True
    return False


def _values(one: Commitment) -> int:
    return sum(value is not None for value in (one.recipient, one.date, one.said_on, one.said_by))


def _content(one: Commitment) -> frozenset[str]:
    """The words of an act that tell it: stems without the little words."""
    words = (word.strip("“”\"'’‘,.") for word in (one.item or "").lower().split())
    return frozenset(word[:6] for word in words if len(word) > 2 and word not in _LITTLE)


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


def _of_sentence(
    article: Article, scene: Scene, memory: Memory, goods: Sequence[Commitment]
) -> Iterator[Commitment]:
    for act, how in _staged_acts(scene, memory):
        if not _is_of_goods(scene, act, goods):
            yield from findings_of(article, scene, act, how, memory)


def _is_of_goods(scene: Scene, act: Act, goods: Sequence[Commitment]) -> bool:
    """Whether an act is told as goods already, or gives what is no act: "promised to send" what stands before."""
    taken = [
        span for one in goods for field in _THING if field in one.evidence for span in one.evidence[field].spans
    ]
    told = [scene.span(*act.words)]
    head, cue = scene.doc[act.head], scene.span(act.at, act.at)
    if act.doer is not None and act.at == act.head:
        told.append(scene.span(act.doer.i, act.doer.i))  # "peacekeepers arrived"
    gives = head.pos_ == "VERB" and head.lower_ in verbs("acts", "giving")
    if gives:
        told.append(scene.span(head.i, max(head.right_edge.i, head.i)))
    if any(words.overlaps(span) for words in told for span in taken):
        return True
    if _gives_goods(scene, act, gives=gives):
        return True
    if head.lower_ in nouns("things", "deals") and _holds_item(scene, act):
        return True  # "announced an arms package"
    if head.pos_ != "VERB" or not (gives or head.lower_ in verbs("acts", "helping")):
        return False
    staged_by = (span for one in goods if "stage" in one.evidence for span in one.evidence["stage"].spans)
    if cue in set(staged_by):
        return True  # "pledged €2bn to help Norway"
    if not gives or help_of(scene.doc, act.head, act.words) is not None:
        return False
    return not any(c.dep_ == "obj" and c.i > head.i and c.pos_ != "PRON" for c in head.children)


def _gives_goods(scene: Scene, act: Act, *, gives: bool) -> bool:
    """Whether an act hands over goods or money, or is the law for a sum; its number and sum are told elsewhere."""
    inside = scene.doc[act.words.first : act.words.last + 1]
    if not gives:
        deal = scene.doc[act.head].lower_ in nouns("things", "deals") - {"cap"}
        return deal and any(t.is_currency or t.ent_type_ == "MONEY" for t in inside)
    if help_of(scene.doc, act.head, act.words) is not None:
        return False
    if any(t.like_num or t.ent_type_ == "MONEY" for t in inside):
        return True
    begin, end = inside[0].idx, inside[-1].idx + len(inside[-1])
    items = (item for item in find_items(scene.doc.text) if begin <= item.begin < end)
    return any(item.of.kind is not None and not item.of.weak for item in items)


def _holds_item(scene: Scene, act: Act) -> bool:
    """Whether the words of an act name a thing of the vocabulary that is given, and take nothing back."""
    if any(scene.doc[at].lower_ in nouns("things", "acts") for at in range(act.words.first, act.words.last + 1)):
        return False  # "a deal on the ban of tanks"
    begin, end = scene.doc[act.words.first].idx, scene.doc[act.words.last].idx + len(scene.doc[act.words.last])
    named = (item for item in find_items(scene.doc.text) if begin <= item.begin < end)
    return act.cue.stage in ("pledged", "approved") and any(item.of.kind is not None for item in named)


def _staged_acts(scene: Scene, memory: Memory) -> Iterator[tuple[Act, Staged]]:
    for act in find_acts(scene.doc):
        how = staged(scene, act)
        if how is not None:
            yield act, how
    yield from told_acts(scene, memory)
    yield from helping_acts(scene)
