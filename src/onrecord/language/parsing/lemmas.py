"""Lemmas as edit rules: how many characters to take off a word's end and what to put there.

Straka (2018, UDPipe 2) predicts such rules with a classifier; here only suffixes change, which is what English needs.
"""

from __future__ import annotations

KEEP_CASE = "="
LOWER = "-"


def lemma_rule(form: str, lemma: str) -> str:
    """The rule that makes `lemma` of `form`, for instance "-3|ay" for "said"; whole replacements start with "!"."""
    case = KEEP_CASE if lemma[:1].isupper() or not lemma.islower() else LOWER
    source = form if case == KEEP_CASE else form.lower()
    if case == KEEP_CASE and source[:1].lower() == lemma[:1].lower() and source[:1] != lemma[:1]:
        return "!" + lemma
    shared = 0
    while shared < min(len(source), len(lemma)) and source[shared] == lemma[shared]:
        shared += 1
    if shared == 0 and source:
        return "!" + lemma
    return f"{case}{len(source) - shared}|{lemma[shared:]}"


def apply_rule(form: str, rule: str) -> str:
    """The lemma that `rule` makes of `form`; a rule that does not fit leaves the form as it is."""
    if rule.startswith("!"):
        return rule[1:]
    source = form.lower() if rule.startswith(LOWER) else form
    cut, _, ending = rule[1:].partition("|")
    if int(cut) > len(source):
        return source
    return source[: len(source) - int(cut)] + ending or form
