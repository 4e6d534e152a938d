"""Origins: copies of one source count once, an outlet's own paragraph counts for itself."""

from __future__ import annotations

from onrecord.model import Derivation, Trace
from onrecord.reconciliation import reconcile
from reconciliation_values import article, commitment, findings, statement, traced

WIRE = "Latvia will send 20 howitzers to Ukraine."
OWN = "“The guns are on their way,” the minister told this newspaper."


def origins(found, trace):
    return {
        entry.type: entry.origins
        for entry in reconcile([source for source, *_ in found], [findings(*each) for each in found], trace).entries
    }


def howitzers(source):
    return commitment(source, "howitzers", item_class="artillery", quantity=20.0, shown="20", actor="LVA")


def test_passages_shared_with_a_credited_article_are_the_agencys():
    a, b = article("a", WIRE, wire="AP"), article("b", WIRE, outlet="The Copy")
    trace = traced((a, b), derivations=(Derivation("a", None, "AP", 0.9),))
    assert origins([(a, howitzers(a)), (b, howitzers(b))], trace) == {"commitment": ("wire:AP",)}


def test_copy_of_an_outlets_report_counts_as_that_outlet():
    a = article("a", WIRE, outlet="First Post", published="2023-01-01")
    b = article("b", WIRE, outlet="The Copy", published="2023-01-02")
    assert origins([(a, howitzers(a)), (b, howitzers(b))], traced((a, b))) == {"commitment": ("outlet:First Post",)}


def test_own_paragraph_in_a_copied_article_is_its_own_origin():
    a = article("a", WIRE, wire="AP")
    b = article("b", f"{WIRE}\n{OWN}", outlet="Riga Daily")
    shared = b.layout.story[0]
    derivations = (Derivation("a", None, "AP", 0.9), Derivation("b", None, "AP", 0.8, (shared,)))
    found = [(a, howitzers(a)), (b, howitzers(b), statement(b, "the minister", "The guns are on their way"))]
    assert origins(found, traced((a, b), derivations=derivations)) == {
        "commitment": ("wire:AP",),
        "statement": ("outlet:Riga Daily",),
    }


def test_named_outlet_of_an_interview_is_the_origin_of_its_quotation():
    b = article("b", f"{WIRE}\n{OWN}", outlet="Riga Daily")
    derivations = (Derivation("b", None, "Evening Post", 0.8, (b.layout.story[1],)),)
    found = [(b, statement(b, "the minister", "The guns are on their way"))]
    assert origins(found, Trace((), derivations)) == {"statement": ("outlet:Evening Post",)}


def test_source_article_gives_its_name_to_what_derives_from_it():
    a = article("a", "Riga promised guns.", outlet="First Post", published="2023-01-01")
    b = article("b", WIRE, published="2023-01-02")
    trace = Trace((), (Derivation("b", "a", None, 0.7),))
    assert reconcile([a, b], [findings(b, howitzers(b))], trace).entries[0].origins == ("outlet:First Post",)


def test_unknown_derivation_says_nothing():
    b = article("b", WIRE)
    assert origins([(b, howitzers(b))], Trace((), (Derivation("b", None, None, 0.0),))) == {
        "commitment": ("article:b",)
    }
