"""The shipped pipeline as a spaCy Language: our tokenizer and our parser, with the weights in `language/model`."""

from __future__ import annotations

import hashlib
from pathlib import Path

import spacy
from spacy.language import Language

from onrecord.language.parsing.component import Parser
from onrecord.language.parsing.tokenizer import ud_tokenizer
from onrecord.language.sentences import abbreviations

MODEL = Path(__file__).parent.parent / "model"
COMPONENT = "onrecord_parser"


def model_hash(folder: Path = MODEL) -> str:
    """SHA-256 over the model's files, as 64 hex digits."""
    digest = hashlib.sha256()
    for name in ("labels.json", "weights.npz"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


def make_pipeline(folder: Path = MODEL) -> Language:
    """A pipeline with the weights in `folder`; raises FileNotFoundError where there are none."""

    def parser(nlp: Language, name: str) -> Parser:
        del name
        return Parser(nlp.vocab, folder)

    nlp = spacy.blank("en")
    nlp.tokenizer = ud_tokenizer(nlp, abbreviations())
    Language.factory(
        COMPONENT, assigns=["token.tag", "token.pos", "token.lemma", "token.dep", "doc.ents"], func=parser
    )
    nlp.add_pipe(COMPONENT)
    nlp.meta.update(
        name="onrecord", version=model_hash(folder)[:16], description="English, made from EWT, GUM, re3d"
    )
    return nlp
