"""Role spans: the words around a name that say who somebody is."""

from __future__ import annotations

import re

from spacy.tokens import Token

from onrecord.extraction.statements.frames import SUBJECTS, phrase_span
from onrecord.extraction.statements.roles import Roles, sources
from onrecord.language import Sentence
from onrecord.model import Span

SHORT = 2  # letters of the shortest role words
ROLE_LENGTH = 8  # tokens of the longest role in front of a name
INTRODUCING = ("the", "a", "an", "his", "her", "its", "their", "our", "my", "another", "one")
POSSESSIVES = ("his", "her", "its", "their", "our", "my", "your")
LEADING = re.compile(
    r"(?:(?:the|a|an|his|her|its|their|our|my|in|as|by|with|of|for|to|from|and|but|one|another)\s+)+", re.I
)
TRAILING = re.compile(
    r"\s*(?:[,;:(–—]|\s-+\s)?\s*\b(?:who|whom|whose|which|where|when|after|because|while|and who)\b.*", re.S
)
EDGES = ") \t\r\n\u00a0,;:–—-'’\"“”("


def role_span(text: str, sentence: Sentence, head: Token, first: int, vocabulary: Roles) -> Span | None:
    """The words that say who the person is whose name has the head `head` and begins at token `first`: in front
    ("Foreign Minister X"), behind ("X, head of Y,") or what the name explains ("its foreign minister, X")."""
    span = _in_front(sentence, first, vocabulary)
    if span is None:
        span = _apposition(sentence, head, first, vocabulary)
    return None if span is None else _trimmed(text, span)


def side_span(sentence: Sentence, last: Token) -> Span | None:
    """What somebody is "of": the proper noun in "Maria Orwin of Norway"."""
    doc = last.doc
    at = last.i + 1
    if at + 1 >= len(doc) or doc[at].lower_ != "of":
        return None
    begin = end = at + 1 + (doc[at + 1].lower_ == "the")
    if begin >= len(doc) or doc[begin].pos_ != "PROPN":
        return None
    while end + 1 < len(doc) and doc[end + 1].pos_ == "PROPN":
        end += 1
    return sentence.span(doc[begin], doc[end])


def _in_front(sentence: Sentence, first: int, vocabulary: Roles) -> Span | None:
    doc = sentence.doc
    start = first
    while (
        start > 0
        and first - start < ROLE_LENGTH
        and (_in_role(doc[start - 1]) or _joins_a_role(doc[start - 1], vocabulary))
    ):
        start -= 1
    while start < first and (doc[start].pos_ in ("PART", "PUNCT") or doc[start].lower_ in POSSESSIVES):
        start += 1
    end = first
    while end > start and doc[end - 1].lower_ in vocabulary.titles:
        end -= 1  # "British diplomat Sir Peter Zandt"
    if any(_is_role(doc[i], vocabulary) for i in range(start, end)):
        return sentence.span(doc[start], doc[end - 1])
    if start < end and _may_be_a_role(doc[end - 1], vocabulary) and _describes(doc[end - 1], doc[first]):
        return sentence.span(doc[start], doc[end - 1])
    if any(doc[i].lower_ in vocabulary.ranks for i in range(start, first)):
        return sentence.span(doc[start], doc[first - 1])
    return None


def _apposition(sentence: Sentence, head: Token, first: int, vocabulary: Roles) -> Span | None:
    doc = sentence.doc
    for child in head.children:
        if (
            child.dep_ == "appos"
            and child.i > head.i
            and (
                _names_a_role(child, vocabulary)
                or (any(c.lower_ in INTRODUCING for c in child.lefts) and _may_be_a_role(child, vocabulary))
            )
        ):
            return _own_words(sentence, phrase_span(sentence, child), child)
    if head.dep_ in SUBJECTS and head.i < head.head.i and _names_a_role(head.head, vocabulary):
        return _own_words(sentence, _predicate(sentence, head.head), head.head)  # "X is the minister of ..."
    role = head.head
    while role.dep_ == "nmod" and not _names_a_role(role, vocabulary):
        role = role.head  # "the ambassador to Norway, X", where the parse takes X for Norway
    if head.dep_ == "appos" and _names_a_role(role, vocabulary) and role.i < head.i:
        last = first - 1
        while last > role.i and (
            doc[last].pos_ in ("PUNCT", "DET", "CCONJ") or doc[last].lower_ in vocabulary.titles
        ):
            last -= 1
        return sentence.span(doc[_role_begin(role)], doc[last])
    return None


