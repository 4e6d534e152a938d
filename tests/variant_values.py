"""Labelled statements as articles: what an article prints of somebody's words, read from a table."""

from __future__ import annotations

from onrecord.model import Article, Findings, Layout, Span, Speaker, Statement, content_id, text_sha256

MARKS = '“”"„«»‘'


def printed(name: str, given: dict) -> tuple[Article, Findings]:
    """An article that reports what `given` says, one paragraph and one statement for each cue."""
    said = given["said"] if isinstance(given["said"], list) else [given["said"]]
    lines = [f"{given.get('name') or 'A voice'} said: {words}" for words in said]
    text, story, contents = "", [], []
    for line, words in zip(lines, said, strict=True):
        story.append(Span(len(text), len(text) + len(line)))
        contents.append(Span(len(text) + len(line) - len(words), len(text) + len(line)))
        text += line + "\n\n"
    article = Article(
        id=name, text=text, sha256=text_sha256(text), layout=Layout(story=tuple(story)),
        published=given.get("day"), outlet=given.get("outlet", f"Outlet {name}"), title=given.get("title"),
        wire=given.get("wire"),
    )  # fmt: skip
    return article, Findings(name, tuple(statement(article, span, given) for span in contents))


def statement(article: Article, content: Span, given: dict) -> Statement:
    words = article.text[content.begin : content.end]
    speaker = Speaker(given.get("name"), given.get("role"), given.get("actor"))
    return Statement(
        id=content_id("s", article.id, content), article=article.id, mode=mode_of(words), speaker=speaker,
        source=(), cue=(), content=(content,), text=words, cue_class=given.get("cue", "speech"),
        negated=given.get("denied", False),
    )  # fmt: skip


def mode_of(words: str) -> str:
    if not any(mark in words for mark in MARKS):
        return "indirect"
    whole = words[0] in MARKS and words[-1] in MARKS and not any(mark in words[1:-1] for mark in MARKS)
    return "direct" if whole else "mixed"
