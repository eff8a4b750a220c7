"""Snapshots: the list of them, and each file exactly as it was published.

An address gives the same bytes for good. The page of a snapshot is the stored file itself: its one
style is let through by its hash, and nothing else in it could run or load anything.
"""

from __future__ import annotations

import base64
import hashlib
import re

from flask import Blueprint, Response, current_app, g, render_template

from geo import released_snapshots
from geo.errors import NotFoundError
from geo.keys import Keys
from geo.settings import Settings
from geo.snapshot_files import MANIFEST, PAGE, PDF, PNG, media_type
from geo.snapshot_tables import (
    DONE,
    MAP,
    MEASURES,
    PICTURE,
    PREMISES,
    REVIEWS,
    TABLES,
    WARDS,
)
from webmap import access, looking
from webmap.audience import Audience
from webmap.connection import current_connection
from webmap.wording import Row

bp = Blueprint("snapshots", __name__)

# what is offered of a snapshot, and what it is called in the list
OFFERED = {
    PDF: "the page, PDF",
    PNG: "the page, PNG",
    WARDS: "wards, CSV",
    PICTURE: "by authority, CSV",
    PREMISES: "premises, CSV",
    DONE: "what was done, CSV",
    REVIEWS: "joint reviews, CSV",
    MEASURES: "what was decided, CSV",
    TABLES: "all tables, JSON",
    MAP: "map, GeoJSON",
    MANIFEST: "manifest with hashes",
}
_NAME = re.compile(r"[0-9]{4}(Q[1-4]|R)(-[0-9]{1,4})?")
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


@bp.get("/snapshots")
def snapshots() -> str:
    """Show the snapshots; analysts see drafts and what was checked of them too."""
    drafts = _is_analyst()
    rows = released_snapshots.listed(current_connection(), drafts=drafts)
    return render_template("snapshots.html", rows=rows, drafts=drafts, offered=_offered)


@bp.get("/snapshots/<quarter>")
def snapshot(quarter: str) -> Response:
    """Send the page of a snapshot as it is stored. Raises: NotFoundError, SnapshotError."""
    page = _file(quarter, PAGE)
    style = _STYLE.search(page)
    if style is not None:
        g.style_hash = base64.b64encode(hashlib.sha256(style[1]).digest()).decode()
    return Response(page, content_type=media_type(PAGE))


@bp.get("/snapshots/<quarter>/<table>")
def download(quarter: str, table: str) -> Response:
    """Send a table or the map of a snapshot. Raises: NotFoundError, SnapshotError."""
    if table not in OFFERED:
        raise NotFoundError("there is no such file")
    answer = Response(_file(quarter, table), content_type=media_type(table))
    answer.headers.set("Content-Disposition", "attachment", filename=f"nightjar-{quarter}-{table}")
    return answer


def _file(name: str, file: str) -> bytes:
    if not _NAME.fullmatch(name):
        raise NotFoundError("there is no such snapshot")
    settings: Settings = current_app.extensions["nightjar_settings"]
    keys = Keys(settings.key_folder)
    return released_snapshots.opened(access.engine(), keys, looking.session(), name, file)


def _offered(row: Row) -> dict[str, str]:
    """Return the files that a snapshot has; one of an earlier release has fewer."""
    has = {*row["files"], MANIFEST}
    return {name: said for name, said in OFFERED.items() if name in has}


def _is_analyst() -> bool:
    asks = access.who_asks()
    return asks is not None and asks.audience is Audience.ANALYST
