"""Wording: the words by which a text says an act, without its time, its reasons and its asides."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extraction.commitments.scene import Range
from onrecord.extraction.undertakings.lexicon import nouns, verbs

_LONGEST = 16  # tokens behind the head; what is longer tells more than the act
_ASIDE = frozenset({"advcl", "parataxis", "acl:relcl", "appos", "conj", "cc", "obl:unmarked", "obl:tmod"})
_TEMPORAL = frozenset(
    {"until", "before", "after", "by", "during", "since", "as", "amid", "following", "despite", "if"}
)
_OPENING = frozenset(
    {
        "including",
        "until",
        "amid",
        "during",
        "but",
        "following",
        "despite",
        "while",
        "because",
        "unless",
        "if",
        "ahead",
        "after",
        "so",
    }
)
_TIMES = frozenset({"on", "in", "by", "for", "within", "over", "next", "this", "last", "early", "later", "from"})
_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "tomorrow", "yesterday"}
    | {
        "week",
        "weeks",
        "weekend",
        "month",
        "months",
        "year",
        "years",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
    }
    | {"july", "august", "september", "october", "november", "december"}
)
_OF = frozenset({"of", "for", "to", "with", "from", "against", "between", "on", "over"})
_BREAKS = frozenset({";", ":", "—", "–", "--", "(", "…"})


def verb_words(verb: Token, *, denied_too: bool = True) -> Range:
    """The verb with its objects and places; of an act that is undertaken "not" before it belongs to it."""
    refusals = (c for c in verb.children if c.lower_ in ("not", "never") and c.i < verb.i)
    denied = next(refusals, None) if denied_too else None
    first = denied.i if denied is not None and denied.i >= verb.i - 3 else verb.i
    if first == verb.i > 1 and verb.doc[first - 1].text == "-":
        first -= 2  # "de-escalate"
    return Range((first, _end(verb)))


def noun_words(noun: Token) -> Range:
    """The noun with what describes it, without its article."""
    first = noun.i
    for child in noun.children:
        linked = ("compound", "amod", "nmod:poss", "nummod", "det", "nmod:unmarked", "flat")
        if child.i < first and child.dep_ in linked:
            first = min(first, child.left_edge.i)
    doc = noun.doc
    quotes = sum(t.text == '"' for t in doc[first : noun.i + 1])
    if quotes % 2 and first > 0 and doc[first - 1].text == '"':
        first -= 1
    while first < noun.i and (doc[first].dep_ == "det" or doc[first].is_punct):
        first += 1
    return Range((first, max(_end(noun), _end_of_what(noun), _end_of_hung(noun), _end_of_deal(noun))))


def _end_of_deal(noun: Token) -> int:
    """The end of the clause that alone tells what a deal is about: "a deal that would allow exports"."""
    doc, end = noun.doc, _end(noun)
    if noun.lower_ not in nouns("things", "deals"):
        return noun.i
    behind = doc[end + 1 : end + 3]
    if len(behind) > 1 and behind[0].lower_ == "to" and behind[1].tag_ == "VB":
        return _end(behind[1])  # "a call for members to buy arms"
    if end > noun.i or any(c.dep_ in ("compound", "nmod:poss") for c in noun.children):
        return noun.i
    clauses = (
        c for c in noun.children if c.dep_.startswith("acl") and c.left_edge.i == end + 1 and c.pos_ == "VERB"
    )
    return next((_end(clause) for clause in clauses), noun.i)


def _end_of_hung(noun: Token) -> int:
    """Where "the visit to Oslo" ends, when a parse hangs Oslo on the verb above."""
    doc, end = noun.doc, _end(noun)
    behind = doc[end + 1] if end + 1 < len(doc) else None
    if behind is None or behind.dep_ != "case" or behind.lower_ not in _OF or _opens_aside(behind):
        return end
    hung = behind.head
    if hung.head.i != noun.head.i or not hung.dep_.startswith("obl") or _is_aside(hung):
        return end
    return _end(hung)


def _end_of_what(noun: Token) -> int:
    """Where "an end to the war" ends, when a parse hangs the war elsewhere."""
    behind = noun.doc[noun.i + 1 : noun.i + 2]
    if noun.lower_ not in ("end", "halt", "return", "stop") or not behind or behind[0].lower_ not in ("to", "of"):
        return noun.i
    return _end(behind[0].head) if behind[0].head.i > noun.i else noun.i


def _end(head: Token) -> int:
    doc, last = head.doc, head.right_edge.i
    for child in head.children:
        if child.i > head.i and _is_aside(child):
            last = min(last, child.left_edge.i - 1)
    asked = _asked(head)
    for inner in doc[head.i + 1 : last + 1]:
        if inner.i in asked:
            continue
        clause = inner.dep_ in ("acl:relcl", "parataxis") or (inner.dep_ == "acl" and inner.tag_ == "VBN")
        if clause and not inner.is_punct:
            last = min(last, inner.left_edge.i - 1)
        elif inner.text in _BREAKS or _opens_aside(inner) or _parts(inner) or _opens_sentence(inner):
            last = min(last, inner.i - 1)
        elif _is_finite(inner):
            verb = inner.head if inner.dep_.startswith(("aux", "cop")) else inner
            subject = next((c for c in verb.children if c.dep_.startswith("nsubj") and c.i < inner.i), inner)
            commas = (t.i for t in doc[subject.left_edge.i : inner.i] if t.text == ",")
            begin = next(commas, subject.left_edge.i)  # a subject may have drawn the act's own object to it
            last = min(last, max(begin, head.i + 1) - 1, inner.i - 1)
    last = max(min(last, head.i + _LONGEST), _end_of_strayed(head))
    while last > head.i and _is_loose(doc[last]):
        if doc[last].dep_ == "compound:prt" or doc[last].tag_ == "RP":
            break
        last -= 1
    quotes = [t.i for t in doc[head.i : last + 1] if t.text == '"']
    if len(quotes) % 2 and quotes[-1] > head.i + 1:
        last = quotes[-1] - 1
    open_quote = any(t.text == "“" for t in doc[head.i : last + 1])
    if open_quote and last + 1 < len(doc) and doc[last + 1].text == "”":
        last += 1
    return max(last, head.i)


def _opens_sentence(token: Token) -> bool:
    """Whether a sentence begins where the text before has no stop: "to stop fighting The minister said"."""
    return token.text in ("The", "A", "An") and token.doc[token.i - 1].text.islower()


def _parts(comma: Token) -> bool:
    """Whether a comma ends an act's words: one that neither joins things nor parts what describes them."""
    if comma.text != "," or comma.i + 1 >= len(comma.doc):
        return False
    behind = comma.doc[comma.i + 1]
    listed = any(token.dep_ == "conj" and token.i > comma.i for token in (behind, comma.head, behind.head))
    return not listed and comma.doc[comma.i - 1].dep_ != "amod"


