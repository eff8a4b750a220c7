"""Reports as one page each: no script, nothing from outside, for paper and for a closed network."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from geo.errors import QuestionError


def check(path: Path) -> None:
    """Refuse a file that a report cannot be written to. Raises: QuestionError."""
    if path.suffix.lower() not in {".html", ".htm"}:
        raise QuestionError(f"--output must end in .html, found {path.name!r}")
    if not path.absolute().parent.is_dir():
        raise QuestionError(f"--output must be in a folder that is there, found {str(path)!r}")


def render(name: str, **values: Any) -> str:
    """Return a report of this name, every value escaped."""
    pages = Environment(
        loader=PackageLoader("webmap", "reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return pages.get_template(f"{name}.html").render(**values)


def write(path: Path, page: str) -> None:
    """Write a page whole or not at all, for its owner alone to read."""
    handle, begun = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(page)
        Path(begun).replace(path)
    except BaseException:
        Path(begun).unlink(missing_ok=True)
        raise
