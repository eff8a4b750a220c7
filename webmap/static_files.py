"""Addresses of static files that change when the files do, so that browsers may keep them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Request, current_app, url_for

VENDORED = "vendor/"  # a folder there has its version in its name


def register(app: Flask) -> None:
    """Let templates ask for a static file's address."""
    app.add_template_global(static_url)


def static_url(name: str) -> str:
    """Return the address of a static file, with a part of its hash unless its folder says it."""
    if name.startswith(VENDORED):
        return url_for("static", filename=name)
    return url_for("static", filename=name, v=_digest(_folder(), name))


def is_versioned(request: Request) -> bool:
    """Whether what was asked for can never change under the address it was asked by."""
    name = str((request.view_args or {}).get("filename", ""))
    if name.startswith(VENDORED):
        return True
    given = request.args.get("v")
    return given is not None and given == _digest(_folder(), name)


def _folder() -> Path:
    return Path(current_app.static_folder or "")


@cache
def _digest(folder: Path, name: str) -> str:
    path = folder / name
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else ""
