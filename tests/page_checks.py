"""What must hold of every page as a browser reads it: nothing in it runs, loads or leads away but what is ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import SplitResult, unquote, urlsplit

import lxml.html

from onrecord.record.legible import UNSAFE

ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        """html head meta title link body header main footer nav section article aside search address div
        span p h1 h2 h3 h4 a ul ol li dl dt dd figure figcaption details summary blockquote q
        cite b i em strong small mark ins del code pre kbd abbr time sup sub br hr wbr table
        caption colgroup col thead tbody tfoot tr th td form label input button select option
        optgroup textarea fieldset legend output progress meter data datalist svg g path line
        rect circle ellipse polyline polygon text tspan desc defs marker clippath use noscript symbol""",
    )
)
"""What our templates are made of. A script is looked at on its own."""
ADDRESSES = {"href", "src", "action", "data", "poster", "cite"}
HARMFUL = {"style", "srcdoc", "srcset", "background", "formaction", "ping"}
EQUIVALENTS = {"Content-Security-Policy", "refresh"}
METAS = {None, "viewport", "referrer", "color-scheme", "description", "generator"}


Rule = Callable[[str], bool]
"""Says of an address whether it is one of ours."""


def harms(html: str, ours: Rule) -> list[str]:
    """What a page has that it must not have."""
    steering = [f"steers what is around it: {one!r}" for one in sorted(set(UNSAFE.findall(html)))]
    elements = (one for one in _parsed(html).iter() if isinstance(one.tag, str))
    return steering + [told for element in elements for told in _of(element, ours)]


def shown(html: str) -> str:
    """The words of a page, blanks evened out, as a browser shows them."""
    return even(_parsed(html).text_content())


def article_words(html: str) -> str:
    """The words of an article on its own page, without what stands beside them."""
    return "".join(one.text_content() for one in _parsed(html).find_class("words"))


def packed(text: str) -> str:
    """A text without its blanks, which a page may break where it begins a paragraph."""
    return "".join(text.split())


def even(text: str) -> str:
    """A text with one blank wherever there are some."""
    return " ".join(text.split())


def on_the_server(value: str) -> bool:
    """Whether an address stays with the server."""
    found = _split(value)
    if found is None or found.scheme or found.netloc:
        return False
    if value.startswith(("#", "?")):
        return True
    return value.startswith("/") and not value.startswith("//") and not {".", ".."} & set(found.path.split("/"))


def among_files(folder: str) -> Rule:
    """Whether an address of a page in `folder` ("", "entries/") stays among the files of the site."""

    def ours(value: str) -> bool:
        found = _split(value)
        if found is None or found.scheme or found.netloc or value.startswith("/"):
            return False
        depth = folder.count("/")
        for step in unquote(found.path).split("/")[:-1]:
            depth += -1 if step == ".." else 1
            if depth < 0:
                return False
        return not found.path.endswith("..")

    return ours


def _split(value: str) -> SplitResult | None:
    if not value.isprintable() or "\\" in value:
        return None
    try:
        return urlsplit(value)
    except ValueError:
        return None


def _parsed(html: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8"))


def _of(element: lxml.html.HtmlElement, ours: Rule) -> Iterator[str]:
    tag = element.tag.casefold()
    if tag == "script" and (element.text_content().strip() or "static/" not in element.get("src", "")):
        yield f"a script: {element.get('src')!r} {element.text_content()[:60]!r}"
    elif tag not in ELEMENTS and tag != "script":
        yield f"an element <{tag}>"
    known = element.get("name") in METAS and element.get("http-equiv", "refresh") in EQUIVALENTS
    if tag == "meta" and not known:
        yield f"a meta {dict(element.attrib)!r}"
    for name, value in element.attrib.items():
        bare = name.casefold().rpartition(":")[2]
        if bare.startswith("on") or bare in HARMFUL:
            yield f"<{tag} {name}={value!r}>"
        if tag == "meta" and "url" in value.casefold():
            yield f"a meta that leads away: {value!r}"
        if bare in ADDRESSES and not (ours(value) or (tag == "a" and of_the_web(value))):
            yield f"<{tag} {name}={value!r}>"


def of_the_web(value: str) -> bool:
    """Whether a link leads to another site, as that to an article where it was published does."""
    found = _split(value)
    return found is not None and found.scheme in ("http", "https") and bool(found.netloc)
