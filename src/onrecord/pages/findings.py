"""What the articles of an entry say, each in its own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Article, Evidence, Finding
from onrecord.pages.article_names import ArticleName, named
from onrecord.pages.words_shown import Passages, finding_marks, passages
from onrecord.phrases import kind_of
from onrecord.telling.ladder import day_of
from onrecord.telling.values import GivenValue, given
from onrecord.telling.words import by_paragraph, spans_of


@dataclass(frozen=True, slots=True)
class Basis:
    """What a value rests on.

    how:   `stated`, `inferred` or `refused`; `rule` the rule that inferred it, or why there is no value.
    words: the article's words, one text for each place.
    """

    how: str
    rule: str | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value of a finding. field: its name in the record; head, value: in words; basis: None where there is no one
    place; currency: what an amount's currency was concluded from; note: said where there are no words."""

    field: str
    head: str
    value: str
    basis: Basis | None
    currency: Basis | None
    note: str


@dataclass(frozen=True, slots=True)
class Teller:
    """An article that says something, by the finding that says it.

    own: values in which it differs from the one that it is shown with; the day of a report is part of some.
    """

    finding: str
    article: ArticleName
    own: tuple[ShownValue, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingCard:
    """The words of one finding, and whoever has the same.

    passages: the paragraphs that hold its words, as pieces; marked ones are labelled with the field.
    same:     findings of other articles (or of other places) with the same words.
    focus:    it, or one with the same words, was asked for.
    """

    finding: str
    type: str
    article: ArticleName
    passages: Passages
    values: tuple[ShownValue, ...]
    same: tuple[Teller, ...]
    focus: bool


def cards(
    findings: Iterable[Finding], articles: Mapping[str, Article], focus: str | None = None
) -> tuple[FindingCard, ...]:
    """The findings in groups of the same words; what was asked for first, then by the day of publication."""

    def order(one: Finding) -> tuple[bool, str, str, str]:
        return (one.id != focus, day_of(articles[one.article]), one.article, one.id)

    groups: dict[tuple[str, ...], list[Finding]] = {}
    for one in sorted(findings, key=order):
        groups.setdefault(_passage(one, articles[one.article]), []).append(one)
    return tuple(_card(group, articles, focus) for group in groups.values())


def _passage(finding: Finding, article: Article) -> tuple[str, ...]:
    """What findings that read alike have in common: the words of each paragraph from the first that one rests on to
    the last, and which of them it rests on."""
    spans = sorted(set(spans_of(finding)))
    stretches = (
        article.text[inside[0].begin : max(span.end for span in inside)]
        for _, inside in by_paragraph(article, spans)
    )
    return (*(" ".join(words.split()) for words in stretches), "", *(article.text[s.begin : s.end] for s in spans))


def _card(group: Sequence[Finding], articles: Mapping[str, Article], focus: str | None) -> FindingCard:
    first, *others = group
    article = articles[first.article]
    values = shown_values(first, article)
    return FindingCard(
        finding=first.id,
        type=kind_of(first),
        article=named(article),
        passages=passages(article, list(finding_marks(first))),
        values=values,
        same=tuple(_teller(one, articles[one.article], values) for one in others),
        focus=first.id == focus,
    )


def _teller(finding: Finding, article: Article, values: Sequence[ShownValue]) -> Teller:
    told = {(one.field, one.value) for one in values}
    own = (one for one in shown_values(finding, article) if (one.field, one.value) not in told)
    return Teller(finding.id, named(article), tuple(own))


def shown_values(finding: Finding, article: Article) -> tuple[ShownValue, ...]:
    """Every value of a finding with what it rests on."""
    return tuple(shown(one, article) for one in given(finding))


def shown(one: GivenValue, article: Article) -> ShownValue:
    """One value with what it rests on."""
    basis, currency = basis_of(one.evidence, article), basis_of(one.currency, article)
    return ShownValue(one.field, one.head, one.value, basis, currency, one.note)


def basis_of(evidence: Evidence | None, article: Article) -> Basis | None:
    """What a value rests on, with the words."""
    if evidence is None:
        return None
    words = (" ".join(article.text[span.begin : span.end].split()) for span in evidence.spans)
    return Basis(evidence.how, evidence.rule, tuple(dict.fromkeys(words)))
