"""What files of every audience share: the reason that is asked, the making, and the sending.

The file is made by the code that the command uses, in a closed folder that goes when it is sent; it
is recorded before it is read. A CSV goes in a ZIP with the text that marks it, since a CSV has no
place for a marking that its readers skip.
"""

from __future__ import annotations

import datetime as dt
import io
import tempfile
import threading
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Response, request

from geo.audit import PURPOSES, PURPOSES_OF, Door, Purpose, What
from geo.errors import QuestionError
from geo.exports import Exported, Told
from geo.released_files import Rule
from webmap import purpose
from webmap.access import signed_in
from webmap.looking import door, kept, left

MIME = {
    ".geojson": "application/geo+json",
    ".gpkg": "application/geopackage+sqlite3",
    ".txt": "text/plain; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".pdf": "application/pdf",
}
FORMATS = {
    "csv": "CSV, for a spreadsheet",
    "geojson": "GeoJSON, for a map",
    "gpkg": "GeoPackage, for QGIS",
    "txt": "Plain text",
    "pdf": "PDF, for paper",
    "html": "HTML, for a screen",
}
Make = Callable[[Door, Path, What, Told], Exported]
ONE_AT_A_TIME = threading.Lock()  # a file is made in memory: eight at once would fill it
LONGEST_WAIT_S = 20


@dataclass(frozen=True)
class Wanted:
    """What a form asks to take: the thing, its format's rule, whether exactly, and why."""

    thing: str
    rule: Rule
    exact: bool
    reason: Purpose


def asked(offered: Mapping[str, list[Rule]]) -> Wanted:
    """Return what the form asks for, if the rules offer it. Raises: QuestionError."""
    form = request.form
    who = signed_in()
    assert who is not None
    thing = form.get("thing", "")
    rule = next(
        (each for each in offered.get(thing, []) if each.format == form.get("format")), None
    )
    if rule is None:
        raise QuestionError("choose what to take, and a format that it can be taken in", "thing")
    exact = form.get("points") == "exact"
    if exact and not rule.exact:
        raise QuestionError("exact points are for the analyst alone", "points")
    code = form.get("purpose") or _usual(who.purpose, PURPOSES_OF[who.audience])
    return Wanted(
        thing, rule, exact, purpose.asked_purpose(code, form.to_dict(), PURPOSES_OF[who.audience])
    )


def send(
    wanted: Wanted,
    name: str,
    terms: Mapping[str, Any],
    make: Make,
    *,
    points: str | None = None,
) -> Response:
    """Make a file, record it, and send it. Raises: AuditError, QuestionError.

    ``make`` writes it by ``geo.exports``; ``points`` says what its points are, if they are neither
    exact nor masked to squares.
    """
    assert request.url_rule is not None
    if not ONE_AT_A_TIME.acquire(timeout=LONGEST_WAIT_S):
        raise QuestionError("another file is being made: try again in a minute")
    try:
        through = door()
        through.state(wanted.reason, lasting=False)
        what = What(request.url_rule.rule, wanted.thing, filter=kept(terms))
        told = Told(_why(wanted.reason), points)
        with tempfile.TemporaryDirectory(prefix="nightjar-") as closed:
            made = make(through, Path(closed) / f"{name}.{wanted.rule.format}", what, told)
            left()
            return _sent(made)
    finally:
        ONE_AT_A_TIME.release()


def file_name(thing: str, of: str) -> str:
    """Return the name of a file, marked by its handling; no name of a place or person is in it."""
    return f"OFFICIAL-SENSITIVE-{thing.replace('_', '-')}-{of}-{dt.datetime.now(dt.UTC):%Y%m%d}"


def _sent(made: Exported) -> Response:
    suffix = made.path.suffix
    if suffix == ".csv":
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
            for each in (made.path, made.path.with_name(f"{made.path.name}.txt")):
                packed.write(each, each.name)
        body, kind, name = whole.getvalue(), "application/zip", f"{made.path.stem}.zip"
    else:
        body, kind, name = made.path.read_bytes(), MIME[suffix], made.path.name
    answer = Response(body, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Nightjar-Export"] = str(made.export_id)
    answer.headers["X-Nightjar-SHA256"] = made.sha256
    return answer


def _usual(stated: str | None, offered: tuple[str, ...]) -> str:
    """Return the purpose in force, or the audience's usual one under the demonstration's."""
    return stated if stated in offered else offered[0]


def _why(reason: Purpose) -> str:
    said = ", ".join(filter(None, (reason.case, reason.reason)))
    return f"{PURPOSES[reason.code]} ({said})"