def _asked(head: Token) -> range:
    """The tokens of a clause that is a verb's object: "investigate whether they were used"."""
    for child in head.children:
        if (
            child.dep_ == "ccomp"
            and child.left_edge.i == head.i + 1
            and child.left_edge.text not in ("“", '"', ",")
        ):
            return range(child.left_edge.i, child.right_edge.i + 1)
    return range(0)


def _end_of_strayed(head: Token) -> int:
    """The end of a verb's object that a parse has hung on the verb above it: "agreed to suspend talks"."""
    behind = next((t for t in head.doc[head.i + 1 : head.i + 2] if t.head.i == head.head.i != head.i), None)
    strayed = behind is not None and behind.dep_ == "obj" and head.pos_ == "VERB"
    return _end(behind) if behind is not None and strayed else head.i


def _is_finite(token: Token) -> bool:
    """Whether a token begins another clause; a noun taken for a verb ("suspend talks") does not."""
    if token.tag_ not in ("VBZ", "VBD", "MD", "VBP"):
        return False
    return token.tag_ == "MD" or token.dep_ not in ("obj", "obl", "nmod", "compound", "nsubj", "amod")


def _is_loose(token: Token) -> bool:
    """Whether a token cannot end an act's words: punctuation, a preposition, "what"."""
    return (
        token.is_punct
        or token.is_space
        or token.pos_ in ("ADP", "DET", "CCONJ", "SCONJ")
        or token.tag_
        in (
            "WP",
            "WDT",
            "WRB",
            "TO",
            "JJR",
            "RBR",
        )
    )


def _opens_aside(token: Token) -> bool:
    """Whether a token opens a time, a reason or a list of examples, wherever a parse has hung it."""
    if token.lower_ in _OPENING:
        return True
    if token.dep_ == "case" and token.lower_ == "in" and token.head.lower_ in nouns("wording", "occasions"):
        return True  # "in her first address"
    if token.lower_ == "in" and token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "order":
        return True
    if token.lower_ == "as":
        named = any(above.lower_ in verbs("wording", "naming") for above in (token.head, *token.ancestors))
        return token.dep_ in ("mark", "advmod", "fixed", "cc", "case") and not named
    if token.lower_ not in _TIMES:
        return False
    reach = 1 if token.lower_ in ("on", "next", "this", "last") else 3
    for near in token.doc[token.i + 1 : token.i + 1 + reach]:
        if near.lower_ in _DAYS:
            return True
        if near.pos_ == "ADP":
            return False
    return False


def _is_aside(child: Token) -> bool:
    if child.dep_ == "punct":
        return child.text not in ("-", "“", "”", '"', "'", "’", ",")
    if child.dep_ in _ASIDE:
        mark = next((c.lower_ for c in child.children if c.dep_ == "mark" and c.i < child.i), "")
        return not (child.dep_ == "advcl" and mark in ("from", "on", "in", "at") and child.tag_ == "VBG")
    words = {c.lower_ for c in child.children if c.dep_ == "case" and c.i < child.i}
    times = child.lower_ in _DAYS or child.ent_type_ in ("DATE", "TIME")
    if "as" in words and child.head.lower_ in verbs("wording", "naming"):
        return False
    return child.dep_.startswith("obl") and (bool(words & _TEMPORAL) or times)
