"""Values of the model as hypothesis strategies, and a small record for tests of the record."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from hypothesis import strategies as st

from onrecord.model import (
    BOUNDS,
    CAUSES,
    CHANGE_KINDS,
    DISAGREEMENT_KINDS,
    KINDS,
    MEMBERSHIP_STAGES,
    SOURCINGS,
    STAGES,
    VARIANT_RELATIONS,
    Article,
    Backing,
    Commitment,
    Correction,
    Derivation,
    Disagreement,
    Entry,
    EntryLink,
    Evidence,
    FieldValue,
    Findings,
    Layout,
    MembershipStep,
    Passage,
    Reason,
    Rejected,
    Reuse,
    Rung,
    Side,
    Span,
    Speaker,
    Statement,
    Trace,
    Variant,
    VariantChange,
    stated,
    text_sha256,
    words_of,
)
from onrecord.reconciliation.speakers.known import known_speakers
from onrecord.record import writing
from onrecord.record.draft import draft_of, put_in_place

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
odd_words = st.text(st.characters(), max_size=20)  # lone surrogates and control characters too
maybe = st.none() | words
numbers = st.none() | st.floats(0, 1e13, allow_nan=False)
counts = st.none() | st.integers(0, 40)
TEXT_SIZE = 60


def texts():
    return st.text(st.characters(), min_size=TEXT_SIZE, max_size=TEXT_SIZE + 40)


@st.composite
def spans(draw):
    begin = draw(st.integers(0, TEXT_SIZE - 1))
    return Span(begin, draw(st.integers(begin + 1, TEXT_SIZE)))


some_spans = st.lists(spans(), max_size=3).map(tuple)
evidence = st.builds(Evidence, st.lists(spans(), min_size=1, max_size=3).map(tuple)) | st.builds(
    Evidence, st.lists(spans(), min_size=1, max_size=2).map(tuple), st.sampled_from(["inferred", "refused"]), words
)


def evidence_maps(*fields):
    return st.dictionaries(st.sampled_from(fields), evidence).map(MappingProxyType)


def articles(id_: str):
    layouts = st.builds(Layout, st.none() | spans(), some_spans, some_spans, some_spans)
    anchors = st.dictionaries(st.sampled_from(["title", "wire"]), st.lists(spans(), min_size=1).map(tuple))
    return texts().flatmap(
        lambda text: st.builds(
            Article,
            id=st.just(id_),
            text=st.just(text),
            sha256=st.just(text_sha256(text)),
            path=maybe,
            title=odd_words | st.none(),
            outlet=maybe,
            byline=maybe,
            dateline=maybe,
            published=maybe,
            observed=maybe,
            url=maybe,
            language=maybe,
            wire=maybe,
            contributors=st.lists(odd_words, max_size=3).map(tuple),
            layout=layouts,
            anchors=anchors.map(MappingProxyType),
        )
    )


def statements(id_: str, article: Article):
    return some_spans.flatmap(
        lambda content: st.builds(
            Statement,
            id=st.just(id_),
            article=st.just(article.id),
            mode=st.sampled_from(["direct", "mixed", "indirect"]),
            speaker=st.builds(Speaker, maybe, maybe, maybe),
            source=some_spans,
            cue=some_spans,
            content=st.just(content),
            text=st.just(words_of(article.text, content)),
            cue_class=st.sampled_from(["speech", "thought", "intent"]),
            evidence=evidence_maps("speaker.name", "speaker.role", "speaker.actor"),
        )
    )


def commitments(id_: str, article: Article):
    return st.builds(
        Commitment,
        id=st.just(id_),
        article=st.just(article.id),
        actor=maybe,
        actor_name=maybe,
        recipient=maybe,
        recipient_name=maybe,
        members=st.lists(words, max_size=3).map(tuple),
        kind=st.sampled_from(KINDS),
        stage=st.none() | st.sampled_from(STAGES),
        conditional=st.booleans(),
        recalled=st.booleans(),
        doubted=st.booleans(),
        item=odd_words | st.none(),
        item_class=maybe,
        quantity=numbers,
        quantity_bound=st.none() | st.sampled_from(BOUNDS),
        quantity_low=numbers,
        quantity_high=numbers,
        unit=maybe,
        amount=numbers,
        amount_bound=st.none() | st.sampled_from(BOUNDS),
        amount_low=numbers,
        amount_high=numbers,
        currency=maybe,
        amount_eur=numbers,
        amount_usd=numbers,
        rate_day=maybe,
        additional=st.booleans(),
        date=maybe,
        date_precision=maybe,
        said_on=maybe,
        said_by=maybe,
        evidence=evidence_maps("actor", "recipient", "item", "stage", "amount"),
    )


def memberships(id_: str, article: Article):
    names = st.lists(words, max_size=3).map(tuple)
    return st.builds(
        MembershipStep,
        id=st.just(id_),
        article=st.just(article.id),
        organisation=words,
        candidate=words,
        stage=st.sampled_from(MEMBERSHIP_STAGES),
        ratified=names,
        outstanding=names,
        count=counts,
        of=counts,
        by=maybe,
        date=maybe,
        evidence=evidence_maps("organisation", "candidate", "stage", "outstanding"),
    )


@st.composite
def collections(draw):
    """Two articles with findings, a trace, entries and disagreements over them."""
    both = [draw(articles("a-1")), draw(articles("a-2"))]
    found = []
    for article in both:
        name = article.id
        found.append(
            Findings(
                name,
                (draw(statements(f"s-{name}", article)),),
                (draw(commitments(f"c-{name}", article)), draw(commitments(f"d-{name}", article))),
                (draw(memberships(f"m-{name}", article)),),
            )
        )
    relations = st.sampled_from(["verbatim", "edited", "rewritten"])
    passages = st.lists(st.builds(Passage, spans(), spans(), relations), max_size=3).map(tuple)
    reuse = draw(
        st.builds(Reuse, st.just("a-1"), st.just("a-2"), relations, st.floats(0, 1), st.floats(0, 1), passages)
    )
    reasons = st.lists(st.builds(Reason, words, words, some_spans), max_size=2).map(tuple)
    derivation = st.builds(
        Derivation, st.just("a-1"), st.sampled_from([None, "a-2"]), maybe, st.floats(0, 1), some_spans, reasons
    )
    trace = Trace((reuse,), tuple(draw(st.lists(derivation, max_size=2))))
    return both, found, trace, [*draw(entries()), draw(said(both))], [draw(disagreements(both))]


@st.composite
def entries(draw):
    fields = st.dictionaries(
        words, st.none() | words | st.booleans() | st.integers(0, 9) | st.lists(words).map(tuple)
    )
    ids = st.just(("c-a-1",))
    rung = st.builds(Rung, words, maybe, st.just(("a-1",)), ids, maybe, maybe, numbers, numbers)
    value = st.builds(
        FieldValue, words, fields.map(MappingProxyType), st.booleans(), words, ids, st.just(("wire:AP",))
    )
    sourcing = st.none() | st.sampled_from(SOURCINGS)
    backing = (
        Backing("article:a-2", draw(sourcing), ("a-2",), ("c-a-2",)),
        Backing("wire:AP", draw(sourcing), ("a-1",), ("c-a-1",)),
    )
    return [
        Entry(
            "e-1", draw(st.sampled_from(["commitment", "membership"])), MappingProxyType(draw(fields)), draw(maybe),
            draw(st.lists(rung, max_size=2).map(tuple)), ("a-1", "a-2"), ("article:a-2", "wire:AP"),
            ("c-a-1", "c-a-2"), backing=backing, values=draw(st.lists(value, max_size=2).map(tuple)),
        )
    ]  # fmt: skip


@st.composite
def sides(draw, article: Article):
    places = draw(st.lists(spans(), min_size=1, max_size=2).map(tuple))
    return Side(article.id, places, words_of(article.text, places))


@st.composite
def said(draw, both):
    """A statement entry with a variant of either article."""
    a, b = both
    none = Side(b.id, (), "")
    changes = st.lists(
        st.builds(VariantChange, st.sampled_from(CHANGE_KINDS), sides(a), sides(b) | st.just(none)), max_size=2
    )
    origins = st.lists(words, max_size=2, unique=True).map(sorted).map(tuple)
    variants = (
        Variant("identical", draw(sides(a)), (f"s-{a.id}",), (a.id,), draw(origins), (), draw(maybe)),
        Variant(
            draw(st.sampled_from(VARIANT_RELATIONS)), draw(sides(b)), (f"s-{b.id}",), (b.id,), draw(origins),
            tuple(draw(changes)), draw(maybe),
        ),
    )  # fmt: skip
    return Entry(
        "e-2", "statement", MappingProxyType({}), None, (), ("a-1", "a-2"), ("wire:AP",), ("s-a-1", "s-a-2"),
        variants=variants, backing=(Backing("wire:AP", None, ("a-1",), ("s-a-1",)),),
    )  # fmt: skip


@st.composite
def disagreements(draw, both):
    two = [draw(sides(article)) for article in both]
    kind = draw(st.sampled_from(DISAGREEMENT_KINDS))
    return Disagreement(
        "x-1",
        draw(st.sampled_from([None, "e-1"])),
        kind,
        *two,
        draw(words),
        draw(st.floats(0, 1)),
        draw(words),
        draw(st.none() | st.sampled_from(CAUSES)),
        draw(maybe),
    )


def write_record(path: Path, both, found, trace, some_entries, some_disagreements, rejected=()) -> None:
    """Write a record as a run does."""
    with draft_of(path) as gate:
        with gate.transaction("write"):
            for article, findings in zip(both, found, strict=True):
                writing.write_article(gate, article, findings)
            writing.write_trace(gate, trace)
            texts = {one.id: one.text for one in both}
            writing.write_entries(gate, some_entries, texts)
            writing.write_disagreements(gate, some_disagreements, texts)
            links, corrections = small_links_and_corrections(*some_entries[:2])
            writing.write_links(gate, links)
            writing.write_corrections(gate, corrections)
            writing.write_speakers(gate, known_speakers(one for each in found for one in each.statements))
            writing.write_rejected(gate, rejected)
            writing.write_meta(gate, {"rules": "of the test"})
        put_in_place(gate, path)


TEXT_A = "Narland's envoy said it was sending 12 howitzers to Ukraine. “The door stays open,” Mira Holt said."
TEXT_B = "Narland is sending 20 howitzers to Ukraine, its envoy said. “The gate stays open,” said Mira Holt."


def article(id_: str, text: str, **given) -> Article:
    paragraph = Span(0, len(text))
    return Article(id_, text, text_sha256(text), layout=Layout(story=(paragraph,)), **given)


def place(text: str, part: str) -> Span:
    begin = text.index(part)
    return Span(begin, begin + len(part))


def small_findings(one: Article, number: str, said: str) -> Findings:
    def at(part: str) -> Span:
        return place(one.text, part)

    statement = Statement(
        f"s-{one.id}", one.id, "direct", Speaker("Mira Holt", kind="person"),
        (at("Mira Holt"),), (at("said"),), (at(said),), said,
        evidence={"speaker.name": stated(at("Mira Holt"))},
    )  # fmt: skip
    commitment = Commitment(
        f"c-{one.id}", one.id, actor_name="Narland", recipient="UKR", recipient_name="Ukraine", kind="military",
        stage="pledged", item="howitzers", item_class="howitzer", quantity=float(number), said_by="envoy",
        evidence={
            "actor": stated(at("Narland")), "recipient": stated(at("Ukraine")), "stage": stated(at("sending")),
            "kind": Evidence((at("howitzers"),), "inferred", "kind of the item"), "item": stated(at("howitzers")),
            "quantity": stated(at(number)), "said_by": stated(at("envoy")),
        },
    )  # fmt: skip
    step = MembershipStep(
        f"m-{one.id}", one.id, "NATO", "UKR", "promised",
        evidence={
            "organisation": stated(at("open")), "candidate": stated(at("Ukraine")), "stage": stated(at("open")),
        },
    )  # fmt: skip
    return Findings(one.id, (statement,), (commitment,), (step,))


def small_variants(a: Article, b: Article) -> tuple[Variant, ...]:
    def side(one: Article, part: str) -> Side:
        return Side(one.id, (place(one.text, part),), part)

    changed = VariantChange("replaced", side(a, "door"), side(b, "gate"))
    return (
        Variant("identical", side(a, "The door stays open"), (f"s-{a.id}",), (a.id,), ("wire:AP",), (), "said so"),
        Variant("altered", side(b, "The gate stays open"), (f"s-{b.id}",), (b.id,), ("wire:AP",), (changed,)),
    )


def small_backing(a, b):
    return (
        Backing("outlet:The Gate", None, (b.id,), (f"c-{b.id}",)),
        Backing("wire:AP", "official", (a.id,), (f"c-{a.id}",)),
    )


def small_values(a, b):
    """The two quantities of the small collection, that of the wire standing."""
    sides = ((a, "wire:AP", 12.0, True, "earliest"), (b, "outlet:The Gate", 20.0, False, "another stands"))
    return tuple(
        FieldValue("quantity", MappingProxyType({"quantity": number}), stands, why, (f"c-{one.id}",), (origin,))
        for one, origin, number, stands, why in sides
    )


def small_links_and_corrections(entry: Entry, other: Entry):
    """A link between the entries of the small collection, and a correction of the first."""
    a, b = entry.articles[-2:]
    mended = Correction("k-1", entry.id, "quantity", b, (Span(0, 7),), "12", "20", (a,), (b,))
    return [EntryLink(entry.id, other.id, "follows", "a new promise of the like")], [mended]


def small_collection():
    """Two invented articles that disagree on a number and on a word."""
    a = article("a-0000000000000001", TEXT_A, path="narland.txt", title="Narland sends guns", wire="AP")
    b = article("a-0000000000000002", TEXT_B, path="gate.txt", outlet="The Gate", published="2023-03-02")
    found = [small_findings(a, "12", "The door stays open"), small_findings(b, "20", "The gate stays open")]
    shared = Passage(Span(0, 60), Span(0, 59), "rewritten")
    trace = Trace(
        (Reuse(a.id, b.id, "rewritten", 0.6, 0.6, (shared,)),),
        (
            Derivation(a.id, None, "AP", 0.9, (), (Reason("credit", "the text credits AP", ()),)),
            Derivation(b.id, a.id, None, 0.6, (Span(0, 59),), (Reason("published", "the other came first", ()),)),
        ),
    )
    fields = {
        "actor": None, "actor_name": "Narland", "recipient": "UKR", "recipient_name": "Ukraine", "kind": "military",
        "item": "howitzers", "item_class": "howitzer", "quantity": 12.0, "unit": None, "conditional": False,
    }  # fmt: skip
    entry = Entry(
        "e-0000000000000001", "commitment", fields, "pledged", (Rung("pledged", "2023-03-02", (a.id, b.id)),),
        (a.id, b.id), ("outlet:The Gate", "wire:AP"), (f"c-{a.id}", f"c-{b.id}"), (), small_backing(a, b),
        small_values(a, b),
    )  # fmt: skip
    said = Entry(
        "e-0000000000000002", "statement",
        {"mode": "direct",
         "speaker": {"name": "Mira Holt", "role": None, "actor": None, "kind": "person", "anonymous": False},
         "text": "The door stays open"},
        None, (), (a.id, b.id), ("wire:AP",), (f"s-{a.id}", f"s-{b.id}"), variants=small_variants(a, b),
    )  # fmt: skip
    sides = [Side(one.id, (place(one.text, n),), n) for one, n in ((a, "12 howitzers"), (b, "20 howitzers"))]
    figure = Disagreement("x-0000000000000001", entry.id, "figure", *sides, "12 against 20", 0.7)
    gates = [Side(one.id, (place(one.text, n),), n) for one, n in ((a, "The door"), (b, "The gate"))]
    quote = Disagreement("x-0000000000000002", said.id, "quote", *gates, "words inside the quotation differ", 0.5)
    return [a, b], found, trace, [entry, said], [figure, quote], [Rejected("torn.jsonl:3", "not JSON")]
