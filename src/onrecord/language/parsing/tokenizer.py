"""The tokenizer: spaCy's English one, brought to the conventions of the English UD treebanks."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.lang.punctuation import TOKENIZER_INFIXES, TOKENIZER_PREFIXES, TOKENIZER_SUFFIXES
from spacy.language import Language
from spacy.symbols import ORTH  # type: ignore[import-not-found]
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

RUNS = r"(?:[!?]{2,}|[.!?]*[!?][.!?]+|={2,}|\*{2,}|_{2,}|-{2,}|~{2,}|#{2,}|<{2,}|>{2,}|\+{2,}|\.{2,})"
"""A run of marks is one word in UD ("?!!", "=====", "***"); spaCy cuts some of them in single characters."""

DASHES = "-–—‐‑"
LETTER, DIGIT = r"[^\W\d_]", r"\d"
INFIXES = (
    rf"(?<={LETTER})[{DASHES}](?={LETTER}|{DIGIT})",  # "COVID-19", "Ramstein-led"
    rf"(?<={DIGIT})[{DASHES}](?={LETTER})",  # "30-member"
    rf"(?<=[A-Z]\.)[{DASHES}](?={LETTER})",  # "U.S.-led"
    rf"(?<=%)[{DASHES}](?={LETTER})",
    r"[-](?=\()",
    r"(?<=\w)[\(\[](?=\w)",  # "Orgs(Example"
    r"[.!?,](?=\[\d)",  # "fell.[12][13]"
    r"\[(?=\d+\])",
    r"(?<=\d)\](?=\[)",
    rf"(?<={DIGIT})[–—](?={DIGIT})",  # "8–10"
    rf"(?<=[\)\]”\"])[{DASHES}]+(?=\w)",
    r"(?<=\d)(?=%)",
    rf"(?<={LETTER})/(?={LETTER})",  # "and/or"
    r"(?<=[\)\]]):(?=\w)",
    r"(?<=\w)[“”\"](?=\w)",
    r"(?<=[^\W\d_]{2})[.](?=[A-Z][a-z])",  # a full stop with no space after it: "talks.Ukraine"
    r"(?<=[.!?])[”\"’](?=\w)",
)
PREFIXES = (r"\\+", r"(?:US|CA|AU|NZ|HK|A|C|S)(?=\$\d)", RUNS)
SUFFIXES = (r"\\+", RUNS, r"(?<=\w)[—–]+")
WHOLE = ("b/c", "w/o", "e-mail", "E-mail", "e-mails", "E-mails", "T-shirt", "re-election")
NOT_WHOLE = ("and/or",)


def ud_tokenizer(nlp: Language, abbreviations: Iterable[str]) -> Tokenizer:
    """A tokenizer for `nlp`'s vocabulary that keeps `abbreviations` ("Gen.", "U.S.") as one word."""
    base = nlp.tokenizer
    assert isinstance(base, Tokenizer)
    rules = {key: value for key, value in base.rules.items() if key not in NOT_WHOLE}
    rules.update({word: [{ORTH: word}] for word in (*abbreviations, *WHOLE)})
    return Tokenizer(
        nlp.vocab,
        rules=rules,
        prefix_search=compile_prefix_regex((*PREFIXES, *TOKENIZER_PREFIXES)).search,
        suffix_search=compile_suffix_regex((*SUFFIXES, *TOKENIZER_SUFFIXES)).search,
        infix_finditer=compile_infix_regex((*INFIXES, *TOKENIZER_INFIXES)).finditer,
        token_match=base.token_match,
        url_match=base.url_match,
    )