def _may_be_a_role(token: Token, vocabulary: Roles) -> bool:
    """Whether a common noun beside a name may say who the person is, known or not: "an oceanographer"."""
    return (
        token.pos_ == "NOUN"
        and token.text.replace("-", "").isalpha()
        and "Plur" not in token.morph.get("Number", [])
        and token.lower_ not in vocabulary.bodies
        and token.lower_ not in sources().documents
        and token.lower_ not in sources().occasions
    )


def _describes(noun: Token, name: Token) -> bool:
    """Whether the parse joins the noun right in front of a name to it: "schoolteacher Ann Orwin"."""
    return noun.head.i >= name.i or (name.dep_ in ("appos", "flat") and name.head == noun)


def _predicate(sentence: Sentence, noun: Token) -> Span:
    """The words of a noun that is said of somebody ("X is the minister of Y"), without subject and verb."""
    doc = sentence.doc
    first = noun.i
    for child in sorted(noun.lefts, key=lambda child: -child.i):
        if child.dep_ not in ("compound", "amod", "nmod", "nmod:poss", "nmod:desc"):
            break
        first = child.left_edge.i
    last = max((c.right_edge.i for c in noun.rights if c.dep_ == "nmod"), default=noun.i)
    return sentence.span(doc[first], doc[last])


def _in_role(token: Token) -> bool:
    if token.text == "-":
        return not token.whitespace_ and token.i > 0 and not token.nbor(-1).whitespace_
    return token.pos_ in ("PROPN", "NOUN", "ADJ", "PART")


def _is_role(token: Token, vocabulary: Roles) -> bool:
    """Whether the token is a role word; of the shortest only in capitals ("PM", not "3 pm")."""
    return token.lower_ in vocabulary.roles and (len(token.text) > SHORT or token.text.isupper())


def _joins_a_role(token: Token, vocabulary: Roles) -> bool:
    """Whether the token belongs to the middle of a role: "secretary of state", "speaker of the house"."""
    before = token.nbor(-1).lower_ if token.i else ""
    if before == "-" and token.i + 1 < len(token.doc) and token.nbor(1).text == "-":
        return True  # "editor-in-chief"
    if token.lower_ in ("of", "for"):
        return before in vocabulary.roles
    return token.lower_ == "the" and before == "of" and token.i > 1 and token.nbor(-2).lower_ in vocabulary.roles


def _role_begin(role: Token) -> int:
    """Index of the first word of the phrase of `role` that is no article, possessive pronoun or conjunction."""
    first = role.left_edge
    while first.i < role.i and (
        first.pos_ in ("DET", "CCONJ", "PUNCT", "ADV", "SCONJ", "ADP") or first.lower_ in POSSESSIVES
    ):
        first = role.doc[first.i + 1]
    return first.i


def _names_a_role(token: Token, vocabulary: Roles) -> bool:
    return token.lower_ in vocabulary.roles or any(
        child.dep_ in ("compound", "flat", "conj") and child.lower_ in vocabulary.roles for child in token.children
    )


def _own_words(sentence: Sentence, span: Span, head: Token) -> Span:
    """`span` without the clauses and further appositions behind its head."""
    doc = sentence.doc
    clause = min(
        (c.left_edge.i for c in head.children if c.dep_ in ("acl:relcl", "acl", "appos", "conj") and c.i > head.i),
        default=None,
    )
    if clause is None or clause <= head.i:
        return span
    last = doc[clause - 1]
    while last.i > head.i and last.pos_ in ("PUNCT", "CCONJ"):
        last = doc[last.i - 1]
    return Span(span.begin, min(span.end, sentence.span(last).end))


def _trimmed(text: str, span: Span) -> Span | None:
    """`span` without articles in front and relative clauses behind; None when nothing is left."""
    begin, end = span
    while begin < end and text[begin] in EDGES:
        begin += 1
    lead = LEADING.match(text, begin, end)
    if lead is not None:
        begin = lead.end()
    tail = TRAILING.search(text, begin, end)
    if tail is not None:
        end = tail.start()
    while end > begin and text[end - 1] in EDGES:
        end -= 1
    return Span(begin, end) if begin < end else None
