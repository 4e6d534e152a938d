"""Hand-made values for the tests of reconciliation: articles, findings and traces over short texts."""

from __future__ import annotations

import re

from onrecord.model import (
    Article,
    Commitment,
    Derivation,
    Findings,
    Layout,
    MembershipStep,
    Passage,
    Reuse,
    Span,
    Speaker,
    Statement,
    Trace,
    content_id,
    stated,
    text_sha256,
)


def article(name: str, text: str, **given) -> Article:
    """An article whose paragraphs are its lines; a first line that starts with "# " is its headline."""
    lines = [Span(*match.span()) for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
    headline = lines.pop(0) if text.startswith("# ") else None
    layout = Layout(headline=headline, story=tuple(lines))
    return Article(id=name, text=text, sha256=text_sha256(text), layout=layout, **given)


def at(source: Article, words: str) -> Span:
    begin = source.text.index(words)
    return Span(begin, begin + len(words))


def commitment(source: Article, item: str, **fields) -> Commitment:
    """A commitment to `item`, which stands in the text, as the figure does in `shown` where it is given."""
    shown = fields.pop("shown", None)
    evidence = {"item": stated(at(source, item))}
    if shown:
        for field in ("quantity", "amount"):
            if field in fields:
                evidence[field] = stated(at(source, shown))
    fields = {"actor": "SVK", "recipient": "UKR", "stage": "pledged", "kind": "military", **fields}
    id_ = content_id("c", source.id, item, sorted(fields.items()))
    return Commitment(id=id_, article=source.id, item=item, evidence=evidence, **fields)


def statement(source: Article, speaker: str | None, words: str, mode: str = "direct") -> Statement:
    span = at(source, words)
    id_ = content_id("s", source.id, span)
    return Statement(id_, source.id, mode, Speaker(speaker), (), (), (span,), words)


def step(source: Article, candidate: str, stage: str, words: str, **fields) -> MembershipStep:
    evidence = {"candidate": stated(at(source, words)), "stage": stated(at(source, words))}
    id_ = content_id("m", source.id, candidate, stage)
    return MembershipStep(id_, source.id, "NATO", candidate, stage, evidence=evidence, **fields)


def findings(source: Article, *found) -> Findings:
    return Findings(
        source.id,
        tuple(f for f in found if isinstance(f, Statement)),
        tuple(f for f in found if isinstance(f, Commitment)),
        tuple(f for f in found if isinstance(f, MembershipStep)),
    )


def traced(*pairs: tuple[Article, Article], derivations: tuple[Derivation, ...] = ()) -> Trace:
    """A trace in which the paragraphs of each pair are aligned one by one."""
    reuse = []
    for first, second in pairs:
        a, b = sorted((first, second), key=lambda each: each.id)
        passages = tuple(
            Passage(x, y, "verbatim" if a.text[x.begin : x.end] == b.text[y.begin : y.end] else "edited")
            for x, y in zip(a.layout.story, b.layout.story, strict=False)
        )
        reuse.append(Reuse(a.id, b.id, "edited", 1.0, 1.0, passages))
    return Trace(tuple(reuse), derivations)
