"""What the map may ask for beside the lists: tiles, searches, points, drawn shapes.

Each audience asks by functions of its own, and what it may not see is in no answer to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Connection, RowMapping
from sqlalchemy.exc import DBAPIError

from geo.database import query
from geo.errors import AuditError, QuestionError

FINEST_ZOOM = 22
REFUSED = "NJ001"  # derived.refuse: a sentence that is meant for whoever asked
UNRECORDED, NOT_LET_IN = "NJ005", "42501"
Corners = Sequence[tuple[float, float]]  # longitude and latitude, EPSG:4326


def is_tile(zoom: int, column: int, row: int) -> bool:
    """Tell whether there is such a tile of the map."""
    return 0 <= zoom <= FINEST_ZOOM and max(column, row) < 2**zoom and min(column, row) >= 0


def layers_held(connection: Connection) -> Mapping[str, bool]:
    """Return the layers of the base map that something was loaded of.

    Of each, whether it is too large to be sent whole, and comes as vector tiles.
    """
    return {row.layer: bool(row.tiled) for row in connection.execute(query("held_layers"))}


def base_tile(connection: Connection, layer: str, zoom: int, column: int, row: int) -> bytes:
    """Return one vector tile (MVT) of a large layer of the base map; nothing where it has none."""
    values = {"layer": layer, "zoom": zoom, "tile_column": column, "tile_row": row}
    return bytes(connection.scalar(query("base_tile"), values) or b"")


def base_names(connection: Connection, layer: str) -> Sequence[RowMapping]:
    """Return the names of the areas of a large layer: where each stands, and how far it reaches."""
    return connection.execute(query("base_names"), {"layer": layer}).mappings().all()


def tile(
    connection: Connection, audience: str, session: bytes, zoom: int, column: int, row: int
) -> bytes | None:
    """Return one vector tile (MVT) of the premises that an analyst or officer may see.

    Who asks, what for, that they looked and the tile are one statement. None for whoever is not let
    in: their session has ended or is of another audience, or they have not said what for.
    Raises: AuditError if the look cannot be recorded.
    """
    statement = query("officer_tile" if audience == "officer" else "analyst_tile")
    values = {"session": session, "zoom": zoom, "tile_column": column, "tile_row": row}
    try:
        found = connection.scalar(statement, values)
    except DBAPIError as error:
        state = getattr(error.orig, "sqlstate", None)
        if state == UNRECORDED:
            raise AuditError("who looks must be recorded, and the record is shut") from None
        if state == NOT_LET_IN:
            return None
        raise
    return None if found is None else bytes(found)


def kinds(connection: Connection, audience: str) -> dict[str, int]:
    """Return how many premises the map has of each kind, for an analyst or officer."""
    rows = connection.execute(query("officer_kinds" if audience == "officer" else "analyst_kinds"))
    return {row.kind: int(row.premises) for row in rows}


def found(connection: Connection, audience: str, words: str) -> tuple[Sequence[RowMapping], int]:
    """Return the premises that words find for an analyst or officer, and how many in all."""
    statement = query("officer_search" if audience == "officer" else "analyst_search")
    rows = connection.execute(statement, {"words": words}).mappings().all()
    return rows, int(rows[0]["matching"]) if rows else 0


def places(
    connection: Connection, first_day: dt.date, last_day: dt.date
) -> tuple[Sequence[RowMapping], int]:
    """Return the points of places that count, and how many there are in all; for analysts."""
    values = {"first_day": first_day, "last_day": last_day}
    rows = connection.execute(query("analyst_places"), values).mappings().all()
    return rows, int(rows[0]["matching"]) if rows else 0


def hotspot_run(connection: Connection) -> RowMapping | None:
    """Return the newest run of hotspots that was kept, if there is one; for analysts."""
    return connection.execute(query("released_hotspot_run")).mappings().one_or_none()


def hotspots(connection: Connection, run_id: UUID) -> Sequence[RowMapping]:
    """Return the squares of a run of hotspots, those that stand out most first; for analysts."""
    return connection.execute(query("released_hotspots"), {"run_id": run_id}).mappings().all()


def missing_squares(
    connection: Connection, first_day: dt.date, last_day: dt.date
) -> Sequence[RowMapping]:
    """Return the squares of 1 km that children were missing from or lived in; for analysts."""
    values = {"first_day": first_day, "last_day": last_day}
    return connection.execute(query("analyst_missing_squares"), values).mappings().all()


def partly_deleted(connection: Connection, first_day: dt.date, last_day: dt.date) -> bool:
    """Tell whether some episodes of these days have begun to be deleted; for analysts."""
    values = {"first_day": first_day, "last_day": last_day}
    return bool(connection.scalar(query("analyst_partly_deleted"), values))


def drawn_premises(connection: Connection, corners: Corners) -> tuple[Sequence[RowMapping], int]:
    """Return the premises in a drawn shape, and how many in all; for analysts.

    Raises: QuestionError for a shape that cannot be taken, in a sentence that says why.
    """
    try:
        # a refusal ends the savepoint, and not the transaction that the page goes on with
        with connection.begin_nested():
            rows = connection.execute(query("analyst_drawn_premises"), _sides(corners))
            found_in = rows.mappings().all()
    except DBAPIError as error:
        raise _refusal(error) from None
    return found_in, int(found_in[0]["matching"]) if found_in else 0


def drawn_episodes(
    connection: Connection, corners: Corners, first_day: dt.date, last_day: dt.date
) -> RowMapping:
    """Return the area of a drawn shape, and the episodes in it; for analysts.

    Raises: QuestionError for a shape that cannot be taken, in a sentence that says why.
    """
    values = {**_sides(corners), "first_day": first_day, "last_day": last_day}
    try:
        with connection.begin_nested():
            return connection.execute(query("analyst_drawn_episodes"), values).mappings().one()
    except DBAPIError as error:
        raise _refusal(error) from None


def _sides(corners: Corners) -> dict[str, list[float]]:
    return {"longitudes": [x for x, _ in corners], "latitudes": [y for _, y in corners]}


def _refusal(error: DBAPIError) -> Exception:
    if getattr(error.orig, "sqlstate", None) != REFUSED:
        return error
    diagnosis = getattr(error.orig, "diag", None)
    return QuestionError(str(getattr(diagnosis, "message_primary", "")))
