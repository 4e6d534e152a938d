"""Pages as HTML. Every text is escaped; nothing of an article is ever taken for markup."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from onrecord import phrases
from onrecord.pages import plots
from onrecord.pages.kinds import PageKind
from onrecord.pages.site import Site
from onrecord.record.code_names import all_names
from onrecord.record.legible import legible

NOWHERE = ' href=""'
"""What `Addresses.to` leaves of a link where there is no page. No text holds it: in a text, quotes are escaped."""


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, with what they call; made when the first page is."""
    made = Environment(
        loader=PackageLoader("onrecord.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_legible,
        auto_reload=False,
    )
    made.globals["plots"] = plots
    made.globals.update(inlined=inlined, hashed=hashed, as_data=as_data, all_names=all_names)
    made.filters["classed"] = lambda look: f"look-{look}"
    made.filters["slug"] = slug
    made.filters["asked"] = asked
    made.filters["chosen"] = chosen
    for name in ("number", "money", "plural"):
        made.filters[name] = getattr(phrases, name)
    return made


def render(kind: PageKind, page: object, query: object, site: Site) -> str:
    """The page as a whole HTML document. A link to what this site has no page of is left as its words."""
    template, parts = _template(f"{kind.name}.html"), _template("_parts.html").module
    text = template.render(
        kind=kind, page=page, query=query, site=site, to=site.addresses.to, parts=parts, sections=_sections()
    )
    return legible(text.replace(NOWHERE, ""))  # once more as a whole: what plots draw comes as finished markup


def prepare() -> None:
    """Read the templates of all pages now; the first page of a kind would wait for its own."""
    from onrecord.pages.registry import KINDS  # which imports every page

    for name in KINDS:
        _template(f"{name}.html")


def asked(query: object) -> Mapping[str, object]:
    """The fields of a query by name, as addresses take them."""
    return {one.name: getattr(query, one.name) for one in fields(query)}  # type: ignore[arg-type]


def chosen(query: object) -> Mapping[str, object]:
    """The same without the fields that are as they are by default."""
    defaults = {one.name: one.default for one in fields(query)}  # type: ignore[arg-type]
    return {name: value for name, value in asked(query).items() if value != defaults[name]}


def slug(words: str) -> str:
    """A word of ours as a class of the style sheet: "re-translated", "no-longer-there"."""
    return "-".join(words.casefold().split())


def asset(name: str) -> bytes:
    """A file of `static/`: a style sheet or a script of ours."""
    return (files("onrecord.pages") / "static" / name).read_bytes()


@lru_cache
def inlined(name: str) -> Markup:
    """A style sheet of ours as a page that stands alone holds it."""
    return Markup(asset(name).decode("utf-8").replace("\r\n", "\n"))


@lru_cache
def hashed(name: str) -> str:
    """The same as a content security policy names it."""
    return f"sha256-{b64encode(sha256(inlined(name).encode('utf-8')).digest()).decode('ascii')}"


@lru_cache
def as_data(name: str) -> str:
    """A picture of ours as an address that holds all of it."""
    return f"data:image/svg+xml;base64,{b64encode(asset(name)).decode('ascii')}"


@lru_cache
def _template(name: str) -> Template:
    return environment().get_template(name)


@lru_cache(maxsize=1)
def _sections() -> Mapping[str, PageKind]:
    from onrecord.pages.registry import KINDS  # which imports every page

    return {name: one for name, one in KINDS.items() if one.section is not None}


def _legible(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return legible(value)
    return value
