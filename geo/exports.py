"""The one way out: every file that leaves is marked, hashed and recorded before it is in its place.

A file is made in a closed folder beside its place, its hash goes into the record of audit and the
register of exports, and only then is it moved to where it was asked for. If it cannot be recorded
it is deleted.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from geo import outputs
from geo.audit import CONSOLE, Door, What
from geo.errors import QuestionError
from geo.marking import KEEP_DAYS, Marking

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

POINTS_FOR = frozenset({"analyst", CONSOLE})  # audiences that may take exact points at all
# formats with room for a marking
SAY_THEMSELVES = frozenset({".geojson", ".gpkg", ".xlsx", ".txt", ".html", ".pdf"})
DOCUMENTS = frozenset({".html", ".pdf"})


@dataclass(frozen=True)
class Told:
    """What a file says of itself beside who took it: what for, and what its points are."""

    purpose: str | None = None
    points: str | None = None


@dataclass(frozen=True)
class Exported:
    """A file that left."""

    export_id: UUID
    path: Path
    sha256: str
    rows: int
    masked: bool
    expires_on: dt.date

    def describe(self) -> dict[str, Any]:
        """Return it as plain values, for JSON."""
        return {
            "export": str(self.export_id),
            "file": str(self.path),
            "sha256": self.sha256,
            "rows": self.rows,
            "masked": self.masked,
            "delete_by": self.expires_on.isoformat(),
        }


def check(door: Door, path: Path, *, points: bool) -> None:
    """Refuse a file that could not leave, before anything is looked up for it.

    Raises: QuestionError if the format is unknown, the folder is not there, or exact points are
    asked for by an audience that may not have them, or on a page without a stated purpose.
    """
    outputs.check(path)
    if points and door.who.audience not in POINTS_FOR:
        raise QuestionError("exact points leave with the analyst alone")
    if points and door.who.audience != CONSOLE and door.task is None:
        raise QuestionError("exact points must leave for a stated purpose, and none was stated")


def export(
    door: Door,
    frame: GeoDataFrame,
    path: Path,
    what: What,
    *,
    masked: bool,
    covers: tuple[dt.date, dt.date] | None = None,
    told: Told | None = None,
) -> Exported:
    """Write a frame to a file that leaves; ``covers`` are the days that its rows are of.

    CRS: EPSG:27700. Raises: AuditError if it cannot be recorded, there is no file then;
    QuestionError if it cannot be written.
    """
    check(door, path, points=not masked)
    try:
        return _leave(
            door,
            path,
            what,
            lambda file, marking: outputs.write(frame, file, what.object, marking),
            rows=len(frame),
            masked=masked,
            covers=covers,
            told=told or Told(),
        )
    except OSError as error:
        raise QuestionError(f"{path} cannot be written: {error.strerror or error}") from error


def export_picture(
    door: Door,
    frame: GeoDataFrame,
    value: str,
    path: Path,
    what: What,
    *,
    covers: tuple[dt.date, dt.date] | None = None,
) -> Exported:
    """Draw a frame into an SVG or PNG file that leaves. Raises: AuditError, QuestionError.

    Cells of episodes are not for passing on: it is recorded and marked as exact points are.
    """
    from geo import pictures

    try:
        return _leave(
            door,
            path,
            what,
            lambda file, marking: pictures.write(frame, file, value, marking.short),
            rows=len(frame),
            masked=False,
            covers=covers,
            told=Told(),
        )
    except OSError as error:
        raise QuestionError(f"{path} cannot be written: {error.strerror or error}") from error


def export_table(
    door: Door,
    columns: tuple[str, ...],
    rows: list[tuple[Any, ...]],
    path: Path,
    what: What,
    *,
    masked: bool = True,
    covers: tuple[dt.date, dt.date] | None = None,
    told: Told | None = None,
) -> Exported:
    """Write rows without places to a CSV file that leaves. Raises: AuditError, OSError."""
    import pandas as pd

    # as they are: a column of numbers with a gap would be told in decimals
    table = pd.DataFrame(rows, columns=list(columns), dtype=object)
    return _leave(
        door,
        path,
        what,
        lambda file, _: outputs.write_csv(table, file),
        rows=len(rows),
        masked=masked,
        covers=covers,
        told=told or Told(),
    )


def export_text(
    door: Door, words: str, path: Path, what: What, *, rows: int, told: Told | None = None
) -> Exported:
    """Write a text that leaves, its marking at the head. Raises: AuditError, OSError."""

    def write(file: Path, marking: Marking) -> None:
        file.write_text(f"{marking.text()}\n{words}", encoding="utf-8")

    return _leave(door, path, what, write, rows=rows, masked=True, covers=None, told=told or Told())


def check_document(path: Path) -> None:
    """Refuse the name of a file that no document has. Raises: QuestionError."""
    if path.suffix.lower() not in DOCUMENTS:
        raise QuestionError(f"--output must end in .html or .pdf, found {path.name!r}")
    if not path.absolute().parent.is_dir():
        raise QuestionError(f"--output must be in a folder that is there, found {str(path)!r}")


def export_document(
    door: Door,
    path: Path,
    what: What,
    make: Callable[[Marking], bytes],
    *,
    rows: int,
    masked: bool,
    covers: tuple[dt.date, dt.date] | None = None,
    told: Told | None = None,
) -> Exported:
    """Write a document that leaves; ``make`` gets the marking that each page of it must carry.

    Raises: AuditError if it cannot be recorded, there is no file then; QuestionError.
    """
    check_document(path)
    if not masked and door.who.audience not in POINTS_FOR:
        raise QuestionError("full evidence leaves with the analyst alone")
    try:
        return _leave(
            door,
            path,
            what,
            lambda file, marking: _write_bytes(file, make(marking)),
            rows=rows,
            masked=masked,
            covers=covers,
            told=told or Told(),
        )
    except OSError as error:
        raise QuestionError(f"{path} cannot be written: {error.strerror or error}") from error


def _write_bytes(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _leave(
    door: Door,
    path: Path,
    what: What,
    write: Callable[[Path, Marking], None],
    *,
    rows: int,
    masked: bool,
    covers: tuple[dt.date, dt.date] | None,
    told: Told,
) -> Exported:
    now = dt.datetime.now(dt.UTC)
    expires_on = now.date() + dt.timedelta(days=KEEP_DAYS)
    taken_by = door.who.name or door.who.account
    marking = Marking(uuid4(), taken_by, now, masked, expires_on, told.purpose, told.points)
    through = _written_through(path)
    with tempfile.TemporaryDirectory(
        prefix=".nightjar-", dir=None if through else path.absolute().parent
    ) as closed:
        made = Path(closed) / path.name
        write(made, marking)
        made.chmod(0o600)
        with made.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        values = {
            "export_id": marking.export_id,
            "file_name": path.name,
            "sha256": sha256,
            "rows": rows,
            "masked": masked,
            "covers_from": covers[0] if covers else None,
            "covers_to": covers[1] if covers else None,
            "expires_on": expires_on,
        }
        door.record_export(values, what)
        if through:
            path.write_bytes(made.read_bytes())
        else:
            made.replace(path)
    if path.suffix.lower() not in SAY_THEMSELVES and path.is_file():
        beside = path.with_name(f"{path.name}.txt")
        beside.write_text(f"{marking.text()}file: {path.name}\nsha256: {sha256}\n")
        beside.chmod(0o600)
    return Exported(marking.export_id, path, sha256, rows, masked, expires_on)


def _written_through(path: Path) -> bool:
    """Tell whether a path stays what it is: a link, a device, or in a folder that is not ours."""
    special = path.is_symlink() or (path.exists() and not path.is_file())
    return special or not os.access(path.absolute().parent, os.W_OK)
