"""Origins on planted stories: who has it from whom is known, so the number of independent origins is too."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Derivation, Passage, Reuse, Span, Trace
from onrecord.reconciliation import reconcile
from reconciliation_values import article, at, commitment, findings, traced

TOLD = "Latvia will send 20 howitzers to Ukraine, the government said."
OTHER = "In Riga the cabinet agreed that 20 howitzers go to Ukraine in May."
THIRD = "Ukraine will get 20 howitzers out of Latvian stocks before summer."
SHORT = "Riga to send howitzers"


def guns(source, **fields):
    given = {"item_class": "artillery", "actor": "LVA", **fields}
    if "20" in source.text:
        given |= {"quantity": 20.0, "shown": "20"}
    return commitment(source, "howitzers", **given)


def backing(sources, trace=None, found=None):
    """Of the one entry: its origins, each with its articles."""
    found = found or [findings(one, guns(one)) for one in sources]
    entries = reconcile(sources, found, trace or Trace()).entries
    assert len(entries) == 1
    assert entries[0].origins == tuple(each.origin for each in entries[0].backing)
    return {each.origin: each.articles for each in entries[0].backing}


def of(derived, source, *spans, wire=None):
    return Derivation(derived.id, source.id if source else None, wire, 0.8, spans)


def test_forty_copies_of_a_wire_story_are_one_origin():
    wire = article("w", TOLD, outlet="Baltic Wire", wire="BW", published="2023-01-01")
    copies = [
        article(f"c{number:02}", TOLD, outlet=f"Post {number}", published="2023-01-02") for number in range(40)
    ]
    trace = traced(*((wire, copy) for copy in copies), derivations=(of(wire, None, wire="BW"),))
    assert backing([wire, *copies], trace) == {"wire:BW": tuple(sorted(one.id for one in [wire, *copies]))}


def test_rewritten_copies_are_one_origin_with_what_they_rewrite():
    wire = article("w", TOLD, outlet="Baltic Wire", published="2023-01-01")
    copies = [article("c", OTHER, published="2023-01-02"), article("d", THIRD, published="2023-01-03")]
    trace = traced(*((wire, copy) for copy in copies))
    assert backing([wire, *copies], trace) == {"outlet:Baltic Wire": ("c", "d", "w")}


def test_an_added_paragraph_from_an_own_interview_is_an_origin_of_its_own():
    wire = article("w", TOLD, outlet="Baltic Wire", published="2023-01-01")
    copy = article("c", f"{TOLD}\n{OTHER}", outlet="Riga Daily", published="2023-01-02")
    own = commitment(copy, "20 howitzers go", item_class="artillery", quantity=20.0, actor="LVA")
    trace = traced((wire, copy), derivations=(of(copy, wire, copy.layout.story[0]),))
    found = [findings(wire, guns(wire)), findings(copy, guns(copy), own)]
    assert backing([wire, copy], trace, found) == {
        "outlet:Baltic Wire": ("c", "w"),
        "outlet:Riga Daily": ("c",),
    }


def test_an_added_paragraph_copied_from_a_third_outlet_is_that_outlets():
    wire = article("w", TOLD, outlet="Baltic Wire", published="2023-01-01")
    third = article("t", OTHER, outlet="Third Post", published="2023-01-01")
    copy = article("c", f"{TOLD}\n{OTHER}", outlet="Riga Daily", published="2023-01-02")
    added = commitment(copy, "20 howitzers go", item_class="artillery", quantity=20.0, actor="LVA")
    first, second = copy.layout.story
    reuse = (
        Reuse("c", "t", "verbatim", 0.5, 1.0, (Passage(second, third.layout.story[0], "verbatim"),)),
        Reuse("c", "w", "verbatim", 0.5, 1.0, (Passage(first, wire.layout.story[0], "verbatim"),)),
    )
    trace = Trace(reuse, (of(copy, wire, first), of(copy, third, second)))
    found = [findings(wire, guns(wire)), findings(third, guns(third)), findings(copy, guns(copy), added)]
    assert backing([wire, third, copy], trace, found) == {
        "outlet:Baltic Wire": ("c", "w"),
        "outlet:Third Post": ("c", "t"),
    }


def test_two_reports_that_credit_different_agencies_are_two_origins():
    a = article("a", TOLD, outlet="Post", wire="AP", published="2023-01-01")
    b = article("b", OTHER, outlet="Courier", wire="AFP", published="2023-01-01")
    trace = Trace((), (of(a, None, wire="AP"), of(b, None, wire="AFP")))
    assert backing([a, b], trace) == {"wire:AFP": ("b",), "wire:AP": ("a",)}


def test_an_agency_is_one_origin_however_differently_its_customers_word_it():
    a = article("a", TOLD, outlet="Post", wire="AP", published="2023-01-01")
    b = article("b", OTHER, outlet="Courier", wire="AP", published="2023-01-01")
    trace = Trace((), (of(a, None, wire="AP"), of(b, None, wire="AP")))
    assert backing([a, b], trace) == {"wire:AP": ("a", "b")}


def test_two_outlets_that_cite_a_third_in_their_own_words_have_one_origin():
    a = article("a", TOLD, outlet="Post", published="2023-01-01")
    b = article("b", OTHER, outlet="Courier", published="2023-01-01")
    cited = tuple(of(one, None, one.layout.story[0], wire="Politico") for one in (a, b))
    assert backing([a, b], Trace((), cited)) == {"outlet:Politico": ("a", "b")}


def test_who_cites_an_outlet_has_one_origin_with_that_outlets_own_report():
    a = article("a", TOLD, outlet="politico.eu", published="2023-01-01")
    b = article("b", OTHER, outlet="Courier", published="2023-01-01")
    cited = (of(b, None, b.layout.story[0], wire="POLITICO"),)
    assert backing([a, b], Trace((), cited)) == {"outlet:Politico": ("a", "b")}


def test_one_outlet_is_one_origin_under_all_its_names_and_domains():
    outlets = ("BBC News", "bbc.co.uk", "www.bbc.com", "news.bbc.co.uk")
    sources = [
        article(f"a{number}", text, outlet=outlet, published="2023-01-01")
        for number, (outlet, text) in enumerate(zip(outlets, (TOLD, OTHER, THIRD, f"{SHORT}, 20."), strict=True))
    ]
    assert backing(sources) == {"outlet:BBC": ("a0", "a1", "a2", "a3")}


def test_articles_without_an_outlet_stand_for_themselves():
    a, b = article("a", TOLD, published="2023-01-01"), article("b", OTHER, published="2023-01-01")
    assert backing([a, b]) == {"article:a": ("a",), "article:b": ("b",)}


def test_undated_source_gives_its_name_to_a_dated_copy_that_derives_from_it():
    source = article("s", TOLD, outlet="First Post")
    copy = article("c", TOLD, outlet="The Copy", published="2023-01-02")
    trace = traced((source, copy), derivations=(of(copy, source),))
    assert backing([source, copy], trace) == {"outlet:First Post": ("c", "s")}


def test_undated_copies_with_no_word_on_who_was_first_are_one_origin():
    a, b = article("a", TOLD, outlet="Post"), article("b", TOLD, outlet="Courier")
    assert backing([a, b], traced((a, b))) == {"outlet:Post": ("a", "b")}


def test_a_chain_of_derivations_ends_at_its_first_link():
    first = article("z", "Riga spoke of guns.", outlet="First Post", published="2023-01-01")
    middle = article("m", "Riga is said to give guns.", outlet="Middle Post", published="2023-01-02")
    last = article("a", TOLD, outlet="Last Post", published="2023-01-03")
    trace = Trace((), (of(last, middle), of(middle, first)))
    assert backing([first, middle, last], trace, [findings(last, guns(last))]) == {"outlet:First Post": ("a",)}


def test_a_chain_is_followed_also_where_its_middle_tells_the_fact():
    first = article("z", "Riga spoke of guns.", outlet="First Post", published="2023-01-01")
    middle = article("m", OTHER, outlet="Middle Post", published="2023-01-02")
    last = article("a", TOLD, outlet="Last Post", published="2023-01-03")
    trace = Trace((), (of(last, middle), of(middle, first)))
    assert backing([first, middle, last], trace, [findings(one, guns(one)) for one in (middle, last)]) == {
        "outlet:First Post": ("a", "m")
    }


def test_who_has_it_from_an_article_somewhere_has_it_from_where_that_article_tells_it():
    source = article("s", f"{SHORT}.\n{TOLD}\n{THIRD}", outlet="First Post", published="2023-01-01")
    told = [
        commitment(source, words, item_class="artillery", actor="LVA")
        for words in ("howitzers", "20 howitzers to Ukraine", "20 howitzers out")
    ]
    copy = article("c", OTHER, outlet="The Copy", published="2023-01-02")
    wired = of(source, None, source.layout.story[0], wire="AP")
    trace = Trace((), (of(copy, source), wired))
    found = [findings(source, *told), findings(copy, guns(copy))]
    assert backing([source, copy], trace, found) == {"outlet:First Post": ("s",), "wire:AP": ("c", "s")}


def test_one_headline_word_for_word_is_one_origin_though_too_short_to_be_traced():
    words = "# Latvia to send 20 howitzers to Ukraine within weeks"
    a = article("a", words, outlet="Post", published="2023-01-01")
    b = article("b", words, outlet="Courier", published="2023-01-02")
    assert backing([a, b]) == {"outlet:Post": ("a", "b")}


def test_a_short_headline_that_two_desks_may_write_alike_proves_no_copy():
    a = article("a", f"# {SHORT}", outlet="Post", published="2023-01-01")
    b = article("b", f"# {SHORT}", outlet="Courier", published="2023-01-01")
    assert backing([a, b]) == {"outlet:Courier": ("b",), "outlet:Post": ("a",)}


def test_quoted_words_that_two_reporters_heard_prove_no_copy():
    words = "“Latvia will send 20 howitzers to Ukraine within a few weeks,” she said."
    a = article("a", words, outlet="Post", published="2023-01-01")
    b = article("b", words, outlet="Courier", published="2023-01-01")
    assert backing([a, b]) == {"outlet:Courier": ("b",), "outlet:Post": ("a",)}


def test_an_aggregator_confirms_nothing():
    a = article("a", TOLD, outlet="Post", published="2023-01-01")
    b = article("b", OTHER, outlet="msn.com", published="2023-01-02")
    assert backing([a, b]) == {"outlet:Post": ("a", "b")}


def test_an_aggregator_alone_is_all_that_is_known():
    b = article("b", OTHER, outlet="msn.com", published="2023-01-02")
    assert backing([b]) == {"outlet:msn.com": ("b",)}


def test_what_an_aggregator_prints_weeks_later_is_not_taken_for_the_same_report():
    a = article("a", TOLD, outlet="Post", published="2023-01-01")
    b = article("b", OTHER, outlet="msn.com", published="2023-01-22")
    assert backing([a, b]) == {"outlet:Post": ("a",), "outlet:msn.com": ("b",)}


def test_a_headline_over_an_agencys_story_is_the_agencys():
    head = article("a", f"# {SHORT}\n{THIRD}\n{OTHER}", outlet="Post", published="2023-01-01")
    trace = Trace((), (of(head, None, *head.layout.story, wire="AP"),))
    assert backing([head], trace, [findings(head, guns(head))]) == {"wire:AP": ("a",)}


def test_of_two_words_on_a_stretch_the_one_that_covers_it_counts():
    text = article("a", f"{TOLD} {OTHER}", outlet="Post", published="2023-01-01")
    first, second = at(text, TOLD), at(text, OTHER)
    own = commitment(text, "20 howitzers go to Ukraine", item_class="artillery", actor="LVA")
    near = Derivation("a", None, "AP", 0.95, (Span(first.begin, second.begin + 36),))
    trace = Trace((), (near, Derivation("a", None, "AFP", 0.7, (second,))))
    assert backing([text], trace, [findings(text, own)]) == {"wire:AFP": ("a",)}


OUTLETS = ("First Post", "The Copy", None, "msn.com", "bbc.com", "BBC")


@st.composite
def stories(draw):
    """A few articles of one fact: some shared, some derived, some credited, in any order."""
    texts = (TOLD, OTHER, THIRD, f"{TOLD}\n{OTHER}")
    sources = [
        article(
            f"a{number}",
            draw(st.sampled_from(texts)),
            outlet=draw(st.sampled_from(OUTLETS)),
            published=draw(st.sampled_from((None, "2023-01-01", "2023-01-02"))),
        )
        for number in range(draw(st.integers(2, 6)))
    ]
    pairs = [(a, b) for n, a in enumerate(sources) for b in sources[n + 1 :]]
    shared = draw(st.lists(st.sampled_from(pairs), unique_by=lambda pair: (pair[0].id, pair[1].id)))
    known = []
    for source, derived in draw(st.lists(st.sampled_from(pairs))):
        wire = draw(st.sampled_from((None, None, "AP", "Politico")))
        known.append(of(derived, source, *draw(st.sampled_from(((), derived.layout.story[:1]))), wire=wire))
    return sources, traced(*shared, derivations=tuple(known))


@settings(deadline=None)
@given(stories(), st.randoms())
def test_origins_do_not_depend_on_the_order_of_articles_or_of_the_trace(story, chance):
    sources, trace = story
    found = [findings(one, guns(one)) for one in sources]
    turned = Trace(
        tuple(chance.sample(trace.reuse, len(trace.reuse))),
        tuple(chance.sample(trace.derivations, len(trace.derivations))),
    )
    mixed = chance.sample(range(len(sources)), len(sources))
    first = reconcile(sources, found, trace).entries
    second = reconcile([sources[n] for n in mixed], [found[n] for n in mixed], turned).entries
    assert [(each.id, each.backing) for each in first] == [(each.id, each.backing) for each in second]


@settings(deadline=None)
@given(stories())
def test_no_entry_has_more_origins_than_articles_and_every_finding_has_one(story):
    sources, trace = story
    for entry in reconcile(sources, [findings(one, guns(one)) for one in sources], trace).entries:
        assert len(entry.origins) <= len(entry.articles)
        behind = [finding for each in entry.backing for finding in each.findings]
        assert sorted(behind) == list(entry.findings)
