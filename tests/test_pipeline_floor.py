"""What the shipped model must know: relations, lemmas and names in our own sentences; scores where the data is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from spacy.tokens import Doc

from onrecord.language import load_pipeline
from onrecord.language.parsing.shipped import MODEL, model_hash

MODEL_SHA256 = "b218eab3b9192f9d6096110e77ae49511a3a6cfc1ac627fa396cebcd681fd645"
"""A new model needs new scores in docs/model-card.md, and then this line."""

ROOT = Path(__file__).parents[1]

RELATIONS = [
    ("The minister promised the city twenty buses.", [
        ("minister", "nsubj", "promised"), ("buses", "obj", "promised"), ("twenty", "nummod", "buses"),
        ("The", "det", "minister")]),
    ("Two helicopters were delivered by Ruritania in March.", [
        ("helicopters", "nsubj:pass", "delivered"), ("were", "aux:pass", "delivered"),
        ("Ruritania", "obl:agent", "delivered"), ("Two", "nummod", "helicopters")]),
    ("Ada Brook, the foreign minister, said the talks had failed.", [
        ("Ada", "nsubj", "said"), ("Brook", "flat", "Ada"), ("minister", "appos", "Ada"),
        ("failed", "ccomp", "said"),
        ("talks", "nsubj", "failed")]),
    ("“We will send more tanks,” the general said on Monday.", [
        ("We", "nsubj", "send"), ("will", "aux", "send"), ("tanks", "obj", "send"), ("general", "nsubj", "said")]),
    ("The council refused to pay for the repair of the bridge.", [
        ("council", "nsubj", "refused"), ("pay", "xcomp", "refused"), ("repair", "obl", "pay"),
        ("bridge", "nmod", "repair")]),
    ("The alliance, which has thirty members, did not invite the republic.", [
        ("has", "acl:relcl", "alliance"), ("members", "obj", "has"), ("not", "advmod", "invite"),
        ("republic", "obj", "invite"), ("alliance", "nsubj", "invite")]),
    ("According to the ministry, Ruritania has shipped shells and medicine to the north.", [
        ("Ruritania", "nsubj", "shipped"), ("shells", "obj", "shipped"), ("medicine", "conj", "shells"),
        ("north", "obl", "shipped")]),
    ("She called on its neighbours to open their borders.", [
        ("She", "nsubj", "called"), ("neighbours", "obl", "called"), ("borders", "obj", "open"),
        ("their", "nmod:poss", "borders")]),
    ("The country's president is a doctor.", [
        ("president", "nsubj", "doctor"), ("is", "cop", "doctor"), ("country", "nmod:poss", "president")]),
    ("If the senate agrees, the fund will buy winter clothing for refugees.", [
        ("agrees", "advcl", "buy"), ("If", "mark", "agrees"), ("fund", "nsubj", "buy"),
        ("clothing", "obj", "buy")]),
]  # fmt: skip
LEMMAS = {
    "said": "say", "says": "say", "told": "tell", "pledged": "pledge", "promised": "promise", "sent": "send",
    "giving": "give", "delivered": "deliver", "supplies": "supply", "vowed": "vow", "sought": "seek",
    "spoke": "speak",
    "agreed": "agree", "committed": "commit", "urged": "urge", "denied": "deny",
}  # fmt: skip
NAMES = [
    ("Ada Brook met Jens Holm in Oslo on Tuesday.", {("Ada Brook", "PERSON"), ("Jens Holm", "PERSON"),
    ("Oslo", "PLACE")}),
    ("NATO and the United Nations opened offices in Kenya.",
     {("NATO", "ORG"), ("United Nations", "ORG"), ("Kenya", "PLACE")}),
    ("Foreign Minister Peter Lund said Finland would pay.", {("Peter Lund", "PERSON"), ("Finland", "PLACE")}),
]  # fmt: skip
LEAST_RELATIONS = 0.9
LEAST_LAS = 0.84
"""On the first 300 sentences of each test part, on gold words; docs/model-card.md has the whole parts."""


def test_the_model_is_the_one_that_the_card_describes() -> None:
    assert model_hash() == MODEL_SHA256
    assert MODEL_SHA256 in (ROOT / "docs" / "model-card.md").read_text(encoding="utf-8")


def test_the_model_is_at_most_20_megabytes() -> None:
    assert sum(file.stat().st_size for file in MODEL.iterdir()) <= 20_000_000


def test_relations_of_plain_sentences() -> None:
    right = wanted = 0
    missed = []
    for text, relations in RELATIONS:
        found = {(token.text, token.dep_, token.head.text) for token in load_pipeline()(text)}
        missed += [relation for relation in relations if relation not in found]
        right += sum(relation in found for relation in relations)
        wanted += len(relations)
    assert right / wanted >= LEAST_RELATIONS, missed


@pytest.mark.parametrize(("form", "lemma"), LEMMAS.items())
def test_lemmas_of_reporting_and_giving(form: str, lemma: str) -> None:
    if form.endswith("ing"):
        doc = load_pipeline()(f"They are {form} it.")
    else:
        doc = load_pipeline()(f"The minister {form} it.")
    assert doc[-3].lemma_ == lemma


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_names_without_their_titles(text: str, names: set[tuple[str, str]]) -> None:
    assert {(entity.text, entity.label_) for entity in load_pipeline()(text).ents} == names


def test_every_sentence_has_one_root_and_every_word_a_tag() -> None:
    for text, _ in RELATIONS:
        doc = load_pipeline()(text)
        assert sum(token.dep_ == "ROOT" for token in doc) == 1
        assert all(token.pos_ and token.tag_ and token.lemma_ for token in doc)


def test_a_sentence_is_read_the_same_alone_and_among_others() -> None:
    texts = [text for text, _ in RELATIONS]
    together = [
        [(t.dep_, t.head.i, t.tag_, t.lemma_, t.ent_type_) for t in doc] for doc in load_pipeline().pipe(texts)
    ]
    assert together == [
        [(t.dep_, t.head.i, t.tag_, t.lemma_, t.ent_type_) for t in load_pipeline()(text)] for text in texts
    ]


@pytest.mark.parametrize("part", ["ewt-test", "gum-test"])
def test_attachment_on_the_treebanks(part: str, shared_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "training"))
    sys.modules.pop("treebank", None)
    from treebank import sentences  # type: ignore[import-not-found]

    path = shared_data / "treebanks" / f"{part}.conllu.gz"
    if not path.exists():
        pytest.skip("the treebanks are not here")
    nlp = load_pipeline()
    parser = nlp.get_pipe("onrecord_parser")
    gold = [s for s, _ in zip(sentences(path), range(300), strict=False)]
    right = words = 0
    for s, doc in zip(
        gold, parser.pipe([Doc(nlp.vocab, words=s.words, spaces=s.spaces) for s in gold]), strict=True
    ):
        for token, head, label in zip(doc, s.heads, s.labels, strict=True):
            above = 0 if token.dep_ == "ROOT" else token.head.i + 1
            right += (above, token.dep_.replace("ROOT", "root")) == (head, label)
            words += 1
    assert right / words >= LEAST_LAS
