"""Analysing and extracting over many articles; one bad article never stops a run."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence

from onrecord.errors import OnrecordError
from onrecord.language import Analysis, analyse
from onrecord.model import Article, Finding, Findings, Rejected, Span

log = logging.getLogger(__name__)

SOME = 32  # articles that are analysed one by one after a failure among them, before all go together again

Outcome = Findings | Rejected
Extract = Callable[[Article, Analysis], Findings]


def findings_here(articles: Sequence[Article], pipeline: str | None) -> Iterator[tuple[Article, Outcome]]:
    """Yield each article with what it says, or with why that could not be found out; in the given order."""
    from onrecord.extraction import extract

    for article, analysis in _analysed(articles, pipeline):
        yield article, analysis if isinstance(analysis, Rejected) else _extracted(article, analysis, extract)


def _analysed(articles: Sequence[Article], pipeline: str | None) -> Iterator[tuple[Article, Analysis | Rejected]]:
    """All in one go, so that a sentence is parsed once; when that fails, the next batch one by one."""
    at = 0
    while at < len(articles):
        try:
            for analysis in analyse(articles[at:], pipeline):
                yield articles[at], analysis
                at += 1
        except OnrecordError:
            raise
        except Exception:
            log.debug("analysis failed after article %s; going on one by one", at, exc_info=True)
            for article in articles[at : at + SOME]:
                yield article, _alone(article, pipeline)
            at += SOME


def _alone(article: Article, pipeline: str | None) -> Analysis | Rejected:
    try:
        return next(iter(analyse([article], pipeline)))
    except OnrecordError:
        raise
    except Exception as error:  # noqa: BLE001 - as above; the reason goes into the record
        return _rejected(article, error)


def _extracted(article: Article, analysis: Analysis, extract: Extract) -> Outcome:
    try:
        findings = extract(article, analysis)
        _check(article, findings.all())
    except OnrecordError:
        raise
    except Exception as error:  # noqa: BLE001 - as above; the reason goes into the record
        return _rejected(article, error)
    return findings


def _check(article: Article, findings: Iterable[Finding]) -> None:
    """Nothing enters the record whose spans do not lie in the text or whose id is not its own."""
    seen: set[str] = set()
    for finding in findings:
        if finding.id in seen or finding.article != article.id:
            raise ValueError(f"finding {finding.id} has an id or an article that is not its own")
        seen.add(finding.id)
        spans: list[Span] = [span for evidence in finding.evidence.values() for span in evidence.spans]
        for own in ("source", "cue", "content"):
            spans += getattr(finding, own, ())
        for begin, end in spans:
            if not 0 <= begin < end <= len(article.text):
                raise ValueError(f"finding {finding.id} rests on [{begin}, {end}), which is not in the text")


def _rejected(article: Article, error: Exception) -> Rejected:
    log.debug("extraction failed for %s", article.id, exc_info=error)
    return Rejected(article.path or article.id, f"extraction failed: {type(error).__name__}: {error}")
