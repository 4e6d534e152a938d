"""Pages as HTML. Every text is escaped; nothing of an article is ever taken for markup."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord import phrases
from onrecord.pages import plots
from onrecord.pages.kinds import PageKind
from onrecord.pages.site import Site
from onrecord.record.legible import legible


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
    made.filters["classed"] = lambda look: f"look-{look}"
    made.filters["slug"] = slug
    for name in ("number", "money", "plural"):
        made.filters[name] = getattr(phrases, name)
    return made


def render(kind: PageKind, page: object, query: object, site: Site) -> str:
    """The page as a whole HTML document."""
    made = environment()
    template = made.get_template(f"{kind.name}.html")
    parts = made.get_template("_parts.html").module
    return template.render(
        kind=kind, page=page, query=query, site=site, to=site.addresses.to, parts=parts, sections=_sections()
    )


def slug(words: str) -> str:
    """A word of ours as a class of the style sheet: "re-translated", "no-longer-there"."""
    return "-".join(words.casefold().split())


def asset(name: str) -> bytes:
    """A file of `static/`: a style sheet or a script of ours."""
    return (files("onrecord.pages") / "static" / name).read_bytes()


def _sections() -> Mapping[str, PageKind]:
    from onrecord.pages.registry import KINDS  # which imports every page

    return {name: one for name, one in KINDS.items() if one.section is not None}


def _legible(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return legible(value)
    return value
