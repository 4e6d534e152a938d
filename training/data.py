"""Training and test sentences from the treebanks and from re3d."""

from __future__ import annotations

import random
from pathlib import Path

import spacy

from entities import gum_entities, re3d_documents, re3d_entities
from gazetteer import COUNTRY, names
from onrecord.language.parsing.component import NOT_STATES
from onrecord.language.parsing.tokenizer import ud_tokenizer
from onrecord.language.sentences import abbreviations, split_sentences
from treebank import Sentence, sentences

CLOSED_LICENCE = "CC BY-NC"
HELD_OUT_SHARE = 0.25


def treebank(folder: Path, part: str) -> list[Sentence]:
    """Sentences of "ewt-train", "gum-dev" ...; GUM's with its named entities."""
    out = list(sentences(folder / f"{part}.conllu.gz"))
    if part.startswith("gum"):
        for sentence in out:
            sentence.entities = gum_entities(sentence)
    return out


def re3d(path: Path) -> tuple[list[Sentence], list[Sentence], list[Sentence]]:
    """(train, held out, closed): open rows split by document with a fixed seed, and rows under CC BY-NC."""
    nlp = spacy.blank("en")
    tokenize = ud_tokenizer(nlp, abbreviations())
    countries = {name for name, kind in names().items() if kind == COUNTRY} - NOT_STATES
    open_rows, closed = [], []
    for ident, licence, text, mentions in re3d_documents(path):
        rows = []
        for start, end in split_sentences(text):
            chunk = text[start:end]
            doc = [t for t in tokenize(chunk) if not t.is_space]
            if not doc:
                continue
            words = [t.text for t in doc]
            places = [(start + t.idx, start + t.idx + len(t)) for t in doc]
            rows.append(
                Sentence(
                    words,
                    [bool(t.whitespace_) for t in doc],
                    entities=re3d_entities(words, places, mentions, countries),
                    document=ident,
                    genre="re3d",
                )
            )
        (closed if licence.startswith(CLOSED_LICENCE) else open_rows).append(rows)
    random.Random(7).shuffle(open_rows)
    cut = round(len(open_rows) * HELD_OUT_SHARE)
    flat = [[s for rows in part for s in rows] for part in (open_rows[cut:], open_rows[:cut], closed)]
    return flat[0], flat[1], flat[2]
