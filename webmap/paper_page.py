"""A sheet as one HTML file that needs nothing but itself: no script, no address, its own style."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from geo.drawing import Drawing
from webmap.formats import thousands
from webmap.paper import Sheet


def html(sheet: Sheet) -> bytes:
    """Return a sheet as HTML; every text in it is escaped."""
    return render("paper.html", sheet=sheet)


def render(template: str, **values: Any) -> bytes:
    """Return a page by a template of its own, in the style of sheets."""
    return _templates().get_template(template).render(style=_style(), **values).encode()


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("webmap"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["thousands"] = thousands
    made.globals["svg"] = _svg
    return made


def _svg(drawing: Drawing, hatch: str) -> Markup:
    """Write a drawing; every text in it is escaped where it is drawn."""
    return Markup(drawing.svg(hatch))  # noqa: S704


@cache
def _style() -> Markup:
    """Return the page's own style as an element: a page that is passed round has no style sheet."""
    css = (resources.files("webmap") / "static" / "snapshot.css").read_text(encoding="utf-8")
    return Markup(f"<style>{css}</style>")  # noqa: S704
