"""Why an entry is not what it was: derived from what only one release holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Entry
from onrecord.record.releases.correspondence import Correspondence
from onrecord.record.releases.differing import gained, same
from onrecord.record.releases.release import Release
from onrecord.record.releases.values import Gained, RulingMade, Why

MADE_OF = ("onrecord", "rules", "vocabulary", "model", "spacy", "rates")
"""What makes findings and entries, in the order in which it is named."""
MadeWith = Mapping[str, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Grounds:
    """What two releases hold apart from each other, to find reasons in.

    back:     the id in the old release of each finding of the new one that is in both.
    articles: those that only one of them holds, and so `came` and `went`; `kept`: those of the new release that are
              in the old one too, with one text.
    rulings:  those that only one of them holds.
    """

    old: Release
    new: Release
    same: Correspondence
    back: Mapping[str, str]
    articles: Gained[str]
    rulings: Gained[RulingMade]
    made_with: MadeWith
    kept: frozenset[str]
    came: frozenset[str]
    went: frozenset[str]


def articles_of(before: Iterable[Entry], after: Iterable[Entry], found: Correspondence) -> Gained[str]:
    """The articles that the entries gained and lost; one that kept its text under another id is the same."""
    old = sorted({found.articles.get(one, one) for each in before for one in each.articles})
    return gained(old, sorted({one for each in after for one in each.articles}), same)


def reasons(before: Sequence[Entry], after: Sequence[Entry], grounds: Grounds) -> tuple[Why, ...]:
    """Every reason that the two releases give for the difference, in the order of `REASONS`; never none."""
    found = [*_of_articles(before, after, grounds), *_of_findings(before, after, grounds)]
    found += _of_rulings(before, after, grounds)
    if not found:
        found.append(_of_the_rest(before, after, grounds))
    return tuple(found)


def _of_articles(before: Sequence[Entry], after: Sequence[Entry], grounds: Grounds) -> Iterator[Why]:
    own = articles_of(before, after, grounds.same)
    new = tuple(one for one in own.new if one in grounds.came)
    gone = tuple(one for one in own.gone if one in grounds.went)
    there = {one for each in (*before, *after) for one in each.articles}
    rewritten = tuple(one for one in grounds.same.rewritten if one in there)
    if new:
        yield Why("new article", f"{_counted(new, 'article')} came", new)
    if gone:
        yield Why("article gone", f"{_counted(gone, 'article')} went", gone)
    if rewritten:
        yield Why("new text", f"{_counted(rewritten, 'article')} with another text", rewritten)


def _of_findings(before: Sequence[Entry], after: Sequence[Entry], grounds: Grounds) -> Iterator[Why]:
    """Findings in a text that both releases hold, of which only one has found them, or found them so."""
    old, new, known = grounds.old.findings, grounds.new.findings, grounds.same.findings
    both = grounds.same.articles
    went = [one for each in before for one in each.findings if one not in known and old[one].article in both]
    came = [
        one
        for each in after
        for one in each.findings
        if new[one].article in grounds.kept
        and ((first := grounds.back.get(one)) is None or old[first].seal != new[one].seal)
        and not (first is not None and old[first].article != new[one].article)
    ]
    if went or came:
        ids = tuple(sorted({*came, *went}))
        yield Why("read anew", f"{_counted(ids, 'finding')} in the same texts, {_made(grounds.made_with)}", ids)


def _of_rulings(before: Sequence[Entry], after: Sequence[Entry], grounds: Grounds) -> Iterator[Why]:
    there = {one for each in (*before, *after) for one in (each.id, *each.findings)}
    articles = {one for each in (*before, *after) for one in each.articles}
    for reason, made in (("ruling", grounds.rulings.new), ("ruling gone", grounds.rulings.gone)):
        for one in made:
            if one.named & there or (one.act == "settle" and len(one.named & articles) > 1):
                gone = " (no longer there)" if reason == "ruling gone" else ""
                detail = f"{one.by} ruled on {one.at[:10]}: {one.act}, “{one.reason}”{gone}"
                yield Why(reason, detail, (one.id,))  # type: ignore[arg-type]


def _of_the_rest(before: Sequence[Entry], after: Sequence[Entry], grounds: Grounds) -> Why:
    """Nothing of its own has changed: it is judged otherwise, for what is around it or by other rules."""
    known = {grounds.same.findings.get(one, one) for each in before for one in each.findings}
    moved = articles_of(before, after, grounds.same)
    ids = (*moved.new, *moved.gone)
    if known == {one for each in after for one in each.findings} and len(before) == len(after):
        return Why("judged anew", f"its own findings are as they were; {_elsewhere(grounds)}", ids)
    what = (
        f"findings of {_counted(ids, 'article')} belong elsewhere now"
        if ids
        else "its findings belong elsewhere now"
    )
    return Why("re-grouped", f"{what}; {_elsewhere(grounds)}", ids)


def _elsewhere(grounds: Grounds) -> str:
    """What changed around an entry: articles, else rulings, else what made the record."""
    counts = ((grounds.articles.new, "came"), (grounds.articles.gone, "went"), (grounds.same.rewritten, "changed"))
    told = [f"{_counted(some, 'article')} {word}" for some, word in counts if some]
    if told:
        return f"elsewhere {', '.join(told)}"
    return "there are other rulings" if grounds.rulings else f"it is made {_made(grounds.made_with)}"


def _made(made_with: MadeWith) -> str:
    named = [name for name in MADE_OF if name in made_with]
    if not named:
        return "by other rules of reconciliation"
    return "by other " + ", ".join(f"{name} ({made_with[name][0]}, now {made_with[name][1]})" for name in named)


def _counted(ids: Sequence[str], word: str) -> str:
    return f"{len(ids)} {word}{'' if len(ids) == 1 else 's'}"
