"""Lemmas as edit rules: how many characters to take off a word's end and what to put there.

Straka (2018, UDPipe 2) predicts such rules with a classifier; here only suffixes change: English needs no more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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


ENDINGS = {
    "VERB": (
        ("ies", "y"), ("ied", "y"), ("ing", "e"), ("ing", ""), ("ed", "e"), ("ed", ""), ("es", "e"), ("es", ""),
        ("s", ""),
    ),
    "NOUN": (("ies", "y"), ("ves", "f"), ("ves", "fe"), ("es", "e"), ("es", ""), ("s", "")),
}  # fmt: skip
"""Regular endings and what stands in the lemma for them, the likelier first (as in WordNet's Morphy)."""
SAFE = {"ies", "ied"}
"""Endings whose lemma is taken though the treebanks do not have it."""


class Lemmatiser:
    """Lemmas from a lexicon of known forms, by regular endings, or from the rule that the network chose.

    rules:   by the index that the network answers with.
    lexicon: for a part of speech (UPOS) the lemma of each lower-case form that had but one in the treebanks.
    """

    def __init__(self, rules: Sequence[str], lexicon: Mapping[str, Mapping[str, str]]) -> None:
        self._rules, self._lexicon = rules, lexicon
        self._lemmas = {upos: frozenset(forms.values()) for upos, forms in lexicon.items()}

    def lemma(self, form: str, upos: str, rule: int) -> str:
        """The lemma of `form`; `rule` is the index of the network's choice."""
        known = self._lexicon.get(upos)
        if known is None:
            return apply_rule(form, self._rules[rule])
        lower = form.lower()
        found = known.get(lower) or self._regular(lower, upos)
        return found or apply_rule(form, self._rules[rule])

    def _regular(self, form: str, upos: str) -> str | None:
        """A lemma of the lexicon that `form` is a regular form of."""
        lemmas = self._lemmas[upos]
        if upos not in ENDINGS or form in lemmas:
            return form if form in lemmas else None
        for ending, instead in ENDINGS[upos]:
            if not form.endswith(ending) or len(form) < len(ending) + 2:
                continue
            stem = form[: -len(ending)]
            doubled = upos == "VERB" and stem[-1] == stem[-2] and not instead
            for lemma in (stem + instead, stem[:-1] if doubled else ""):
                if lemma in lemmas or (ending in SAFE and lemma and len(stem) > 2):
                    return lemma
        return None
